/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * unit: what the unit tests share: cmocka with the headers it needs first, a random source that always gives the same
 * bytes, and a driver that makes each allocation of a scenario fail in turn. Nothing here knows a particular file.
 */
#ifndef PROVISION_TESTS_UNIT_H
#define PROVISION_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/error.h"
#include "lib/random.h"

#define UNIT_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * A stream of bytes that depends on nothing but its seed; fails for good after `left` calls when that is not negative.
 */
struct unit_stream {
	uint64_t state;
	long left;
};

struct prov_random unit_random(struct unit_stream *stream, uint64_t seed);

/*
 * Runs the scenario with its first allocation failing, then its second, and so on, until a run needs no failing one;
 * that run, and one without any failure before, must return true. A run that was hit may succeed too, where memory is
 * not essential. The scenario cleans up and checks for itself that a failed run left nothing half done. Returns the
 * allocations seen.
 */
size_t unit_fail_each_allocation(bool (*scenario)(void *data), void *data);
/* While held no allocation fails or counts: for what a scenario prepares, and for what stands for another program. */
void unit_hold_failures(bool held);

void unit_assert_error(const struct prov_error *error, enum prov_error_kind kind, const char *part);

#endif
