/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_channel: a WebSocket over a connection that libcurl makes: TLS, CA file, pinned key, proxy, connect time-out and
 * the memory of dead servers are those of HTTP. The bytes on it are ours: lib/ws_handshake.c and lib/ws_frames.c make
 * and read them. Its functions fill the transport's table (lib/transport.h says what they promise).
 *
 * Life span: one channel serves one operation; it is closed before that ends, and never kept for another.
 */
#ifndef PROVISION_LIB_CURL_CHANNEL_H
#define PROVISION_LIB_CURL_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/curl_http.h"
#include "lib/transport.h"

struct prov_transfer;

/* `self` is the struct prov_http of the transport. */
struct prov_channel *prov_channel_open(
    void *self, const struct prov_random *random, const struct prov_request *request, struct prov_response *response);
bool prov_channel_send(void *self, struct prov_channel *channel, const char *text, size_t length, int64_t deadline_ms,
    struct prov_error *error);
bool prov_channel_receive(void *self, struct prov_channel *channel, size_t max_bytes, int64_t deadline_ms,
    struct prov_buf *message, struct prov_error *error);
void prov_channel_close(void *self, struct prov_channel *channel);

/*
 * In curl_http.c, which knows the servers: a connection to the request's server and nothing more, by a transfer of its
 * own (prov_transfer_free it). NULL: the response says why.
 */
struct prov_transfer *prov_http_connect(
    struct prov_http *http, const struct prov_request *request, struct prov_response *response);

#endif
