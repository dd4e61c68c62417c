/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * backend: what a product is to the rest of the extension: a name and a const table of operations. glue/ sees a backend
 * through this header alone. A new product is one folder beside this file, one line in registry.c, its functions in
 * provision.stub.php, and its tests.
 */
#ifndef PROVISION_BACKENDS_BACKEND_H
#define PROVISION_BACKENDS_BACKEND_H

#include <stddef.h>

#include "lib/operation.h"

struct prov_backend {
	const char *name;                        /* prefix of its functions: "mailcow" */
	const char *label;                       /* the product's name for people */
	const struct prov_operation *operations; /* ends with a NULL name */
};

/* All products; ends with NULL. */
extern const struct prov_backend *const prov_backends[];

/*
 * Finds the backend and operation behind a function's name ("mailcow_change_package", any case): NULL when there is
 * none.
 */
const struct prov_operation *prov_operation_find(
    const char *function, size_t length, const struct prov_backend **backend);

#endif
