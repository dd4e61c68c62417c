/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/totp.c: the codes of RFC 6238's table (SHA1, the last six of its eight digits), every spelling of one
 * secret, and what is no secret.
 */
#include "unit.h"

#include <stdlib.h>

#include "lib/totp.h"

#define SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" /* "12345678901234567890" */

/* The secret stands in a block of its own: reading past its end is found. */
static bool code_of(const char *secret, size_t length, int64_t moment, char *code, struct prov_error *error)
{
	char *copy = malloc(length == 0 ? 1 : length);
	bool done;

	assert_non_null(copy);
	memcpy(copy, secret, length);
	prov_error_clear(error);
	memset(code, 'x', PROV_TOTP_DIGITS + 1);
	done = prov_totp(copy, length, moment, code, error);
	free(copy);
	return done;
}

static void gives(const char *secret, int64_t moment, const char *expected)
{
	char code[PROV_TOTP_DIGITS + 1];
	struct prov_error error;

	if (!code_of(secret, strlen(secret), moment, code, &error)) {
		fail_msg("%s: %s", secret, error.message);
	}
	assert_int_equal(error.kind, PROV_OK);
	assert_string_equal(code, expected);
}

static void refused(const char *secret, size_t length)
{
	char code[PROV_TOTP_DIGITS + 1];
	struct prov_error error;

	if (code_of(secret, length, 59, code, &error)) {
		fail_msg("taken: %.*s", (int)length, secret);
	}
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "base32");
	assert_string_equal(code, "");
	assert_true(length < 4 || !strstr(error.message, secret));
}

static void the_codes_are_those_of_the_standard(void **state)
{
	(void)state;
	gives(SECRET, 59, "287082");
	gives(SECRET, 1111111109, "081804");
	gives(SECRET, 1111111111, "050471");
	gives(SECRET, 1234567890, "005924");
	gives(SECRET, 2000000000, "279037");
	gives(SECRET, INT64_C(20000000000), "353130");
}

static void a_code_holds_for_thirty_seconds(void **state)
{
	(void)state;
	gives(SECRET, 30, "287082");
	gives(SECRET, 29, "755224"); /* RFC 4226's first */
	gives(SECRET, 0, "755224");
	gives(SECRET, 60, "359152"); /* and its third */
}

static void case_blanks_dashes_and_padding_do_not_count(void **state)
{
	(void)state;
	gives("gezdgnbvgy3tqojqgezdgnbvgy3tqojq", 59, "287082");
	gives("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", 59, "287082");
	gives("gezd-gnbv-GY3T-QOJQ gezd gnbv gy3t qojq", 59, "287082");
	gives(" " SECRET " ", 59, "287082");
	gives(SECRET "====", 59, "287082");
}

/* 10 bytes are 16 digits, 128 bytes are 205. */
static void the_key_has_bounds(void **state)
{
	char longest[206 + 1];
	char code[PROV_TOTP_DIGITS + 1];
	struct prov_error error;

	(void)state;
	assert_true(code_of(SECRET, 16, 59, code, &error));
	refused(SECRET, 15);
	refused("", 0);
	refused("================", 16);
	refused("                ", 16);
	memset(longest, 'A', sizeof(longest));
	longest[206] = '\0';
	assert_true(code_of(longest, 205, 59, code, &error));
	refused(longest, 206);
}

static void what_is_no_base32_is_refused(void **state)
{
	static const char others[] = "0189!_+/%\t\n\"'{}[]@`";

	(void)state;
	for (size_t i = 0; i < sizeof(others); i++) {
		char secret[sizeof(SECRET)] = SECRET;

		secret[i % (sizeof(SECRET) - 1)] = others[i]; /* the last one is a NUL */
		refused(secret, sizeof(SECRET) - 1);
	}
	for (int c = 128; c < 256; c++) {
		char secret[sizeof(SECRET)] = SECRET;

		secret[sizeof(SECRET) - 2] = (char)c;
		refused(secret, sizeof(SECRET) - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_codes_are_those_of_the_standard),
	    cmocka_unit_test(a_code_holds_for_thirty_seconds),
	    cmocka_unit_test(case_blanks_dashes_and_padding_do_not_count),
	    cmocka_unit_test(the_key_has_bounds),
	    cmocka_unit_test(what_is_no_base32_is_refused),
	};

	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
