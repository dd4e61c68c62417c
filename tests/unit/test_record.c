/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/record.c: what is kept and cut, ceilings, and redaction: also where a cut falls inside a secret, twice
 * in a row, and without memory.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/record.h"
#include "lib/url.h"

static void add(struct prov_records *records, const char *request, const char *response, size_t response_length)
{
	prov_records_add(records, "add domain", "POST", "https://mail.example.com/api/v1/add/domain", 2, request,
	    strlen(request), 200, 31, response, response_length, "");
}

static void test_kept(void **state)
{
	(void)state;
	struct prov_records records;
	prov_records_init(&records);
	add(&records, "{\"a\":1}", "[]\0x", 4);
	prov_records_add(&records, "read", "GET", "https://x/", 1, NULL, 0, 0, 5000, NULL, 0, "the deadline passed");
	assert_int_equal(records.count, 2);
	const struct prov_record *first = &records.items[0];
	assert_string_equal(first->step, "add domain");
	assert_string_equal(first->method, "POST");
	assert_string_equal(first->url, "https://mail.example.com/api/v1/add/domain");
	assert_int_equal(first->attempt, 2);
	assert_int_equal(first->status, 200);
	assert_true(first->duration_ms == 31);
	assert_string_equal(first->request, "{\"a\":1}");
	assert_string_equal(first->response, "[]?x");
	assert_string_equal(first->failure, "");
	assert_string_equal(records.items[1].request, "");
	assert_string_equal(records.items[1].response, "");
	assert_string_equal(records.items[1].failure, "the deadline passed");
	prov_records_wipe(&records);
	assert_int_equal(records.count, 0);
	prov_records_wipe(&records);
}

static void test_ceilings(void **state)
{
	(void)state;
	struct prov_records records;
	char long_text[700];
	prov_records_init(&records);
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	for (int i = 0; i < PROV_RECORDS_MAX + 3; i++) {
		prov_records_add(&records, long_text, long_text, "u", 1, "", 0, i, 0, "", 0, long_text);
	}
	assert_int_equal(records.count, PROV_RECORDS_MAX);
	assert_int_equal(records.dropped, 3);
	assert_int_equal(records.items[0].status, 0);
	assert_int_equal(strlen(records.items[0].step), sizeof(records.items[0].step) - 1);
	assert_int_equal(strlen(records.items[0].method), sizeof(records.items[0].method) - 1);
	assert_int_equal(strlen(records.items[0].failure), sizeof(records.items[0].failure) - 1);
	prov_records_wipe(&records);
}

static void test_long_body(void **state)
{
	(void)state;
	struct prov_records records;
	struct prov_secrets none;
	const size_t length = 100000;
	char *body = malloc(length);
	assert_non_null(body);
	/* characters of two bytes, with one of one byte before: the ceiling falls inside one */
	memset(body, 'x', length);
	for (size_t at = 1; at + 2 <= length; at += 2) {
		memcpy(body + at, "\xC3\xA8", 2);
	}
	prov_records_init(&records);
	prov_secrets_init(&none);
	add(&records, "", body, length);
	for (int round = 0; round < 2; round++) {
		assert_int_equal(records.items[0].response_kept, PROV_RECORD_BODY_MAX - 1);
		assert_string_equal(records.items[0].response + PROV_RECORD_BODY_MAX - 1, "\xE2\x80\xA6 (100000 bytes)");
		prov_records_redact(&records, &none);
	}
	prov_records_wipe(&records);
	free(body);
}

static void test_redaction(void **state)
{
	(void)state;
	struct prov_records records;
	struct prov_secrets secrets;
	prov_records_init(&records);
	prov_secrets_init(&secrets);
	assert_true(prov_secrets_add(&secrets, "s3cr3t p/w", 10));
	prov_records_add(&records, "step s3cr3t p/w", "GET", "https://x/?k=s3cr3t+p%2Fw", 1, "{\"p\":\"s3cr3t p\\/w\"}", 19,
	    500, 1, "echo s3cr3t p/w", 15, "failed with s3cr3t p/w");
	for (int round = 0; round < 2; round++) {
		prov_records_redact(&records, &secrets);
		assert_string_equal(records.items[0].step, "step " PROV_SECRET_MASK);
		assert_string_equal(records.items[0].url, "https://x/?k=" PROV_SECRET_MASK);
		assert_string_equal(records.items[0].request, "{\"p\":\"" PROV_SECRET_MASK "\"}");
		assert_string_equal(records.items[0].response, "echo " PROV_SECRET_MASK);
		assert_string_equal(records.items[0].failure, "failed with " PROV_SECRET_MASK);
	}
	prov_records_wipe(&records);
	prov_secrets_wipe(&secrets);
}

/* A secret at every place around the cut: never more than three bytes of it are seen. */
static void test_cut_inside_a_secret(void **state)
{
	(void)state;
	static const char secret[] = "0123456789abcdefghij";
	const size_t length = PROV_RECORD_BODY_MAX + 100;
	char *body = malloc(length);
	assert_non_null(body);
	for (size_t shown = 0; shown <= sizeof(secret) - 1; shown++) {
		struct prov_records records;
		struct prov_secrets secrets;
		prov_records_init(&records);
		prov_secrets_init(&secrets);
		assert_true(prov_secrets_add(&secrets, secret, sizeof(secret) - 1));
		memset(body, '.', length);
		memcpy(body + PROV_RECORD_BODY_MAX - shown, secret, sizeof(secret) - 1);
		add(&records, "", body, length);
		prov_records_redact(&records, &secrets);
		assert_null(strstr(records.items[0].response, "0123"));
		assert_non_null(strstr(records.items[0].response, "\xE2\x80\xA6 (16484 bytes)"));
		assert_int_equal(strstr(records.items[0].response, PROV_SECRET_MASK "\xE2") != NULL, shown >= PROV_SECRET_MIN);
		prov_records_wipe(&records);
		prov_secrets_wipe(&secrets);
	}
	free(body);
}

static bool scenario(void *data)
{
	(void)data;
	struct prov_records records;
	struct prov_secrets secrets;
	prov_records_init(&records);
	prov_secrets_init(&secrets);
	const bool listed = prov_secrets_add(&secrets, "s3cr3t", 6);
	add(&records, "", "s3cr3t", 6);
	add(&records, "{\"p\":\"s3cr3t\"}", "x", 1);
	const bool recorded = records.count == 2;
	assert_int_equal(records.count + records.dropped, 2);
	bool masked = false;
	if (listed) {
		prov_records_redact(&records, &secrets);
		for (size_t i = 0; i < records.count; i++) {
			assert_null(strstr(records.items[i].request, "s3cr3t"));
			assert_null(strstr(records.items[i].response, "s3cr3t"));
			masked = masked || strcmp(records.items[i].url, PROV_SECRET_MASK) == 0;
		}
	}
	prov_records_wipe(&records);
	prov_secrets_wipe(&secrets);
	return listed && recorded && !masked;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_ceilings),
	    cmocka_unit_test(test_long_body),
	    cmocka_unit_test(test_redaction),
	    cmocka_unit_test(test_cut_inside_a_secret),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
