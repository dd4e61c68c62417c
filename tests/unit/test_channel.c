/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_channel: a WebSocket over a real socket, against servers inside this process: opening, messages both ways, every
 * way in which it can end, and times. It reaches nothing but 127.0.0.1.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "channel_server.h"
#include "http_world.h"

#define CEILING (8 * 1024 * 1024)

/* --- a client --- */

struct client {
	struct world world;
	struct unit_stream stream;
	struct prov_random random;
	struct prov_request request;
	char url[400];
	struct prov_response response;
	struct prov_channel *channel;
	struct prov_buf message;
	struct prov_error error;
};

static void client_prepare(struct client *client, struct channel_server *script)
{
	memset(client, 0, sizeof(*client));
	world_open(&client->world, &world_kept, serve_channel, script);
	client->random = unit_random(&client->stream, 11);
	snprintf(client->url, sizeof(client->url), "%s/control.ashx?auth=x", client->world.origin.text);
	client->request = (struct prov_request){
	    .method = PROV_GET,
	    .class_ = PROV_READ,
	    .origin = &client->world.origin,
	    .url = client->url,
	    .headers = {{"x-meshauth", "dQ==,cA=="}},
	    .header_count = 1,
	    .connection = &client->world.connection,
	    .deadline_ms = world_now(&client->world) + 10000,
	};
	prov_buf_init(&client->message, 0);
	prov_error_clear(&client->error);
}

static bool client_open(struct client *client)
{
	struct prov_transport *transport = &client->world.transport;

	prov_response_init(&client->response);
	client->channel = transport->open(transport->self, &client->random, &client->request, &client->response);
	return client->channel != NULL;
}

static void client_begin(struct client *client, struct channel_server *script)
{
	client_prepare(client, script);
	if (!client_open(client)) {
		fail_msg("not opened: %s", client->response.error.message);
	}
	assert_int_equal(client->response.status, 101);
	assert_int_equal(client->response.delivery, PROV_ANSWERED);
}

static bool client_send(struct client *client, const char *text)
{
	struct prov_transport *transport = &client->world.transport;

	return transport->send(
	    transport->self, client->channel, text, strlen(text), world_now(&client->world) + 10000, &client->error);
}

static bool client_receive_within(struct client *client, size_t ceiling, int64_t ms)
{
	struct prov_transport *transport = &client->world.transport;

	prov_error_clear(&client->error);
	return transport->receive(
	    transport->self, client->channel, ceiling, world_now(&client->world) + ms, &client->message, &client->error);
}

static bool client_receive(struct client *client)
{
	return client_receive_within(client, CEILING, 10000);
}

static void client_end(struct client *client)
{
	if (client->channel) {
		client->world.transport.close(client->world.transport.self, client->channel);
	}
	prov_buf_wipe(&client->message);
	world_close(&client->world);
}

static void assert_message(struct client *client, const char *text)
{
	if (!client_receive(client)) {
		fail_msg("no message: %s", client->error.message);
	}
	assert_string_equal(prov_buf_text(&client->message), text);
}

static void assert_lost(struct client *client, enum prov_error_kind kind, const char *part)
{
	assert_false(client_receive(client));
	unit_assert_error(&client->error, kind, part);
}

/* Opening fails like this. The message never shows the query, nor the header. */
static void assert_not_opened(
    struct channel_server *script, enum prov_delivery delivery, enum prov_error_kind kind, int status, const char *part)
{
	struct client client;

	client_prepare(&client, script);
	assert_false(client_open(&client));
	assert_int_equal(client.response.delivery, delivery);
	assert_int_equal(client.response.status, status);
	unit_assert_error(&client.response.error, kind, part);
	assert_null(strstr(client.response.error.message, "auth="));
	assert_null(strstr(client.response.error.message, "dQ=="));
	client_end(&client);
}

/* --- tests --- */

#define FRAMES_AND_LENGTH(text) .bytes = (text), .length = sizeof(text) - 1

static void messages_go_both_ways(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;
	const char *request;

	(void)state;
	client_begin(&client, &script);
	for (int i = 0; i < 3; i++) {
		assert_true(client_send(&client, "{\"action\":\"ping\"}"));
		assert_message(&client, "{\"action\":\"ping\"}");
	}
	request = socket_server_request(client.world.server, 1);
	assert_memory_equal(request, "GET /control.ashx?auth=x HTTP/1.1\r\nHost: 127.0.0.1:",
	    strlen("GET /control.ashx?auth=x HTTP/1.1\r\nHost: 127.0.0.1:"));
	assert_non_null(strstr(request, "\r\nx-meshauth: dQ==,cA==\r\n"));
	assert_null(strstr(request, "Origin"));
	assert_int_equal(socket_server_connections(client.world.server), 1);
	client.world.transport.close(client.world.transport.self, client.channel);
	client.channel = NULL;
	socket_server_await_closed(client.world.server, 1);
	assert_int_equal(script.last_opcode, 8); /* the farewell */
	client_end(&client);
}

static void frames_may_come_with_the_answer(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x01"
	                                                  "a\x89\x00\x01\x01"
	                                                  "b\x80\x01"
	                                                  "c"),
	    .echoes = true};
	struct client client;

	(void)state;
	for (int drip = 0; drip < 2; drip++) {
		script.drip = drip > 0;
		client_begin(&client, &script);
		assert_message(&client, "a");
		assert_message(&client, "bc");
		assert_true(client_send(&client, "d"));
		assert_message(&client, "d");
		client_end(&client);
	}
}

static void a_ping_is_answered(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x89\x02hi\x81\x01x")};
	struct client client;

	(void)state;
	client_begin(&client, &script);
	assert_message(&client, "x");
	client.world.transport.close(client.world.transport.self, client.channel);
	client.channel = NULL;
	socket_server_await_closed(client.world.server, 1);
	client_end(&client);

	/* and before the close a pong came */
	script = (struct channel_server){FRAMES_AND_LENGTH("\x89\x02hi\x81\x01x\x88\x00")};
	client_begin(&client, &script);
	assert_message(&client, "x");
	assert_lost(&client, PROV_ERROR_CONNECTION, "closed the WebSocket");
	client_end(&client);
}

static void a_large_message_comes_whole(void **state)
{
	const size_t length = 5 * 1024 * 1024;
	unsigned char *bytes = calloc(1, length + 10);
	struct channel_server script = {.bytes = bytes, .length = length + 10};
	struct client client;

	(void)state;
	assert_non_null(bytes);
	memcpy(bytes, "\x81\x7F\x00\x00\x00\x00\x00\x50\x00\x00", 10);
	memset(bytes + 10, 'z', length);
	client_begin(&client, &script);
	assert_true(client_receive(&client));
	assert_int_equal(client.message.length, length);
	assert_int_equal(client.message.data[length - 1], 'z');
	client_end(&client);

	client_begin(&client, &script);
	assert_false(client_receive_within(&client, length - 1, 10000));
	unit_assert_error(&client.error, PROV_ERROR_PROTOCOL, "longer than the ceiling");
	assert_lost(&client, PROV_ERROR_CONNECTION, ""); /* and that was its end */
	client_end(&client);
	free(bytes);
}

static void a_close_frame_is_told(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x01x\x88\x02\x03\xF3")};
	struct client client;

	(void)state;
	client_begin(&client, &script);
	assert_message(&client, "x");
	assert_lost(&client, PROV_ERROR_CONNECTION, "closed the WebSocket (code 1011)");
	assert_string_equal(client.error.backend_code, "1011");
	assert_true(client.error.retryable);
	prov_error_clear(&client.error);
	assert_false(client_send(&client, "y"));
	assert_int_equal(client.error.kind, PROV_ERROR_CONNECTION);
	client_end(&client);
}

static void an_end_without_a_close_is_a_loss(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x01x"), .leaves = true};
	struct client client;

	(void)state;
	client_begin(&client, &script);
	assert_message(&client, "x");
	assert_lost(&client, PROV_ERROR_CONNECTION, "without an answer");
	assert_string_equal(client.error.backend_code, "");
	client_end(&client);

	script = (struct channel_server){FRAMES_AND_LENGTH("\x81\x05x"), .leaves = true};
	client_begin(&client, &script);
	assert_lost(&client, PROV_ERROR_CONNECTION, "closed the connection without an answer");
	client_end(&client);
}

static void what_breaks_the_protocol_ends_it(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x81\x01\x02\x03\x04x\x81\x01y")};
	struct client client;

	(void)state;
	client_begin(&client, &script);
	assert_lost(&client, PROV_ERROR_PROTOCOL, "a masked frame");
	assert_false(client.error.retryable);
	assert_lost(&client, PROV_ERROR_CONNECTION, "");
	client_end(&client);
}

static void a_wait_ends_at_its_time_and_may_be_repeated(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;
	int64_t begun;

	(void)state;
	client_begin(&client, &script);
	begun = world_now(&client.world);
	assert_false(client_receive_within(&client, CEILING, 60));
	assert_in_range(world_now(&client.world) - begun, 60, 2000);
	unit_assert_error(&client.error, PROV_ERROR_TIMEOUT, "did not answer within");
	assert_true(client.error.retryable);
	assert_true(client_send(&client, "still"));
	assert_message(&client, "still");
	client_end(&client);
}

static void a_time_out_amid_a_message_says_so(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x05x")};
	struct client client;

	(void)state;
	client_begin(&client, &script);
	assert_false(client_receive_within(&client, CEILING, 60));
	unit_assert_error(&client.error, PROV_ERROR_TIMEOUT, "did not complete its answer");
	client_end(&client);
}

/* A wait for one message is one for many, when each that comes is another: none of them may put off its end. */
static void a_flood_of_messages_ends_at_the_deadline_too(void **state)
{
	static char texts[64 * 1024];
	struct channel_server script = {.bytes = texts, .length = sizeof(texts), .floods = true};
	struct client client;
	struct prov_transport *transport = &client.world.transport;
	int64_t deadline;
	size_t messages = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(texts); i += 4) {
		memcpy(texts + i, "\x81\x02xx", 4);
	}
	client_begin(&client, &script);
	deadline = world_now(&client.world) + 100;
	while (transport->receive(transport->self, client.channel, CEILING, deadline, &client.message, &client.error)) {
		prov_buf_wipe(&client.message);
		messages++;
		if (world_now(&client.world) > deadline + 5000) {
			fail_msg("it goes on after %zu messages", messages);
		}
	}
	assert_true(messages > 0);
	unit_assert_error(&client.error, PROV_ERROR_TIMEOUT, "");
	client_end(&client);
}

static void a_refused_upgrade_is_told(void **state)
{
	struct channel_server script = {.answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno\n"};

	(void)state;
	assert_not_opened(&script, PROV_ANSWERED, PROV_ERROR_PROTOCOL, 404, "HTTP 404");
	script.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
	assert_not_opened(&script, PROV_ANSWERED, PROV_ERROR_PROTOCOL, 200, "a page");
	script.answer = "HTTP/1.1 503 Busy\r\n\r\n";
	assert_not_opened(&script, PROV_ANSWERED, PROV_ERROR_REMOTE, 503, "busy");
	script.answer = "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n";
	assert_not_opened(&script, PROV_ANSWERED, PROV_ERROR_PROTOCOL, 101, "does not fit");
	script.answer = "220 smtp.example.org ESMTP\r\n";
	assert_not_opened(&script, PROV_LOST, PROV_ERROR_PROTOCOL, 0, "does not speak HTTP");
}

static void a_cut_upgrade_is_lost(void **state)
{
	struct channel_server script = {.answer = "", .leaves = true};

	(void)state;
	assert_not_opened(&script, PROV_LOST, PROV_ERROR_CONNECTION, 0, "without an answer");
	script.answer = "HTTP/1.1 101 Swi";
	assert_not_opened(&script, PROV_LOST, PROV_ERROR_CONNECTION, 0, "");
}

static void silence_ends_at_the_deadline(void **state)
{
	struct channel_server script = {.silent = true};
	struct client client;
	int64_t begun;

	(void)state;
	client_prepare(&client, &script);
	begun = world_now(&client.world);
	client.request.deadline_ms = begun + 80;
	assert_false(client_open(&client));
	assert_in_range(world_now(&client.world) - begun, 80, 2000);
	assert_int_equal(client.response.delivery, PROV_LOST);
	unit_assert_error(&client.response.error, PROV_ERROR_TIMEOUT, "did not answer within");
	client_end(&client);
}

static void a_dead_server_is_remembered_for_channels_too(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;
	struct prov_origin dead;
	struct call call;
	struct socket_server *gone = socket_server_start(serve_channel, &script);
	uint16_t port = socket_server_port(gone);

	(void)state;
	socket_server_stop(gone);
	client_prepare(&client, &script);
	origin_of_port(&dead, port);
	client.request.origin = &dead;
	client.request.url = dead.text;
	assert_false(client_open(&client));
	assert_int_equal(client.response.delivery, PROV_NOT_SENT);
	unit_assert_error(&client.response.error, PROV_ERROR_CONNECTION, "refused the connection");
	assert_null(strstr(client.response.error.message, "not asked again"));
	assert_false(client_open(&client));
	unit_assert_error(&client.response.error, PROV_ERROR_CONNECTION, "not asked again for 30 s");
	world_ask_at(&client.world, &call, &dead, PROV_GET, PROV_READ, NULL); /* one memory for both */
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONNECTION, "not asked again");
	prov_response_free(&call.response);

	gone = socket_server_start_at(port, serve_channel, &script);
	assert_non_null(gone);
	client.world.connection.ignore_dead_memory = true;
	assert_true(client_open(&client));
	client.world.transport.close(client.world.transport.self, client.channel);
	client.world.connection.ignore_dead_memory = false;
	assert_true(client_open(&client)); /* the success cleared it */
	client.world.transport.close(client.world.transport.self, client.channel);
	client.channel = NULL;
	socket_server_stop(gone);
	client_end(&client);
}

static void nothing_is_sent_to_another_server_or_too_late(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;

	(void)state;
	client_prepare(&client, &script);
	client.request.url = "http://127.0.0.1:1/control.ashx";
	assert_false(client_open(&client));
	unit_assert_error(&client.response.error, PROV_ERROR_CONFIGURATION, "is not one of");
	client.request.url = client.url;
	client.request.headers[0].value = "a\r\nb";
	assert_false(client_open(&client));
	unit_assert_error(&client.response.error, PROV_ERROR_CONFIGURATION, "line break");
	client.request.headers[0].value = "a";
	client.request.deadline_ms = world_now(&client.world);
	assert_false(client_open(&client));
	unit_assert_error(&client.response.error, PROV_ERROR_TIMEOUT, "no time was left");
	assert_int_equal(client.response.delivery, PROV_NOT_SENT);
	assert_int_equal(socket_server_connections(client.world.server), 0);
	client_end(&client);
}

static void it_waits_before_it_opens(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;
	int64_t begun;

	(void)state;
	client_prepare(&client, &script);
	begun = world_now(&client.world);
	client.request.not_before_ms = begun + 60;
	assert_true(client_open(&client));
	assert_in_range(world_now(&client.world) - begun, 60, 5000);
	client_end(&client);
}

static void it_goes_through_a_proxy(void **state)
{
	struct channel_server script = {.echoes = true, .is_proxy = true};
	struct prov_origin elsewhere;
	struct client client;
	char proxy[64];
	char url[400];

	(void)state;
	client_prepare(&client, &script);
	assert_true(prov_origin_parse("mesh.test", 9, 4430, false, &elsewhere, &client.error));
	snprintf(proxy, sizeof(proxy), "http://u:p@127.0.0.1:%u", socket_server_port(client.world.server));
	snprintf(url, sizeof(url), "%s/control.ashx?auth=secret", elsewhere.text);
	client.world.connection.proxy = proxy;
	client.request.origin = &elsewhere;
	client.request.url = url;
	if (!client_open(&client)) {
		fail_msg("%s", client.response.error.message);
	}
	assert_true(client_send(&client, "far"));
	assert_message(&client, "far");
	assert_memory_equal(socket_server_request(client.world.server, 1), "CONNECT mesh.test:4430 HTTP/1.1\r\n", 33);
	assert_null(strstr(socket_server_request(client.world.server, 1), "secret"));
	assert_null(strstr(socket_server_request(client.world.server, 1), "dQ=="));
	assert_memory_equal(socket_server_request(client.world.server, 2),
	    "GET /control.ashx?auth=secret HTTP/1.1\r\nHost: mesh.test:4430\r\n", 60);
	assert_null(strstr(socket_server_request(client.world.server, 2), "Proxy-Authorization"));
	client_end(&client);
}

/* An HTTP exchange with the same server, while bytes wait unread on the channel, takes nothing away from it. */
static void exchanges_leave_it_alone(void **state)
{
	struct channel_server script = {FRAMES_AND_LENGTH("\x81\x01x"), .echoes = true};
	struct client client;
	struct call call;
	struct socket_server *other = socket_server_start(serve_well, NULL);
	struct prov_origin origin;

	(void)state;
	client_begin(&client, &script);
	assert_message(&client, "x");
	assert_true(client_send(&client, "y"));
	origin_of_port(&origin, socket_server_port(other));
	for (int i = 0; i < 3; i++) {
		world_ask_at(&client.world, &call, &origin, PROV_GET, PROV_READ, NULL);
		assert_answered(&call, 200, WORLD_ANSWER);
		prov_response_free(&call.response);
	}
	assert_message(&client, "y");
	client_end(&client);
	socket_server_stop(other);
}

static bool channel_works(void *data)
{
	struct client *client = data;
	struct prov_transport *transport = &client->world.transport;
	bool done;

	prov_error_clear(&client->error);
	done = client_open(client);
	if (!done) {
		assert_int_equal(client->response.error.kind, PROV_ERROR_MEMORY);
		return false;
	}
	done = client_send(client, "m") && client_receive(client);
	if (!done) {
		assert_int_equal(client->error.kind, PROV_ERROR_MEMORY);
	} else {
		assert_string_equal(prov_buf_text(&client->message), "m");
	}
	transport->close(transport->self, client->channel);
	client->channel = NULL;
	return done;
}

static void memory_may_fail_anywhere(void **state)
{
	struct channel_server script = {.echoes = true};
	struct client client;

	(void)state;
	client_prepare(&client, &script);
	assert_true(unit_fail_each_allocation(channel_works, &client) > 5);
	client_end(&client);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(messages_go_both_ways),
	    cmocka_unit_test(frames_may_come_with_the_answer),
	    cmocka_unit_test(a_ping_is_answered),
	    cmocka_unit_test(a_large_message_comes_whole),
	    cmocka_unit_test(a_close_frame_is_told),
	    cmocka_unit_test(an_end_without_a_close_is_a_loss),
	    cmocka_unit_test(what_breaks_the_protocol_ends_it),
	    cmocka_unit_test(a_wait_ends_at_its_time_and_may_be_repeated),
	    cmocka_unit_test(a_time_out_amid_a_message_says_so),
	    cmocka_unit_test(a_flood_of_messages_ends_at_the_deadline_too),
	    cmocka_unit_test(a_refused_upgrade_is_told),
	    cmocka_unit_test(a_cut_upgrade_is_lost),
	    cmocka_unit_test(silence_ends_at_the_deadline),
	    cmocka_unit_test(a_dead_server_is_remembered_for_channels_too),
	    cmocka_unit_test(nothing_is_sent_to_another_server_or_too_late),
	    cmocka_unit_test(it_waits_before_it_opens),
	    cmocka_unit_test(it_goes_through_a_proxy),
	    cmocka_unit_test(exchanges_leave_it_alone),
	    cmocka_unit_test(memory_may_fail_anywhere),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
