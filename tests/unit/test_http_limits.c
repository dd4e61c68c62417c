/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_http_limits: how much and how long the HTTP transport takes, against a socket server inside this process:
 * ceilings of headers, bodies and unpacked bodies, bodies that go to a sink, deadlines, and memory that runs short.
 * Memory of libcurl: heap_http.c.
 */
#include "unit.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "http_world.h"

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
	world_open(&world, &world_kept, serve_endless_header, NULL);
	world_ask(&world, &call, PROV_GET, PROV_READ, NULL);
	assert_failed(&call, PROV_LOST, PROV_ERROR_PROTOCOL, "headers");
	prov_response_free(&call.response);
	world_close(&world);
}

static void ask_within(struct world *world, struct call *call, size_t max_bytes)
{
	call_init(world, call, PROV_GET, PROV_READ, NULL);
	call->request.max_bytes = max_bytes;
	world_run(world, call, 1);
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

		world_open(&world, &world_kept, serve_text, texts[i]);
		ask_within(&world, &call, 5);
		assert_answered(&call, i == 2 ? 500 : 200, "12345");
		prov_response_free(&call.response);
		ask_within(&world, &call, 4);
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
	world_open(&world, &world_kept, serve_bomb, NULL);
	getrusage(RUSAGE_SELF, &before);
	ask_within(&world, &call, (size_t)4 * 1024 * 1024);
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
	world_run(world, call, 1);
}

static void good_bodies_go_to_the_sink(void **state)
{
	struct sink sink = {0};
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_text,
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
	world_open(&world, &world_kept, serve_text, "HTTP/1.1 403 No\r\nContent-Length: 4\r\n\r\nkey?");
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
	world_open(&world, &world_kept, serve_endless_refusal, NULL);
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
	world_open(&world, &world_kept, serve_well, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.deadline_ms = world_now(&world);
	world_run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "no time was left");
	assert_true(call.response.error.retryable);
	prov_response_free(&call.response);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	call.request.not_before_ms = call.request.deadline_ms; /* would only wait to fail */
	world_run(&world, &call, 1);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "no time was left");
	prov_response_free(&call.response);
	assert_int_equal(socket_server_connections(world.server), 0);
	world_close(&world);
}

/* The call ends when its time is up: not before, and soon after. */
static void ask_for(struct world *world, struct call *call, enum prov_method method, enum prov_class class_,
    const char *body, int64_t allowed_ms)
{
	int64_t begun;

	call_init(world, call, method, class_, body);
	begun = world_now(world);
	call->request.deadline_ms = begun + allowed_ms;
	world_run(world, call, 1);
	assert_in_range(world_now(world) - begun, allowed_ms, 1000);
}

static void a_silent_server_is_left_at_the_deadline(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_nothing, NULL);
	ask_for(&world, &call, PROV_POST, PROV_ONCE, "[]", 200);
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

	(void)state;
	world_open(&world, &world_kept, serve_drip, NULL);
	ask_for(&world, &call, PROV_GET, PROV_READ, NULL, 300);
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
	world_open(&world, &world_kept, serve_well, NULL);
	call_init(&world, &call, PROV_GET, PROV_READ, NULL);
	begun = world_now(&world);
	call.request.not_before_ms = begun + 150;
	world_run(&world, &call, 1);
	assert_in_range(world_now(&world) - begun, 150, 1000);
	assert_answered(&call, 200, "{\"a\":1}");
	assert_in_range(call.response.duration_ms, 0, 140);
	prov_response_free(&call.response);
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
	struct prov_http *http = prov_http_new(&world_kept, &error);
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
	world_open(&world, &world_kept, serve_well, NULL);
	assert_true(unit_fail_each_allocation(exchange_with_failing_memory, &memory) >= 5);
	prov_http_transport(world.http, &world.transport);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	    cmocka_unit_test(failing_memory_is_an_error_and_no_leak),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
