/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_mask: see json_mask.h. It goes from one quote to the next: one with a colon and a quote behind it ends a name,
 * whatever stands before, and the text behind a secret name is hidden. So a quote too many in a broken text does not
 * turn names into values. An empty text stays: that a key is missing is worth knowing. A name with an escape in it may
 * be any name in disguise, and is secret.
 */
#include "lib/json_mask.h"

#include <string.h>

#include "lib/secret.h"

/* Behind the closing quote of the string that opens here, or the end of the text. */
static size_t string_end(const char *text, size_t at, size_t length)
{
	for (at++; at < length && text[at] != '"'; at++) {
		if (text[at] == '\\') {
			at++;
		}
	}
	return at < length ? at + 1 : length;
}

static size_t skip_blanks(const char *text, size_t at, size_t length)
{
	while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
		at++;
	}
	return at;
}

/* Where a text begins behind the quote that may end a name: its opening quote; else 0. */
static size_t text_behind(const char *text, size_t quote, size_t length)
{
	size_t at = skip_blanks(text, quote + 1, length);

	if (at >= length || text[at] != ':') {
		return 0;
	}
	at = skip_blanks(text, at + 1, length);
	return at < length && text[at] == '"' ? at : 0;
}

bool prov_json_mask(
    const char *text, size_t length, bool (*is_secret_member)(const char *name, size_t length), struct prov_buf *out)
{
	size_t shown = 0; /* up to here it is in out, or hidden */
	size_t name = 0;  /* behind the last quote */

	for (size_t at = 0; at < length; at++) {
		size_t begin;
		size_t end;

		if (text[at] != '"') {
			continue;
		}
		begin = text_behind(text, at, length);
		if (begin > 0 && (memchr(text + name, '\\', at - name) || is_secret_member(text + name, at - name))) {
			end = string_end(text, begin, length);
			if (begin >= shown) {
				prov_buf_append(out, text + shown, begin - shown);
				prov_buf_append_text(out, end - begin > 2 ? "\"" PROV_SECRET_MASK "\"" : "\"\"");
			}
			shown = end > shown ? end : shown; /* a name may also begin in what is hidden */
		}
		name = at + 1;
	}
	return prov_buf_append(out, text + shown, length - shown);
}
