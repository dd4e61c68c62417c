/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_meshcentral_create: create of the MeshCentral backend against scripted messages: what is made, what is found and
 * completed, lost answers, refusals and what is taken back then.
 */
#include "mesh_script.h"

#include <stdio.h>

/* --- create --- */

static void create_makes_account_group_and_membership(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)));
	struct prov_call call;
	mesh_create_call(&call);
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "created");
	mesh_says(&call, "username", "whmcs-41");
	mesh_says(&call, "mesh_id", OUR_ID);
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	mesh_says_int(prov_map_get(&call.result, "limits"), "rights", 2015484);
	mesh_says_int(prov_map_get(&call.result, "limits"), "site_rights", 64);
	/* the password stands in no record, and lists are counted */
	for (size_t i = 0; i < call.records.count; i++) {
		assert_null(strstr(call.records.items[i].request, scripted_text(&call.result, "password")));
		assert_null(strstr(call.records.items[i].response, "whmcs:411"));
	}
	assert_non_null(strstr(call.records.items[1].response, " bytes)"));
	prov_call_free(&call);
}

static void create_takes_the_package(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS,
	    SAY("\"username\":\"Kunde_7\"\n\"siteadmin\":1088\n\"realname\":\"whmcs:41\"\n!email\"", OK("adduser")),
	    SAY("\"meshname\":\"Service #41\"", GROUP_ADDED), SAY("\"user//kunde_7\"\n\"meshadmin\":1068616", COUNTED(1)));
	struct prov_call call;
	mesh_call(&call, "meshcentral_create");
	scripted_put(&call, "username", "Kunde_7");
	scripted_put(&call, "rights", "Desktop");
	scripted_put(&call, "site_rights", "1024");
	scripted_put(&call, "device_limit", "5");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "username", "Kunde_7");
	mesh_says_int(prov_map_get(&call.result, "limits"), "device_limit", 5);
	prov_call_free(&call);
}

static void create_avoids_names_that_others_have(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY("\"username\":\"k-41\"", OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY("\"user//k-41\"", COUNTED(1)));
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "username", "Other");
	scripted_put(&call, "name_prefix", "k-");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "username", "k-41");
	prov_call_free(&call);

	const struct scripted_line taken[] = {
	    OPEN, LISTS(OTHERS, DIENST "," OTHER_ACCOUNT "," ACCOUNT("whmcs-41", "", 64, ""))};
	mesh_create_call(&call);
	scripted_put(&call, "username", "other");
	mesh_fails(
	    &call, taken, UNIT_COUNT(taken), PROV_ERROR_CONFLICT, "the account whmcs-41 exists and is not this service's");
}

static void create_leaves_what_is_whole(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), PING);
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "username", "whmcs-41");
	scripted_put(&call, "mesh_id", OUR_ID);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "unchanged");
	assert_null(prov_map_get(&call.result, "password"));
	prov_call_free(&call);
}

/* A second factor is asked for only when the password was right. */
static void create_takes_a_second_factor_for_a_good_password(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"tokenrequired\"}"});
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "unchanged");
	prov_call_free(&call);
}

/* Only MeshCentral's own word is a verdict on a password: all else leaves it alone. */
static void create_does_not_take_every_end_for_a_wrong_password(void **state)
{
	(void)state;
	static const struct {
		struct scripted_line line;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {{.opens = true, .says = "{\"action\":\"close\",\"cause\":\"banned\",\"msg\":\"banned-1\"}"},
	        PROV_ERROR_AUTHENTICATION, "banned this host"},
	    {{.opens = true, .says = "{\"action\":\"close\",\"cause\":\"odd\"}"}, PROV_ERROR_AUTHENTICATION,
	        "ended the session"},
	    {{.opens = true, .then = SCRIPTED_REFUSED, .status = 401}, PROV_ERROR_PROTOCOL, "scripted"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_line lines[] = {OPEN, BOTH, cases[i].line};
		struct prov_call call;
		mesh_create_call(&call);
		scripted_put(&call, "password", "old-pass");
		mesh_fails(&call, lines, UNIT_COUNT(lines), cases[i].kind, cases[i].part);
	}

	/* the greeting has proven it, whatever comes after */
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="),
	    SAY("\"action\":\"ping\"", "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"));
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "unchanged");
	prov_call_free(&call);
}

static void an_account_whose_name_cannot_be_read_is_not_used(void **state)
{
	(void)state;
	static const char *const users[] = {
	    "{\"_id\":\"user//whmcs-41\",\"name\":\"\\u0000whmcs-41\",\"realname\":\"whmcs:41\",\"siteadmin\":64}",
	    "{\"_id\":\"user//whmcs-41\",\"name\":\"whmcs\\n41\",\"realname\":\"whmcs:41\",\"siteadmin\":64}",
	};
	for (size_t i = 0; i < UNIT_COUNT(users); i++) {
		char says_users[512];
		snprintf(says_users, sizeof(says_users), "{\"action\":\"users\",\"users\":[%s],\"tag\":\"ID\"}", users[i]);
		const struct scripted_line lines[] = {OPEN, GROUPS(OUR_GROUP), SAY(NULL, says_users)};
		struct prov_call call;
		mesh_call(&call, i == 0 ? "meshcentral_create" : "meshcentral_sso");
		mesh_fails(&call, lines, UNIT_COUNT(lines), PROV_ERROR_PROTOCOL, "cannot be read");
	}
}

/* What verifies an edit is read for the edit alone. */
static void a_name_garbled_meanwhile_is_not_logged_in_with(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS "," OUR_GROUP, DIENST "," ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))),
	    SAY(EDIT(64), OK("edituser")),
	    ACCOUNTS("{\"_id\":\"user//whmcs-41\",\"name\":\"\\u0000\",\"realname\":\"whmcs:41\",\"siteadmin\":64" LINK(
	        OUR_ID, 2015484) "}"),
	    AS_CLIENT("b2xkLXBhc3M="), PING);
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "username", "whmcs-41");
	prov_call_free(&call);
}

static void create_goes_on_with_what_an_earlier_call_left(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS, DIENST "," ACCOUNT("whmcs-41", "whmcs:41", 96, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)), SAY(EDIT(64), OK("edituser")), ACCOUNTS(OUR_ACCOUNT),
	    {.opens = true,
	        .has = "x-meshauth: d2htY3MtNDE=,b2xkLXBhc3M=",
	        .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"},
	    OPEN, SAY(SET_PASSWORD, PASSWORD_EVENT));
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "resumed");
	mesh_says(&call, "username", "whmcs-41");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	prov_call_free(&call);
}

/* changeuserpass is silent about a password that the server's requirements refuse: other lengths are tried. */
static void create_finds_a_password_that_the_server_takes(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT),
	    SAY(SET_PASSWORD, PASSWORD_EVENT));
	struct prov_call call;
	mesh_create_call(&call);
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "resumed");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 44);
	prov_call_free(&call);

	const struct scripted_line never[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT),
	    LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT), LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN,
	    ACCOUNTS(OUR_ACCOUNT)};
	mesh_create_call(&call);
	assert_false(mesh_run(&call, never, UNIT_COUNT(never)));
	unit_assert_error(&call.error, PROV_ERROR_LIMIT, "passes over passwords");
	assert_false(call.error.outcome_unknown);
	assert_null(prov_map_get(&call.partial, "password"));
	prov_call_free(&call);
}

static void create_settles_a_lost_account(void **state)
{
	(void)state;
	/* it was made: but by which call, and with which password? */
	const struct scripted_line found[] = {OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)),
	    {.opens = true, .has = "x-meshauth: d2htY3MtNDE=,", .says = GREETING_OF("whmcs-41", 64, 1)}, PING};
	struct prov_call call;
	mesh_create_call(&call);
	mesh_succeeds(&call, found, UNIT_COUNT(found));
	mesh_says(&call, "state", "created");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	prov_call_free(&call);

	/* it was not: it is sent once more */
	const struct scripted_line again[] = {OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST),
	    SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED), SAY(LINK_WITH(2015484), COUNTED(1))};
	mesh_create_call(&call);
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	mesh_says(&call, "state", "created");
	prov_call_free(&call);

	/* somebody else's stands there now */
	const struct scripted_line foreign[] = {
	    OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST "," ACCOUNT("whmcs-41", "", 64, ""))};
	mesh_create_call(&call);
	mesh_fails(&call, foreign, UNIT_COUNT(foreign), PROV_ERROR_CONFLICT, "exists already");
}

/* Silence is not a cut: the account may still be on its way. What it may get must be stored. */
static void create_keeps_what_is_unknown(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_SILENT), OPEN, ACCOUNTS(DIENST));
	struct prov_call call;
	mesh_create_call(&call);
	assert_false(mesh_run(&call, lines, length));
	assert_true(call.error.outcome_unknown);
	assert_string_equal(scripted_text(&call.partial, "username"), "whmcs-41");
	assert_int_equal(strlen(scripted_text(&call.partial, "password")), 22);
	prov_call_free(&call);
}

static void create_settles_a_lost_group(void **state)
{
	(void)state;
	const struct scripted_line found[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), LOSE(ADD_GROUP, SCRIPTED_CUT),
	    OPEN,
	    LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	struct prov_call call;
	mesh_create_call(&call);
	mesh_succeeds(&call, found, UNIT_COUNT(found));
	mesh_says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), LOSE(ADD_GROUP, SCRIPTED_CUT),
	    OPEN, LISTS(OTHERS, DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	mesh_create_call(&call);
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	prov_call_free(&call);

	/* an answer without an id is none */
	const struct scripted_line odd[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, OK("createmesh")),
	    LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	mesh_create_call(&call);
	mesh_succeeds(&call, odd, UNIT_COUNT(odd));
	prov_call_free(&call);
}

/* What this very call made goes, the account first; nothing is left to be stored. */
static void create_takes_back_after_a_refusal(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), ANSWER("addmeshuser", "\"result\":\"Nothing done\",\"success\":0,\"failed\":0")),
	    SAY(DELETE_GROUP, OK("deletemesh")), SAY(DELETE_ACCOUNT, OK("deleteuser")));
	struct prov_call call;
	mesh_create_call(&call);
	assert_false(mesh_run(&call, lines, length));
	unit_assert_error(&call.error, PROV_ERROR_NOT_FOUND, "found no account to add");
	assert_string_equal(call.error.backend_code, "Nothing done");
	assert_null(prov_map_get(&call.partial, "username"));
	prov_call_free(&call);

	/* what existed before stays */
	const struct scripted_line resumed[] = {
	    OPEN, LISTS(OTHERS, DIENST "," OUR_LOCKED_ACCOUNT), SAY(ADD_GROUP, REFUSED("createmesh", "Permission denied"))};
	mesh_create_call(&call);
	mesh_fails(&call, resumed, UNIT_COUNT(resumed), PROV_ERROR_PERMISSION, "needs the site right to manage users");
}

static void create_tries_other_passwords_and_no_email(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, ANSWER("adduser", "\"result\":\"Invalid password\",\"msgid\":3")),
	    SAY(ADD_ACCOUNT, ANSWER("adduser", "\"result\":\"Invalid email\",\"msgid\":4")),
	    SAY("\"action\":\"adduser\"\n!\"email\":", ANSWER("adduser", "\"result\":\"Invalid password\",\"msgid\":3")),
	    SAY("\"action\":\"adduser\"\n!\"email\":", OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)));
	struct prov_call call;
	mesh_create_call(&call);
	mesh_succeeds(&call, lines, length);
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 14);
	prov_call_free(&call);
}

static void create_explains_refusals(void **state)
{
	(void)state;
	static const struct {
		const char *answer;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {ANSWER("adduser", "\"result\":\"Permission denied\",\"msgid\":1"), PROV_ERROR_PERMISSION, "manage users"},
	    {ANSWER("adduser", "\"result\":\"Invalid username\",\"msgid\":2"), PROV_ERROR_LIMIT, "user name"},
	    {ANSWER("adduser", "\"result\":\"Invalid site permissions\",\"msgid\":6"), PROV_ERROR_PERMISSION,
	        "site rights"},
	    {ANSWER("adduser", "\"result\":\"User already exists\",\"msgid\":7"), PROV_ERROR_CONFLICT, "exists already"},
	    {ANSWER("adduser", "\"result\":\"Unable to add user in this mode\",\"msgid\":8"), PROV_ERROR_UNSUPPORTED,
	        "LDAP"},
	    {ANSWER("adduser", "\"result\":\"Email domain is not allowed. Only (a.b) are allowed.\",\"msgid\":30"),
	        PROV_ERROR_LIMIT, "of this domain"},
	    {REFUSED("adduser", "maxUsersExceed"), PROV_ERROR_LIMIT, "as many accounts"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		LINES(OPEN, THEIRS, {.has = ADD_ACCOUNT, .says = cases[i].answer});
		struct prov_call call;
		mesh_create_call(&call);
		mesh_fails(&call, lines, length, cases[i].kind, cases[i].part);
	}
}

/* Words that are not known are no verdict. */
static void create_settles_unknown_words(void **state)
{
	(void)state;
	static const char *const answers[] = {REFUSED("adduser", "passwordHashError"), ANSWER("adduser", "\"result\":5"),
	    ANSWER("adduser", "\"x\":1"), ANSWER("adduser", "\"result\":null")};
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		LINES(OPEN, THEIRS, {.has = ADD_ACCOUNT, .says = answers[i]}, ACCOUNTS(DIENST), SAY(ADD_ACCOUNT, OK("adduser")),
		    SAY(ADD_GROUP, GROUP_ADDED), SAY(LINK_WITH(2015484), COUNTED(1)));
		struct prov_call call;
		mesh_create_call(&call);
		mesh_succeeds(&call, lines, length);
		prov_call_free(&call);
	}
}

static void create_where_names_are_addresses(void **state)
{
	(void)state;
	const struct scripted_line open = {.opens = true, .says = GREETING_OF("dienst", 2, 2097281)};
	LINES(open, THEIRS, SAY("\"username\":\"jane@example.org\"\n\"emailVerified\":true\n!\"email\":", OK("adduser")),
	    SAY(ADD_GROUP, GROUP_ADDED), SAY("\"user//jane@example.org\"", COUNTED(1)));
	struct prov_call call;
	mesh_create_call(&call);
	scripted_put(&call, "username", "example");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "username", "jane@example.org");
	prov_call_free(&call);

	const struct scripted_line none[] = {open, THEIRS};
	mesh_call(&call, "meshcentral_create");
	mesh_fails(&call, none, UNIT_COUNT(none), PROV_ERROR_CONFIGURATION, "e-mail addresses as user names");
}

static void create_refuses_a_bad_package(void **state)
{
	(void)state;
	static const struct {
		const char *field;
		const char *text;
		const char *part;
	} cases[] = {
	    {"rights", "everything", "the rights must be full"},
	    {"rights", "4294967295", "the rights must be full"},
	    {"rights", "2015485", "edit group"},
	    {"rights", "2", "manage users"},
	    {"rights", "-8", "the rights must be full"},
	    {"site_rights", "2", "the site rights must be"},
	    {"site_rights", "4294967295", "the site rights must be"},
	    {"name_prefix", "a b", "the prefix of user names"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_call call;
		mesh_create_call(&call);
		scripted_put(&call, cases[i].field, cases[i].text);
		mesh_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, cases[i].part);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(create_makes_account_group_and_membership),
	    cmocka_unit_test(create_takes_the_package),
	    cmocka_unit_test(create_avoids_names_that_others_have),
	    cmocka_unit_test(create_leaves_what_is_whole),
	    cmocka_unit_test(create_takes_a_second_factor_for_a_good_password),
	    cmocka_unit_test(create_does_not_take_every_end_for_a_wrong_password),
	    cmocka_unit_test(an_account_whose_name_cannot_be_read_is_not_used),
	    cmocka_unit_test(a_name_garbled_meanwhile_is_not_logged_in_with),
	    cmocka_unit_test(create_goes_on_with_what_an_earlier_call_left),
	    cmocka_unit_test(create_finds_a_password_that_the_server_takes),
	    cmocka_unit_test(create_settles_a_lost_account),
	    cmocka_unit_test(create_keeps_what_is_unknown),
	    cmocka_unit_test(create_settles_a_lost_group),
	    cmocka_unit_test(create_takes_back_after_a_refusal),
	    cmocka_unit_test(create_tries_other_passwords_and_no_email),
	    cmocka_unit_test(create_explains_refusals),
	    cmocka_unit_test(create_settles_unknown_words),
	    cmocka_unit_test(create_where_names_are_addresses),
	    cmocka_unit_test(create_refuses_a_bad_package),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
