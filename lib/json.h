/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json: strict reading and writing of JSON. json_scan.c refuses whatever RFC 8259 refuses, and NUL characters and lone
 * surrogates in strings besides; json.c then lets json-c make the values (json.c alone includes its headers) and
 * refuses duplicate member names. The getters never coerce: a wrong type is an error that names the member. Values are
 * borrowed from their document unless said otherwise. json-c cannot wipe memory: build bodies late, free early.
 */
#ifndef PROVISION_LIB_JSON_H
#define PROVISION_LIB_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/error.h"

#define PROV_JSON_DEPTH 64      /* default ceiling of nesting */
#define PROV_JSON_DEPTH_MAX 128 /* ceiling of the ceiling: freeing, counting and printing recurse */

struct prov_json; /* a json-c value; never NULL for JSON's null: prov_json_type says PROV_JSON_NULL */

enum prov_json_type {
	PROV_JSON_NULL,
	PROV_JSON_BOOL,
	PROV_JSON_INT,
	PROV_JSON_DOUBLE,
	PROV_JSON_STRING,
	PROV_JSON_ARRAY,
	PROV_JSON_OBJECT,
};

/* --- scanning (json_scan.c; knows no json-c) --- */
/* What a tree made of the text must hold, all of it: less means that its maker dropped or cut something. */
struct prov_json_totals {
	size_t members;    /* of all objects */
	size_t text_bytes; /* of all strings and names, unescaped, and of all doubles as they are written */
};
/*
 * Checks that text is exactly one JSON value, blanks around it allowed: UTF-8, depth, escapes, numbers (integers must
 * fit in 64 bits signed or unsigned, no overflow to infinity), no NUL, no lone surrogate. On refusal *reason is a
 * static text and *offset the place.
 */
bool prov_json_scan(const char *text, size_t length, unsigned max_depth, struct prov_json_totals *totals,
    const char **reason, size_t *offset);

/* --- reading --- */
/* A parsed document, or NULL with a PROV_ERROR_PROTOCOL or _MEMORY error. Free it with prov_json_free. */
struct prov_json *prov_json_parse(const char *text, size_t length, unsigned max_depth, struct prov_error *error);
void prov_json_free(struct prov_json *document);

enum prov_json_type prov_json_type(const struct prov_json *value);
size_t prov_json_count(const struct prov_json *array_or_object);
/* Element i, or NULL when there is none. */
const struct prov_json *prov_json_at(const struct prov_json *array, size_t i);
/* Member of an object, or NULL when absent (or when value is no object). */
const struct prov_json *prov_json_member(const struct prov_json *object, const char *key);
/* Receives one member of an object; false ends the walk. */
typedef bool prov_json_each_member(void *target, const char *name, size_t length, const struct prov_json *value);
/* Walks an object's members as they stand. False when each() ended it; a value that is no object has no members. */
bool prov_json_members(const struct prov_json *object, prov_json_each_member *each, void *target);
/* The text of a string value (NUL-terminated, no NUL inside), or NULL when it is no string. */
const char *prov_json_text(const struct prov_json *value, size_t *length);
/*
 * An integer, or a string of decimal digits with or without a minus (some products send figures as text). False when it
 * is neither, also for an integer above INT64_MAX, which is read and printed unchanged but has no int64_t. -0 is 0; 1e2
 * and 1.0 are doubles.
 */
bool prov_json_whole_number(const struct prov_json *value, int64_t *number);
bool prov_json_bool(const struct prov_json *value, bool *boolean);

/* Typed members: a missing or wrongly typed member is PROV_ERROR_PROTOCOL naming it. */
const char *prov_json_need_text(
    const struct prov_json *object, const char *key, size_t *length, struct prov_error *error);
bool prov_json_need_whole_number(
    const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error);
const struct prov_json *prov_json_need_array(const struct prov_json *object, const char *key, struct prov_error *error);
const struct prov_json *prov_json_need_object(
    const struct prov_json *object, const char *key, struct prov_error *error);

/*
 * --- writing: builders return NULL or false when memory is short, and for a text with a NUL or invalid UTF-8; a NULL
 * parent is passed through as failure ---
 */
struct prov_json *prov_json_new_object(void);
struct prov_json *prov_json_new_array(void);
bool prov_json_set_text(struct prov_json *object, const char *key, const char *text, size_t length);
bool prov_json_set_int(struct prov_json *object, const char *key, int64_t number);
bool prov_json_set_bool(struct prov_json *object, const char *key, bool boolean);
/* Takes child over, also when it fails (then the child is freed). */
bool prov_json_set(struct prov_json *object, const char *key, struct prov_json *child);
bool prov_json_append_text(struct prov_json *array, const char *text, size_t length);
bool prov_json_append_int(struct prov_json *array, int64_t number);
bool prov_json_append(struct prov_json *array, struct prov_json *child);
/* Appends the document's text, without blanks, slashes not escaped. False on failure (a NULL document is one). */
bool prov_json_print(const struct prov_json *document, struct prov_buf *out);

const char *prov_json_library_version(void);
const char *prov_json_library_version_compiled(void);

#endif
