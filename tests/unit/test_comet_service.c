/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_service: suspend and unsuspend of the Comet backend against scripted answers: whose an account is, that
 * one member of its profile changes, and what happens when somebody else changes it too. Limits: test_comet_package.c;
 * the end of an account and its password: test_comet_end.c.
 */
#include "comet_script.h"

#define IS(profile) ANSWERED(GET, "=" ADMIN "&TargetUser=alice", PROFILE_REPLY("h1", profile))
#define WRITES(before, after) ANSWERED(SET, "RequireHash=" before "&", PROFILE_REPLY("h2", after))
#define CONFLICT ANSWERED(SET, NULL, ERROR_REPLY(409, "The profile was changed"))
#define OURS "whmcs:41 Alice"

static void suspend_call(struct prov_call *call)
{
	comet_call(call, "comet_suspend");
}

/* --- suspend, unsuspend --- */

static void suspend_changes_one_member(void **state)
{
	static const struct scripted_exchange script[] = {IS(PLAIN(OURS, "false")), WRITES("h1", PLAIN(OURS, "true"))};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_assert_sent(&scripted, 1, "ProfileData", PLAIN(OURS, "true"));
	assert_string_equal(scripted_text(&call.result, "state"), "suspended");
	assert_true(comet_bool(&call.result, "changed"));
	assert_non_null(strstr(call.records.items[1].request, " bytes, but for IsSuspended=true)"));
	scripted_free(&scripted);
	prov_call_free(&call);
}

static void what_is_so_already_is_not_sent(void **state)
{
	static const struct scripted_exchange suspended[] = {IS(PLAIN(OURS, "true"))};
	static const struct scripted_exchange active[] = {IS(PLAIN("whmcs:41", "false"))};
	/* a member that is missing or null has its zero value */
	static const struct scripted_exchange missing[] = {IS("{\"Username\":\"alice\",\"AccountName\":\"whmcs:41\"}")};
	static const struct scripted_exchange null[] = {IS(PLAIN("whmcs:41", "null"))};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	assert_true(comet_run(&call, suspended, 1));
	assert_false(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
	comet_call(&call, "comet_unsuspend");
	assert_true(comet_run(&call, active, 1));
	assert_string_equal(scripted_text(&call.result, "state"), "active");
	assert_false(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
	comet_call(&call, "comet_unsuspend");
	assert_true(comet_run(&call, missing, 1));
	prov_call_free(&call);
	comet_call(&call, "comet_unsuspend");
	assert_true(comet_run(&call, null, 1));
	prov_call_free(&call);
}

static void unsuspend_gives_back(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "true")),
	    LOST(SET, PROV_ERROR_CONNECTION),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h2", PLAIN(OURS, "false"))),
	};
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_unsuspend");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_true(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
}

/* --- whose it is --- */

static void an_account_of_another_is_left_alone(void **state)
{
	static const struct scripted_exchange marked[] = {IS(PLAIN("whmcs:42 Bob", "false"))};
	static const struct scripted_exchange unmarked[] = {IS(PLAIN("Bob", "false"))};
	static const struct scripted_exchange shut[] = {IS(PLAIN("Bob", "false")), LOGIN_REFUSED};
	static const struct scripted_exchange suspended[] = {IS(PLAIN("Bob", "true")), LOGIN_REFUSED};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	comet_fails(&call, marked, 1, PROV_ERROR_CONFLICT, "it carries the marker whmcs:42");
	suspend_call(&call);
	comet_fails(&call, unmarked, 1, PROV_ERROR_CONFLICT, "no marker");
	suspend_call(&call);
	scripted_put(&call, "password", PASSWORD);
	comet_fails(&call, shut, UNIT_COUNT(shut), PROV_ERROR_CONFLICT, "password does not open it. Nothing was changed");
	suspend_call(&call);
	scripted_put(&call, "password", PASSWORD);
	comet_fails(&call, suspended, UNIT_COUNT(suspended), PROV_ERROR_CONFLICT, "it is suspended, so no password does");
}

static void the_password_proves_an_account_without_marker(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN("Alice \\u0026 Co", "false")),
	    USER_ANSWERED("start", "=Username=alice&AuthType=Password&Password=other-S3CR3T", ERROR_REPLY(403, "No")),
	    LOGIN_OPENS("alice", PASSWORD_SENT),
	    WRITES("h1", PLAIN("whmcs:41 Alice & Co", "true")),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	scripted_put(&call, "chosen_password", PASSWORD_2);
	scripted_put(&call, "password", PASSWORD);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_assert_sent(&scripted, 4, "ProfileData", PLAIN("whmcs:41 Alice & Co", "true"));
	scripted_free(&scripted);
	prov_call_free(&call);
}

/* Each password once, however many places hold it. */
static void one_password_is_tried_once(void **state)
{
	static const struct scripted_exchange script[] = {IS(PLAIN("", "false")), LOGIN_REFUSED};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	scripted_put(&call, "chosen_password", PASSWORD);
	scripted_put(&call, "password", PASSWORD);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_CONFLICT, "no marker");
}

static void an_adopted_account_is_marked(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN("whmcs:42 Bob", "true")),
	    WRITES("h1", PLAIN("whmcs:41 Bob", "true")),
	};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	call.settings.adopt = true;
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_false(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
}

static void an_account_that_is_not_there_is_told_by_the_list_of_names(void **state)
{
	static const struct scripted_exchange absent[] = {
	    ANSWERED(GET, NULL, ERROR_REPLY(500, "No such user")),
	    ANSWERED(NAMES, "=" ADMIN, "[\"Alice\",\"alice2\",\"lice\"]"),
	};
	static const struct scripted_exchange stands[] = {
	    ANSWERED(GET, NULL, ERROR_REPLY(400, "Out of order")),
	    ANSWERED(NAMES, NULL, "[\"bob\",\"alice\"]"),
	};
	static const struct scripted_exchange unreadable[] = {
	    ANSWERED(GET, NULL, ERROR_REPLY(400, "Out of order")),
	    ANSWERED(NAMES, NULL, "[\"bob\","),
	};
	static const struct scripted_exchange numbers[] = {
	    ANSWERED(GET, NULL, ERROR_REPLY(400, "Out of order")),
	    ANSWERED(NAMES, NULL, "[1]"),
	};
	static const struct scripted_exchange denied[] = {
	    ANSWERED(GET, NULL, ERROR_REPLY(400, "Out of order")),
	    ANSWERED(NAMES, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	comet_fails(&call, absent, UNIT_COUNT(absent), PROV_ERROR_NOT_FOUND, "no account alice");
	suspend_call(&call);
	comet_fails(&call, stands, UNIT_COUNT(stands), PROV_ERROR_REMOTE, "error 400: Out of order");
	suspend_call(&call);
	comet_fails(&call, unreadable, UNIT_COUNT(unreadable), PROV_ERROR_PROTOCOL, "ends inside");
	suspend_call(&call);
	comet_fails(&call, numbers, UNIT_COUNT(numbers), PROV_ERROR_PROTOCOL, "something else");
	suspend_call(&call);
	comet_fails(&call, denied, UNIT_COUNT(denied), PROV_ERROR_AUTHENTICATION, "Unauthorised");
}

static void only_the_profile_of_that_account_is_taken(void **state)
{
	static const char *const answers[] = {
	    PROFILE_REPLY("h1", PROFILE("Alice", OURS, "false", NEW_REST)),
	    PROFILE_REPLY("", PLAIN(OURS, "false")),
	    "{\"Status\":200,\"Message\":\"OK\",\"Profile\":" PLAIN(OURS, "false") "}",
	    "{\"Status\":200,\"Message\":\"OK\",\"ProfileHash\":5,\"Profile\":" PLAIN(OURS, "false") "}",
	    PROFILE_REPLY("h1", "[]"),
	    PROFILE_REPLY("h1", "null"),
	    "{\"Status\":200,\"ProfileHash\":\"h1\",\"\\u0050rofile\":" PLAIN(OURS, "false") "}",
	    OK_REPLY,
	    "[]",
	    PROFILE_REPLY("h1", PLAIN(OURS, "\"no\"")),
	    PROFILE_REPLY("h1", PLAIN(OURS, "0")),
	    PROFILE_REPLY("h1", PLAIN(OURS, "false,\"IsSuspended\":true")),
	    "<html>",
	    "",
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		const struct scripted_exchange script[] = {ANSWERED(GET, NULL, answers[i])};

		suspend_call(&call);
		comet_fails(&call, script, 1, PROV_ERROR_PROTOCOL, "Comet: read profile: ");
	}
	suspend_call(&call);
	scripted_put(&call, "username", "a b");
	comet_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "no account's name");
	comet_server_call(&call, "comet_suspend");
	scripted_put(&call, "service_id", "41");
	scripted_put(&call, "username", "[Using custom field]");
	comet_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "customfields[Username]");
}

/* --- somebody else's changes --- */

#define CHANGED(suspended) PROFILE("alice", OURS, suspended, REST("p", "[ ]", "false", "9", "false", "0", "{}", "{}"))

static void a_change_in_between_is_kept(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    CONFLICT,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h+9", CHANGED("false"))),
	    WRITES("h%2B9", CHANGED("true")),
	};
	static const struct scripted_exchange done_by_another[] = {
	    IS(PLAIN(OURS, "false")),
	    CONFLICT,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h9", CHANGED("true"))),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_assert_sent(&scripted, 3, "ProfileData", CHANGED("true"));
	assert_true(scripted.now_ms > 1000); /* after a pause */
	scripted_free(&scripted);
	prov_call_free(&call);
	suspend_call(&call);
	assert_true(comet_run(&call, done_by_another, UNIT_COUNT(done_by_another)));
	prov_call_free(&call);
}

static void five_attempts_are_enough(void **state)
{
#define MOVED(hash) CONFLICT, ANSWERED(GET, NULL, PROFILE_REPLY(hash, PLAIN(OURS, "false")))
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    MOVED("h2"),
	    MOVED("h3"),
	    MOVED("h4"),
	    MOVED("h5"),
	    CONFLICT,
	};
	static const struct scripted_exchange fifth[] = {
	    IS(PLAIN(OURS, "false")),
	    MOVED("h2"),
	    MOVED("h3"),
	    MOVED("h4"),
	    MOVED("h5"),
	    WRITES("h5", PLAIN(OURS, "true")),
	};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	unit_assert_error(&call.error, PROV_ERROR_CONFLICT, "5 attempts were made");
	assert_true(call.error.retryable);
	prov_call_free(&call);
	suspend_call(&call);
	assert_true(comet_run(&call, fifth, UNIT_COUNT(fifth)));
	prov_call_free(&call);
}

static void what_is_refused_and_did_not_move_is_no_conflict(void **state)
{
	static const struct scripted_exchange refused[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(SET, NULL, ERROR_REPLY(400, "Bad profile")),
	    IS(PLAIN(OURS, "false")),
	};
	static const struct scripted_exchange denied[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(SET, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	static const struct scripted_exchange gone[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(SET, NULL, ERROR_REPLY(400, "No such user")),
	    NO_ACCOUNT,
	};
	static const struct scripted_exchange taken_over[] = {
	    IS(PLAIN(OURS, "false")),
	    CONFLICT,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h2", PLAIN("whmcs:42", "false"))),
	};
	struct prov_call call;

	(void)state;
	suspend_call(&call);
	comet_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_REMOTE, "error 400: Bad profile");
	suspend_call(&call);
	comet_fails(&call, denied, UNIT_COUNT(denied), PROV_ERROR_PERMISSION, "may not do this");
	suspend_call(&call);
	comet_fails(&call, gone, UNIT_COUNT(gone), PROV_ERROR_REMOTE, "No such user");
	suspend_call(&call);
	comet_fails(&call, taken_over, UNIT_COUNT(taken_over), PROV_ERROR_CONFLICT, "another service's marker meanwhile");
}

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    CONFLICT,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h+9", CHANGED("false"))),
	    WRITES("h%2B9", CHANGED("true")),
	};
	struct comet_memory memory = {.make = suspend_call, .script = script, .length = UNIT_COUNT(script)};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(suspend_changes_one_member),
	    cmocka_unit_test(what_is_so_already_is_not_sent),
	    cmocka_unit_test(unsuspend_gives_back),
	    cmocka_unit_test(an_account_of_another_is_left_alone),
	    cmocka_unit_test(the_password_proves_an_account_without_marker),
	    cmocka_unit_test(one_password_is_tried_once),
	    cmocka_unit_test(an_adopted_account_is_marked),
	    cmocka_unit_test(an_account_that_is_not_there_is_told_by_the_list_of_names),
	    cmocka_unit_test(only_the_profile_of_that_account_is_taken),
	    cmocka_unit_test(a_change_in_between_is_kept),
	    cmocka_unit_test(five_attempts_are_enough),
	    cmocka_unit_test(what_is_refused_and_did_not_move_is_no_conflict),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_service", tests, NULL, NULL);
}
