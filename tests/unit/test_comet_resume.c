/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_resume: a create of the Comet backend that finds accounts: whose they are, which name is tried next, what
 * is done to one that is ours already, and which names are made.
 */
#include "comet_script.h"

#include <stdio.h>

#define TAKEN ANSWERED(ADD_USER, "TargetUser=alice&", ERROR_REPLY(400, "That user name exists"))
#define TAKEN_41 ANSWERED(ADD_USER, "TargetUser=alice_41&", ERROR_REPLY(400, "That user name exists"))
#define STANDS(profile) ANSWERED(GET, "TargetUser=alice\n!alice_41", PROFILE_REPLY("h1", profile))
#define STANDS_41(profile) ANSWERED(GET, "TargetUser=alice_41", PROFILE_REPLY("h1", profile))
#define PLAIN_41(account) PROFILE("alice_41", account, "false", NEW_REST)
#define IN_USE REST("", "[]", "false", "0", "false", "0", "{\"d1\":{\"FriendlyName\":\"PC\"}}", "{}")
#define WRITES(before, after) ANSWERED(SET, "RequireHash=" before "&", PROFILE_REPLY("h2", after))

static void is_state(const struct prov_call *call, const char *state, const char *username)
{
	assert_string_equal(scripted_text(&call->result, "state"), state);
	assert_string_equal(scripted_text(&call->result, "username"), username);
	assert_non_null(prov_map_get(&call->result, "limits"));
}

/* --- another's --- */

/* What makes the account that stands another's. */
static void takes_the_next_name(const char *found)
{
	const struct scripted_exchange script[] = {
	    TAKEN,
	    ANSWERED(GET, "TargetUser=alice\n!alice_41", found),
	    ANSWERED(ADD_USER, "TargetUser=alice_41&TargetPassword=" PASSWORD_SENT "&", OK_REPLY),
	    STANDS_41(PLAIN_41("")),
	    WRITES("h1", PLAIN_41("whmcs:41")),
	};
	struct prov_call call;

	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "created", "alice_41");
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD);
	prov_call_free(&call);
}

static void a_name_that_is_taken_gets_the_services_number(void **state)
{
	(void)state;
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:42 Bob", "false")));
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:411", "false")));
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:4", "false")));
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:", "false")));
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:41x", "false")));
	takes_the_next_name(PROFILE_REPLY("h1", PLAIN("whmcs:other:41", "false")));
	/* without a marker, but with devices: no password is even tried */
	takes_the_next_name(PROFILE_REPLY("h1", PROFILE("alice", "Alice", "false", IN_USE)));
}

static void a_new_account_that_the_password_does_not_open_is_anothers(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PLAIN("Alice whmcs:41", "false")),
	    USER_ANSWERED("start", "=Username=alice&AuthType=Password&Password=" PASSWORD_SENT, ERROR_REPLY(403, "No")),
	    ANSWERED(ADD_USER, "TargetUser=alice_41&", OK_REPLY),
	    STANDS_41(PLAIN_41("")),
	    WRITES("h1", PLAIN_41("whmcs:41")),
	};
	static const struct scripted_exchange second_factor[] = {
	    TAKEN,
	    STANDS(PLAIN("", "false")),
	    USER_ANSWERED("start", NULL, ERROR_REPLY(403, "ERR_TOTP_REQUIRED")),
	    ANSWERED(ADD_USER, "TargetUser=alice_41&", OK_REPLY),
	    STANDS_41(PLAIN_41("")),
	    WRITES("h1", PLAIN_41("whmcs:41")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "created", "alice_41");
	prov_call_free(&call);
	comet_small_create_call(&call);
	assert_true(comet_run(&call, second_factor, UNIT_COUNT(second_factor)));
	prov_call_free(&call);
}

static void two_taken_names_are_a_conflict(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PLAIN("whmcs:42", "false")),
	    TAKEN_41,
	    STANDS_41(PLAIN_41("whmcs:43 Eve")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_CONFLICT,
	    "the account alice_41 is not this service's: it carries the marker whmcs:43");
}

static void a_login_that_cannot_be_judged_ends_it(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PLAIN("", "false")),
	    USER_ANSWERED("start", NULL, ERROR_REPLY(500, "Out of order")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "Out of order");
}

/* A lost answer, and somebody's account in its place: it is looked at like any other's. */
static void a_lost_account_that_is_anothers_leaves_the_next_name(void **state)
{
	static const struct scripted_exchange script[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    STANDS(PROFILE("alice", "", "false", IN_USE)),
	    STANDS(PROFILE("alice", "", "false", IN_USE)),
	    ANSWERED(ADD_USER, "TargetUser=alice_41&", OK_REPLY),
	    STANDS_41(PLAIN_41("")),
	    WRITES("h1", PLAIN_41("whmcs:41")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "created", "alice_41");
	prov_call_free(&call);
}

/* Nobody can be seen who has the name; the second name is tried, for an admin of a tenant does not see all. */
static void what_is_refused_without_an_account_is_a_limit(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ADD_USER, "&TargetUser=alice&", ERROR_REPLY(400, "Too simple: " PASSWORD)),
	    NO_ACCOUNT,
	    ANSWERED(ADD_USER, "&TargetUser=alice_41&", ERROR_REPLY(400, "Too simple: " PASSWORD)),
	    NO_ACCOUNT,
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_LIMIT, "error 400: Too simple: ********");
}

/* --- ours --- */

static void an_account_that_is_complete_stays_as_it_is(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    TAKEN,
	    STANDS(WANTED),
	    LOGIN_OPENS("alice", PASSWORD_SENT),
	};
	static const struct scripted_exchange second_factor[] = {
	    POLICY_LIST,
	    TAKEN,
	    STANDS(WANTED),
	    USER_ANSWERED("start", NULL, ERROR_REPLY(403, "ERR_TOTP_REQUIRED")),
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "unchanged", "alice");
	assert_null(prov_map_get(&call.result, "password"));
	prov_call_free(&call);
	comet_create_call(&call);
	assert_true(comet_run(&call, second_factor, UNIT_COUNT(second_factor)));
	is_state(&call, "unchanged", "alice");
	prov_call_free(&call);
}

/* The marker, then the vault, then what the vault brought. */
static const struct scripted_exchange cut_off[] = {
    POLICY_LIST,
    TAKEN,
    STANDS(PLAIN("", "false")),
    LOGIN_OPENS("alice", PASSWORD_SENT),
    ANSWERED(SET, "RequireHash=h1&",
        PROFILE_REPLY(
            "h2", PROFILE("alice", "whmcs:41 Acme \\\"X\\\" \xC3\xA8", "false",
                      REST("pol-1", "[\"bob@example.test\"]", "true", "3", "true", "10737418240", "{}", "{}")))),
    ANSWERED(VAULT, "StorageProvider=tpl-1&ProfileHash=h2", PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
    WRITTEN,
    LOGIN_OPENS("alice", PASSWORD_SENT),
};

static void an_account_that_was_cut_off_is_gone_on_with(void **state)
{
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	assert_true(comet_run(&call, cut_off, UNIT_COUNT(cut_off)));
	is_state(&call, "resumed", "alice");
	prov_call_free(&call);
}

/* One that is given and does not fit is set; one that is made fits no account that stands. */
static void a_password_that_does_not_fit_is_set(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PLAIN("whmcs:41", "false")),
	    LOGIN_REFUSED,
	    ANSWERED(SET_PASSWORD, "=" ADMIN "&TargetUser=alice&NewPassword=" PASSWORD_SENT, OK_REPLY),
	};
	static const struct scripted_exchange unknown[] = {
	    TAKEN,
	    STANDS(PLAIN("whmcs:41", "false")),
	    LOGIN_REFUSED,
	    LOST(SET_PASSWORD, PROV_ERROR_TIMEOUT),
	    LOGIN_REFUSED,
	};
	static const struct scripted_exchange made[] = {
	    TAKEN,
	    STANDS(PLAIN("whmcs:41", "false")),
	    ANSWERED(SET_PASSWORD, NULL, OK_REPLY),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "resumed", "alice");
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD);
	prov_call_free(&call);
	comet_small_create_call(&call);
	assert_false(comet_run(&call, unknown, UNIT_COUNT(unknown)));
	assert_true(call.error.outcome_unknown);
	assert_string_equal(scripted_text(&call.partial, "password"), PASSWORD);
	prov_call_free(&call);
	comet_call(&call, "comet_create");
	assert_true(comet_run(&call, made, UNIT_COUNT(made)));
	assert_true(strlen(scripted_text(&call.result, "password")) >= 16);
	prov_call_free(&call);
}

/* --- adopted --- */

static void an_adopted_account_gets_our_marker_and_stays_suspended(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PROFILE("alice", "whmcs:42  Bob's own", "true", IN_USE)),
	    WRITES("h1", PROFILE("alice", "whmcs:41  Bob's own", "true", IN_USE)),
	    LOGIN_OPENS("alice", PASSWORD_SENT),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	call.settings.adopt = true;
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	is_state(&call, "resumed", "alice");
	comet_assert_sent(&scripted, 2, "ProfileData", PROFILE("alice", "whmcs:41  Bob's own", "true", IN_USE));
	scripted_free(&scripted);
	prov_call_free(&call);
}

static void an_installation_is_part_of_the_marker(void **state)
{
	static const struct scripted_exchange script[] = {
	    TAKEN,
	    STANDS(PLAIN("whmcs:41", "false")),
	    TAKEN_41,
	    STANDS_41(PLAIN_41("whmcs:shop:41")),
	    USER_ANSWERED("start", "Username=alice_41&", ERROR_REPLY(403, "ERR_TOTP_REQUIRED")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	memcpy(call.settings.installation, "shop", 5);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_state(&call, "unchanged", "alice_41");
	prov_call_free(&call);
}

/* --- names --- */

/* The name that a create tries first; the server refuses it, with an answer that ends the call. */
static void tries(struct prov_call *call, const char *expected)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ADD_USER, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	struct scripted scripted;

	scripted_put(call, "password", PASSWORD);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_false(comet_run_with(call, &scripted));
	assert_int_equal(call->error.kind, PROV_ERROR_AUTHENTICATION);
	comet_assert_sent(&scripted, 0, "TargetUser", expected);
	scripted_free(&scripted);
	prov_call_free(call);
}

static void nameless_call(struct prov_call *call)
{
	comet_server_call(call, "comet_create");
	scripted_put(call, "service_id", "41");
}

static void names_are_chosen_stored_or_made(void **state)
{
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_create");
	scripted_put(&call, "chosen_username", "Al.ice-@_9");
	tries(&call, "Al.ice-@_9");
	comet_call(&call, "comet_create");
	tries(&call, "alice");
	nameless_call(&call);
	scripted_put(&call, "username", "[Using custom field]");
	scripted_put(&call, "client_email", "Bob+Tag@Ex\xC3\xA4mple.test");
	tries(&call, "Bob_Tag@Ex__mple.test");
	nameless_call(&call);
	scripted_put(&call, "client_email", "b@c");
	tries(&call, "b@c_41");
	nameless_call(&call);
	scripted_put(&call, "client_first_name", "J\xC3\xB6rg Maria");
	tries(&call, "j__rg_maria_41");
	nameless_call(&call);
	tries(&call, "user_41");
}

/* The longest name there may be is cut for the number behind it. */
static void a_long_name_gives_way_to_the_number(void **state)
{
	char longest[256];
	char profile[1000];
	const struct scripted_exchange script[] = {
	    ANSWERED(ADD_USER, NULL, ERROR_REPLY(400, "It exists")),
	    ANSWERED(GET, NULL, profile),
	    ANSWERED(ADD_USER, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	memset(longest, 'n', 255);
	longest[255] = '\0';
	snprintf(
	    profile, sizeof(profile), PROFILE_REPLY("h", "{\"Username\":\"%s\",\"AccountName\":\"whmcs:42\"}"), longest);
	comet_small_create_call(&call);
	scripted_put(&call, "chosen_username", longest);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_false(comet_run_with(&call, &scripted));
	memcpy(longest + 252, "_41", 3);
	comet_assert_sent(&scripted, 2, "TargetUser", longest);
	scripted_free(&scripted);
	prov_call_free(&call);
}

static void names_that_comet_does_not_take_are_a_limit(void **state)
{
	static const char *const names[] = {"a b", "a+b", "J\xC3\xB6rg", "a/b", "a%b"};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(names); i++) {
		comet_small_create_call(&call);
		scripted_put(&call, "chosen_username", names[i]);
		comet_fails(&call, NULL, 0, PROV_ERROR_LIMIT, "the user name must have");
	}
}

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	struct comet_memory memory = {.make = comet_create_call, .script = cut_off, .length = UNIT_COUNT(cut_off)};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_name_that_is_taken_gets_the_services_number),
	    cmocka_unit_test(a_new_account_that_the_password_does_not_open_is_anothers),
	    cmocka_unit_test(two_taken_names_are_a_conflict),
	    cmocka_unit_test(a_login_that_cannot_be_judged_ends_it),
	    cmocka_unit_test(a_lost_account_that_is_anothers_leaves_the_next_name),
	    cmocka_unit_test(what_is_refused_without_an_account_is_a_limit),
	    cmocka_unit_test(an_account_that_is_complete_stays_as_it_is),
	    cmocka_unit_test(an_account_that_was_cut_off_is_gone_on_with),
	    cmocka_unit_test(a_password_that_does_not_fit_is_set),
	    cmocka_unit_test(an_adopted_account_gets_our_marker_and_stays_suspended),
	    cmocka_unit_test(an_installation_is_part_of_the_marker),
	    cmocka_unit_test(names_are_chosen_stored_or_made),
	    cmocka_unit_test(a_long_name_gives_way_to_the_number),
	    cmocka_unit_test(names_that_comet_does_not_take_are_a_limit),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_resume", tests, NULL, NULL);
}
