/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/json_edit.c. The input's first line says what is set, three bytes a setting: in which object,
 * which member, to what; the rest is the text, an object. Properties: the result parses; each member that was set has
 * its last value; every other member, and every byte between members, is as it was; places are those of values that
 * parse by themselves.
 */
#include "fuzz.h"

#include "lib/json.h"
#include "lib/json_edit.h"

#define DEPTH 24
#define SETTINGS_MAX 24

struct setting {
	struct prov_json_span object;
	struct prov_json_span place; /* of the value that is replaced; empty: the member is added */
	const char *name;
	const char *value; /* as it must stand in the result */
};

struct settings {
	const char *text;
	struct setting items[SETTINGS_MAX];
	size_t count;
};

static const char *const names[] = {"a", "ab", "IsSuspended", "", "x y", "\xC3\xA8"};

/* --- setting --- */

static struct prov_json *parse(const char *text, struct prov_json_span span)
{
	struct prov_error error;
	prov_error_clear(&error);
	return prov_json_parse(text + span.begin, span.end - span.begin, DEPTH, &error);
}

/* Goes down into the n-th member that is an object, again and again while n has bits. */
static struct prov_json_span choose_object(const char *text, struct prov_json_span object, unsigned n)
{
	struct prov_json_span name;
	struct prov_json_span value;
	size_t cursor = 0;
	for (; n > 0 && prov_json_span_next(text, object, &cursor, &name, &value); n--) {
		if (text[value.begin] == '{') {
			return choose_object(text, value, n / 2);
		}
	}
	return object;
}

static bool lies_in(struct prov_json_span inner, struct prov_json_span outer)
{
	return inner.begin >= outer.begin && inner.end <= outer.end;
}

/* Nothing may be set inside a value that is set itself, before or after. */
static bool is_allowed(const struct settings *settings, const struct setting *wanted)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *other = &settings->items[i];
		const bool other_replaces = other->place.begin < other->place.end;
		if ((other_replaces && lies_in(wanted->object, other->place)) ||
		    (wanted->place.begin < wanted->place.end && lies_in(other->object, wanted->place))) {
			return false;
		}
	}
	return true;
}

/* A member whose name is spelled with escapes is not found as such; adding it would name it twice. */
static bool is_spelled_plainly(const char *text, struct prov_json_span object, const char *name, bool found)
{
	struct prov_json *document = parse(text, object);
	fuzz_check(document != NULL, "an object's place holds a value");
	const bool there = prov_json_member(document, name) != NULL;
	prov_json_free(document);
	fuzz_check(there || !found, "what is found is there");
	return there == found;
}

static const char *set(struct prov_json_edits *edits, const struct setting *setting, uint8_t value)
{
	static const char text[] = "q\"\\\x01\n}\xE2\x82\xAC";
	switch (value % 7) {
	case 0:
		prov_json_edits_bool(edits, setting->object, setting->name, true);
		return "true";
	case 1:
		prov_json_edits_bool(edits, setting->object, setting->name, false);
		return "false";
	case 2:
		prov_json_edits_int(edits, setting->object, setting->name, INT64_MIN);
		return "-9223372036854775808";
	case 3:
		prov_json_edits_int(edits, setting->object, setting->name, 0);
		return "0";
	case 4:
		prov_json_edits_text(edits, setting->object, setting->name, "", 0);
		return "\"\"";
	case 5:
		prov_json_edits_text(edits, setting->object, setting->name, text, sizeof(text) - 1);
		return "\"q\\\"\\\\\\u0001\\u000a}\xE2\x82\xAC\"";
	default:
		prov_json_edits_list_of_text(edits, setting->object, setting->name, text, sizeof(text) - 1);
		return "[\"q\\\"\\\\\\u0001\\u000a}\xE2\x82\xAC\"]";
	}
}

static void make_settings(
    struct prov_json_edits *edits, struct settings *settings, const uint8_t *commands, size_t count)
{
	const struct prov_json_span whole = prov_json_span_whole(edits->text, edits->length);
	for (size_t at = 0; at + 3 <= count && settings->count < SETTINGS_MAX; at += 3) {
		struct setting *setting = &settings->items[settings->count];
		*setting = (struct setting){
		    .object = choose_object(edits->text, whole, commands[at] % 16),
		    .name = names[commands[at + 1] % (sizeof(names) / sizeof(names[0]))],
		};
		const bool found = prov_json_span_member(edits->text, setting->object, setting->name, &setting->place);
		if (!found) {
			setting->place = (struct prov_json_span){0, 0};
		}
		if (is_spelled_plainly(edits->text, setting->object, setting->name, found) && is_allowed(settings, setting)) {
			setting->value = set(edits, setting, commands[at + 2]);
			settings->count++;
		}
	}
}

/* --- comparing --- */

static bool same(const char *a, struct prov_json_span a_span, const char *b, struct prov_json_span b_span)
{
	const size_t length = a_span.end - a_span.begin;
	return length == b_span.end - b_span.begin && memcmp(a + a_span.begin, b + b_span.begin, length) == 0;
}

static bool stands(const char *text, struct prov_json_span span, const char *expected)
{
	return span.end - span.begin == strlen(expected) && memcmp(text + span.begin, expected, strlen(expected)) == 0;
}

static bool same_object(const struct setting *setting, struct prov_json_span object)
{
	return setting->object.begin == object.begin && setting->object.end == object.end;
}

/* The last setting of a member of an object, or NULL. */
static const struct setting *last_of(const struct settings *settings, struct prov_json_span object, const char *name)
{
	for (size_t i = settings->count; i-- > 0;) {
		if (same_object(&settings->items[i], object) && strcmp(settings->items[i].name, name) == 0) {
			return &settings->items[i];
		}
	}
	return NULL;
}

static const struct setting *replaces(
    const struct settings *settings, struct prov_json_span object, struct prov_json_span place)
{
	for (size_t i = settings->count; i-- > 0;) {
		if (same_object(&settings->items[i], object) && settings->items[i].place.begin == place.begin &&
		    settings->items[i].place.end == place.end) {
			return &settings->items[i];
		}
	}
	return NULL;
}

static bool holds_setting(const struct settings *settings, struct prov_json_span value)
{
	for (size_t i = 0; i < settings->count; i++) {
		if (lies_in(settings->items[i].object, value)) {
			return true;
		}
	}
	return false;
}

/* The members that were added, in the order in which they were set first. */
static void check_added(const struct settings *settings, struct prov_json_span before, const char *result,
    struct prov_json_span after, size_t *cursor)
{
	struct prov_json_span name;
	struct prov_json_span value;
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = &settings->items[i];
		bool first = same_object(setting, before) && setting->place.end == 0;
		for (size_t j = 0; first && j < i; j++) {
			first = !same_object(&settings->items[j], before) || strcmp(settings->items[j].name, setting->name) != 0;
		}
		if (first) {
			fuzz_check(prov_json_span_next(result, after, cursor, &name, &value), "what was added is there");
			fuzz_check(stands(result, name, setting->name), "it has its name");
			fuzz_check(stands(result, value, last_of(settings, before, setting->name)->value), "it has its last value");
		}
	}
	fuzz_check(!prov_json_span_next(result, after, cursor, &name, &value), "nothing else was added");
}

static void check_object(
    const struct settings *settings, struct prov_json_span before, const char *result, struct prov_json_span after)
{
	struct prov_json_span name;
	struct prov_json_span value;
	struct prov_json_span new_name;
	struct prov_json_span new_value;
	size_t cursor = 0;
	size_t new_cursor = 0;
	size_t end = before.begin + 1;
	size_t new_end = after.begin + 1;
	while (prov_json_span_next(settings->text, before, &cursor, &name, &value)) {
		fuzz_check(prov_json_span_next(result, after, &new_cursor, &new_name, &new_value), "no member is lost");
		/* from the end of the last value to the beginning of this one, the name included */
		fuzz_check(same(settings->text, (struct prov_json_span){end, value.begin}, result,
		               (struct prov_json_span){new_end, new_value.begin}),
		    "what stands between values stays");
		const struct setting *setting = replaces(settings, before, value);
		if (setting != NULL) {
			fuzz_check(stands(result, new_value, setting->value), "what was set has its last value");
		} else if (holds_setting(settings, value)) {
			check_object(settings, value, result, new_value);
		} else {
			fuzz_check(same(settings->text, value, result, new_value), "what was not set stays");
		}
		end = value.end;
		new_end = new_value.end;
	}
	fuzz_check(same(settings->text, (struct prov_json_span){end, before.end - 1}, result,
	               (struct prov_json_span){new_end, new_end + before.end - 1 - end}),
	    "the blanks before the end stay");
	check_added(settings, before, result, after, &new_cursor);
}

static void check_result(const struct settings *settings, size_t length, const struct prov_buf *out)
{
	const struct prov_json_span before = prov_json_span_whole(settings->text, length);
	const struct prov_json_span after = prov_json_span_whole(prov_buf_text(out), out->length);
	struct prov_json *document = parse(prov_buf_text(out), (struct prov_json_span){0, out->length});
	fuzz_check(document != NULL, "the result parses");
	prov_json_free(document);
	check_object(settings, before, prov_buf_text(out), after);
	fuzz_check(before.begin == after.begin && length - before.end == out->length - after.end, "the blanks around stay");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = size > 0 ? memchr(data, '\n', size) : NULL;
	if (line == NULL) {
		return 0;
	}
	const size_t length = size - (size_t)(line + 1 - data);
	char *text = fuzz_copy(line + 1, length);
	struct prov_json *document = parse(text, (struct prov_json_span){0, length});
	if (prov_json_type(document) == PROV_JSON_OBJECT) {
		struct settings settings = {.text = text};
		struct prov_json_edits edits;
		struct prov_buf out;
		prov_json_edits_init(&edits, text, length);
		make_settings(&edits, &settings, data, (size_t)(line - data));
		prov_buf_init(&out, 1 << 20);
		fuzz_check(prov_json_edits_apply(&edits, &out), "the edits are made");
		check_result(&settings, length, &out);
		prov_json_edits_free(&edits);
		prov_buf_free(&out);
	}
	prov_json_free(document);
	free(text);
	return 0;
}
