/*
 * SPDX-License-Identifier: BSD-3-Clause
 * nodeepbind: a preload library that makes PHP open its extensions without RTLD_DEEPBIND.
 *
 * Why: PHP opens extensions with that flag, which (1) sanitizer runtimes refuse, and (2) hides every other preloaded
 * function (a faked clock, a failing malloc, a scripted getrandom) from the extension.
 * build: gcc -shared -fPIC -O1 -o nodeepbind.so nodeepbind.c
 * usage: LD_PRELOAD=/abs/nodeepbind.so:/abs/other.so php ...       (it must stand first)
 * needs: glibc.
 */
#define _GNU_SOURCE
#include <dlfcn.h>

void *dlopen(const char *file, int flags)
{
	static void *(*real_dlopen)(const char *, int);

	if (!real_dlopen) {
		*(void **)&real_dlopen = dlsym(RTLD_NEXT, "dlopen");
	}
	return real_dlopen(file, flags & ~RTLD_DEEPBIND);
}
