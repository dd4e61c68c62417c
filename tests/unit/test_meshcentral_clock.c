/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of MeshCentral's clock: what its readings prove of this machine's, and the login by key where the two differ.
 * The time of day is the script's.
 */
#include "mesh_script.h"

#define NOAUTH "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth\"}"

static bool run_with_clock(
    struct prov_call *call, const struct scripted_line *lines, size_t length, int64_t server_date)
{
	static const struct scripted_exchange health = {
	    .method_and_path = "GET /health.ashx", .delivery = PROV_ANSWERED, .status = 200, .reply = "ok"};
	struct channel_script script;
	channel_script_init(&script, lines, length);
	script.http.script = &health;
	script.http.length = 1;
	script.date = server_date;
	const bool done = channel_script_run(call, &script);
	channel_script_free(&script);
	return done;
}

static void a_clock_that_goes_wrong_is_corrected(void **state)
{
	(void)state;
	static const int64_t aheads[] = {-3600, 95};
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "?auth=", .says = NOAUTH},
	    {.opens = true, .has = "?auth=", .says = GREETING},
	    {.has = "ping", .says = PONG},
	};
	for (size_t i = 0; i < UNIT_COUNT(aheads); i++) {
		struct prov_call call;
		scripted_call_init(&call, "meshcentral_test_connection");
		scripted_put(&call, "server_key", KEY);
		assert_true(run_with_clock(&call, lines, UNIT_COUNT(lines), 1700000000 - aheads[i]));
		prov_call_free(&call);
	}
}

static void a_refusal_tells_of_the_clock(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "?auth=", .says = NOAUTH},
	    {.opens = true, .has = "?auth=", .says = NOAUTH},
	};
	struct prov_call call;
	scripted_call_init(&call, "meshcentral_test_connection");
	scripted_put(&call, "server_key", KEY);
	assert_false(run_with_clock(&call, lines, 2, 1700000000 - 7200));
	unit_assert_error(&call.error, PROV_ERROR_AUTHENTICATION, "clocks of this host and of the server differ by 7200 s");
	prov_call_free(&call);

	scripted_call_init(&call, "meshcentral_test_connection"); /* and is not tried again where the clocks agree */
	scripted_put(&call, "server_key", KEY);
	assert_false(run_with_clock(&call, lines, 1, 1700000000 - 2));
	unit_assert_error(&call.error, PROV_ERROR_AUTHENTICATION, "refuses the login key");
	assert_null(strstr(call.error.message, "clock"));
	prov_call_free(&call);
}

static void the_least_that_two_readings_prove_is_told(void **state)
{
	(void)state;
	static const struct {
		int64_t before_ms; /* ours, from the server's */
		int64_t after_ms;
		int64_t server_ms;
		int64_t resolution_ms;
		int64_t skew;
	} cases[] = {
	    {0, 0, 5000, 1, 0},
	    {-15, 5, 4999, 1, 0}, /* a second ends before the answer is here */
	    {-5, 15, 5000, 1, 0}, /* or before the server reads its clock */
	    {0, 1999, 5000, 1, 0},
	    {10, 999, 5000, 1, 0}, /* less than a second */
	    {-999, -10, 5000, 1, 0},
	    {1000, 1020, 5000, 1, 1},
	    {995, 1015, 5000, 1, 1},
	    {990, 2010, 5000, 1, 1},
	    {1200, 1250, 5000, 1, 1},
	    {1200, 2000, 5000, 1, 2},
	    {-1020, -1000, 5000, 1, -1},
	    {-1015, -995, 5000, 1, -1},
	    {-1250, -1200, 5000, 1, -1},
	    {599990, 600010, 5000, 1, 600},
	    {-600010, -599990, 5000, 1, -600},
	    {-600010, -595000, 5000, 1, -595}, /* slow: it may be no more */
	    {600000, 590000, 5000, 1, 590},    /* our clock was set back meanwhile */
	    /* a Date tells whole seconds: the server's clock is up to 999 ms further */
	    {0, 20, 5000, 1000, 0},
	    {990, 1010, 5000, 1000, 0},
	    {1999, 1999, 5000, 1000, 1},
	    {-1, -1, 5000, 1000, -1},
	    {600500, 600520, 5000, 1000, 600},
	    {600990, 601010, 5000, 1000, 600},
	    {-599500, -599480, 5000, 1000, -600},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct mesh_clock clock = {0};
		mesh_clock_compare(&clock, cases[i].server_ms + cases[i].before_ms, cases[i].server_ms + cases[i].after_ms,
		    cases[i].server_ms, cases[i].resolution_ms);
		if (mesh_clock_skew(&clock) != cases[i].skew) {
			fail_msg("case %zu: %lld", i, (long long)mesh_clock_skew(&clock));
		}
		assert_true(clock.known);
		assert_int_equal(
		    mesh_clock_server_seconds(&clock, cases[i].server_ms + cases[i].after_ms), cases[i].server_ms / 1000);
	}
}

/* By the greeting, whose serverTime the clock of the script stands before or behind; a log-in takes two looks at it. */
static void the_greeting_tells_the_clock(void **state)
{
	(void)state;
	static const struct {
		int64_t opening_ms;
		int64_t takes_ms;
		int64_t skew;
	} cases[] = {
	    {1700000000100, 30, 0},
	    {1700000000100, 990, 0},  /* our second ends amid it */
	    {1699999999990, 140, 0},  /* our second ends before the server's reading, and is younger than its */
	    {1699999999990, 5000, 0}, /* slow */
	    {1700000001110, 30, 1},
	    {1699999999110, 30, -1},
	    {1700000600110, 30, 600},
	    {1699999400110, 30, -600},
	};
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "x-meshauth", .says = GREETING},
	    {.has = "ping", .says = PONG},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct channel_script script;
		struct prov_call call;
		channel_script_init(&script, lines, UNIT_COUNT(lines));
		script.unix_ms = cases[i].opening_ms;
		script.unix_ms_per_look = cases[i].takes_ms;
		scripted_call_init(&call, "meshcentral_test_connection");
		scripted_put(&call, "server_username", "~t:AA");
		scripted_put(&call, "server_password", "pass");
		assert_true(channel_script_run(&call, &script));
		assert_int_equal(prov_map_get(&call.result, "clock_skew")->as.integer, cases[i].skew);
		prov_call_free(&call);
		channel_script_free(&script);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_clock_that_goes_wrong_is_corrected),
	    cmocka_unit_test(a_refusal_tells_of_the_clock),
	    cmocka_unit_test(the_least_that_two_readings_prove_is_told),
	    cmocka_unit_test(the_greeting_tells_the_clock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
