/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_servers: what one thread's transport remembers of each server between exchanges: whether its connections
 * multiplex, how many exchanges are under way, and until when it counts as dead. A fixed table in which the entry that
 * was used longest ago makes room. It holds host names and causes, never credentials. Internal to lib/curl_*.c; knows
 * no libcurl.
 */
#ifndef PROVISION_LIB_CURL_SERVERS_H
#define PROVISION_LIB_CURL_SERVERS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/error.h"
#include "lib/url.h"

#define PROV_SERVERS_MAX 64

struct prov_server {
	bool known; /* the entry is in use */
	struct prov_origin origin;
	bool by_proxy; /* a server that a proxy cannot reach may well be reachable without it */
	bool multiplexes;
	int parked_socket; /* of the connection that its last exchange left open; -1: none */
	unsigned active;   /* exchanges under way; such an entry never makes room */
	int64_t last_used_ms;
	int64_t dead_until_ms; /* 0: not dead */
	char cause[256];       /* why it is dead, for people */
};

struct prov_servers {
	struct prov_server items[PROV_SERVERS_MAX];
};

/*
 * The entry of a server, made when there is none. NULL when all entries have exchanges under way. The pointer holds as
 * long as `active` is above 0, or until the next call.
 */
struct prov_server *prov_servers_get(
    struct prov_servers *servers, const struct prov_origin *origin, bool by_proxy, int64_t now_ms);
/* To be told when libcurl closes a socket, before its number can come to stand for another file. */
void prov_servers_forget_socket(struct prov_servers *servers, int fd);
/*
 * Shuts the parked connection when the server closes it: when its end is in sight, or, over HTTP/1.1, when there is
 * anything to read, which between exchanges is a farewell (TLS's close_notify, a "408 Request Timeout"). Before its
 * release 8, libcurl takes a connection with unread bytes for alive: it loses the next request there, or takes the
 * farewell for its answer. One that is shut it recognises, closes and replaces.
 */
void prov_server_drop_closed(struct prov_server *server);
void prov_server_set_dead(struct prov_server *server, int64_t until_ms, const char *cause);
void prov_server_set_alive(struct prov_server *server);
/* True, with the remembered cause in error, while the server counts as dead. */
bool prov_server_is_dead(const struct prov_server *server, int64_t now_ms, struct prov_error *error);

#endif
