/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * fuzz: what the fuzz targets share: a check that ends the run with its reason, and copies without a byte to spare, so
 * that AddressSanitizer sees the first byte read beyond a text. A target checks properties, never single results.
 */
#ifndef PROVISION_TESTS_FUZZ_H
#define PROVISION_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_check(bool good, const char *property)
{
	if (!good) {
		fprintf(stderr, "property broken: %s\n", property);
		abort();
	}
}

/* To be freed with free(). A block of one byte stands for an empty text. */
static inline char *fuzz_copy(const void *data, size_t size)
{
	char *copy = malloc(size == 0 ? 1 : size);
	fuzz_check(copy != NULL, "there is memory");
	if (size > 0) {
		memcpy(copy, data, size);
	}
	return copy;
}

#endif
