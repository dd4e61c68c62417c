/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/error.c: the first failure counts, messages end between characters, foreign text cannot garble a log.
 */
#include "unit.h"

#include <stdio.h>

#include "lib/text.h"

static void test_first_counts(void **state)
{
	(void)state;
	struct prov_error error;
	prov_error_clear(&error);
	assert_int_equal(error.kind, PROV_OK);
	assert_false(prov_error_set(&error, PROV_ERROR_LIMIT, "first %d", 1));
	snprintf(error.step, sizeof(error.step), "add domain");
	assert_false(prov_error_set(&error, PROV_ERROR_REMOTE, "second"));
	assert_false(prov_error_memory(&error));
	assert_int_equal(error.kind, PROV_ERROR_LIMIT);
	assert_string_equal(error.message, "first 1");
	assert_string_equal(error.step, "add domain");
	prov_error_add(&error, ", and %s", "more");
	assert_string_equal(error.message, "first 1, and more");
	prov_error_clear(&error);
	assert_string_equal(error.message, "");
	assert_string_equal(error.step, "");
	assert_false(prov_error_memory(&error));
	unit_assert_error(&error, PROV_ERROR_MEMORY, "memory");
}

/* Every length of a text of 1, 2, 3 and 4 byte characters around the array's end. */
static void test_cut_between_characters(void **state)
{
	(void)state;
	static const char *const characters[] = {"x", "\xC3\xA8", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
	for (size_t c = 0; c < UNIT_COUNT(characters); c++) {
		const size_t width = strlen(characters[c]);
		for (size_t lead = 0; lead < 4; lead++) {
			struct prov_error error;
			char text[1200] = "";
			memset(text, 'a', lead);
			for (size_t at = lead; at + width < 600; at += width) {
				memcpy(text + at, characters[c], width + 1);
			}
			prov_error_clear(&error);
			prov_error_set(&error, PROV_ERROR_REMOTE, "%s", text);
			const size_t length = strlen(error.message);
			assert_true(prov_utf8_valid(error.message, length));
			assert_true(length > sizeof(error.message) - 1 - width);
			assert_memory_equal(error.message, text, length);
		}
	}
}

static void test_add_to_a_full_message(void **state)
{
	(void)state;
	struct prov_error error;
	prov_error_clear(&error);
	prov_error_set(&error, PROV_ERROR_REMOTE, "%600s", "end");
	assert_int_equal(strlen(error.message), sizeof(error.message) - 1);
	prov_error_add(&error, "%s", "\xE2\x82\xAC");
	assert_int_equal(strlen(error.message), sizeof(error.message) - 1);
	error.message[sizeof(error.message) - 3] = '\0';
	prov_error_add(&error, "%s", "\xE2\x82\xAC");
	assert_int_equal(strlen(error.message), sizeof(error.message) - 3);
}

static void foreign(const char *text, size_t length, const char *expected)
{
	char target[300];
	memset(target, 'z', sizeof(target));
	prov_error_foreign_text(target, sizeof(target), text, length);
	assert_string_equal(target, expected);
}

static void test_foreign_text(void **state)
{
	(void)state;
	foreign("plain \xC3\xA8 \xF0\x9F\x98\x80", 13, "plain \xC3\xA8 \xF0\x9F\x98\x80");
	foreign("a\r\nb\0c\x7F", 7, "a??b?c?");
	foreign("\x1B[31mred", 8, "?[31mred");
	foreign("\xC2\x85 \xC2\x9B", 5, "? ?");
	foreign("\xFF\xC3(\xE2\x82", 5,
	    "?"
	    "?(?"
	    "?");
	foreign("\xE2\x80\xAE reversed", 12, "? reversed");
	foreign("\xE2\x81\xA6 isolate", 11, "? isolate");
	foreign("\xE2\x80\xA8", 3, "?");
	foreign("", 0, "");
}

static void test_foreign_text_is_cut(void **state)
{
	(void)state;
	char text[400];
	char target[300];
	for (size_t i = 0; i + 2 <= sizeof(text); i += 2) {
		memcpy(text + i, "\xC3\xA8", 2);
	}
	prov_error_foreign_text(target, sizeof(target), text, sizeof(text));
	assert_int_equal(strlen(target), 200);
	prov_error_foreign_text(target, 10, text, sizeof(text));
	assert_int_equal(strlen(target), 8);
	prov_error_foreign_text(target, 1, text, sizeof(text));
	assert_string_equal(target, "");
	target[0] = 'k';
	prov_error_foreign_text(target, 0, text, sizeof(text));
	assert_int_equal(target[0], 'k');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_first_counts),
	    cmocka_unit_test(test_cut_between_characters),
	    cmocka_unit_test(test_add_to_a_full_message),
	    cmocka_unit_test(test_foreign_text),
	    cmocka_unit_test(test_foreign_text_is_cut),
	};
	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
