/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * heap_http: the HTTP transport while libcurl and everything below it run short of memory: one allocation of the asking
 * thread fails, then the next one in another run, and so on. Whatever comes of it must be the right answer or a failure
 * that is told: nothing may crash, hang, or pass for an answer. A malloc of its own in front of libc's, hence no
 * sanitizer.
 */
#include "unit.h"

#include <stdio.h>

#include "lib/url.h"
#include "failing_heap.h"
#include "http_world.h"

#define EXCHANGES 3

/* --- the scenario: cmocka allocates, so faults are noted while memory fails, and told afterwards --- */

struct outcome {
	bool all_answered;
	const char *fault;
};

static void judge(const struct prov_response *response, struct outcome *outcome)
{
	if (response->delivery == PROV_ANSWERED) {
		if (response->status != 200 || strcmp(prov_buf_text(&response->body), WORLD_ANSWER) != 0) {
			outcome->fault = "a wrong answer";
		}
		return;
	}
	outcome->all_answered = false;
	if (response->error.kind == PROV_OK || response->error.message[0] == '\0') {
		outcome->fault = "a failure that is not told";
	}
	if (response->error.kind == PROV_ERROR_TIMEOUT) {
		outcome->fault = "a call that hung until its deadline";
	}
}

static void exchange(struct prov_http *http, const struct prov_origin *origin, struct outcome *outcome)
{
	static const struct prov_connection_options connection = {.connect_timeout_ms = 5000};
	static const enum prov_class classes[EXCHANGES] = {PROV_READ, PROV_IDEMPOTENT, PROV_ONCE};
	static const char *const bodies[EXCHANGES] = {NULL, "[1]", "[2]"};
	struct prov_transport transport;
	struct prov_request requests[EXCHANGES];
	struct prov_response responses[EXCHANGES];
	struct prov_exchange exchanges[EXCHANGES];

	prov_http_transport(http, &transport);
	for (int i = 0; i < EXCHANGES; i++) {
		requests[i] = (struct prov_request){
		    .method = bodies[i] ? PROV_POST : PROV_GET,
		    .class_ = classes[i],
		    .origin = origin,
		    .url = origin->text,
		    .headers = {{"X-API-Key", "k-123"}},
		    .header_count = 1,
		    .body = bodies[i],
		    .body_length = bodies[i] ? strlen(bodies[i]) : 0,
		    .connection = &connection,
		    .deadline_ms = transport.now_ms(transport.self) + 10000,
		    .max_bytes = 1000,
		};
		exchanges[i] = (struct prov_exchange){&requests[i], &responses[i]};
	}
	transport.exchange(transport.self, exchanges, EXCHANGES);
	for (int i = 0; i < EXCHANGES; i++) {
		judge(&responses[i], outcome);
		prov_response_free(&responses[i]);
	}
}

static struct outcome run(uint16_t port)
{
	static const struct prov_http_options options = {.keep_connections = true, .idle_connection_ms = 60000};
	struct outcome outcome = {.all_answered = true};
	struct prov_origin origin;
	struct prov_error error = {0};
	struct prov_http *http = prov_http_new(&options, &error);

	if (!http || !prov_origin_parse("127.0.0.1", 9, port, false, &origin, &error)) {
		outcome.all_answered = false;
		if (error.kind != PROV_ERROR_MEMORY) {
			outcome.fault = "another error than that memory is short";
		}
	} else {
		exchange(http, &origin, &outcome);
	}
	prov_http_free(http);
	return outcome;
}

static void every_failing_allocation_ends_in_an_answer_or_an_error(void **state)
{
	struct socket_server *server;
	struct outcome outcome;
	size_t answered = 0;

	(void)state;
	failing = 0;
	do {
		server = socket_server_start(serve_well, NULL);
		failing++;
		allocations = 0;
		armed = true;
		outcome = run(socket_server_port(server));
		armed = false;
		if (outcome.fault) {
			fail_msg("allocation %zu: %s", failing, outcome.fault);
		}
		answered += outcome.all_answered;
		socket_server_stop(server);
	} while (allocations >= failing);
	print_message("%zu allocations, %zu of them not essential\n", failing - 1, answered - 1);
	assert_true(outcome.all_answered);
	assert_true(failing > 50);
}

static void a_url_is_whole_or_not_there(void **state)
{
	static const struct prov_query query[] = {{"q", "a b"}, {NULL, NULL}};
	static const char expected[] = "https://h.example:8443/get/a%20b?q=a%20b";
	struct prov_error error;
	size_t done = 0;
	bool built;

	(void)state;
	failing = 0;
	do {
		struct prov_origin origin;
		struct prov_buf url;
		bool wrong;

		prov_error_clear(&error);
		assert_true(prov_origin_parse("h.example", 9, 8443, true, &origin, &error));
		prov_buf_init(&url, PROV_URL_MAX);
		failing++;
		allocations = 0;
		armed = true;
		built = prov_url_build(&origin, (const char *const[]){"get", "a b", NULL}, query, &url, &error);
		armed = false;
		wrong = built ? strcmp(prov_buf_text(&url), expected) != 0 : error.kind == PROV_OK;
		if (wrong) {
			fail_msg("allocation %zu: %s, %s", failing, prov_buf_text(&url), error.message);
		}
		prov_buf_free(&url);
		done += built;
	} while (allocations >= failing);
	print_message("%zu allocations, %zu of them not essential\n", failing - 1, done - 1);
	assert_true(built);
	assert_true(failing > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_failing_allocation_ends_in_an_answer_or_an_error),
	    cmocka_unit_test(a_url_is_whole_or_not_there),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
