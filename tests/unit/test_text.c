/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/text.c: UTF-8 against an independent encoder over all of Unicode, broken sequences, cuts, decimal
 * numbers.
 */
#include "unit.h"

#include "lib/text.h"

/* Encodes without asking whether it should: also surrogates and beyond the end of Unicode. */
static size_t encode(uint32_t code_point, size_t length, char target[4])
{
	static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	if (length == 1) {
		target[0] = (char)code_point;
		return 1;
	}
	for (size_t i = length; i-- > 1; code_point >>= 6) {
		target[i] = (char)(0x80 | (code_point & 0x3F));
	}
	target[0] = (char)(leads[length] | code_point);
	return length;
}

static size_t shortest(uint32_t code_point)
{
	return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

static void test_every_code_point(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point < 0x1FFFFF; code_point++) {
		char bytes[4];
		uint32_t found = 0;
		const size_t length = encode(code_point, shortest(code_point), bytes);
		const bool allowed = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
		const size_t used = prov_utf8_next(bytes, length, &found);
		if (used != (allowed ? length : 0) || (allowed && found != code_point)) {
			fail_msg("U+%X read as %zu bytes, U+%X", code_point, used, found);
		}
		if (length > 1 && prov_utf8_next(bytes, length - 1, NULL) != 0) {
			fail_msg("U+%X read without its last byte", code_point);
		}
	}
}

static void test_overlong(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point < 0x10000; code_point++) {
		for (size_t length = shortest(code_point) + 1; length <= 4; length++) {
			char bytes[4];
			encode(code_point, length, bytes);
			assert_int_equal(prov_utf8_next(bytes, length, NULL), 0);
		}
	}
}

static void test_broken(void **state)
{
	(void)state;
	assert_false(prov_utf8_valid("\x80", 1));
	assert_false(prov_utf8_valid("\xC3(", 2));
	assert_false(prov_utf8_valid("\xE2\x82(", 3));
	assert_false(prov_utf8_valid("\xFF", 1));
	assert_int_equal(prov_utf8_next("", 0, NULL), 0);
	assert_true(prov_utf8_valid("", 0));
	assert_true(prov_utf8_valid("a\0b \xC3\xA8 \xF0\x9F\x98\x80", 11));
}

static void test_cut(void **state)
{
	(void)state;
	/* a, U+00E8, U+20AC, U+1F600: characters begin at 0, 1, 3, 6 */
	const char *text = "a\xC3\xA8\xE2\x82\xAC\xF0\x9F\x98\x80";
	static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
	for (size_t maximum = 0; maximum < UNIT_COUNT(expected); maximum++) {
		assert_int_equal(prov_utf8_cut(text, 10, maximum), expected[maximum]);
	}
	assert_int_equal(prov_utf8_cut("\x80\x80\x80\x80\x80\x80", 6, 5), 2);
}

static void test_control(void **state)
{
	(void)state;
	assert_true(prov_is_control(0));
	assert_true(prov_is_control(0x1F));
	assert_false(prov_is_control(0x20));
	assert_false(prov_is_control(0x7E));
	assert_true(prov_is_control(0x7F));
	assert_true(prov_is_control(0x9F));
	assert_false(prov_is_control(0xA0));
}

static void test_direction(void **state)
{
	(void)state;
	static const uint32_t turning[] = {0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069};
	static const uint32_t others[] = {'a', 0x05D0, 0x200B, 0x200D, 0x2010, 0x2029, 0x202F, 0x2065, 0x206A};
	for (size_t i = 0; i < UNIT_COUNT(turning); i++) {
		assert_true(prov_turns_direction(turning[i]));
	}
	for (size_t i = 0; i < UNIT_COUNT(others); i++) {
		assert_false(prov_turns_direction(others[i]));
	}
}

static void test_decimal(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t number;
	} good[] = {{"0", 0}, {"-0", 0}, {"+7", 7}, {"007", 7}, {"-12", -12}, {"9223372036854775807", INT64_MAX},
	    {"-9223372036854775808", INT64_MIN}};
	static const char *const bad[] = {"", "-", "+", "1 ", " 1", "1.0", "0x1", "1e3", "--1", "9223372036854775808",
	    "-9223372036854775809", "99999999999999999999999999"};
	for (size_t i = 0; i < UNIT_COUNT(good); i++) {
		int64_t number = 99;
		assert_true(prov_decimal(good[i].text, strlen(good[i].text), &number));
		assert_true(number == good[i].number);
	}
	for (size_t i = 0; i < UNIT_COUNT(bad); i++) {
		int64_t number = 99;
		assert_false(prov_decimal(bad[i], strlen(bad[i]), &number));
		assert_true(number == 99);
	}
	int64_t number = 99;
	assert_false(prov_decimal("1\0002", 3, &number));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_code_point),
	    cmocka_unit_test(test_overlong),
	    cmocka_unit_test(test_broken),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_control),
	    cmocka_unit_test(test_direction),
	    cmocka_unit_test(test_decimal),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
