/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * random: where random bytes come from. A function pointer, so that the extension hands in the system's CSPRNG and unit
 * tests a fixed stream.
 */
#ifndef PROVISION_LIB_RANDOM_H
#define PROVISION_LIB_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prov_random {
	/* Fills bytes; false when the source fails (nothing may then be generated). */
	bool (*fill)(void *source, void *bytes, size_t length);
	void *source;
};

/* A number in [0, bound) without bias (rejection sampling); bound > 0. */
bool prov_random_below(const struct prov_random *random, uint32_t bound, uint32_t *number);

#endif
