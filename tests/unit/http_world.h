/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * http_world: what the tests of the HTTP transport share: a transport next to a socket server of the test's own, calls
 * with usual values, ways to make them and to look at what became of them, and servers that several tests need. It
 * holds no test, and no server that only one file needs.
 */
#ifndef PROVISION_TESTS_HTTP_WORLD_H
#define PROVISION_TESTS_HTTP_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/curl_http.h"
#include "tests/unit/socket_server.h"

#define WORLD_ANSWER "{\"a\":1}" /* what serve_well says */

struct world {
	struct prov_http *http;
	struct prov_transport transport;
	struct prov_connection_options connection;
	struct prov_origin origin; /* of server */
	struct socket_server *server;
};

/* Points into itself: not to be copied. */
struct call {
	struct prov_request request;
	struct prov_response response; /* the test's, to free after each run */
	char url[400];
};

/* Connections are kept, dead servers remembered, both for longer than a test runs. */
extern const struct prov_http_options world_kept;

/* For cmocka_run_group_tests. */
int world_group_setup(void **state);
int world_group_teardown(void **state);

/* `context` is the server's. */
void world_open(
    struct world *world, const struct prov_http_options *options, socket_server_serve *serve, void *context);
void world_close(struct world *world);
int64_t world_now(const struct world *world);
void origin_of_port(struct prov_origin *origin, uint16_t port);

/* A call with a header, 10 s to go and a ceiling of 64 KiB, to be changed before it runs. `body` is not copied. */
void call_init(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body);
/* The same to another server than the world's. */
void call_init_at(struct world *world, struct call *call, const struct prov_origin *origin, enum prov_method method,
    enum prov_class class_, const char *body);
void world_run(struct world *world, struct call *calls, size_t count);
/* One call from beginning to end. */
void world_ask(
    struct world *world, struct call *call, enum prov_method method, enum prov_class class_, const char *body);
void world_ask_at(struct world *world, struct call *call, const struct prov_origin *origin, enum prov_method method,
    enum prov_class class_, const char *body);
/* Two POSTs in one go, "[1]" and "[2]". */
void run_pair(struct world *world, struct call *calls, enum prov_class class_);
void free_pair(struct call *calls);

void assert_answered(const struct call *call, int status, const char *body);
/* The message never shows the key that call_init sends. */
void assert_failed(
    const struct call *call, enum prov_delivery delivery, enum prov_error_kind kind, const char *message_part);
/* A GET of its own. */
void assert_get_works(struct world *world, const char *body, bool reused);

/* Answers every request of a connection with WORLD_ANSWER. */
socket_server_serve serve_well;
/* Sends the context's text after one request, then closes. */
socket_server_serve serve_text;
/* Like serve_text on the first connection, like serve_well on later ones. */
socket_server_serve serve_first_badly;
/* Reads one request and never says a word. */
socket_server_serve serve_nothing;

#endif
