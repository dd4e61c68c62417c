/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mem: the only file that calls the C heap. It adds three things to it: an overflow check, a wipe that the compiler
 * must keep, and, in a build for unit tests, the power to refuse any allocation. It never aborts and keeps no count.
 */
#include "lib/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef PROVISION_TEST_MEMORY
static int (*test_fails)(void);

void prov_mem_test_hook(int (*fails)(void))
{
	test_fails = fails;
}

static bool refused(void)
{
	return test_fails && test_fails() != 0;
}
#else
static bool refused(void)
{
	return false;
}
#endif

void *prov_calloc(size_t count, size_t size)
{
	size_t bytes = 0;

	if (__builtin_mul_overflow(count, size, &bytes) || refused()) {
		return NULL;
	}
	/* calloc may answer 0 bytes with NULL, which would look like a failure */
	return calloc(bytes == 0 ? 1 : bytes, 1);
}

void *prov_realloc(void *block, size_t size)
{
	if (size == 0 || refused()) {
		return NULL;
	}
	return realloc(block, size);
}

char *prov_strndup(const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX) {
		return NULL;
	}
	copy = prov_calloc(length + 1, 1);
	if (copy && length > 0) {
		memcpy(copy, text, length);
	}
	return copy;
}

char *prov_strdup(const char *text)
{
	return prov_strndup(text, strlen(text));
}

void prov_free(void *block)
{
	free(block);
}

void prov_wipe(void *block, size_t length)
{
	if (length > 0) {
		explicit_bzero(block, length);
	}
}

void prov_wipe_free(void *block, size_t length)
{
	if (block) {
		prov_wipe(block, length);
		free(block);
	}
}
