/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_meshcentral_change: change_package, change_password and terminate of the MeshCentral backend against scripted
 * messages.
 */
#include "mesh_script.h"

/* --- package, password --- */

static void change_package_sets_rights(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(LINK_WITH(1327320), COUNTED(1)), SAY(EDIT(192), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 192, LINK(OUR_ID, 1327320))));
	struct prov_call call;
	mesh_call(&call, "meshcentral_change_package");
	scripted_put(&call, "rights", "support");
	scripted_put(&call, "site_rights", "128");
	mesh_succeeds(&call, lines, length);
	mesh_says_bool(&call.result, "changed", true);
	mesh_says_int(prov_map_get(&call.result, "limits"), "rights", 1327320);
	prov_call_free(&call);

	const struct scripted_line suspended[] = {OPEN, SUSPENDED}; /* stays suspended */
	mesh_call(&call, "meshcentral_change_package");
	scripted_put(&call, "rights", "view");
	mesh_succeeds(&call, suspended, UNIT_COUNT(suspended));
	mesh_says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

static void begin_password(struct prov_call *call)
{
	mesh_call(call, "meshcentral_change_password");
	scripted_put(call, "password", "new-pass-1");
}

static void a_changed_password_is_an_event(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(SET_PASSWORD "\nnew-pass-1", PASSWORD_EVENT));
	struct prov_call call;
	begin_password(&call);
	mesh_succeeds(&call, lines, length);
	mesh_says_bool(&call.result, "changed", true);
	prov_call_free(&call);
}

#define CHANGED_AT(time)                                                                                               \
	"{\"_id\":\"user//"                                                                                                \
	"whmcs-41\",\"name\":\"whmcs-41\",\"realname\":\"whmcs:41\",\"siteadmin\":64,\"passchange\":" #time "}"

static void silence_after_a_password_is_judged_by_its_date(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(CHANGED_AT(1700000000)));
	struct prov_call call;
	begin_password(&call);
	mesh_succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line refused[] = {
	    OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(CHANGED_AT(1690000000))};
	begin_password(&call);
	mesh_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_LIMIT, "passes over passwords");

	const struct scripted_line cut[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(CHANGED_AT(1690000000)), SAY(SET_PASSWORD, PASSWORD_EVENT)};
	begin_password(&call);
	mesh_succeeds(&call, cut, UNIT_COUNT(cut));
	prov_call_free(&call);

	const struct scripted_line gone[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST)};
	begin_password(&call);
	mesh_fails(&call, gone, UNIT_COUNT(gone), PROV_ERROR_NOT_FOUND, "went away");

	/* changed a moment before: the date proves nothing */
	const struct scripted_line open = {.opens = true,
	    .says =
	        "{\"action\":\"serverinfo\",\"serverinfo\":{\"domain\":\"\",\"name\":\"m\",\"serverTime\":1690000003000}}\n"
	        "{\"action\":\"userinfo\",\"userinfo\":{\"_id\":\"user//dienst\",\"name\":\"dienst\",\"siteadmin\":2}}"};
	const struct scripted_line set[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)), AS_CLIENT("bmV3LXBhc3MtMQ=="), PING};
	begin_password(&call);
	mesh_succeeds(&call, set, UNIT_COUNT(set));
	prov_call_free(&call);

	const struct scripted_line passed_over[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)),
	    {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"}};
	begin_password(&call);
	mesh_fails(&call, passed_over, UNIT_COUNT(passed_over), PROV_ERROR_LIMIT, "passes over passwords");

	const struct scripted_line unknown[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)), {.opens = true, .then = SCRIPTED_CUT}, {.opens = true, .then = SCRIPTED_CUT},
	    {.opens = true, .then = SCRIPTED_CUT}};
	begin_password(&call);
	assert_false(mesh_run(&call, unknown, UNIT_COUNT(unknown)));
	assert_true(call.error.outcome_unknown);
	prov_call_free(&call);
}

/* No answer is the answer to a password that MeshCentral does not take: an operator waits for it each time. */
static void a_password_passed_over_is_not_waited_for_long(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(CHANGED_AT(1690000000)));
	struct prov_call call;
	const struct prov_record *record;
	begin_password(&call);
	assert_false(mesh_run(&call, lines, length));
	unit_assert_error(&call.error, PROV_ERROR_LIMIT, "passes over passwords");
	record = &call.records.items[call.records.count - 3]; /* the opening and the list come behind it */
	assert_string_equal(record->step, "set password");
	assert_in_range(record->duration_ms, 2000, 4000);
	prov_call_free(&call);
}

/* --- terminate --- */

static void terminate_deletes_the_account_first(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, OK("deleteuser")),
	    SAY(DELETE_GROUP, OK("deletemesh")));
	struct prov_call call;
	mesh_call(&call, "meshcentral_terminate");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "terminated");
	mesh_says_bool(&call.result, "changed", true);
	mesh_says_bool(prov_map_get(&call.result, "removed"), "user", true);
	mesh_says_bool(prov_map_get(&call.result, "removed"), "group", true);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, THEIRS};
	mesh_call(&call, "meshcentral_terminate");
	scripted_put(&call, "username", "other");
	mesh_succeeds(&call, again, UNIT_COUNT(again));
	mesh_says_bool(&call.result, "changed", false);
	prov_call_free(&call);

	const struct scripted_line rest[] = {OPEN, LISTS(OTHERS "," OUR_GROUP, DIENST), SAY(DEVICES, NO_DEVICES),
	    /* a member who is no more would come back with the group, as whoever has his name then */
	    SAY("\"action\":\"removemeshuser\"\n\"userid\":\"user//whmcs-41\"",
	        REFUSED("removemeshuser", "User not in group")),
	    SAY(DELETE_GROUP, OK("deletemesh"))};
	mesh_call(&call, "meshcentral_terminate");
	mesh_succeeds(&call, rest, UNIT_COUNT(rest));
	mesh_says_bool(prov_map_get(&call.result, "removed"), "user", false);
	prov_call_free(&call);
}

static void terminate_takes_agents_and_members_out(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP(OUR_ID, "whmcs:41", MEMBER("whmcs-41") MEMBER("colleague")), OUR_ACCOUNT),
	    SAY(DEVICES,
	        "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID "\":[{\"_id\":\"node//a\",\"conn\":1},{\"_id\":\"node//"
	        "b\"},{\"_id\":\"node//c\",\"conn\":17}]},\"tag\":\"ID\"}"),
	    SAY("={\"action\":\"uninstallagent\",\"nodeids\":[\"node//a\",\"node//"
	        "c\"],\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        ""),
	    SAY(DELETE_ACCOUNT, OK("deleteuser")),
	    SAY("={\"action\":\"removemeshuser\",\"meshid\":\"" OUR_ID
	        "\",\"userid\":\"user//colleague\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("removemeshuser")),
	    SAY(DELETE_GROUP, OK("deletemesh")));
	struct prov_call call;
	mesh_call(&call, "meshcentral_terminate");
	scripted_put(&call, "remove_agents", "on");
	mesh_succeeds(&call, lines, length);
	mesh_says_int(prov_map_get(&call.result, "removed"), "devices", 3);
	mesh_says_int(prov_map_get(&call.result, "removed"), "agents", 2);
	prov_call_free(&call);
}

#define OLD_ID "mesh//OLD0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"
#define OLD_GROUP GROUP_MADE_BY("dienst", OLD_ID, "whmcs:41", 1600000000000, "")

/* A deleted group comes back when an agent of its does: not it, but the group of the account is the service's. */
static void several_groups_of_one_service(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OLD_GROUP "," OUR_GROUP, DIENST "," OUR_ACCOUNT), SAY(DEVICES, NO_DEVICES));
	const struct scripted_line turned[] = {
	    OPEN, LISTS(OUR_GROUP "," OLD_GROUP, DIENST "," OUR_ACCOUNT), SAY(DEVICES, NO_DEVICES)};
	struct prov_call call;
	mesh_call(&call, "meshcentral_status");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "mesh_id", OUR_ID);
	mesh_says(&call, "state", "active");
	prov_call_free(&call);
	mesh_call(&call, "meshcentral_status");
	mesh_succeeds(&call, turned, UNIT_COUNT(turned));
	mesh_says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);

	const struct scripted_line all[] = {OPEN, LISTS(OLD_GROUP "," OUR_GROUP, DIENST "," OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, OK("deleteuser")), SAY(DELETE_GROUP, OK("deletemesh")),
	    LISTS(OLD_GROUP, DIENST),
	    SAY("={\"action\":\"nodes\",\"meshid\":\"" OLD_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}", NO_DEVICES),
	    SAY("={\"action\":\"deletemesh\",\"meshid\":\"" OLD_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("deletemesh"))};
	mesh_call(&call, "meshcentral_terminate");
	mesh_succeeds(&call, all, UNIT_COUNT(all));
	mesh_says_bool(prov_map_get(&call.result, "removed"), "user", true);
	prov_call_free(&call);
}

static void terminate_judges_what_is_gone_already(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, REFUSED("deleteuser", "User does not exists")),
	    SAY(DELETE_GROUP, REFUSED("deletemesh", "Access denied")), GROUPS(OTHERS));
	struct prov_call call;
	mesh_call(&call, "meshcentral_terminate");
	mesh_succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line refused[] = {OPEN, BOTH, SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, OK("deleteuser")),
	    SAY(DELETE_GROUP, REFUSED("deletemesh", "Access denied")), GROUPS(OUR_GROUP)};
	mesh_call(&call, "meshcentral_terminate");
	mesh_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_PERMISSION, "full rights in the group");

	const struct scripted_line lost[] = {OPEN, BOTH, SAY(DEVICES, NO_DEVICES), LOSE(DELETE_ACCOUNT, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(DIENST), LOSE(DELETE_GROUP, SCRIPTED_CUT), OPEN, GROUPS(OUR_GROUP),
	    SAY(DELETE_GROUP, OK("deletemesh"))};
	mesh_call(&call, "meshcentral_terminate");
	mesh_succeeds(&call, lost, UNIT_COUNT(lost));
	prov_call_free(&call);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(change_package_sets_rights),
	    cmocka_unit_test(a_changed_password_is_an_event),
	    cmocka_unit_test(silence_after_a_password_is_judged_by_its_date),
	    cmocka_unit_test(a_password_passed_over_is_not_waited_for_long),
	    cmocka_unit_test(terminate_deletes_the_account_first),
	    cmocka_unit_test(terminate_takes_agents_and_members_out),
	    cmocka_unit_test(several_groups_of_one_service),
	    cmocka_unit_test(terminate_judges_what_is_gone_already),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
