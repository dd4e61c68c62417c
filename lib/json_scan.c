/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_scan: says whether a text is one JSON value by RFC 8259, and refuses besides it what no reader agrees on: NUL in
 * strings, lone surrogates, integers beyond 64 bits, doubles beyond a double, nesting beyond a ceiling. It makes no
 * values, allocates nothing and knows no json-c: it is what json-c's leniency is measured against. It does not see
 * repeated member names; for that json.c compares the number of members counted here with the number that the tree
 * holds.
 */
#include "lib/json.h"

#include <string.h>

#include "lib/text.h"

struct scan {
	const char *text;
	size_t length;
	size_t at;
	const char *reason; /* static text, set by the first refusal */
	struct prov_json_totals totals;
	unsigned max_depth;
	unsigned depth;
	bool in_object[PROV_JSON_DEPTH_MAX]; /* what each open level is: an object, or else an array */
};

static bool refuse(struct scan *scan, const char *reason)
{
	scan->reason = reason;
	return false;
}

/*
 * The byte at the place, or NUL at the end. A NUL in the text is no JSON either, so that the two need no telling apart.
 */
static char peek(const struct scan *scan)
{
	return scan->at < scan->length ? scan->text[scan->at] : '\0';
}

static bool refuse_here(struct scan *scan)
{
	return refuse(scan, scan->at < scan->length ? "unexpected character" : "the text ends too early");
}

static void skip_blanks(struct scan *scan)
{
	while (scan->at < scan->length && strchr(" \t\n\r", scan->text[scan->at]) && scan->text[scan->at] != '\0') {
		scan->at++;
	}
}

static bool expect(struct scan *scan, char c)
{
	if (peek(scan) != c || scan->at >= scan->length) {
		return refuse_here(scan);
	}
	scan->at++;
	return true;
}

static bool scan_word(struct scan *scan, const char *word)
{
	for (; *word != '\0'; word++) {
		if (!expect(scan, *word)) {
			return false;
		}
	}
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	if (c >= 'a' && c <= 'f') {
		return c - 'a' + 10;
	}
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four hex digits of an escape, whose `u` is behind. */
static bool scan_unit(struct scan *scan, unsigned *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(peek(scan));

		if (digit < 0) {
			return refuse(scan, "broken \\u escape");
		}
		*unit = *unit << 4 | (unsigned)digit;
		scan->at++;
	}
	return true;
}

static bool scan_unicode_escape(struct scan *scan)
{
	unsigned unit = 0;
	unsigned low = 0;

	if (!scan_unit(scan, &unit)) {
		return false;
	}
	if (unit == 0) {
		return refuse(scan, "NUL character in a string");
	}
	if (unit < 0xD800 || unit > 0xDFFF) {
		scan->totals.text_bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
		return true;
	}
	if (unit > 0xDBFF || scan->length - scan->at < 6 || memcmp(scan->text + scan->at, "\\u", 2) != 0) {
		return refuse(scan, "lone surrogate in a string");
	}
	scan->at += 2;
	if (!scan_unit(scan, &low)) {
		return false;
	}
	scan->totals.text_bytes += 4;
	return low >= 0xDC00 && low <= 0xDFFF ? true : refuse(scan, "lone surrogate in a string");
}

static bool scan_escape(struct scan *scan)
{
	char c = peek(scan);

	if (c == 'u') {
		scan->at++;
		return scan_unicode_escape(scan);
	}
	if (c == '\0' || !strchr("\"\\/bfnrt", c)) {
		return refuse(scan, "unknown escape in a string");
	}
	scan->at++;
	scan->totals.text_bytes++;
	return true;
}

static bool scan_string(struct scan *scan)
{
	if (!expect(scan, '"')) {
		return false;
	}
	while (scan->at < scan->length) {
		unsigned char c = (unsigned char)scan->text[scan->at];
		size_t used;

		if (c == '"') {
			scan->at++;
			return true;
		}
		if (c < 0x20) {
			return refuse(scan, "raw control character in a string");
		}
		if (c == '\\') {
			scan->at++;
			if (!scan_escape(scan)) {
				return false;
			}
			continue;
		}
		used = prov_utf8_next(scan->text + scan->at, scan->length - scan->at, NULL);
		if (used == 0) {
			return refuse(scan, "invalid UTF-8 in a string");
		}
		scan->at += used;
		scan->totals.text_bytes += used;
	}
	return refuse(scan, "the text ends inside a string");
}

static size_t scan_digits(struct scan *scan)
{
	size_t start = scan->at;

	while (peek(scan) >= '0' && peek(scan) <= '9') {
		scan->at++;
	}
	return scan->at - start;
}

/* Digits without leading zeros against a bound of the same kind. */
static bool digits_exceed(const char *digits, size_t length, const char *bound)
{
	size_t bound_length = strlen(bound);

	if (length != bound_length) {
		return length > bound_length;
	}
	return memcmp(digits, bound, length) > 0;
}

/* How many places the significant digits of a double span, and the first of them: enough to tell overflow. */
struct magnitude {
	char leading[17];
	size_t leading_count;
	int64_t exponent; /* of the first significant digit: 1.5 has 0, 150 has 2, 0.015 has -2 */
	bool zero;
};

/*
 * The greatest double is 1.7976931348623157e308 in 17 digits. Whatever exceeds these 17 digits at this exponent is
 * refused: that is every number that would become infinity, and a sliver (one in 10^16) that would just be rounded
 * down.
 */
static bool exceeds_double(const struct magnitude *magnitude)
{
	static const char greatest[] = "17976931348623157";

	if (magnitude->zero || magnitude->exponent < 308) {
		return false;
	}
	if (magnitude->exponent > 308) {
		return true;
	}
	return memcmp(magnitude->leading, greatest, sizeof(magnitude->leading)) > 0;
}

/* Reads the digits of whole and fraction part, the point among them. */
static struct magnitude measure(const char *mantissa, size_t length, size_t whole_digits)
{
	struct magnitude magnitude = {.zero = true};
	int64_t place = (int64_t)whole_digits - 1;

	memset(magnitude.leading, '0', sizeof(magnitude.leading));
	for (size_t i = 0; i < length; i++) {
		if (mantissa[i] == '.') {
			continue;
		}
		if (magnitude.zero && mantissa[i] != '0') {
			magnitude.zero = false;
			magnitude.exponent = place;
		}
		if (!magnitude.zero && magnitude.leading_count < sizeof(magnitude.leading)) {
			magnitude.leading[magnitude.leading_count++] = mantissa[i];
		}
		place--;
	}
	return magnitude;
}

/* The exponent part after its `e`, held at a bound far beyond any double, but within reach of a mantissa in memory. */
static bool scan_exponent(struct scan *scan, int64_t *exponent)
{
	int64_t bound = INT64_MAX / 16;
	bool negative = peek(scan) == '-';
	size_t start;

	if (negative || peek(scan) == '+') {
		scan->at++;
	}
	start = scan->at;
	if (scan_digits(scan) == 0) {
		return refuse_here(scan);
	}
	*exponent = 0;
	for (size_t i = start; i < scan->at && *exponent < bound; i++) {
		*exponent = *exponent * 10 + (scan->text[i] - '0');
	}
	if (negative) {
		*exponent = -*exponent;
	}
	return true;
}

static bool scan_double(struct scan *scan, size_t mantissa, size_t whole_digits)
{
	struct magnitude magnitude;
	int64_t exponent = 0;

	if (peek(scan) == '.') {
		scan->at++;
		if (scan_digits(scan) == 0) {
			return refuse_here(scan);
		}
	}
	magnitude = measure(scan->text + mantissa, scan->at - mantissa, whole_digits);
	if (peek(scan) == 'e' || peek(scan) == 'E') {
		scan->at++;
		if (!scan_exponent(scan, &exponent)) {
			return false;
		}
	}
	magnitude.exponent += exponent;
	return exceeds_double(&magnitude) ? refuse(scan, "number too large for a double") : true;
}

static bool scan_number(struct scan *scan)
{
	bool negative = peek(scan) == '-';
	const char *bound = negative ? "9223372036854775808" : "18446744073709551615";
	size_t start;
	size_t digits;
	bool zero;

	if (negative) {
		scan->at++;
	}
	start = scan->at;
	zero = peek(scan) == '0';
	digits = scan_digits(scan);
	if (digits == 0) {
		return refuse_here(scan);
	}
	if (zero && digits > 1) {
		scan->at = start;
		return refuse(scan, "number with a leading zero");
	}
	if (peek(scan) == '.' || peek(scan) == 'e' || peek(scan) == 'E') {
		if (!scan_double(scan, start, digits)) {
			return false;
		}
		scan->totals.text_bytes += scan->at - start + (negative ? 1 : 0);
		return true;
	}
	return digits_exceed(scan->text + start, digits, bound) ? refuse(scan, "integer beyond 64 bits") : true;
}

/* A member's name and colon. */
static bool scan_name(struct scan *scan)
{
	skip_blanks(scan);
	if (!scan_string(scan)) {
		return false;
	}
	scan->totals.members++;
	skip_blanks(scan);
	return expect(scan, ':');
}

/* Opens a container; *complete when it is empty, and so closed again. */
static bool open_container(struct scan *scan, bool is_object, bool *complete)
{
	if (scan->depth >= scan->max_depth) {
		return refuse(scan, "nested too deeply");
	}
	scan->at++;
	skip_blanks(scan);
	if (peek(scan) == (is_object ? '}' : ']')) {
		scan->at++;
		*complete = true;
		return true;
	}
	scan->in_object[scan->depth++] = is_object;
	*complete = false;
	return is_object ? scan_name(scan) : true;
}

/* A scalar, or the beginning of a container up to its first value. */
static bool begin_value(struct scan *scan, bool *complete)
{
	skip_blanks(scan);
	*complete = true;
	switch (peek(scan)) {
	case '{':
		return open_container(scan, true, complete);
	case '[':
		return open_container(scan, false, complete);
	case '"':
		return scan_string(scan);
	case 't':
		return scan_word(scan, "true");
	case 'f':
		return scan_word(scan, "false");
	case 'n':
		return scan_word(scan, "null");
	default:
		return scan_number(scan);
	}
}

/*
 * After a complete value: closes what ends here, up to the next value (false in *complete) or the end of the document.
 */
static bool end_value(struct scan *scan, bool *complete)
{
	while (scan->depth > 0) {
		bool is_object = scan->in_object[scan->depth - 1];

		skip_blanks(scan);
		if (peek(scan) == ',') {
			scan->at++;
			*complete = false;
			return is_object ? scan_name(scan) : true;
		}
		if (!expect(scan, is_object ? '}' : ']')) {
			return false;
		}
		scan->depth--;
	}
	*complete = true;
	return true;
}

static bool scan_document(struct scan *scan)
{
	bool complete = false;

	while (!complete) {
		if (!begin_value(scan, &complete)) {
			return false;
		}
		if (complete && !end_value(scan, &complete)) {
			return false;
		}
	}
	skip_blanks(scan);
	return scan->at == scan->length ? true : refuse(scan, "text after the value");
}

bool prov_json_scan(const char *text, size_t length, unsigned max_depth, struct prov_json_totals *totals,
    const char **reason, size_t *offset)
{
	struct scan scan = {.text = text, .length = length};
	bool good;

	scan.max_depth = max_depth < PROV_JSON_DEPTH_MAX ? max_depth : PROV_JSON_DEPTH_MAX;
	good = scan_document(&scan);
	*totals = scan.totals;
	*reason = good ? NULL : scan.reason;
	*offset = scan.at;
	return good;
}
