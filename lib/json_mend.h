/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_mend: makes what JavaScript's JSON.stringify writes fit for a strict reader. In texts that other people made up
 * (device names) it writes what lib/json.h refuses: NUL characters, surrogates without their other half, whole numbers
 * beyond 64 bits. One of these in one element must not make the list of a whole server unreadable.
 */
#ifndef PROVISION_LIB_JSON_MEND_H
#define PROVISION_LIB_JSON_MEND_H

#include <stddef.h>

/*
 * In place and without a change of length: the escapes of such characters become that of U+FFFD, and a whole number of
 * 20 digits or more one with an exponent. Bytes that are no JSON stay what they are: they are the reader's to refuse.
 */
void prov_json_mend(char *text, size_t length);

#endif
