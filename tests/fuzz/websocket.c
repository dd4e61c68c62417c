/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/ws_handshake.c and lib/ws_frames.c. The first byte chooses the pieces and, by its highest bit,
 * whether frames begin at once; else the answer to an upgrade comes first, whose key and accept are always the same.
 * Properties: how the stream was cut into pieces changes nothing; a message is valid UTF-8 under its ceiling; whatever
 * is refused has an error of its kind and is the end; what is sent in answer are masked control frames.
 */
#include "fuzz.h"

#include "lib/text.h"
#include "lib/ws_frames.h"
#include "lib/ws_handshake.h"

#define CEILING 600

/* What a reader of the stream was told, in order, and what it sent. */
struct told {
	struct prov_buf events;
	struct prov_buf sent;
	bool over;
};

static bool fill(void *source, void *bytes, size_t length)
{
	unsigned *state = source;
	for (size_t i = 0; i < length; i++) {
		*state = *state * 1103515245 + 12345;
		((uint8_t *)bytes)[i] = (uint8_t)(*state >> 16);
	}
	return true;
}

static void note(struct told *told, const char *what, const char *text, size_t length)
{
	prov_buf_append_text(&told->events, what);
	prov_buf_append(&told->events, text, length);
	prov_buf_append_char(&told->events, '\n');
}

static void note_error(struct told *told, const struct prov_error *error)
{
	fuzz_check(error->kind != PROV_OK && error->kind != PROV_ERROR_MEMORY, "a refusal has an error of its kind");
	fuzz_check(error->message[0] != '\0', "a refusal has a reason");
	note(told, "refused ", error->message, strlen(error->message));
	told->over = true;
}

/* Reads one piece of frames to its end. */
static void read_frames(struct prov_ws_frames *frames, const char *bytes, size_t length, struct told *told)
{
	struct prov_buf message;
	prov_buf_init(&message, 0);
	prov_ws_frames_feed(frames, bytes, length);
	while (!told->over) {
		struct prov_error error;
		prov_error_clear(&error);
		const enum prov_ws_result result = prov_ws_frames_next(frames, CEILING, &message, &told->sent, &error);
		if (result == PROV_WS_MORE) {
			break;
		}
		if (result == PROV_WS_MESSAGE) {
			fuzz_check(message.length <= CEILING, "a message is under its ceiling");
			fuzz_check(prov_utf8_valid(prov_buf_text(&message), message.length), "a message is valid UTF-8");
			note(told, "message ", prov_buf_text(&message), message.length);
		} else if (result == PROV_WS_CLOSED) {
			const unsigned code = prov_ws_frames_close_code(frames);
			fuzz_check(code >= 1000 && code < 5000, "a close has a code");
			prov_buf_printf(&told->events, "closed %u\n", code);
			told->over = true;
		} else {
			note_error(told, &error);
			prov_error_clear(&error);
			fuzz_check(prov_ws_frames_next(frames, CEILING, &message, &told->sent, &error) == PROV_WS_BROKEN,
			    "what is broken stays broken");
		}
	}
	prov_buf_wipe(&message);
}

/* Reads one piece of the answer to the upgrade; bytes used. */
static size_t read_upgrade(
    struct prov_ws_handshake *handshake, const char *bytes, size_t length, bool *open, struct told *told)
{
	struct prov_error error;
	size_t used = 0;
	prov_error_clear(&error);
	const enum prov_ws_upgrade verdict = prov_ws_handshake_read(handshake, bytes, length, &used, &error);
	fuzz_check(used <= length, "no more is used than there is");
	if (verdict == PROV_WS_UPGRADE_MORE) {
		fuzz_check(used == length, "who wants more has used all");
	} else if (verdict == PROV_WS_UPGRADED) {
		fuzz_check(handshake->status == 101, "an upgrade is a 101");
		note(told, "upgraded", "", 0);
		*open = true;
	} else {
		note_error(told, &error);
	}
	return used;
}

static void read_stream(const uint8_t *data, size_t size, bool open, unsigned seed, size_t most, struct told *told)
{
	static const struct prov_origin origin = {.scheme = "https", .host = "h", .port = 443, .text = "https://h"};
	const struct prov_request request = {.origin = &origin, .url = "https://h/control.ashx"};
	unsigned state = 1;
	const struct prov_random random = {.fill = fill, .source = &state};
	struct prov_ws_handshake handshake;
	struct prov_error error;
	struct prov_buf upgrade;
	*told = (struct told){.over = false};
	prov_buf_init(&told->events, 1 << 20);
	prov_buf_init(&told->sent, 1 << 20);
	prov_buf_init(&upgrade, 4096);
	prov_error_clear(&error);
	fuzz_check(prov_ws_handshake_begin(&handshake, &request, &random, &upgrade, &error), "an upgrade is made");
	state = 1; /* masks depend on how many pongs were sent alone */
	struct prov_ws_frames *frames = prov_ws_frames_new(&random);
	fuzz_check(frames != NULL, "there is memory");
	for (size_t at = 0; !told->over && at < size;) {
		seed = seed * 1103515245 + 12345;
		const size_t wanted = 1 + (seed >> 16) % most;
		const size_t part = size - at < wanted ? size - at : wanted;
		char *piece = fuzz_copy(data + at, part);
		const size_t used = open ? 0 : read_upgrade(&handshake, piece, part, &open, told);
		if (open && !told->over) {
			read_frames(frames, piece + used, part - used, told);
		}
		free(piece);
		at += part;
	}
	prov_ws_frames_free(frames);
	prov_ws_handshake_free(&handshake);
	prov_buf_wipe(&upgrade);
}

static void check_sent(const struct prov_buf *sent)
{
	const uint8_t *bytes = (const uint8_t *)prov_buf_text(sent);
	for (size_t at = 0; at < sent->length;) {
		fuzz_check(sent->length - at >= 6, "a frame is whole");
		fuzz_check(bytes[at] == 0x8A || bytes[at] == 0x88, "pongs and a close are sent, in one frame each");
		fuzz_check((bytes[at + 1] & 0x80) != 0 && (bytes[at + 1] & 0x7F) <= 125, "they are masked and short");
		at += 6 + (bytes[at + 1] & 0x7F);
		fuzz_check(at <= sent->length, "a frame is whole");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct told whole;
	struct told pieces;
	if (size == 0) {
		return 0;
	}
	const bool open = (data[0] & 0x80) != 0;
	read_stream(data + 1, size - 1, open, 0, 1, &pieces);
	read_stream(data + 1, size - 1, open, data[0], data[0] & 0x40 ? 5000 : 23, &whole);
	fuzz_check(whole.events.length == pieces.events.length &&
	               memcmp(prov_buf_text(&whole.events), prov_buf_text(&pieces.events), whole.events.length) == 0,
	    "the pieces change nothing of what is told");
	fuzz_check(whole.sent.length == pieces.sent.length &&
	               memcmp(prov_buf_text(&whole.sent), prov_buf_text(&pieces.sent), whole.sent.length) == 0,
	    "the pieces change nothing of what is sent");
	check_sent(&whole.sent);
	prov_buf_free(&whole.events);
	prov_buf_free(&whole.sent);
	prov_buf_free(&pieces.events);
	prov_buf_free(&pieces.sent);
	return 0;
}
