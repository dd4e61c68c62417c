/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * failing_heap: a malloc in front of libc's that fails once, at allocation number `failing` of the thread that is
 * `armed`. It defines malloc itself, so a heap_*.c program includes it and nothing else may.
 */
#ifndef PROVISION_TESTS_FAILING_HEAP_H
#define PROVISION_TESTS_FAILING_HEAP_H

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

/* glibc's own functions behind the names that are replaced here */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

static _Thread_local bool armed; /* in the asking thread alone: the memory of servers and resolver is not in question */
static size_t allocations;
static size_t failing;

static bool refused(void)
{
	if (!armed || ++allocations != failing) {
		return false;
	}
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return refused() ? NULL : __libc_realloc(block, size);
}

#endif
