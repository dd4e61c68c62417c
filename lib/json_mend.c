/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_mend: one walk over the text. A backslash can only stand inside a string, and of numbers only those outside of
 * strings are touched, so the walk needs to know no more than whether it is in a string.
 */
#include "lib/json_mend.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ESCAPE 6 /* \u0000 */
#define DIGITS 20

static const char replacement[ESCAPE] = {'\\', 'u', 'f', 'f', 'f', 'd'};

/* The number behind "\u", or -1 when no such escape stands here. */
static int32_t escaped(const char *text, size_t length)
{
	int32_t code = 0;

	if (length < ESCAPE || text[0] != '\\' || text[1] != 'u') {
		return -1;
	}
	for (size_t i = 2; i < ESCAPE; i++) {
		char c = text[i];

		if (c >= '0' && c <= '9') {
			code = code * 16 + (c - '0');
		} else if (c >= 'a' && c <= 'f') {
			code = code * 16 + (c - 'a' + 10);
		} else if (c >= 'A' && c <= 'F') {
			code = code * 16 + (c - 'A' + 10);
		} else {
			return -1;
		}
	}
	return code;
}

static bool is_high(int32_t code)
{
	return code >= 0xD800 && code <= 0xDBFF;
}

static bool is_low(int32_t code)
{
	return code >= 0xDC00 && code <= 0xDFFF;
}

/* Bytes of the escape that begins at text, mended. */
static size_t mend_escape(char *text, size_t length)
{
	int32_t code = escaped(text, length);

	if (code < 0) {
		return length < 2 ? length : 2;
	}
	if (is_high(code) && is_low(escaped(text + ESCAPE, length - ESCAPE))) {
		return (size_t)2 * ESCAPE;
	}
	if (code == 0 || is_high(code) || is_low(code)) {
		memcpy(text, replacement, ESCAPE);
	}
	return ESCAPE;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/*
 * Bytes of the run of digits at text[at]. Where it is a whole number that is too long its last two become "e2"; a
 * fraction and an exponent have a point or a letter beside them.
 */
static size_t mend_digits(char *text, size_t at, size_t length)
{
	size_t end = at;
	bool whole;

	while (end < length && is_digit(text[end])) {
		end++;
	}
	whole = (at == 0 || !is_one_of(text[at - 1], ".eE+")) && (end == length || !is_one_of(text[end], ".eE"));
	if (whole && end - at >= DIGITS) {
		text[end - 2] = 'e';
		text[end - 1] = '2';
	}
	return end - at;
}

void prov_json_mend(char *text, size_t length)
{
	bool in_string = false;

	for (size_t at = 0; at < length;) {
		if (in_string && text[at] == '\\') {
			at += mend_escape(text + at, length - at);
		} else if (!in_string && is_digit(text[at])) {
			at += mend_digits(text, at, length);
		} else {
			in_string = text[at] == '"' ? !in_string : in_string;
			at++;
		}
	}
}
