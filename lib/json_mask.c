/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_mask: see json_mask.h. It goes from one string to the next: a string with a colon behind it is a name, and the
 * string that follows a secret name is hidden. An empty text stays: that a key is missing is worth knowing.
 */
#include "lib/json_mask.h"

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

/* The opening quote of a secret member's text, when the string [begin, end) is such a member's name; else 0. */
static size_t secret_text(const char *text, size_t begin, size_t end, size_t length,
    bool (*is_secret_member)(const char *name, size_t length))
{
	size_t at = skip_blanks(text, end, length);

	if (at >= length || text[at] != ':' || end - begin < 2 || !is_secret_member(text + begin + 1, end - begin - 2)) {
		return 0;
	}
	at = skip_blanks(text, at + 1, length);
	return at < length && text[at] == '"' ? at : 0;
}

bool prov_json_mask(
    const char *text, size_t length, bool (*is_secret_member)(const char *name, size_t length), struct prov_buf *out)
{
	size_t shown = 0; /* up to here it is in out */
	size_t at = 0;

	while (at < length) {
		size_t end;
		size_t secret;

		if (text[at] != '"') {
			at++;
			continue;
		}
		end = string_end(text, at, length);
		secret = secret_text(text, at, end, length, is_secret_member);
		at = end;
		if (secret > 0) {
			at = string_end(text, secret, length);
			prov_buf_append(out, text + shown, secret - shown);
			prov_buf_append_text(out, at - secret > 2 ? "\"" PROV_SECRET_MASK "\"" : "\"\"");
			shown = at;
		}
	}
	return prov_buf_append(out, text + shown, length - shown);
}
