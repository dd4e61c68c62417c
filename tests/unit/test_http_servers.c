/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_http_servers: whom the HTTP transport asks, against socket servers inside this process: servers that are dead
 * and for how long that is remembered, proxies, and what the environment must not decide. It reaches nothing but
 * 127.0.0.1.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_world.h"

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
	struct socket_server *server;
	struct prov_origin origin;
	struct world world;
	struct call calls[2];
	uint16_t port;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	port = port_that_refuses();
	origin_of_port(&origin, port);
	call_init_at(&world, &calls[0], &origin, PROV_POST, PROV_ONCE, "[]");
	call_init_at(&world, &calls[1], &origin, PROV_POST, PROV_ONCE, "[]");
	world_run(&world, calls, 2);
	assert_failed(&calls[0], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	assert_null(strstr(calls[0].response.error.message, "not asked again"));
	assert_true(calls[0].response.error.retryable);
	assert_failed(&calls[1], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	assert_non_null(strstr(calls[1].response.error.message, "not asked again for 30 s"));
	assert_true(calls[1].response.error.retryable);
	free_pair(calls);

	server = socket_server_start_at(port, serve_well, NULL);
	assert_non_null(server);
	world_ask_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
	assert_failed(&calls[0], PROV_NOT_SENT, PROV_ERROR_CONNECTION, "not asked again");
	prov_response_free(&calls[0].response);
	assert_int_equal(socket_server_connections(server), 0);
	assert_get_works(&world, "{\"a\":1}", false); /* the other server is not meant */

	world.connection.ignore_dead_memory = true;
	world_ask_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
	assert_answered(&calls[0], 200, "{\"a\":1}");
	prov_response_free(&calls[0].response);
	world.connection.ignore_dead_memory = false; /* the success cleared it */
	world_ask_at(&world, &calls[0], &origin, PROV_GET, PROV_READ, NULL);
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
	struct prov_origin origin;
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
	origin_of_port(&full->origin, ntohs(address.sin_port));
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
	struct world world;
	struct call calls[2];
	int64_t begun;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	full_listener_open(&full);
	world.connection.connect_timeout_ms = 200;
	begun = world_now(&world);
	call_init_at(&world, &calls[0], &full.origin, PROV_POST, PROV_ONCE, "[]");
	call_init_at(&world, &calls[1], &full.origin, PROV_POST, PROV_ONCE, "[]");
	world_run(&world, calls, 2);
	assert_in_range(world_now(&world) - begun, 200, 390); /* the second does not wait a second time */
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
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	full_listener_open(&full);
	for (int i = 0; i < 2; i++) {
		call_init_at(&world, &calls[i], &full.origin, PROV_GET, PROV_READ, NULL);
		calls[i].request.deadline_ms = world_now(&world) + 50;
		world_run(&world, &calls[i], 1);
		assert_failed(&calls[i], PROV_NOT_SENT, PROV_ERROR_TIMEOUT, "did not take the connection within");
	}
	free_pair(calls);
	full_listener_close(&full);
	world_close(&world);
}

static void nothing_is_remembered_when_not_wanted(void **state)
{
	struct prov_http_options options = world_kept;
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
	world_ask_at(&world, &call, &origin, PROV_GET, PROV_READ, NULL);
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONNECTION, "refused the connection");
	prov_response_free(&call.response);
	server = socket_server_start_at(port, serve_well, NULL);
	assert_non_null(server);
	world_ask_at(&world, &call, &origin, PROV_GET, PROV_READ, NULL);
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
	world_open(&world, &world_kept, serve_first_badly, "");
	world_ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
	assert_failed(&call, PROV_LOST, PROV_ERROR_CONNECTION, "without an answer");
	prov_response_free(&call.response);
	assert_get_works(&world, "{\"a\":1}", false);
	world_close(&world);
}

/* --- proxies and the environment --- */

/* Asks a server that is only a name, through a proxy with a user and a password: the world's server. */
static void ask_through_proxy(
    struct world *world, struct call *call, bool tls, enum prov_method method, enum prov_class class_, const char *body)
{
	struct prov_origin elsewhere;
	struct prov_error error = {0};
	char proxy[64];

	snprintf(proxy, sizeof(proxy), "http://user:hunter2@127.0.0.1:%u", socket_server_port(world->server));
	world->connection.proxy = proxy;
	assert_true(prov_origin_parse("elsewhere.example", 17, 0, tls, &elsewhere, &error));
	world_ask_at(world, call, &elsewhere, method, class_, body);
	call->request.origin = NULL; /* neither outlives this function */
	world->connection.proxy = NULL;
}

static void a_proxy_that_is_given_is_asked(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
	ask_through_proxy(&world, &call, false, PROV_GET, PROV_READ, NULL);
	assert_answered(&call, 200, "{\"a\":1}");
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "GET http://elsewhere.example/x HTTP/1.1\r\n"));
	world_close(&world);
}

static void a_proxy_that_refuses_sees_no_credential(void **state)
{
	struct world world;
	struct call call;

	(void)state;
	world_open(&world, &world_kept, serve_text, "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
	ask_through_proxy(&world, &call, true, PROV_POST, PROV_ONCE, "[]");
	assert_failed(&call, PROV_NOT_SENT, PROV_ERROR_CONNECTION, "status: 407");
	assert_null(strstr(call.response.error.message, "hunter2"));
	prov_response_free(&call.response);
	assert_non_null(strstr(socket_server_request(world.server, 1), "CONNECT elsewhere.example:443 HTTP/1.1\r\n"));
	assert_null(strstr(socket_server_request(world.server, 1), "k-123"));
	world_close(&world);
}

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
	world_open(&world, &world_kept, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_null(strstr(socket_server_request(world.server, 1), "Authorization"));
	world_close(&world);
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
	unlink(path);
	rmdir(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_refusal_is_remembered),
	    cmocka_unit_test(a_server_that_takes_no_connection_is_remembered),
	    cmocka_unit_test(a_short_deadline_is_no_sign_of_death),
	    cmocka_unit_test(nothing_is_remembered_when_not_wanted),
	    cmocka_unit_test(a_cut_answer_is_no_sign_of_death),
	    cmocka_unit_test(a_proxy_that_is_given_is_asked),
	    cmocka_unit_test(a_proxy_that_refuses_sees_no_credential),
	    cmocka_unit_test(environment_and_home_decide_nothing),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
