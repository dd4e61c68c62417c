/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json_edit.c: which bytes change and which stay as they came, members set in every order and twice, names
 * and texts in every disguise, places of members, ceilings, and memory that runs short.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/json.h"
#include "lib/json_edit.h"

typedef void change(struct prov_json_edits *edits, struct prov_json_span whole);

/* The text stands in a block of its own: reading past its end is found. */
static char *copy_of(const char *text)
{
	char *copy = malloc(strlen(text) + 1);

	assert_non_null(copy);
	memcpy(copy, text, strlen(text) + 1);
	return realloc(copy, strlen(text) == 0 ? 1 : strlen(text));
}

static void parses(const char *text, size_t length)
{
	struct prov_error error;
	struct prov_json *document;

	prov_error_clear(&error);
	document = prov_json_parse(text, length, PROV_JSON_DEPTH, &error);
	if (!document) {
		fail_msg("%s: %s", error.message, text);
	}
	prov_json_free(document);
}

static void gives(const char *text, change *make, const char *expected)
{
	struct prov_json_edits edits;
	struct prov_buf out;
	char *copy = copy_of(text);

	parses(text, strlen(text));
	prov_json_edits_init(&edits, copy, strlen(text));
	make(&edits, prov_json_span_whole(copy, strlen(text)));
	prov_buf_init(&out, 10000);
	assert_true(prov_json_edits_apply(&edits, &out));
	assert_string_equal(prov_buf_text(&out), expected);
	parses(prov_buf_text(&out), out.length);
	prov_json_edits_free(&edits);
	prov_buf_free(&out);
	free(copy);
}

/* --- what stays --- */

static void change_nothing(struct prov_json_edits *edits, struct prov_json_span whole)
{
	(void)edits;
	(void)whole;
}

static void set_y(struct prov_json_edits *edits, struct prov_json_span whole)
{
	prov_json_edits_int(edits, whole, "y", 7);
}

static void every_other_byte_stays(void **state)
{
	static const char *const values[] = {"{}", "[]", "[ ]", "{ \n}", "null", "18446744073709551615",
	    "-9223372036854775808", "123456789012345678901234567890.5", "1.50", "-0", "1E+05",
	    "\"\\u0041\\/\\ud83d\\ude00\"", "\"}]{[\\\",\\\\\"", "\"\\\\\\\"\"", "[\"}\",{\"]\":\"[\"},[[{}]] ]",
	    "\"\xE2\x82\xAC\x7F\"", "\"\\\"y\\\":1\"", "{\"y\":1}", "[{\"y\":[1]}]"};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(values); i++) {
		char text[200];
		char expected[200];

		snprintf(text, sizeof(text), " \t{ \"x\"\r\n:\t%s ,\"y\" : true\n, \"z\":%s}\n ", values[i], values[i]);
		gives(text, change_nothing, text);
		snprintf(expected, sizeof(expected), " \t{ \"x\"\r\n:\t%s ,\"y\" : 7\n, \"z\":%s}\n ", values[i], values[i]);
		gives(text, set_y, expected);
		snprintf(text, sizeof(text), "{\"z\":%s ,\"x\":%s }", values[i], values[i]);
		snprintf(expected, sizeof(expected), "{\"z\":%s ,\"x\":%s ,\"y\":7}", values[i], values[i]);
		gives(text, set_y, expected);
		/* and itself in place of any value */
		snprintf(text, sizeof(text), "{\"x\":1,\"y\":%s,\"z\":2}", values[i]);
		gives(text, set_y, "{\"x\":1,\"y\":7,\"z\":2}");
	}
}

static void what_is_no_object_stays_whole(void **state)
{
	static const char *const texts[] = {"5", "\"{\"", " null ", "[]", "[{\"y\":1}]", "true\n"};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		gives(texts[i], change_nothing, texts[i]);
	}
}

/* --- replacing and inserting --- */

static void set_one_of_each(struct prov_json_edits *edits, struct prov_json_span whole)
{
	prov_json_edits_text(edits, whole, "text", "x", 1);
	prov_json_edits_bool(edits, whole, "no", false);
	prov_json_edits_int(edits, whole, "least", INT64_MIN);
	prov_json_edits_list_of_text(edits, whole, "list", "x", 1);
	prov_json_edits_bool(edits, whole, "yes", true);
	prov_json_edits_int(edits, whole, "most", INT64_MAX);
}

static void members_are_replaced_and_added(void **state)
{
	(void)state;
	gives("{}", set_one_of_each,
	    "{\"text\":\"x\",\"no\":false,\"least\":-9223372036854775808,\"list\":[\"x\"],\"yes\":true,"
	    "\"most\":9223372036854775807}");
	gives(" { \n } ", set_one_of_each,
	    " { \n \"text\":\"x\",\"no\":false,\"least\":-9223372036854775808,\"list\":[\"x\"],\"yes\":true,"
	    "\"most\":9223372036854775807} ");
	gives("{\"most\":[],\"yes\":{\"no\":1},\"list\":null,\"least\":0,\"no\":\"\",\"text\":1.5}", set_one_of_each,
	    "{\"most\":9223372036854775807,\"yes\":true,\"list\":[\"x\"],\"least\":-9223372036854775808,\"no\":false,"
	    "\"text\":\"x\"}");
	gives("{\"a\":1,\"least\":0 , \"text\":\"\"}", set_one_of_each,
	    "{\"a\":1,\"least\":-9223372036854775808 , \"text\":\"x\",\"no\":false,\"list\":[\"x\"],\"yes\":true,"
	    "\"most\":9223372036854775807}");
}

static void set_many(struct prov_json_edits *edits, struct prov_json_span whole)
{
	for (int i = 0; i < 50; i++) {
		char name[16];

		snprintf(name, sizeof(name), "m%d", i);
		prov_json_edits_int(edits, whole, name, i);
	}
}

static void many_members_at_once(void **state)
{
	char expected[1000] = "{";
	size_t length = 1;

	(void)state;
	for (int i = 0; i < 50; i++) {
		length +=
		    (size_t)snprintf(expected + length, sizeof(expected) - length, "%s\"m%d\":%d", i > 0 ? "," : "", i, i);
	}
	snprintf(expected + length, sizeof(expected) - length, "}");
	gives("{}", set_many, expected);
	gives(expected, set_many, expected);
}

/* --- twice --- */

static void set_twice(struct prov_json_edits *edits, struct prov_json_span whole)
{
	prov_json_edits_text(edits, whole, "a", "a long text that is not to be seen", 34);
	prov_json_edits_int(edits, whole, "ab", 1);
	prov_json_edits_int(edits, whole, "a", 2);
	prov_json_edits_bool(edits, whole, "b", true);
	prov_json_edits_int(edits, whole, "ab", 3);
	prov_json_edits_bool(edits, whole, "b", false);
}

static void the_last_setting_counts(void **state)
{
	(void)state;
	gives("{\"a\":[1],\"ab\":[2],\"b\":[3]}", set_twice, "{\"a\":2,\"ab\":3,\"b\":false}");
	gives("{}", set_twice, "{\"a\":2,\"ab\":3,\"b\":false}");
	gives("{\"ab\":{}}", set_twice, "{\"ab\":3,\"a\":2,\"b\":false}");
	gives("{\"c\":\"\"}", set_twice, "{\"c\":\"\",\"a\":2,\"ab\":3,\"b\":false}");
}

/* --- names --- */

static void set_plain_names(struct prov_json_edits *edits, struct prov_json_span whole)
{
	prov_json_edits_int(edits, whole, "a", 7);
	prov_json_edits_int(edits, whole, "b", 8);
}

static void names_with_escapes_are_other_names(void **state)
{
	(void)state;
	gives("{\"a\\\"\":1,\"\\\"b\":2,\"b\":3,\"a\":4,\"\":5,\"\\\\\":6}", set_plain_names,
	    "{\"a\\\"\":1,\"\\\"b\":2,\"b\":8,\"a\":7,\"\":5,\"\\\\\":6}");
	gives("{\"a\\\\\":1,\"a b\":2,\"A\":3,\"ab\":4}", set_plain_names,
	    "{\"a\\\\\":1,\"a b\":2,\"A\":3,\"ab\":4,\"a\":7,\"b\":8}");
}

/* Spelled with an escape a name is not found: the parse that follows finds that the result names it twice. */
static void a_name_spelled_with_escapes_is_not_taken_for_its_plain_self(void **state)
{
	static const char text[] = "{\"\\u0061\":1}";
	struct prov_json_span whole = prov_json_span_whole(text, strlen(text));
	struct prov_json_span value;
	struct prov_json_edits edits;
	struct prov_error error;
	struct prov_buf out;

	(void)state;
	assert_false(prov_json_span_member(text, whole, "a", &value));
	assert_true(prov_json_span_member(text, whole, "\\u0061", &value));
	prov_json_edits_init(&edits, text, strlen(text));
	prov_json_edits_int(&edits, whole, "a", 2);
	prov_buf_init(&out, 100);
	assert_true(prov_json_edits_apply(&edits, &out));
	prov_error_clear(&error);
	assert_null(prov_json_parse(prov_buf_text(&out), out.length, PROV_JSON_DEPTH, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "twice");
	prov_json_edits_free(&edits);
	prov_buf_free(&out);
}

/* --- objects in objects --- */

static void set_inside(struct prov_json_edits *edits, struct prov_json_span whole)
{
	struct prov_json_span vaults;
	struct prov_json_span name;
	struct prov_json_span vault;
	size_t cursor = 0;

	prov_json_edits_bool(edits, whole, "Last", true);
	assert_true(prov_json_span_member(edits->text, whole, "Vaults", &vaults));
	while (prov_json_span_next(edits->text, vaults, &cursor, &name, &vault)) {
		prov_json_edits_int(edits, vault, "Bytes", 5);
		prov_json_edits_bool(edits, vault, "On", true);
	}
	prov_json_edits_bool(edits, whole, "First", true);
}

static void members_of_nested_objects_are_set(void **state)
{
	(void)state;
	gives("{\"Vaults\":{}}", set_inside, "{\"Vaults\":{},\"Last\":true,\"First\":true}");
	gives("{\"Vaults\":{\"x\":{}}}", set_inside,
	    "{\"Vaults\":{\"x\":{\"Bytes\":5,\"On\":true}},\"Last\":true,\"First\":true}");
	gives(
	    "{\"First\":false,\"Vaults\":{\"x\":{\"On\":false} , \"Bytes\\\"\":{\"Bytes\":\"}\"},\"z\":{\"k\":{\"On\":1}}},"
	    "\"Last\":0}",
	    set_inside,
	    "{\"First\":true,\"Vaults\":{\"x\":{\"On\":true,\"Bytes\":5} , \"Bytes\\\"\":{\"Bytes\":5,\"On\":true},\"z\":{"
	    "\"k\":{\"On\":1},\"Bytes\":5,\"On\":true}},\"Last\":true}");
}

/* --- texts --- */

static void text_becomes(const char *text, size_t length, const char *quoted)
{
	struct prov_json_edits edits;
	struct prov_buf out;
	struct prov_json *document;
	struct prov_error error;
	char expected[300];
	char *copy = malloc(length == 0 ? 1 : length);
	size_t found = 0;

	assert_non_null(copy);
	memcpy(copy, text, length);
	prov_json_edits_init(&edits, "{\"a\":0}", 7);
	prov_json_edits_text(&edits, prov_json_span_whole("{\"a\":0}", 7), "a", copy, length);
	prov_json_edits_list_of_text(&edits, prov_json_span_whole("{\"a\":0}", 7), "b", copy, length);
	free(copy);
	prov_buf_init(&out, 1000);
	assert_true(prov_json_edits_apply(&edits, &out));
	snprintf(expected, sizeof(expected), "{\"a\":%s,\"b\":[%s]}", quoted, quoted);
	assert_string_equal(prov_buf_text(&out), expected);
	prov_error_clear(&error);
	document = prov_json_parse(prov_buf_text(&out), out.length, PROV_JSON_DEPTH, &error);
	assert_non_null(document);
	assert_memory_equal(prov_json_text(prov_json_member(document, "a"), &found), text, length);
	assert_int_equal(found, length);
	assert_memory_equal(prov_json_text(prov_json_at(prov_json_member(document, "b"), 0), &found), text, length);
	assert_int_equal(found, length);
	prov_json_free(document);
	prov_json_edits_free(&edits);
	prov_buf_free(&out);
}

static void texts_are_quoted(void **state)
{
	(void)state;
	text_becomes("", 0, "\"\"");
	text_becomes("plain / text", 12, "\"plain / text\"");
	text_becomes("\"\\\"\\\\", 5, "\"\\\"\\\\\\\"\\\\\\\\\"");
	text_becomes("}],{[:", 6, "\"}],{[:\"");
	text_becomes("\xC3\xA8\xE2\x82\xAC\xF0\x9F\x98\x80\x7F", 10, "\"\xC3\xA8\xE2\x82\xAC\xF0\x9F\x98\x80\x7F\"");
	for (int c = 1; c < 0x20; c++) {
		const char byte[3] = {'a', (char)c, 'z'};
		char quoted[16];

		snprintf(quoted, sizeof(quoted), "\"a\\u%04xz\"", c);
		text_becomes(byte, 3, quoted);
	}
}

/* --- places --- */

static void place_is(const char *text, struct prov_json_span span, const char *expected)
{
	assert_int_equal(span.end - span.begin, strlen(expected));
	assert_memory_equal(text + span.begin, expected, strlen(expected));
}

static void members_are_walked_in_order(void **state)
{
	static const char text[] = " { \"\" : 1 ,\"a\\\"}\":{\"b\":[]}, \"c\"\t:\n\"x,\\\"\" } ";
	static const char *const names[] = {"", "a\\\"}", "c"};
	static const char *const values[] = {"1", "{\"b\":[]}", "\"x,\\\"\""};
	struct prov_json_span whole = prov_json_span_whole(text, strlen(text));
	struct prov_json_span name;
	struct prov_json_span value;
	size_t cursor = 0;

	(void)state;
	assert_int_equal(whole.begin, 1);
	assert_int_equal(whole.end, strlen(text) - 1);
	for (size_t i = 0; i < UNIT_COUNT(names); i++) {
		assert_true(prov_json_span_next(text, whole, &cursor, &name, &value));
		place_is(text, name, names[i]);
		place_is(text, value, values[i]);
	}
	assert_false(prov_json_span_next(text, whole, &cursor, &name, &value));
	assert_false(prov_json_span_next(text, whole, &cursor, &name, &value));
	assert_true(prov_json_span_member(text, whole, "", &value));
	place_is(text, value, "1");
	assert_false(prov_json_span_member(text, whole, "b", &value));
}

static void a_value_that_is_no_object_has_no_members(void **state)
{
	static const char *const texts[] = {"", "  ", "5", "\"{\\\"a\\\":1}\"", "[{\"a\":1}]", "null", "{}", "{ }"};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		struct prov_json_span whole = prov_json_span_whole(texts[i], strlen(texts[i]));
		struct prov_json_span value;

		assert_false(prov_json_span_member(texts[i], whole, "a", &value));
	}
}

/* --- ceilings and memory --- */

static void the_result_has_a_ceiling(void **state)
{
	static const char expected[] = "{\"a\":7,\"b\":8}";

	(void)state;
	for (size_t maximum = 0; maximum <= strlen(expected); maximum++) {
		struct prov_json_edits edits;
		struct prov_buf out;

		prov_json_edits_init(&edits, "{\"a\":1}", 7);
		set_plain_names(&edits, prov_json_span_whole("{\"a\":1}", 7));
		prov_buf_init(&out, maximum);
		assert_int_equal(prov_json_edits_apply(&edits, &out), maximum == strlen(expected));
		assert_int_equal(out.too_long, maximum < strlen(expected));
		prov_json_edits_free(&edits);
		prov_buf_free(&out);
	}
}

static bool scenario(void *data)
{
	static const char text[] = "{\"a\":1,\"Vaults\":{\"x\":{},\"y\":{\"On\":false}}}";
	struct prov_json_span whole = prov_json_span_whole(text, strlen(text));
	struct prov_json_edits edits;
	struct prov_buf out;
	bool good;

	(void)data;
	prov_json_edits_init(&edits, text, strlen(text));
	set_many(&edits, whole);
	set_twice(&edits, whole);
	set_inside(&edits, whole);
	prov_json_edits_list_of_text(&edits, whole, "list", "\"\"\"", 3);
	prov_buf_init(&out, 10000);
	good = prov_json_edits_apply(&edits, &out);
	if (good) {
		parses(prov_buf_text(&out), out.length);
		assert_non_null(strstr(out.data, "\"m49\":49"));
		assert_non_null(strstr(out.data, "\"list\":[\"\\\"\\\"\\\"\"]"));
	}
	assert_false(out.too_long);
	prov_json_edits_free(&edits);
	prov_buf_free(&out);
	return good;
}

static void memory_that_runs_short_is_seen(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_other_byte_stays),
	    cmocka_unit_test(what_is_no_object_stays_whole),
	    cmocka_unit_test(members_are_replaced_and_added),
	    cmocka_unit_test(many_members_at_once),
	    cmocka_unit_test(the_last_setting_counts),
	    cmocka_unit_test(names_with_escapes_are_other_names),
	    cmocka_unit_test(a_name_spelled_with_escapes_is_not_taken_for_its_plain_self),
	    cmocka_unit_test(members_of_nested_objects_are_set),
	    cmocka_unit_test(texts_are_quoted),
	    cmocka_unit_test(members_are_walked_in_order),
	    cmocka_unit_test(a_value_that_is_no_object_has_no_members),
	    cmocka_unit_test(the_result_has_a_ceiling),
	    cmocka_unit_test(memory_that_runs_short_is_seen),
	};

	return cmocka_run_group_tests_name("json_edit", tests, NULL, NULL);
}
