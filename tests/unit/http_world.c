/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * http_world: see http_world.h. Linked to every unit test; the extension knows nothing of it.
 */
#include "tests/unit/http_world.h"

#include <stdio.h>

#include "tests/unit/unit.h"

#define CALLS_MAX 8

const struct prov_http_options world_kept = {
    .keep_connections = true, .idle_connection_ms = 60000, .dead_server_ms = 30000};

int world_group_setup(void **state)
{
	(void)state;
	return prov_http_global_init() ? 0 : -1;
}

int world_group_teardown(void **state)
{
	(void)state;
	prov_http_global_cleanup();
	return 0;
}

void origin_of_port(struct prov_origin *origin, uint16_t port)
{
	struct prov_error error = {0};

	assert_true(prov_origin_parse("127.0.0.1", 9, port, false, origin, &error));
}

void world_open(struct world *world, const struct prov_http_options *options, socket_server_serve *serve, void *context)
{
	struct prov_error error = {0};

	*world = (struct world){.connection = {.connect_timeout_ms = 5000}};
	world->http = prov_http_new(options, &error);
	assert_non_null(world->http);
	prov_http_transport(world->http, &world->transport);
	world->server = socket_server_start(serve, context);
	origin_of_port(&world->origin, socket_server_port(world->server));
}

void world_close(struct world *world)
{
	prov_http_free(world->http);
	socket_server_stop(world->server);
}

int64_t world_now(const struct world *world)
{
	return world->transport.now_ms(world->transport.self);
}

void call_init_at(struct world *world, struct call *call, const struct prov_origin *origin, enum prov_method method,
    enum prov_class class_, const char *body)
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
	    .deadline_ms = world_now(world) + 10000,
	    .max_bytes = 65536,
	};
}

void call_init(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body)
{
	call_init_at(world, call, &world->origin, method, class_, body);
}

void world_run(struct world *world, struct call *calls, size_t count)
{
	struct prov_exchange exchanges[CALLS_MAX];

	assert_true(count <= CALLS_MAX);
	for (size_t i = 0; i < count; i++) {
		exchanges[i] = (struct prov_exchange){&calls[i].request, &calls[i].response};
	}
	world->transport.exchange(world->transport.self, exchanges, count);
}

void world_ask_at(struct world *world, struct call *call, const struct prov_origin *origin, enum prov_method method,
    enum prov_class class_, const char *body)
{
	call_init_at(world, call, origin, method, class_, body);
	world_run(world, call, 1);
}

void world_ask(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body)
{
	world_ask_at(world, call, &world->origin, method, class_, body);
}

void run_pair(struct world *world, struct call *calls, enum prov_class class_)
{
	call_init(world, &calls[0], PROV_POST, class_, "[1]");
	call_init(world, &calls[1], PROV_POST, class_, "[2]");
	world_run(world, calls, 2);
}

void free_pair(struct call *calls)
{
	prov_response_free(&calls[0].response);
	prov_response_free(&calls[1].response);
}

void assert_answered(const struct call *call, int status, const char *body)
{
	if (call->response.delivery != PROV_ANSWERED) {
		fail_msg("not answered (%d): %s", call->response.delivery, call->response.error.message);
	}
	assert_int_equal(call->response.error.kind, PROV_OK);
	assert_int_equal(call->response.status, status);
	assert_string_equal(prov_buf_text(&call->response.body), body);
}

void assert_failed(
    const struct call *call, enum prov_delivery delivery, enum prov_error_kind kind, const char *message_part)
{
	if (call->response.delivery != delivery) {
		fail_msg("delivery %d, not %d: %s", call->response.delivery, delivery, call->response.error.message);
	}
	unit_assert_error(&call->response.error, kind, message_part);
	assert_int_equal(call->response.body.length, 0);
	assert_null(strstr(call->response.error.message, "k-123"));
}

void assert_get_works(struct world *world, const char *body, bool reused)
{
	struct call call;

	world_ask(world, &call, PROV_GET, PROV_READ, NULL);
	assert_answered(&call, 200, body);
	assert_int_equal(call.response.reused, reused);
	prov_response_free(&call.response);
}

void serve_well(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	while (socket_server_read(server, fd) && socket_server_answer(fd, 200, WORLD_ANSWER)) {
	}
}

void serve_text(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	if (socket_server_read(server, fd)) {
		socket_server_send_text(fd, socket_server_context(server));
	}
}

void serve_first_badly(struct socket_server *server, int fd, unsigned number)
{
	if (number == 1) {
		serve_text(server, fd, number);
	} else {
		serve_well(server, fd, number);
	}
}

void serve_nothing(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	socket_server_read(server, fd);
	socket_server_hang(fd);
}
