/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * heap_channel: a WebSocket while libcurl, wslay and everything below them run short of memory: one allocation of the
 * asking thread fails, then the next one in another run, and so on. Whatever comes of it must be the right message or a
 * failure that is told: nothing may crash, hang, or pass for a message. A malloc of its own in front of libc's, hence
 * no sanitizer.
 */
#include "unit.h"

#include "channel_server.h"
#include "failing_heap.h"
#include "http_world.h"

/* --- the scenario: cmocka allocates, so faults are noted while memory fails, and told afterwards --- */

struct outcome {
	bool answered;
	const char *fault;
};

static void judge_error(const struct prov_error *error, struct outcome *outcome)
{
	if (error->kind == PROV_OK || error->message[0] == '\0') {
		outcome->fault = "a failure that is not told";
	} else if (error->kind == PROV_ERROR_TIMEOUT) {
		outcome->fault = "a call that hung until its deadline";
	}
}

static void talk(
    struct prov_transport *transport, struct prov_channel *channel, int64_t deadline_ms, struct outcome *outcome)
{
	struct prov_error error;
	struct prov_buf message;

	prov_error_clear(&error);
	prov_buf_init(&message, 0);
	outcome->answered = transport->send(transport->self, channel, "hello", 5, deadline_ms, &error) &&
	                    transport->receive(transport->self, channel, 100, deadline_ms, &message, &error);
	if (!outcome->answered) {
		judge_error(&error, outcome);
	} else if (strcmp(prov_buf_text(&message), "hello") != 0) {
		outcome->fault = "a wrong message";
	}
	prov_buf_wipe(&message);
}

static struct outcome run(const struct prov_origin *origin)
{
	static const struct prov_http_options options = {.keep_connections = true, .idle_connection_ms = 60000};
	static const struct prov_connection_options connection = {.connect_timeout_ms = 5000};
	struct prov_error error = {0};
	struct prov_http *http = prov_http_new(&options, &error);
	struct outcome outcome = {.answered = false};
	struct prov_transport transport;
	struct unit_stream stream;
	struct prov_random random = unit_random(&stream, 5);
	struct prov_response response;
	struct prov_request request = {
	    .method = PROV_GET, .origin = origin, .url = origin->text, .connection = &connection};
	struct prov_channel *channel;

	if (!http) {
		judge_error(&error, &outcome);
		return outcome;
	}
	prov_http_transport(http, &transport);
	request.deadline_ms = transport.now_ms(transport.self) + 10000;
	channel = transport.open(transport.self, &random, &request, &response);
	if (channel) {
		talk(&transport, channel, request.deadline_ms, &outcome);
		transport.close(transport.self, channel);
	} else {
		judge_error(&response.error, &outcome);
	}
	prov_http_free(http);
	return outcome;
}

static void every_failing_allocation_ends_in_a_message_or_an_error(void **state)
{
	struct channel_server script = {.echoes = true};
	struct socket_server *server = socket_server_start(serve_channel, &script);
	struct prov_origin origin;
	struct outcome outcome;
	size_t answered = 0;

	(void)state;
	origin_of_port(&origin, socket_server_port(server));
	failing = 0;
	do {
		failing++;
		allocations = 0;
		armed = true;
		outcome = run(&origin);
		armed = false;
		if (outcome.fault) {
			fail_msg("allocation %zu: %s", failing, outcome.fault);
		}
		answered += outcome.answered ? 1 : 0;
		/* a server takes a limited number of connections */
		if (failing % 50 == 0) {
			socket_server_stop(server);
			server = socket_server_start(serve_channel, &script);
			origin_of_port(&origin, socket_server_port(server));
		}
	} while (allocations >= failing);
	print_message("%zu allocations, %zu of them not essential\n", failing - 1, answered - 1);
	assert_true(outcome.answered);
	assert_true(failing > 20);
	socket_server_stop(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_failing_allocation_ends_in_a_message_or_an_error),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
