/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_edit: finds members in a JSON text that is known to be sound, and replaces or adds their values as bytes. Knows
 * no json-c and builds no tree.
 */
#include "lib/json_edit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/mem.h"

#define FIRST_CAPACITY 16

static size_t skip_blanks(const char *text, size_t at, size_t end)
{
	while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
		at++;
	}
	return at;
}

/* Behind the string that begins at its opening quote. */
static size_t skip_string(const char *text, size_t at, size_t end)
{
	for (at++; at < end && text[at] != '"'; at++) {
		if (text[at] == '\\') {
			at++;
		}
	}
	return at < end ? at + 1 : end;
}

/* Behind the value that begins here. Brackets are counted without telling their kinds apart: the text is sound. */
static size_t skip_value(const char *text, size_t at, size_t end)
{
	unsigned depth = 0;

	while (at < end) {
		char c = text[at];

		if (c == '"') {
			at = skip_string(text, at, end);
		} else if (c == '{' || c == '[') {
			depth++;
			at++;
		} else if ((c == '}' || c == ']') && depth > 0) {
			depth--;
			at++;
		} else if (depth > 0) {
			at++;
			continue;
		} else {
			/* a number or word ends before a separator */
			while (at < end && !strchr(" \t\n\r,]}", text[at])) {
				at++;
			}
		}
		if (depth == 0) {
			return at;
		}
	}
	return end;
}

struct prov_json_span prov_json_span_whole(const char *text, size_t length)
{
	size_t begin = skip_blanks(text, 0, length);

	return (struct prov_json_span){.begin = begin, .end = skip_value(text, begin, length)};
}

bool prov_json_span_next(const char *text, struct prov_json_span object, size_t *cursor, struct prov_json_span *name,
    struct prov_json_span *value)
{
	size_t at = *cursor;

	if (object.begin >= object.end || text[object.begin] != '{') {
		return false;
	}
	at = skip_blanks(text, at == 0 ? object.begin + 1 : at, object.end);
	if (at < object.end && text[at] == ',') {
		at = skip_blanks(text, at + 1, object.end);
	}
	if (at >= object.end || text[at] != '"') {
		return false;
	}
	name->begin = at + 1;
	at = skip_string(text, at, object.end);
	name->end = at - 1;
	at = skip_blanks(text, at, object.end);
	value->begin = skip_blanks(text, at + 1, object.end); /* behind the colon */
	value->end = skip_value(text, value->begin, object.end);
	*cursor = value->end;
	return true;
}

bool prov_json_span_member(
    const char *text, struct prov_json_span object, const char *name, struct prov_json_span *value)
{
	size_t length = strlen(name);
	struct prov_json_span found;
	size_t cursor = 0;

	while (prov_json_span_next(text, object, &cursor, &found, value)) {
		if (found.end - found.begin == length && memcmp(text + found.begin, name, length) == 0) {
			return true;
		}
	}
	return false;
}

/* --- edits --- */

void prov_json_edits_init(struct prov_json_edits *edits, const char *text, size_t length)
{
	*edits = (struct prov_json_edits){.text = text, .length = length};
}

void prov_json_edits_free(struct prov_json_edits *edits)
{
	for (size_t i = 0; i < edits->count; i++) {
		prov_wipe_free(edits->items[i].text, edits->items[i].length);
	}
	prov_free(edits->items);
	prov_json_edits_init(edits, NULL, 0);
}

static bool grow(struct prov_json_edits *edits)
{
	size_t capacity = edits->capacity == 0 ? FIRST_CAPACITY : edits->capacity * 2;
	struct prov_json_edit *items;

	if (edits->count < edits->capacity) {
		return true;
	}
	items = prov_realloc(edits->items, capacity * sizeof(*items));
	if (!items) {
		edits->failed = true;
		return false;
	}
	edits->items = items;
	edits->capacity = capacity;
	return true;
}

/* Whether an insertion is that of a member. */
static bool inserts(const struct prov_json_edit *edit, const char *name)
{
	size_t begin = edit->text[0] == ',' ? 2 : 1; /* behind the quote */
	size_t length = strlen(name);

	return edit->length > begin + length && memcmp(edit->text + begin, name, length) == 0 &&
	       edit->text[begin + length] == '"';
}

/* What was set for a member before: of a place in the text, or an insertion there; NULL: nothing. */
static struct prov_json_edit *find_edit(
    const struct prov_json_edits *edits, struct prov_json_span place, const char *name)
{
	for (size_t i = 0; i < edits->count; i++) {
		struct prov_json_edit *edit = &edits->items[i];

		if (edit->begin == place.begin && edit->end == place.end && (place.begin < place.end || inserts(edit, name))) {
			return edit;
		}
	}
	return NULL;
}

/* Takes replacement over, for an edit that was made before (NULL: none) or as a further one. */
static void add(struct prov_json_edits *edits, struct prov_json_edit *before, struct prov_json_span place,
    struct prov_buf *replacement)
{
	size_t length = 0;
	char *text = prov_buf_take(replacement, &length);

	if (!text || (!before && !grow(edits))) {
		edits->failed = true;
		prov_wipe_free(text, length);
		return;
	}
	if (before) {
		prov_wipe_free(before->text, before->length);
	} else {
		before = &edits->items[edits->count++];
	}
	*before = (struct prov_json_edit){.begin = place.begin, .end = place.end, .text = text, .length = length};
}

static bool is_empty(const struct prov_json_edits *edits, struct prov_json_span object)
{
	struct prov_json_span name;
	struct prov_json_span value;
	size_t cursor = 0;

	return !prov_json_span_next(edits->text, object, &cursor, &name, &value);
}

/* Whether something is inserted there already, which a further insertion then follows. */
static bool has_insertion(const struct prov_json_edits *edits, size_t at)
{
	for (size_t i = 0; i < edits->count; i++) {
		if (edits->items[i].begin == at && edits->items[i].end == at) {
			return true;
		}
	}
	return false;
}

static void set(
    struct prov_json_edits *edits, struct prov_json_span object, const char *name, const char *value, size_t length)
{
	struct prov_json_span place;
	struct prov_json_edit *before;
	struct prov_buf text;
	bool stands = prov_json_span_member(edits->text, object, name, &place);

	if (!stands) {
		place.begin = object.end - 1; /* before the closing bracket */
		place.end = place.begin;
	}
	before = find_edit(edits, place, name);
	prov_buf_init(&text, strlen(name) + length + 8);
	if (!stands) {
		if (before ? before->text[0] == ',' : !is_empty(edits, object) || has_insertion(edits, place.begin)) {
			prov_buf_append_char(&text, ',');
		}
		prov_buf_printf(&text, "\"%s\":", name);
	}
	prov_buf_append(&text, value, length);
	add(edits, before, place, &text);
}

void prov_json_edits_bool(struct prov_json_edits *edits, struct prov_json_span object, const char *name, bool boolean)
{
	const char *word = boolean ? "true" : "false";

	set(edits, object, name, word, strlen(word));
}

void prov_json_edits_int(struct prov_json_edits *edits, struct prov_json_span object, const char *name, int64_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof(digits), "%" PRId64, number);

	set(edits, object, name, digits, (size_t)length);
}

static void append_quoted(struct prov_buf *out, const char *text, size_t length)
{
	prov_buf_append_char(out, '"');
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x20) {
			prov_buf_printf(out, "\\u%04x", c);
			continue;
		}
		if (c == '"' || c == '\\') {
			prov_buf_append_char(out, '\\');
		}
		prov_buf_append_char(out, text[i]);
	}
	prov_buf_append_char(out, '"');
}

static void set_quoted(struct prov_json_edits *edits, struct prov_json_span object, const char *name,
    const char *before, const char *text, size_t length, const char *behind)
{
	struct prov_buf quoted;

	/* the longest escape of a byte has six; quotes and brackets */
	prov_buf_init(&quoted, length > SIZE_MAX / 8 ? 0 : length * 6 + 4);
	prov_buf_append_text(&quoted, before);
	append_quoted(&quoted, text, length);
	prov_buf_append_text(&quoted, behind);
	if (quoted.failed) {
		edits->failed = true;
	} else {
		set(edits, object, name, prov_buf_text(&quoted), quoted.length);
	}
	prov_buf_wipe(&quoted);
}

void prov_json_edits_text(
    struct prov_json_edits *edits, struct prov_json_span object, const char *name, const char *text, size_t length)
{
	set_quoted(edits, object, name, "", text, length, "");
}

void prov_json_edits_list_of_text(
    struct prov_json_edits *edits, struct prov_json_span object, const char *name, const char *text, size_t length)
{
	set_quoted(edits, object, name, "[", text, length, "]");
}

/* By place; insertions at one place stay in the order in which they were made. */
static void sort(struct prov_json_edits *edits)
{
	for (size_t i = 1; i < edits->count; i++) {
		struct prov_json_edit moved = edits->items[i];
		size_t at = i;

		for (; at > 0 && edits->items[at - 1].begin > moved.begin; at--) {
			edits->items[at] = edits->items[at - 1];
		}
		edits->items[at] = moved;
	}
}

bool prov_json_edits_apply(struct prov_json_edits *edits, struct prov_buf *out)
{
	size_t at = 0;

	if (edits->failed) {
		return false;
	}
	sort(edits);
	for (size_t i = 0; i < edits->count; i++) {
		const struct prov_json_edit *edit = &edits->items[i];

		prov_buf_append(out, edits->text + at, edit->begin - at);
		prov_buf_append(out, edit->text, edit->length);
		at = edit->end;
	}
	prov_buf_append(out, edits->text + at, edits->length - at);
	return !out->failed;
}
