/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * result: from a backend's plain C value to a PHP value. Copies; owns and frees nothing of the C side.
 */
#ifndef PROVISION_GLUE_RESULT_H
#define PROVISION_GLUE_RESULT_H

#include "php_provision.h"

#include "lib/value.h"

/* May leave by a jump at PHP's memory limit: value must be owned by something that request shutdown frees. */
void provision_result(const struct prov_value *value, zval *target);

#endif
