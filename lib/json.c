/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json: json-c behind typed getters and builders; the only file that includes its headers. Reading trusts json-c with
 * nothing that json_scan.c has not allowed, and then checks that the tree holds as many members as the text: json-c
 * keeps the last of two equal names and drops the other with all below it. Writing goes straight into the caller's
 * buffer: json-c's own printing leaves a second copy of a body in its memory, and a shorter text without a word when
 * memory is short.
 */
#include "lib/json.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include <json-c/json_c_version.h>
#include <json-c/json_object.h>
#include <json-c/json_object_iterator.h>
#include <json-c/json_tokener.h>

#include "lib/text.h"

/* A value is a json_object under another name; json-c's NULL for JSON's null becomes the address of this one. */
struct prov_json {
	char none;
};

static const struct prov_json json_null = {0};

static struct prov_json *wrap(json_object *object)
{
	/* the cast drops const: nothing ever writes to, or reads from, json_null */
	return object ? (struct prov_json *)object : (struct prov_json *)&json_null;
}

/*
 * NULL for JSON's null and for an absent value: json-c takes it as a value of type null, which no typed getter accepts.
 */
static json_object *unwrap(const struct prov_json *value)
{
	return !value || value == &json_null ? NULL : (json_object *)value;
}

/* --- reading --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The digits with which a parsed double came: json-c keeps them for printing. */
static const char *double_digits(json_object *object)
{
	const char *digits = json_object_get_userdata(object);

	return digits ? digits : "";
}

/* Adds up what the whole tree holds. Depth is bounded by the scan. */
static void add_totals(json_object *object, struct prov_json_totals *totals)
{
	switch (json_object_get_type(object)) {
	case json_type_object: {
		struct json_object_iterator at = json_object_iter_begin(object);
		const struct json_object_iterator end = json_object_iter_end(object);

		for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
			totals->members++;
			totals->text_bytes += strlen(json_object_iter_peek_name(&at));
			add_totals(json_object_iter_peek_value(&at), totals);
		}
		break;
	}
	case json_type_array:
		for (size_t i = 0; i < json_object_array_length(object); i++) {
			add_totals(json_object_array_get_idx(object, i), totals);
		}
		break;
	case json_type_string:
		totals->text_bytes += (size_t)json_object_get_string_len(object);
		break;
	case json_type_double:
		totals->text_bytes += strlen(double_digits(object));
		break;
	default:
		break;
	}
}

/*
 * Lets json-c read one scanned value without blanks around it. A number ends only with the byte after it, hence the
 * second call. Where a locale cannot be had for want of memory, json-c reads nothing and reports success: so the place
 * that it reached counts as much as its verdict.
 */
static bool tokenize(json_tokener *tokener, const char *text, size_t length, json_object **object)
{
	bool whole;

	*object = json_tokener_parse_ex(tokener, text, (int)length);
	whole = json_tokener_get_parse_end(tokener) == length;
	if (whole && json_tokener_get_error(tokener) == json_tokener_continue) {
		*object = json_tokener_parse_ex(tokener, "\n", 1);
		whole = json_tokener_get_parse_end(tokener) == 1;
	}
	if (whole && json_tokener_get_error(tokener) == json_tokener_success) {
		return true;
	}
	json_object_put(*object);
	*object = NULL;
	return false;
}

/* json-c 0.16 has no code for want of memory: it stops and says that it would go on, or that all is well. */
static bool is_want_of_memory(enum json_tokener_error code)
{
#if JSON_C_VERSION_NUM >= ((0 << 16) | (17 << 8))
	if (code == json_tokener_error_memory) {
		return true;
	}
#endif
	return code == json_tokener_continue || code == json_tokener_success;
}

static void refuse_unread(json_tokener *tokener, struct prov_error *error)
{
	enum json_tokener_error code = json_tokener_get_error(tokener);

	if (is_want_of_memory(code)) {
		prov_error_memory(error);
	} else {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the JSON text could not be read to its end: %s",
		    json_tokener_error_desc(code));
	}
}

static struct prov_json *build(
    const char *text, size_t length, const struct prov_json_totals *totals, struct prov_error *error)
{
	/* json-c counts the innermost value as a level too */
	json_tokener *tokener = json_tokener_new_ex(PROV_JSON_DEPTH_MAX + 2);
	struct prov_json_totals found = {0, 0};
	json_object *object = NULL;

	if (!tokener) {
		prov_error_memory(error);
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
	if (!tokenize(tokener, text, length, &object)) {
		refuse_unread(tokener, error);
		json_tokener_free(tokener);
		return NULL;
	}
	json_tokener_free(tokener);
	add_totals(object, &found);
	if (found.members == totals->members && found.text_bytes == totals->text_bytes) {
		return wrap(object);
	}
	json_object_put(object);
	if (found.members != totals->members) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the JSON text names a member twice in one object");
	} else {
		prov_error_memory(error);
	}
	return NULL;
}

struct prov_json *prov_json_parse(const char *text, size_t length, unsigned max_depth, struct prov_error *error)
{
	struct prov_json_totals totals;
	size_t offset = 0;
	const char *reason = NULL;

	if (length >= INT_MAX) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the JSON text is too long");
		return NULL;
	}
	if (!prov_json_scan(text, length, max_depth, &totals, &reason, &offset)) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "this is not usable JSON: %s, at byte %zu", reason, offset);
		return NULL;
	}
	while (length > 0 && is_blank(text[length - 1])) {
		length--;
	}
	while (length > 0 && is_blank(text[0])) {
		text++;
		length--;
	}
	return build(text, length, &totals, error);
}

void prov_json_free(struct prov_json *document)
{
	json_object_put(unwrap(document));
}

enum prov_json_type prov_json_type(const struct prov_json *value)
{
	switch (json_object_get_type(unwrap(value))) {
	case json_type_boolean:
		return PROV_JSON_BOOL;
	case json_type_int:
		return PROV_JSON_INT;
	case json_type_double:
		return PROV_JSON_DOUBLE;
	case json_type_string:
		return PROV_JSON_STRING;
	case json_type_array:
		return PROV_JSON_ARRAY;
	case json_type_object:
		return PROV_JSON_OBJECT;
	case json_type_null:
		break;
	}
	return PROV_JSON_NULL;
}

size_t prov_json_count(const struct prov_json *array_or_object)
{
	switch (prov_json_type(array_or_object)) {
	case PROV_JSON_ARRAY:
		return json_object_array_length(unwrap(array_or_object));
	case PROV_JSON_OBJECT:
		return (size_t)json_object_object_length(unwrap(array_or_object));
	default:
		return 0;
	}
}

const struct prov_json *prov_json_at(const struct prov_json *array, size_t i)
{
	if (prov_json_type(array) != PROV_JSON_ARRAY || i >= json_object_array_length(unwrap(array))) {
		return NULL;
	}
	return wrap(json_object_array_get_idx(unwrap(array), i));
}

const struct prov_json *prov_json_member(const struct prov_json *object, const char *key)
{
	json_object *member = NULL;

	if (prov_json_type(object) != PROV_JSON_OBJECT || !json_object_object_get_ex(unwrap(object), key, &member)) {
		return NULL;
	}
	return wrap(member);
}

bool prov_json_members(const struct prov_json *object, prov_json_each_member *each, void *target)
{
	struct json_object_iterator at;
	struct json_object_iterator end;

	if (prov_json_type(object) != PROV_JSON_OBJECT) {
		return true;
	}
	at = json_object_iter_begin(unwrap(object));
	end = json_object_iter_end(unwrap(object));
	for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
		const char *name = json_object_iter_peek_name(&at);

		if (!each(target, name, strlen(name), wrap(json_object_iter_peek_value(&at)))) {
			return false;
		}
	}
	return true;
}

const char *prov_json_text(const struct prov_json *value, size_t *length)
{
	if (prov_json_type(value) != PROV_JSON_STRING) {
		return NULL;
	}
	if (length) {
		*length = (size_t)json_object_get_string_len(unwrap(value));
	}
	return json_object_get_string(unwrap(value));
}

bool prov_json_whole_number(const struct prov_json *value, int64_t *number)
{
	size_t length = 0;
	const char *text = prov_json_text(value, &length);

	if (text) {
		return length > 0 && text[0] != '+' && prov_decimal(text, length, number);
	}
	if (prov_json_type(value) != PROV_JSON_INT) {
		return false;
	}
	/* json-c holds what is above INT64_MAX as unsigned, and its signed getter would quietly answer INT64_MAX */
	if (json_object_get_uint64(unwrap(value)) > INT64_MAX) {
		return false;
	}
	*number = json_object_get_int64(unwrap(value));
	return true;
}

bool prov_json_bool(const struct prov_json *value, bool *boolean)
{
	if (prov_json_type(value) != PROV_JSON_BOOL) {
		return false;
	}
	*boolean = json_object_get_boolean(unwrap(value)) != 0;
	return true;
}

/* Always false: says whether the member is absent or of another type. */
static bool lacking(const struct prov_json *object, const char *key, const char *wanted, struct prov_error *error)
{
	if (prov_json_type(object) != PROV_JSON_OBJECT) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer is no object where \"%s\" was looked for", key);
	}
	if (!prov_json_member(object, key)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer lacks \"%s\"", key);
	}
	return prov_error_set(error, PROV_ERROR_PROTOCOL, "\"%s\" in the answer is not %s", key, wanted);
}

const char *prov_json_need_text(
    const struct prov_json *object, const char *key, size_t *length, struct prov_error *error)
{
	const char *text = prov_json_text(prov_json_member(object, key), length);

	if (!text) {
		lacking(object, key, "a text", error);
	}
	return text;
}

bool prov_json_need_whole_number(
    const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error)
{
	if (prov_json_whole_number(prov_json_member(object, key), number)) {
		return true;
	}
	return lacking(object, key, "a whole number", error);
}

static const struct prov_json *need_container(const struct prov_json *object, const char *key, enum prov_json_type type,
    const char *wanted, struct prov_error *error)
{
	const struct prov_json *member = prov_json_member(object, key);

	if (!member || prov_json_type(member) != type) {
		lacking(object, key, wanted, error);
		return NULL;
	}
	return member;
}

const struct prov_json *prov_json_need_array(const struct prov_json *object, const char *key, struct prov_error *error)
{
	return need_container(object, key, PROV_JSON_ARRAY, "a list", error);
}

const struct prov_json *prov_json_need_object(const struct prov_json *object, const char *key, struct prov_error *error)
{
	return need_container(object, key, PROV_JSON_OBJECT, "an object", error);
}

/* --- writing --- */

/* A new json-c value on its way into a parent, NULL when it could not be made. */
static struct prov_json *fresh(json_object *object)
{
	return (struct prov_json *)object;
}

struct prov_json *prov_json_new_object(void)
{
	return fresh(json_object_new_object());
}

struct prov_json *prov_json_new_array(void)
{
	return fresh(json_object_new_array());
}

/* NULL also for a text that must not be sent: one that prov_json_parse would refuse. */
static struct prov_json *new_text(const char *text, size_t length)
{
	if (length >= INT_MAX || memchr(text, '\0', length) || !prov_utf8_valid(text, length)) {
		return NULL;
	}
	return fresh(json_object_new_string_len(text, (int)length));
}

bool prov_json_set(struct prov_json *object, const char *key, struct prov_json *child)
{
	if (!child) {
		return false;
	}
	if (prov_json_type(object) != PROV_JSON_OBJECT || !prov_utf8_valid(key, strlen(key)) ||
	    json_object_object_add(unwrap(object), key, unwrap(child)) != 0) {
		prov_json_free(child);
		return false;
	}
	return true;
}

bool prov_json_set_text(struct prov_json *object, const char *key, const char *text, size_t length)
{
	return prov_json_set(object, key, new_text(text, length));
}

bool prov_json_set_int(struct prov_json *object, const char *key, int64_t number)
{
	return prov_json_set(object, key, fresh(json_object_new_int64(number)));
}

bool prov_json_set_bool(struct prov_json *object, const char *key, bool boolean)
{
	return prov_json_set(object, key, fresh(json_object_new_boolean(boolean)));
}

bool prov_json_append(struct prov_json *array, struct prov_json *child)
{
	if (!child) {
		return false;
	}
	if (prov_json_type(array) != PROV_JSON_ARRAY || json_object_array_add(unwrap(array), unwrap(child)) != 0) {
		prov_json_free(child);
		return false;
	}
	return true;
}

bool prov_json_append_text(struct prov_json *array, const char *text, size_t length)
{
	return prov_json_append(array, new_text(text, length));
}

bool prov_json_append_int(struct prov_json *array, int64_t number)
{
	return prov_json_append(array, fresh(json_object_new_int64(number)));
}

/* The escape of a byte that may not stand in a string as it is. */
static void print_escape(struct prov_buf *out, unsigned char c)
{
	static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (size_t i = 0; i + 1 < sizeof(named); i += 2) {
		if ((unsigned char)named[i] == c) {
			prov_buf_append_char(out, '\\');
			prov_buf_append_char(out, named[i + 1]);
			return;
		}
	}
	prov_buf_printf(out, "\\u%04x", c);
}

static void print_string(struct prov_buf *out, const char *text, size_t length)
{
	size_t start = 0;

	prov_buf_append_char(out, '"');
	for (size_t at = 0; at < length; at++) {
		unsigned char c = (unsigned char)text[at];

		if (c >= 0x20 && c != '"' && c != '\\') {
			continue;
		}
		prov_buf_append(out, text + start, at - start);
		print_escape(out, c);
		start = at + 1;
	}
	prov_buf_append(out, text + start, length - start);
	prov_buf_append_char(out, '"');
}

static void print_int(struct prov_buf *out, json_object *object)
{
	uint64_t above = json_object_get_uint64(object);

	if (above > INT64_MAX) {
		prov_buf_printf(out, "%" PRIu64, above);
	} else {
		prov_buf_append_int(out, json_object_get_int64(object));
	}
}

/* Doubles come from parsing alone, and go out with the digits with which they came. */
static bool print_double(struct prov_buf *out, json_object *object)
{
	const char *digits = double_digits(object);

	return digits[0] != '\0' && prov_buf_append_text(out, digits);
}

static bool print_value(struct prov_buf *out, json_object *object);

static bool print_object(struct prov_buf *out, json_object *object)
{
	bool good = prov_buf_append_char(out, '{');
	struct json_object_iterator at = json_object_iter_begin(object);
	const struct json_object_iterator end = json_object_iter_end(object);

	for (bool first = true; good && !json_object_iter_equal(&at, &end); json_object_iter_next(&at), first = false) {
		const char *name = json_object_iter_peek_name(&at);

		if (!first) {
			prov_buf_append_char(out, ',');
		}
		print_string(out, name, strlen(name));
		prov_buf_append_char(out, ':');
		good = print_value(out, json_object_iter_peek_value(&at));
	}
	return good && prov_buf_append_char(out, '}');
}

static bool print_array(struct prov_buf *out, json_object *array)
{
	bool good = prov_buf_append_char(out, '[');
	size_t length = json_object_array_length(array);

	for (size_t i = 0; good && i < length; i++) {
		if (i > 0) {
			prov_buf_append_char(out, ',');
		}
		good = print_value(out, json_object_array_get_idx(array, i));
	}
	return good && prov_buf_append_char(out, ']');
}

/* Recursion goes as deep as the tree: a parsed one is bounded by its scan, a built one by its builder's code. */
static bool print_value(struct prov_buf *out, json_object *object)
{
	switch (json_object_get_type(object)) {
	case json_type_null:
		return prov_buf_append_text(out, "null");
	case json_type_boolean:
		return prov_buf_append_text(out, json_object_get_boolean(object) ? "true" : "false");
	case json_type_int:
		print_int(out, object);
		return !out->failed;
	case json_type_double:
		return print_double(out, object);
	case json_type_string:
		print_string(out, json_object_get_string(object), (size_t)json_object_get_string_len(object));
		return !out->failed;
	case json_type_object:
		return print_object(out, object);
	case json_type_array:
		return print_array(out, object);
	}
	return false;
}

bool prov_json_print(const struct prov_json *document, struct prov_buf *out)
{
	return document && print_value(out, unwrap(document)) && !out->failed;
}

const char *prov_json_library_version(void)
{
	return json_c_version();
}

const char *prov_json_library_version_compiled(void)
{
	return JSON_C_VERSION;
}
