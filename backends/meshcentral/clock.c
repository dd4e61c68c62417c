/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * clock: how far this machine's clock is before the server's. It is given readings and takes none.
 *
 * The server's reading was taken at some moment between two of ours, before and after the exchange that brought it, and
 * holds no more than its resolution. So the difference is known as an interval, and what is told of it is the least
 * that the interval proves: two good clocks whose seconds end at different moments agree.
 */
#include "backends/meshcentral/meshcentral.h"

#define MS_PER_SECOND 1000

void mesh_clock_compare(
    struct mesh_clock *clock, int64_t before_ms, int64_t after_ms, int64_t server_ms, int64_t resolution_ms)
{
	/* somebody may have set our clock back meanwhile */
	clock->ahead_min_ms = (before_ms < after_ms ? before_ms : after_ms) - server_ms - (resolution_ms - 1);
	clock->ahead_max_ms = after_ms - server_ms;
	clock->known = true;
}

/* The whole seconds between 0 < near <= far, or, where there are none, those that both are beyond. */
static int64_t least_seconds(int64_t near_ms, int64_t far_ms)
{
	int64_t seconds = near_ms / MS_PER_SECOND;

	return (seconds + 1) * MS_PER_SECOND <= far_ms && near_ms % MS_PER_SECOND != 0 ? seconds + 1 : seconds;
}

int64_t mesh_clock_skew(const struct mesh_clock *clock)
{
	if (clock->ahead_min_ms > 0) {
		return least_seconds(clock->ahead_min_ms, clock->ahead_max_ms);
	}
	if (clock->ahead_max_ms < 0) {
		return -least_seconds(-clock->ahead_max_ms, -clock->ahead_min_ms);
	}
	return 0;
}

int64_t mesh_clock_server_seconds(const struct mesh_clock *clock, int64_t unix_ms)
{
	return (unix_ms - clock->ahead_max_ms) / MS_PER_SECOND;
}
