/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_http_delivery: what the HTTP transport sends and what it says became of it, against a socket server inside this
 * process: requests as given, answers, broken answers, and what may be sent twice. Ceilings and deadlines:
 * test_http_limits.c. Over TLS and HTTP/2: tests/nginx/run.sh.
 */
#include "unit.h"

#include <stdio.h>

#include "http_world.h"

/* --- requests and answers --- */

static void an_answer_arrives_whole_and_the_connection_stays(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	world_ask(&world, &call, PROV_GET, PROV_READ, NULL);
	assert_answered(&call, 200, "{\"a\":1}");
	assert_string_equal(call.response.content_type, "application/json");
	assert_false(call.response.reused);
	assert_false(call.response.multiplexed);
	assert_in_range(call.response.duration_ms, 0, 5000);
	prov_response_free(&call.response);
	for (int i = 0; i < 20; i++) {
		assert_get_works(&world, "{\"a\":1}", true);
	}
	assert_int_equal(socket_server_connections(world.server), 1);
	assert_int_equal(socket_server_requests(world.server), 21);
	world_close(&world);
}

static void requests_go_out_as_given_and_with_nothing_else(void **state)
{
	/* clang-format off */
	static const struct {
		enum prov_method method;
		enum prov_class class_;
		const char *body;
		const char *head;
		const char *length; /* NULL: no Content-Length */
	} cases[] = {
		{PROV_GET, PROV_READ, NULL, "GET /x HTTP/1.1\r\n", NULL},
		{PROV_POST, PROV_READ, "[1]", "POST /x HTTP/1.1\r\n", "\r\nContent-Length: 3\r\n"},
		{PROV_POST, PROV_IDEMPOTENT, "[1]", "POST /x HTTP/1.1\r\n", "\r\nContent-Length: 3\r\n"},
		{PROV_POST, PROV_ONCE, "[1]", "POST /x HTTP/1.1\r\n", "\r\nContent-Length: 3\r\n"},
		{PROV_POST, PROV_IDEMPOTENT, NULL, "POST /x HTTP/1.1\r\n", "\r\nContent-Length: 0\r\n"},
		{PROV_POST, PROV_ONCE, NULL, "POST /x HTTP/1.1\r\n", "\r\nContent-Length: 0\r\n"},
		{PROV_PUT, PROV_IDEMPOTENT, "[1,2]", "PUT /x HTTP/1.1\r\n", "\r\nContent-Length: 5\r\n"},
		{PROV_PUT, PROV_ONCE, "[1,2]", "PUT /x HTTP/1.1\r\n", "\r\nContent-Length: 5\r\n"},
		{PROV_PUT, PROV_IDEMPOTENT, NULL, "PUT /x HTTP/1.1\r\n", "\r\nContent-Length: 0\r\n"},
		{PROV_DELETE, PROV_IDEMPOTENT, NULL, "DELETE /x HTTP/1.1\r\n", NULL},
		{PROV_DELETE, PROV_ONCE, NULL, "DELETE /x HTTP/1.1\r\n", NULL},
		{PROV_DELETE, PROV_ONCE, "[\"a\"]", "DELETE /x HTTP/1.1\r\n", "\r\nContent-Length: 5\r\n"},
	};
	/* clang-format on */
	static const char *const never[] = {
	    "Expect", "Cookie", "Authorization", "Transfer-Encoding", "Content-Type", "Referer"};
	struct world world;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *text;
		struct call call;

		world_ask(&world, &call, cases[i].method, cases[i].class_, cases[i].body);
		assert_answered(&call, 200, "{\"a\":1}");
		prov_response_free(&call.response);
		text = socket_server_request(world.server, (unsigned)i + 1);
		assert_memory_equal(text, cases[i].head, strlen(cases[i].head));
		assert_non_null(strstr(text, "\r\nX-API-Key: k-123\r\n"));
		assert_non_null(strstr(text, "\r\nUser-Agent: provision\r\n"));
		assert_non_null(strstr(text, "\r\nAccept-Encoding: "));
		if (cases[i].length) {
			assert_non_null(strstr(text, cases[i].length));
		} else {
			assert_null(strstr(text, "Content-Length"));
		}
		for (size_t j = 0; j < UNIT_COUNT(never); j++) {
			assert_null(strstr(text, never[j]));
		}
		assert_string_equal(strstr(text, "\r\n\r\n") + 4, cases[i].body ? cases[i].body : "");
	}
	assert_int_equal(socket_server_connections(world.server), 1);
	world_close(&world);
}

static void headers_of_one_request_do_not_reach_the_next(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	call_init(&world, &call, PROV_POST, PROV_ONCE, "[]");
	call.request.headers[1] = (struct prov_header){"Content-Type", "application/json"};
	call.request.headers[2] = (struct prov_header){"X-Empty", ""};
	call.request.header_count = 3;
	world_run(&world, &call, 1);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "\r\nContent-Type: application/json\r\n"));
	assert_non_null(strstr(socket_server_request(world.server, 1), "\r\nX-Empty:\r\n"));
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.header_count = 0;
	world_run(&world, &call, 1);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_null(strstr(socket_server_request(world.server, 2), "X-API-Key"));
	assert_null(strstr(socket_server_request(world.server, 2), "X-Empty"));
	assert_null(strstr(socket_server_request(world.server, 2), "Content-Type"));
	world_close(&world);
}

static void a_long_body_arrives_whole(void **state)
{
	struct world world;
	struct call call;
	char body[3500];

	(void)state;
	memset(body, 'b', sizeof(body) - 1);
	body[sizeof(body) - 1] = '\0';
	world_open(&world, &world_kept, serve_well, NULL);
	world_ask(&world, &call, PROV_POST, PROV_ONCE, body);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_string_equal(strstr(socket_server_request(world.server, 1), "\r\n\r\n") + 4, body);
	world_close(&world);
}

static void requests_that_must_not_go_out_do_not(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	for (int i = 0; i < 7; i++) {
		static const struct prov_header bad[] = {{"X-API-Key", "k-123\r\nX-Other: y"}, {"X-API-Key", "k-123\n"},
		    {"X-API-Key", "\rk-123"},
		    {"X-API-Key", "k-\x01"
		                  "123"},
		    {"X: y", "k-123"}, {"", "k-123"}, {"X\r\n", "k-123"}};

		call_init(&world, &call, PROV_GET, PROV_READ, NULL);
		call.request.headers[0] = bad[i];
		world_run(&world, &call, 1);
		assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONFIGURATION, "header");
		prov_response_free(&call.response);
	}
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	snprintf(call.url, sizeof(call.url), "%s.evil.example/x", world.origin.text);
	world_run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONFIGURATION, "not one of");
	prov_response_free(&call.response);
	world_ask(&world, &call, PROV_GET, PROV_READ, "[]");
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONFIGURATION, "GET");
	prov_response_free(&call.response);
	assert_int_equal(socket_server_connections(world.server), 0);
	world_close(&world);
}

static void every_status_is_an_answer(void **state)
{
	static const int codes[] = {200, 201, 299, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503, 599};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(codes); i++) {
		char text[200];
		struct world world;
		struct call call;

		snprintf(text, sizeof(text),
		    "HTTP/1.1 %d Any\r\nLocation: http://127.0.0.1:1/other\r\nWWW-Authenticate: Basic realm=x\r\n"
		    "Set-Cookie: session=1\r\nContent-Length: 2\r\n\r\nno",
		    codes[i]);
		world_open(&world, &world_kept, serve_text, text);
		world_ask(&world, &call, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, codes[i], "no");
		prov_response_free(&call.response);
		world_ask(&world, &call, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, codes[i], "no");
		prov_response_free(&call.response);
		assert_int_equal(socket_server_requests(world.server), 2);
		assert_null(strstr(socket_server_request(world.server, 2), "Cookie"));
		world_close(&world);
	}
}

/* A server that sends the text was understood to have said "ok". */
static void assert_ok_is_read(char *text, enum prov_method method, enum prov_class class_, const char *body)
{
	struct world world;
	struct call call;

	world_open(&world, &world_kept, serve_text, text);
	world_ask(&world, &call, method, class_, body);
	assert_answered(&call, 200, "ok");
	prov_response_free(&call.response);
	world_close(&world);
}

static void informational_answers_are_passed_over(void **state)
{
	(void)state;
	assert_ok_is_read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
	                  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
	    PROV_POST, PROV_ONCE, "[]");
}

static void chunked_and_unbounded_answers_are_whole(void **state)
{
	static char *const texts[] = {
	    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\nTrailer: x\r\n\r\n",
	    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok",
	    "HTTP/1.0 200 OK\r\n\r\nok",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		assert_ok_is_read(texts[i], PROV_GET, PROV_READ, NULL);
	}
}

/* --- broken answers --- */

static void broken_answers_are_lost(void **state)
{
	/* clang-format off */
	static const struct {
		char *text;
		enum prov_error_kind kind;
		int status;
		const char *message;
	} cases[] = {
		{"", PROV_ERROR_CONNECTION, 0, "without an answer"},
		{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhalf", PROV_ERROR_PROTOCOL, 200, "does not speak HTTP"},
		{"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", PROV_ERROR_PROTOCOL, 200, "compressed"},
		{"HTTP/1.1 100 Continue\r\n\r\n", PROV_ERROR_CONNECTION, 0, "without an answer"},
		{"SSH-2.0-OpenSSH_9.2\r\n", PROV_ERROR_PROTOCOL, 0, "does not speak HTTP"},
		{"<html>no header at all</html>", PROV_ERROR_PROTOCOL, 0, "does not speak HTTP"},
		{"HTTP/1.1 200 OK\r\nContent-Le", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", PROV_ERROR_CONNECTION, 200, "broke off"},
		{"HTTP/1.1 200 OK", PROV_ERROR_CONNECTION, 0, "without an answer"},
		{"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nX", PROV_ERROR_CONNECTION, 200, "broke off"},
	};
	/* clang-format on */
	static const enum prov_class classes[] = {PROV_READ, PROV_IDEMPOTENT, PROV_ONCE};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		for (size_t j = 0; j < UNIT_COUNT(classes); j++) {
			struct world world;
			struct call call;

			world_open(&world, &world_kept, serve_text, cases[i].text);
			world_ask(&world, &call, PROV_POST, classes[j], "[]");
			if (call.response.error.kind != cases[i].kind) {
				fail_msg("case %zu: kind %d, %s", i, call.response.error.kind, call.response.error.message);
			}
			assert_failed(&call, PROV_LOST, cases[i].kind, cases[i].message);
			assert_int_equal(call.response.status, cases[i].status);
			prov_response_free(&call.response);
			assert_int_equal(socket_server_requests(world.server), 1);
			world_close(&world);
		}
	}
}

static void serve_reset(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_reset(fd);
}

static void a_reset_is_lost(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_reset, NULL);
	world_ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
	assert_failed(&call, PROV_LOST, PROV_ERROR_CONNECTION, "lost");
	assert_false(call.response.error.retryable);
	prov_response_free(&call.response);
	world_close(&world);
}

/* --- what may be sent twice --- */

/*
 * Answers the first request of the first connection, reads the second and closes without a word. Later connections are
 * good.
 */
static void serve_and_drop_second(struct socket_server *server, int fd, unsigned number)
{
	if (number > 1) {
		serve_well(server, fd, number);
		return;
	}
	if (socket_server_read(server, fd) && socket_server_answer(fd, 200, "first")) {
		socket_server_read(server, fd);
	}
}

static unsigned copies_seen(
    enum prov_method method, enum prov_class class_, const char *body, struct prov_response *response)
{
	struct world world;
	struct call call;
	unsigned requests;

	world_open(&world, &world_kept, serve_and_drop_second, NULL);
	assert_get_works(&world, "first", false);
	world_ask(&world, &call, method, class_, body);
	requests = socket_server_requests(world.server);
	*response = call.response;
	world_close(&world);
	return requests - 1;
}

static void a_creating_write_on_a_dead_connection_is_never_repeated(void **state)
{
	/* clang-format off */
	static const struct {
		enum prov_method method;
		const char *body;
	} cases[] = {
		{PROV_POST, "[1]"}, {PROV_POST, NULL}, {PROV_PUT, "[1]"}, {PROV_PUT, NULL},
		{PROV_DELETE, NULL}, {PROV_DELETE, "[1]"}, {PROV_GET, NULL},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct call call = {0};

		assert_int_equal(copies_seen(cases[i].method, PROV_ONCE, cases[i].body, &call.response), 1);
		assert_failed(&call, PROV_LOST, PROV_ERROR_CONNECTION, "");
		assert_false(call.response.error.retryable);
		prov_response_free(&call.response);
	}
}

/* The other half of the proof: libcurl does repeat when it may. */
static void reads_and_idempotent_writes_on_a_dead_connection_are_repeated(void **state)
{
	struct call call = {0};

	(void)state;
	assert_int_equal(copies_seen(PROV_GET, PROV_READ, NULL, &call.response), 2);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_int_equal(copies_seen(PROV_POST, PROV_IDEMPOTENT, "[1]", &call.response), 2);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_answer_arrives_whole_and_the_connection_stays),
	    cmocka_unit_test(requests_go_out_as_given_and_with_nothing_else),
	    cmocka_unit_test(headers_of_one_request_do_not_reach_the_next),
	    cmocka_unit_test(a_long_body_arrives_whole),
	    cmocka_unit_test(requests_that_must_not_go_out_do_not),
	    cmocka_unit_test(every_status_is_an_answer),
	    cmocka_unit_test(informational_answers_are_passed_over),
	    cmocka_unit_test(chunked_and_unbounded_answers_are_whole),
	    cmocka_unit_test(broken_answers_are_lost),
	    cmocka_unit_test(a_reset_is_lost),
	    cmocka_unit_test(a_creating_write_on_a_dead_connection_is_never_repeated),
	    cmocka_unit_test(reads_and_idempotent_writes_on_a_dead_connection_are_repeated),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
