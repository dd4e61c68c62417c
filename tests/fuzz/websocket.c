/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/ws_handshake.c and lib/ws_frames.c. Input: a byte that says in which pieces the rest arrives, then
 * the answer to a handshake and what follows it; or, where that byte is odd, frames alone. Properties: pieces change
 * nothing; a handshake that opens has the proof and the words it needs; messages are UTF-8 within their ceiling; what
 * goes out is masked frames, and after a close nothing.
 */
#include "fuzz.h"

#include "lib/text.h"
#include "lib/ws_frames.h"
#include "lib/ws_handshake.h"

#define MAXIMUM 300
#define OUTPUT_MAX ((size_t)1024 * 1024)
#define HASH_START 14695981039346656037U /* FNV-1a */
#define HASH_FACTOR 1099511628211U

/* The example of RFC 6455, so that a corpus can hold the proof. */
static bool sample_nonce(void *source, void *bytes, size_t length)
{
	(void)source;
	for (size_t i = 0; i < length; i++) {
		((char *)bytes)[i] = "the sample nonce"[i % 16];
	}
	return true;
}

static const struct prov_random random_source = {sample_nonce, NULL};

struct reading {
	struct prov_ws_handshake handshake;
	struct prov_ws_frames *frames;
	struct prov_error error;
	enum prov_ws_upgrade upgrade;
	enum prov_ws_result result;
	struct prov_buf out;
	uint64_t texts; /* a hash of all messages, their ends included */
	size_t header_length;
};

static void hash_bytes(uint64_t *hash, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		*hash = (*hash ^ (unsigned char)bytes[i]) * HASH_FACTOR;
	}
	*hash = (*hash ^ 0x100) * HASH_FACTOR;
}

static void begin(struct reading *reading, bool frames_alone)
{
	static const char host[] = "mesh.example.com";
	struct prov_origin origin;
	struct prov_request request;
	*reading = (struct reading){.upgrade = frames_alone ? PROV_WS_UPGRADED : PROV_WS_UPGRADE_MORE, .texts = HASH_START};
	prov_buf_init(&reading->out, OUTPUT_MAX);
	fuzz_check(prov_origin_parse(host, sizeof(host) - 1, 0, true, &origin, &reading->error), "the host is one");
	memset(&request, 0, sizeof(request));
	request.origin = &origin;
	request.url = "https://mesh.example.com/control.ashx";
	fuzz_check(prov_ws_handshake_begin(&reading->handshake, &request, &random_source, &reading->out, &reading->error),
	    "a request is made");
	prov_buf_reset(&reading->out);
	reading->handshake.server = "https://mesh.example.com"; /* the origin goes with this function */
	reading->frames = prov_ws_frames_new(&random_source);
	fuzz_check(reading->frames != NULL, "there is memory");
}

static void end(struct reading *reading)
{
	prov_ws_handshake_free(&reading->handshake);
	prov_ws_frames_free(reading->frames);
	prov_buf_free(&reading->out);
}

static void read_frames(struct reading *reading, const char *bytes, size_t length)
{
	struct prov_buf text;
	prov_buf_init(&text, 0);
	prov_ws_frames_feed(reading->frames, bytes, length);
	while ((reading->result = prov_ws_frames_next(reading->frames, MAXIMUM, &text, &reading->out, &reading->error)) ==
	       PROV_WS_MESSAGE) {
		fuzz_check(text.length <= MAXIMUM, "a message has its ceiling");
		fuzz_check(prov_utf8_valid(prov_buf_text(&text), text.length), "a message is UTF-8");
		hash_bytes(&reading->texts, prov_buf_text(&text), text.length);
	}
	prov_buf_free(&text);
	fuzz_check((reading->result == PROV_WS_BROKEN) == (reading->error.kind != PROV_OK), "what is broken says why");
}

static void read_piece(struct reading *reading, const char *bytes, size_t length)
{
	size_t used = 0;
	if (reading->upgrade == PROV_WS_UPGRADE_MORE) {
		reading->upgrade = prov_ws_handshake_read(&reading->handshake, bytes, length, &used, &reading->error);
		fuzz_check(used <= length, "no more is taken than there is");
		fuzz_check(reading->upgrade != PROV_WS_UPGRADE_MORE || used == length, "a header that goes on takes all");
		fuzz_check(
		    (reading->upgrade == PROV_WS_NOT_UPGRADED) == (reading->error.kind != PROV_OK), "a failure says why");
		reading->header_length += used;
	}
	if (reading->upgrade == PROV_WS_UPGRADED && reading->result == PROV_WS_MORE) {
		read_frames(reading, bytes + used, length - used);
	}
}

static void read_all(struct reading *reading, const uint8_t *data, size_t size, size_t piece, bool frames_alone)
{
	begin(reading, frames_alone);
	for (size_t at = 0; at < size; at += piece) {
		const size_t length = size - at < piece ? size - at : piece;
		char *copy = fuzz_copy(data + at, length);
		read_piece(reading, copy, length);
		free(copy);
	}
}

/* Pongs and one close, masked and whole. */
static void check_output(const struct reading *reading)
{
	const struct prov_buf *output = &reading->out;
	bool closed = false;
	size_t at = 0;
	while (at < output->length) {
		const unsigned char *frame = (const unsigned char *)output->data + at;
		fuzz_check(output->length - at >= 6 && frame[1] >= 0x80 && frame[1] <= 0x80 + 125, "a frame is masked");
		fuzz_check(!closed, "nothing follows a close");
		fuzz_check(frame[0] == 0x8A || frame[0] == 0x88, "pings and closes alone are answered");
		closed = frame[0] == 0x88;
		at += 6 + (size_t)(frame[1] & 0x7F);
	}
	fuzz_check(at == output->length, "frames go out whole");
	fuzz_check(closed == (reading->result == PROV_WS_CLOSED), "a close is answered");
}

static void check_header(const struct reading *reading, const uint8_t *data)
{
	static const char proof[] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
	char *header = calloc(reading->header_length + 1, 1);
	fuzz_check(header != NULL, "there is memory");
	memcpy(header, data, reading->header_length);
	fuzz_check(strlen(header) == reading->header_length, "no NUL is in a header");
	fuzz_check(strstr(header, "HTTP/1.1 101") != NULL, "a handshake that opens has status 101");
	fuzz_check(strstr(header, proof) != NULL, "a handshake that opens has its proof");
	fuzz_check(reading->header_length >= 4 && strcmp(header + reading->header_length - 4, "\r\n\r\n") == 0,
	    "a header ends at its empty line");
	free(header);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading whole;
	struct reading pieces;
	if (size == 0) {
		return 0;
	}
	const bool frames_alone = data[0] % 2 == 1;
	const size_t piece = (size_t)data[0] / 2 % 16 + 1;
	data++;
	size--;
	read_all(&whole, data, size, size + 1, frames_alone);
	read_all(&pieces, data, size, piece, frames_alone);
	fuzz_check(whole.upgrade == pieces.upgrade && whole.result == pieces.result && whole.texts == pieces.texts &&
	               whole.error.kind == pieces.error.kind && strcmp(whole.error.message, pieces.error.message) == 0 &&
	               prov_ws_frames_close_code(whole.frames) == prov_ws_frames_close_code(pieces.frames),
	    "pieces change nothing");
	if (whole.upgrade == PROV_WS_UPGRADED && !frames_alone) {
		check_header(&whole, data);
	}
	if (whole.result != PROV_WS_BROKEN) {
		check_output(&whole);
	}
	end(&whole);
	end(&pieces);
	return 0;
}
