/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation: the engine under every backend. It gives an operation its server, one absolute deadline, named steps,
 * recorded and redacted exchanges, retry of what is safe, settlement of lost answers, the ownership rule and the undo
 * list. It knows no product, no PHP and no libcurl: it drives the transport table alone.
 *
 * How a write ends. An answer that says so is DONE or REFUSED. Whatever else comes (time-out, cut connection, 5xx, an
 * answer that cannot be read) is UNKNOWN: the write's settle function reads the state back. Found done: success. Found
 * not done: the write is sent once more, unless it timed out and may still be running. Cannot be told: the operation
 * ends with outcome_unknown, keeping what it made for the next call.
 */
#ifndef PROVISION_LIB_OPERATION_H
#define PROVISION_LIB_OPERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/error.h"
#include "lib/params.h"
#include "lib/record.h"
#include "lib/secret.h"
#include "lib/transport.h"
#include "lib/url.h"
#include "lib/value.h"

#define PROV_UNDO_MAX 8
#define PROV_WRITES_MAX 4   /* writes that may go out together */
#define PROV_READS_MAX 4    /* reads that may go out together */
#define PROV_MESSAGES_MAX 4 /* the greater of the two */
#define PROV_INSTALLATION_MAX 32

/* What INI file, servers file and $params['provision'] say of a call. Strings are owned by the call. */
struct prov_settings {
	int64_t connect_timeout_ms;
	int64_t timeout_ms; /* of the whole operation */
	char *ca_file;
	char *pinned_public_key;
	char *proxy;
	char *temporary_directory; /* for answers too large for memory */
	bool allow_plain_http;
	bool adopt;
	/* [a-z0-9]*; part of every marker */
	char installation[PROV_INSTALLATION_MAX + 1];
	size_t max_response_bytes;     /* an ordinary answer, and one element of a streamed list */
	size_t max_list_bytes;         /* a streamed list as a whole */
	size_t max_message_bytes;      /* an ordinary message of a WebSocket */
	size_t max_list_message_bytes; /* one that holds a list of the whole server, and comes in one piece */
	unsigned max_json_depth;
};

struct prov_op;
struct prov_dialect;

enum {
	PROV_OPERATION_WRITES = 1,      /* changes the product */
	PROV_OPERATION_SERVER_ONLY = 2, /* works with the server keys alone */
	PROV_OPERATION_ASKS_ANYWAY = 4, /* ignores the memory of dead servers (test_connection) */
};

struct prov_operation {
	const char *name; /* "create" */
	unsigned flags;
	int64_t min_timeout_ms;          /* the product needs at least so long; 0 = the setting alone counts */
	const struct prov_input *inputs; /* besides prov_common_inputs; ends with a NULL field */
	/* an input that holds the server's whole address, https://host[:port][/folder]: in place of the record's; or NULL
	 */
	const struct prov_field *address;
	bool (*run)(struct prov_op *op); /* true: op->result is complete; false: op->error says why */
	const char *returns;             /* for people: the keys of the result */
};

/* A call as glue makes it: all of it is plain C memory that outlives any jump out of a Zend call. */
struct prov_call {
	const char *product; /* "mailcow": prefix of the functions */
	const char *label;   /* "mailcow", "Comet": for people */
	const struct prov_operation *operation;
	struct prov_params params;
	struct prov_settings settings;
	struct prov_secrets secrets;
	struct prov_records records;
	struct prov_value result;  /* a map */
	struct prov_value partial; /* a map: what a failed call did and what must be stored all the same */
	struct prov_error error;
};

void prov_call_init(
    struct prov_call *call, const char *product, const char *label, const struct prov_operation *operation);
/* Frees and wipes everything. Safe on a zeroed or already freed call. */
void prov_call_free(struct prov_call *call);
/* Runs it. True: call->result is whole. False: call->error, call->partial. Either way the records are redacted. */
bool prov_call_run(struct prov_call *call, const struct prov_transport *transport);

/*
 * Where the inputs say that the server is: the operation's address field when it is given, else the server's record.
 * False: error says what is wrong with them.
 */
bool prov_call_origin(const struct prov_call *call, struct prov_origin *origin, struct prov_error *error);

/* --- what a backend's operation sees --- */

typedef bool prov_undo_run(struct prov_op *op, void *data);

struct prov_undo {
	const char *what; /* "delete the domain again" */
	prov_undo_run *run;
	void *data; /* undo runs when the operation's run() has returned: nothing on its stack may be meant */
};

/*
 * Whose the object is that this service names. Every write to an existing object needs OURS, LEGACY or ADOPTED:
 * prov_op_write refuses to send anything without it, so that no backend can forget to look first.
 */
enum prov_ownership {
	PROV_OWNER_UNREAD,  /* not looked at yet */
	PROV_OWNER_ABSENT,  /* there is no such object */
	PROV_OWNER_OURS,    /* carries our marker, or was made by this very call */
	PROV_OWNER_LEGACY,  /* unmarked, but proven ours by what the billing host stored; the first write adds the marker */
	PROV_OWNER_ANOTHER, /* carries another's marker, or nothing proves it ours */
	PROV_OWNER_ADOPTED, /* another's, but the operator said in so many words that it is to be ours */
};

struct prov_op {
	struct prov_call *call;
	const struct prov_params *params;
	const struct prov_settings *settings;
	const struct prov_transport *transport;
	struct prov_origin origin;
	struct prov_connection_options connection;
	int64_t deadline_ms; /* absolute, on the transport's clock */
	const char *step;    /* the one under way; static text */
	struct prov_value *result;
	struct prov_value *partial;
	struct prov_error *error;
	enum prov_ownership ownership;
	struct prov_undo undo[PROV_UNDO_MAX];
	size_t undo_count;
	/* a channel of messages, where the product speaks over one (lib/operation_channel.h) */
	const struct prov_dialect *dialect;
	void *dialect_data;
	struct prov_channel *channel; /* NULL while none is open */
	const char *channel_url;      /* of the last one; borrowed from the dialect */
};

/* Names the step under way for records and errors. */
void prov_op_step(struct prov_op *op, const char *step);
/* Ends the operation with an error of this step. Always false. */
bool prov_op_fail(struct prov_op *op, enum prov_error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adopts an error made elsewhere as the operation's. Always false. */
bool prov_op_fail_with(struct prov_op *op, const struct prov_error *error);
/*
 * Sets an error of the caller's in place of the operation's, for work whose failure must not become the operation's
 * own; put the returned one back into op->error afterwards.
 */
struct prov_error *prov_op_set_aside(struct prov_op *op, struct prov_error *error);
/*
 * Copies text that came from the server for a message: secrets are taken out first, then it is cleaned and cut as by
 * prov_error_foreign_text, so that no cut can leave a part of a secret.
 */
void prov_op_foreign_text(const struct prov_op *op, char *target, size_t size, const char *text, size_t length);
/* Adds a value that must not be seen in records, messages and logs. */
bool prov_op_secret(struct prov_op *op, const char *text, size_t length);
/* Milliseconds left of the deadline, never below 0. */
int64_t prov_op_time_left(const struct prov_op *op);
/* Seconds since 1970 by this machine's clock. */
int64_t prov_op_unix_seconds(const struct prov_op *op);
/*
 * Moves the deadline for work whose length is known only now: each of `units` adds a thirtieth of the time-out, ten
 * time-outs at most in all.
 */
void prov_op_extend(struct prov_op *op, int64_t units);
/*
 * States whose the object is, as the backend read it. ANOTHER becomes ADOPTED when the operator asked for it and the
 * operation writes, else the operation ends with a conflict that names the object and `why`. True: it may go on (also
 * when ABSENT).
 */
bool prov_op_own(struct prov_op *op, enum prov_ownership ownership, const char *object, const char *why);
/* True when the object is proven ours but does not carry our marker yet. */
bool prov_op_needs_marker(const struct prov_op *op);
/*
 * Remembers how to take back what this very call created. Run in reverse when a later step ends in a refusal in so many
 * words (error.refused); after anything unknown nothing is undone.
 */
bool prov_op_undo(struct prov_op *op, const char *what, prov_undo_run *run, void *data);
/*
 * The service's marker: "<prefix><separator>41", or "<prefix><separator><installation><separator>41". False: no room,
 * or no service id.
 */
bool prov_op_marker(struct prov_op *op, const char *prefix, char separator, char *target, size_t size);

/* Fills in connection, origin and ceiling of a request of this operation. The deadline is set when it is sent. */
void prov_op_request(const struct prov_op *op, struct prov_request *request, enum prov_method method,
    enum prov_class class_, const char *url);
/*
 * Sends a read, again where that may help (answer lost, 429, 502, 503, 504), within the deadline. True: a whole answer
 * of any other status is in response, which the caller judges and frees. False: op->error.
 */
bool prov_op_read(struct prov_op *op, const struct prov_request *request, struct prov_response *response);
/* The same for several that go out together; all are whole, or none is kept. */
bool prov_op_read_all(
    struct prov_op *op, const struct prov_request *requests, struct prov_response *responses, size_t count);

enum prov_verdict {
	PROV_UNKNOWN,  /* cannot be told */
	PROV_DONE,     /* the write took effect */
	PROV_REFUSED,  /* the product refused in so many words */
	PROV_NOT_DONE, /* it never left, or was read back and did not take effect */
};

struct prov_write {
	const char *step;
	struct prov_request request;
	bool creates; /* touches no object that existed before: needs no ownership */
	/* Judges a whole answer: DONE, REFUSED or UNKNOWN; sets write->error unless DONE. Uses no transport. */
	enum prov_verdict (*judge)(struct prov_op *op, struct prov_write *write, const struct prov_response *response);
	/*
	 * Reads back whether it took effect: DONE, NOT_DONE, REFUSED (someone else's object stands there) or UNKNOWN.
	 * op->error is one of its own while it runs. NULL: an idempotent write is sent again instead; any other ends as
	 * unknown.
	 */
	enum prov_verdict (*settle)(struct prov_op *op, struct prov_write *write);
	void *data; /* for judge and settle */
	/* results */
	enum prov_verdict verdict;
	struct prov_error error; /* unless DONE */
	bool settled;            /* the verdict was learnt by reading back, not from the answer */
	bool may_still_run;      /* its answer timed out: what was read back says nothing of a moment later */
};

/*
 * Sends the writes, together where the connection multiplexes, and settles what is lost. True when all are DONE. False:
 * op->error is the first failure (with what the others did), and each write's verdict tells the rest.
 */
bool prov_op_write(struct prov_op *op, struct prov_write *writes, size_t count);

#endif
