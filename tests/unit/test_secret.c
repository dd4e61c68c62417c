/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/secret.c: every form of a value, in texts that end, repeat and overlap at will, and want of memory,
 * which must never let a text through unredacted.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/mem.h"
#include "lib/secret.h"

static void redacts(const struct prov_secrets *secrets, const char *text, size_t length, const char *expected)
{
	struct prov_buf out;
	prov_buf_init(&out, 100000);
	/* a copy without a byte to spare: reading past the end is found by AddressSanitizer */
	char *copy = malloc(length + (length == 0));
	assert_non_null(copy);
	memcpy(copy, text, length);
	assert_true(prov_redact(secrets, copy, length, &out));
	assert_string_equal(prov_buf_text(&out), expected);
	free(copy);
	prov_buf_free(&out);
}

static struct prov_secrets list_of(const char *const *values)
{
	struct prov_secrets secrets;
	prov_secrets_init(&secrets);
	for (; *values != NULL; values++) {
		assert_true(prov_secrets_add(&secrets, *values, strlen(*values)));
	}
	return secrets;
}

static void test_list(void **state)
{
	(void)state;
	struct prov_secrets secrets;
	struct prov_secrets other;
	char value[32];
	prov_secrets_init(&secrets);
	prov_secrets_init(&other);
	assert_true(prov_secrets_add(&secrets, "abc", 3));
	assert_int_equal(secrets.count, 0);
	assert_true(prov_secrets_add(&secrets, "abcd", 4));
	assert_true(prov_secrets_add(&secrets, "abcd", 4));
	assert_true(prov_secrets_add(&secrets, "abcdX", 4));
	assert_int_equal(secrets.count, 1);
	assert_true(prov_secrets_add(&other, "abcd", 4));
	assert_true(prov_secrets_add(&other, "efgh", 4));
	assert_true(prov_secrets_add_all(&secrets, &other));
	assert_int_equal(secrets.count, 2);
	for (size_t i = 2; i < PROV_SECRETS_MAX; i++) {
		snprintf(value, sizeof(value), "value %zu", i);
		assert_true(prov_secrets_add(&secrets, value, strlen(value)));
	}
	assert_false(prov_secrets_add(&secrets, "one more", 8));
	assert_true(prov_secrets_add(&secrets, "value 5", 7));
	prov_secrets_wipe(&secrets);
	assert_int_equal(secrets.count, 0);
	prov_secrets_wipe(&secrets);
	prov_secrets_wipe(&other);
}

static void test_equal(void **state)
{
	(void)state;
	assert_true(prov_equal_secret("abc", 3, "abc", 3));
	assert_false(prov_equal_secret("abc", 3, "abd", 3));
	assert_false(prov_equal_secret("abc", 3, "abcd", 4));
	assert_true(prov_equal_secret("", 0, "", 0));
}

/* One value with everything that any notation escapes, and each form as the languages named write it. */
static const char *const awkward[] = {"p\xC3\xA4/ss~w&rd<\"'>+ \\\xF0\x9F\x98\x80=\t", NULL};
static const char *const forms[] = {
    "p\xC3\xA4/ss~w&rd<\"'>+ \\\xF0\x9F\x98\x80=\t",
    /* rawurlencode() */
    "p%C3%A4%2Fss~w%26rd%3C%22%27%3E%2B%20%5C%F0%9F%98%80%3D%09",
    "p%c3%a4%2fss~w%26rd%3c%22%27%3e%2b%20%5c%f0%9f%98%80%3d%09",
    /* urlencode() */
    "p%C3%A4%2Fss%7Ew%26rd%3C%22%27%3E%2B+%5C%F0%9F%98%80%3D%09",
    "p%c3%a4%2fss%7ew%26rd%3c%22%27%3e%2b+%5c%f0%9f%98%80%3d%09",
    /* quote_plus() */
    "p%C3%A4%2Fss~w%26rd%3C%22%27%3E%2B+%5C%F0%9F%98%80%3D%09",
    /* JSON: JavaScript, PHP, Python */
    "p\xC3\xA4/ss~w&rd<\\\"'>+ \\\\\xF0\x9F\x98\x80=\\t",
    "p\xC3\xA4\\/ss~w&rd<\\\"'>+ \\\\\xF0\x9F\x98\x80=\\t",
    "p\\u00e4\\/ss~w&rd<\\\"'>+ \\\\\\ud83d\\ude00=\\t",
    "p\\u00e4/ss~w&rd<\\\"'>+ \\\\\\ud83d\\ude00=\\t",
    "p\\u00E4/ss~w&rd<\\\"'>+ \\\\\\uD83D\\uDE00=\\t",
    "p\\u00E4\\/ss~w&rd<\\\"'>+ \\\\\\uD83D\\uDE00=\\t",
    /* HTML: PHP, others, Python, XML, templates, quotes left */
    "p\xC3\xA4/ss~w&amp;rd&lt;&quot;&#039;&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;&quot;&#39;&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;&quot;&#x27;&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;&quot;&apos;&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;&#34;&#39;&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;&quot;'&gt;+ \\\xF0\x9F\x98\x80=\t",
    "p\xC3\xA4/ss~w&amp;rd&lt;\"'&gt;+ \\\xF0\x9F\x98\x80=\t",
    /* base64, padded or not */
    "cMOkL3NzfncmcmQ8Iic+KyBc8J+YgD0J",
};

static void test_every_form(void **state)
{
	(void)state;
	struct prov_secrets secrets = list_of(awkward);
	for (size_t i = 0; i < UNIT_COUNT(forms); i++) {
		char text[300];
		redacts(&secrets, forms[i], strlen(forms[i]), PROV_SECRET_MASK);
		const int length = snprintf(text, sizeof(text), "{\"password\":\"%s\",\"x\":1}", forms[i]);
		redacts(&secrets, text, (size_t)length, "{\"password\":\"" PROV_SECRET_MASK "\",\"x\":1}");
		snprintf(text, sizeof(text), "p%s%sp", forms[i], forms[i]);
		redacts(&secrets, text, strlen(text), "p" PROV_SECRET_MASK PROV_SECRET_MASK "p");
	}
	prov_secrets_wipe(&secrets);
}

/* prov_secret_forms lists what the table above has, each once, longest first, without the value itself. */
struct listed {
	size_t count;
	size_t last_length;
	bool found[UNIT_COUNT(forms)];
	size_t stop_at;
};

static bool note(void *target, const char *form, size_t length)
{
	struct listed *listed = target;
	assert_true(length <= listed->last_length);
	listed->last_length = length;
	for (size_t i = 0; i < UNIT_COUNT(forms); i++) {
		if (strlen(forms[i]) == length && memcmp(forms[i], form, length) == 0) {
			assert_false(listed->found[i]);
			listed->found[i] = true;
		}
	}
	return ++listed->count != listed->stop_at;
}

static void test_forms_listed(void **state)
{
	(void)state;
	struct prov_secrets secrets = list_of(awkward);
	struct listed listed = {.last_length = 1000};
	assert_true(prov_secret_forms(&secrets.items[0], note, &listed));
	assert_false(listed.found[0]);
	for (size_t i = 1; i < UNIT_COUNT(forms); i++) {
		assert_true(listed.found[i]);
	}
	/* besides the table: quote_plus() in lower case */
	assert_int_equal(listed.count, UNIT_COUNT(forms));
	listed = (struct listed){.last_length = 1000, .stop_at = 3};
	assert_false(prov_secret_forms(&secrets.items[0], note, &listed));
	assert_int_equal(listed.count, 3);
	prov_secrets_wipe(&secrets);
}

static void test_plain_value_has_base64_alone(void **state)
{
	(void)state;
	static const char *const plain[] = {"abcdef-12", "abcd", NULL};
	struct prov_secrets secrets = list_of(plain);
	struct listed listed = {.last_length = 1000};
	assert_true(prov_secret_forms(&secrets.items[0], note, &listed));
	assert_int_equal(listed.count, 1);
	listed = (struct listed){.last_length = 1000};
	assert_true(prov_secret_forms(&secrets.items[1], note, &listed));
	assert_int_equal(listed.count, 2);
	redacts(&secrets, "YWJjZA==", 8, PROV_SECRET_MASK);
	redacts(&secrets, "YWJjZA.", 7, PROV_SECRET_MASK ".");
	redacts(&secrets, "Basic YWJjZGVmLTEy", 18, "Basic " PROV_SECRET_MASK);
	prov_secrets_wipe(&secrets);
}

static void test_overlaps(void **state)
{
	(void)state;
	static const char *const values[] = {"abcdef", "defghi", "cdef", "abcdefgh1234", "aaaa", NULL};
	struct prov_secrets secrets = list_of(values);
	redacts(&secrets, "<abcdef>", 8, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<abcdefghi>", 11, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<abcdefgh1234>", 14, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<abcdefgh123>", 13, "<" PROV_SECRET_MASK "gh123>");
	redacts(&secrets, "<xcdefghix>", 11, "<x" PROV_SECRET_MASK "x>");
	redacts(&secrets, "<aaaaaaa>", 9, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<aaa>", 5, "<aaa>");
	redacts(&secrets, "<abcdefcdef>", 12, "<" PROV_SECRET_MASK PROV_SECRET_MASK ">");
	prov_secrets_wipe(&secrets);
}

/* What a cut text ends with may be the beginning of a secret. */
static void test_cut_text(void **state)
{
	(void)state;
	static const char *const values[] = {"s3cr3t-p/ssword", NULL};
	struct prov_secrets secrets = list_of(values);
	redacts(&secrets, "key=s3cr3t-p", 12, "key=" PROV_SECRET_MASK);
	redacts(&secrets, "key=s3cr", 8, "key=" PROV_SECRET_MASK);
	redacts(&secrets, "key=s3c", 7, "key=s3c");
	redacts(&secrets, "key=s3cr3t-p.", 13, "key=s3cr3t-p.");
	redacts(&secrets, "key=s3cr3t-p%2Fss", 17, "key=" PROV_SECRET_MASK);
	redacts(&secrets, "key=s3cr3t-p\\/s", 15, "key=" PROV_SECRET_MASK);
	prov_secrets_wipe(&secrets);
}

static void test_bytes(void **state)
{
	(void)state;
	struct prov_secrets secrets;
	prov_secrets_init(&secrets);
	redacts(&secrets, "nothing to hide", 15, "nothing to hide");
	assert_true(prov_secrets_add(&secrets, "a\0b\xFF\x80", 5));
	redacts(&secrets, "<a\0b\xFF\x80>", 7, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<a%00b%FF%80>", 13, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "<a\\u0000b\xFF\x80>", 12, "<" PROV_SECRET_MASK ">");
	redacts(&secrets, "", 0, "");
	prov_secrets_wipe(&secrets);
}

static void test_ceiling(void **state)
{
	(void)state;
	static const char *const values[] = {"abcd", NULL};
	struct prov_secrets secrets = list_of(values);
	struct prov_buf out;
	prov_buf_init(&out, 5);
	assert_false(prov_redact(&secrets, "xabcdx", 6, &out));
	assert_true(out.failed);
	assert_null(strstr(prov_buf_text(&out), "abcd"));
	prov_buf_free(&out);
	prov_secrets_wipe(&secrets);
}

static void test_in_place(void **state)
{
	(void)state;
	static const char *const values[] = {"abcd", NULL};
	struct prov_secrets secrets = list_of(values);
	char text[16] = "x abcd y";
	prov_redact_in_place(&secrets, text, sizeof(text));
	assert_string_equal(text, "x " PROV_SECRET_MASK " y");
	memcpy(text, "abcd abcd abcd", 15);
	prov_redact_in_place(&secrets, text, sizeof(text));
	assert_string_equal(text, "******** ******");
	/* no NUL within its size: the last byte goes for one */
	memcpy(text, "abcdabcdabcdabcd", 16);
	prov_redact_in_place(&secrets, text, sizeof(text));
	assert_int_equal(strlen(text), 15);
	assert_int_equal(strspn(text, "*"), 15);
	/* cut between characters */
	memcpy(text, "abcd      \xE2\x82\xAC", 14);
	prov_redact_in_place(&secrets, text, sizeof(text));
	assert_string_equal(text, "********      ");
	prov_redact_in_place(&secrets, text, 0);
	prov_secrets_wipe(&secrets);
	memcpy(text, "abcd", 5);
	prov_redact_in_place(&secrets, text, sizeof(text));
	assert_string_equal(text, "abcd");
}

/* 32 secrets of 64 bytes in 16 KiB: this is a matter of milliseconds, or the test's time-out in CI would tell. */
static void test_many_in_a_long_text(void **state)
{
	(void)state;
	struct prov_secrets secrets;
	struct prov_buf text;
	struct prov_buf out;
	prov_secrets_init(&secrets);
	prov_buf_init(&text, 100000);
	prov_buf_init(&out, 100000);
	for (int i = 0; i < PROV_SECRETS_MAX; i++) {
		char value[65];
		snprintf(value, sizeof(value), "%064d", i);
		assert_true(prov_secrets_add(&secrets, value, 64));
	}
	while (text.length < 16384) {
		prov_buf_printf(&text, "[%064d]", (int)(text.length % 70));
	}
	assert_true(prov_redact(&secrets, text.data, text.length, &out));
	for (int i = 0; i < PROV_SECRETS_MAX; i++) {
		assert_null(strstr(out.data, secrets.items[i].data));
	}
	assert_non_null(strstr(out.data, "[" PROV_SECRET_MASK "]"));
	prov_secrets_wipe(&secrets);
	prov_buf_free(&text);
	prov_buf_free(&out);
}

static bool scenario(void *data)
{
	(void)data;
	struct prov_secrets secrets;
	struct prov_secrets copy;
	struct prov_buf out;
	char text[64] = "{\"password\":\"s3cr3t/x\"}";
	prov_secrets_init(&secrets);
	prov_secrets_init(&copy);
	prov_buf_init(&out, 1000);
	bool good = prov_secrets_add(&secrets, "s3cr3t/x", 8) && prov_secrets_add(&secrets, "other", 5);
	good = prov_secrets_add_all(&copy, &secrets) && good;
	if (good) {
		good = prov_redact(&secrets, "a s3cr3t\\/x", 11, &out);
		assert_int_equal(good, !out.failed);
		assert_null(strstr(prov_buf_text(&out), "s3cr3t"));
		prov_redact_in_place(&copy, text, sizeof(text));
		assert_null(strstr(text, "s3cr3t"));
		assert_true(strcmp(text, PROV_SECRET_MASK) == 0 || strstr(text, "password") != NULL);
	}
	prov_buf_free(&out);
	prov_secrets_wipe(&secrets);
	prov_secrets_wipe(&copy);
	return good;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_equal),
	    cmocka_unit_test(test_every_form),
	    cmocka_unit_test(test_forms_listed),
	    cmocka_unit_test(test_plain_value_has_base64_alone),
	    cmocka_unit_test(test_overlaps),
	    cmocka_unit_test(test_cut_text),
	    cmocka_unit_test(test_bytes),
	    cmocka_unit_test(test_ceiling),
	    cmocka_unit_test(test_in_place),
	    cmocka_unit_test(test_many_in_a_long_text),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
