/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_http_connections: which connection the HTTP transport uses, against a socket server inside this process:
 * exchanges of one go in sequence or side by side, when a kept connection is used again and when not, and what started
 * programs and forked processes have of it. Servers that cannot be reached: test_http_servers.c.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http_world.h"

/* --- several in one go --- */

static void a_pair_goes_one_after_the_other_over_one_connection(void **state)
{
	static const enum prov_class classes[] = {PROV_READ, PROV_IDEMPOTENT, PROV_ONCE};
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
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

static void a_pair_survives_the_end_of_its_connection(void **state)
{
	struct world world;
	struct call calls[2];

	(void)state;
	world_open(
	    &world, &world_kept, serve_first_badly, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
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
	world_open(&world, &world_kept, serve_first_badly, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
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
	world_open(&world, &world_kept, serve_nothing, NULL);
	call_init(&world, &calls[0], PROV_POST, PROV_ONCE, "[1]");
	call_init(&world, &calls[1], PROV_POST, PROV_ONCE, "[2]");
	begun = world_now(&world);
	calls[0].request.deadline_ms = begun + 300;
	calls[1].request.deadline_ms = begun + 200;
	world_run(&world, calls, 2);
	assert_in_range(world_now(&world) - begun, 300, 1000);
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
	world_open(&world, &world_kept, serve_well, NULL);
	for (int i = 0; i < 2; i++) {
		servers[i] = socket_server_start(serve_together, servers);
		origin_of_port(&origins[i], socket_server_port(servers[i]));
		call_init_at(&world, &calls[i], &origins[i], PROV_GET, PROV_READ, NULL);
	}
	world_run(&world, calls, 2);
	for (int i = 0; i < 2; i++) {
		assert_answered(&calls[i], 200, "{}");
		prov_response_free(&calls[i].response);
		socket_server_stop(servers[i]);
	}
	world_close(&world);
}

/* --- kept connections --- */

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
	world_open(&world, &world_kept, serve_once, NULL);
	for (unsigned i = 1; i <= 3; i++) {
		world_ask(&world, &call, PROV_POST, PROV_ONCE, "[]");
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
	struct prov_http_options options = world_kept;
	struct world world;
	int64_t parked;

	(void)state;
	options.idle_connection_ms = 2000;
	world_open(&world, &options, serve_well, NULL);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_get_works(&world, "{\"a\":1}", true);
	parked = world_now(&world);
	while (world_now(&world) <= parked + options.idle_connection_ms) {
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

		world_open(&world, &world_kept, serve_and_say_farewell, NULL);
		assert_get_works(&world, "first", false);
		socket_server_await_closed(world.server, 1);
		world_ask(&world, &call, PROV_POST, classes[i], "[]");
		assert_answered(&call, 200, "{\"a\":1}");
		prov_response_free(&call.response);
		assert_int_equal(socket_server_requests(world.server), 2);
		assert_get_works(&world, "{\"a\":1}", true);
		world_close(&world);
	}
}

static void connections_are_not_kept_when_not_wanted(void **state)
{
	struct prov_http_options options = world_kept;
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
	prov_http_configure(world.http, &world_kept);
	assert_get_works(&world, "{\"a\":1}", false);
	assert_get_works(&world, "{\"a\":1}", true);
	world_close(&world);
}

/* --- other processes --- */

static void programs_that_are_started_do_not_inherit_connections(void **state)
{
	struct world world;
	unsigned found = 0;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
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

static void child_after_fork(struct world *world)
{
	bool foreign = prov_http_is_foreign(world->http);
	struct prov_error error = {0};
	struct call call;

	prov_http_abandon(world->http);
	world->http = prov_http_new(&world_kept, &error);
	prov_http_transport(world->http, &world->transport);
	world_ask(world, &call, PROV_GET, PROV_READ, NULL);
	_exit(foreign && call.response.delivery == PROV_ANSWERED && !call.response.reused ? 0 : 1);
}

static void a_fork_leaves_the_parents_connection_alone(void **state)
{
	struct world world;
	int status;
	pid_t child;

	(void)state;
	world_open(&world, &world_kept, serve_well, NULL);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pair_goes_one_after_the_other_over_one_connection),
	    cmocka_unit_test(a_pair_survives_the_end_of_its_connection),
	    cmocka_unit_test(the_second_of_a_pair_goes_on_when_the_first_is_cut),
	    cmocka_unit_test(the_second_of_a_pair_that_waited_too_long_is_not_sent),
	    cmocka_unit_test(exchanges_with_different_servers_go_together),
	    cmocka_unit_test(a_connection_that_was_closed_while_parked_is_not_used),
	    cmocka_unit_test(a_connection_that_was_idle_too_long_is_not_used),
	    cmocka_unit_test(bytes_that_nobody_asked_for_are_no_answer),
	    cmocka_unit_test(connections_are_not_kept_when_not_wanted),
	    cmocka_unit_test(programs_that_are_started_do_not_inherit_connections),
	    cmocka_unit_test(a_fork_leaves_the_parents_connection_alone),
	};

	return cmocka_run_group_tests(tests, world_group_setup, world_group_teardown);
}
