/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * channel_server: a WebSocket server for the tests of channels, on socket_server.h: it takes the upgrade, or answers
 * with what the test says, sends prepared bytes, and sends texts back.
 */
#ifndef PROVISION_TESTS_CHANNEL_SERVER_H
#define PROVISION_TESTS_CHANNEL_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/unit/socket_server.h"

/* What it does; the test owns it. */
struct channel_server {
	const char *answer; /* to the upgrade, whole; NULL: it is accepted */
	const void *bytes;  /* sent in one go with the answer */
	size_t length;
	bool drip;                 /* one byte at a time */
	bool silent;               /* no answer at all */
	bool leaves;               /* closes after the bytes */
	bool resets;               /* with a reset */
	bool echoes;               /* sends each text back */
	bool floods;               /* sends the bytes again and again until the client is gone */
	bool is_proxy;             /* a CONNECT comes first */
	unsigned char last_opcode; /* of the client's last frame; to be read when the connection has closed */
};

/* Its context is a struct channel_server. */
socket_server_serve serve_channel;

#endif
