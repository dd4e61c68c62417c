/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * crypto: base64, HMAC, constant-time comparison and versions from libcrypto. The only file that includes OpenSSL's
 * headers; it holds no key and no context between calls.
 */
#include "lib/crypto.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "lib/mem.h"

/* bytes per round: a multiple of 3, so that only the last round pads */
#define ROUND 768

bool prov_hmac_sha1(
    const void *key, size_t key_length, const void *data, size_t length, unsigned char hash[PROV_SHA1_LENGTH])
{
	unsigned int written = 0;

	return key_length <= INT_MAX && HMAC(EVP_sha1(), key, (int)key_length, data, length, hash, &written) &&
	       written == PROV_SHA1_LENGTH;
}

bool prov_base64_encode(const void *bytes, size_t length, struct prov_buf *out)
{
	const unsigned char *from = bytes;
	unsigned char encoded[ROUND / 3 * 4 + 1];
	bool good = !out->failed;

	while (good && length > 0) {
		size_t part = length < ROUND ? length : ROUND;
		int written = EVP_EncodeBlock(encoded, from, (int)part);

		good = written > 0 && prov_buf_append(out, encoded, (size_t)written);
		from += part;
		length -= part;
	}
	prov_wipe(encoded, sizeof(encoded));
	return good;
}

bool prov_equal_constant_time(const void *a, const void *b, size_t length)
{
	return CRYPTO_memcmp(a, b, length) == 0;
}

const char *prov_crypto_version(void)
{
	return OpenSSL_version(OPENSSL_VERSION);
}

const char *prov_crypto_version_compiled(void)
{
	return OPENSSL_VERSION_TEXT;
}
