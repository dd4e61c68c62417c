/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_nginx: the HTTP transport over real TLS and HTTP/2: certificates and keys that must be accepted or refused,
 * pairs of exchanges on one connection, kept connections and TLS sessions. argv[1]: folder of certificates made by
 * tools/mkca.sh.
 */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/curl_http.h"
#include "nginx.h"
#include "tests/unit/socket_server.h"

#define CALLS_MAX 8
#define BODY "{\"a\":1}"

static const char *certificates; /* set once by main */

struct world {
	struct prov_http *http;
	struct prov_transport transport;
	struct prov_connection_options connection;
	char ca_file[256];
	char other_ca_file[256];
	struct nginx *nginx;
	struct socket_server *upstream;
	unsigned logged; /* lines of nginx's log that were looked at */
};

struct call {
	struct prov_request request;
	struct prov_response response;
	struct prov_origin origin;
	char url[400];
};

/* Answers when two requests are there: only possible when both are under way at once. */
static void serve_together(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	if (socket_server_read(server, fd)) {
		socket_server_await_requests(server, 2);
		socket_server_answer(fd, 200, BODY);
	}
}

static void serve_silence(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_hang(fd);
}

static void world_open(struct world *world, socket_server_serve *upstream)
{
	static const struct prov_http_options options = {
	    .keep_connections = true, .idle_connection_ms = 60000, .dead_server_ms = 30000};
	struct prov_error error = {0};

	*world = (struct world){.connection = {.connect_timeout_ms = 5000}};
	snprintf(world->ca_file, sizeof(world->ca_file), "%s/ca.pem", certificates);
	world->connection.ca_file = world->ca_file;
	world->http = prov_http_new(&options, &error);
	assert_non_null(world->http);
	prov_http_transport(world->http, &world->transport);
	world->upstream = socket_server_start(upstream, NULL);
	world->nginx = nginx_start(certificates, socket_server_port(world->upstream));
}

static void world_close(struct world *world)
{
	prov_http_free(world->http);
	nginx_stop(world->nginx);
	socket_server_stop(world->upstream);
}

static void call_init(struct world *world, struct call *call, enum nginx_port port, const char *path)
{
	struct prov_error error = {0};

	*call = (struct call){0};
	if (!prov_origin_parse(
	        "localhost", 9, nginx_port(world->nginx, port), port != NGINX_PLAIN, &call->origin, &error)) {
		fail_msg("%s", error.message);
	}
	snprintf(call->url, sizeof(call->url), "%s%s", call->origin.text, path);
	call->request = (struct prov_request){
	    .method = PROV_POST,
	    .class_ = PROV_ONCE,
	    .url = call->url,
	    .headers = {{"X-API-Key", "k-123"}, {"Content-Type", "application/json"}},
	    .header_count = 2,
	    .body = "[1]",
	    .body_length = 3,
	    .connection = &world->connection,
	    .deadline_ms = world->transport.now_ms(world->transport.self) + 20000,
	    .max_bytes = 65536,
	};
}

static void run(struct world *world, struct call *calls, size_t count)
{
	struct prov_exchange exchanges[CALLS_MAX];

	assert_true(count <= CALLS_MAX);
	for (size_t i = 0; i < count; i++) {
		calls[i].request.origin = &calls[i].origin;
		calls[i].request.url = calls[i].url;
		exchanges[i] = (struct prov_exchange){&calls[i].request, &calls[i].response};
	}
	world->transport.exchange(world->transport.self, exchanges, count);
}

static void assert_answered(const struct call *call, const char *body)
{
	if (call->response.delivery != PROV_ANSWERED) {
		fail_msg("not answered (%d): %s", call->response.delivery, call->response.error.message);
	}
	assert_int_equal(call->response.status, 200);
	assert_string_equal(prov_buf_text(&call->response.body), body);
}

static void assert_works(struct world *world, enum nginx_port port, bool reused)
{
	struct call call;

	call_init(world, &call, port, "/x");
	run(world, &call, 1);
	assert_answered(&call, BODY);
	assert_int_equal(call.response.reused, reused);
	prov_response_free(&call.response);
}

/* Nothing may have been sent; the request that follows must meet the same refusal, not the memory of it. */
static void assert_refused(
    struct world *world, enum nginx_port port, enum prov_error_kind kind, const char *message_part)
{
	for (int i = 0; i < 2; i++) {
		struct call call;

		call_init(world, &call, port, "/x");
		run(world, &call, 1);
		assert_int_equal(call.response.delivery, PROV_NOT_SENT);
		unit_assert_error(&call.response.error, kind, message_part);
		assert_null(strstr(call.response.error.message, "not asked again"));
		assert_int_equal(call.response.status, 0);
		prov_response_free(&call.response);
	}
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(a, b);
}

/*
 * Waits for `count` new lines of the log and compares them, sorted, because exchanges that are under way together end
 * in any order. The number of the connection stands as "first" for that of the first line, else as "other".
 */
static void assert_log(struct world *world, unsigned count, const char *expected)
{
	const char *log = nginx_log(world->nginx, world->logged + count);
	char lines[8][64];
	char text[sizeof(lines)] = "";
	long first = -1;

	assert_true(count <= UNIT_COUNT(lines));
	for (unsigned i = 0; i < world->logged; i++) {
		log = strchr(log, '\n') + 1;
	}
	for (unsigned i = 0; i < count; i++) {
		char *rest;
		long connection = strtol(log, &rest, 10);
		int length = (int)strcspn(rest, "\n");

		first = first < 0 ? connection : first;
		snprintf(lines[i], sizeof(lines[i]), "%s%.*s\n", connection == first ? "first" : "other", length, rest);
		log = rest + length + 1;
	}
	qsort(lines, count, sizeof(lines[0]), compare_lines);
	for (unsigned i = 0; i < count; i++) {
		size_t used = strlen(text);

		snprintf(text + used, sizeof(text) - used, "%s", lines[i]);
	}
	world->logged += count;
	assert_string_equal(text, expected);
}

/* --- HTTP/2 --- */

static void a_pair_multiplexes_on_one_connection(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, serve_together);
	assert_works(&world, NGINX_HTTP2, false);
	for (int i = 0; i < 2; i++) {
		call_init(&world, &calls[i], NGINX_HTTP2, "/upstream");
	}
	run(&world, calls, 2);
	for (int i = 0; i < 2; i++) {
		assert_answered(&calls[i], BODY);
		assert_true(calls[i].response.multiplexed);
		assert_true(calls[i].response.reused);
		prov_response_free(&calls[i].response);
	}
	assert_log(&world, 3, "first 1 HTTP/2.0 . 200\nfirst 2 HTTP/2.0 . 200\nfirst 3 HTTP/2.0 . 200\n");
	world_close(&world);
}

static void a_first_pair_shares_one_connection_too(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, serve_together);
	for (int i = 0; i < 2; i++) {
		call_init(&world, &calls[i], NGINX_HTTP2, "/x");
	}
	run(&world, calls, 2);
	for (int i = 0; i < 2; i++) {
		assert_answered(&calls[i], BODY);
		assert_true(calls[i].response.multiplexed);
		prov_response_free(&calls[i].response);
	}
	assert_log(&world, 2, "first 1 HTTP/2.0 . 200\nfirst 2 HTTP/2.0 . 200\n");
	world_close(&world);
}

static void one_of_a_pair_may_fail_alone(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, serve_silence);
	assert_works(&world, NGINX_HTTP2, false);
	call_init(&world, &calls[0], NGINX_HTTP2, "/upstream");
	call_init(&world, &calls[1], NGINX_HTTP2, "/x");
	calls[0].request.deadline_ms = world.transport.now_ms(world.transport.self) + 300;
	run(&world, calls, 2);
	assert_int_equal(calls[0].response.delivery, PROV_LOST);
	unit_assert_error(&calls[0].response.error, PROV_ERROR_TIMEOUT, "did not answer");
	assert_answered(&calls[1], BODY);
	assert_true(calls[1].response.multiplexed);
	prov_response_free(&calls[0].response);
	prov_response_free(&calls[1].response);
	assert_works(&world, NGINX_HTTP2, true); /* the connection outlived the exchange that was given up */
	world_close(&world);
}

static void a_connection_that_died_while_parked_is_replaced(void **state)
{
	static const enum nginx_port ports[] = {NGINX_HTTP2, NGINX_HTTP1};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(ports); i++) {
		struct world world;
		struct call calls[2];

		world_open(&world, serve_together);
		assert_works(&world, ports[i], false);
		nginx_restart(world.nginx);
		for (int j = 0; j < 2; j++) {
			call_init(&world, &calls[j], ports[i], "/x");
		}
		run(&world, calls, 2);
		for (int j = 0; j < 2; j++) {
			assert_answered(&calls[j], BODY);
			prov_response_free(&calls[j].response);
		}
		assert_log(&world, 1, ports[i] == NGINX_HTTP2 ? "first 1 HTTP/2.0 . 200\n" : "first 1 HTTP/1.1 . 200\n");
		assert_log(&world, 2,
		    ports[i] == NGINX_HTTP2 ? "first 1 HTTP/2.0 . 200\nfirst 2 HTTP/2.0 . 200\n"
		                            : "first 1 HTTP/1.1 . 200\nfirst 2 HTTP/1.1 . 200\n");
		world_close(&world);
	}
}

/* --- HTTP/1.1 over TLS --- */

static void without_http2_a_pair_goes_one_after_the_other(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, serve_together);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 2; i++) {
			call_init(&world, &calls[i], NGINX_HTTP1, "/x");
		}
		run(&world, calls, 2);
		for (int i = 0; i < 2; i++) {
			assert_answered(&calls[i], BODY);
			assert_false(calls[i].response.multiplexed);
			prov_response_free(&calls[i].response);
		}
	}
	assert_log(
	    &world, 4, "first 1 HTTP/1.1 . 200\nfirst 2 HTTP/1.1 . 200\nfirst 3 HTTP/1.1 . 200\nfirst 4 HTTP/1.1 . 200\n");
	world_close(&world);
}

static void a_new_connection_resumes_the_tls_session(void **state)
{
	struct world world;

	(void)state;
	world_open(&world, serve_together);
	assert_works(&world, NGINX_BRIEF, false);
	assert_works(&world, NGINX_BRIEF, true);
	assert_works(&world, NGINX_BRIEF, false);
	assert_log(&world, 3, "first 1 HTTP/1.1 . 200\nfirst 2 HTTP/1.1 . 200\nother 1 HTTP/1.1 r 200\n");
	world_close(&world);
}

/* --- certificates and keys --- */

/* A certificate that is its own authority, and nobody else's. */
static const char *another_authority(struct world *world)
{
	snprintf(world->other_ca_file, sizeof(world->other_ca_file), "%s/selfsigned.pem", certificates);
	return world->other_ca_file;
}

static void bad_certificates_are_refused(void **state)
{
	struct world world;

	(void)state;
	world_open(&world, serve_together);
	assert_refused(&world, NGINX_EXPIRED, PROV_ERROR_CONNECTION, "renew it");
	assert_refused(&world, NGINX_WRONG_HOST, PROV_ERROR_CONNECTION, "use the host name for which it was issued");
	assert_refused(&world, NGINX_SELF_SIGNED, PROV_ERROR_CONNECTION, "provision.ca_file");
	world.connection.ca_file = another_authority(&world);
	assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONNECTION, "provision.ca_file");
	world.connection.ca_file = world.ca_file;
	assert_works(&world, NGINX_HTTP2, false);
	world_close(&world);
}

static void a_connection_is_not_shared_across_authorities(void **state)
{
	struct world world;

	(void)state;
	world_open(&world, serve_together);
	assert_works(&world, NGINX_HTTP2, false);
	world.connection.ca_file = another_authority(&world);
	assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONNECTION, "provision.ca_file");
	assert_works(&world, NGINX_SELF_SIGNED, false); /* its own authority */
	world.connection.ca_file = world.ca_file;
	assert_works(&world, NGINX_HTTP2, true);
	world_close(&world);
}

static void a_ca_file_that_is_missing_is_named(void **state)
{
	static const char *const names[] = {"/nonexistent/ca.pem", "/dev/null"};
	struct world world;

	(void)state;
	world_open(&world, serve_together);
	for (size_t i = 0; i < UNIT_COUNT(names); i++) {
		world.connection.ca_file = names[i];
		assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONFIGURATION, names[i]);
	}
	world_close(&world);
}

static void read_pin(char *pin, size_t size)
{
	char path[300];
	FILE *file;

	snprintf(path, sizeof(path), "%s/good.pin", certificates);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(pin, (int)size, file));
	fclose(file);
	pin[strcspn(pin, "\n")] = '\0';
}

static void the_pinned_key_decides(void **state)
{
	static const char wrong[] = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
	struct world world;
	char pin[100];

	(void)state;
	read_pin(pin, sizeof(pin));
	world_open(&world, serve_together);
	world.connection.pinned_public_key = wrong;
	assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONNECTION, "not the pinned one");
	world.connection.pinned_public_key = NULL;
	assert_works(&world, NGINX_HTTP2, false);
	world.connection.pinned_public_key = wrong; /* the good connection that is there is not taken */
	assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONNECTION, "not the pinned one");
	world.connection.pinned_public_key = pin;
	assert_works(&world, NGINX_HTTP2, false);
	assert_works(&world, NGINX_HTTP2, true);
	world.connection.ca_file = another_authority(&world); /* a pin does not replace it */
	assert_refused(&world, NGINX_HTTP2, PROV_ERROR_CONNECTION, "provision.ca_file");
	world_close(&world);
}

static void tls_is_not_spoken_with_a_plain_server(void **state)
{
	struct prov_error error = {0};
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, serve_together);
	call_init(&world, &call, NGINX_PLAIN, "/x");
	assert_true(prov_origin_parse("localhost", 9, nginx_port(world.nginx, NGINX_PLAIN), true, &call.origin, &error));
	snprintf(call.url, sizeof(call.url), "%s/x", call.origin.text);
	run(&world, &call, 1);
	assert_int_equal(call.response.delivery, PROV_NOT_SENT);
	unit_assert_error(&call.response.error, PROV_ERROR_CONNECTION, "check that this port speaks TLS");
	prov_response_free(&call.response);
	assert_works(&world, NGINX_PLAIN, false);
	world_close(&world);
}

/* A server that speaks TCP but never TLS: the connection never stands, and no byte of the request can leave. */
static void a_handshake_that_never_ends_is_left_at_its_own_limit(void **state)
{
	static const char *const messages[] = {" within ", "not asked again for"};
	struct prov_error error = {0};
	struct world world;
	int64_t begun;

	(void)state;
	world_open(&world, serve_silence);
	world.connection.connect_timeout_ms = 200;
	begun = world.transport.now_ms(world.transport.self);
	for (size_t i = 0; i < UNIT_COUNT(messages); i++) {
		struct call call;

		call_init(&world, &call, NGINX_PLAIN, "/x");
		assert_true(prov_origin_parse("localhost", 9, socket_server_port(world.upstream), true, &call.origin, &error));
		snprintf(call.url, sizeof(call.url), "%s/x", call.origin.text);
		run(&world, &call, 1);
		assert_int_equal(call.response.delivery, PROV_NOT_SENT);
		unit_assert_error(&call.response.error, i == 0 ? PROV_ERROR_TIMEOUT : PROV_ERROR_CONNECTION, messages[i]);
		assert_true(call.response.error.retryable);
		prov_response_free(&call.response);
	}
	assert_in_range(world.transport.now_ms(world.transport.self) - begun, 200, 1000);
	assert_int_equal(socket_server_connections(world.upstream), 1);
	world_close(&world);
}

static int group_setup(void **state)
{
	(void)state;
	return prov_http_global_init() ? 0 : -1;
}

static int group_teardown(void **state)
{
	(void)state;
	prov_http_global_cleanup();
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pair_multiplexes_on_one_connection),
	    cmocka_unit_test(a_first_pair_shares_one_connection_too),
	    cmocka_unit_test(one_of_a_pair_may_fail_alone),
	    cmocka_unit_test(a_connection_that_died_while_parked_is_replaced),
	    cmocka_unit_test(without_http2_a_pair_goes_one_after_the_other),
	    cmocka_unit_test(a_new_connection_resumes_the_tls_session),
	    cmocka_unit_test(bad_certificates_are_refused),
	    cmocka_unit_test(a_connection_is_not_shared_across_authorities),
	    cmocka_unit_test(a_ca_file_that_is_missing_is_named),
	    cmocka_unit_test(the_pinned_key_decides),
	    cmocka_unit_test(tls_is_not_spoken_with_a_plain_server),
	    cmocka_unit_test(a_handshake_that_never_ends_is_left_at_its_own_limit),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: test_nginx CERTIFICATES\n");
		return 2;
	}
	certificates = argv[1];
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
