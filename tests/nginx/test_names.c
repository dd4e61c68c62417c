/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_names: the HTTP transport when name servers are silent, late, or know nothing. It is its own name server, on
 * port 53 of 127.0.0.1, and so needs a network namespace of its own and a resolv.conf that names that address: run.sh
 * makes both.
 */
#include "tests/unit/unit.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/curl_http.h"
#include "tests/unit/socket_server.h"

#define DNS_HEADER 12
#define DNS_PACKET 512
#define DNS_TYPE_A 1
#define DNS_NO_SUCH_NAME 3

/* Names of the test: silent.example gets no answer, absent.example does not exist, late.example waits for `release`. */
struct name_server {
	int fd;
	pthread_t thread;
	sem_t asked;   /* posted for each question about late.example */
	sem_t release; /* posted by the test, once for each */
	pthread_mutex_t lock;
	unsigned questions;
};

static struct name_server name_server; /* one a process: the resolver cannot be told of another */

static void require(bool holds, const char *what)
{
	if (!holds) {
		perror(what);
		abort();
	}
}

/* Appends one A record, 127.0.0.1, to a question, or nothing when it asks for something else. */
static size_t answer_with_loopback(unsigned char *packet, size_t length)
{
	static const unsigned char record[] = {0xc0, DNS_HEADER, 0, DNS_TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1};
	size_t end = DNS_HEADER;

	while (packet[end] != 0) {
		end += packet[end] + 1U;
	}
	end += 1 + 4; /* the root label, type and class */
	require(end <= length, "a question that is too short");
	memset(packet + 6, 0, 6); /* answers, authorities, additional records */
	if (packet[end - 3] != DNS_TYPE_A) {
		return end;
	}
	packet[7] = 1;
	memcpy(packet + end, record, sizeof(record));
	return end + sizeof(record);
}

static size_t answer_question(unsigned char *packet, size_t length)
{
	const char *name = (const char *)packet + DNS_HEADER;

	if (memcmp(name, "\6silent", 7) == 0) {
		return 0;
	}
	packet[2] |= 0x80; /* an answer */
	packet[3] = 0x80;  /* of a server that recurses */
	if (memcmp(name, "\4late", 5) == 0) {
		sem_post(&name_server.asked);
		sem_wait(&name_server.release);
		return answer_with_loopback(packet, length);
	}
	packet[3] |= DNS_NO_SUCH_NAME;
	return length;
}

static void *serve_names(void *argument)
{
	(void)argument;
	for (;;) {
		unsigned char packet[DNS_PACKET + 64];
		struct sockaddr_in peer;
		socklen_t peer_length = sizeof(peer);
		ssize_t length = recvfrom(name_server.fd, packet, DNS_PACKET, 0, (struct sockaddr *)&peer, &peer_length);
		size_t answer;

		if (length <= DNS_HEADER) {
			return NULL; /* the socket was shut */
		}
		pthread_mutex_lock(&name_server.lock);
		name_server.questions++;
		pthread_mutex_unlock(&name_server.lock);
		answer = answer_question(packet, (size_t)length);
		if (answer > 0) {
			sendto(name_server.fd, packet, answer, 0, (struct sockaddr *)&peer, peer_length);
		}
	}
}

static int start_names(void **state)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(53)};

	(void)state;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	name_server.fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	require(name_server.fd >= 0 && bind(name_server.fd, (struct sockaddr *)&address, sizeof(address)) == 0, "port 53");
	require(sem_init(&name_server.asked, 0, 0) == 0 && sem_init(&name_server.release, 0, 0) == 0, "sem_init");
	pthread_mutex_init(&name_server.lock, NULL);
	require(pthread_create(&name_server.thread, NULL, serve_names, NULL) == 0, "pthread_create");
	return prov_http_global_init() ? 0 : -1;
}

static int stop_names(void **state)
{
	(void)state;
	shutdown(name_server.fd, SHUT_RDWR);
	pthread_join(name_server.thread, NULL);
	close(name_server.fd);
	prov_http_global_cleanup();
	return 0;
}

static unsigned questions(void)
{
	unsigned count;

	pthread_mutex_lock(&name_server.lock);
	count = name_server.questions;
	pthread_mutex_unlock(&name_server.lock);
	return count;
}

/* --- the transport --- */

struct world {
	struct prov_http *http;
	struct prov_transport transport;
	struct prov_connection_options connection;
	struct socket_server *server; /* answers any request well */
};

static void serve_well(struct socket_server *server, int fd, unsigned number)
{
	(void)number;
	while (socket_server_read(server, fd) && socket_server_answer(fd, 200, "{}")) {
	}
}

static void world_open(struct world *world, int64_t connect_timeout_ms)
{
	static const struct prov_http_options options = {
	    .keep_connections = true, .idle_connection_ms = 60000, .dead_server_ms = 30000};
	struct prov_error error = {0};

	*world = (struct world){.connection = {.connect_timeout_ms = connect_timeout_ms}};
	world->http = prov_http_new(&options, &error);
	assert_non_null(world->http);
	prov_http_transport(world->http, &world->transport);
	world->server = socket_server_start(serve_well, NULL);
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

static void ask(struct world *world, const char *host, struct prov_response *response)
{
	struct prov_origin origin;
	struct prov_error error = {0};
	struct prov_request request = {
	    .method = PROV_POST,
	    .class_ = PROV_ONCE,
	    .origin = &origin,
	    .url = origin.text,
	    .headers = {{"X-API-Key", "k-123"}},
	    .header_count = 1,
	    .body = "[]",
	    .body_length = 2,
	    .connection = &world->connection,
	    .deadline_ms = now(world) + 10000,
	    .max_bytes = 1000,
	};
	struct prov_exchange exchange = {&request, response};

	assert_true(prov_origin_parse(host, strlen(host), socket_server_port(world->server), false, &origin, &error));
	world->transport.exchange(world->transport.self, &exchange, 1);
}

static void assert_works(struct world *world)
{
	struct prov_response response;

	ask(world, "127.0.0.1", &response);
	assert_int_equal(response.delivery, PROV_ANSWERED);
	prov_response_free(&response);
}

static void a_name_that_does_not_exist_is_told_and_remembered(void **state)
{
	struct prov_response response;
	struct world world;
	unsigned asked;

	(void)state;
	world_open(&world, 5000);
	ask(&world, "absent.example", &response);
	assert_int_equal(response.delivery, PROV_NOT_SENT);
	unit_assert_error(&response.error, PROV_ERROR_CONNECTION,
	    "cannot find the address of absent.example: check the server's host name");
	asked = questions();
	assert_true(asked > 0);
	ask(&world, "absent.example", &response);
	assert_int_equal(response.delivery, PROV_NOT_SENT);
	unit_assert_error(&response.error, PROV_ERROR_CONNECTION, "not asked again for");
	assert_int_equal(questions(), asked);
	assert_works(&world);
	world_close(&world);
}

/* libcurl itself would wait for the resolver, which gives up after a second here and half a minute elsewhere. */
static void a_silent_name_server_does_not_hold_the_call(void **state)
{
	struct prov_response response;
	struct world world;
	int64_t begun;

	(void)state;
	world_open(&world, 200);
	begun = now(&world);
	ask(&world, "silent.example", &response);
	assert_in_range(now(&world) - begun, 200, 700);
	assert_int_equal(response.delivery, PROV_NOT_SENT);
	unit_assert_error(&response.error, PROV_ERROR_TIMEOUT, "DNS servers");
	assert_works(&world); /* while the lookup still runs */
	assert_in_range(now(&world) - begun, 200, 900);
	ask(&world, "silent.example", &response);
	unit_assert_error(&response.error, PROV_ERROR_CONNECTION, "not asked again for");
	world_close(&world);
}

/* Each lookup that hangs keeps a thread, and to end one means to wait for it: so there is an end to them. */
static void many_lookups_that_hang_hold_no_call_either(void **state)
{
	struct prov_response response;
	struct world world;
	int64_t begun;
	bool refused = false;

	(void)state;
	world_open(&world, 20);
	begun = now(&world);
	for (int i = 0; i < 17 && !refused; i++) {
		char host[32];

		snprintf(host, sizeof(host), "silent.n%d.example", i);
		ask(&world, host, &response);
		assert_int_equal(response.delivery, PROV_NOT_SENT);
		refused = strstr(response.error.message, "name lookups hang") != NULL;
	}
	assert_true(refused);
	assert_in_range(now(&world) - begun, 0, 900);
	world_close(&world);
}

static void an_answer_that_comes_too_late_sends_nothing(void **state)
{
	struct prov_response response;
	struct world world;

	(void)state;
	world_open(&world, 200);
	ask(&world, "late.example", &response);
	assert_int_equal(response.delivery, PROV_NOT_SENT);
	unit_assert_error(&response.error, PROV_ERROR_TIMEOUT, "DNS servers");
	sem_wait(&name_server.asked);
	sem_post(&name_server.release); /* the questions for A and AAAA */
	sem_wait(&name_server.asked);
	sem_post(&name_server.release);
	for (int i = 0; i < 50; i++) {
		assert_works(&world); /* the lingering transfer gets its turns */
	}
	assert_int_equal(socket_server_connections(world.server), 1);
	assert_int_equal(socket_server_requests(world.server), 50);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_name_that_does_not_exist_is_told_and_remembered),
	    cmocka_unit_test(a_silent_name_server_does_not_hold_the_call),
	    cmocka_unit_test(many_lookups_that_hang_hold_no_call_either),
	    cmocka_unit_test(an_answer_that_comes_too_late_sends_nothing),
	};

	return cmocka_run_group_tests(tests, start_names, stop_names);
}
