/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_meshcentral_service: whose a group and an account are, and suspend and unsuspend of the MeshCentral backend,
 * against scripted messages.
 */
#include "mesh_script.h"

#include <stdio.h>

/* --- whose it is --- */

static void foreign_groups_are_conflicts(void **state)
{
	(void)state;
	/* anybody who may make groups can write our marker into one */
	const struct scripted_line forged[] = {
	    OPEN, LISTS(GROUP_MADE_BY("mallory", OUR_ID, "whmcs:41", 1, ""), DIENST "," ACCOUNT("mallory", "", 0, ""))};
	struct prov_call call;
	mesh_create_call(&call);
	mesh_fails(&call, forged, 3, PROV_ERROR_CONFLICT, "another account made it");
	mesh_call(&call, "meshcentral_terminate");
	mesh_fails(&call, forged, 3, PROV_ERROR_CONFLICT, "another account made it");

	/* the stored id is another service's by now */
	const struct scripted_line other[] = {OPEN, THEIRS};
	mesh_call(&call, "meshcentral_suspend");
	scripted_put(&call, "mesh_id", OTHER_ID);
	mesh_fails(&call, other, 3, PROV_ERROR_CONFLICT, "it carries the marker whmcs:411");
}

static void a_stored_id_proves_a_group_of_another_service_account(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP_MADE_BY("old-dienst", OUR_ID, "whmcs:41", 1, MEMBER("whmcs-41")), OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES));
	struct prov_call call;
	mesh_call(&call, "meshcentral_status");
	scripted_put(&call, "mesh_id", OUR_ID);
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "active");
	prov_call_free(&call);
}

/* Of two groups that a lost answer left, the older one counts. */
static void the_older_group_counts(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP_MADE_BY("dienst", OTHER_ID, "whmcs:41", 1700000000000, "") "," OUR_GROUP, OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES));
	struct prov_call call;
	mesh_call(&call, "meshcentral_status");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);
}

static void lost_markers_are_put_back(void **state)
{
	(void)state;
	LINES(OPEN,
	    LISTS(GROUP(OUR_ID, "Rechner von Jane", MEMBER("whmcs-41")),
	        ACCOUNT("whmcs-41", "Jane D.", 64, LINK(OUR_ID, 2015484) ",\"quota\":77")),
	    SAY("={\"action\":\"editmesh\",\"meshid\":\"" OUR_ID
	        "\",\"desc\":\"whmcs:41 Rechner von Jane\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("editmesh")),
	    SAY("={\"action\":\"edituser\",\"id\":\"user//whmcs-41\",\"siteadmin\":64,\"quota\":77,\"realname\":\"whmcs:41 "
	        "Jane "
	        "D.\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("edituser")),
	    SAY("\"siteadmin\":96,\"quota\":77", OK("edituser")), SAY(UNLINK, COUNTED(1)), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	scripted_put(&call, "username", "whmcs-41");
	scripted_put(&call, "mesh_id", OUR_ID);
	mesh_succeeds(&call, lines, length);
	mesh_says_bool(&call.result, "changed", true);
	prov_call_free(&call);
}

static void what_an_operator_adopts_is_marked(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP(OUR_ID, "whmcs:7 old", ""), ACCOUNT("jane", "whmcs:7", 64, "")),
	    SAY("\"action\":\"editmesh\"\n\"desc\":\"whmcs:41 old\"", OK("editmesh")),
	    SAY("\"action\":\"edituser\"\n\"realname\":\"whmcs:41\"", OK("edituser")),
	    SAY("\"user//jane\"\n\"meshadmin\":2015484", COUNTED(1)),
	    {.opens = true, .has = "x-meshauth: amFuZQ==,b2xkLXBhc3M=", .says = GREETING_OF("jane", 64, 1)}, PING);
	struct prov_call call;
	mesh_create_call(&call);
	call.settings.adopt = true;
	scripted_put(&call, "username", "Jane");
	scripted_put(&call, "mesh_id", OUR_ID);
	scripted_put(&call, "password", "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "resumed");
	mesh_says(&call, "username", "jane");
	prov_call_free(&call);
}

static void administrators_are_never_clients(void **state)
{
	(void)state;
	static const char *const functions[] = {
	    "meshcentral_suspend", "meshcentral_terminate", "meshcentral_sso", "meshcentral_create"};
	for (size_t i = 0; i < UNIT_COUNT(functions); i++) {
		LINES(OPEN, LISTS(OUR_GROUP, ACCOUNT("whmcs-41", "whmcs:41", 4294967295, LINK(OUR_ID, 2015484))));
		struct prov_call call;
		mesh_call(&call, functions[i]);
		mesh_fails(&call, lines, length, PROV_ERROR_CONFLICT, "manages users or the whole server");
	}
}

static void answers_of_a_wrong_shape_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *groups;
		const char *accounts;
		const char *part;
	} cases[] = {
	    {"5", OUR_ACCOUNT, "no object"},
	    {"{\"_id\":5}", OUR_ACCOUNT, "_id"},
	    {"{\"_id\":\"mesh//short\"}", OUR_ACCOUNT, "an id that is none"},
	    {"{\"_id\":\"" OUR_ID "\",\"desc\":5}", OUR_ACCOUNT, "\"desc\""},
	    {"{\"_id\":\"" OUR_ID "\",\"links\":[]}", OUR_ACCOUNT, "\"links\""},
	    {"{\"_id\":\"" OUR_ID "\",\"links\":{\"user//x\":{\"rights\":\"all\"}}}", OUR_ACCOUNT, "\"rights\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\"}", "name"},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"siteadmin\":\"x\"}", "\"siteadmin\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"links\":7}", "\"links\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"links\":{\"" OUR_ID "\":{}}}", "\"rights\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"realname\":true}", "\"realname\""},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		char groups[1000];
		char accounts[1000];
		snprintf(groups, sizeof(groups), "{\"action\":\"meshes\",\"meshes\":[%s],\"tag\":\"ID\"}", cases[i].groups);
		snprintf(accounts, sizeof(accounts), "{\"action\":\"users\",\"users\":[%s],\"tag\":\"ID\"}", cases[i].accounts);
		LINES(OPEN, {.has = "meshes", .says = groups}, {.has = "users", .says = accounts});
		struct prov_call call;
		mesh_call(&call, "meshcentral_suspend");
		mesh_fails(&call, lines, length, PROV_ERROR_PROTOCOL, cases[i].part);
	}
	LINES(OPEN, GROUPS(""), SAY("users", REFUSED("users", "Access denied")));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_fails(&call, lines, length, PROV_ERROR_PERMISSION, "full rights in the group");
}

/* --- suspend and unsuspend --- */

static void suspend_locks_and_unlinks(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "suspended");
	mesh_says_bool(&call.result, "changed", true);
	assert_int_equal(call.records.count, 6);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, SUSPENDED};
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	mesh_says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

/* The channel ended between the two: what did not leave is settled and sent as what was lost. */
static void half_a_suspension_is_completed(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), LOSE(UNLINK, SCRIPTED_UNSENT), OPEN,
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "suspended");
	prov_call_free(&call);
}

static void an_ok_without_effect_is_no_success(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 64, "")));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_fails(&call, lines, length, PROV_ERROR_PERMISSION, "said ok and did not change");

	const struct scripted_line linked[] = {OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484)))};
	mesh_call(&call, "meshcentral_suspend");
	mesh_fails(&call, linked, UNIT_COUNT(linked), PROV_ERROR_CONFLICT, "membership");
}

static void a_lost_suspend_is_settled_over_a_new_connection(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT), OPEN, ACCOUNTS(OUR_LOCKED_ACCOUNT),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, lines, length);
	prov_call_free(&call);

	/* and sent once more where it did not take effect */
	const struct scripted_line again[] = {OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT),
	    OPEN, ACCOUNTS(OUR_ACCOUNT), SAY(EDIT(96), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT)};
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	prov_call_free(&call);

	const struct scripted_line dead[] = {OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT),
	    {.opens = true, .then = SCRIPTED_UNSENT}, {.opens = true, .then = SCRIPTED_UNSENT}};
	mesh_call(&call, "meshcentral_suspend");
	assert_false(mesh_run(&call, dead, UNIT_COUNT(dead)));
	assert_true(call.error.outcome_unknown && call.error.retryable);
	prov_call_free(&call);
}

/* A channel that the server ended meanwhile is no loss: nothing has left. Another one that takes nothing is. */
static void a_message_that_does_not_leave_is_not_unknown(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_UNSENT), OPEN, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line twice[] = {
	    OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_UNSENT), OPEN, LOSE(EDIT(96), SCRIPTED_UNSENT)};
	mesh_call(&call, "meshcentral_suspend");
	assert_false(mesh_run(&call, twice, UNIT_COUNT(twice)));
	assert_false(call.error.outcome_unknown);
	unit_assert_error(&call.error, PROV_ERROR_CONNECTION, "scripted");
	prov_call_free(&call);
}

static void unsuspend_gives_the_package_back(void **state)
{
	(void)state;
	LINES(OPEN, SUSPENDED, SAY(LINK_WITH(1052424), COUNTED(1)), SAY(EDIT(64), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 64, LINK(OUR_ID, 1052424))));
	struct prov_call call;
	mesh_call(&call, "meshcentral_unsuspend");
	scripted_put(&call, "rights", "view");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "active");
	mesh_says_bool(&call.result, "changed", true);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, BOTH};
	mesh_call(&call, "meshcentral_unsuspend");
	scripted_put(&call, "rights", "view"); /* the package is change_package's */
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	mesh_says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

static void absent_services_are_not_found(void **state)
{
	(void)state;
	static const char *const functions[] = {
	    "meshcentral_suspend", "meshcentral_unsuspend", "meshcentral_change_package", "meshcentral_sso"};
	for (size_t i = 0; i < UNIT_COUNT(functions); i++) {
		LINES(OPEN, THEIRS);
		struct prov_call call;
		mesh_call(&call, functions[i]);
		scripted_put(&call, "username", "other"); /* somebody else's: none of ours */
		mesh_fails(&call, lines, length, PROV_ERROR_NOT_FOUND, "neither a device group nor an account");
	}
	LINES(OPEN, LISTS(OUR_GROUP, DIENST));
	struct prov_call call;
	mesh_call(&call, "meshcentral_suspend");
	mesh_fails(&call, lines, length, PROV_ERROR_NOT_FOUND, "account is gone");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(foreign_groups_are_conflicts),
	    cmocka_unit_test(a_stored_id_proves_a_group_of_another_service_account),
	    cmocka_unit_test(the_older_group_counts),
	    cmocka_unit_test(lost_markers_are_put_back),
	    cmocka_unit_test(what_an_operator_adopts_is_marked),
	    cmocka_unit_test(administrators_are_never_clients),
	    cmocka_unit_test(answers_of_a_wrong_shape_are_refused),
	    cmocka_unit_test(suspend_locks_and_unlinks),
	    cmocka_unit_test(half_a_suspension_is_completed),
	    cmocka_unit_test(an_ok_without_effect_is_no_success),
	    cmocka_unit_test(a_lost_suspend_is_settled_over_a_new_connection),
	    cmocka_unit_test(a_message_that_does_not_leave_is_not_unknown),
	    cmocka_unit_test(unsuspend_gives_the_package_back),
	    cmocka_unit_test(absent_services_are_not_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
