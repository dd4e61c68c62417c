/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * text: UTF-8 by the table of well-formed byte sequences (Unicode 3.9, table 3-7) and decimal whole numbers, without
 * <ctype.h> and strtol: both follow the locale, and strtol takes blanks, prefixes and overlong input.
 */
#include "lib/text.h"

/* A lead byte's sequence: its length, the bounds of its second byte, the bits of the lead that count. */
struct sequence {
	size_t length;
	unsigned char second_min;
	unsigned char second_max;
	unsigned char lead_bits;
};

static struct sequence sequence_of(unsigned char lead)
{
	const struct sequence none = {0, 0, 0, 0};

	if (lead < 0xC2 || lead > 0xF4) {
		return none;
	}
	if (lead < 0xE0) {
		return (struct sequence){2, 0x80, 0xBF, 0x1F};
	}
	if (lead < 0xF0) {
		/* E0: no overlong forms; ED: no surrogates */
		return (struct sequence){3, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF, 0x0F};
	}
	/* F0: no overlong forms; F4: nothing beyond U+10FFFF */
	return (struct sequence){4, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF, 0x07};
}

size_t prov_utf8_next(const char *text, size_t length, uint32_t *code_point)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t used = 1;
	uint32_t code;

	if (length == 0) {
		return 0;
	}
	code = bytes[0];
	if (code >= 0x80) {
		struct sequence sequence = sequence_of(bytes[0]);

		if (sequence.length == 0 || sequence.length > length || bytes[1] < sequence.second_min ||
		    bytes[1] > sequence.second_max) {
			return 0;
		}
		code &= sequence.lead_bits;
		for (; used < sequence.length; used++) {
			if ((bytes[used] & 0xC0) != 0x80) {
				return 0;
			}
			code = code << 6 | (bytes[used] & 0x3FU);
		}
	}
	if (code_point) {
		*code_point = code;
	}
	return used;
}

bool prov_utf8_valid(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length) {
		size_t used = prov_utf8_next(text + at, length - at, NULL);

		if (used == 0) {
			return false;
		}
		at += used;
	}
	return true;
}

size_t prov_utf8_cut(const char *text, size_t length, size_t maximum)
{
	size_t cut = maximum;

	if (length <= maximum) {
		return length;
	}
	/* at most three continuation bytes belong to one character: more are broken text, cut anywhere */
	while (cut > 0 && maximum - cut < 3 && ((unsigned char)text[cut] & 0xC0) == 0x80) {
		cut--;
	}
	return cut;
}

bool prov_is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

bool prov_turns_direction(uint32_t code_point)
{
	return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
	       (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

bool prov_decimal(const char *text, size_t length, int64_t *number)
{
	size_t at = 0;
	bool negative = false;
	int64_t sum = 0; /* gathered below zero, where one number more fits */

	if (length > 0 && (text[0] == '-' || text[0] == '+')) {
		negative = text[0] == '-';
		at = 1;
	}
	if (at == length) {
		return false;
	}
	for (; at < length; at++) {
		if (text[at] < '0' || text[at] > '9') {
			return false;
		}
		if (__builtin_mul_overflow(sum, 10, &sum) || __builtin_sub_overflow(sum, text[at] - '0', &sum)) {
			return false;
		}
	}
	if (!negative && sum == INT64_MIN) {
		return false;
	}
	*number = negative ? sum : -sum;
	return true;
}
