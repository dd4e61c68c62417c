/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exceptions: from an error of the C side to an exception of PHP. The classes are declared in provision.stub.php; this
 * room alone knows which error kind is which class.
 */
#ifndef PROVISION_GLUE_EXCEPTIONS_H
#define PROVISION_GLUE_EXCEPTIONS_H

#include "php_provision.h"

#include "lib/error.h"
#include "lib/value.h"

/* MINIT, before the subclasses are registered: gives the base class its properties' first values and its masking. */
void provision_exceptions_prepare(zend_class_entry *base);
/* MINIT, after: finds the class of each kind. */
void provision_exceptions_startup(void);

/* Throws, and returns the exception's handle. partial may be NULL; both must survive a jump (see glue/call.h). */
uint32_t provision_throw(const struct prov_error *error, const struct prov_value *partial);
/* Whether it is one of our classes. */
bool provision_exception_is_ours(const zend_object *exception);

#endif
