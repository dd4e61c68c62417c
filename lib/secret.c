/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * secret: keeps the values that must not be seen, and takes them out of texts. Redaction looks for whole forms made
 * beforehand (prov_secret_forms) and never decodes a text: a text that is broken or of no known kind is searched as
 * well as any other. All matches are found before anything is replaced, so no secret can hide in the overlap with
 * another.
 */
#include "lib/secret.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/crypto.h"
#include "lib/mem.h"
#include "lib/text.h"

/* --- the list --- */

void prov_secrets_init(struct prov_secrets *secrets)
{
	*secrets = (struct prov_secrets){.count = 0};
}

bool prov_equal_secret(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return a_length == b_length && prov_equal_constant_time(a, b, a_length);
}

bool prov_secrets_add(struct prov_secrets *secrets, const char *data, size_t length)
{
	char *copy;

	if (length < PROV_SECRET_MIN) {
		return true;
	}
	for (size_t i = 0; i < secrets->count; i++) {
		if (prov_equal_secret(secrets->items[i].data, secrets->items[i].length, data, length)) {
			return true;
		}
	}
	if (secrets->count == PROV_SECRETS_MAX) {
		return false;
	}
	copy = prov_strndup(data, length);
	if (!copy) {
		return false;
	}
	secrets->items[secrets->count++] = (struct prov_secret){.data = copy, .length = length};
	return true;
}

bool prov_secrets_add_all(struct prov_secrets *secrets, const struct prov_secrets *other)
{
	bool good = true;

	for (size_t i = 0; i < other->count; i++) {
		good = prov_secrets_add(secrets, other->items[i].data, other->items[i].length) && good;
	}
	return good;
}

void prov_secrets_wipe(struct prov_secrets *secrets)
{
	for (size_t i = 0; i < secrets->count; i++) {
		prov_wipe_free(secrets->items[i].data, secrets->items[i].length);
	}
	prov_secrets_init(secrets);
}

/* --- the forms of one value: each writer appends one to out --- */

static const char *hex_digits(bool upper)
{
	return upper ? "0123456789ABCDEF" : "0123456789abcdef";
}

static void append_hex(struct prov_buf *out, uint32_t number, unsigned digits, bool upper)
{
	while (digits-- > 0) {
		prov_buf_append_char(out, hex_digits(upper)[number >> (digits * 4) & 0xF]);
	}
}

struct percent_style {
	bool upper; /* hex digits */
	bool plus;  /* blank as '+': application/x-www-form-urlencoded */
	bool tilde; /* '~' left as it is */
};

static const struct percent_style percent_styles[] = {
    {true, false, true}, /* libcurl, rawurlencode(), encodeURIComponent() but for !'()* */
    {false, false, true},
    {true, true, true}, /* Python's quote_plus() */
    {false, true, true},
    {true, true, false}, /* urlencode(), URLSearchParams */
    {false, true, false},
};

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void write_percent(const struct prov_secret *secret, const struct percent_style *style, struct prov_buf *out)
{
	for (size_t i = 0; i < secret->length; i++) {
		char c = secret->data[i];

		if (is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || (c == '~' && style->tilde)) {
			prov_buf_append_char(out, c);
		} else if (c == ' ' && style->plus) {
			prov_buf_append_char(out, '+');
		} else {
			prov_buf_append_char(out, '%');
			append_hex(out, (unsigned char)c, 2, style->upper);
		}
	}
}

struct json_style {
	bool slashes; /* escaped: PHP, json-c */
	bool ascii;   /* other scripts as \u: PHP, Python */
	bool upper;   /* hex digits */
};

static const struct json_style json_styles[] = {
    {false, false, false},
    {true, false, false},
    {false, true, false},
    {true, true, false},
    {false, true, true},
    {true, true, true},
};

static void append_unicode_escape(struct prov_buf *out, uint32_t code_point, bool upper)
{
	if (code_point > 0xFFFF) {
		append_unicode_escape(out, 0xD800 + ((code_point - 0x10000) >> 10), upper);
		append_unicode_escape(out, 0xDC00 + ((code_point - 0x10000) & 0x3FF), upper);
		return;
	}
	prov_buf_append_text(out, "\\u");
	append_hex(out, code_point, 4, upper);
}

/* The letter after the backslash in JSON's short escapes, NUL where there is none. */
static char short_escape(uint32_t code_point)
{
	switch (code_point) {
	case '"':
	case '\\':
		return (char)code_point;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return '\0';
	}
}

static void write_json(const struct prov_secret *secret, const struct json_style *style, struct prov_buf *out)
{
	for (size_t at = 0; at < secret->length;) {
		uint32_t code_point = 0;
		size_t used = prov_utf8_next(secret->data + at, secret->length - at, &code_point);
		size_t bytes = used == 0 ? 1 : used;

		if (used > 0 && short_escape(code_point) != '\0') {
			prov_buf_append_char(out, '\\');
			prov_buf_append_char(out, short_escape(code_point));
		} else if (used > 0 && code_point == '/' && style->slashes) {
			prov_buf_append_text(out, "\\/");
		} else if (used > 0 && (code_point < 0x20 || (code_point >= 0x7F && style->ascii))) {
			append_unicode_escape(out, code_point, style->upper);
		} else {
			prov_buf_append(out, secret->data + at, bytes);
		}
		at += bytes;
	}
}

struct html_style {
	const char *quote;
	const char *apostrophe;
};

static const struct html_style html_styles[] = {
    {"&quot;", "&#039;"}, /* PHP */
    {"&quot;", "&#39;"},
    {"&quot;", "&#x27;"}, /* Python */
    {"&quot;", "&apos;"}, /* XML */
    {"&#34;", "&#39;"},   /* templates of Python and Go */
    {"&quot;", "'"},
    {"\"", "'"},
};

static void write_html(const struct prov_secret *secret, const struct html_style *style, struct prov_buf *out)
{
	for (size_t i = 0; i < secret->length; i++) {
		switch (secret->data[i]) {
		case '&':
			prov_buf_append_text(out, "&amp;");
			break;
		case '<':
			prov_buf_append_text(out, "&lt;");
			break;
		case '>':
			prov_buf_append_text(out, "&gt;");
			break;
		case '"':
			prov_buf_append_text(out, style->quote);
			break;
		case '\'':
			prov_buf_append_text(out, style->apostrophe);
			break;
		default:
			prov_buf_append_char(out, secret->data[i]);
		}
	}
}

static void write_base64(const struct prov_secret *secret, bool padded, struct prov_buf *out)
{
	prov_base64_encode(secret->data, secret->length, out);
	while (!padded && out->length > 0 && out->data[out->length - 1] == '=') {
		out->data[--out->length] = '\0';
	}
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FORMS (COUNT(percent_styles) + COUNT(json_styles) + COUNT(html_styles) + 2)

/* Writes form number i, 0 <= i < FORMS. */
static void write_form(const struct prov_secret *secret, size_t i, struct prov_buf *out)
{
	if (i < COUNT(percent_styles)) {
		write_percent(secret, &percent_styles[i], out);
		return;
	}
	i -= COUNT(percent_styles);
	if (i < COUNT(json_styles)) {
		write_json(secret, &json_styles[i], out);
		return;
	}
	i -= COUNT(json_styles);
	if (i < COUNT(html_styles)) {
		write_html(secret, &html_styles[i], out);
		return;
	}
	write_base64(secret, i == COUNT(html_styles), out);
}

/* Longest first; equals stand together. */
static int compare_texts(const char *a, size_t a_length, const char *b, size_t b_length)
{
	if (a_length != b_length) {
		return a_length > b_length ? -1 : 1;
	}
	return memcmp(a, b, a_length);
}

static int compare_bufs(const void *a, const void *b)
{
	const struct prov_buf *left = a;
	const struct prov_buf *right = b;

	return compare_texts(prov_buf_text(left), left->length, prov_buf_text(right), right->length);
}

static bool same_text(const struct prov_buf *form, const char *text, size_t length)
{
	return form->length == length && memcmp(prov_buf_text(form), text, length) == 0;
}

bool prov_secret_forms(
    const struct prov_secret *secret, bool (*each)(void *target, const char *form, size_t length), void *target)
{
	struct prov_buf forms[FORMS];
	bool good = secret->length <= SIZE_MAX / 8;

	for (size_t i = 0; i < FORMS; i++) {
		/* the longest escape of one byte has six: \u001f, &quot; */
		prov_buf_init(&forms[i], good ? secret->length * 6 + 4 : 0);
		if (good) {
			write_form(secret, i, &forms[i]);
			good = !forms[i].failed;
		}
	}
	qsort(forms, FORMS, sizeof(forms[0]), compare_bufs);
	for (size_t i = 0; good && i < FORMS; i++) {
		bool repeated = i > 0 && same_text(&forms[i], prov_buf_text(&forms[i - 1]), forms[i - 1].length);

		if (!repeated && !same_text(&forms[i], secret->data, secret->length)) {
			good = each(target, prov_buf_text(&forms[i]), forms[i].length);
		}
	}
	for (size_t i = 0; i < FORMS; i++) {
		prov_buf_wipe(&forms[i]);
	}
	return good;
}

/* --- redaction --- */

/* What is looked for: all forms of all secrets, longest first, and for each first byte where its needles are. */
struct needle {
	char *data;
	size_t length;
	struct needle *next; /* of those with the same first byte */
};

struct needles {
	struct needle items[PROV_SECRETS_MAX * (FORMS + 1)];
	size_t count;
	struct needle *first[UCHAR_MAX + 1];
};

static bool add_needle(void *target, const char *form, size_t length)
{
	struct needles *needles = target;
	char *copy = prov_strndup(form, length);

	if (!copy) {
		return false;
	}
	needles->items[needles->count++] = (struct needle){.data = copy, .length = length};
	return true;
}

static int compare_needles(const void *a, const void *b)
{
	const struct needle *left = a;
	const struct needle *right = b;

	return compare_texts(left->data, left->length, right->data, right->length);
}

static void free_needles(struct needles *needles)
{
	if (!needles) {
		return;
	}
	for (size_t i = 0; i < needles->count; i++) {
		prov_wipe_free(needles->items[i].data, needles->items[i].length);
	}
	prov_free(needles);
}

/* NULL when memory is short. */
static struct needles *make_needles(const struct prov_secrets *secrets)
{
	struct needles *needles = prov_calloc(1, sizeof(*needles));

	if (!needles) {
		return NULL;
	}
	for (size_t i = 0; i < secrets->count; i++) {
		const struct prov_secret *secret = &secrets->items[i];

		if (!add_needle(needles, secret->data, secret->length) || !prov_secret_forms(secret, add_needle, needles)) {
			free_needles(needles);
			return NULL;
		}
	}
	qsort(needles->items, needles->count, sizeof(needles->items[0]), compare_needles);
	/* from the shortest on, so that each chain begins with its longest */
	for (size_t i = needles->count; i-- > 0;) {
		struct needle **first = &needles->first[(unsigned char)needles->items[i].data[0]];

		needles->items[i].next = *first;
		*first = &needles->items[i];
	}
	return needles;
}

/* Bytes to hide at this place: the longest needle that stands here, or all the rest when it begins a needle. */
static size_t match(const struct needles *needles, const char *text, size_t length)
{
	for (const struct needle *needle = needles->first[(unsigned char)text[0]]; needle; needle = needle->next) {
		if (needle->length <= length) {
			if (memcmp(needle->data, text, needle->length) == 0) {
				return needle->length;
			}
		} else if (length >= PROV_SECRET_MIN && memcmp(needle->data, text, length) == 0) {
			return length;
		}
	}
	return 0;
}

static void redact_with(const struct needles *needles, const char *text, size_t length, struct prov_buf *out)
{
	size_t hidden_until = 0; /* end of the matches so far: they may overlap */
	size_t shown_from = 0;   /* bytes from here to the place are to be shown, once it is known how many */

	for (size_t at = 0; at < length; at++) {
		size_t matched = match(needles, text + at, length - at);

		if (matched == 0) {
			continue;
		}
		if (at >= hidden_until) {
			prov_buf_append(out, text + shown_from, at - shown_from);
			prov_buf_append_text(out, PROV_SECRET_MASK);
		}
		if (at + matched > hidden_until) {
			hidden_until = at + matched;
		}
		shown_from = hidden_until;
	}
	prov_buf_append(out, text + shown_from, length - shown_from);
}

bool prov_redact(const struct prov_secrets *secrets, const char *text, size_t length, struct prov_buf *out)
{
	struct needles *needles;

	if (secrets->count == 0) {
		return prov_buf_append(out, text, length);
	}
	needles = make_needles(secrets);
	if (!needles) {
		out->failed = true;
		return false;
	}
	redact_with(needles, text, length, out);
	free_needles(needles);
	return !out->failed;
}

void prov_redact_in_place(const struct prov_secrets *secrets, char *text, size_t size)
{
	const char *safe = PROV_SECRET_MASK;
	size_t kept = sizeof(PROV_SECRET_MASK) - 1;
	struct prov_buf out;
	size_t length;

	if (size == 0 || secrets->count == 0) {
		return;
	}
	length = strnlen(text, size - 1);
	/* a mask is at most twice as long as what it hides */
	prov_buf_init(&out, length * 2 + sizeof(PROV_SECRET_MASK));
	if (prov_redact(secrets, text, length, &out)) {
		safe = prov_buf_text(&out);
		kept = out.length;
	}
	kept = prov_utf8_cut(safe, kept, size - 1);
	prov_wipe(text, size);
	memcpy(text, safe, kept);
	prov_buf_wipe(&out);
}
