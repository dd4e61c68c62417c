/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/idn_domain.c. Properties: a canonical name has only lower-case letters, digits, hyphens and dots,
 * within its lengths; it is its own canonical name, whatever its case; its Unicode spelling leads back to it; a refusal
 * is of the right kind and leaves no name.
 */
#include "fuzz.h"

#include "lib/idn_domain.h"

static bool canonical(const char *text, size_t length, struct prov_domain *domain)
{
	struct prov_error error;
	prov_error_clear(&error);
	char *copy = fuzz_copy(text, length);
	const bool good = prov_domain_canonical(copy, length, domain, &error);
	free(copy);
	fuzz_check(error.kind == (good ? PROV_OK : PROV_ERROR_CONFIGURATION), "a refusal is a matter of configuration");
	fuzz_check(good || domain->ascii[0] == '\0', "a refusal leaves no name");
	return good;
}

static void check_shape(const char *name)
{
	size_t labels = 0;
	fuzz_check(strlen(name) <= PROV_DOMAIN_MAX, "a name has at most 253 characters");
	for (const char *label = name; label != NULL; labels++) {
		const size_t length = strcspn(label, ".");
		fuzz_check(length >= 1 && length <= 63, "a label has 1 to 63 characters");
		fuzz_check(strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-") >= length, "a label has no other characters");
		fuzz_check(label[0] != '-' && label[length - 1] != '-', "no label begins or ends with a hyphen");
		label = label[length] == '.' ? label + length + 1 : NULL;
	}
	fuzz_check(labels > 1, "a name has a dot");
}

static void leads_to(const char *text, const struct prov_domain *expected, const char *property)
{
	struct prov_domain domain;
	fuzz_check(canonical(text, strlen(text), &domain) && strcmp(domain.ascii, expected->ascii) == 0, property);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prov_domain domain;
	char other[4 * PROV_DOMAIN_MAX + 1];
	memset(&domain, 'x', sizeof(domain));
	if (!canonical((const char *)data, size, &domain)) {
		return 0;
	}
	check_shape(domain.ascii);
	leads_to(domain.ascii, &domain, "a canonical name is its own canonical name");
	for (size_t i = 0; i <= strlen(domain.ascii); i++) {
		const char c = domain.ascii[i];
		other[i] = c >= 'a' && c <= 'z' && i % 2 == 0 ? (char)(c - 'a' + 'A') : c;
	}
	leads_to(other, &domain, "case makes no other name");
	prov_domain_unicode(&domain, other, sizeof(other));
	leads_to(other, &domain, "the Unicode spelling leads back");
	return 0;
}
