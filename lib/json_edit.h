/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_edit: changes members of objects in the bytes of a JSON text and leaves every other byte as it came: what a
 * newer server added, the difference between {} and [], numbers beyond a double. For texts that must go back as they
 * were received but for some members. The text has passed prov_json_parse; nothing here judges it again, and whoever
 * sends the result parses that once more.
 */
#ifndef PROVISION_LIB_JSON_EDIT_H
#define PROVISION_LIB_JSON_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"

/* A value's place: the bytes from begin up to, but not with, end. */
struct prov_json_span {
	size_t begin;
	size_t end;
};

/* The text's one value, without the blanks around it. */
struct prov_json_span prov_json_span_whole(const char *text, size_t length);
/*
 * The next member of an object; *cursor begins at 0. The name is what stands between its quotes, escapes and all. False
 * after the last one, and for a value that is no object.
 */
bool prov_json_span_next(const char *text, struct prov_json_span object, size_t *cursor, struct prov_json_span *name,
    struct prov_json_span *value);
/* The value of a member whose name stands there without escapes. */
bool prov_json_span_member(
    const char *text, struct prov_json_span object, const char *name, struct prov_json_span *value);

struct prov_json_edit {
	size_t begin; /* begin == end: an insertion */
	size_t end;
	char *text; /* owned, wiped when freed */
	size_t length;
};

struct prov_json_edits {
	const char *text; /* borrowed: outlives the edits */
	size_t length;
	struct prov_json_edit *items; /* owned */
	size_t count;
	size_t capacity;
	bool failed; /* memory was short: prov_json_edits_apply says so */
};

void prov_json_edits_init(struct prov_json_edits *edits, const char *text, size_t length);
void prov_json_edits_free(struct prov_json_edits *edits);
/*
 * Sets a member of an object of the text: in place of its value, or as a further member. Its name needs no escapes. The
 * last setting of a member counts. Nothing may be set inside a value that is set itself.
 */
void prov_json_edits_bool(struct prov_json_edits *edits, struct prov_json_span object, const char *name, bool boolean);
void prov_json_edits_int(struct prov_json_edits *edits, struct prov_json_span object, const char *name, int64_t number);
void prov_json_edits_text(
    struct prov_json_edits *edits, struct prov_json_span object, const char *name, const char *text, size_t length);
/* The same with a list of this one text as the value. */
void prov_json_edits_list_of_text(
    struct prov_json_edits *edits, struct prov_json_span object, const char *name, const char *text, size_t length);
/* Appends the edited text. False when memory was short here or before, or out's ceiling was reached. */
bool prov_json_edits_apply(struct prov_json_edits *edits, struct prov_buf *out);

#endif
