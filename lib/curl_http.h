/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_http: HTTP over one libcurl multi handle that owns all connections of a thread and keeps them for later calls
 * and requests of the process. It keeps transport only: no cookies, no credentials, no answers. TLS is always verified,
 * redirects are never followed, the environment's proxy and ~/.netrc never count.
 *
 * Life span: made in a thread's first call, freed when the thread or process ends. After a fork the child abandons the
 * parent's (prov_http_abandon): closing it would send a TLS close on the parent's connections.
 */
#ifndef PROVISION_LIB_CURL_HTTP_H
#define PROVISION_LIB_CURL_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/error.h"
#include "lib/transport.h"

struct prov_http; /* the multi handle, its easy handles and what is remembered of servers */

struct prov_http_options {
	bool keep_connections; /* false: every exchange on a connection of its own, closed after it */
	/* An idle connection older than this is not used again; whole seconds, at least 2. Not above 0: none is kept. */
	int64_t idle_connection_ms;
	/* How long a host:port that refused a connection is not asked again; 0 = never remembered. */
	int64_t dead_server_ms;
};

/* Once per process, before and after all threads. Not thread-safe. */
bool prov_http_global_init(void);
void prov_http_global_cleanup(void);

struct prov_http *prov_http_new(const struct prov_http_options *options, struct prov_error *error);
/* Changes the options for the exchanges from now on. */
void prov_http_configure(struct prov_http *http, const struct prov_http_options *options);
/* True when this process is not the one that made it (a fork happened): abandon it and make another. */
bool prov_http_is_foreign(const struct prov_http *http);
/* Forgets it without touching its connections; its memory is left to the process's end. */
void prov_http_abandon(struct prov_http *http);
void prov_http_free(struct prov_http *http);
/* Fills exchange, the clocks, channels and self of a transport table; random is the caller's. */
void prov_http_transport(struct prov_http *http, struct prov_transport *transport);

/* The transport's clock: milliseconds, never going back. */
int64_t prov_http_now_ms(void);

/* For phpinfo(). The texts are static or live as long as the library. */
const char *prov_http_library_version(void);
const char *prov_http_library_version_compiled(void);
const char *prov_http_tls_version(void);
bool prov_http_has_http2(void);

#endif
