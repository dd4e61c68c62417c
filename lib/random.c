/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * random: fair numbers out of random bytes. A plain `% bound` would favour the small numbers; here draws from the last,
 * incomplete round of `bound` are thrown away.
 */
#include "lib/random.h"

/* A draw is thrown away with a chance below one half: so many in a row mean that the source is broken. */
#define DRAWS_MAX 128

bool prov_random_below(const struct prov_random *random, uint32_t bound, uint32_t *number)
{
	uint32_t surplus;

	if (bound == 0) {
		return false;
	}
	/* 2^32 mod bound: the draws below it are the ones too many */
	surplus = (UINT32_MAX - bound + 1) % bound;
	for (unsigned i = 0; i < DRAWS_MAX; i++) {
		uint32_t draw = 0;

		if (!random->fill(random->source, &draw, sizeof(draw))) {
			return false;
		}
		if (draw >= surplus) {
			*number = draw % bound;
			return true;
		}
	}
	return false;
}
