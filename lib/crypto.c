/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * crypto: base64, SHA-1, AES-GCM, constant-time comparison and versions from libcrypto. The only file that includes
 * OpenSSL's headers; it holds no key and no context between calls.
 */
#include "lib/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "lib/mem.h"

/* bytes per round: a multiple of 3, so that only the last round pads */
#define ROUND 768
#define ENCRYPT_MAX ((size_t)1024 * 1024)

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

bool prov_sha1(const void *data, size_t length, unsigned char hash[PROV_SHA1_LENGTH])
{
	unsigned int written = 0;

	return EVP_Digest(data, length, hash, &written, EVP_sha1(), NULL) == 1 && written == PROV_SHA1_LENGTH;
}

static bool encrypt(EVP_CIPHER_CTX *context, const unsigned char *key, const unsigned char *nonce, const void *text,
    int length, unsigned char *encrypted, unsigned char *tag)
{
	int written = 0;
	int rest = 0;

	return EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce) == 1 &&
	       EVP_EncryptUpdate(context, encrypted, &written, text, length) == 1 && written == length &&
	       EVP_EncryptFinal_ex(context, encrypted + written, &rest) == 1 && rest == 0 &&
	       EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, PROV_GCM_TAG_LENGTH, tag) == 1;
}

bool prov_aes256_gcm_encrypt(const unsigned char key[PROV_AES256_KEY_LENGTH],
    const unsigned char nonce[PROV_GCM_NONCE_LENGTH], const void *text, size_t length, unsigned char *encrypted,
    unsigned char tag[PROV_GCM_TAG_LENGTH])
{
	EVP_CIPHER_CTX *context;
	bool done;

	if (length > ENCRYPT_MAX) {
		return false;
	}
	context = EVP_CIPHER_CTX_new(); /* freeing it wipes the key's schedule */
	done = context && encrypt(context, key, nonce, text, (int)length, encrypted, tag);
	EVP_CIPHER_CTX_free(context);
	if (!done) {
		prov_wipe(encrypted, length);
	}
	return done;
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
