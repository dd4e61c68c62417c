/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/mem.c: zeroed and checked allocation, copies, wiping, and the hook that the other tests rely on.
 */
#include "unit.h"

#include "lib/mem.h"

static int always(void)
{
	return 1;
}

static void test_zeroed(void **state)
{
	(void)state;
	unsigned char *block = prov_calloc(16, 4);
	assert_non_null(block);
	for (size_t i = 0; i < 64; i++) {
		assert_int_equal(block[i], 0);
	}
	prov_free(block);
	void *nothing = prov_calloc(0, 8);
	assert_non_null(nothing);
	prov_free(nothing);
}

static void test_overflow(void **state)
{
	(void)state;
	/* a product that wraps to a small number; volatile keeps the compiler from seeing through it */
	volatile size_t half = SIZE_MAX / 2 + 1;
	assert_null(prov_calloc(half, 2));
}

static void test_realloc_keeps_the_block(void **state)
{
	(void)state;
	char *block = prov_strdup("kept");
	assert_null(prov_realloc(block, 0));
	prov_mem_test_hook(always);
	assert_null(prov_realloc(block, 100));
	prov_mem_test_hook(NULL);
	assert_string_equal(block, "kept");
	char *grown = prov_realloc(block, 100);
	assert_non_null(grown);
	assert_string_equal(grown, "kept");
	prov_free(grown);
}

static void test_copies(void **state)
{
	(void)state;
	char *part = prov_strndup("a\0bcd", 4);
	assert_memory_equal(part, "a\0bc", 5);
	char *empty = prov_strndup(NULL, 0);
	assert_string_equal(empty, "");
	assert_null(prov_strndup("", SIZE_MAX));
	prov_free(part);
	prov_free(empty);
}

static void test_hook(void **state)
{
	(void)state;
	prov_mem_test_hook(always);
	assert_null(prov_calloc(1, 1));
	assert_null(prov_strdup("x"));
	assert_null(prov_realloc(NULL, 1));
	prov_mem_test_hook(NULL);
	void *block = prov_calloc(1, 1);
	assert_non_null(block);
	prov_free(block);
}

static void test_wipe(void **state)
{
	(void)state;
	char text[] = "secret";
	prov_wipe(text, 3);
	assert_memory_equal(text, "\0\0\0ret", 7);
	prov_wipe(NULL, 0);
	prov_wipe_free(NULL, 0);
	prov_wipe_free(prov_strdup("secret"), 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_zeroed),
	    cmocka_unit_test(test_overflow),
	    cmocka_unit_test(test_realloc_keeps_the_block),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_hook),
	    cmocka_unit_test(test_wipe),
	};
	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
