/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * socket_server: a TCP server inside a test, on 127.0.0.1 and a port of the kernel's choice, whose connections are
 * served by a function of the test. It can so send what no HTTP server would: broken, cut, late or too much. It keeps
 * every request that was read, for the test to look at.
 */
#ifndef PROVISION_TESTS_SOCKET_SERVER_H
#define PROVISION_TESTS_SOCKET_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOCKET_SERVER_REQUESTS_MAX 64
#define SOCKET_SERVER_REQUEST_SIZE 4096

struct socket_server;

/* Serves one connection in a thread of its own; number counts from 1. The socket is closed when it returns. */
typedef void socket_server_serve(struct socket_server *server, int fd, unsigned number);

/* Bound and listening when it returns. `context` is the test's own. */
struct socket_server *socket_server_start(socket_server_serve *serve, void *context);
/* The same on a given port; NULL when it is taken. */
struct socket_server *socket_server_start_at(uint16_t port, socket_server_serve *serve, void *context);
/* Ends all connections, waits for their threads, and frees. */
void socket_server_stop(struct socket_server *server);
uint16_t socket_server_port(const struct socket_server *server);
void *socket_server_context(const struct socket_server *server);

/*
 * For serving functions. Reads one request with its body (by Content-Length) and keeps it; false at the end of the
 * stream.
 */
bool socket_server_read(struct socket_server *server, int fd);
/* False when the client is gone. */
bool socket_server_send(int fd, const void *bytes, size_t length);
bool socket_server_send_text(int fd, const char *text);
/* "HTTP/1.1 STATUS", Content-Length, body. */
bool socket_server_answer(int fd, int status, const char *body);
/* Waits until the client closes or the server stops. */
void socket_server_hang(int fd);
/* Makes the close to come a reset. */
void socket_server_reset(int fd);

/* For the test, at any time. */
unsigned socket_server_connections(struct socket_server *server);
unsigned socket_server_requests(struct socket_server *server);
/* Text of the n-th request (from 1), "" when there is none. Valid until the server stops. */
const char *socket_server_request(struct socket_server *server, unsigned number);
/* Wait until so many requests were read, or so many connections closed by the server. */
void socket_server_await_requests(struct socket_server *server, unsigned count);
void socket_server_await_closed(struct socket_server *server, unsigned count);

#endif
