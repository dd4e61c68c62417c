/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * totp: see totp.h. The key is decoded for each code and wiped with it.
 */
#include "lib/totp.h"

#include <stdio.h>

#include "lib/crypto.h"
#include "lib/mem.h"

#define KEY_MIN 10 /* 80 bits: the least that products hand out */
#define KEY_MAX 128
#define STEP_SECONDS 30

/* The five bits of a base32 digit; -1 for what is none, -2 for what is passed over. */
static int base32_digit(char c)
{
	if (c >= 'A' && c <= 'Z') {
		return c - 'A';
	}
	if (c >= 'a' && c <= 'z') {
		return c - 'a';
	}
	if (c >= '2' && c <= '7') {
		return c - '2' + 26;
	}
	return c == ' ' || c == '-' || c == '=' ? -2 : -1;
}

/* The length of the key, or 0 when the text is none. */
static size_t decode_key(const char *text, size_t length, unsigned char *key, size_t size)
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		int digit = base32_digit(text[i]);

		if (digit == -2) {
			continue;
		}
		if (digit < 0 || used == size) {
			return 0;
		}
		bits = bits << 5 | (uint32_t)digit;
		held += 5;
		if (held >= 8) {
			held -= 8;
			key[used++] = (unsigned char)(bits >> held);
			bits &= (1U << held) - 1;
		}
	}
	return used;
}

/* RFC 4226, 5.3: four bytes at a place that the last half byte tells, without their sign. */
static void write_code(const unsigned char hash[PROV_SHA1_LENGTH], char code[PROV_TOTP_DIGITS + 1])
{
	const unsigned char *at = hash + (hash[PROV_SHA1_LENGTH - 1] & 15);
	uint32_t number = ((uint32_t)at[0] & 127) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];

	snprintf(code, PROV_TOTP_DIGITS + 1, "%06u", (unsigned)(number % 1000000));
}

bool prov_totp(
    const char *secret, size_t length, int64_t unix_seconds, char code[PROV_TOTP_DIGITS + 1], struct prov_error *error)
{
	unsigned char key[KEY_MAX];
	unsigned char hash[PROV_SHA1_LENGTH];
	unsigned char counter[8];
	size_t key_length = decode_key(secret, length, key, sizeof(key));
	uint64_t step = (uint64_t)(unix_seconds / STEP_SECONDS);
	bool done = false;

	code[0] = '\0';
	if (key_length < KEY_MIN) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the secret of the second factor is not usable: enter the base32 text (letters and digits 2 to 7)");
		goto end;
	}
	for (size_t i = 0; i < sizeof(counter); i++) {
		counter[sizeof(counter) - 1 - i] = (unsigned char)(step >> 8 * i);
	}
	if (!prov_hmac_sha1(key, key_length, counter, sizeof(counter), hash)) {
		prov_error_set(error, PROV_ERROR_UNSUPPORTED, "OpenSSL could not make the code of the second factor");
		goto end;
	}
	write_code(hash, code);
	done = true;
end:
	prov_wipe(key, sizeof(key));
	prov_wipe(hash, sizeof(hash));
	return done;
}
