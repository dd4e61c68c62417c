/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/operation_exchange.c: what a record keeps of a request and of its answer, pauses between attempts, and
 * the statuses that pass by themselves.
 */
#include "unit.h"

#include "lib/operation_exchange.h"
#include "scripted.h"

#define ASK "POST /api"
#define URL "http://127.0.0.1:8080/api"

/* An operation under way, without one of a backend. */
struct bench {
	struct scripted scripted;
	struct prov_call call;
	struct prov_op op;
	struct prov_request request;
	struct prov_response response;
};

static void bench_open(struct bench *bench, const struct scripted_exchange *script, size_t length)
{
	memset(bench, 0, sizeof(*bench));
	scripted_init(&bench->scripted, script, length);
	scripted_call_init(&bench->call, "mailcow_test_connection");
	bench->op = (struct prov_op){
	    .call = &bench->call,
	    .params = &bench->call.params,
	    .settings = &bench->call.settings,
	    .transport = &bench->scripted.transport,
	    .error = &bench->call.error,
	    .deadline_ms = bench->scripted.now_ms + 10000,
	};
	prov_op_request(&bench->op, &bench->request, PROV_POST, PROV_READ, URL);
	bench->request.deadline_ms = bench->op.deadline_ms;
}

static void bench_close(struct bench *bench)
{
	prov_call_free(&bench->call);
}

static const struct prov_record *ask(struct bench *bench)
{
	static const char *const steps[] = {"ask"};
	struct prov_exchange exchange = {.request = &bench->request, .response = &bench->response};

	prov_op_exchange(&bench->op, &exchange, 1, steps, 2);
	prov_response_free(&bench->response);
	assert_true(bench->call.records.count > 0);
	return &bench->call.records.items[bench->call.records.count - 1];
}

static bool is_secret(const char *name, size_t length)
{
	return length >= 3 && memcmp(name + length - 3, "Key", 3) == 0;
}

static void a_record_keeps_the_exchange(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ASK, "a=b", PROV_ANSWERED, 0, 418, "{\"aKey\":\"QQ\"}", 30},
	    {ASK, NULL, PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	};
	const struct prov_record *record;
	struct bench bench;

	(void)state;
	bench_open(&bench, script, 2);
	bench.request.body = "a=b";
	bench.request.body_length = 3;
	record = ask(&bench);
	assert_string_equal(record->step, "ask");
	assert_string_equal(record->method, "POST");
	assert_string_equal(record->url, URL);
	assert_int_equal(record->attempt, 2);
	assert_int_equal(record->status, 418);
	assert_string_equal(record->request, "a=b");
	assert_string_equal(record->response, "{\"aKey\":\"QQ\"}");
	assert_string_equal(record->failure, "");
	bench.request.body = NULL;
	bench.request.body_length = 0;
	record = ask(&bench);
	assert_string_equal(record->request, "");
	assert_string_equal(record->response, "");
	assert_string_equal(record->failure, "scripted failure");
	bench_close(&bench);
}

static void what_is_shown_stands_for_the_body(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ASK, "Password=Q%26Q", PROV_ANSWERED, 0, 200, "", 0},
	    {ASK, "Password=Q%26Q", PROV_ANSWERED, 0, 200, "", 0},
	};
	struct bench bench;

	(void)state;
	bench_open(&bench, script, 2);
	bench.request.body = "Password=Q%26Q&Name=a";
	bench.request.body_length = strlen(bench.request.body);
	bench.request.shown_body = "Password=********&Name=a";
	assert_string_equal(ask(&bench)->request, "Password=********&Name=a");
	bench.request.shown_body = "";
	assert_string_equal(ask(&bench)->request, "");
	bench_close(&bench);
}

static void secret_members_of_an_answer_are_masked(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ASK, NULL, PROV_ANSWERED, 0, 200, "{\"aKey\":\"Q\",\"b\":[{\"bKey\":\"QQQQ\"}],\"c\":\"d\"}", 0},
	    {ASK, NULL, PROV_ANSWERED, 0, 500, "<p>\"aKey\":\"QQQ", 0},
	    {ASK, NULL, PROV_ANSWERED, 0, 200, "", 0},
	};
	struct bench bench;

	(void)state;
	bench_open(&bench, script, 3);
	bench.request.is_secret_member = is_secret;
	assert_string_equal(ask(&bench)->response, "{\"aKey\":\"********\",\"b\":[{\"bKey\":\"********\"}],\"c\":\"d\"}");
	assert_string_equal(ask(&bench)->response, "<p>\"aKey\":\"********\"");
	assert_string_equal(ask(&bench)->response, "");
	bench_close(&bench);
}

/* Masks are longer than what they hide: the shortest secrets, and nothing else, must fit. */
static void masks_always_fit(void **state)
{
	static const char member[] = "\"Key\":\"Q\",";
	static char answer[1000 * (sizeof(member) - 1) + 1];
	const struct scripted_exchange script[] = {{ASK, NULL, PROV_ANSWERED, 0, 200, answer, 0}};
	const struct prov_record *record;
	struct bench bench;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		memcpy(answer + i * (sizeof(member) - 1), member, sizeof(member) - 1);
	}
	bench_open(&bench, script, 1);
	bench.request.is_secret_member = is_secret;
	record = ask(&bench);
	assert_null(strchr(record->response, 'Q'));
	assert_memory_equal(record->response, "\"Key\":\"********\",\"Key\":\"********\",", 34);
	bench_close(&bench);
}

static bool scenario(void *data)
{
	static const struct scripted_exchange script[] = {
	    {ASK, NULL, PROV_ANSWERED, 0, 200, "{\"aKey\":\"QQQ\",\"b\":\"c\"}", 0},
	};
	struct prov_exchange exchange;
	static const char *const steps[] = {"ask"};
	struct bench bench;
	bool good;

	(void)data;
	unit_hold_failures(true);
	bench_open(&bench, script, 1);
	unit_hold_failures(false);
	bench.request.is_secret_member = is_secret;
	exchange = (struct prov_exchange){.request = &bench.request, .response = &bench.response};
	prov_op_exchange(&bench.op, &exchange, 1, steps, 1);
	prov_response_free(&bench.response);
	assert_int_equal(bench.call.records.count + bench.call.records.dropped, 1);
	good = bench.call.records.count == 1 && strstr(bench.call.records.items[0].response, "\"b\":\"c\"");
	for (size_t i = 0; i < bench.call.records.count; i++) {
		assert_null(strchr(bench.call.records.items[i].response, 'Q'));
	}
	bench_close(&bench);
	return good;
}

static void what_cannot_be_masked_is_not_shown(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 3);
}

static void pauses_grow_and_end_with_the_time(void **state)
{
	static const int64_t pauses[] = {200, 600, 1800};
	struct bench bench;
	int64_t until = 0;

	(void)state;
	bench_open(&bench, NULL, 0);
	for (unsigned attempt = 1; attempt <= 3; attempt++) {
		assert_true(prov_op_back_off(&bench.op, attempt, &until));
		assert_true(until == bench.scripted.now_ms + pauses[attempt - 1]);
	}
	until = 5;
	assert_false(prov_op_back_off(&bench.op, 4, &until));
	bench.op.deadline_ms = bench.scripted.now_ms + 399;
	assert_false(prov_op_back_off(&bench.op, 1, &until));
	assert_true(until == 5);
	bench.op.deadline_ms = bench.scripted.now_ms + 400;
	assert_true(prov_op_back_off(&bench.op, 1, &until));
	bench_close(&bench);
}

static void some_statuses_pass(void **state)
{
	struct prov_error error;

	(void)state;
	for (int status = 0; status < 600; status++) {
		bool passing = status == 429 || status == 502 || status == 503 || status == 504;

		assert_int_equal(prov_status_is_passing(status), passing);
	}
	prov_error_clear(&error);
	prov_error_passing_status(&error, 503);
	unit_assert_error(&error, PROV_ERROR_REMOTE, "HTTP 503");
	assert_int_equal(error.http_status, 503);
	assert_true(error.retryable);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_record_keeps_the_exchange),
	    cmocka_unit_test(what_is_shown_stands_for_the_body),
	    cmocka_unit_test(secret_members_of_an_answer_are_masked),
	    cmocka_unit_test(masks_always_fit),
	    cmocka_unit_test(what_cannot_be_masked_is_not_shown),
	    cmocka_unit_test(pauses_grow_and_end_with_the_time),
	    cmocka_unit_test(some_statuses_pass),
	};

	return cmocka_run_group_tests_name("operation_exchange", tests, NULL, NULL);
}
