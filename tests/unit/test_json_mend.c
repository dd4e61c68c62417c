/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json_mend.c: what JavaScript writes and a strict reader refuses is changed, in place; all else stays.
 */
#include "unit.h"

#include "lib/json.h"
#include "lib/json_mend.h"

static void becomes(const char *text, const char *expected)
{
	char copy[300];
	assert_true(strlen(text) < sizeof(copy) && strlen(text) == strlen(expected));
	memcpy(copy, text, strlen(text) + 1);
	prov_json_mend(copy, strlen(text));
	assert_string_equal(copy, expected);
}

/* And the strict reader takes it afterwards, and not before. */
static void mends(const char *text, const char *expected)
{
	struct prov_error error;
	prov_error_clear(&error);
	assert_null(prov_json_parse(text, strlen(text), PROV_JSON_DEPTH, &error));
	becomes(text, expected);
	prov_error_clear(&error);
	struct prov_json *document = prov_json_parse(expected, strlen(expected), PROV_JSON_DEPTH, &error);
	assert_non_null(document);
	prov_json_free(document);
}

static void leaves(const char *text)
{
	becomes(text, text);
}

static void test_nul(void **state)
{
	(void)state;
	mends("{\"a\\u0000b\":\"\\u0000\"}", "{\"a\\ufffdb\":\"\\ufffd\"}");
	leaves("{\"a\":\"\\\\u0000\"}"); /* a backslash, and then u0000 */
	mends("[\"\\\\\\u0000\"]", "[\"\\\\\\ufffd\"]");
}

static void test_surrogates(void **state)
{
	(void)state;
	mends("[\"\\ud83d\"]", "[\"\\ufffd\"]");
	mends("[\"\\uDE00\"]", "[\"\\ufffd\"]");
	mends("[\"\\ud83dx\\ude00\"]", "[\"\\ufffdx\\ufffd\"]");
	mends("[\"\\ud83d\\ud83d\\ude00\"]", "[\"\\ufffd\\ud83d\\ude00\"]");
	mends("[\"\\ud83d\\u0041\"]", "[\"\\ufffd\\u0041\"]");
	leaves("[\"\\ud83d\\ude00 \\u00e9 \\n \\\" \\/\"]");
}

static void test_numbers(void **state)
{
	(void)state;
	mends("{\"n\":100000000000000000000}", "{\"n\":1000000000000000000e2}");
	mends("[-123456789012345678901,1]", "[-1234567890123456789e2,1]");
	becomes("[12345678901234567890]", "[123456789012345678e2]");
	leaves("[1234567890123456789]");
	leaves("[0.12345678901234567890123456789]");
	leaves("[1.5e300,1e+21,12345678901234567890.5]");
	leaves("[\"123456789012345678901234567890\"]");
	leaves("{\"123456789012345678901234567890\":\"\\\"123456789012345678901234567890\"}");
}

static void test_broken_text_is_left_to_its_reader(void **state)
{
	(void)state;
	leaves("");
	leaves("\"\\");
	leaves("\"\\u");
	leaves("\"\\u00");
	leaves("\"\\u00zz\"");
	leaves("\\u0000");
	becomes("\"\\ud83d", "\"\\ufffd");
	becomes("12345678901234567890123", "123456789012345678901e2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nul),
	    cmocka_unit_test(test_surrogates),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_broken_text_is_left_to_its_reader),
	};
	return cmocka_run_group_tests_name("json_mend", tests, NULL, NULL);
}
