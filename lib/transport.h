/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * transport: the table of functions through which an operation reaches the world: exchanges, channels of messages,
 * clock and randomness. An operation waits inside these functions alone, so one that runs as a coroutine gives way
 * there and nowhere else; unit tests put a scripted table in its place. lib/curl_http.c and lib/curl_channel.c are the
 * real one.
 */
#ifndef PROVISION_LIB_TRANSPORT_H
#define PROVISION_LIB_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/error.h"
#include "lib/random.h"
#include "lib/url.h"

#define PROV_HEADERS_MAX 8

enum prov_method {
	PROV_GET,
	PROV_POST,
	PROV_PUT,
	PROV_DELETE,
	PROV_MESSAGE, /* over the operation's channel, see lib/operation_channel.h; no exchange of the transport's */
};

/* What may be done about a request whose answer is lost. */
enum prov_class {
	PROV_READ,       /* changes nothing: may be sent again */
	PROV_IDEMPOTENT, /* a write that sets a state: may be sent again */
	/* creates or deletes: never sent again unseen; the body cannot be rewound, a lost answer is settled by reading */
	PROV_ONCE,
};

struct prov_header {
	const char *name;
	const char *value; /* a CR, LF or NUL is refused, not stripped */
};

/*
 * How TLS is verified and how to reach the server. Strings are borrowed for the duration of the exchange; NULL = not
 * set.
 */
struct prov_connection_options {
	const char *ca_file;
	const char *pinned_public_key; /* "sha256//base64..." */
	const char *proxy;             /* NULL or "": none; the environment never counts */
	int64_t connect_timeout_ms;
	bool ignore_dead_memory; /* test_connection: ask the network, not the memory of a refusal */
};

/* Receives decoded body bytes instead of the response's buffer; false ends the transfer (the sink knows why). */
typedef bool prov_sink_write(void *sink, const char *bytes, size_t length);
/* Called before an exchange whose body goes to a sink is sent again: what came so far does not count. */
typedef void prov_sink_restart(void *sink);

struct prov_request {
	enum prov_method method;
	enum prov_class class_;
	const struct prov_origin *origin;
	const char *url; /* complete, from prov_url_build */
	struct prov_header headers[PROV_HEADERS_MAX];
	size_t header_count;
	const char *body; /* NULL: none */
	size_t body_length;
	const char *shown_body; /* what records keep in place of the body; NULL: the body itself */
	/* names the members of a JSON answer whose texts records must not show; NULL: none */
	bool (*is_secret_member)(const char *name, size_t length);
	const struct prov_connection_options *connection;
	int64_t not_before_ms; /* on the transport's clock: wait until then before sending (back-off); 0 = at once */
	int64_t deadline_ms;   /* on the transport's clock: absolute end of this exchange, reading included */
	size_t max_bytes;      /* ceiling of the decoded body */
	prov_sink_write *sink; /* NULL: the body goes into the response. Only bodies of status 200-299 go to the sink */
	prov_sink_restart *sink_restart; /* needed with a sink */
	void *sink_target;

	/* of a PROV_MESSAGE alone, whose body is the message */
	const void *awaited; /* what its answer is known by; the dialect's own */
	bool unanswered;     /* no answer ever comes: it is done when it has left */
	bool counts_only;    /* records tell of the answer how long it was, and nothing of what it said */
	int64_t patience_ms; /* at most so long for the answer; 0: until the deadline */
};

/* How far an exchange came. */
enum prov_delivery {
	PROV_NOT_SENT, /* no byte of the request left: DNS, connect, TLS, refused by a rule, remembered as dead */
	PROV_ANSWERED, /* the whole answer is here */
	PROV_LOST,     /* the request may have reached the server, the answer is not (wholly) here */
};

struct prov_response {
	enum prov_delivery delivery;
	struct prov_error error; /* set unless ANSWERED: connection, time-out, protocol (too long, broken), configuration */
	int status;              /* HTTP status; 0 when no answer began */
	char content_type[128];
	struct prov_buf body; /* owned by the caller: prov_response_free */
	int64_t duration_ms;
	bool multiplexed; /* the answer came over a connection that carries several exchanges at once */
	bool reused;      /* over a connection that was open before */
	int64_t date;     /* the server's clock by its Date header, Unix seconds; 0 = it told none */
};

struct prov_exchange {
	const struct prov_request *request;
	struct prov_response *response;
};

struct prov_channel; /* a WebSocket of one operation, open; the transport's own */

struct prov_transport {
	/*
	 * Performs count exchanges, together where the connection multiplexes, else one after the other over one
	 * connection, and returns when each has ended. Each response is (re)initialised here; every failure is told in it.
	 */
	void (*exchange)(void *self, struct prov_exchange *exchanges, size_t count);
	/* Milliseconds on a clock that never goes back. */
	int64_t (*now_ms)(void *self);
	/* Milliseconds since 1970 by this machine's clock, for codes and tokens that hold a time. */
	int64_t (*unix_ms)(void *self);
	/*
	 * Opens a WebSocket: the request (GET) gives address, headers, connection, not_before and deadline. The response
	 * tells status and duration. NULL: its error says why, and its delivery whether a byte of the request may have
	 * left.
	 */
	struct prov_channel *(*open)(void *self, const struct prov_random *random, const struct prov_request *request,
	    struct prov_response *response);
	/* Sends a message of text. False: the server cannot have the whole of it, and the channel is of no more use. */
	bool (*send)(void *self, struct prov_channel *channel, const char *text, size_t length, int64_t deadline_ms,
	    struct prov_error *error);
	/*
	 * Waits for the next message, of at most max_bytes, and puts it into message, in place of what was there (wipe it).
	 * False: time-out, closed, lost, or against the protocol; after anything but a time-out it is of no more use.
	 */
	bool (*receive)(void *self, struct prov_channel *channel, size_t max_bytes, int64_t deadline_ms,
	    struct prov_buf *message, struct prov_error *error);
	/* Ends it in order, without waiting for the server. */
	void (*close)(void *self, struct prov_channel *channel);
	struct prov_random random;
	void *self;
};

void prov_response_init(struct prov_response *response);
void prov_response_free(struct prov_response *response);

#endif
