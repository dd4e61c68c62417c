/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * secret: the list of values that must never be seen in a record or message, and the redaction that removes them.
 * Redaction is by value, in every form in which a value travels: as it is, percent-encoded and form-encoded (upper- and
 * lower-case hex), JSON-escaped (slashes and other scripts escaped or not), HTML-escaped (as PHP, Python and JavaScript
 * do) and base64 (with and without padding). What is sent as base64 of "user:value" is added as a secret of its own by
 * who sends it. Values shorter than PROV_SECRET_MIN bytes are kept out: hiding "a" would hide nothing and garble
 * everything.
 */
#ifndef PROVISION_LIB_SECRET_H
#define PROVISION_LIB_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"

#define PROV_SECRET_MIN 4
#define PROV_SECRETS_MAX 32 /* values in one list */
#define PROV_SECRET_MASK "********"

struct prov_secret {
	char *data; /* NUL-terminated, owned, wiped when freed */
	size_t length;
};

struct prov_secrets {
	struct prov_secret items[PROV_SECRETS_MAX];
	size_t count;
};

void prov_secrets_init(struct prov_secrets *secrets);
/*
 * Copies a value into the list; one that stands there already or is too short is passed over. False: no room or no
 * memory.
 */
bool prov_secrets_add(struct prov_secrets *secrets, const char *data, size_t length);
/* Copies all of another list. */
bool prov_secrets_add_all(struct prov_secrets *secrets, const struct prov_secrets *other);
void prov_secrets_wipe(struct prov_secrets *secrets);
/*
 * The forms of one value other than the value itself, each once, longest first: calls `each` for every form that
 * differs. False when memory was short or each() said so.
 */
bool prov_secret_forms(
    const struct prov_secret *secret, bool (*each)(void *target, const char *form, size_t length), void *target);
/*
 * Appends text to out with every form of every secret replaced by the mask; forms that overlap go together. A text may
 * have been cut: what it ends with is hidden too where a form begins so (PROV_SECRET_MIN bytes at least). False, and
 * out->failed, when it did not fit or memory was short.
 */
bool prov_redact(const struct prov_secrets *secrets, const char *text, size_t length, struct prov_buf *out);
/* The same within a fixed, NUL-terminated array; when memory is short the whole text is replaced by the mask. */
void prov_redact_in_place(const struct prov_secrets *secrets, char *text, size_t size);
/* Compares in time that depends on the lengths only. */
bool prov_equal_secret(const char *a, size_t a_length, const char *b, size_t b_length);

#endif
