/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json.c: getters that never coerce, repeated names in every disguise, what json-c would alter, builders,
 * and printing. What happens when json-c's own allocations fail is shown by heap_process.c.
 */
#include "unit.h"

#include "lib/json.h"

static struct prov_json *parse(const char *text)
{
	struct prov_error error;
	prov_error_clear(&error);
	struct prov_json *document = prov_json_parse(text, strlen(text), PROV_JSON_DEPTH, &error);
	assert_int_equal(document == NULL, error.kind != PROV_OK);
	return document;
}

static void refused(const char *text, const char *part)
{
	struct prov_error error;
	prov_error_clear(&error);
	assert_null(prov_json_parse(text, strlen(text), PROV_JSON_DEPTH, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, part);
}

static void prints(const struct prov_json *document, const char *expected)
{
	struct prov_buf out;
	prov_buf_init(&out, 10000);
	assert_true(prov_json_print(document, &out));
	assert_string_equal(prov_buf_text(&out), expected);
	prov_buf_free(&out);
}

static void prints_as_it_came(const char *text)
{
	struct prov_json *document = parse(text);
	assert_non_null(document);
	prints(document, text);
	prov_json_free(document);
}

static void test_types(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum prov_json_type type;
	} cases[] = {{"null", PROV_JSON_NULL}, {" true ", PROV_JSON_BOOL}, {"5", PROV_JSON_INT}, {"-5 ", PROV_JSON_INT},
	    {"5.0", PROV_JSON_DOUBLE}, {"1e2", PROV_JSON_DOUBLE}, {"\"5\"", PROV_JSON_STRING}, {"\n[]\n", PROV_JSON_ARRAY},
	    {"{}", PROV_JSON_OBJECT}};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_json *document = parse(cases[i].text);
		assert_non_null(document);
		assert_int_equal(prov_json_type(document), cases[i].type);
		prov_json_free(document);
	}
	assert_int_equal(prov_json_type(NULL), PROV_JSON_NULL);
	prov_json_free(NULL);
}

/* JSON's null is a value: only an absent member or element is NULL. */
static void test_null_is_a_value(void **state)
{
	(void)state;
	struct prov_json *document = parse("{\"a\":null,\"b\":[null]}");
	assert_non_null(prov_json_member(document, "a"));
	assert_int_equal(prov_json_type(prov_json_member(document, "a")), PROV_JSON_NULL);
	assert_null(prov_json_member(document, "c"));
	assert_non_null(prov_json_at(prov_json_member(document, "b"), 0));
	assert_null(prov_json_at(prov_json_member(document, "b"), 1));
	assert_null(prov_json_at(document, 0));
	assert_null(prov_json_member(prov_json_member(document, "b"), "a"));
	assert_int_equal(prov_json_count(document), 2);
	assert_int_equal(prov_json_count(prov_json_member(document, "b")), 1);
	assert_int_equal(prov_json_count(prov_json_member(document, "a")), 0);
	prov_json_free(document);
}

static void test_no_coercion(void **state)
{
	(void)state;
	struct prov_json *document = parse("[null,true,5,5.0,\"5\",[],{}]");
	for (size_t i = 0; i < 7; i++) {
		const struct prov_json *value = prov_json_at(document, i);
		int64_t number = 99;
		bool boolean = false;
		size_t length = 99;
		assert_int_equal(prov_json_text(value, &length) != NULL, i == 4);
		assert_int_equal(prov_json_whole_number(value, &number), i == 2 || i == 4);
		assert_true(number == (i == 2 || i == 4 ? 5 : 99));
		assert_int_equal(prov_json_bool(value, &boolean), i == 1);
		assert_int_equal(boolean, i == 1);
	}
	prov_json_free(document);
}

static void test_whole_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool good;
		int64_t number;
	} cases[] = {{"0", true, 0}, {"-0", true, 0}, {"9223372036854775807", true, INT64_MAX},
	    {"-9223372036854775808", true, INT64_MIN}, {"9223372036854775808", false, 0},
	    {"18446744073709551615", false, 0}, {"\"12\"", true, 12}, {"\"-12\"", true, -12}, {"\"+12\"", false, 0},
	    {"\"\"", false, 0}, {"\" 12\"", false, 0}, {"\"12 MB\"", false, 0}, {"\"1e2\"", false, 0},
	    {"\"9223372036854775808\"", false, 0}, {"1.0", false, 0}, {"1e2", false, 0}, {"\"abc\"", false, 0}};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_json *document = parse(cases[i].text);
		int64_t number = 0;
		assert_non_null(document);
		assert_int_equal(prov_json_whole_number(document, &number), cases[i].good);
		assert_true(number == cases[i].number);
		prov_json_free(document);
	}
}

static void test_text(void **state)
{
	(void)state;
	struct prov_json *document = parse("{\"a\":\"\\u00e8\\ud83d\\ude00\\/\\n\",\"\\u00e8\":\"\"}");
	size_t length = 0;
	assert_string_equal(prov_json_text(prov_json_member(document, "a"), &length), "\xC3\xA8\xF0\x9F\x98\x80/\n");
	assert_int_equal(length, 8);
	assert_string_equal(prov_json_text(prov_json_member(document, "\xC3\xA8"), NULL), "");
	prov_json_free(document);
}

static void test_repeated_names(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "{\"a\":1,\"a\":1}",
	    "{\"a\":1,\"b\":2,\"a\":3}",
	    "{\"a\":1,\"\\u0061\":2}",
	    "{\"\\u00e8\":1,\"\xC3\xA8\":2}",
	    "{\"\\ud83d\\ude00\":1,\"\xF0\x9F\x98\x80\":2}",
	    "{\"/\":1,\"\\/\":2}",
	    "{\"\":1,\"\":2}",
	    "{\"a\":null,\"a\":null}",
	    "[1,{\"x\":[{\"a\":1,\"a\":1}]}]",
	    /* what the last one hides has members of its own, or only the last one has */
	    "{\"a\":{\"b\":1,\"c\":2},\"a\":1}",
	    "{\"a\":1,\"a\":{\"b\":1,\"c\":2}}",
	    "{\"a\":{\"b\":{\"b\":{\"b\":1}}},\"a\":{\"b\":{\"b\":{\"b\":1}}}}",
	    "{\"a\":[{\"x\":1,\"x\":2}],\"a\":{}}",
	};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		refused(texts[i], "twice");
	}
	static const char *const different[] = {"{\"a\":1,\"A\":1}", "{\"a\":{\"a\":{\"a\":1}}}", "[{\"a\":1},{\"a\":1}]",
	    "{\"a\":1,\"a \":1}", "{\"\xC3\xA8\":1,\"e\xCC\x80\":2}"};
	for (size_t i = 0; i < UNIT_COUNT(different); i++) {
		prints_as_it_came(different[i]);
	}
}

static void test_refused(void **state)
{
	(void)state;
	refused("", "usable JSON");
	refused("{\"a\":1} x", "byte 8");
	refused("[1,]", "byte 3");
	refused("<html>", "byte 0");
	refused("\"\\u0000\"", "NUL");
	refused("NaN", "usable JSON");
	struct prov_error error;
	prov_error_clear(&error);
	assert_null(prov_json_parse("x", (size_t)INT32_MAX, PROV_JSON_DEPTH, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "too long");
}

static void test_depth(void **state)
{
	(void)state;
	char text[2 * PROV_JSON_DEPTH_MAX + 3];
	struct prov_error error;
	prov_error_clear(&error);
	memset(text, '[', PROV_JSON_DEPTH_MAX);
	text[PROV_JSON_DEPTH_MAX] = '5';
	memset(text + PROV_JSON_DEPTH_MAX + 1, ']', PROV_JSON_DEPTH_MAX);
	struct prov_json *document = prov_json_parse(text, 2 * PROV_JSON_DEPTH_MAX + 1, PROV_JSON_DEPTH_MAX, &error);
	assert_non_null(document);
	const struct prov_json *value = document;
	for (int i = 0; i < PROV_JSON_DEPTH_MAX; i++) {
		value = prov_json_at(value, 0);
	}
	int64_t number = 0;
	assert_true(prov_json_whole_number(value, &number));
	prov_json_free(document);
	assert_null(prov_json_parse(text, 2 * PROV_JSON_DEPTH_MAX + 1, PROV_JSON_DEPTH_MAX - 1, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "deep");
}

static void test_need(void **state)
{
	(void)state;
	struct prov_json *document = parse("{\"text\":\"t\",\"number\":\"7\",\"list\":[],\"object\":{},\"null\":null}");
	struct prov_error error;
	int64_t number = 0;
	prov_error_clear(&error);
	assert_string_equal(prov_json_need_text(document, "text", NULL, &error), "t");
	assert_true(prov_json_need_whole_number(document, "number", &number, &error));
	assert_true(number == 7);
	assert_non_null(prov_json_need_array(document, "list", &error));
	assert_non_null(prov_json_need_object(document, "object", &error));
	assert_int_equal(error.kind, PROV_OK);

	assert_null(prov_json_need_text(document, "number2", NULL, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "lacks \"number2\"");
	prov_error_clear(&error);
	assert_false(prov_json_need_whole_number(document, "text", &number, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "\"text\" in the answer is not a whole number");
	prov_error_clear(&error);
	assert_null(prov_json_need_array(document, "object", &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "a list");
	prov_error_clear(&error);
	assert_null(prov_json_need_object(document, "null", &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "an object");
	prov_error_clear(&error);
	assert_null(prov_json_need_text(prov_json_member(document, "list"), "x", NULL, &error));
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "no object");
	prov_json_free(document);
}

/* Notes the members of an object as "name:json;". */
struct walk {
	struct prov_buf text;
	size_t seen;
	size_t stop_at; /* counted from 1; 0: never */
};

static bool note_member(void *target, const char *name, size_t length, const struct prov_json *value)
{
	struct walk *walk = target;
	prov_buf_append(&walk->text, name, length);
	prov_buf_append_char(&walk->text, ':');
	assert_non_null(value);
	prov_json_print(value, &walk->text);
	prov_buf_append_char(&walk->text, ';');
	return ++walk->seen != walk->stop_at;
}

static void walks(const char *text, size_t stop_at, bool to_the_end, const char *expected)
{
	struct walk walk = {.stop_at = stop_at};
	struct prov_json *document = parse(text);
	prov_buf_init(&walk.text, 1000);
	assert_non_null(document);
	assert_int_equal(prov_json_members(document, note_member, &walk), to_the_end);
	assert_string_equal(prov_buf_text(&walk.text), expected);
	prov_buf_free(&walk.text);
	prov_json_free(document);
}

static void test_members(void **state)
{
	(void)state;
	static const char text[] = "{\"z\":1,\"\":null,\"a\\\"\":{\"b\":[]},\"\\u00e8\":\"x\"}";
	walks("{}", 0, true, "");
	walks(text, 0, true, "z:1;:null;a\":{\"b\":[]};\xC3\xA8:\"x\";");
	walks(text, 1, false, "z:1;");
	walks(text, 4, false, "z:1;:null;a\":{\"b\":[]};\xC3\xA8:\"x\";");
	walks("[{\"a\":1}]", 1, true, "");
	walks("\"a\"", 1, true, "");
	walks("null", 1, true, "");
	struct walk walk = {.stop_at = 1};
	assert_true(prov_json_members(NULL, note_member, &walk));
	assert_int_equal(walk.seen, 0);
}

static void test_build_and_print(void **state)
{
	(void)state;
	struct prov_json *document = prov_json_new_object();
	struct prov_json *list = prov_json_new_array();
	assert_true(prov_json_set_text(document, "path", "a/b\"\\\b\f\n\r\t\x01\x7F\xC3\xA8", 14));
	assert_true(prov_json_set_int(document, "least", INT64_MIN));
	assert_true(prov_json_set_bool(document, "yes", true));
	assert_true(prov_json_set_bool(document, "no", false));
	assert_true(prov_json_append_text(list, "", 0));
	assert_true(prov_json_append(list, prov_json_new_object()));
	assert_true(prov_json_append(list, parse("null")));
	assert_true(prov_json_append(list, parse("1.50")));
	assert_true(prov_json_append_int(list, INT64_MIN));
	assert_true(prov_json_append_int(list, 0));
	assert_true(prov_json_append_int(list, INT64_MAX));
	assert_true(prov_json_set(document, "list\"", list));
	assert_true(prov_json_set(document, "null", parse("null")));
	prints(document, "{\"path\":\"a/b\\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7F\xC3\xA8\",\"least\":-9223372036854775808,"
	                 "\"yes\":true,\"no\":false,\"list\\\"\":[\"\",{},null,1.50,-9223372036854775808,0,"
	                 "9223372036854775807],\"null\":null}");
	prov_json_free(document);
}

static void test_builders_refuse(void **state)
{
	(void)state;
	struct prov_json *document = prov_json_new_object();
	assert_false(prov_json_set_text(document, "a", "x\0y", 3));
	assert_false(prov_json_set_text(document, "a", "\xFF", 1));
	assert_false(prov_json_set_text(document, "\xFF", "a", 1));
	assert_false(prov_json_set_text(NULL, "a", "x", 1));
	assert_false(prov_json_set_int(NULL, "a", 1));
	assert_false(prov_json_set(document, "a", NULL));
	assert_false(prov_json_set(NULL, "a", prov_json_new_object()));
	assert_false(prov_json_append(NULL, prov_json_new_object()));
	assert_false(prov_json_append(document, prov_json_new_object()));
	assert_false(prov_json_append(document, NULL));
	assert_false(prov_json_append_text(NULL, "x", 1));
	assert_false(prov_json_append_int(NULL, 1));
	assert_false(prov_json_append_int(document, 1));
	prints(document, "{}");
	prov_json_free(document);
}

/* Numbers keep their digits, texts their characters, members their order: what json-c would alter is never seen. */
static void test_round_trip(void **state)
{
	(void)state;
	static const char *const texts[] = {"0.1", "1.10", "1e2", "-0.0", "1E+05", "18446744073709551615",
	    "9223372036854775808", "-9223372036854775808", "123456789012345678901234567890.5", "1e-400", "\"/\"",
	    "\"\xE2\x82\xAC\"", "null", "true", "{\"z\":1,\"a\":{\"z\":[],\"y\":{}},\"m\":\"\"}",
	    "[[[]],[{}],[null,false]]"};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		prints_as_it_came(texts[i]);
	}
	/* the one exception, which json.h names */
	struct prov_json *document = parse("-0");
	prints(document, "0");
	prov_json_free(document);
}

static void test_print_ceiling(void **state)
{
	(void)state;
	struct prov_json *document = parse("{\"a\":[1,2.5,\"xyz\",true,{\"b\":null}]}");
	struct prov_buf out;
	prov_buf_init(&out, 1000);
	assert_true(prov_json_print(document, &out));
	const size_t whole = out.length;
	prov_buf_free(&out);
	for (size_t maximum = 0; maximum < whole; maximum++) {
		prov_buf_init(&out, maximum);
		assert_false(prov_json_print(document, &out));
		assert_true(out.failed);
		prov_buf_free(&out);
	}
	prov_buf_init(&out, whole);
	assert_true(prov_json_print(document, &out));
	assert_false(prov_json_print(NULL, &out));
	prov_buf_free(&out);
	prov_json_free(document);
}

static void test_versions(void **state)
{
	(void)state;
	assert_string_equal(prov_json_library_version(), prov_json_library_version_compiled());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_types),
	    cmocka_unit_test(test_null_is_a_value),
	    cmocka_unit_test(test_no_coercion),
	    cmocka_unit_test(test_whole_numbers),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_repeated_names),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_need),
	    cmocka_unit_test(test_members),
	    cmocka_unit_test(test_build_and_print),
	    cmocka_unit_test(test_builders_refuse),
	    cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_print_ceiling),
	    cmocka_unit_test(test_versions),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
