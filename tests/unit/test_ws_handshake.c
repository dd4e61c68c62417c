/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/ws_handshake.c: what the upgrade asks, and that nothing but a whole, fitting 101 is taken for one, in
 * whatever pieces it comes.
 */
#include "unit.h"

#include <stdio.h>

#include "lib/ws_handshake.h"

/* The key that unit_random makes of seed 7, and what accepts it; the pair is checked in test_request. */
#define SEED 7
#define GOOD_LINES "Upgrade: websocket\r\nConnection: Upgrade\r\n"

static const struct prov_origin origin = {
    .scheme = "https", .host = "mesh.example.org", .port = 8443, .text = "https://mesh.example.org:8443"};

static bool begin(struct prov_ws_handshake *handshake, struct prov_buf *request, struct prov_error *error)
{
	struct unit_stream stream;
	const struct prov_random random = unit_random(&stream, SEED);
	const struct prov_request opening = {
	    .origin = &origin,
	    .url = "https://mesh.example.org:8443/control.ashx?key=a%20b",
	    .headers = {{"x-meshauth", "dQ==,cA=="}},
	    .header_count = 1,
	};
	prov_buf_init(request, 4096);
	return prov_ws_handshake_begin(handshake, &opening, &random, request, error);
}

/* Reads an answer in pieces of so many bytes; what is behind the header counts into *left. */
static enum prov_ws_upgrade read_pieces(
    struct prov_ws_handshake *handshake, const char *answer, size_t size, size_t *left, struct prov_error *error)
{
	enum prov_ws_upgrade verdict = PROV_WS_UPGRADE_MORE;
	size_t length = strlen(answer);
	size_t at = 0;
	while (verdict == PROV_WS_UPGRADE_MORE && at < length) {
		const size_t piece = length - at < size ? length - at : size;
		size_t used = 0;
		verdict = prov_ws_handshake_read(handshake, answer + at, piece, &used, error);
		assert_true(used <= piece && (used == piece || verdict != PROV_WS_UPGRADE_MORE));
		at += used;
	}
	*left = length - at;
	return verdict;
}

/* %s in the answer stands for the accept that fits. */
static enum prov_ws_upgrade answered(const char *format, int *status, struct prov_error *error)
{
	static const size_t sizes[] = {1, 3, 4096};
	enum prov_ws_upgrade verdict = PROV_WS_UPGRADE_MORE;
	for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
		struct prov_ws_handshake handshake;
		struct prov_buf request;
		char answer[2048];
		size_t left;
		prov_error_clear(error);
		assert_true(begin(&handshake, &request, error));
		const char *place = strstr(format, "%s");
		if (place) {
			snprintf(answer, sizeof(answer), "%.*s%s%s", (int)(place - format), format, handshake.accept, place + 2);
		} else {
			snprintf(answer, sizeof(answer), "%s", format);
		}
		const enum prov_ws_upgrade now = read_pieces(&handshake, answer, sizes[i], &left, error);
		assert_true(i == 0 || now == verdict);
		verdict = now;
		*status = handshake.status;
		prov_ws_handshake_free(&handshake);
		prov_buf_wipe(&request);
	}
	return verdict;
}

static void refuses(const char *format, enum prov_error_kind kind, int status, const char *part)
{
	struct prov_error error;
	int got = 0;
	if (answered(format, &got, &error) != PROV_WS_NOT_UPGRADED) {
		fail_msg("not refused: %s", format);
	}
	unit_assert_error(&error, kind, part);
	assert_int_equal(got, status);
}

static void accepts(const char *format)
{
	struct prov_error error;
	int status = 0;
	if (answered(format, &status, &error) != PROV_WS_UPGRADED) {
		fail_msg("refused: %s: %s", format, error.message);
	}
	assert_int_equal(status, 101);
}

static void test_request(void **state)
{
	(void)state;
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	prov_error_clear(&error);
	assert_true(begin(&handshake, &request, &error));
	const char *text = prov_buf_text(&request);
	assert_memory_equal(text, "GET /control.ashx?key=a%20b HTTP/1.1\r\nHost: mesh.example.org:8443\r\n",
	    strlen("GET /control.ashx?key=a%20b HTTP/1.1\r\nHost: mesh.example.org:8443\r\n"));
	assert_non_null(strstr(text, "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"));
	assert_non_null(strstr(text, "\r\nx-meshauth: dQ==,cA==\r\n"));
	assert_string_equal(text + request.length - 4, "\r\n\r\n");
	assert_null(strstr(text, "Origin"));
	assert_null(strstr(text, "Extensions"));
	assert_null(strstr(text, "Protocol:"));
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

/* RFC 6455, section 1.3: this key is accepted by that text. */
static bool fill_sample(void *source, void *bytes, size_t length)
{
	(void)source;
	memcpy(bytes, "the sample nonce", length);
	return length == 16;
}

static void test_accept(void **state)
{
	(void)state;
	struct prov_random random = {.fill = fill_sample};
	const struct prov_request opening = {.origin = &origin, .url = origin.text};
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	prov_error_clear(&error);
	prov_buf_init(&request, 4096);
	assert_true(prov_ws_handshake_begin(&handshake, &opening, &random, &request, &error));
	assert_memory_equal(prov_buf_text(&request), "GET / HTTP/1.1\r\n", 16);
	assert_non_null(strstr(prov_buf_text(&request), "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
	assert_string_equal(handshake.accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

static void test_good(void **state)
{
	(void)state;
	accepts("HTTP/1.1 101 Switching Protocols\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n\r\n");
	accepts("HTTP/1.1 101\r\n" GOOD_LINES "Sec-WebSocket-Accept:%s  \r\n\r\n");
	accepts(
	    "HTTP/1.1 101 x\r\nUPGRADE: WebSocket\r\nconnection: keep-alive, upgrade\r\nsec-websocket-ACCEPT: %s\r\n\r\n");
	accepts("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 101 x\r\n" GOOD_LINES
	        "Date: Sat, 21 Nov 2026 07:00:00 GMT\r\nSec-WebSocket-Accept: %s\r\n\r\n");
}

static void test_bytes_behind_belong_to_frames(void **state)
{
	(void)state;
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	char answer[400];
	size_t left;
	prov_error_clear(&error);
	assert_true(begin(&handshake, &request, &error));
	snprintf(answer, sizeof(answer), "HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n\r\n\x81\x02{}",
	    handshake.accept);
	assert_int_equal(read_pieces(&handshake, answer, sizeof(answer), &left, &error), PROV_WS_UPGRADED);
	assert_int_equal(left, 4);
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

static void test_wrong_101(void **state)
{
	(void)state;
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "does not fit the key");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %sx\r\n\r\n", PROV_ERROR_PROTOCOL, 101, "Accept");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "\r\n", PROV_ERROR_PROTOCOL, 101, "Accept");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: x\r\nSec-WebSocket-Accept: %s\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "Accept");
	refuses("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101,
	    "Upgrade: websocket");
	refuses("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: upgrades\r\nSec-WebSocket-Accept: %s\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "Upgrade: websocket");
	refuses("HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "Upgrade: websocket");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n"
	        "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "extension");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n",
	    PROV_ERROR_PROTOCOL, 101, "subprotocol");
	refuses("HTTP/1.0 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101, "HTTP/1.1");
}

static void test_broken_lines(void **state)
{
	(void)state;
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n folded\r\n\r\n", PROV_ERROR_PROTOCOL, 101,
	    "HTTP/1.1");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept : %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101, "HTTP/1.1");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "no colon\r\nSec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101,
	    "HTTP/1.1");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES "X: a\nb\r\nSec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101,
	    "HTTP/1.1");
	refuses("HTTP/1.1 101 x\r\n" GOOD_LINES ": v\r\nSec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 101,
	    "HTTP/1.1");
}

static void test_statuses(void **state)
{
	(void)state;
	refuses("HTTP/1.1 401 Unauthorized\r\n\r\n", PROV_ERROR_AUTHENTICATION, 401, "HTTP 401");
	refuses("HTTP/1.1 403 Forbidden\r\n\r\n", PROV_ERROR_PERMISSION, 403, "HTTP 403");
	refuses("HTTP/1.0 404 Not Found\r\nContent-Length: 5\r\n\r\nhello", PROV_ERROR_PROTOCOL, 404, "check host name");
	refuses("HTTP/1.1 301 Moved\r\nLocation: https://evil.example/\r\n\r\n", PROV_ERROR_PROTOCOL, 301, "redirects");
	refuses("HTTP/1.1 200 OK\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n\r\n", PROV_ERROR_PROTOCOL, 200, "a page");
	refuses("HTTP/1.1 400 Bad Request\r\n\r\n", PROV_ERROR_PROTOCOL, 400, "HTTP 400");
	refuses("HTTP/1.1 503 Busy\r\n\r\n", PROV_ERROR_REMOTE, 503, "busy");
	refuses("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 x\r\n\r\n", PROV_ERROR_PROTOCOL, 404, "404");
	struct prov_error error;
	int status = 0;
	assert_int_equal(answered("HTTP/1.1 504 x\r\n\r\n", &status, &error), PROV_WS_NOT_UPGRADED);
	assert_true(error.retryable);
	assert_int_equal(error.http_status, 504);
}

static void test_not_http(void **state)
{
	(void)state;
	static const char *const answers[] = {"SSH-2.0-OpenSSH_9.2\r\n", "\x15\x03\x01", "HTTP/2 101 x\r\n\r\n",
	    "HTTP/1.1 1x1 x\r\n\r\n", "HTTP/1.1x101 x\r\n\r\n", "HTTP/1.1 1010 x\r\n\r\n", "HTTP/1.1 10\r\n\r\n",
	    "HTTP/1.\r\n\r\n"};
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		refuses(answers[i], PROV_ERROR_PROTOCOL, 0, "does not speak HTTP");
	}
}

static void test_more_is_wanted(void **state)
{
	(void)state;
	struct prov_error error;
	int status = 0;
	assert_int_equal(answered("HTTP/1.1 101 x\r\n" GOOD_LINES, &status, &error), PROV_WS_UPGRADE_MORE);
	assert_int_equal(answered("HTTP/1.1 100 x\r\n\r\n", &status, &error), PROV_WS_UPGRADE_MORE);
}

static void test_ceiling(void **state)
{
	(void)state;
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	size_t used = 0;
	static char endless[PROV_WS_HEADER_MAX + 1];
	memset(endless, 'a', sizeof(endless));
	memcpy(endless, "HTTP/1.1 101 x\r\nX: ", 19);
	prov_error_clear(&error);
	assert_true(begin(&handshake, &request, &error));
	assert_int_equal(
	    prov_ws_handshake_read(&handshake, endless, PROV_WS_HEADER_MAX, &used, &error), PROV_WS_UPGRADE_MORE);
	assert_int_equal(
	    prov_ws_handshake_read(&handshake, endless + PROV_WS_HEADER_MAX, 1, &used, &error), PROV_WS_NOT_UPGRADED);
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "16 KiB");
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

/* Informational answers count too: there is no endless row of them. */
static void test_ceiling_of_many(void **state)
{
	(void)state;
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	enum prov_ws_upgrade verdict = PROV_WS_UPGRADE_MORE;
	size_t sent = 0;
	prov_error_clear(&error);
	assert_true(begin(&handshake, &request, &error));
	while (verdict == PROV_WS_UPGRADE_MORE && sent < 1000) {
		size_t used = 0;
		verdict = prov_ws_handshake_read(&handshake, "HTTP/1.1 102 Processing\r\n\r\n", 27, &used, &error);
		sent++;
	}
	assert_int_equal(verdict, PROV_WS_NOT_UPGRADED);
	unit_assert_error(&error, PROV_ERROR_PROTOCOL, "16 KiB");
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

static void test_random_fails(void **state)
{
	(void)state;
	struct unit_stream stream;
	const struct prov_random random = unit_random(&stream, SEED);
	const struct prov_request opening = {.origin = &origin, .url = origin.text};
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	stream.left = 0;
	prov_error_clear(&error);
	prov_buf_init(&request, 4096);
	assert_false(prov_ws_handshake_begin(&handshake, &opening, &random, &request, &error));
	unit_assert_error(&error, PROV_ERROR_REMOTE, "random");
	assert_int_equal(request.length, 0);
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
}

static bool upgrades(void *data)
{
	struct prov_ws_handshake handshake;
	struct prov_buf request;
	struct prov_error error;
	(void)data;
	prov_error_clear(&error);
	bool done = begin(&handshake, &request, &error);
	if (done) {
		char answer[400];
		size_t left;
		snprintf(answer, sizeof(answer), "HTTP/1.1 101 x\r\n" GOOD_LINES "Sec-WebSocket-Accept: %s\r\n\r\n",
		    handshake.accept);
		done = read_pieces(&handshake, answer, 7, &left, &error) == PROV_WS_UPGRADED;
	}
	assert_int_equal(error.kind, done ? PROV_OK : PROV_ERROR_MEMORY);
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&request);
	return done;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(upgrades, NULL) > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_request),
	    cmocka_unit_test(test_accept),
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_bytes_behind_belong_to_frames),
	    cmocka_unit_test(test_wrong_101),
	    cmocka_unit_test(test_broken_lines),
	    cmocka_unit_test(test_statuses),
	    cmocka_unit_test(test_not_http),
	    cmocka_unit_test(test_more_is_wanted),
	    cmocka_unit_test(test_ceiling),
	    cmocka_unit_test(test_ceiling_of_many),
	    cmocka_unit_test(test_random_fails),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("ws_handshake", tests, NULL, NULL);
}
