/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_frames: see ws_frames.h. wslay's frame layer alone is used, not its event layer, which would gather messages in
 * memory of its own and swallow the reason why it gave up. wslay itself refuses what it cannot read on: control frames
 * that are fragmented or longer than 125 bytes, and lengths not in their shortest form.
 */
#include "lib/ws_frames.h"

#include <string.h>

#include <wslay/wslay.h>

#include "lib/mem.h"
#include "lib/text.h"

#define CONTROL_MAX 125

struct prov_ws_frames {
	wslay_frame_context_ptr context; /* owned */
	struct prov_random random;
	const char *input; /* borrowed, see prov_ws_frames_feed */
	size_t input_length;
	struct prov_buf *out; /* where wslay's bytes go, set while one of its functions that sends runs */

	bool in_frame;       /* a frame's head was read, and not yet all of its payload */
	uint64_t frame_left; /* bytes of that payload to come */
	bool in_message;     /* a data frame came that was not the last one of its message */
	struct prov_buf gathered;
	unsigned char control[CONTROL_MAX];
	size_t control_length;
	unsigned close_code;
	bool ended; /* closed or broken */
};

/* --- wslay's callbacks --- */

static ssize_t take_input(uint8_t *target, size_t size, int flags, void *data)
{
	struct prov_ws_frames *frames = data;
	size_t length = frames->input_length < size ? frames->input_length : size;

	(void)flags;
	if (length == 0) {
		return -1;
	}
	memcpy(target, frames->input, length);
	frames->input += length;
	frames->input_length -= length;
	return (ssize_t)length;
}

static ssize_t give_output(const uint8_t *bytes, size_t length, int flags, void *data)
{
	struct prov_ws_frames *frames = data;

	(void)flags;
	return prov_buf_append(frames->out, bytes, length) ? (ssize_t)length : -1;
}

static int make_mask(uint8_t *target, size_t length, void *data)
{
	const struct prov_ws_frames *frames = data;

	return frames->random.fill(frames->random.source, target, length) ? 0 : -1;
}

/* --- life span --- */

struct prov_ws_frames *prov_ws_frames_new(const struct prov_random *random)
{
	static const struct wslay_frame_callbacks callbacks = {give_output, take_input, make_mask};
	struct prov_ws_frames *frames = prov_calloc(1, sizeof(*frames));

	if (!frames) {
		return NULL;
	}
	if (wslay_frame_context_init(&frames->context, &callbacks, frames) != 0) {
		prov_free(frames);
		return NULL;
	}
	frames->random = *random;
	prov_buf_init(&frames->gathered, 0);
	return frames;
}

void prov_ws_frames_free(struct prov_ws_frames *frames)
{
	if (!frames) {
		return;
	}
	wslay_frame_context_free(frames->context);
	prov_buf_wipe(&frames->gathered);
	prov_wipe_free(frames, sizeof(*frames));
}

void prov_ws_frames_feed(struct prov_ws_frames *frames, const char *bytes, size_t length)
{
	frames->input = bytes;
	frames->input_length = length;
}

bool prov_ws_frames_are_amid(const struct prov_ws_frames *frames)
{
	return frames->in_message || frames->in_frame;
}

unsigned prov_ws_frames_close_code(const struct prov_ws_frames *frames)
{
	return frames->close_code;
}

/* --- sending --- */

static bool send_frame(
    struct prov_ws_frames *frames, uint8_t opcode, const void *payload, size_t length, struct prov_buf *out)
{
	struct wslay_frame_iocb frame = {
	    .fin = 1, .opcode = opcode, .payload_length = length, .mask = 1, .data = payload, .data_length = length};
	bool done;

	frames->out = out;
	done = wslay_frame_send(frames->context, &frame) == (ssize_t)length && !out->failed;
	frames->out = NULL;
	return done;
}

bool prov_ws_frames_text(struct prov_ws_frames *frames, const char *text, size_t length, struct prov_buf *out)
{
	return send_frame(frames, WSLAY_TEXT_FRAME, text, length, out);
}

bool prov_ws_frames_close(struct prov_ws_frames *frames, unsigned code, struct prov_buf *out)
{
	unsigned char payload[2] = {(unsigned char)(code >> 8 & 0xff), (unsigned char)(code & 0xff)};

	return send_frame(frames, WSLAY_CONNECTION_CLOSE, payload, code == PROV_WS_NO_STATUS ? 0 : sizeof(payload), out);
}

/* --- receiving --- */

static enum prov_ws_result broken(struct prov_ws_frames *frames, struct prov_error *error, const char *what)
{
	frames->ended = true;
	prov_error_set(error, PROV_ERROR_PROTOCOL, "the server broke the WebSocket protocol: %s", what);
	return PROV_WS_BROKEN;
}

static enum prov_ws_result out_of_memory(struct prov_ws_frames *frames, struct prov_error *error)
{
	frames->ended = true;
	prov_error_memory(error);
	return PROV_WS_BROKEN;
}

/* A frame is not made for want of memory or of a mask. */
static enum prov_ws_result cannot_send(
    struct prov_ws_frames *frames, const struct prov_buf *out, struct prov_error *error)
{
	frames->ended = true;
	if (out->failed) {
		prov_error_memory(error);
	} else {
		prov_error_set(error, PROV_ERROR_REMOTE, "the system's source of random bytes failed");
	}
	return PROV_WS_BROKEN;
}

/* Whether an endpoint may put this code into a close frame (RFC 6455, section 7.4). */
static bool is_close_code(unsigned code)
{
	return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

static enum prov_ws_result end_close(struct prov_ws_frames *frames, struct prov_buf *out, struct prov_error *error)
{
	unsigned code = PROV_WS_NO_STATUS;

	if (frames->control_length == 1) {
		return broken(frames, error, "a close frame with half a code");
	}
	if (frames->control_length >= 2) {
		code = (unsigned)frames->control[0] << 8 | frames->control[1];
		if (!is_close_code(code) || !prov_utf8_valid((const char *)frames->control + 2, frames->control_length - 2)) {
			return broken(frames, error, "a close frame with an invalid code or text");
		}
	}
	frames->close_code = code;
	frames->ended = true;
	(void)prov_ws_frames_close(frames, code, out); /* a courtesy: the connection ends all the same */
	return PROV_WS_CLOSED;
}

static enum prov_ws_result end_control(
    struct prov_ws_frames *frames, uint8_t opcode, struct prov_buf *out, struct prov_error *error)
{
	if (opcode == WSLAY_CONNECTION_CLOSE) {
		return end_close(frames, out, error);
	}
	if (opcode == WSLAY_PING && !send_frame(frames, WSLAY_PONG, frames->control, frames->control_length, out)) {
		return cannot_send(frames, out, error);
	}
	return PROV_WS_MORE;
}

static enum prov_ws_result end_message(
    struct prov_ws_frames *frames, struct prov_buf *message, struct prov_error *error)
{
	if (!prov_utf8_valid(prov_buf_text(&frames->gathered), frames->gathered.length)) {
		return broken(frames, error, "a message that is no valid UTF-8");
	}
	prov_buf_wipe(message);
	*message = frames->gathered;
	prov_buf_init(&frames->gathered, 0);
	return PROV_WS_MESSAGE;
}

/* The head of a frame, judged before any of its payload is kept. NULL: it is good. */
static const char *fault_of(const struct prov_ws_frames *frames, const struct wslay_frame_iocb *frame)
{
	switch (frame->opcode) {
	case WSLAY_CONTINUATION_FRAME:
		if (!frames->in_message) {
			return "a continuation without a message";
		}
		break;
	case WSLAY_TEXT_FRAME:
	case WSLAY_BINARY_FRAME:
		if (frames->in_message) {
			return "a message inside another";
		}
		break;
	case WSLAY_CONNECTION_CLOSE:
	case WSLAY_PING:
	case WSLAY_PONG:
		break;
	default:
		return "a frame of an unknown kind";
	}
	if (frame->mask) {
		return "a masked frame";
	}
	return frame->rsv != 0 ? "a reserved bit is set" : NULL;
}

static enum prov_ws_result begin_frame(
    struct prov_ws_frames *frames, const struct wslay_frame_iocb *frame, size_t max_message, struct prov_error *error)
{
	const char *fault = fault_of(frames, frame);

	if (fault) {
		return broken(frames, error, fault);
	}
	if (wslay_is_ctrl_frame(frame->opcode)) {
		frames->control_length = 0;
	} else {
		frames->gathered.maximum = max_message;
		if (frames->gathered.length > max_message || frame->payload_length > max_message - frames->gathered.length) {
			frames->ended = true;
			prov_error_set(error, PROV_ERROR_PROTOCOL,
			    "a message of the server is longer than the ceiling of %zu bytes", max_message);
			return PROV_WS_BROKEN;
		}
		frames->in_message = true;
	}
	frames->in_frame = true;
	frames->frame_left = frame->payload_length;
	return PROV_WS_MORE;
}

/* A part of the payload, the last one of the frame perhaps. */
static enum prov_ws_result take_part(struct prov_ws_frames *frames, const struct wslay_frame_iocb *frame,
    struct prov_buf *message, struct prov_buf *out, struct prov_error *error)
{
	bool control = wslay_is_ctrl_frame(frame->opcode);

	if (frame->data_length > frames->frame_left ||
	    (control && frame->data_length > CONTROL_MAX - frames->control_length)) {
		return broken(frames, error, "a frame longer than it said");
	}
	if (control && frame->data_length > 0) {
		memcpy(frames->control + frames->control_length, frame->data, frame->data_length);
		frames->control_length += frame->data_length;
	} else if (!control && !prov_buf_append(&frames->gathered, frame->data, frame->data_length)) {
		return out_of_memory(frames, error);
	}
	frames->frame_left -= frame->data_length;
	if (frames->frame_left > 0) {
		return PROV_WS_MORE;
	}
	frames->in_frame = false;
	if (control) {
		return end_control(frames, frame->opcode, out, error);
	}
	frames->in_message = !frame->fin;
	return frame->fin ? end_message(frames, message, error) : PROV_WS_MORE;
}

enum prov_ws_result prov_ws_frames_next(struct prov_ws_frames *frames, size_t max_message, struct prov_buf *message,
    struct prov_buf *out, struct prov_error *error)
{
	enum prov_ws_result result = PROV_WS_MORE;

	if (frames->ended) {
		return broken(frames, error, "bytes behind its end");
	}
	while (result == PROV_WS_MORE) {
		struct wslay_frame_iocb frame;
		ssize_t length;

		memset(&frame, 0, sizeof(frame));
		length = wslay_frame_recv(frames->context, &frame);
		if (length == WSLAY_ERR_WANT_READ) {
			return PROV_WS_MORE;
		}
		if (length < 0) {
			return broken(frames, error, "a frame that cannot be read");
		}
		if (!frames->in_frame) {
			result = begin_frame(frames, &frame, max_message, error);
		}
		if (result == PROV_WS_MORE) {
			result = take_part(frames, &frame, message, out, error);
		}
	}
	return result;
}

const char *prov_ws_version_compiled(void)
{
	return WSLAY_VERSION;
}
