/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * scripted_channel: a transport whose channels play a script: each opening and each message sent must be the next line
 * of the script, and what the server says then comes from there. HTTP exchanges are those of scripted.h. For unit tests
 * of operations that speak over a WebSocket.
 */
#ifndef PROVISION_TESTS_SCRIPTED_CHANNEL_H
#define PROVISION_TESTS_SCRIPTED_CHANNEL_H

#include "tests/unit/scripted.h"

enum scripted_then {
	SCRIPTED_GOES_ON,
	SCRIPTED_CUT,     /* when all it says is read, the connection is lost */
	SCRIPTED_CLOSED,  /* a close frame without a code */
	SCRIPTED_SILENT,  /* nothing more ever comes: the next wait times out */
	SCRIPTED_BROKEN,  /* against the protocol */
	SCRIPTED_UNSENT,  /* of a message: it does not leave; of an opening: nobody answers there */
	SCRIPTED_REFUSED, /* of an opening: an HTTP status instead of a 101 */
};

struct scripted_line {
	bool opens;
	/*
	 * What the message (of an opening: its URL and its headers, as "name: value") has, a part a line; a part behind "!"
	 * it has not, and one behind "=" is the whole of it. "ID" stands for the id that the message carries. NULL: no
	 * matter.
	 */
	const char *has;
	const char *says; /* messages, one a line; "ID" is replaced by that of the message that came last */
	enum scripted_then then;
	int status; /* of a refused opening */
};

#define SCRIPTED_QUEUE_MAX 64

struct channel_script {
	struct scripted http; /* first: the transport's self */
	const struct scripted_line *lines;
	size_t length;
	size_t next;
	void (*exchange)(void *self, struct prov_exchange *exchanges, size_t count); /* of http */
	int64_t date;                                                                /* of HTTP answers */
	int64_t unix_ms;                                                             /* this machine's clock */
	int64_t unix_ms_per_look; /* how far it goes on each time that it is looked at */
	size_t opened;            /* channels so far, and how many of them are closed */
	size_t closed;
	bool is_open;
	char *queue[SCRIPTED_QUEUE_MAX]; /* messages to be received; owned */
	size_t queued;
	size_t taken;
	enum scripted_then then;
	char id[32];
	bool memory_fails; /* the operation may leave the script then, and not all of it need be played */
};

void channel_script_init(struct channel_script *script, const struct scripted_line *lines, size_t length);
void channel_script_free(struct channel_script *script);
/* Runs the call; asserts that the whole script was played, and that no channel is left open. */
bool channel_script_run(struct prov_call *call, struct channel_script *script);

#endif
