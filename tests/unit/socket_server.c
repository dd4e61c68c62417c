/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * socket_server: one thread accepts, one thread serves each connection. Whatever goes wrong here is a fault of the
 * test, and ends it.
 */
#include "socket_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS_MAX 64

struct connection {
	struct socket_server *server;
	pthread_t thread;
	unsigned number;
	int fd; /* -1 when closed */
};

struct socket_server {
	socket_server_serve *serve;
	void *context;
	int listener;
	int wake[2]; /* a pipe: its other end is closed to stop the accepting thread */
	uint16_t port;
	pthread_t acceptor;
	pthread_mutex_t lock; /* for all below */
	pthread_cond_t changed;
	struct connection connections[CONNECTIONS_MAX];
	unsigned connection_count;
	unsigned closed_count;
	char requests[SOCKET_SERVER_REQUESTS_MAX][SOCKET_SERVER_REQUEST_SIZE];
	unsigned request_count;
};

static void require(bool holds, const char *what)
{
	if (!holds) {
		perror(what);
		abort();
	}
}

/* --- threads --- */

static void *serve_connection(void *argument)
{
	struct connection *connection = argument;
	struct socket_server *server = connection->server;

	server->serve(server, connection->fd, connection->number);
	pthread_mutex_lock(&server->lock);
	close(connection->fd);
	connection->fd = -1;
	server->closed_count++;
	pthread_cond_broadcast(&server->changed);
	pthread_mutex_unlock(&server->lock);
	return NULL;
}

static void take_connection(struct socket_server *server, int fd)
{
	struct connection *connection;

	pthread_mutex_lock(&server->lock);
	require(server->connection_count < CONNECTIONS_MAX, "too many connections");
	connection = &server->connections[server->connection_count++];
	*connection = (struct connection){.server = server, .number = server->connection_count, .fd = fd};
	require(pthread_create(&connection->thread, NULL, serve_connection, connection) == 0, "pthread_create");
	pthread_mutex_unlock(&server->lock);
}

static void *accept_connections(void *argument)
{
	struct socket_server *server = argument;

	for (;;) {
		struct pollfd polls[] = {{.fd = server->listener, .events = POLLIN}, {.fd = server->wake[0], .events = POLLIN}};
		int fd;

		require(poll(polls, 2, -1) > 0, "poll");
		if (polls[1].revents) {
			return NULL;
		}
		fd = accept(server->listener, NULL, NULL);
		if (fd >= 0) {
			take_connection(server, fd);
		}
	}
}

/* --- life span --- */

struct socket_server *socket_server_start_at(uint16_t port, socket_server_serve *serve, void *context)
{
	struct socket_server *server = calloc(1, sizeof(*server));
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
	socklen_t length = sizeof(address);
	int on = 1;

	require(server != NULL, "calloc");
	server->serve = serve;
	server->context = context;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	require(server->listener >= 0, "socket");
	require(setsockopt(server->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0, "setsockopt");
	if (bind(server->listener, (struct sockaddr *)&address, sizeof(address)) != 0) {
		close(server->listener);
		free(server);
		return NULL;
	}
	require(listen(server->listener, CONNECTIONS_MAX) == 0, "listen");
	require(getsockname(server->listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
	server->port = ntohs(address.sin_port);
	require(pipe(server->wake) == 0, "pipe");
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->changed, NULL);
	require(pthread_create(&server->acceptor, NULL, accept_connections, server) == 0, "pthread_create");
	return server;
}

struct socket_server *socket_server_start(socket_server_serve *serve, void *context)
{
	struct socket_server *server = socket_server_start_at(0, serve, context);

	require(server != NULL, "bind");
	return server;
}

void socket_server_stop(struct socket_server *server)
{
	close(server->wake[1]);
	pthread_join(server->acceptor, NULL);
	pthread_mutex_lock(&server->lock);
	for (unsigned i = 0; i < server->connection_count; i++) {
		if (server->connections[i].fd >= 0) {
			shutdown(server->connections[i].fd, SHUT_RDWR);
		}
	}
	pthread_mutex_unlock(&server->lock);
	for (unsigned i = 0; i < server->connection_count; i++) {
		pthread_join(server->connections[i].thread, NULL);
	}
	close(server->listener);
	close(server->wake[0]);
	pthread_cond_destroy(&server->changed);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

uint16_t socket_server_port(const struct socket_server *server)
{
	return server->port;
}

void *socket_server_context(const struct socket_server *server)
{
	return server->context;
}

/* --- serving --- */

static size_t body_length(const char *head)
{
	for (const char *line = head; line; line = strstr(line, "\r\n")) {
		line += line == head ? 0 : 2;
		if (strncasecmp(line, "Content-Length:", 15) == 0) {
			return strtoul(line + 15, NULL, 10);
		}
		if (line[0] == '\r') {
			return 0;
		}
	}
	return 0;
}

static void keep_request(struct socket_server *server, const char *request, size_t length)
{
	pthread_mutex_lock(&server->lock);
	require(server->request_count < SOCKET_SERVER_REQUESTS_MAX, "too many requests");
	memcpy(server->requests[server->request_count++], request, length);
	pthread_cond_broadcast(&server->changed);
	pthread_mutex_unlock(&server->lock);
}

/* Byte by byte, so that nothing of the next request is taken. */
bool socket_server_read(struct socket_server *server, int fd)
{
	char request[SOCKET_SERVER_REQUEST_SIZE] = "";
	size_t length = 0;
	size_t whole = SIZE_MAX;

	while (length < whole) {
		require(length + 1 < sizeof(request), "request too long");
		if (recv(fd, request + length, 1, 0) != 1) {
			return false;
		}
		length++;
		if (whole == SIZE_MAX && length >= 4 && memcmp(request + length - 4, "\r\n\r\n", 4) == 0) {
			whole = length + body_length(request);
		}
	}
	keep_request(server, request, length);
	return true;
}

bool socket_server_send(int fd, const void *bytes, size_t length)
{
	const char *next = bytes;

	while (length > 0) {
		ssize_t sent = send(fd, next, length, MSG_NOSIGNAL);

		if (sent <= 0) {
			return false;
		}
		next += sent;
		length -= (size_t)sent;
	}
	return true;
}

bool socket_server_send_text(int fd, const char *text)
{
	return socket_server_send(fd, text, strlen(text));
}

bool socket_server_answer(int fd, int status, const char *body)
{
	char head[128];

	snprintf(head, sizeof(head), "HTTP/1.1 %d Any\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
	    status, strlen(body));
	return socket_server_send_text(fd, head) && socket_server_send_text(fd, body);
}

void socket_server_hang(int fd)
{
	char rest[256];

	while (recv(fd, rest, sizeof(rest), 0) > 0) {
	}
}

void socket_server_reset(int fd)
{
	struct linger linger = {.l_onoff = 1, .l_linger = 0};

	require(setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)) == 0, "setsockopt");
}

/* --- looking --- */

static unsigned look(struct socket_server *server, const unsigned *count)
{
	unsigned value;

	pthread_mutex_lock(&server->lock);
	value = *count;
	pthread_mutex_unlock(&server->lock);
	return value;
}

static void await(struct socket_server *server, const unsigned *count, unsigned least)
{
	pthread_mutex_lock(&server->lock);
	while (*count < least) {
		pthread_cond_wait(&server->changed, &server->lock);
	}
	pthread_mutex_unlock(&server->lock);
}

unsigned socket_server_connections(struct socket_server *server)
{
	return look(server, &server->connection_count);
}

unsigned socket_server_requests(struct socket_server *server)
{
	return look(server, &server->request_count);
}

const char *socket_server_request(struct socket_server *server, unsigned number)
{
	return number >= 1 && number <= socket_server_requests(server) ? server->requests[number - 1] : "";
}

void socket_server_await_requests(struct socket_server *server, unsigned count)
{
	await(server, &server->request_count, count);
}

void socket_server_await_closed(struct socket_server *server, unsigned count)
{
	await(server, &server->closed_count, count);
}
