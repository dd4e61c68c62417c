/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * registry: the list of products, and the way from a function's name to its operation. Knows no product beyond its
 * table.
 */
#include "backends/backend.h"

#include <string.h>
#include <strings.h>

#include "backends/mailcow/mailcow_backend.h"
#include "backends/meshcentral/meshcentral_backend.h"

const struct prov_backend *const prov_backends[] = {
    &prov_mailcow_backend,
    &prov_meshcentral_backend,
    NULL,
};

static const struct prov_operation *find_in(const struct prov_backend *backend, const char *name, size_t length)
{
	for (const struct prov_operation *operation = backend->operations; operation->name; operation++) {
		if (strlen(operation->name) == length && strncasecmp(operation->name, name, length) == 0) {
			return operation;
		}
	}
	return NULL;
}

const struct prov_operation *prov_operation_find(
    const char *function, size_t length, const struct prov_backend **backend)
{
	for (const struct prov_backend *const *each = prov_backends; *each; each++) {
		size_t prefix = strlen((*each)->name);

		if (length > prefix + 1 && strncasecmp(function, (*each)->name, prefix) == 0 && function[prefix] == '_') {
			*backend = *each;
			return find_in(*each, function + prefix + 1, length - prefix - 1);
		}
	}
	return NULL;
}
