/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_mask: hides texts of a JSON answer by the names of their members, for records: an answer that holds many keys
 * and hashes cannot be hidden value by value. It takes any bytes, also a broken or cut text: what looks like a secret
 * member's text is hidden.
 */
#ifndef PROVISION_LIB_JSON_MASK_H
#define PROVISION_LIB_JSON_MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"

/*
 * Appends text to out with each text (not number, word, list or object) of a secret member replaced by the mask. The
 * name is handed over as it is written; one that holds an escape counts as secret.
 */
bool prov_json_mask(
    const char *text, size_t length, bool (*is_secret_member)(const char *name, size_t length), struct prov_buf *out);

#endif
