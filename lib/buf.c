/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * buf: the growing buffer. It fails closed: what would pass the ceiling is not added in part, and nothing is added
 * after a failure. Growing moves the bytes by hand and wipes the old block, because realloc(3) leaves copies of secrets
 * behind.
 */
#include "lib/buf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/mem.h"

#define FIRST_CAPACITY 128

void prov_buf_init(struct prov_buf *buf, size_t maximum)
{
	*buf = (struct prov_buf){.maximum = maximum};
}

/* Makes room for `more` bytes and the NUL; more has been checked against the ceiling. */
static bool grow(struct prov_buf *buf, size_t more)
{
	size_t needed = buf->length + more + 1;
	size_t capacity = buf->capacity < FIRST_CAPACITY ? FIRST_CAPACITY : buf->capacity;
	char *data;

	if (needed <= buf->capacity) {
		return true;
	}
	while (capacity < needed) {
		capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
	}
	data = prov_calloc(capacity, 1);
	if (!data) {
		return false;
	}
	if (buf->length > 0) {
		memcpy(data, buf->data, buf->length);
	}
	prov_wipe_free(buf->data, buf->capacity);
	buf->data = data;
	buf->capacity = capacity;
	return true;
}

/* Room for `more` bytes, or the buffer is failed. */
static bool reserve(struct prov_buf *buf, size_t more)
{
	if (buf->failed) {
		return false;
	}
	if (more > buf->maximum - buf->length || more > SIZE_MAX - buf->length - 1) {
		buf->too_long = true;
		buf->failed = true;
		return false;
	}
	if (!grow(buf, more)) {
		buf->failed = true;
		return false;
	}
	return true;
}

bool prov_buf_append(struct prov_buf *buf, const void *bytes, size_t length)
{
	if (length == 0) {
		return !buf->failed;
	}
	if (!reserve(buf, length)) {
		return false;
	}
	memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
	return true;
}

bool prov_buf_append_text(struct prov_buf *buf, const char *text)
{
	return prov_buf_append(buf, text, strlen(text));
}

bool prov_buf_append_char(struct prov_buf *buf, char c)
{
	return prov_buf_append(buf, &c, 1);
}

bool prov_buf_append_int(struct prov_buf *buf, int64_t number)
{
	return prov_buf_printf(buf, "%" PRId64, number);
}

bool prov_buf_printf(struct prov_buf *buf, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0) {
		buf->failed = true;
	}
	if (buf->failed || !reserve(buf, (size_t)length)) {
		return false;
	}
	va_start(arguments, format);
	vsnprintf(buf->data + buf->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buf->length += (size_t)length;
	return true;
}

const char *prov_buf_text(const struct prov_buf *buf)
{
	return buf->data ? buf->data : "";
}

void prov_buf_reset(struct prov_buf *buf)
{
	buf->length = 0;
	buf->failed = false;
	buf->too_long = false;
	if (buf->data) {
		buf->data[0] = '\0';
	}
}

char *prov_buf_take(struct prov_buf *buf, size_t *length)
{
	char *data;

	/* also an empty buffer hands over a block: "" */
	if (!reserve(buf, 0)) {
		prov_buf_wipe(buf);
		return NULL;
	}
	data = buf->data;
	if (length) {
		*length = buf->length;
	}
	prov_buf_init(buf, buf->maximum);
	return data;
}

void prov_buf_free(struct prov_buf *buf)
{
	prov_free(buf->data);
	prov_buf_init(buf, buf->maximum);
}

void prov_buf_wipe(struct prov_buf *buf)
{
	prov_wipe_free(buf->data, buf->capacity);
	prov_buf_init(buf, buf->maximum);
}
