/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * heap_process: tests that need the whole process's heap, json-c and libidn2 included, hence a malloc of its own in
 * front of libc's and no sanitizer. Two questions: is a result ever wrong because an allocation inside a library
 * failed, and does a block that once held a secret ever go back to the heap with the secret in it?
 */
#define _GNU_SOURCE /* memmem */
#include "unit.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/idn_domain.h"
#include "lib/json.h"
#include "lib/json_list.h"
#include "lib/params.h"
#include "lib/record.h"
#include "lib/secret.h"
#include "lib/transport.h"
#include "lib/value.h"

/* --- the heap --- */

/* glibc's own functions behind the names that are replaced here */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

#define NEEDLE "s3cr3t-n33dle"

static bool armed; /* allocations are counted, and number `failing` fails */
static size_t allocations;
static size_t failing;
static bool watching; /* freed blocks are searched for the needle */
static size_t leaked;

static bool refused(void)
{
	if (!armed) {
		return false;
	}
	allocations++;
	if (allocations == failing) {
		errno = ENOMEM;
		return true;
	}
	return false;
}

static void search(void *block)
{
	if (watching && block != NULL && memmem(block, malloc_usable_size(block), NEEDLE, strlen(NEEDLE)) != NULL) {
		leaked++;
	}
}

void *malloc(size_t size)
{
	return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	/* where it moves, the old block is freed unseen: so what it holds counts as freed */
	search(block);
	return refused() ? NULL : __libc_realloc(block, size);
}

void free(void *block)
{
	search(block);
	__libc_free(block);
}

/* --- allocations that fail inside the libraries --- */

/*
 * Runs the scenario once for each allocation that it makes, with that one failing. The scenario returns whether it
 * succeeded, and checks for itself that success was real and failure was told.
 */
static void each_allocation_fails(bool (*scenario)(void))
{
	size_t succeeded_all_the_same = 0;
	assert_true(scenario());
	failing = 0;
	do {
		failing++;
		allocations = 0;
		armed = true;
		const bool good = scenario();
		armed = false;
		if (allocations >= failing) {
			succeeded_all_the_same += good ? 1 : 0;
		} else {
			assert_true(good);
		}
	} while (allocations >= failing);
	print_message("%zu allocations, %zu of them not essential\n", failing - 1, succeeded_all_the_same);
	assert_true(failing > 2);
}

/* assert_…() would allocate: while armed, faults are noted here and told afterwards. */
static const char *fault;

static bool note(bool good, const char *what)
{
	if (!good && fault == NULL) {
		fault = what;
	}
	return good;
}

static void no_fault(void)
{
	if (fault != NULL) {
		fail_msg("%s", fault);
	}
}

/*
 * Texts longer than json-c's first buffer, numbers too, and more elements than its first table holds. No members: where
 * json-c 0.16 cannot copy a member's name it ends the process by itself, and nobody above it can prevent that.
 */
static const char document[] =
    "[\"0123456789012345678901234567890123456789\xC3\xA8 0123456789012345678901234567890123456789\","
    "[1,-2,18446744073709551615,0.123456789012345678901234567890123456789],true,false,null,{},[],"
    "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33]]";

static bool parse_and_print(const char *text)
{
	struct prov_error error;
	struct prov_buf out;
	prov_error_clear(&error);
	prov_buf_init(&out, 10000);
	struct prov_json *parsed = prov_json_parse(text, strlen(text), PROV_JSON_DEPTH, &error);
	note(error.kind == (parsed == NULL ? PROV_ERROR_MEMORY : PROV_OK),
	    "a document and an error, or neither, or another");
	bool good = parsed != NULL && prov_json_print(parsed, &out);
	note(!good || strcmp(prov_buf_text(&out), text) == 0, "a document was altered");
	note(parsed == NULL || good || out.failed, "printing failed without a reason");
	prov_buf_free(&out);
	prov_json_free(parsed);
	return good;
}

static bool parse_document(void)
{
	return parse_and_print(document);
}

static bool parse_number(void)
{
	return parse_and_print("5");
}

static bool parse_text(void)
{
	return parse_and_print("\"0123456789012345678901234567890123456789\"");
}

static bool build_document(void)
{
	struct prov_buf out;
	prov_buf_init(&out, 10000);
	struct prov_json *object = prov_json_new_object();
	struct prov_json *list = prov_json_new_array();
	bool good = prov_json_append_text(list, "0123456789012345678901234567890123456789", 40);
	good = prov_json_append(list, prov_json_new_object()) && good;
	good = prov_json_set(object, "list", list) && good;
	good = prov_json_set_int(object, "int", 1) && good;
	good = prov_json_set_bool(object, "bool", true) && good;
	good = prov_json_set_text(object, "text", "x", 1) && good;
	good = prov_json_print(object, &out) && good;
	note(!good || strcmp(prov_buf_text(&out), "{\"list\":[\"0123456789012345678901234567890123456789\",{}],\"int\":1,"
	                                          "\"bool\":true,\"text\":\"x\"}") == 0,
	    "a built document lacks something");
	prov_buf_free(&out);
	prov_json_free(object);
	return good;
}

static bool count_elements(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	int64_t number = 0;
	size_t *count = target;
	if (alone || !prov_json_whole_number(prov_json_at(element, 0), &number)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "not an element of this list");
	}
	note(number == (int64_t)*count, "an element was altered or lost");
	++*count;
	return true;
}

static bool read_list(void)
{
	static const char text[] = "[[0],[1],[2,\"0123456789012345678901234567890123456789\"]]";
	struct prov_json_list list;
	size_t count = 0;
	prov_json_list_init(&list, 1000, 8, count_elements, &count);
	const bool good = prov_json_list_feed(&list, text, sizeof(text) - 1) && prov_json_list_finish(&list);
	note(list.error.kind == (good ? PROV_OK : PROV_ERROR_MEMORY), "a failed list without its reason");
	note(!good || count == 3, "a list lacks an element");
	prov_json_list_free(&list);
	return good;
}

static bool make_canonical(void)
{
	struct prov_domain domain;
	struct prov_error error;
	char unicode[64];
	prov_error_clear(&error);
	const bool good = prov_domain_canonical("Mu\xCC\x88nchen.B\xC3\xBC"
	                                        "cher.example",
	    25, &domain, &error);
	note(good == (error.kind == PROV_OK), "a failed name without an error");
	note(strcmp(domain.ascii, good ? "xn--mnchen-3ya.xn--bcher-kva.example" : "") == 0, "a name was altered");
	domain = (struct prov_domain){.ascii = "xn--mnchen-3ya.de"};
	prov_domain_unicode(&domain, unicode, sizeof(unicode));
	note(strcmp(unicode, "m\xC3\xBCnchen.de") == 0 || strcmp(unicode, domain.ascii) == 0, "a spelling was altered");
	return good;
}

static void test_parse(void **state)
{
	(void)state;
	each_allocation_fails(parse_document);
	each_allocation_fails(parse_number);
	each_allocation_fails(parse_text);
	no_fault();
}

static void test_build(void **state)
{
	(void)state;
	each_allocation_fails(build_document);
	no_fault();
}

static void test_list(void **state)
{
	(void)state;
	each_allocation_fails(read_list);
	no_fault();
}

static void test_domain(void **state)
{
	(void)state;
	each_allocation_fails(make_canonical);
	no_fault();
}

/* --- blocks that held a secret --- */

static void watch(void)
{
	leaked = 0;
	watching = true;
}

static void nothing_leaked(void)
{
	watching = false;
	assert_int_equal(leaked, 0);
}

/* The watch itself must see a secret that is freed as it is, moved or not. */
static void test_watch(void **state)
{
	(void)state;
	watch();
	free(strdup(NEEDLE));
	free(realloc(strdup(NEEDLE), 100000));
	watching = false;
	assert_int_equal(leaked, 3);
}

static void test_buffers(void **state)
{
	(void)state;
	struct prov_buf buf;
	watch();
	prov_buf_init(&buf, 100000);
	prov_buf_append_text(&buf, "password=" NEEDLE);
	for (int i = 0; i < 500; i++) {
		prov_buf_append_text(&buf, "more and more, so that it grows");
	}
	prov_buf_wipe(&buf);
	struct prov_response response;
	prov_response_init(&response);
	prov_buf_init(&response.body, 100);
	prov_buf_append_text(&response.body, NEEDLE);
	prov_response_free(&response);
	nothing_leaked();
}

static void test_secrets(void **state)
{
	(void)state;
	struct prov_secrets secrets;
	struct prov_secrets copy;
	struct prov_buf out;
	char message[64] = "refused: " NEEDLE;
	watch();
	prov_secrets_init(&secrets);
	prov_secrets_init(&copy);
	prov_buf_init(&out, 1000);
	prov_secrets_add(&secrets, NEEDLE, strlen(NEEDLE));
	prov_secrets_add(&secrets, NEEDLE " and/more", strlen(NEEDLE " and/more"));
	prov_secrets_add_all(&copy, &secrets);
	prov_redact(&secrets, "a " NEEDLE, strlen("a " NEEDLE), &out);
	prov_redact_in_place(&copy, message, sizeof(message));
	prov_buf_free(&out);
	prov_secrets_wipe(&secrets);
	prov_secrets_wipe(&copy);
	nothing_leaked();
	assert_string_equal(message, "refused: " PROV_SECRET_MASK);
}

static void test_params(void **state)
{
	(void)state;
	struct prov_params params;
	struct prov_error error;
	prov_error_clear(&error);
	watch();
	prov_params_init(&params);
	prov_params_put_text(&params, &prov_field_ca_file, "key", NEEDLE, strlen(NEEDLE), &error);
	prov_params_put_text(&params, &prov_field_ca_file, "key", "another " NEEDLE, strlen("another " NEEDLE), &error);
	prov_params_wipe(&params);
	nothing_leaked();
}

static void test_results(void **state)
{
	(void)state;
	struct prov_value root;
	watch();
	prov_value_init_map(&root);
	for (int i = 0; i < 50; i++) {
		prov_map_set_text(&root, "password", NEEDLE);
		prov_list_add_text(prov_map_add_list(&root, NEEDLE, strlen(NEEDLE)), NEEDLE);
	}
	prov_value_free(&root);
	nothing_leaked();
}

static void test_records(void **state)
{
	(void)state;
	struct prov_records records;
	struct prov_secrets secrets;
	watch();
	prov_records_init(&records);
	prov_secrets_init(&secrets);
	prov_secrets_add(&secrets, NEEDLE, strlen(NEEDLE));
	for (int i = 0; i < 3; i++) {
		prov_records_add(&records, "step", "GET", "https://x/?" NEEDLE, 1, NEEDLE, strlen(NEEDLE), 200, 1, NEEDLE,
		    strlen(NEEDLE), NEEDLE);
		if (i == 1) {
			prov_records_redact(&records, &secrets);
		}
	}
	prov_records_wipe(&records);
	prov_secrets_wipe(&secrets);
	nothing_leaked();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_build),
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_domain),
	    cmocka_unit_test(test_watch),
	    cmocka_unit_test(test_buffers),
	    cmocka_unit_test(test_secrets),
	    cmocka_unit_test(test_params),
	    cmocka_unit_test(test_results),
	    cmocka_unit_test(test_records),
	};
	return cmocka_run_group_tests_name("heap_process", tests, NULL, NULL);
}
