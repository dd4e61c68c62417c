/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * totp: one-time codes of a second factor (RFC 6238: HMAC-SHA1, 30 seconds, 6 digits), made from the base32 secret that
 * a product shows as the text beside its QR code.
 */
#ifndef PROVISION_LIB_TOTP_H
#define PROVISION_LIB_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/error.h"

#define PROV_TOTP_DIGITS 6

/*
 * Writes the code for a moment (Unix seconds) into code, NUL-terminated. The secret's case, blanks, dashes and padding
 * do not count. PROV_ERROR_CONFIGURATION for a secret that is no base32, or under 10 or over 128 bytes.
 */
bool prov_totp(
    const char *secret, size_t length, int64_t unix_seconds, char code[PROV_TOTP_DIGITS + 1], struct prov_error *error);

#endif
