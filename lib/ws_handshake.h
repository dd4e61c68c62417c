/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_handshake: the HTTP upgrade that begins a WebSocket, as the client sees it: the text of the request, and a strict
 * reader of the answer that takes its bytes in any pieces. It knows no socket, offers no extension and no subprotocol,
 * and sends no Origin.
 */
#ifndef PROVISION_LIB_WS_HANDSHAKE_H
#define PROVISION_LIB_WS_HANDSHAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/error.h"
#include "lib/random.h"
#include "lib/transport.h"

#define PROV_WS_HEADER_MAX ((size_t)16 * 1024) /* of the answer's header, informational answers before it included */
#define PROV_WS_ACCEPT_SIZE 29                 /* base64 of a SHA-1, and a NUL */

enum prov_ws_upgrade {
	PROV_WS_UPGRADE_MORE, /* the header has not ended yet */
	PROV_WS_UPGRADED,
	PROV_WS_NOT_UPGRADED, /* error says why */
};

struct prov_ws_handshake {
	char accept[PROV_WS_ACCEPT_SIZE]; /* what the server must say */
	const char *server;               /* "https://host:8443" for messages; borrowed */
	int status;                       /* of the answer; 0 while none came */
	struct prov_buf header;           /* of the answer under way */
	size_t received;                  /* bytes of headers in all */
};

/*
 * Makes the request to `url`, which begins with the origin's text, and appends it to out (wipe that: headers hold
 * credentials). headers are plain tokens and values, as prov_request_check judges them. False: the random source or
 * memory failed.
 */
bool prov_ws_handshake_begin(struct prov_ws_handshake *handshake, const struct prov_request *request,
    const struct prov_random *random, struct prov_buf *out, struct prov_error *error);
/*
 * Reads bytes of the answer; *used says how many belong to its header: those behind it are frames. Not to be called
 * again after a verdict.
 */
enum prov_ws_upgrade prov_ws_handshake_read(
    struct prov_ws_handshake *handshake, const char *bytes, size_t length, size_t *used, struct prov_error *error);
void prov_ws_handshake_free(struct prov_ws_handshake *handshake);

#endif
