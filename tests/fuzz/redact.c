/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/secret.c. The lines of the input that begin with '=' are secrets; the whole input is the text, in
 * which
 * '@' and the byte after it stand for one of the secrets' forms. Properties: the result is what a plain search for
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

/* Every form at every place, and beginnings of forms at the end: slow and simple. Overlapping ones share a mask. */
static void reference(const struct forms *forms, const char *text, size_t length, struct prov_buf *out)
{
	size_t hidden_until = 0;
	for (size_t at = 0; at < length; at++) {
		size_t longest = 0;
		for (size_t f = 0; f < forms->count; f++) {
			const size_t left = length - at;
			const size_t compared = forms->lengths[f] < left ? forms->lengths[f] : left;
			if (compared >= PROV_SECRET_MIN && compared > longest &&
			    memcmp(text + at, forms->items[f], compared) == 0) {
				longest = compared;
			}
		}
		if (longest > 0 && at >= hidden_until) {
			prov_buf_append_text(out, PROV_SECRET_MASK);
		}
		hidden_until = at + longest > hidden_until ? at + longest : hidden_until;
		if (at >= hidden_until) {
			prov_buf_append_char(out, text[at]);
		}
	}
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
	fuzz_check(
	    found.length == expected.length && memcmp(prov_buf_text(&found), prov_buf_text(&expected), found.length) == 0,
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
