/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_handshake: the upgrade by RFC 6455, section 4.1. Whatever is not exactly a 101 that accepts our key ends in an
 * error that names the HTTP status and what usually stands behind it. Nothing of an answer is quoted: a login page or a
 * proxy may write anything there.
 */
#include "lib/ws_handshake.h"

#include <string.h>
#include <strings.h>

#include "lib/crypto.h"
#include "lib/mem.h"

#define KEY_BYTES 16
#define KEY_MAX 24 /* characters of its base64 form */
#define SWITCHING_PROTOCOLS 101

static const char accept_suffix[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/* --- the request --- */

/* accept = base64(sha1(key + suffix)), by which the server proves that it means this very request */
static bool make_accept(const char *key, char accept[PROV_WS_ACCEPT_SIZE])
{
	unsigned char hash[PROV_SHA1_LENGTH];
	struct prov_buf text;
	bool done;

	prov_buf_init(&text, KEY_MAX + sizeof(accept_suffix));
	done = prov_buf_append_text(&text, key) && prov_buf_append_text(&text, accept_suffix) &&
	       prov_sha1(text.data, text.length, hash);
	prov_buf_reset(&text);
	done = done && prov_base64_encode(hash, sizeof(hash), &text) && text.length == PROV_WS_ACCEPT_SIZE - 1;
	if (done) {
		memcpy(accept, text.data, PROV_WS_ACCEPT_SIZE);
	}
	prov_buf_free(&text);
	return done;
}

static bool make_key(const struct prov_random *random, struct prov_buf *key, struct prov_error *error)
{
	unsigned char bytes[KEY_BYTES];

	if (!random->fill(random->source, bytes, sizeof(bytes))) {
		return prov_error_set(error, PROV_ERROR_REMOTE, "the system's source of random bytes failed");
	}
	return prov_base64_encode(bytes, sizeof(bytes), key) || prov_error_memory(error);
}

static bool write_request(const struct prov_request *request, const char *key, struct prov_buf *out)
{
	const char *host = request->origin->text + strlen(request->origin->scheme) + strlen("://");
	const char *target = request->url + strlen(request->origin->text);

	prov_buf_append_text(out, target[0] == '/' ? "GET " : "GET /");
	prov_buf_append_text(out, target);
	prov_buf_append_text(out, " HTTP/1.1\r\nHost: ");
	prov_buf_append_text(out, host);
	prov_buf_append_text(out, "\r\nUser-Agent: provision\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
	                          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ");
	prov_buf_append_text(out, key);
	for (size_t i = 0; i < request->header_count; i++) {
		prov_buf_append_text(out, "\r\n");
		prov_buf_append_text(out, request->headers[i].name);
		prov_buf_append_text(out, ": ");
		prov_buf_append_text(out, request->headers[i].value);
	}
	return prov_buf_append_text(out, "\r\n\r\n");
}

bool prov_ws_handshake_begin(struct prov_ws_handshake *handshake, const struct prov_request *request,
    const struct prov_random *random, struct prov_buf *out, struct prov_error *error)
{
	struct prov_buf key;
	bool done;

	*handshake = (struct prov_ws_handshake){.server = request->origin->text};
	prov_buf_init(&handshake->header, PROV_WS_HEADER_MAX);
	prov_buf_init(&key, KEY_MAX);
	done = make_key(random, &key, error) &&
	       ((make_accept(prov_buf_text(&key), handshake->accept) && write_request(request, prov_buf_text(&key), out)) ||
	           prov_error_memory(error));
	prov_buf_free(&key);
	return done;
}

void prov_ws_handshake_free(struct prov_ws_handshake *handshake)
{
	prov_buf_wipe(&handshake->header);
}

/* --- the answer --- */

/* A piece of the header, not terminated. */
struct span {
	const char *text;
	size_t length;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "HTTP/1.1 101 Switching Protocols": the status, 0 when the line is none. */
static int status_of(struct span line, bool *is_1_1)
{
	const char *at = line.text;

	if (line.length < 12 || memcmp(at, "HTTP/1.", 7) != 0 || !is_digit(at[7]) || at[8] != ' ' || !is_digit(at[9]) ||
	    !is_digit(at[10]) || !is_digit(at[11]) || (line.length > 12 && at[12] != ' ')) {
		return 0;
	}
	*is_1_1 = at[7] == '1';
	return (at[9] - '0') * 100 + (at[10] - '0') * 10 + (at[11] - '0');
}

static bool equals(struct span span, const char *word)
{
	return span.length == strlen(word) && strncasecmp(span.text, word, span.length) == 0;
}

static struct span trim(struct span span)
{
	while (span.length > 0 && (span.text[0] == ' ' || span.text[0] == '\t')) {
		span.text++;
		span.length--;
	}
	while (span.length > 0 && (span.text[span.length - 1] == ' ' || span.text[span.length - 1] == '\t')) {
		span.length--;
	}
	return span;
}

/* Whether a list of words with commas between holds the word. */
static bool lists(struct span list, const char *word)
{
	for (;;) {
		const char *comma = memchr(list.text, ',', list.length);
		size_t length = comma ? (size_t)(comma - list.text) : list.length;

		if (equals(trim((struct span){list.text, length}), word)) {
			return true;
		}
		if (!comma) {
			return false;
		}
		list.text += length + 1;
		list.length -= length + 1;
	}
}

/* What the lines of a 101 said. */
struct answer {
	unsigned accepts; /* how often an accept stood there */
	bool accepted;
	bool upgrade;
	bool connection;
	bool extends; /* an extension or subprotocol that nobody offered */
	bool broken;  /* a line that is no header line */
};

static void take_line(struct answer *answer, struct span line, const char *accept)
{
	const char *colon = memchr(line.text, ':', line.length);
	struct span name, value;

	if (!colon || colon == line.text || memchr(line.text, ' ', (size_t)(colon - line.text)) ||
	    memchr(line.text, '\t', (size_t)(colon - line.text))) {
		answer->broken = true;
		return;
	}
	name = (struct span){line.text, (size_t)(colon - line.text)};
	value = trim((struct span){colon + 1, line.length - name.length - 1});
	if (equals(name, "Sec-WebSocket-Accept")) {
		answer->accepts++;
		answer->accepted = value.length == strlen(accept) && memcmp(value.text, accept, value.length) == 0;
	} else if (equals(name, "Upgrade")) {
		answer->upgrade = answer->upgrade || equals(value, "websocket");
	} else if (equals(name, "Connection")) {
		answer->connection = answer->connection || lists(value, "upgrade");
	} else if (equals(name, "Sec-WebSocket-Extensions") || equals(name, "Sec-WebSocket-Protocol")) {
		answer->extends = true;
	}
}

/* Cuts the next line off; false when a control character stands in it, a lone CR or LF too. */
static bool next_line(struct span *header, struct span *line)
{
	size_t length = 0;

	while (length + 2 <= header->length && memcmp(header->text + length, "\r\n", 2) != 0) {
		unsigned char c = (unsigned char)header->text[length];

		if ((c < ' ' && c != '\t') || c == 0x7f) {
			return false;
		}
		length++;
	}
	if (length + 2 > header->length) {
		return false;
	}
	*line = (struct span){header->text, length};
	header->text += length + 2;
	header->length -= length + 2;
	return true;
}

static bool refuse(struct prov_error *error, const char *server, const char *why)
{
	return prov_error_set(error, PROV_ERROR_PROTOCOL, "%s did not open a WebSocket: %s", server, why);
}

static void explain_status(int status, const char *server, struct prov_error *error)
{
	if (status == 401) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "%s asks for a login before it opens a WebSocket (HTTP 401): something in front of it wants a password",
		    server);
	} else if (status == 403) {
		prov_error_set(error, PROV_ERROR_PERMISSION,
		    "%s forbids the WebSocket (HTTP 403): check that this host's address is allowed there, and what stands in "
		    "front of it",
		    server);
	} else if (status == 404) {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "%s has no WebSocket at this address (HTTP 404): check host name, port and path", server);
	} else if (status >= 300 && status < 400) {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "%s redirects (HTTP %d), and redirects are never followed: enter the server's own address", server, status);
	} else if (status == 429 || status == 502 || status == 503 || status == 504) {
		prov_error_set(error, PROV_ERROR_REMOTE, "%s is busy or restarting (HTTP %d): try again later", server, status);
		error->retryable = true;
	} else if (status >= 200 && status < 300) {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "%s answers with a page instead of a WebSocket (HTTP %d): check host name, port and path, and that a proxy "
		    "in front of it passes upgrades on",
		    server, status);
	} else {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "%s did not open a WebSocket (HTTP %d): check that a proxy in front of it passes upgrades on", server,
		    status);
	}
	error->http_status = status;
}

/* The lines behind the status line of a 101. */
static bool check_upgrade(
    const struct prov_ws_handshake *handshake, struct span header, bool is_1_1, struct prov_error *error)
{
	struct answer answer = {0};
	struct span line = {"", 0};

	while (header.length > 0 && !answer.broken) {
		if (!next_line(&header, &line)) {
			answer.broken = true;
		} else if (line.length > 0) {
			take_line(&answer, line, handshake->accept);
		}
	}
	if (answer.broken || !is_1_1) {
		return refuse(error, handshake->server, "its answer is no HTTP/1.1");
	}
	if (!answer.upgrade || !answer.connection) {
		return refuse(error, handshake->server, "its 101 does not say \"Upgrade: websocket\"");
	}
	if (answer.accepts != 1 || !answer.accepted) {
		return refuse(error, handshake->server,
		    "its Sec-WebSocket-Accept does not fit the key: what answers there is no WebSocket server, or a cache");
	}
	if (answer.extends) {
		return refuse(error, handshake->server, "it chose an extension or subprotocol that was not offered");
	}
	return true;
}

static enum prov_ws_upgrade not_http(const struct prov_ws_handshake *handshake, struct prov_error *error)
{
	prov_error_set(error, PROV_ERROR_PROTOCOL, "what answers at %s does not speak HTTP: check host name and port",
	    handshake->server);
	return PROV_WS_NOT_UPGRADED;
}

/* One whole header, its empty line included. */
static enum prov_ws_upgrade judge(struct prov_ws_handshake *handshake, struct span header, struct prov_error *error)
{
	struct span line = {"", 0};
	bool is_1_1 = false;

	handshake->status = next_line(&header, &line) ? status_of(line, &is_1_1) : 0;
	if (handshake->status == 0) {
		return not_http(handshake, error);
	}
	if (handshake->status < 200 && handshake->status != SWITCHING_PROTOCOLS) {
		return PROV_WS_UPGRADE_MORE; /* an informational answer: the real one follows */
	}
	if (handshake->status != SWITCHING_PROTOCOLS) {
		explain_status(handshake->status, handshake->server, error);
		return PROV_WS_NOT_UPGRADED;
	}
	return check_upgrade(handshake, header, is_1_1, error) ? PROV_WS_UPGRADED : PROV_WS_NOT_UPGRADED;
}

/* An answer that does not even begin as HTTP is no reason to wait for more of it. */
static bool begins_as_http(const struct prov_buf *header)
{
	size_t length = header->length < 7 ? header->length : 7;

	return memcmp(header->data, "HTTP/1.", length) == 0;
}

static bool ends(const struct prov_buf *header)
{
	return header->length >= 4 && memcmp(header->data + header->length - 4, "\r\n\r\n", 4) == 0;
}

enum prov_ws_upgrade prov_ws_handshake_read(
    struct prov_ws_handshake *handshake, const char *bytes, size_t length, size_t *used, struct prov_error *error)
{
	struct prov_buf *header = &handshake->header;
	enum prov_ws_upgrade verdict = PROV_WS_UPGRADE_MORE;

	*used = 0;
	while (verdict == PROV_WS_UPGRADE_MORE && *used < length) {
		if (handshake->received == PROV_WS_HEADER_MAX) {
			refuse(error, handshake->server, "the header of its answer is longer than 16 KiB");
			return PROV_WS_NOT_UPGRADED;
		}
		if (!prov_buf_append_char(header, bytes[*used])) {
			prov_error_memory(error);
			return PROV_WS_NOT_UPGRADED;
		}
		++*used;
		handshake->received++;
		if (!begins_as_http(header)) {
			return not_http(handshake, error);
		}
		if (ends(header)) {
			verdict = judge(handshake, (struct span){header->data, header->length}, error);
			prov_buf_reset(header);
		}
	}
	return verdict;
}
