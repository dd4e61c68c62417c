/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/crypto.c: base64 by RFC 4648's vectors and across rounds, constant-time equality, versions.
 */
#include "unit.h"

#include "lib/crypto.h"

static void encodes(const char *text, const char *expected)
{
	struct prov_buf out;
	prov_buf_init(&out, 100);
	assert_true(prov_base64_encode(text, strlen(text), &out));
	assert_string_equal(prov_buf_text(&out), expected);
	prov_buf_free(&out);
}

static void test_vectors(void **state)
{
	(void)state;
	encodes("", "");
	encodes("f", "Zg==");
	encodes("fo", "Zm8=");
	encodes("foo", "Zm9v");
	encodes("foobar", "Zm9vYmFy");
	encodes("\xFB\xFF\xFE", "+//+");
}

/* Encoding by parts must be the same as encoding at once: no padding and no line break in between. */
static void test_long(void **state)
{
	(void)state;
	static char bytes[5000];
	struct prov_buf out;
	for (size_t i = 0; i < sizeof(bytes); i++) {
		bytes[i] = (char)(i % 3);
	}
	prov_buf_init(&out, 10000);
	assert_true(prov_base64_encode(bytes, sizeof(bytes), &out));
	assert_int_equal(out.length, (sizeof(bytes) + 2) / 3 * 4);
	for (size_t i = 0; i + 4 < out.length; i += 4) {
		assert_memory_equal(out.data + i, "AAEC", 4);
	}
	assert_string_equal(out.data + out.length - 4, "AAE=");
	prov_buf_free(&out);
}

static void test_ceiling(void **state)
{
	(void)state;
	struct prov_buf out;
	prov_buf_init(&out, 7);
	assert_false(prov_base64_encode("foobar", 6, &out));
	assert_true(out.too_long);
	assert_false(prov_base64_encode("", 0, &out));
	prov_buf_free(&out);
}

static void test_equal(void **state)
{
	(void)state;
	assert_true(prov_equal_constant_time("abc", "abc", 3));
	assert_true(prov_equal_constant_time("abc", "abd", 2));
	assert_false(prov_equal_constant_time("abc", "abd", 3));
	assert_true(prov_equal_constant_time("", "x", 0));
}

static void test_versions(void **state)
{
	(void)state;
	assert_memory_equal(prov_crypto_version(), "OpenSSL ", 8);
	assert_memory_equal(prov_crypto_version_compiled(), "OpenSSL ", 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_vectors),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_ceiling),
	    cmocka_unit_test(test_equal),
	    cmocka_unit_test(test_versions),
	};
	return cmocka_run_group_tests_name("crypto", tests, NULL, NULL);
}
