/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json_scan.c: what RFC 8259 allows and refuses, the refusals that go beyond it, the totals, and the place
 * of a fault.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/json.h"

static bool scan_bytes(const char *text, size_t length, unsigned depth, struct prov_json_totals *totals)
{
	const char *reason = NULL;
	size_t offset = 0;
	/* a copy without a byte to spare: reading past the end is found by AddressSanitizer */
	char *copy = malloc(length + (length == 0));
	assert_non_null(copy);
	memcpy(copy, text, length);
	const bool good = prov_json_scan(copy, length, depth, totals, &reason, &offset);
	assert_true(offset <= length);
	assert_true(good ? reason == NULL && offset == length : reason != NULL);
	free(copy);
	return good;
}

static bool scan(const char *text)
{
	struct prov_json_totals totals;
	return scan_bytes(text, strlen(text), PROV_JSON_DEPTH, &totals);
}

static void test_allowed(void **state)
{
	(void)state;
	static const char *const texts[] = {"null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "-0.0", "1e2",
	    "1E+2", "1e-2", "1.25e05", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n", "[1,2]", "[[],{},\"\",null]", "{\"a\":1}",
	    "{ \"a\" : [ 1 , { \"b\" : true } ] , \"\" : null }", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
	    "\"\\u0041\\u00e8\\uFFFF\"", "\"\\ud83d\\ude00\"", "\"\xC3\xA8\xF0\x9F\x98\x80\"", "\"\x7F\"",
	    "18446744073709551615", "-9223372036854775808", "1.7976931348623157e308", "-1.7976931348623157e308", "1e-400",
	    "0e999999999999999999999", "0.00000000000000000000000000001e330", "17976931348623157.000e292", "5e-324"};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		if (!scan(texts[i])) {
			fail_msg("refused: %s", texts[i]);
		}
	}
}

static void test_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {"", " ", "nul", "nulll", "True", "NULL", "NaN", "Infinity", "-Infinity", "+1",
	    "01", "-01", "00", "1.", ".5", "-", "-.5", "1e", "1e+", "1.e1", "0x10", "1 2", "[", "]", "[1", "[1,", "[1,]",
	    "[,1]", "[1 2]", "{", "}", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "{,}", "{a:1}",
	    "{1:1}", "{'a':1}", "'a'", "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u\"", "\"\t\"",
	    "\"\n\"", "\"\x1F\"", "[] []", "{} x", "/* c */ 1", "1 // c", "[1]//", "\xEF\xBB\xBF[]", "\"a\"\"b\"",
	    "[\"a\" \"b\"]", "\f1", "\v1",
	    "\xC2\xA0"
	    "1",
	    "undefined", "[1]]", "{\"a\":1}}", "tru", "[true false]", "- 1", "1 .5"};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		if (scan(texts[i])) {
			fail_msg("accepted: %s", texts[i]);
		}
	}
}

static void test_refused_though_allowed_by_the_rfc(void **state)
{
	(void)state;
	static const char *const texts[] = {"\"\\u0000\"", "{\"a\\u0000\":1}", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"",
	    "\"\\ud800\\u0041\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800\\\"", "\"\\ud83d\\ude0\"",
	    "18446744073709551616", "-9223372036854775809", "99999999999999999999", "1e309", "-1e309",
	    "1e99999999999999999999", "1.7976931348623158e308", "0.1e310", "1797693134862315800000e290"};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		if (scan(texts[i])) {
			fail_msg("accepted: %s", texts[i]);
		}
	}
}

static void test_utf8(void **state)
{
	(void)state;
	/* overlong, stray, cut, surrogates in UTF-8, beyond U+10FFFF */
	static const char *const bodies[] = {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\x80", "\xC3",
	    "\xE2\x82", "\xF0\x9F\x98", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE",
	    "\xFF", "\xC3("};
	for (size_t i = 0; i < UNIT_COUNT(bodies); i++) {
		char text[32];
		snprintf(text, sizeof(text), "\"%s\"", bodies[i]);
		assert_false(scan(text));
		snprintf(text, sizeof(text), "{\"%s\":1}", bodies[i]);
		assert_false(scan(text));
		snprintf(text, sizeof(text), "\"%s", bodies[i]);
		assert_false(scan(text));
	}
}

static void test_nul_bytes(void **state)
{
	(void)state;
	struct prov_json_totals totals;
	assert_false(scan_bytes("1\0", 2, 9, &totals));
	assert_false(scan_bytes("\0", 1, 9, &totals));
	assert_false(scan_bytes("\"a\0b\"", 5, 9, &totals));
	assert_false(scan_bytes("\"a\\\0b\"", 6, 9, &totals));
	assert_false(scan_bytes("[\0]", 3, 9, &totals));
	assert_false(scan_bytes("nul\0", 4, 9, &totals));
	assert_false(scan_bytes("[1]\0", 4, 9, &totals));
}

static void test_depth(void **state)
{
	(void)state;
	struct prov_json_totals totals;
	char text[2000];
	for (unsigned depth = 0; depth <= PROV_JSON_DEPTH_MAX + 2; depth++) {
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		const size_t length = 2 * (size_t)depth;
		if (depth > 0) {
			assert_int_equal(scan_bytes(text, length, depth, &totals), depth <= PROV_JSON_DEPTH_MAX);
			assert_false(scan_bytes(text, length, depth - 1, &totals));
			assert_int_equal(scan_bytes(text, length, 100000, &totals), depth <= PROV_JSON_DEPTH_MAX);
		}
	}
	assert_true(scan_bytes("[[],[],[{}]]", 12, 3, &totals));
	assert_false(scan_bytes("[[],[],[{}]]", 12, 2, &totals));
	assert_true(scan_bytes("1", 1, 0, &totals));
	assert_false(scan_bytes("{}", 2, 0, &totals));
}

static void test_totals(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t members;
		size_t text_bytes;
	} cases[] = {
	    {"1", 0, 0},
	    {"1.50", 0, 4},
	    {"[-1e2, 3]", 0, 4},
	    {"{}", 0, 0},
	    {"{\"a\":1}", 1, 1},
	    {"{\"a\":1,\"a\":1}", 2, 2},
	    {"[{\"a\":{\"b\":[{\"c\":\"xyz\"}]}},{\"d\":null}]", 4, 7},
	    {"\"a{\\\"b\\\":1}\"", 0, 8},
	    {"\"\\u0041\\u00e8\\u20ac\\ud83d\\ude00\\n\"", 0, 11},
	    {"\"\xC3\xA8\xF0\x9F\x98\x80\"", 0, 6},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_json_totals totals = {99, 99};
		assert_true(scan_bytes(cases[i].text, strlen(cases[i].text), 9, &totals));
		assert_int_equal(totals.members, cases[i].members);
		assert_int_equal(totals.text_bytes, cases[i].text_bytes);
	}
}

static void test_place_of_the_fault(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t offset;
		const char *reason;
	} cases[] = {
	    {"[1,x]", 3, "unexpected character"},
	    {"[1", 2, "the text ends too early"},
	    {"{\"a\":01}", 5, "number with a leading zero"},
	    {"[1] 2", 4, "text after the value"},
	    {"[\"a\tb\"]", 3, "raw control character in a string"},
	    {"\"ab", 3, "the text ends inside a string"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_json_totals totals;
		const char *reason = NULL;
		size_t offset = 0;
		assert_false(prov_json_scan(cases[i].text, strlen(cases[i].text), 9, &totals, &reason, &offset));
		assert_string_equal(reason, cases[i].reason);
		assert_int_equal(offset, cases[i].offset);
	}
}

/* Every beginning of a document is refused, and no beginning is read beyond its end. */
static void test_every_beginning(void **state)
{
	(void)state;
	const char *text = "{\"a\\u00e8\\ud83d\\ude00\":[1.5e3,-2,true,false,null,\"x\\n\",{\"b\":{}}]}";
	struct prov_json_totals totals;
	assert_true(scan_bytes(text, strlen(text), 9, &totals));
	for (size_t length = 0; length < strlen(text); length++) {
		assert_false(scan_bytes(text, length, 9, &totals));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_allowed),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_refused_though_allowed_by_the_rfc),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_nul_bytes),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_totals),
	    cmocka_unit_test(test_place_of_the_fault),
	    cmocka_unit_test(test_every_beginning),
	};
	return cmocka_run_group_tests_name("json_scan", tests, NULL, NULL);
}
