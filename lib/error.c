/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * error: writes failures into the caller's arrays. Nothing here allocates, so that want of memory can be told too, and
 * no message is ever cut inside a character. It does not redact: the engine does, before anyone outside sees a message.
 */
#include "lib/error.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "lib/text.h"

#define FOREIGN_TEXT_MAX 200

void prov_error_clear(struct prov_error *error)
{
	*error = (struct prov_error){.kind = PROV_OK};
}

/* Prints at message + used and leaves whole characters. */
static void print_message(struct prov_error *error, size_t used, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

static void print_message(struct prov_error *error, size_t used, const char *format, va_list arguments)
{
	size_t room = sizeof(error->message) - used;
	int length = vsnprintf(error->message + used, room, format, arguments);
	size_t end = sizeof(error->message) - 1;
	size_t start = end;

	if (length < 0) {
		error->message[used] = '\0';
		return;
	}
	if ((size_t)length < room) {
		return;
	}
	/* cut off by the array's end: drop a character of which only the beginning fitted */
	while (start > used && end - start < 4 && ((unsigned char)error->message[start - 1] & 0xC0) == 0x80) {
		start--;
	}
	start = start > used ? start - 1 : used;
	if (prov_utf8_next(error->message + start, end - start, NULL) != end - start) {
		end = start;
	}
	error->message[end] = '\0';
}

bool prov_error_vset(struct prov_error *error, enum prov_error_kind kind, const char *format, va_list arguments)
{
	if (error->kind == PROV_OK) {
		error->kind = kind;
		print_message(error, 0, format, arguments);
	}
	return false;
}

bool prov_error_set(struct prov_error *error, enum prov_error_kind kind, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	prov_error_vset(error, kind, format, arguments);
	va_end(arguments);
	return false;
}

void prov_error_add(struct prov_error *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_message(error, strlen(error->message), format, arguments);
	va_end(arguments);
}

bool prov_error_memory(struct prov_error *error)
{
	return prov_error_set(error, PROV_ERROR_MEMORY, "out of memory");
}

/* A log line must read as it was written. */
static bool is_unfit_for_logs(uint32_t code_point)
{
	return prov_is_control(code_point) || prov_turns_direction(code_point) || code_point == 0x2028 ||
	       code_point == 0x2029;
}

void prov_error_foreign_text(char *target, size_t size, const char *text, size_t length)
{
	size_t room = size - 1 < FOREIGN_TEXT_MAX ? size - 1 : FOREIGN_TEXT_MAX;
	size_t used = 0;
	size_t at = 0;

	if (size == 0) {
		return;
	}
	while (at < length) {
		uint32_t code_point = 0;
		size_t bytes = prov_utf8_next(text + at, length - at, &code_point);
		bool fit = bytes > 0 && !is_unfit_for_logs(code_point);
		size_t written = fit ? bytes : 1;

		if (written > room - used) {
			break;
		}
		memcpy(target + used, fit ? text + at : "?", written);
		used += written;
		at += bytes > 0 ? bytes : 1;
	}
	target[used] = '\0';
}
