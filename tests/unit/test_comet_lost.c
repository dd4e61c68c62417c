/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_lost: a create of the Comet backend whose requests are lost, refused or not kept, one after the other: how
 * each is settled, what is sent again, and what is taken back.
 */
#include "comet_script.h"

/* What was made stays, and may be known: name and password are told. */
static void is_kept(const struct prov_call *call)
{
	assert_true(call->error.outcome_unknown);
	assert_true(call->error.retryable);
	assert_string_equal(scripted_text(&call->partial, "username"), "alice");
	assert_string_equal(scripted_text(&call->partial, "password"), PASSWORD);
}

/* --- lost answers --- */

static void a_lost_account_is_known_by_its_password(void **state)
{
	static const struct scripted_exchange script[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, "TargetUser=alice", PROFILE_REPLY("h1", PLAIN("", "false"))),
	    LOGIN_OPENS("alice", PASSWORD_SENT),
	    ANSWERED(SET, "RequireHash=h1&", PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "resumed");
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD);
	prov_call_free(&call);
}

/* It stands, and may be ours: which it is cannot be told now. */
static void a_lost_account_whose_login_is_lost_too_is_kept(void **state)
{
	static const struct scripted_exchange script[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    USER_ANSWERED("start", NULL, ERROR_REPLY(500, "Out of order")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	is_kept(&call);
	prov_call_free(&call);
}

/* Somebody made it at the same moment: the password does not open it, and the next name is due. */
static void a_lost_account_that_does_not_open_is_anothers(void **state)
{
	static const struct scripted_exchange script[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    LOGIN_REFUSED,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    LOGIN_REFUSED,
	    ANSWERED(ADD_USER, "TargetUser=alice_41&", ERROR_REPLY(403, "Unauthorised")),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_AUTHENTICATION, "Unauthorised");
}

static void an_account_that_goes_away_meanwhile_is_told(void **state)
{
	static const struct scripted_exchange script[] = {ADDED, NO_ACCOUNT};
	static const struct scripted_exchange later[] = {
	    ADDED,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, NULL, OK_REPLY),
	    NO_ACCOUNT,
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_CONFLICT, "went away meanwhile");
	comet_small_create_call(&call);
	comet_fails(&call, later, UNIT_COUNT(later), PROV_ERROR_CONFLICT, "was deleted meanwhile");
}

static void a_lost_account_that_is_not_there_is_asked_for_again(void **state)
{
	static const struct scripted_exchange script[] = {
	    HTTP_STATUS(ADD_USER, 502),
	    NO_ACCOUNT,
	    ADDED,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, NULL, PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	comet_is_created(&call);
	prov_call_free(&call);
}

/*
 * The first request arrived after all, later than it was looked for, and the second one finds its account: it is ours
 * by its password, also by one that no billing host knows yet.
 */
static void an_account_that_was_made_late_is_known_again(void **state)
{
	static const struct scripted_exchange script[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    NO_ACCOUNT,
	    ANSWERED(ADD_USER, "TargetUser=alice&", ERROR_REPLY(400, "It exists")),
	    ANSWERED(GET, "TargetUser=alice", PROFILE_REPLY("h1", PLAIN("", "false"))),
	    USER_ANSWERED("start", "Username=alice&", "{\"Status\":200,\"SessionKey\":\"session/S3CR3T\"}"),
	    USER_ANSWERED("revoke", NULL, OK_REPLY),
	    ANSWERED(SET, "RequireHash=h1&", PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	static const struct scripted_exchange unknown[] = {
	    LOST(ADD_USER, PROV_ERROR_CONNECTION),
	    NO_ACCOUNT,
	    ANSWERED(ADD_USER, NULL, ERROR_REPLY(400, "It exists")),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    USER_ANSWERED("start", NULL, ERROR_REPLY(500, "Out of order")),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_create");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	assert_string_equal(scripted_text(&call.result, "state"), "resumed");
	comet_assert_sent(&scripted, 0, "TargetPassword", scripted_text(&call.result, "password"));
	comet_assert_sent(&scripted, 5, "Password", scripted_text(&call.result, "password"));
	scripted_free(&scripted);
	prov_call_free(&call);
	comet_small_create_call(&call);
	assert_false(comet_run(&call, unknown, UNIT_COUNT(unknown)));
	is_kept(&call);
	prov_call_free(&call);
}

/* It may still be on its way: neither sent again nor given up. */
static void an_account_whose_making_timed_out_is_not_asked_for_again(void **state)
{
	static const struct scripted_exchange script[] = {LOST(ADD_USER, PROV_ERROR_TIMEOUT), NO_ACCOUNT};
	static const struct scripted_exchange unreadable[] = {
	    ANSWERED(ADD_USER, NULL, "<html>"),
	    NOT_SENT(GET),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	is_kept(&call);
	prov_call_free(&call);
	comet_small_create_call(&call);
	assert_false(comet_run(&call, unreadable, UNIT_COUNT(unreadable)));
	is_kept(&call);
	prov_call_free(&call);
}

static void a_lost_vault_is_found_or_asked_for_again(void **state)
{
	static const struct scripted_exchange found[] = {
	    POLICY_LIST,
	    ADDED,
	    LOST(VAULT, PROV_ERROR_TIMEOUT),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    WRITTEN,
	};
	static const struct scripted_exchange again[] = {
	    POLICY_LIST,
	    ADDED,
	    ANSWERED(VAULT, NULL, ERROR_REPLY(500, "The template's provider is away")),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h0", PLAIN("", "false"))),
	    VAULT_MADE,
	    WRITTEN,
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	assert_true(comet_run(&call, found, UNIT_COUNT(found)));
	comet_is_created(&call);
	prov_call_free(&call);
	comet_create_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	comet_is_created(&call);
	prov_call_free(&call);
}

static void what_is_unknown_is_not_taken_back(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    ADDED,
	    LOST(VAULT, PROV_ERROR_TIMEOUT),
	    NOT_SENT(GET),
	};
	static const struct scripted_exchange write[] = {
	    POLICY_LIST,
	    ADDED,
	    VAULT_MADE,
	    LOST(SET, PROV_ERROR_TIMEOUT),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	is_kept(&call);
	assert_string_equal(call.error.step, "request storage vault");
	prov_call_free(&call);
	comet_create_call(&call);
	assert_false(comet_run(&call, write, UNIT_COUNT(write)));
	is_kept(&call);
	assert_string_equal(call.error.step, "write profile");
	prov_call_free(&call);
}

static void a_lost_write_of_the_profile_is_found_or_sent_again(void **state)
{
	static const struct scripted_exchange found[] = {
	    POLICY_LIST,
	    ADDED,
	    VAULT_MADE,
	    LOST(SET, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h2", WANTED)),
	};
	static const struct scripted_exchange again[] = {
	    POLICY_LIST,
	    ADDED,
	    VAULT_MADE,
	    LOST(SET, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    WRITTEN,
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	assert_true(comet_run(&call, found, UNIT_COUNT(found)));
	comet_is_created(&call);
	prov_call_free(&call);
	comet_create_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	comet_is_created(&call);
	prov_call_free(&call);
}

/* --- what is taken back --- */

static void a_refused_vault_takes_the_account_back(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    ADDED,
	    ANSWERED(VAULT, NULL, ERROR_REPLY(400, "No such template tpl-1")),
	    DELETED,
	};
	static const struct scripted_exchange lost[] = {
	    POLICY_LIST,
	    ADDED,
	    ANSWERED(VAULT, NULL, ERROR_REPLY(400, "No such template tpl-1")),
	    LOST(DELETE, PROV_ERROR_CONNECTION),
	    NO_ACCOUNT,
	};
	static const struct scripted_exchange stays[] = {
	    POLICY_LIST,
	    ADDED,
	    ANSWERED(VAULT, NULL, ERROR_REPLY(400, "No such template tpl-1")),
	    LOST(DELETE, PROV_ERROR_TIMEOUT),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h0", PLAIN("", "false"))),
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "No such template tpl-1");
	comet_create_call(&call);
	comet_fails(&call, lost, UNIT_COUNT(lost), PROV_ERROR_REMOTE, "No such template tpl-1");
	comet_create_call(&call);
	assert_false(comet_run(&call, stays, UNIT_COUNT(stays)));
	unit_assert_error(&call.error, PROV_ERROR_REMOTE, "delete the new account again failed too");
	assert_string_equal(call.error.backend_code, "400");
	assert_string_equal(scripted_text(&call.partial, "username"), "alice");
	prov_call_free(&call);
}

/* The hash did not move: it was no conflict, but what was written. */
static void a_refused_profile_takes_the_account_back(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    ADDED,
	    VAULT_MADE,
	    ANSWERED(SET, NULL, ERROR_REPLY(400, "No such policy")),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    DELETED,
	};
	struct prov_call call;

	(void)state;
	comet_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "No such policy");
}

static void a_change_that_is_not_kept_is_no_success(void **state)
{
	static const struct scripted_exchange script[] = {
	    ADDED,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, NULL, PROFILE_REPLY("h2", PLAIN("", "false"))),
	};
	struct prov_call call;

	(void)state;
	comet_small_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "did not keep AccountName=whmcs:41");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_lost_account_is_known_by_its_password),
	    cmocka_unit_test(a_lost_account_whose_login_is_lost_too_is_kept),
	    cmocka_unit_test(a_lost_account_that_does_not_open_is_anothers),
	    cmocka_unit_test(an_account_that_goes_away_meanwhile_is_told),
	    cmocka_unit_test(a_lost_account_that_is_not_there_is_asked_for_again),
	    cmocka_unit_test(an_account_that_was_made_late_is_known_again),
	    cmocka_unit_test(an_account_whose_making_timed_out_is_not_asked_for_again),
	    cmocka_unit_test(a_lost_vault_is_found_or_asked_for_again),
	    cmocka_unit_test(what_is_unknown_is_not_taken_back),
	    cmocka_unit_test(a_lost_write_of_the_profile_is_found_or_sent_again),
	    cmocka_unit_test(a_refused_vault_takes_the_account_back),
	    cmocka_unit_test(a_refused_profile_takes_the_account_back),
	    cmocka_unit_test(a_change_that_is_not_kept_is_no_success),
	};

	return cmocka_run_group_tests_name("comet_lost", tests, NULL, NULL);
}
