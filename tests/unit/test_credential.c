/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/credential.c: alphabet, guarantees, entropy and evenness of passwords, policies that leave little
 * choice, impossible policies, and a source that fails after n draws for every n. The stream is fixed, so the results
 * are too.
 */
#include "unit.h"

#include <math.h>

#include "lib/credential.h"

#define LOWER "abcdefghijkmnpqrstuvwxyz"
#define UPPER "ABCDEFGHJKLMNPQRSTUVWXYZ"
#define DIGITS "23456789"

static unsigned count_in(const char *text, const char *set)
{
	unsigned count = 0;
	for (; *text != '\0'; text++) {
		count += strchr(set, *text) != NULL ? 1 : 0;
	}
	return count;
}

static void generate(const struct prov_random *random, const struct prov_password_policy *policy, char target[300])
{
	struct prov_error error;
	prov_error_clear(&error);
	if (!prov_password_generate(random, policy, target, 300, &error)) {
		fail_msg("%s", error.message);
	}
	assert_int_equal(strlen(target), policy->length);
}

static void test_default_guarantees(void **state)
{
	(void)state;
	struct unit_stream stream;
	struct prov_password_policy policy;
	char password[300];
	const struct prov_random random = unit_random(&stream, 1);
	prov_password_policy_init(&policy);
	for (int i = 0; i < 5000; i++) {
		generate(&random, &policy, password);
		const unsigned lower = count_in(password, LOWER);
		const unsigned upper = count_in(password, UPPER);
		const unsigned digits = count_in(password, DIGITS);
		const unsigned symbols = count_in(password, PROV_PASSWORD_SYMBOLS);
		assert_int_equal(lower + upper + digits + symbols, PROV_PASSWORD_LENGTH);
		assert_true(lower > 0 && upper > 0 && digits > 0 && symbols > 0);
		assert_null(strchr(PROV_PASSWORD_SYMBOLS, password[0]));
		assert_null(strchr(PROV_PASSWORD_SYMBOLS, password[PROV_PASSWORD_LENGTH - 1]));
	}
}

/*
 * The number that credential.c states: 56 characters at the edges, 62 within, less what the guarantees refuse
 * (inclusion and exclusion over the classes that may be missing), is more than 2^130 passwords.
 */
static void test_default_entropy(void **state)
{
	(void)state;
	static const double sizes[] = {
	    sizeof(LOWER) - 1, sizeof(UPPER) - 1, sizeof(DIGITS) - 1, sizeof(PROV_PASSWORD_SYMBOLS) - 1};
	double allowed = 0;
	double all = 0;
	for (unsigned missing = 0; missing < 16; missing++) {
		double within = 0;
		double edge = 0;
		int sign = 1;
		for (unsigned class_ = 0; class_ < 4; class_++) {
			if ((missing & 1U << class_) != 0) {
				sign = -sign;
			} else {
				within += sizes[class_];
				edge += class_ == 3 ? 0 : sizes[class_];
			}
		}
		const double passwords = edge * edge * pow(within, PROV_PASSWORD_LENGTH - 2);
		allowed += sign * passwords;
		all = missing == 0 ? passwords : all;
	}
	assert_true(sizes[0] + sizes[1] + sizes[2] == 56 && sizes[3] == 6);
	assert_true(log2(allowed) > 130 && log2(allowed) < 131);
	assert_true(allowed / all > 0.82 && allowed / all < 0.84);
}

/*
 * Chi-square of the characters at one inner position against equal chance within each class: there the guarantees of
 * the others leave every character of a class alike. 20,000 passwords; the bound is 1 in 10^6 for 23 degrees of freedom
 * (70), so a bias of a few per cent is found, and the fixed stream makes the verdict always the same.
 */
static void test_even_within_classes(void **state)
{
	(void)state;
	static const char *const classes[] = {LOWER, UPPER, DIGITS, PROV_PASSWORD_SYMBOLS};
	static const size_t positions[] = {1, 10, 20};
	unsigned counts[3][256] = {{0}};
	struct unit_stream stream;
	struct prov_password_policy policy;
	char password[300];
	const struct prov_random random = unit_random(&stream, 2);
	prov_password_policy_init(&policy);
	for (int i = 0; i < 20000; i++) {
		generate(&random, &policy, password);
		for (size_t p = 0; p < UNIT_COUNT(positions); p++) {
			counts[p][(unsigned char)password[positions[p]]]++;
		}
	}
	for (size_t p = 0; p < UNIT_COUNT(positions); p++) {
		for (size_t c = 0; c < UNIT_COUNT(classes); c++) {
			double total = 0;
			double chi_square = 0;
			for (const char *at = classes[c]; *at != '\0'; at++) {
				total += counts[p][(unsigned char)*at];
			}
			const double expected = total / (double)strlen(classes[c]);
			assert_true(expected > 100);
			for (const char *at = classes[c]; *at != '\0'; at++) {
				const double difference = counts[p][(unsigned char)*at] - expected;
				chi_square += difference * difference / expected;
			}
			assert_true(chi_square < 70);
		}
	}
}

/*
 * The share of symbols at an inner position: 6 of 62, raised by the guarantee of one; placing one first would give
 * more.
 */
static void test_no_favour_for_guaranteed_classes(void **state)
{
	(void)state;
	struct unit_stream stream;
	struct prov_password_policy policy;
	char password[300];
	double symbols = 0;
	const struct prov_random random = unit_random(&stream, 3);
	prov_password_policy_init(&policy);
	for (int i = 0; i < 20000; i++) {
		generate(&random, &policy, password);
		symbols += count_in(password, PROV_PASSWORD_SYMBOLS);
	}
	/* expected per password: 20 * 6/62, divided by the chance that there is one at all, 1 - (56/62)^20 */
	const double expected = 20 * 6.0 / 62 / (1 - pow(56.0 / 62, 20));
	assert_true(fabs(symbols / 20000 - expected) < 0.04);
}

/* Policies that whole draws practically never meet: the other way is taken, and the guarantees hold all the same. */
static void test_little_choice(void **state)
{
	(void)state;
	struct unit_stream stream;
	char password[300];
	unsigned seen_at[8] = {0};
	const struct prov_random random = unit_random(&stream, 4);
	const struct prov_password_policy policy = {
	    .length = 8, .min_lower = 1, .min_upper = 1, .min_digits = 0, .min_symbols = 6};
	for (int i = 0; i < 500; i++) {
		generate(&random, &policy, password);
		assert_int_equal(count_in(password, PROV_PASSWORD_SYMBOLS), 6);
		assert_int_equal(count_in(password, LOWER), 1);
		assert_int_equal(count_in(password, UPPER), 1);
		seen_at[0] += count_in((char[]){password[0], '\0'}, LOWER);
		assert_null(strchr(PROV_PASSWORD_SYMBOLS, password[0]));
		assert_null(strchr(PROV_PASSWORD_SYMBOLS, password[7]));
	}
	assert_true(seen_at[0] > 200 && seen_at[0] < 300);
	const struct prov_password_policy digits = {
	    .length = 256, .min_digits = 250, .min_symbols = 3, .min_lower = 2, .min_upper = 1};
	generate(&random, &digits, password);
	assert_int_equal(count_in(password, DIGITS), 250);
	assert_int_equal(count_in(password, PROV_PASSWORD_SYMBOLS), 3);
}

static void test_other_policies(void **state)
{
	(void)state;
	struct unit_stream stream;
	char password[300];
	const struct prov_random random = unit_random(&stream, 5);
	struct prov_password_policy policy;
	prov_password_policy_init(&policy);
	policy.no_symbols = true;
	policy.min_symbols = 0;
	policy.length = 8;
	generate(&random, &policy, password);
	assert_int_equal(count_in(password, LOWER UPPER DIGITS), 8);
	policy.no_symbols = false;
	policy.symbols = "!";
	policy.min_symbols = 3;
	policy.length = 256;
	generate(&random, &policy, password);
	assert_int_equal(count_in(password, LOWER UPPER DIGITS "!"), 256);
	assert_true(count_in(password, "!") >= 3);
	policy.symbols = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
	generate(&random, &policy, password);
}

static void impossible(struct prov_password_policy policy, const char *part)
{
	struct unit_stream stream;
	struct prov_error error;
	char password[300] = "untouched";
	const struct prov_random random = unit_random(&stream, 6);
	prov_error_clear(&error);
	assert_false(prov_password_generate(&random, &policy, password, sizeof(password), &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, part);
	assert_string_equal(password, "");
}

static void test_impossible(void **state)
{
	(void)state;
	impossible((struct prov_password_policy){.length = 7}, "from 8 to 256");
	impossible((struct prov_password_policy){.length = 257}, "from 8 to 256");
	impossible((struct prov_password_policy){.length = 8, .min_lower = 9}, "more characters");
	impossible((struct prov_password_policy){.length = 8, .min_lower = 5, .min_digits = 4}, "more characters");
	impossible((struct prov_password_policy){.length = 8, .min_lower = UINT32_MAX, .min_upper = 9}, "more characters");
	impossible((struct prov_password_policy){.length = 8, .min_symbols = 7}, "more characters");
	impossible((struct prov_password_policy){.length = 8, .min_symbols = 1, .symbols = ""}, "names none");
	impossible((struct prov_password_policy){.length = 8, .min_symbols = 1, .no_symbols = true}, "forbids them");
	impossible((struct prov_password_policy){.length = 8, .symbols = "-a"}, "printable");
	impossible((struct prov_password_policy){.length = 8, .symbols = "- "}, "printable");
	impossible((struct prov_password_policy){.length = 8, .symbols = "-\xC3\xA8"}, "printable");
	impossible((struct prov_password_policy){.length = 8, .symbols = "-+-"}, "twice");
	impossible(
	    (struct prov_password_policy){.length = 8, .symbols = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~!"}, "too many");
}

static void test_small_target(void **state)
{
	(void)state;
	struct unit_stream stream;
	struct prov_error error;
	struct prov_password_policy policy;
	char password[PROV_PASSWORD_LENGTH + 1] = "x";
	const struct prov_random random = unit_random(&stream, 7);
	prov_password_policy_init(&policy);
	prov_error_clear(&error);
	assert_false(prov_password_generate(&random, &policy, password, PROV_PASSWORD_LENGTH, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "room");
	assert_string_equal(password, "");
	prov_error_clear(&error);
	assert_true(prov_password_generate(&random, &policy, password, sizeof(password), &error));
	assert_int_equal(strlen(password), PROV_PASSWORD_LENGTH);
}

/* Whenever the source fails, nothing is left of the password begun. */
static void test_failing_source(void **state)
{
	(void)state;
	struct prov_password_policy policies[2];
	prov_password_policy_init(&policies[0]);
	policies[1] = (struct prov_password_policy){.length = 8, .min_symbols = 6, .min_lower = 2};
	for (size_t p = 0; p < UNIT_COUNT(policies); p++) {
		bool good = false;
		for (long draws = 0; !good; draws++) {
			struct unit_stream stream;
			struct prov_error error;
			char password[64];
			memset(password, 'p', sizeof(password));
			const struct prov_random random = unit_random(&stream, 8);
			stream.left = draws;
			prov_error_clear(&error);
			good = prov_password_generate(&random, &policies[p], password, sizeof(password), &error);
			if (!good) {
				unit_assert_error(&error, PROV_ERROR_REMOTE, "random");
				for (size_t i = 0; i < sizeof(password); i++) {
					assert_int_equal(password[i], 0);
				}
			}
			assert_true(draws < 5000);
		}
	}
}

static void test_names(void **state)
{
	(void)state;
	struct unit_stream stream;
	struct prov_error error;
	char name[6];
	unsigned counts[256] = {0};
	struct prov_random random = unit_random(&stream, 9);
	prov_error_clear(&error);
	for (int i = 0; i < 4000; i++) {
		assert_true(prov_name_generate(&random, 5, name, sizeof(name), &error));
		assert_int_equal(strlen(name), 5);
		assert_int_equal(count_in(name, LOWER DIGITS), 5);
		for (size_t c = 0; c < 5; c++) {
			counts[(unsigned char)name[c]]++;
		}
	}
	/* 20,000 characters of 32: 625 each; 1 in 10^6 for 31 degrees of freedom is 83 */
	double chi_square = 0;
	for (const char *at = LOWER DIGITS; *at != '\0'; at++) {
		const double difference = counts[(unsigned char)*at] - 625.0;
		chi_square += difference * difference / 625;
	}
	assert_true(chi_square < 83);
	assert_false(prov_name_generate(&random, 6, name, sizeof(name), &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "room");
	prov_error_clear(&error);
	stream.left = 3;
	assert_false(prov_name_generate(&random, 5, name, sizeof(name), &error));
	unit_assert_error(&error, PROV_ERROR_REMOTE, "random");
	assert_memory_equal(name, "\0\0\0\0\0\0", 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_default_guarantees),
	    cmocka_unit_test(test_default_entropy),
	    cmocka_unit_test(test_even_within_classes),
	    cmocka_unit_test(test_no_favour_for_guaranteed_classes),
	    cmocka_unit_test(test_little_choice),
	    cmocka_unit_test(test_other_policies),
	    cmocka_unit_test(test_impossible),
	    cmocka_unit_test(test_small_target),
	    cmocka_unit_test(test_failing_source),
	    cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests_name("credential", tests, NULL, NULL);
}
