/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/json_mask.c. In the input '@' and the byte after it stand for a secret member, in one of many
 * spellings and perhaps cut off; its text is made of Q alone, which stands nowhere else. Properties: no Q is seen
 * whatever stands around; a text without a colon stays; a sound text stays sound and the same but for texts of secret
 * members.
 */
#include "fuzz.h"

#include "lib/json.h"
#include "lib/json_mask.h"
#include "lib/secret.h"

#define DEPTH 24

static bool is_secret(const char *name, size_t length)
{
	return length >= 3 && memcmp(name + length - 3, "Key", 3) == 0;
}

/* One secret member. Of the kinds only the last ones are cut off: nothing may follow those. */
static bool append_member(struct prov_buf *text, uint8_t kind)
{
	static const char *const names[] = {"\"Key\"", "\"aKey\"", "\"a \\\" Key\"", "\"\xC3\xA8Key\""};
	static const char *const colons[] = {":", " : ", "\n\t:\r\n", ":  "};
	static const char *const texts[] = {"\"QQQ\"", "\"Q\\\"Q\\\\\"", "\"\\u0051Q\"", "\"Q", "\"QQ\\"};
	const size_t chosen = (kind >> 4) % 5;
	prov_buf_append_text(text, names[kind & 3]);
	prov_buf_append_text(text, colons[kind >> 2 & 3]);
	prov_buf_append_text(text, texts[chosen]);
	return chosen < 3;
}

static void make_text(const uint8_t *data, size_t size, struct prov_buf *text)
{
	for (size_t at = 0; at < size; at++) {
		if (data[at] == '@' && at + 1 < size) {
			if (!append_member(text, data[++at])) {
				return;
			}
		} else if (data[at] != 'Q') {
			prov_buf_append(text, data + at, 1);
		}
	}
}

/* --- sound texts --- */

static void check_same(const struct prov_json *before, const struct prov_json *after, bool secret);

struct walk {
	const struct prov_json *after;
	size_t seen;
};

static bool check_member(void *target, const char *name, size_t length, const struct prov_json *value)
{
	struct walk *walk = target;
	const struct prov_json *after = prov_json_member(walk->after, name);
	walk->seen++;
	fuzz_check(after != NULL, "no member is lost");
	check_same(value, after, is_secret(name, length));
	return true;
}

static void check_text(const struct prov_json *before, const struct prov_json *after, bool secret)
{
	size_t length = 0;
	size_t length_after = 0;
	const char *text = prov_json_text(before, &length);
	const char *text_after = prov_json_text(after, &length_after);
	if (length != length_after || memcmp(text, text_after, length) != 0) {
		fuzz_check(secret, "only texts of secret members change");
		fuzz_check(
		    length > 0 && strcmp(text_after, PROV_SECRET_MASK) == 0, "a text becomes the mask, unless it is empty");
	}
}

static void check_same(const struct prov_json *before, const struct prov_json *after, bool secret)
{
	const enum prov_json_type type = prov_json_type(before);
	struct walk walk = {.after = after};
	int64_t number = 0;
	int64_t number_after = 0;
	fuzz_check(type == prov_json_type(after), "no value changes its type");
	fuzz_check(prov_json_count(before) == prov_json_count(after), "nothing is lost and nothing added");
	if (type == PROV_JSON_STRING) {
		check_text(before, after, secret);
	} else if (type == PROV_JSON_OBJECT) {
		prov_json_members(before, check_member, &walk);
		fuzz_check(walk.seen == prov_json_count(after), "nothing is added");
	} else if (type == PROV_JSON_ARRAY) {
		for (size_t i = 0; i < prov_json_count(before); i++) {
			check_same(prov_json_at(before, i), prov_json_at(after, i), false);
		}
	} else if (prov_json_whole_number(before, &number)) {
		fuzz_check(prov_json_whole_number(after, &number_after) && number == number_after, "a number stays");
	}
}

static void check_sound(const struct prov_json *document, const struct prov_buf *out)
{
	struct prov_error error;
	prov_error_clear(&error);
	struct prov_json *after = prov_json_parse(prov_buf_text(out), out->length, DEPTH, &error);
	fuzz_check(after != NULL, "a sound text stays sound");
	check_same(document, after, false);
	prov_json_free(after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prov_buf made;
	struct prov_buf out;
	struct prov_error error;
	prov_buf_init(&made, 1 << 20);
	prov_buf_init(&out, 1 << 22);
	make_text(data, size, &made);
	const size_t length = made.length;
	char *text = fuzz_copy(prov_buf_text(&made), length);
	fuzz_check(prov_json_mask(text, length, is_secret, &out), "it fits");
	fuzz_check(memchr(prov_buf_text(&out), 'Q', out.length) == NULL, "no byte of a secret is seen");
	if (memchr(text, ':', length) == NULL) {
		fuzz_check(out.length == length && memcmp(prov_buf_text(&out), text, length) == 0, "other texts stay");
	}
	prov_error_clear(&error);
	struct prov_json *document = prov_json_parse(text, length, DEPTH, &error);
	if (document != NULL) {
		check_sound(document, &out);
	}
	prov_json_free(document);
	free(text);
	prov_buf_free(&made);
	prov_buf_free(&out);
	return 0;
}
