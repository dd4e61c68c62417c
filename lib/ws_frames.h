/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_frames: messages to and from WebSocket frames (RFC 6455, section 5), as the client: what is sent is masked from
 * the CSPRNG, what comes must not be. Bytes go in and out, no socket is known here; wslay reads and writes the frames,
 * this file joins them to messages under a ceiling, answers pings and closes, and refuses all that the protocol does.
 */
#ifndef PROVISION_LIB_WS_FRAMES_H
#define PROVISION_LIB_WS_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/error.h"
#include "lib/random.h"

#define PROV_WS_NORMAL 1000    /* a close that means no harm */
#define PROV_WS_NO_STATUS 1005 /* stands for a close frame without a code */

struct prov_ws_frames;

enum prov_ws_result {
	PROV_WS_MORE,    /* all bytes are read: feed further ones */
	PROV_WS_MESSAGE, /* a whole message */
	PROV_WS_CLOSED,  /* the server sent a close frame */
	PROV_WS_BROKEN,  /* error says why; nothing more can be read */
};

/* NULL when memory is short. random is copied. */
struct prov_ws_frames *prov_ws_frames_new(const struct prov_random *random);
/* Wipes what it holds. NULL is nothing. */
void prov_ws_frames_free(struct prov_ws_frames *frames);
/* Hands bytes in; they are borrowed until prov_ws_frames_next says MORE, and must not be fed before. */
void prov_ws_frames_feed(struct prov_ws_frames *frames, const char *bytes, size_t length);
/*
 * Reads on until there is something to tell. A message (text, or binary that is valid UTF-8 too) of at most max_message
 * bytes is put into message, in place of what was there; the caller wipes it. Frames to be sent in answer, pongs and a
 * close, are appended to out.
 */
enum prov_ws_result prov_ws_frames_next(struct prov_ws_frames *frames, size_t max_message, struct prov_buf *message,
    struct prov_buf *out, struct prov_error *error);
/* True while a message is half received. */
bool prov_ws_frames_are_amid(const struct prov_ws_frames *frames);
/* Code of the server's close frame, PROV_WS_NO_STATUS when it had none; 0 before it came. */
unsigned prov_ws_frames_close_code(const struct prov_ws_frames *frames);
/* Append the frame of a text message, or of a close, to out. False: the random source or memory failed. */
bool prov_ws_frames_text(struct prov_ws_frames *frames, const char *text, size_t length, struct prov_buf *out);
bool prov_ws_frames_close(struct prov_ws_frames *frames, unsigned code, struct prov_buf *out);

/* Which wslay this was compiled with; wslay does not tell the version of its code that runs. */
const char *prov_ws_version_compiled(void);

#endif
