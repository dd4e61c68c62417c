/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * channel_server: see channel_server.h. Frames of the client are short here.
 */
#include "tests/unit/channel_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <openssl/evp.h>

#include "lib/crypto.h"

/* With libcrypto itself: lib/'s allocations are made to fail in the client, and must not in the server. */
static void make_accept(const char *request, char *target)
{
	static const char name[] = "Sec-WebSocket-Key: ";
	const char *key = strstr(request, name);
	unsigned char hash[PROV_SHA1_LENGTH];
	char text[128];

	key = key ? key + strlen(name) : "";
	snprintf(text, sizeof(text), "%.*s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", (int)strcspn(key, "\r"), key);
	EVP_Digest(text, strlen(text), hash, NULL, EVP_sha1(), NULL);
	EVP_EncodeBlock((unsigned char *)target, hash, sizeof(hash));
}

static bool say(const struct channel_server *script, int fd, const void *bytes, size_t length)
{
	for (size_t i = 0; script->drip && i < length; i++) {
		if (!socket_server_send(fd, (const char *)bytes + i, 1)) {
			return false;
		}
	}
	return script->drip || socket_server_send(fd, bytes, length);
}

static bool take(int fd, void *target, size_t length)
{
	return length == 0 || recv(fd, target, length, MSG_WAITALL) == (ssize_t)length;
}

/* One frame of the client, unmasked; all of them are short here. */
static bool take_frame(int fd, unsigned char *opcode, unsigned char *payload, size_t *length)
{
	unsigned char head[2];
	unsigned char mask[4];

	if (!take(fd, head, 2) || !(head[1] & 0x80) || (head[1] & 0x7F) > 125) {
		return false;
	}
	*opcode = head[0] & 0x0F;
	*length = head[1] & 0x7F;
	if (!take(fd, mask, 4) || !take(fd, payload, *length)) {
		return false;
	}
	for (size_t i = 0; i < *length; i++) {
		payload[i] ^= mask[i % 4];
	}
	return true;
}

static void flood(const struct channel_server *script, int fd)
{
	while (socket_server_send(fd, script->bytes, script->length)) {
	}
}

static void talk(struct channel_server *script, int fd)
{
	unsigned char frame[2 + 125];
	unsigned char opcode;
	size_t length;

	while (take_frame(fd, &opcode, frame + 2, &length)) {
		script->last_opcode = opcode;
		frame[0] = 0x81;
		frame[1] = (unsigned char)length;
		if (script->echoes && opcode == 1 && !say(script, fd, frame, 2 + length)) {
			return;
		}
	}
}

void serve_channel(struct socket_server *server, int fd, unsigned number)
{
	struct channel_server *script = socket_server_context(server);
	char accept[64];
	char head[256];
	const char *said;
	size_t length;
	char *answer;

	(void)number;
	if (!socket_server_read(server, fd)) {
		return;
	}
	if (script->is_proxy &&
	    (!socket_server_send_text(fd, "HTTP/1.1 200 Connected\r\n\r\n") || !socket_server_read(server, fd))) {
		return;
	}
	if (script->silent) {
		socket_server_hang(fd);
		return;
	}
	make_accept(socket_server_request(server, socket_server_requests(server)), accept);
	snprintf(head, sizeof(head),
	    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Accept: %s\r\n\r\n",
	    accept);
	said = script->answer ? script->answer : head;
	length = strlen(said) + script->length;
	answer = calloc(1, length + 1);
	memcpy(answer, said, strlen(said));
	if (script->length > 0) {
		memcpy(answer + strlen(said), script->bytes, script->length);
	}
	if (script->resets) {
		socket_server_reset(fd);
	}
	if (say(script, fd, answer, length) && !script->leaves && !script->resets) {
		if (script->floods) {
			flood(script, fd);
		}
		talk(script, fd);
	}
	free(answer);
}
