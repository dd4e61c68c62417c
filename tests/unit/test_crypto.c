/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/crypto.c: base64 by RFC 4648's vectors and across rounds, SHA-1 and AES-GCM by known answers,
 * constant-time equality, versions.
 */
#include "unit.h"

#include <stdio.h>

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

static void assert_hex(const unsigned char *bytes, size_t length, const char *hex)
{
	assert_int_equal(strlen(hex), 2 * length);
	for (size_t i = 0; i < length; i++) {
		char two[3];
		snprintf(two, sizeof(two), "%02x", bytes[i]);
		assert_memory_equal(two, hex + 2 * i, 2);
	}
}

static void test_sha1(void **state)
{
	(void)state;
	unsigned char hash[PROV_SHA1_LENGTH];
	assert_true(prov_sha1("abc", 3, hash));
	assert_hex(hash, sizeof(hash), "a9993e364706816aba3e25717850c26c9cd0d89d");
	assert_true(prov_sha1("", 0, hash));
	assert_hex(hash, sizeof(hash), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

/* Test cases 13 and 14 of the paper that proposed GCM. */
static void test_gcm(void **state)
{
	(void)state;
	static const unsigned char zeros[PROV_AES256_KEY_LENGTH];
	unsigned char encrypted[16];
	unsigned char tag[PROV_GCM_TAG_LENGTH];
	assert_true(prov_aes256_gcm_encrypt(zeros, zeros, "", 0, encrypted, tag));
	assert_hex(tag, sizeof(tag), "530f8afbc74536b9a963b4f1c4cb738b");
	assert_true(prov_aes256_gcm_encrypt(zeros, zeros, zeros, sizeof(encrypted), encrypted, tag));
	assert_hex(encrypted, sizeof(encrypted), "cea7403d4d606b6e074ec5d3baf39d18");
	assert_hex(tag, sizeof(tag), "d0d1c8a799996bf0265b98b5d48ab919");
	assert_false(prov_aes256_gcm_encrypt(zeros, zeros, zeros, (size_t)1024 * 1024 + 1, encrypted, tag));
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
	    cmocka_unit_test(test_sha1),
	    cmocka_unit_test(test_gcm),
	    cmocka_unit_test(test_equal),
	    cmocka_unit_test(test_versions),
	};
	return cmocka_run_group_tests_name("crypto", tests, NULL, NULL);
}
