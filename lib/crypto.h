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
#define PROV_AES256_KEY_LENGTH 32
#define PROV_GCM_NONCE_LENGTH 12
#define PROV_GCM_TAG_LENGTH 16

/* The SHA-1 that old protocols ask for; proves nothing about who made the text. */
bool prov_sha1(const void *data, size_t length, unsigned char hash[PROV_SHA1_LENGTH]);
/*
 * AES-256-GCM without additional data: the ciphertext, as long as the text, goes to `encrypted`. A nonce must never be
 * used twice with one key. False when OpenSSL fails, or the text is longer than 1 MiB; nothing of use is left then.
 */
bool prov_aes256_gcm_encrypt(const unsigned char key[PROV_AES256_KEY_LENGTH],
    const unsigned char nonce[PROV_GCM_NONCE_LENGTH], const void *text, size_t length, unsigned char *encrypted,
    unsigned char tag[PROV_GCM_TAG_LENGTH]);
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
