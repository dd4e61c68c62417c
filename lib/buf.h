/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * buf: a growing byte buffer that knows its ceiling. Once an append would pass the ceiling or memory is short, the
 * buffer is `failed`: it keeps what it had, every later append is refused, and the caller looks once at the end. The
 * bytes are always followed by a NUL that does not count. A buffer that may hold secrets is ended by prov_buf_wipe.
 */
#ifndef PROVISION_LIB_BUF_H
#define PROVISION_LIB_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prov_buf {
	char *data;      /* NULL while empty; owned */
	size_t length;   /* bytes in use, the NUL not counted */
	size_t capacity; /* bytes allocated */
	size_t maximum;  /* ceiling for length */
	bool failed;     /* ceiling reached or out of memory */
	bool too_long;   /* it was the ceiling */
};

void prov_buf_init(struct prov_buf *buf, size_t maximum);
bool prov_buf_append(struct prov_buf *buf, const void *bytes, size_t length);
bool prov_buf_append_text(struct prov_buf *buf, const char *text);
bool prov_buf_append_char(struct prov_buf *buf, char c);
bool prov_buf_append_int(struct prov_buf *buf, int64_t number);
bool prov_buf_printf(struct prov_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text, or "" while empty. Valid until the next append. */
const char *prov_buf_text(const struct prov_buf *buf);
/* Empties it but keeps memory and ceiling; clears `failed`. */
void prov_buf_reset(struct prov_buf *buf);
/* Hands the memory over (prov_free it); NULL when the buffer failed. The buffer is empty afterwards. */
char *prov_buf_take(struct prov_buf *buf, size_t *length);
void prov_buf_free(struct prov_buf *buf);
/* Free after overwriting all of the capacity. */
void prov_buf_wipe(struct prov_buf *buf);

#endif
