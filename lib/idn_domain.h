/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * idn_domain: one canonical spelling of a domain name: ASCII (punycode by IDNA 2008, non-transitional UTS 46), lower
 * case, without a trailing dot; idn_domain.c alone includes libidn2's header. Everything that is compared or sent is
 * canonical.
 */
#ifndef PROVISION_LIB_IDN_DOMAIN_H
#define PROVISION_LIB_IDN_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/error.h"

#define PROV_DOMAIN_MAX 253 /* characters of a canonical name; labels have at most 63 */

struct prov_domain {
	char ascii[PROV_DOMAIN_MAX + 1];
};

/*
 * Makes the canonical name of a domain given in Unicode (UTF-8) or ASCII, upper or lower case, with blanks around it.
 * Refused (PROV_ERROR_CONFIGURATION, naming why): empty, a single label, an IP address, characters other than letters,
 * digits and hyphens, labels that begin or end with a hyphen, NUL, control characters, invalid UTF-8, too long.
 */
bool prov_domain_canonical(const char *text, size_t length, struct prov_domain *domain, struct prov_error *error);
/* The Unicode spelling of a canonical name into target; the name itself when it has none. */
void prov_domain_unicode(const struct prov_domain *domain, char *target, size_t size);
const char *prov_idn_version(void);

#endif
