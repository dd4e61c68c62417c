/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * params: from the $params array of a native to the plain C inputs of its operation, by the tables of the backends.
 * Reads; changes nothing in the array, converts no object and calls no PHP function, so nothing here can jump away.
 */
#ifndef PROVISION_GLUE_PARAMS_H
#define PROVISION_GLUE_PARAMS_H

#include "php_provision.h"

#include "lib/operation.h"

/*
 * Fills call->params and call->secrets. False: call->error names the key that is not usable. What is missing is not an
 * error here: the engine names it.
 */
bool provision_params_read(struct prov_call *call, const HashTable *params);
/* The key of a group in $params ("configoptions"); "" for $params itself. */
const char *provision_group_key(enum prov_group group);

#endif
