/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/buf.c: growth, the ceiling to the byte, failing closed, taking, and want of memory.
 */
#include "unit.h"

#include "lib/buf.h"
#include "lib/mem.h"

static void test_append(void **state)
{
	(void)state;
	struct prov_buf buf;
	prov_buf_init(&buf, 1000);
	assert_string_equal(prov_buf_text(&buf), "");
	assert_true(prov_buf_append_text(&buf, "one "));
	assert_true(prov_buf_append(&buf, "\0two", 4));
	assert_true(prov_buf_append_char(&buf, ' '));
	assert_true(prov_buf_append_int(&buf, INT64_MIN));
	assert_true(prov_buf_printf(&buf, " %s-%d", "x", 5));
	assert_true(prov_buf_append(&buf, NULL, 0));
	assert_memory_equal(prov_buf_text(&buf), "one \0two -9223372036854775808 x-5", buf.length + 1);
	assert_int_equal(buf.length, 33);
	prov_buf_free(&buf);
	assert_null(buf.data);
	assert_int_equal(buf.maximum, 1000);
}

static void test_ceiling_to_the_byte(void **state)
{
	(void)state;
	struct prov_buf buf;
	prov_buf_init(&buf, 300);
	for (int i = 0; i < 300; i++) {
		assert_true(prov_buf_append_char(&buf, 'x'));
	}
	assert_int_equal(buf.length, 300);
	assert_false(buf.failed);
	assert_false(prov_buf_append_char(&buf, 'y'));
	assert_true(buf.failed);
	assert_true(buf.too_long);
	assert_int_equal(buf.length, 300);
	assert_int_equal(strlen(prov_buf_text(&buf)), 300);
	prov_buf_wipe(&buf);
}

static void test_failed_stays_failed(void **state)
{
	(void)state;
	struct prov_buf buf;
	prov_buf_init(&buf, 10);
	assert_true(prov_buf_append_text(&buf, "abc"));
	assert_false(prov_buf_append_text(&buf, "12345678"));
	assert_false(prov_buf_append_char(&buf, 'd'));
	assert_false(prov_buf_append(&buf, "", 0));
	assert_false(prov_buf_printf(&buf, "%d", 1));
	assert_string_equal(prov_buf_text(&buf), "abc");
	assert_null(prov_buf_take(&buf, NULL));
	assert_int_equal(buf.length, 0);
	prov_buf_init(&buf, 0);
	assert_false(prov_buf_append_char(&buf, 'd'));
	prov_buf_free(&buf);
}

static void test_reset(void **state)
{
	(void)state;
	struct prov_buf buf;
	prov_buf_init(&buf, 4);
	prov_buf_append_text(&buf, "abc");
	prov_buf_append_text(&buf, "defgh");
	prov_buf_reset(&buf);
	assert_false(buf.failed);
	assert_false(buf.too_long);
	assert_string_equal(prov_buf_text(&buf), "");
	assert_true(prov_buf_append_text(&buf, "1234"));
	assert_string_equal(prov_buf_text(&buf), "1234");
	prov_buf_free(&buf);
}

static void test_take(void **state)
{
	(void)state;
	struct prov_buf buf;
	size_t length = 99;
	prov_buf_init(&buf, 100);
	char *empty = prov_buf_take(&buf, &length);
	assert_string_equal(empty, "");
	assert_int_equal(length, 0);
	prov_buf_append_text(&buf, "text");
	char *text = prov_buf_take(&buf, &length);
	assert_string_equal(text, "text");
	assert_int_equal(length, 4);
	assert_null(buf.data);
	assert_true(prov_buf_append_text(&buf, "again"));
	prov_buf_free(&buf);
	prov_free(empty);
	prov_free(text);
}

/* No byte is lost or moved while it grows. That the blocks left behind are wiped is shown by heap_process.c. */
static void test_growth_by_many_sizes(void **state)
{
	(void)state;
	struct prov_buf buf;
	prov_buf_init(&buf, 1 << 20);
	size_t total = 0;
	for (size_t part = 1; part < 1000; part += 7) {
		char bytes[1000];
		memset(bytes, 'a' + (int)(part % 26), part);
		assert_true(prov_buf_append(&buf, bytes, part));
		total += part;
		assert_int_equal(buf.length, total);
		assert_int_equal(buf.data[total], 0);
		assert_int_equal(buf.data[total - part], 'a' + (int)(part % 26));
		assert_true(buf.capacity > buf.length);
	}
	prov_buf_wipe(&buf);
}

static bool scenario(void *data)
{
	(void)data;
	struct prov_buf buf;
	char part[200];
	memset(part, 'x', sizeof(part));
	prov_buf_init(&buf, 100000);
	bool good = prov_buf_append_text(&buf, "begin");
	good = prov_buf_printf(&buf, "%200s", "") && good;
	for (int i = 0; i < 50; i++) {
		good = prov_buf_append(&buf, part, sizeof(part)) && good;
	}
	assert_int_equal(good, !buf.failed);
	assert_false(buf.too_long);
	char *text = prov_buf_take(&buf, NULL);
	assert_int_equal(good, text != NULL);
	prov_free(text);
	return good;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) >= 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_append),
	    cmocka_unit_test(test_ceiling_to_the_byte),
	    cmocka_unit_test(test_failed_stays_failed),
	    cmocka_unit_test(test_reset),
	    cmocka_unit_test(test_take),
	    cmocka_unit_test(test_growth_by_many_sizes),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
