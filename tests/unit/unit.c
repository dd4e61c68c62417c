/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * unit: see unit.h. The counter of allocations is static, because lib/mem.c's hook takes no argument; every program is
 * one thread.
 */
#include "unit.h"

#include "lib/mem.h"

static size_t allocations;
static size_t failing; /* number of the allocation that fails; 0 = none */
static bool held_off;

static int fails(void)
{
	if (held_off) {
		return 0;
	}
	allocations++;
	return allocations == failing;
}

size_t unit_fail_each_allocation(bool (*scenario)(void *data), void *data)
{
	assert_true(scenario(data));
	prov_mem_test_hook(fails);
	bool good = false;
	failing = 0;
	do {
		failing++;
		allocations = 0;
		good = scenario(data);
	} while (allocations >= failing);
	prov_mem_test_hook(NULL);
	assert_true(good);
	return allocations;
}

void unit_hold_failures(bool held)
{
	held_off = held;
}

static bool fill(void *source, void *bytes, size_t length)
{
	struct unit_stream *stream = source;
	if (stream->left == 0) {
		return false;
	}
	stream->left -= stream->left > 0 ? 1 : 0;
	/* splitmix64, a byte at a time */
	for (size_t i = 0; i < length; i++) {
		uint64_t mixed = (stream->state += 0x9E3779B97F4A7C15U);
		mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
		mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
		((unsigned char *)bytes)[i] = (unsigned char)(mixed >> 56);
	}
	return true;
}

struct prov_random unit_random(struct unit_stream *stream, uint64_t seed)
{
	*stream = (struct unit_stream){.state = seed, .left = -1};
	return (struct prov_random){.fill = fill, .source = stream};
}

void unit_assert_error(const struct prov_error *error, enum prov_error_kind kind, const char *part)
{
	assert_int_equal(error->kind, kind);
	if (strstr(error->message, part) == NULL) {
		fail_msg("the message \"%s\" does not say \"%s\"", error->message, part);
	}
}
