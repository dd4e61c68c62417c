/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_transfer: one exchange on one libcurl easy handle: its options, its callbacks and what they counted, and the
 * judgement of how it ended. It holds all of an exchange's state, so that any number of them can be under way in one
 * multi handle. When it starts, waits or is cut off is curl_http.c's business. Internal to lib/curl_*.c.
 *
 * Life span: a transfer is made for an exchange, cleared after it, and kept for later ones with its easy handle, which
 * keeps TLS sessions but no option, header or body of an earlier exchange.
 */
#ifndef PROVISION_LIB_CURL_TRANSFER_H
#define PROVISION_LIB_CURL_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <curl/curl.h>

#include "lib/curl_servers.h"
#include "lib/transport.h"

enum prov_transfer_state {
	PROV_TRANSFER_QUEUED,    /* waits for its time or for a connection of its server; libcurl does not know it */
	PROV_TRANSFER_RUNNING,   /* in the multi handle */
	PROV_TRANSFER_LINGERING, /* ended for its caller, but libcurl's name lookup still runs */
};

/* Why a callback of ours ended the transfer. */
enum prov_transfer_abort {
	PROV_ABORT_NONE,
	PROV_ABORT_BODY_TOO_LONG,
	PROV_ABORT_HEADER_TOO_LONG,
	PROV_ABORT_SINK,
	PROV_ABORT_MEMORY,
	PROV_ABORT_REPEAT, /* libcurl wanted to send a creating write a second time */
};

struct prov_transfer {
	CURL *easy; /* owned */
	enum prov_transfer_state state;
	const struct prov_request *request; /* borrowed until the exchange ends; NULL while idle or lingering */
	struct prov_response *response;     /* borrowed likewise */
	size_t *pending;                    /* the caller's count of exchanges that have not ended */
	struct prov_server *server;         /* set when it starts; its `active` counts this transfer while that runs */
	int64_t started_ms;
	int64_t connect_until_ms; /* the connection must stand by then */
	/*
	 * Nothing but the connection is wanted: a channel's (curl_channel.c). Such a transfer has a multi handle of its
	 * own, because libcurl closes idle connections in which bytes wait when it looks through those of a shared one.
	 * Owned.
	 */
	CURLM *own_multi;

	unsigned sends;    /* how often libcurl began to send the request; 0 = no byte of it can have left */
	size_t body_sent;  /* bytes of a body that cannot be rewound */
	bool header_ended; /* the empty line after the answer's own header came, not only one of an informational answer */
	size_t header_bytes; /* received, informational answers and trailers included */
	size_t body_bytes;   /* received, decoded */
	size_t body_ceiling; /* that of the sink or of the response's buffer, whichever takes the body */
	enum prov_transfer_abort abort;

	struct curl_slist header_list[PROV_HEADERS_MAX + 2]; /* points into header_text */
	char *header_text;                                   /* owned; holds the credential, wiped when the exchange ends */
	size_t header_text_size;
	char curl_text[CURL_ERROR_SIZE]; /* libcurl's own words about a failure */
	struct prov_transfer *next;
};

/* What the transport decides for all its transfers. */
struct prov_transfer_options {
	bool keep_connections;
	int64_t idle_connection_ms;
	struct prov_servers *servers; /* is told of every socket that closes; outlives all connections */
};

/* NULL when memory is short. */
struct prov_transfer *prov_transfer_new(void);
/* One that connects only, in a multi handle of its own. */
struct prov_transfer *prov_transfer_new_alone(void);
void prov_transfer_free(struct prov_transfer *transfer);
/* Makes a response empty, with the ceilings of its request. */
void prov_response_begin(const struct prov_request *request, struct prov_response *response);
/* False, with an error, when the request must not be sent as it is. Needs no easy handle. */
bool prov_request_check(const struct prov_request *request, struct prov_error *error);
/* Sets the options of an exchange that starts now. False: error. */
bool prov_transfer_prepare(struct prov_transfer *transfer, const struct prov_transfer_options *options, int64_t now_ms,
    struct prov_error *error);
/*
 * Fills the response from what libcurl and the callbacks know. The transfer is out of the multi handle, or lingers
 * there.
 */
void prov_transfer_judge(struct prov_transfer *transfer, CURLcode code, int64_t now_ms);
/* True while libcurl looks the server's name up. */
bool prov_transfer_is_resolving(const struct prov_transfer *transfer);
/* Takes all of the caller's out of a transfer that stays in the multi handle until its name lookup ends. */
void prov_transfer_detach(struct prov_transfer *transfer);
/* Makes it fit for another exchange; wipes what may hold a credential. The transfer is out of the multi handle. */
void prov_transfer_clear(struct prov_transfer *transfer);

#endif
