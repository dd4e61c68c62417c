/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/random.c: exactly the surplus draws are thrown away, a broken or failing source ends in false.
 */
#include "unit.h"

/* A source that gives these numbers, one a call, and then the last one for ever. */
struct script {
	uint32_t numbers[4];
	size_t count;
	size_t next;
};

static bool fill(void *source, void *bytes, size_t length)
{
	struct script *script = source;
	const size_t at = script->next < script->count ? script->next : script->count - 1;
	assert_int_equal(length, sizeof(uint32_t));
	memcpy(bytes, &script->numbers[at], length);
	script->next++;
	return true;
}

static void test_surplus_is_thrown_away(void **state)
{
	(void)state;
	/* 2^32 mod 10 = 6: the draws 0 to 5 are too many, 6 is the first that counts */
	struct script script = {.numbers = {0, 5, 6, 7}, .count = 4};
	const struct prov_random random = {.fill = fill, .source = &script};
	uint32_t number = 99;
	assert_true(prov_random_below(&random, 10, &number));
	assert_int_equal(number, 6);
	assert_int_equal(script.next, 3);
	/* a power of two has none too many */
	script = (struct script){.numbers = {0, UINT32_MAX}, .count = 2};
	assert_true(prov_random_below(&random, 16, &number));
	assert_int_equal(number, 0);
	assert_true(prov_random_below(&random, 16, &number));
	assert_int_equal(number, 15);
	/* the worst bound: almost every second draw is too many */
	script = (struct script){.numbers = {0x7FFFFFFE, 0x7FFFFFFF}, .count = 2};
	assert_true(prov_random_below(&random, 0x80000001U, &number));
	assert_int_equal(number, 0x7FFFFFFF);
	assert_int_equal(script.next, 2);
	script.next = 0;
	assert_true(prov_random_below(&random, 1, &number));
	assert_int_equal(number, 0);
}

static void test_broken_source(void **state)
{
	(void)state;
	struct script script = {.numbers = {3}, .count = 1};
	const struct prov_random random = {.fill = fill, .source = &script};
	uint32_t number = 99;
	assert_false(prov_random_below(&random, 10, &number));
	assert_true(script.next < 1000);
	assert_false(prov_random_below(&random, 0, &number));
	assert_int_equal(number, 99);
}

static void test_failing_source(void **state)
{
	(void)state;
	struct unit_stream stream;
	const struct prov_random random = unit_random(&stream, 1);
	uint32_t number = 99;
	stream.left = 0;
	assert_false(prov_random_below(&random, 10, &number));
	assert_int_equal(number, 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_surplus_is_thrown_away),
	    cmocka_unit_test(test_broken_source),
	    cmocka_unit_test(test_failing_source),
	};
	return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
