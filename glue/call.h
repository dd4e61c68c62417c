/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * call: one call of a native from its array to its result or exception, and what is remembered of it.
 *
 * The bailout rule. A Zend call may leave by longjmp (memory limit, exit). So everything on the C heap belongs to a
 * struct provision_call, which hangs in the module's globals from the moment it exists; request shutdown frees and
 * wipes whatever hangs there. A call begun inside another (by a destructor) or after a jump (by a shutdown function)
 * gets its own struct.
 */
#ifndef PROVISION_GLUE_CALL_H
#define PROVISION_GLUE_CALL_H

#include "php_provision.h"

#include "backends/backend.h"

struct provision_call {
	struct prov_call call;
	struct prov_params server;    /* what the servers file says of this call's server */
	struct prov_value masks;      /* texts that logs must hide: null until provision_whmcs_outcome() makes the list */
	uint32_t exception;           /* handle of the one that it threw, 0: none */
	bool reported;                /* provision_whmcs_outcome() has told of its exchanges */
	struct provision_call *older; /* the one below in `open` */
};

/* The call that ended last in this request, or NULL. Holds secrets and redacted records; inputs and result are gone. */
struct provision_call *provision_call_last(void);
/* When the request has ended: frees and wipes everything that hangs in the globals. */
void provision_calls_end(void);

#endif
