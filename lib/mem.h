/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mem: the one home of the C heap. Every other file of lib/ and backends/ takes and gives memory here, so that tests
 * can make the n-th allocation fail and so that memory which held a secret can be wiped before it goes. Nothing here
 * aborts: a NULL comes back and the caller turns it into PROV_ERROR_MEMORY. Not for glue/: what belongs to PHP's
 * request lives in PHP's own allocator.
 */
#ifndef PROVISION_LIB_MEM_H
#define PROVISION_LIB_MEM_H

#include <stddef.h>

/* Zeroed memory of count elements; NULL when out of memory or when the product overflows. */
void *prov_calloc(size_t count, size_t size);
/* As realloc(3), but keeps the old block (and returns NULL) on failure, and refuses size 0. */
void *prov_realloc(void *block, size_t size);
/* A NUL-terminated copy of length bytes. */
char *prov_strndup(const char *text, size_t length);
char *prov_strdup(const char *text);
void prov_free(void *block);
/* Wipes length bytes in a way that the compiler may not remove. */
void prov_wipe(void *block, size_t length);
/* Wipes and frees; block may be NULL. */
void prov_wipe_free(void *block, size_t length);

/*
 * Tests only: asks `fails` before each allocation; a true answer makes that allocation return NULL. NULL restores the
 * plain heap. Present only when compiled with PROVISION_TEST_MEMORY, so that the extension itself holds no mutable data
 * here.
 */
#ifdef PROVISION_TEST_MEMORY
void prov_mem_test_hook(int (*fails)(void));
#endif

#endif
