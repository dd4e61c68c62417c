/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * credential: passwords and account names from a CSPRNG without bias.
 * The default password: 22 characters of letters and digits without look-alikes (no 0 O o 1 l I) and "-_.+:=", at least
 * one lower-case letter, upper-case letter, digit and symbol, first and last a letter or digit. These symbols survive
 * HTML, mail, shells and the rules of the products.
 */
#ifndef PROVISION_LIB_CREDENTIAL_H
#define PROVISION_LIB_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/error.h"
#include "lib/random.h"

#define PROV_PASSWORD_LENGTH 22
#define PROV_PASSWORD_LENGTH_MIN 8
#define PROV_PASSWORD_LENGTH_MAX 256
#define PROV_PASSWORD_SYMBOLS "-_.+:="

struct prov_password_policy {
	size_t length;      /* PROV_PASSWORD_LENGTH_MIN .. _MAX */
	unsigned min_lower; /* at least so many characters of each class */
	unsigned min_upper;
	unsigned min_digits;
	unsigned min_symbols;
	bool no_symbols; /* letters and digits only; min_symbols must be 0 then */
	/* the symbols to use; NULL = PROV_PASSWORD_SYMBOLS. Printable ASCII without letters and digits */
	const char *symbols;
};

/* The default policy. */
void prov_password_policy_init(struct prov_password_policy *policy);
/*
 * Writes a NUL-terminated password of policy->length characters into target (size at least length + 1). An impossible
 * policy is PROV_ERROR_CONFIGURATION, a failing source PROV_ERROR_REMOTE; target is then empty.
 */
bool prov_password_generate(const struct prov_random *random, const struct prov_password_policy *policy, char *target,
    size_t size, struct prov_error *error);
/*
 * length characters of lower-case letters and digits without look-alikes, NUL-terminated: the xxxxx of admin-xxxxx-
 * ClientID.
 */
bool prov_name_generate(
    const struct prov_random *random, size_t length, char *target, size_t size, struct prov_error *error);

#endif
