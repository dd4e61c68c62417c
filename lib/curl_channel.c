/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_channel: moves the bytes of a WebSocket between libcurl's connection and the readers of handshake and frames.
 *
 * The two rules that everything rests on: libcurl is asked for bytes before the socket is waited for, because TLS may
 * hold bytes that the socket no longer shows; and every wait ends at the caller's absolute deadline, however much
 * comes.
 */
#include "lib/curl_channel.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "lib/curl_failure.h"
#include "lib/curl_transfer.h"
#include "lib/mem.h"
#include "lib/ws_frames.h"
#include "lib/ws_handshake.h"

#define PIECE ((size_t)16 * 1024)             /* bytes read at once */
#define REQUEST_MAX ((size_t)32 * 1024)       /* of the upgrade */
#define FRAMES_MAX ((size_t)16 * 1024 * 1024) /* of frames that wait to be sent */
#define FAREWELL_MS 100                       /* for the close frame to leave; nobody waits for its answer */

struct prov_channel {
	struct prov_transfer *transfer; /* owned: the connection, and what error messages need */
	struct prov_request request;    /* the part of the opening one that those need; its strings are the operation's */
	struct prov_ws_frames *frames;  /* owned */
	curl_socket_t socket;
	struct prov_buf out; /* frames to be sent */
	char piece[PIECE];   /* bytes that the frames' reader borrows */
	bool dead;           /* the connection is of no more use */
};

/* --- waiting --- */

/* Waits until the socket is readable (or writable), or until the time. False: the time is over. */
static bool await(curl_socket_t socket, short events, int64_t until_ms)
{
	struct pollfd waiting = {.fd = socket, .events = events};

	for (;;) {
		int64_t left = until_ms - prov_http_now_ms();
		int ready;

		if (left <= 0) {
			return false;
		}
		ready = poll(&waiting, 1, left > INT_MAX ? INT_MAX : (int)left);
		if (ready > 0 || (ready < 0 && errno != EINTR)) {
			return true; /* a failing poll is told by the call that follows */
		}
	}
}

static void pause_until(int64_t until_ms)
{
	(void)await(-1, 0, until_ms); /* poll passes over a negative descriptor */
}

/* --- bytes --- */

static CURLcode send_bytes(struct prov_channel *channel, const char *bytes, size_t length, int64_t deadline_ms)
{
	while (length > 0) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(channel->transfer->easy, bytes, length, &sent);

		bytes += sent;
		length -= sent;
		if (code == CURLE_AGAIN && !await(channel->socket, POLLOUT, deadline_ms)) {
			return CURLE_OPERATION_TIMEDOUT;
		}
		if (code != CURLE_OK && code != CURLE_AGAIN) {
			return code;
		}
	}
	return CURLE_OK;
}

/*
 * One or more bytes into channel->piece. The end of the stream is CURLE_GOT_NOTHING. Behind the deadline nothing is
 * read any more, also where there is something: a server that never stops talking would put it off for ever.
 */
static CURLcode receive_bytes(struct prov_channel *channel, int64_t deadline_ms, size_t *received)
{
	while (prov_http_now_ms() < deadline_ms) {
		CURLcode code = curl_easy_recv(channel->transfer->easy, channel->piece, PIECE, received);

		if (code == CURLE_OK) {
			return *received > 0 ? CURLE_OK : CURLE_GOT_NOTHING;
		}
		if (code != CURLE_AGAIN) {
			return code;
		}
		(void)await(channel->socket, POLLIN, deadline_ms);
	}
	return CURLE_OPERATION_TIMEDOUT;
}

/* Describes a failure of the connection. Always false. */
static bool lost(struct prov_channel *channel, CURLcode code, struct prov_error *error)
{
	prov_transfer_failure(channel->transfer, code, prov_http_now_ms(), error);
	channel->dead = channel->dead || code != CURLE_OPERATION_TIMEDOUT;
	return false;
}

static bool flush(struct prov_channel *channel, int64_t deadline_ms, struct prov_error *error)
{
	CURLcode code = send_bytes(channel, prov_buf_text(&channel->out), channel->out.length, deadline_ms);

	prov_buf_wipe(&channel->out);
	if (code != CURLE_OK) {
		channel->dead = true; /* a frame may have left in part */
		return lost(channel, code, error);
	}
	return true;
}

/* --- opening --- */

static bool send_upgrade(struct prov_channel *channel, struct prov_ws_handshake *handshake,
    const struct prov_random *random, const struct prov_request *request, struct prov_error *error)
{
	struct prov_buf text;
	CURLcode code = CURLE_OK;
	bool done;

	prov_buf_init(&text, REQUEST_MAX);
	done = prov_ws_handshake_begin(handshake, request, random, &text, error);
	if (done) {
		code = send_bytes(channel, text.data, text.length, request->deadline_ms);
	}
	prov_buf_wipe(&text);
	return done && (code == CURLE_OK || lost(channel, code, error));
}

/* What comes behind the answer's header are frames already. */
static bool read_upgrade(
    struct prov_channel *channel, struct prov_ws_handshake *handshake, int64_t deadline_ms, struct prov_error *error)
{
	enum prov_ws_upgrade verdict = PROV_WS_UPGRADE_MORE;
	size_t received = 0;
	size_t used = 0;

	while (verdict == PROV_WS_UPGRADE_MORE) {
		CURLcode code = receive_bytes(channel, deadline_ms, &received);

		if (code != CURLE_OK) {
			return lost(channel, code, error);
		}
		channel->transfer->header_bytes += received;
		verdict = prov_ws_handshake_read(handshake, channel->piece, received, &used, error);
	}
	prov_ws_frames_feed(channel->frames, channel->piece + used, received - used);
	return verdict == PROV_WS_UPGRADED;
}

static bool upgrade(struct prov_channel *channel, const struct prov_random *random, const struct prov_request *request,
    struct prov_response *response)
{
	struct prov_ws_handshake handshake;
	bool done = send_upgrade(channel, &handshake, random, request, &response->error) &&
	            read_upgrade(channel, &handshake, request->deadline_ms, &response->error);

	response->status = handshake.status;
	response->delivery = done || handshake.status > 0 ? PROV_ANSWERED : PROV_LOST;
	response->duration_ms = prov_http_now_ms() - channel->transfer->started_ms;
	prov_ws_handshake_free(&handshake);
	return done;
}

/* NULL when memory is short. Takes the transfer over, also then. */
static struct prov_channel *new_channel(
    struct prov_transfer *transfer, const struct prov_random *random, const struct prov_request *request)
{
	struct prov_channel *channel = prov_calloc(1, sizeof(*channel));

	if (!channel) {
		prov_transfer_free(transfer);
		return NULL;
	}
	channel->transfer = transfer;
	channel->request = (struct prov_request){.origin = request->origin, .connection = request->connection};
	transfer->request = &channel->request;
	transfer->response = NULL;
	prov_buf_init(&channel->out, FRAMES_MAX);
	channel->socket = CURL_SOCKET_BAD;
	channel->frames = prov_ws_frames_new(random);
	if (!channel->frames || curl_easy_getinfo(transfer->easy, CURLINFO_ACTIVESOCKET, &channel->socket) != CURLE_OK) {
		channel->dead = true;
		prov_channel_close(NULL, channel); /* the transport is not needed for it */
		return NULL;
	}
	return channel;
}

struct prov_channel *prov_channel_open(
    void *self, const struct prov_random *random, const struct prov_request *request, struct prov_response *response)
{
	struct prov_http *http = self;
	struct prov_transfer *transfer;
	struct prov_channel *channel;

	pause_until(request->not_before_ms);
	transfer = prov_http_connect(http, request, response);
	if (!transfer) {
		return NULL;
	}
	channel = new_channel(transfer, random, request);
	if (!channel) {
		prov_error_memory(&response->error);
		return NULL;
	}
	if (!upgrade(channel, random, request, response)) {
		channel->dead = true;
		prov_channel_close(self, channel);
		return NULL;
	}
	return channel;
}

/* --- messages --- */

bool prov_channel_send(void *self, struct prov_channel *channel, const char *text, size_t length, int64_t deadline_ms,
    struct prov_error *error)
{
	(void)self;
	channel->transfer->started_ms = prov_http_now_ms();
	channel->transfer->header_bytes = 0;
	if (channel->dead) {
		return lost(channel, CURLE_GOT_NOTHING, error);
	}
	if (!prov_ws_frames_text(channel->frames, text, length, &channel->out)) {
		channel->dead = true;
		prov_buf_wipe(&channel->out);
		return prov_error_memory(error);
	}
	return flush(channel, deadline_ms, error);
}

static bool closed(struct prov_channel *channel, struct prov_error *error)
{
	channel->dead = true;
	prov_error_set(error, PROV_ERROR_CONNECTION, "%s closed the WebSocket (code %u)", channel->request.origin->text,
	    prov_ws_frames_close_code(channel->frames));
	snprintf(error->backend_code, sizeof(error->backend_code), "%u", prov_ws_frames_close_code(channel->frames));
	error->retryable = true;
	return false;
}

/* Reads more bytes for the frames. */
static bool feed(struct prov_channel *channel, int64_t deadline_ms, struct prov_error *error)
{
	size_t received = 0;
	CURLcode code = receive_bytes(channel, deadline_ms, &received);

	if (code != CURLE_OK) {
		channel->transfer->header_bytes = prov_ws_frames_are_amid(channel->frames) ? 1 : 0;
		return lost(channel, code, error);
	}
	prov_ws_frames_feed(channel->frames, channel->piece, received);
	return true;
}

bool prov_channel_receive(void *self, struct prov_channel *channel, size_t max_bytes, int64_t deadline_ms,
    struct prov_buf *message, struct prov_error *error)
{
	(void)self;
	while (!channel->dead) {
		enum prov_ws_result result = prov_ws_frames_next(channel->frames, max_bytes, message, &channel->out, error);

		if (result == PROV_WS_BROKEN) {
			channel->dead = true;
			return false;
		}
		if (channel->out.length > 0 && !flush(channel, deadline_ms, error)) {
			return false;
		}
		if (result == PROV_WS_CLOSED) {
			return closed(channel, error);
		}
		if (result == PROV_WS_MESSAGE) {
			return true;
		}
		if (!feed(channel, deadline_ms, error)) {
			return false;
		}
	}
	return lost(channel, CURLE_GOT_NOTHING, error);
}

void prov_channel_close(void *self, struct prov_channel *channel)
{
	(void)self;
	if (!channel->dead && prov_ws_frames_close(channel->frames, PROV_WS_NORMAL, &channel->out)) {
		(void)send_bytes(channel, prov_buf_text(&channel->out), channel->out.length, prov_http_now_ms() + FAREWELL_MS);
	}
	prov_buf_wipe(&channel->out);
	prov_ws_frames_free(channel->frames);
	prov_transfer_free(channel->transfer);
	prov_wipe_free(channel, sizeof(*channel));
}
