/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_http: the HTTP transport against a socket server inside this process: what goes out, how answers end, what may
 * be sent twice, deadlines, ceilings, kept connections, dead servers, fork. Over TLS and HTTP/2: tests/nginx/run.sh.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/curl_http.h"
#include "lib/mem.h"
#include "socket_server.h"

#define CALLS_MAX 8

struct world {
	struct prov_http *http;
	struct prov_transport transport;
	struct prov_connection_options connection;
	struct prov_origin origin; /* of server */
	struct socket_server *server;
};

struct call {
	struct prov_request request;
	struct prov_response response;
	char url[400];
};

static const struct prov_http_options kept = {
    .keep_connections = true, .idle_connection_ms = 60000, .dead_server_ms = 30000};

static void origin_of_port(struct prov_origin *origin, uint16_t port)
{
	struct prov_error error = {0};

	assert_true(prov_origin_parse("127.0.0.1", 9, port, false, origin, &error));
}

static void world_open(
    struct world *world, const struct prov_http_options *options, socket_server_serve *serve, void *context)
{
	struct prov_error error = {0};

	*world = (struct world){.connection = {.connect_timeout_ms = 5000}};
	world->http = prov_http_new(options, &error);
	assert_non_null(world->http);
	prov_http_transport(world->http, &world->transport);
	world->server = socket_server_start(serve, context);
	origin_of_port(&world->origin, socket_server_port(world->server));
}

static void world_close(struct world *world)
{
	prov_http_free(world->http);
	socket_server_stop(world->server);
}

static int64_t now(const struct world *world)
{
	return world->transport.now_ms(world->transport.self);
}

static void call_init_at(struct world *world, struct call *call, const struct prov_origin *origin,
    enum prov_method method, enum prov_class class_, const char *body)
{
	*call = (struct call){0};
	snprintf(call->url, sizeof(call->url), "%s/x", origin->text);
	call->request = (struct prov_request){
	    .method = method,
	    .class_ = class_,
	    .origin = origin,
	    .url = call->url,
	    .headers = {{"X-API-Key", "k-123"}},
	    .header_count = 1,
	    .body = body,
	    .body_length = body ? strlen(body) : 0,
	    .connection = &world->connection,
	    .deadline_ms = now(world) + 10000,
	    .max_bytes = 65536,
	};
}

static void call_init(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body)
{
	call_init_at(world, call, &world->origin, method, class_, body);
}

static void run(struct world *world, struct call *calls, size_t count)
{
	struct prov_exchange exchanges[CALLS_MAX];

	assert_true(count <= CALLS_MAX);
	for (size_t i = 0; i < count; i++) {
		exchanges[i] = (struct prov_exchange){&calls[i].request, &calls[i].response};
	}
	world->transport.exchange(world->transport.self, exchanges, count);
}

static void assert_answered(const struct call *call, int status, const char *body)
{
	if (call->response.delivery != PROV_ANSWERED) {
		fail_msg("not answered (%d): %s", call->response.delivery, call->response.error.message);
	}
	assert_int_equal(call->response.error.kind, PROV_OK);
	assert_int_equal(call->response.status, status);
	assert_string_equal(prov_buf_text(&call->response.body), body);
}

static void assert_failed(
    const struct call *call, enum prov_delivery delivery, enum prov_error_kind kind, const char *message_part)
{
	if (call->response.delivery != delivery) {
		fail_msg("delivery %d, not %d: %s", call->response.delivery, delivery, call->response.error.message);
	}
	unit_assert_error(&call->response.error, kind, message_part);
	assert_int_equal(call->response.body.length, 0);
	assert_null(strstr(call->response.error.message, "k-123"));
}

/* One call from beginning to end. */
static void ask(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body)
{
	call_init(world, call, method, class_, body);
	run(world, call, 1);
}

static void assert_get_works(struct world *world, const char *body, bool reused)
{
	struct call call;

	ask(world, &call, PROV_GET, PROV_READ, NULL);
	assert_answered(&call, 200, body);
	assert_int_equal(call.response.reused, reused);
	prov_response_free(&call.response);
}

/* --- servers --- */

static void serve_well(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	while (socket_server_read(server, fd) && socket_server_answer(fd, 200, "{\"a\":1}")) {
	}
}

/* Sends the context's text after each request, then closes. */
static void serve_text(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	if (socket_server_read(server, fd)) {
		socket_server_send_text(fd, socket_server_context(server));
	}
}

static void serve_nothing(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_hang(fd);
}

/* --- requests and answers --- */

static void an_answer_arrives_whole_and_the_connection_stays(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	ask(&world, &call, PROV_GET, PROV_READ, NULL);
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
	world_open(&world, &kept, serve_well, NULL);
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *text;
		struct call call;

		ask(&world, &call, cases[i].method, cases[i].class_, cases[i].body);
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
	world_open(&world, &kept, serve_well, NULL);
	call_init(&world, &call, PROV_POST, PROV_ONCE, "[]");
	call.request.headers[1] = (struct prov_header){"Content-Type", "application/json"};
	call.request.headers[2] = (struct prov_header){"X-Empty", ""};
	call.request.header_count = 3;
	run(&world, &call, 1);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "\r\nContent-Type: application/json\r\n"));
	assert_non_null(strstr(socket_server_request(world.server, 1), "\r\nX-Empty:\r\n"));
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.header_count = 0;
	run(&world, &call, 1);
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
	world_open(&world, &kept, serve_well, NULL);
	ask(&world, &call, PROV_POST, PROV_ONCE, body);
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
	world_open(&world, &kept, serve_well, NULL);
	for (int i = 0; i < 7; i++) {
		static const struct prov_header bad[] = {{"X-API-Key", "k-123\r\nX-Other: y"}, {"X-API-Key", "k-123\n"},
		    {"X-API-Key", "\rk-123"},
		    {"X-API-Key", "k-\x01"
		                  "123"},
		    {"X: y", "k-123"}, {"", "k-123"}, {"X\r\n", "k-123"}};

		call_init(&world, &call, PROV_GET, PROV_READ, NULL);
		call.request.headers[0] = bad[i];
		run(&world, &call, 1);
		assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONFIGURATION, "header");
		prov_response_free(&call.response);
	}
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	snprintf(call.url, sizeof(call.url), "%s.evil.example/x", world.origin.text);
	run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONFIGURATION, "not one of");
	prov_response_free(&call.response);
	ask(&world, &call, PROV_GET, PROV_READ, "[]");
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
		world_open(&world, &kept, serve_text, text);
		ask(&world, &call, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, codes[i], "no");
		prov_response_free(&call.response);
		ask(&world, &call, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, codes[i], "no");
		prov_response_free(&call.response);
		assert_int_equal(socket_server_requests(world.server), 2);
		assert_null(strstr(socket_server_request(world.server, 2), "Cookie"));
		world_close(&world);
	}
}

static void informational_answers_are_passed_over(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_text,
	    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
	    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
	ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
	assert_answered(&call, 200, "ok");
	prov_response_free(&call.response);
	world_close(&world);
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
		struct world world;
		struct call call;

		world_open(&world, &kept, serve_text, texts[i]);
		ask(&world, &call, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, 200, "ok");
		prov_response_free(&call.response);
		world_close(&world);
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

			world_open(&world, &kept, serve_text, cases[i].text);
			ask(&world, &call, PROV_POST, classes[j], "[]");
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
	world_open(&world, &kept, serve_reset, NULL);
	ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
	assert_failed(&call, PROV_LOST, PROV_ERROR_CONNECTION, "lost");
	assert_false(call.response.error.retryable);
	prov_response_free(&call.response);
	world_close(&world);
}

/* --- ceilings --- */

static void serve_endless_header(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_send_text(fd, "HTTP/1.1 200 OK\r\n");
	while (socket_server_send_text(fd, "X-More: 0123456789012345678901234567890123456789\r\n")) {
	}
}

static void endless_headers_are_cut_off(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_endless_header, NULL);
	ask(&world, &call, PROV_GET, PROV_READ, NULL);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "headers");
	prov_response_free(&call.response);
	world_close(&world);
}

static void the_ceiling_is_exact(void **state)
{
	static char *const texts[] = {
	    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345",
	    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n123\r\n2\r\n45\r\n0\r\n\r\n",
	    "HTTP/1.1 500 No\r\n\r\n12345",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		struct world world;
		struct call call;

		world_open(&world, &kept, serve_text, texts[i]);
		call_init(&world, &call, PROV_GET, PROV_READ, NULL);
		call.request.max_bytes = 5;
		run(&world, &call, 1);
		assert_answered(&call, i == 2 ? 500 : 200, "12345");
		prov_response_free(&call.response);
		call_init(&world, &call, PROV_GET, PROV_READ, NULL);
		call.request.max_bytes = 4;
		run(&world, &call, 1);
		assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "ceiling of 4 bytes");
		prov_response_free(&call.response);
		world_close(&world);
	}
}

/* A deflate stream of zeros, 258 bytes a step of 13 bits (fixed Huffman codes, RFC 1951, 3.2.6). */
struct bits {
	unsigned char *bytes;
	size_t count;
};

static void put_bits(struct bits *bits, unsigned value, unsigned count)
{
	for (unsigned i = 0; i < count; i++, bits->count++) {
		bits->bytes[bits->count / 8] |= (unsigned char)((value >> i & 1U) << bits->count % 8);
	}
}

#define BOMB_SIZE ((size_t)512 * 1024)

static void serve_bomb(struct socket_server *server, int fd, unsigned number)
{
	static const unsigned char gzip[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
	struct bits bits = {calloc(1, BOMB_SIZE), 0};

	(void)number;
	if (!bits.bytes) {
		abort();
	}
	memcpy(bits.bytes, gzip, sizeof(gzip));
	bits.count = sizeof(gzip) * 8;
	put_bits(&bits, 1, 1);    /* last block */
	put_bits(&bits, 1, 2);    /* fixed codes */
	put_bits(&bits, 0x0c, 8); /* literal 0: 00110000, its first bit first */
	while (bits.count < (BOMB_SIZE - 8) * 8) {
		put_bits(&bits, 0xa3, 8); /* length 258: 11000101 */
		put_bits(&bits, 0, 5);    /* distance 1 */
	}
	socket_server_read(server, fd);
	socket_server_send_text(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
	socket_server_send(fd, bits.bytes, BOMB_SIZE);
	free(bits.bytes);
}

/* 512 KiB on the wire would be 83 MB. */
static void a_gzip_bomb_stops_at_the_ceiling(void **state)
{
	struct world world;
	struct call call;
	struct rusage before;
	struct rusage after;

	(void)state;
	world_open(&world, &kept, serve_bomb, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.max_bytes = 4 * 1024 * 1024;
	getrusage(RUSAGE_SELF, &before);
	run(&world, &call, 1);
	getrusage(RUSAGE_SELF, &after);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "ceiling of 4194304 bytes");
	prov_response_free(&call.response);
	assert_in_range(after.ru_maxrss - before.ru_maxrss, 0, 40 * 1024);
	world_close(&world);
}

/* --- sinks --- */

struct sink {
	char text[64];
	size_t length;
	size_t total;
	size_t refuse_after;
};

static bool sink_write(void *target, const char *bytes, size_t length)
{
	struct sink *sink = target;

	for (size_t i = 0; i < length && sink->length + 1 < sizeof(sink->text); i++) {
		sink->text[sink->length++] = bytes[i];
	}
	sink->total += length;
	return sink->refuse_after == 0 || sink->total < sink->refuse_after;
}

static void sink_restart(void *target)
{
	*(struct sink *)target = (struct sink){0};
}

static void ask_into(struct world *world, struct call *call, struct sink *sink, size_t max_bytes)
{
	call_init(world, call, PROV_GET, PROV_READ, NULL);
	call->request.max_bytes = max_bytes;
	call->request.sink = sink_write;
	call->request.sink_restart = sink_restart;
	call->request.sink_target = sink;
	run(world, call, 1);
}

static void good_bodies_go_to_the_sink(void **state)
{
	struct sink sink = {0};
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_text,
	    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
	ask_into(&world, &call, &sink, 3);
	assert_answered(&call, 200, "");
	assert_string_equal(sink.text, "abc");
	prov_response_free(&call.response);
	sink = (struct sink){0};
	ask_into(&world, &call, &sink, 2);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "ceiling of 2 bytes");
	prov_response_free(&call.response);
	sink = (struct sink){.refuse_after = 1};
	ask_into(&world, &call, &sink, 1000);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "could not be used");
	prov_response_free(&call.response);
	world_close(&world);
}

static void refusals_never_go_to_the_sink(void **state)
{
	struct sink sink = {0};
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_text, "HTTP/1.1 403 No\r\nContent-Length: 4\r\n\r\nkey?");
	ask_into(&world, &call, &sink, 1000);
	assert_answered(&call, 403, "key?");
	assert_int_equal(sink.total, 0);
	prov_response_free(&call.response);
	world_close(&world);
}

static void serve_endless_refusal(struct socket_server *server, int fd, unsigned number)
{
	static char block[16384];

	(void)number;
	socket_server_read(server, fd);
	socket_server_send_text(fd, "HTTP/1.1 500 No\r\n\r\n");
	while (socket_server_send(fd, block, sizeof(block))) {
	}
}

static void a_refusal_of_a_streamed_list_has_its_own_ceiling(void **state)
{
	struct sink sink = {0};
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_endless_refusal, NULL);
	ask_into(&world, &call, &sink, (size_t)512 * 1024 * 1024);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "ceiling of 1048576 bytes");
	assert_int_equal(sink.total, 0);
	prov_response_free(&call.response);
	world_close(&world);
}

/* --- deadlines --- */

static void a_passed_deadline_sends_nothing(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.deadline_ms = now(&world);
	run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "no time was left");
	assert_true(call.response.error.retryable);
	prov_response_free(&call.response);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.not_before_ms = call.request.deadline_ms; /* would only wait to fail */
	run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "no time was left");
	prov_response_free(&call.response);
	assert_int_equal(socket_server_connections(world.server), 0);
	world_close(&world);
}

static void a_silent_server_is_left_at_the_deadline(void **state)
{
	struct world world;
	struct call call;
	int64_t begun;

	(void)state;
	world_open(&world, &kept, serve_nothing, NULL);
	call_init(&world, &call, PROV_POST, PROV_ONCE, "[]");
	begun = now(&world);
	call.request.deadline_ms = begun + 200;
	run(&world, &call, 1);
	assert_in_range(now(&world) - begun, 200, 1000);
	assert_failed(&call, PROV_LOST, PROV_ERROR_TIMEOUT, "did not answer within");
	prov_response_free(&call.response);
	world_close(&world);
}

static void serve_drip(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_send_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
	do {
		usleep(20000);
	} while (socket_server_send_text(fd, "x"));
}

static void a_drip_is_left_at_the_deadline(void **state)
{
	struct world world;
	struct call call;
	int64_t begun;

	(void)state;
	world_open(&world, &kept, serve_drip, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	begun = now(&world);
	call.request.deadline_ms = begun + 300;
	run(&world, &call, 1);
	assert_in_range(now(&world) - begun, 300, 1000);
	assert_failed(&call, PROV_LOST, PROV_ERROR_TIMEOUT, "did not complete its answer");
	assert_int_equal(call.response.status, 200);
	prov_response_free(&call.response);
	world_close(&world);
}

static void not_before_is_waited_for(void **state)
{
	struct world world;
	struct call call;
	int64_t begun;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	begun = now(&world);
	call.request.not_before_ms = begun + 150;
	run(&world, &call, 1);
	assert_in_range(now(&world) - begun, 150, 1000);
	assert_answered(&call, 200, "{\"a\":1}");
	assert_in_range(call.response.duration_ms, 0, 140);
	prov_response_free(&call.response);
	world_close(&world);
}

/* --- pairs --- */

static void run_pair(struct world *world, struct call *calls, enum prov_class class_)
{
	call_init(world, &calls[0], PROV_POST, class_, "[1]");
	call_init(world, &calls[1], PROV_POST, class_, "[2]");
	run(world, calls, 2);
}

static void free_pair(struct call *calls)
{
	prov_response_free(&calls[0].response);
	prov_response_free(&calls[1].response);
}

static void a_pair_goes_one_after_the_other_over_one_connection(void **state)
{
	static const enum prov_class classes[] = {PROV_READ, PROV_IDEMPOTENT, PROV_ONCE};
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	for (size_t i = 0; i < UNIT_COUNT(classes); i++) {
		run_pair(&world, calls, classes[i]);
		assert_answered(&calls[0], 200, "{\"a\":1}");
		assert_answered(&calls[1], 200, "{\"a\":1}");
		assert_true(calls[1].response.reused);
		free_pair(calls);
	}
	assert_int_equal(socket_server_connections(world.server), 1);
	assert_int_equal(socket_server_requests(world.server), 6);
	for (unsigned i = 1; i <= 6; i++) {
		assert_non_null(strstr(socket_server_request(world.server, i), i % 2 == 1 ? "[1]" : "[2]"));
	}
	world_close(&world);
}

/* On the first connection what the context says, on later ones good answers. */
static void serve_first_badly(struct socket_server *server, int fd, unsigned number)
{
	if (number == 1) {
		serve_text(server, fd, number);
	} else {
		serve_well(server, fd, number);
	}
}

static void a_pair_survives_the_end_of_its_connection(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &kept, serve_first_badly, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
	run_pair(&world, calls, PROV_ONCE);
	assert_answered(&calls[0], 200, "ok");
	assert_answered(&calls[1], 200, "{\"a\":1}");
	assert_false(calls[1].response.reused);
	free_pair(calls);
	assert_int_equal(socket_server_connections(world.server), 2);
	assert_int_equal(socket_server_requests(world.server), 2);
	world_close(&world);
}

static void the_second_of_a_pair_goes_on_when_the_first_is_cut(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &kept, serve_first_badly, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
	run_pair(&world, calls, PROV_ONCE);
	assert_failed(&calls[0], PROV_LOST, PROV_ERROR_CONNECTION, "broke off");
	assert_answered(&calls[1], 200, "{\"a\":1}");
	free_pair(calls);
	assert_int_equal(socket_server_connections(world.server), 2);
	assert_int_equal(socket_server_requests(world.server), 2);
	world_close(&world);
}

static void the_second_of_a_pair_that_waited_too_long_is_not_sent(void **state)
{
	struct world world;
	struct call calls[2];
	int64_t begun;

	(void)state;
	world_open(&world, &kept, serve_nothing, NULL);
	call_init(&world, &calls[0], PROV_POST, PROV_ONCE, "[1]");
	call_init(&world, &calls[1], PROV_POST, PROV_ONCE, "[2]");
	begun = now(&world);
	calls[0].request.deadline_ms = begun + 300;
	calls[1].request.deadline_ms = begun + 200;
	run(&world, calls, 2);
	assert_in_range(now(&world) - begun, 300, 1000);
	assert_failed(&calls[0], PROV_LOST, PROV_ERROR_TIMEOUT, "did not answer");
	assert_failed(&calls[1], PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "no time was left");
	free_pair(calls);
	assert_int_equal(socket_server_requests(world.server), 1);
	world_close(&world);
}

/*
 * Answers once as many requests as the context says are there, each on its own connection: only possible side by side.
 */
static void serve_together(struct socket_server *server, int fd, unsigned number)
{
	struct socket_server *const *others = socket_server_context(server);

	(void)number;
	if (socket_server_read(server, fd)) {
		socket_server_await_requests(others[0], 1);
		socket_server_await_requests(others[1], 1);
		socket_server_answer(fd, 200, "{}");
	}
}

static void exchanges_with_different_servers_go_together(void **state)
{
	struct socket_server *servers[2];
	struct prov_origin origins[2];
	struct call calls[2];
	struct world world;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	for (int i = 0; i < 2; i++) {
		servers[i] = socket_server_start(serve_together, servers);
		origin_of_port(&origins[i], socket_server_port(servers[i]));
		call_init_at(&world, &calls[i], &origins[i], PROV_GET, PROV_READ, NULL);
	}
	run(&world, calls, 2);
	for (int i = 0; i < 2; i++) {
		assert_answered(&calls[i], 200, "{}");
		prov_response_free(&calls[i].response);
		socket_server_stop(servers[i]);
	}
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

	world_open(&world, &kept, serve_and_drop_second, NULL);
	assert_get_works(&world, "first", false);
	ask(&world, &call, method, class_, body);
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

static void serve_once(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	if (socket_server_read(server, fd)) {
		socket_server_answer(fd, 200, "{}");
	}
}

static void a_connection_that_was_closed_while_parked_is_not_used(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_once, NULL);
	for (unsigned i = 1; i <= 3; i++) {
		ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
		assert_answered(&call, 200, "{}");
		assert_false(call.response.reused);
		prov_response_free(&call.response);
		socket_server_await_closed(world.server, i);
	}
	assert_int_equal(socket_server_requests(world.server), 3);
	world_close(&world);
}

/* The one test that must let time pass: libcurl's shortest age is 1 second, and its clock cannot be set. */
static void a_connection_that_was_idle_too_long_is_not_used(void **state)
{
	struct prov_http_options options = kept;
	struct world world;
	int64_t parked;

	(void)state;
	options.idle_connection_ms = 2000;
	world_open(&world, &options, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_get_works(&world, "{\"a\":1}", true);
	parked = now(&world);
	while (now(&world) <= parked + options.idle_connection_ms) {
		usleep(10000);
	}
	assert_get_works(&world, "{\"a\":1}", false);
	world_close(&world);
}

/* What servers and proxies in front of them send when they close an idle connection. */
static void serve_and_say_farewell(struct socket_server *server, int fd, unsigned number)
{
	if (number > 1) {
		serve_well(server, fd, number);
	} else if (socket_server_read(server, fd)) {
		socket_server_answer(fd, 200, "first");
		socket_server_send_text(fd, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 3\r\n\r\nbye");
	}
}

static void bytes_that_nobody_asked_for_are_no_answer(void **state)
{
	static const enum prov_class classes[] = {PROV_READ, PROV_IDEMPOTENT, PROV_ONCE};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(classes); i++) {
		struct world world;
		struct call call;

		world_open(&world, &kept, serve_and_say_farewell, NULL);
		assert_get_works(&world, "first", false);
		socket_server_await_closed(world.server, 1);
		ask(&world, &call, PROV_POST, classes[i], "[]");
		assert_answered(&call, 200, "{\"a\":1}");
		prov_response_free(&call.response);
		assert_int_equal(socket_server_requests(world.server), 2);
		assert_get_works(&world, "{\"a\":1}", true);
		world_close(&world);
	}
}

static void connections_are_not_kept_when_not_wanted(void **state)
{
	struct prov_http_options options = kept;
	struct world world;
	struct call calls[2];

	(void)state;
	options.keep_connections = false;
	world_open(&world, &options, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	run_pair(&world, calls, PROV_IDEMPOTENT);
	assert_false(calls[0].response.reused || calls[1].response.reused);
	free_pair(calls);
	assert_int_equal(socket_server_connections(world.server), 3);
	prov_http_configure(world.http, &kept);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_get_works(&world, "{\"a\":1}", true);
	world_close(&world);
}

/* --- dead servers --- */

/* A port that was listened on a moment ago. */
static uint16_t port_that_refuses(void)
{
	struct socket_server *server = socket_server_start(serve_well, NULL);
	uint16_t port = socket_server_port(server);

	socket_server_stop(server);
	return port;
}

static void a_refusal_is_remembered(void **state)
{
	struct prov_http_options options = kept;
	struct socket_server *server;
	struct prov_origin origin;
	struct world world;
	struct call calls[2];
	uint16_t port;

	(void)state;
	world_open(&world, &options, serve_well, NULL);
	port = port_that_refuses();
	origin_of_port(&origin, port);
	call_init_at(&world, &calls[0], &origin, PROV_POST, PROV_ONCE, "[]");
	call_init_at(&world, &calls[1], &origin, PROV_POST, PROV_ONCE, "[]");
	run(&world, calls, 2);
	assert_failed(&calls[0], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	assert_null(strstr(calls[0].response.error.message, "not asked again"));
	assert_true(calls[0].response.error.retryable);
	assert_failed(&calls[1], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	assert_non_null(strstr(calls[1].response.error.message, "not asked again for 30 s"));
	assert_true(calls[1].response.error.retryable);
	free_pair(calls);

	server = socket_server_start_at(port, serve_well, NULL);
	assert_non_null(server);
	call_init_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
	run(&world, calls, 1);
	assert_failed(&calls[0], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "not asked again");
	prov_response_free(&calls[0].response);
	assert_int_equal(socket_server_connections(server), 0);
	assert_get_works(&world, "{\"a\":1}", false); /* the other server is not meant */

	world.connection.ignore_dead_memory = true;
	call_init_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
	run(&world, calls, 1);
	assert_answered(&calls[0], 200, "{\"a\":1}");
	prov_response_free(&calls[0].response);
	world.connection.ignore_dead_memory = false; /* the success cleared it */
	call_init_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
	run(&world, calls, 1);
	assert_answered(&calls[0], 200, "{\"a\":1}");
	prov_response_free(&calls[0].response);
	socket_server_stop(server);
	world_close(&world);
}

#define FILLERS 8

/* A listener whose queue of connections is full: the kernel drops what else comes, as a firewall would. */
struct full_listener {
	int fd;
	int fillers[FILLERS];
	uint16_t port;
};

static void full_listener_open(struct full_listener *full)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof(address);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	full->fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(full->fd >= 0 && bind(full->fd, (struct sockaddr *)&address, sizeof(address)) == 0);
	assert_int_equal(listen(full->fd, 0), 0);
	assert_int_equal(getsockname(full->fd, (struct sockaddr *)&address, &length), 0);
	full->port = ntohs(address.sin_port);
	for (int i = 0; i < FILLERS; i++) {
		full->fillers[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		assert_true(full->fillers[i] >= 0);
		assert_true(
		    connect(full->fillers[i], (struct sockaddr *)&address, sizeof(address)) == -1 && errno == EINPROGRESS);
	}
}

static void full_listener_close(struct full_listener *full)
{
	for (int i = 0; i < FILLERS; i++) {
		close(full->fillers[i]);
	}
	close(full->fd);
}

static void a_server_that_takes_no_connection_is_remembered(void **state)
{
	struct full_listener full;
	struct prov_origin origin;
	struct world world;
	struct call calls[2];
	int64_t begun;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	full_listener_open(&full);
	origin_of_port(&origin, full.port);
	world.connection.connect_timeout_ms = 200;
	begun = now(&world);
	call_init_at(&world, &calls[0], &origin, PROV_POST, PROV_ONCE, "[]");
	call_init_at(&world, &calls[1], &origin, PROV_POST, PROV_ONCE, "[]");
	run(&world, calls, 2);
	assert_in_range(now(&world) - begun, 200, 390); /* the second does not wait a second time */
	assert_failed(&calls[0], PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "did not take the connection within");
	assert_failed(&calls[1], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "not asked again for 30 s");
	free_pair(calls);
	full_listener_close(&full);
	world_close(&world);
}

/* The time that is left may be too short for any server: that says nothing about this one. */
static void a_short_deadline_is_no_sign_of_death(void **state)
{
	struct full_listener full;
	struct prov_origin origin;
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	full_listener_open(&full);
	origin_of_port(&origin, full.port);
	for (int i = 0; i < 2; i++) {
		call_init_at(&world, &calls[i], &origin, PROV_GET, PROV_READ, NULL);
		calls[i].request.deadline_ms = now(&world) + 50;
		run(&world, &calls[i], 1);
		assert_failed(&calls[i], PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "did not take the connection within");
	}
	free_pair(calls);
	full_listener_close(&full);
	world_close(&world);
}

static void nothing_is_remembered_when_not_wanted(void **state)
{
	struct prov_http_options options = kept;
	struct socket_server *server;
	struct prov_origin origin;
	struct world world;
	struct call call;
	uint16_t port;

	(void)state;
	options.dead_server_ms = 0;
	world_open(&world, &options, serve_well, NULL);
	port = port_that_refuses();
	origin_of_port(&origin, port);
	call_init_at(&world, &call, &origin, PROV_GET, PROV_READ, NULL);
	run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	prov_response_free(&call.response);
	server = socket_server_start_at(port, serve_well, NULL);
	assert_non_null(server);
	call_init_at(&world, &call, &origin, PROV_GET, PROV_READ, NULL);
	run(&world, &call, 1);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	socket_server_stop(server);
	world_close(&world);
}

static void a_cut_answer_is_no_sign_of_death(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &kept, serve_first_badly, "");
	ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
	assert_failed(&call, PROV_LOST, PROV_ERROR_CONNECTION, "without an answer");
	prov_response_free(&call.response);
	assert_get_works(&world, "{\"a\":1}", false);
	world_close(&world);
}

/* --- surroundings --- */

static void environment_and_home_decide_nothing(void **state)
{
	char home[] = "/tmp/provision-unit-XXXXXX";
	char path[64];
	struct world world;
	FILE *netrc;

	(void)state;
	assert_non_null(mkdtemp(home));
	snprintf(path, sizeof(path), "%s/.netrc", home);
	netrc = fopen(path, "w");
	assert_non_null(netrc);
	fputs("machine 127.0.0.1 login someone password secret\n", netrc);
	fclose(netrc);
	setenv("HOME", home, 1);
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	world_open(&world, &kept, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_null(strstr(socket_server_request(world.server, 1), "Authorization"));
	world_close(&world);
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
	unlink(path);
	rmdir(home);
}

static void programs_that_are_started_do_not_inherit_connections(void **state)
{
	struct world world;
	unsigned found = 0;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	for (int fd = 0; fd < 1024; fd++) {
		struct sockaddr_in peer;
		socklen_t length = sizeof(peer);

		if (getpeername(fd, (struct sockaddr *)&peer, &length) == 0 && peer.sin_family == AF_INET &&
		    ntohs(peer.sin_port) == world.origin.port) {
			assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
			found++;
		}
	}
	assert_int_equal(found, 1);
	world_close(&world);
}

static void a_proxy_that_is_given_is_asked(void **state)
{
	struct prov_origin elsewhere;
	struct prov_error error = {0};
	struct world world;
	struct call call;
	char proxy[64];

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	snprintf(proxy, sizeof(proxy), "http://user:hunter2@127.0.0.1:%u", socket_server_port(world.server));
	world.connection.proxy = proxy;
	assert_true(prov_origin_parse("elsewhere.example", 17, 0, false, &elsewhere, &error));
	call_init_at(&world, &call, &elsewhere, PROV_GET, PROV_READ, NULL);
	run(&world, &call, 1);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "GET http://elsewhere.example/x HTTP/1.1\r\n"));
	world_close(&world);
}

static void a_proxy_that_refuses_sees_no_credential(void **state)
{
	struct prov_origin elsewhere;
	struct prov_error error = {0};
	struct world world;
	struct call call;
	char proxy[64];

	(void)state;
	world_open(&world, &kept, serve_text, "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
	snprintf(proxy, sizeof(proxy), "http://user:hunter2@127.0.0.1:%u", socket_server_port(world.server));
	world.connection.proxy = proxy;
	assert_true(prov_origin_parse("elsewhere.example", 17, 0, true, &elsewhere, &error));
	call_init_at(&world, &call, &elsewhere, PROV_POST, PROV_ONCE, "[]");
	run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONNECTION, "status: 407");
	assert_null(strstr(call.response.error.message, "hunter2"));
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "CONNECT elsewhere.example:443 HTTP/1.1\r\n"));
	assert_null(strstr(socket_server_request(world.server, 1), "k-123"));
	world_close(&world);
}

static void child_after_fork(struct world *world)
{
	bool foreign = prov_http_is_foreign(world->http);
	struct prov_error error = {0};
	struct call call;

	prov_http_abandon(world->http);
	world->http = prov_http_new(&kept, &error);
	prov_http_transport(world->http, &world->transport);
	ask(world, &call, PROV_GET, PROV_READ, NULL);
	_exit(foreign && call.response.delivery == PROV_ANSWERED && !call.response.reused ? 0 : 1);
}

static void a_fork_leaves_the_parents_connection_alone(void **state)
{
	struct world world;
	int status;
	pid_t child;

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	assert_false(prov_http_is_foreign(world.http));
	assert_get_works(&world, "{\"a\":1}", false);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		child_after_fork(&world);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_get_works(&world, "{\"a\":1}", true);
	assert_int_equal(socket_server_connections(world.server), 2);
	world_close(&world);
}

/* --- memory --- */

struct memory_case {
	struct world *world;
};

static bool exchange_with_failing_memory(void *data)
{
	struct memory_case *memory = data;
	struct world *world = memory->world;
	struct prov_error error = {0};
	struct prov_http *http = prov_http_new(&kept, &error);
	struct call calls[2];
	bool done = true;

	if (!http) {
		assert_int_equal(error.kind, PROV_ERROR_MEMORY);
		return false;
	}
	prov_http_transport(http, &world->transport);
	run_pair(world, calls, PROV_ONCE);
	for (int i = 0; i < 2; i++) {
		if (calls[i].response.delivery == PROV_ANSWERED) {
			assert_answered(&calls[i], 200, "{\"a\":1}");
		} else {
			assert_int_equal(calls[i].response.error.kind, PROV_ERROR_MEMORY);
			done = false;
		}
	}
	free_pair(calls);
	prov_http_free(http);
	return done;
}

static void failing_memory_is_an_error_and_no_leak(void **state)
{
	struct world world;
	struct memory_case memory = {&world};

	(void)state;
	world_open(&world, &kept, serve_well, NULL);
	assert_true(unit_fail_each_allocation(exchange_with_failing_memory, &memory) >= 5);
	prov_http_transport(world.http, &world.transport);
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
	    cmocka_unit_test(endless_headers_are_cut_off),
	    cmocka_unit_test(the_ceiling_is_exact),
	    cmocka_unit_test(a_gzip_bomb_stops_at_the_ceiling),
	    cmocka_unit_test(good_bodies_go_to_the_sink),
	    cmocka_unit_test(refusals_never_go_to_the_sink),
	    cmocka_unit_test(a_refusal_of_a_streamed_list_has_its_own_ceiling),
	    cmocka_unit_test(a_passed_deadline_sends_nothing),
	    cmocka_unit_test(a_silent_server_is_left_at_the_deadline),
	    cmocka_unit_test(a_drip_is_left_at_the_deadline),
	    cmocka_unit_test(not_before_is_waited_for),
	    cmocka_unit_test(a_pair_goes_one_after_the_other_over_one_connection),
	    cmocka_unit_test(a_pair_survives_the_end_of_its_connection),
	    cmocka_unit_test(the_second_of_a_pair_goes_on_when_the_first_is_cut),
	    cmocka_unit_test(the_second_of_a_pair_that_waited_too_long_is_not_sent),
	    cmocka_unit_test(exchanges_with_different_servers_go_together),
	    cmocka_unit_test(a_creating_write_on_a_dead_connection_is_never_repeated),
	    cmocka_unit_test(reads_and_idempotent_writes_on_a_dead_connection_are_repeated),
	    cmocka_unit_test(a_connection_that_was_closed_while_parked_is_not_used),
	    cmocka_unit_test(a_connection_that_was_idle_too_long_is_not_used),
	    cmocka_unit_test(bytes_that_nobody_asked_for_are_no_answer),
	    cmocka_unit_test(connections_are_not_kept_when_not_wanted),
	    cmocka_unit_test(a_refusal_is_remembered),
	    cmocka_unit_test(a_server_that_takes_no_connection_is_remembered),
	    cmocka_unit_test(a_short_deadline_is_no_sign_of_death),
	    cmocka_unit_test(nothing_is_remembered_when_not_wanted),
	    cmocka_unit_test(a_cut_answer_is_no_sign_of_death),
	    cmocka_unit_test(environment_and_home_decide_nothing),
	    cmocka_unit_test(programs_that_are_started_do_not_inherit_connections),
	    cmocka_unit_test(a_proxy_that_is_given_is_asked),
	    cmocka_unit_test(a_proxy_that_refuses_sees_no_credential),
	    cmocka_unit_test(a_fork_leaves_the_parents_connection_alone),
	    cmocka_unit_test(failing_memory_is_an_error_and_no_leak),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
