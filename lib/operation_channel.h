/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_channel: an operation's messages over one WebSocket. A request of method PROV_MESSAGE goes through
 * prov_op_read and prov_op_write like any other; here it is sent over the operation's channel, which opens with the
 * first one, and its answer is picked out of what the server sends. After anything unclear the channel is closed, so
 * that what is read afterwards comes over a new connection and cannot be a late answer.
 *
 * What a backend's messages look like, how it logs in and which message answers which is its dialect. Nothing here
 * reads a message.
 */
#ifndef PROVISION_LIB_OPERATION_CHANNEL_H
#define PROVISION_LIB_OPERATION_CHANNEL_H

#include "lib/operation.h"

/* What a message is to who waits for the channel to be ready. */
enum prov_message {
	PROV_MESSAGE_OTHER, /* nothing: it is passed over */
	PROV_MESSAGE_AWAITED,
	PROV_MESSAGE_FATAL, /* it ends the channel: error says why */
};

struct prov_dialect {
	const char *step; /* the opening, for records and errors: "log in" */
	/*
	 * Fills in URL and headers of the upgrade of a new channel; the strings are borrowed until the next opening or the
	 * end. False: error.
	 */
	bool (*open)(struct prov_op *op, void *data, struct prov_request *request, struct prov_error *error);
	/* Judges each message of a new channel, until one is AWAITED: requests may then be sent. It may change the message.
	 */
	enum prov_message (*greet)(struct prov_op *op, void *data, struct prov_buf *message, struct prov_error *error);
	/*
	 * No channel came about, for the error in opening, which it may replace by a better one. True: whatever was wrong
	 * is put right, open once more (asked once for each message that wants a channel).
	 */
	bool (*failed)(struct prov_op *op, void *data, struct prov_response *opening);
	/* Takes note of a message that came while requests wait, and may change it. False: error, it ends the channel. */
	bool (*hear)(struct prov_op *op, void *data, struct prov_buf *message, struct prov_error *error);
	/* Whether the message heard last is the answer to this request; asked for each that waits, the oldest first. */
	bool (*answers)(void *data, const struct prov_request *request, const struct prov_buf *message);
	/* Frees data; the channel is closed then. */
	void (*end)(void *data);
};

/* Says how the operation speaks, once, before its first message. data is the operation's until it ends. */
void prov_op_speak(struct prov_op *op, const struct prov_dialect *dialect, void *data);
/* Ends the channel; the next message opens another one. */
void prov_op_hang_up(struct prov_op *op);
/* For operation.c alone: the operation is over. */
void prov_op_channel_end(struct prov_op *op);
/* For operation_exchange.c alone: sends the messages together, waits for all their answers, and records each. */
void prov_op_messages(
    struct prov_op *op, struct prov_exchange *exchanges, size_t count, const char *const *steps, unsigned attempt);

#endif
