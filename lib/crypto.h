/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * crypto: what lib/ takes from OpenSSL's libcrypto; crypto.c alone includes its headers.
 */
#ifndef PROVISION_LIB_CRYPTO_H
#define PROVISION_LIB_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"

#define PROV_SHA1_LENGTH 20

/* HMAC-SHA1 of data; false when OpenSSL fails. */
bool prov_hmac_sha1(
    const void *key, size_t key_length, const void *data, size_t length, unsigned char hash[PROV_SHA1_LENGTH]);
/*
 * Appends the base64 form (RFC 4648, padded) of bytes to out, whose ceiling and failure flag are the caller's to check.
 */
bool prov_base64_encode(const void *bytes, size_t length, struct prov_buf *out);
/* Compares two blocks of one length in constant time. */
bool prov_equal_constant_time(const void *a, const void *b, size_t length);
/* "OpenSSL 3.0.17 ..." of the library that runs, and of the headers it was compiled with. */
const char *prov_crypto_version(void);
const char *prov_crypto_version_compiled(void);

#endif
