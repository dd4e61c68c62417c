/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/secret.c. Input: lines; those that begin with '=' are secrets, and of the text that the other lines make
 * '@' stands for a form of a secret (the byte after it chooses which). Properties: the result is what a plain search for
 * every form gives, and no form of any secret is in it.
 */
#include "fuzz.h"

#include "lib/secret.h"

#define FORMS_MAX 800

struct forms {
	char *items[FORMS_MAX];
	size_t lengths[FORMS_MAX];
	size_t count;
};

static bool keep_form(void *target, const char *form, size_t length)
{
	struct forms *forms = target;
	fuzz_check(forms->count < FORMS_MAX, "a secret has a bounded number of forms");
	forms->items[forms->count] = fuzz_copy(form, length);
	forms->lengths[forms->count++] = length;
	return true;
}

static void read_secrets(const uint8_t *data, size_t size, struct prov_secrets *secrets, struct forms *forms)
{
	size_t start = 0;
	for (size_t at = 0; at <= size; at++) {
		if (at < size && data[at] != '\n') {
			continue;
		}
		/* a secret that holds part of the mask can be found in the mask itself: no such ones here */
		if (at > start && data[start] == '=' && memchr(data + start, '*', at - start) == NULL) {
			prov_secrets_add(secrets, (const char *)data + start + 1, at - start - 1);
		}
		start = at + 1;
	}
	for (size_t i = 0; i < secrets->count; i++) {
		keep_form(forms, secrets->items[i].data, secrets->items[i].length);
		prov_secret_forms(&secrets->items[i], keep_form, forms);
	}
}

static void make_text(const uint8_t *data, size_t size, const struct forms *forms, struct prov_buf *text)
{
	for (size_t at = 0; at < size; at++) {
		if (data[at] == '@' && at + 1 < size && forms->count > 0) {
			const size_t form = data[++at] % forms->count;
			prov_buf_append(text, forms->items[form], forms->lengths[form]);
		} else {
			prov_buf_append(text, data + at, 1);
		}
	}
}

/* Every form at every place, and beginnings of forms at the end: slow and simple. */
static void reference(const struct forms *forms, const char *text, size_t length, struct prov_buf *out)
{
	char *begins = calloc(length + 1, 1);
	char *hidden = calloc(length + 1, 1);
	fuzz_check(begins != NULL && hidden != NULL, "there is memory");
	for (size_t f = 0; f < forms->count; f++) {
		for (size_t at = 0; at < length; at++) {
			const bool cut = forms->lengths[f] > length - at;
			const size_t compared = cut ? length - at : forms->lengths[f];
			if (compared >= PROV_SECRET_MIN && memcmp(text + at, forms->items[f], compared) == 0) {
				begins[at] = 1;
				memset(hidden + at, 1, compared);
			}
		}
	}
	for (size_t at = 0; at < length; at++) {
		/* a match that begins where nothing was hidden, or right where the last ones ended, is a mask of its own */
		bool starts = begins[at] && (at == 0 || !hidden[at - 1]);
		if (begins[at] && at > 0 && hidden[at - 1]) {
			starts = true;
			for (size_t f = 0; starts && f < forms->count; f++) {
				for (size_t from = at - 1; starts && from + 1 > 0 && at - from < forms->lengths[f]; from--) {
					starts = !(begins[from] && length - from >= forms->lengths[f] &&
							   memcmp(text + from, forms->items[f], forms->lengths[f]) == 0);
					if (from == 0) {
						break;
					}
				}
			}
		}
		if (starts) {
			prov_buf_append_text(out, PROV_SECRET_MASK);
		}
		if (!hidden[at]) {
			prov_buf_append_char(out, text[at]);
		}
	}
	free(begins);
	free(hidden);
}

static void check_hidden(const struct forms *forms, const char *text, size_t length)
{
	for (size_t f = 0; f < forms->count; f++) {
		for (size_t at = 0; at + forms->lengths[f] <= length; at++) {
			fuzz_check(memcmp(text + at, forms->items[f], forms->lengths[f]) != 0, "no form of a secret survives");
		}
	}
}

static void check_in_place(
	const struct prov_secrets *secrets, const struct forms *forms, const char *text, size_t length)
{
	char array[512];
	const size_t kept = length < sizeof(array) - 1 ? length : sizeof(array) - 1;
	memcpy(array, text, kept);
	array[kept] = '\0';
	prov_redact_in_place(secrets, array, sizeof(array));
	fuzz_check(strnlen(array, sizeof(array)) < sizeof(array), "an array stays terminated");
	check_hidden(forms, array, strlen(array));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prov_secrets secrets;
	struct forms forms = {.count = 0};
	struct prov_buf text;
	struct prov_buf found;
	struct prov_buf expected;
	if (size > 1024) {
		return 0;
	}
	prov_secrets_init(&secrets);
	prov_buf_init(&text, 1 << 16);
	prov_buf_init(&found, 1 << 17);
	prov_buf_init(&expected, 1 << 17);
	read_secrets(data, size, &secrets, &forms);
	make_text(data, size, &forms, &text);
	char *copy = fuzz_copy(prov_buf_text(&text), text.length);
	fuzz_check(prov_redact(&secrets, copy, text.length, &found), "there is room for the masks");
	reference(&forms, copy, text.length, &expected);
	fuzz_check(found.length == expected.length &&
			memcmp(prov_buf_text(&found), prov_buf_text(&expected), found.length) == 0,
		"redaction equals the plain search");
	check_hidden(&forms, prov_buf_text(&found), found.length);
	check_in_place(&secrets, &forms, copy, text.length);
	free(copy);
	for (size_t f = 0; f < forms.count; f++) {
		free(forms.items[f]);
	}
	prov_secrets_wipe(&secrets);
	prov_buf_free(&text);
	prov_buf_free(&found);
	prov_buf_free(&expected);
	return 0;
}
