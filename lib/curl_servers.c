/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_servers: a linear table, because the servers of one billing host are few and their addresses short.
 */
#ifndef _GNU_SOURCE
#	define _GNU_SOURCE /* POLLRDHUP */
#endif
#include "lib/curl_servers.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#ifndef POLLRDHUP
#	define POLLRDHUP 0 /* where there is none, POLLHUP tells the same */
#endif

static bool is_server(const struct prov_server *server, const struct prov_origin *origin, bool by_proxy)
{
	return server->known && server->by_proxy == by_proxy && server->origin.port == origin->port &&
	       strcmp(server->origin.host, origin->host) == 0 && strcmp(server->origin.scheme, origin->scheme) == 0;
}

struct prov_server *prov_servers_get(
    struct prov_servers *servers, const struct prov_origin *origin, bool by_proxy, int64_t now_ms)
{
	struct prov_server *oldest = NULL;

	for (size_t i = 0; i < PROV_SERVERS_MAX; i++) {
		struct prov_server *server = &servers->items[i];

		if (is_server(server, origin, by_proxy)) {
			server->last_used_ms = now_ms;
			return server;
		}
		if (server->active > 0) {
			continue;
		}
		if (!oldest || (oldest->known && (!server->known || server->last_used_ms < oldest->last_used_ms))) {
			oldest = server;
		}
	}
	if (oldest) {
		*oldest = (struct prov_server){
		    .parked_socket = -1, .known = true, .origin = *origin, .by_proxy = by_proxy, .last_used_ms = now_ms};
	}
	return oldest;
}

void prov_servers_forget_socket(struct prov_servers *servers, int fd)
{
	for (size_t i = 0; i < PROV_SERVERS_MAX; i++) {
		if (servers->items[i].known && servers->items[i].parked_socket == fd) {
			servers->items[i].parked_socket = -1;
		}
	}
}

void prov_server_drop_closed(struct prov_server *server)
{
	struct pollfd parked = {.fd = server->parked_socket, .events = POLLIN | POLLRDHUP};
	short doomed = POLLRDHUP | POLLHUP | POLLERR;
	char bytes[4096];

	if (server->parked_socket < 0 || server->active > 0 || poll(&parked, 1, 0) <= 0) {
		return;
	}
	if (!server->multiplexes) {
		doomed |= POLLIN; /* HTTP/2 alone has something to say between exchanges */
	}
	if (parked.revents & doomed) {
		while (recv(parked.fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0) {
			/* unread bytes would hide the end behind them from libcurl */
		}
		shutdown(parked.fd, SHUT_RDWR);
	}
}

void prov_server_set_dead(struct prov_server *server, int64_t until_ms, const char *cause)
{
	server->dead_until_ms = until_ms;
	snprintf(server->cause, sizeof(server->cause), "%s", cause);
}

void prov_server_set_alive(struct prov_server *server)
{
	server->dead_until_ms = 0;
	server->cause[0] = '\0';
}

bool prov_server_is_dead(const struct prov_server *server, int64_t now_ms, struct prov_error *error)
{
	if (server->dead_until_ms <= now_ms) {
		return false;
	}
	prov_error_set(error, PROV_ERROR_CONNECTION, "%s (remembered; not asked again for %" PRId64 " s)", server->cause,
	    (server->dead_until_ms - now_ms + 999) / 1000);
	error->retryable = true;
	return true;
}
