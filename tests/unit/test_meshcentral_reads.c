/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_meshcentral_reads: what the MeshCentral backend reads and makes links of, against scripted messages; and a run
 * of each kind of operation with no memory left.
 */
#include "mesh_script.h"

#include <stdio.h>

/* --- lists --- */

static void status_tells_of_one_service(void **state)
{
	(void)state;
	LINES(OPEN, BOTH,
	    SAY(DEVICES, "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID
	                 "\":[{\"_id\":\"node//a\",\"conn\":1},{\"_id\":\"node//b\"}]},\"tag\":\"ID\"}"));
	struct prov_call call;
	mesh_call(&call, "meshcentral_status");
	scripted_put(&call, "device_limit", "1");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "state", "active");
	mesh_says(&call, "username", "whmcs-41");
	mesh_says(&call, "group", "Jane Doe #41");
	mesh_says_int(&call.result, "created", 1690000000);
	mesh_says_int(&call.result, "rights", 2015484);
	mesh_says_int(prov_map_get(&call.result, "usage"), "devices", 2);
	mesh_says_int(prov_map_get(&call.result, "usage"), "online_devices", 1);
	mesh_says_bool(&call.result, "over_limit", true);
	assert_int_equal(prov_map_get(&call.result, "missing")->as.items.count, 0);
	prov_call_free(&call);

	const struct scripted_line rest[] = {OPEN, LISTS("", OUR_LOCKED_ACCOUNT)};
	mesh_call(&call, "meshcentral_status");
	mesh_succeeds(&call, rest, UNIT_COUNT(rest));
	mesh_says(&call, "state", "suspended");
	assert_int_equal(prov_map_get(&call.result, "missing")->as.items.count, 1);
	prov_call_free(&call);

	const struct scripted_line none[] = {OPEN, THEIRS};
	mesh_call(&call, "meshcentral_status");
	mesh_succeeds(&call, none, UNIT_COUNT(none));
	mesh_says(&call, "state", "absent");
	prov_call_free(&call);
}

static void usage_counts_devices_of_all_services(void **state)
{
	(void)state;
	LINES(OPEN,
	    LISTS(OTHERS
	        "," OUR_GROUP "," GROUP_MADE_BY("mallory",
	            "mesh//MAL0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m", "whmcs:42", 1,
	            "") "," GROUP_MADE_BY("boss", "mesh//BOS0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m",
	            "whmcs:43", 1, "") "," GROUP("mesh//INS0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m",
	            "whmcs:b:44", ""),
	        DIENST "," OTHER_ACCOUNT "," OUR_ACCOUNT
	               "," ACCOUNT("mallory", "", 0, "") "," ACCOUNT("boss", "", 2, "") "," ACCOUNT("u42", "whmcs:42", 64,
	                   "") "," ACCOUNT("u43", "whmcs:43 x", 64, "") "," ACCOUNT("u44", "whmcs:b:44", 64, "")),
	    SAY("={\"action\":\"nodes\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID
	        "\":[{\"_id\":\"node//a\",\"conn\":1,\"name\":\"\\u0000\\ud800\"},"
	        "{\"_id\":\"node//b\",\"lastbootuptime\":123456789012345678901234567890}],\"" OTHER_ID
	        "\":[{\"_id\":\"node//c\"}],\"mesh//unknown\":[{\"_id\":\"node//d\"}]},\"tag\":\"ID\"}"));
	struct prov_call call;
	mesh_call(&call, "meshcentral_usage");
	mesh_succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 3);
	mesh_says_int(prov_map_get(&call.result, "whmcs-41"), "devices", 2);
	mesh_says_int(prov_map_get(&call.result, "whmcs-41"), "online_devices", 1);
	mesh_says_int(prov_map_get(&call.result, "other"), "devices", 1);
	mesh_says_int(prov_map_get(&call.result, "u43"), "devices", 0);
	prov_call_free(&call);

	const struct scripted_line none[] = {OPEN, LISTS("", DIENST)};
	mesh_call(&call, "meshcentral_usage");
	mesh_succeeds(&call, none, UNIT_COUNT(none));
	assert_int_equal(call.result.as.items.count, 0);
	prov_call_free(&call);
}

static void installations_do_not_meet(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OUR_GROUP "," GROUP(OTHER_ID, "whmcs:b:41", MEMBER("b41")),
	                OUR_ACCOUNT "," ACCOUNT("b41", "whmcs:b:41", 64, LINK(OTHER_ID, 8))));
	struct prov_call call;
	mesh_call(&call, "meshcentral_list_accounts");
	snprintf(call.settings.installation, sizeof(call.settings.installation), "b");
	mesh_succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 1);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "username"), "b41");
	prov_call_free(&call);
}

static void accounts_are_listed_for_server_sync(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," OTHER_ACCOUNT "," OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	mesh_call(&call, "meshcentral_list_accounts");
	mesh_succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 2);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "username"), "other");
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "status"), "Active");
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "created"), "2023-07-22 04:26:40");
	assert_string_equal(scripted_text(&call.result.as.items.values[1], "status"), "Suspended");
	prov_call_free(&call);
}

static void devices_are_listed_page_by_page(void **state)
{
	(void)state;
	LINES(OPEN, BOTH,
	    SAY(DEVICES, "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID "\":[{\"_id\":\"node//b\",\"name\":\"b "
	                 "\\u0000<script>\",\"osdesc\":\"Debian\"},{\"_id\":\"node//a\",\"conn\":1}]},"
	                 "\"tag\":\"ID\",\"skip\":0,\"limit\":2,\"totalcount\":3}"),
	    SAY("\"action\":\"nodes\",\"meshid\":\"" OUR_ID "\",\"skip\":2",
	        "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID
	        "\":[{\"_id\":\"node//c\",\"name\":null}]},\"tag\":\"ID\",\"limit\":2}"),
	    SAY("\"action\":\"lastconnects\"", "{\"action\":\"lastconnects\",\"lastconnects\":{\"node//x\":1,\"node//"
	                                       "b\":1699999999123,\"node//y\":2},\"tag\":\"ID\"}"));
	struct prov_call call;
	mesh_call(&call, "meshcentral_devices");
	mesh_succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 3);
	const struct prov_value *rows = call.result.as.items.values;
	assert_string_equal(scripted_text(&rows[0], "id"), "node//b");
	assert_string_equal(scripted_text(&rows[0], "name"), "b \xEF\xBF\xBD<script>");
	assert_string_equal(scripted_text(&rows[0], "system"), "Debian");
	mesh_says_bool(&rows[0], "online", false);
	mesh_says_int(&rows[0], "last_seen", 1699999999);
	mesh_says_bool(&rows[1], "online", true);
	mesh_says_int(&rows[1], "last_seen", 1700000000);
	assert_int_equal(prov_map_get(&rows[2], "last_seen")->type, PROV_VALUE_NULL);
	prov_call_free(&call);
}

/* --- links --- */

static void agent_links_are_safe_to_paste(void **state)
{
	(void)state;
	LINES({.opens = true, .has = "control.ashx?key=k%26y1", .says = GREETING}, BOTH,
	    SAY("={\"action\":\"createInviteLink\",\"meshid\":\"" OUR_ID
	        "\",\"expire\":24,\"flags\":0,\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        "{\"action\":\"createInviteLink\",\"url\":\"https://wrong:443/"
	        "agentinvite?c=C@$=\",\"cookie\":\"C@$=\",\"tag\":\"ID\"}"));
	struct prov_call call;
	mesh_call(&call, "meshcentral_agent_links");
	scripted_put(&call, "invite_hours", "24");
	scripted_put(&call, "public_url", "https://mesh.example.com/kunden");
	scripted_put(&call, "url_key", "k&y1");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "mesh_id", OUR_ID);
	mesh_says(&call, "invite_url", "https://mesh.example.com/kunden/agentinvite?c=C%40%24%3d&key=k%26y1");
	mesh_says_int(&call.result, "invite_hours", 24);
	mesh_says_int(&call.result, "invite_expires", 1700000000 + 24 * 3600);
	mesh_says(&call, "linux_command",
	    "wget -O ./meshinstall.sh 'https://mesh.example.com/kunden/meshagents?script=1' && chmod 755 ./meshinstall.sh "
	    "&& sudo "
	    "-E ./meshinstall.sh 'https://mesh.example.com/kunden' '" SHORT_ID "'");
	mesh_says(&call, "linux_uninstall_command",
	    "sudo -E ./meshinstall.sh uninstall 'https://mesh.example.com/kunden' '" SHORT_ID "'");
	mesh_says_bool(&call.result, "certificate_trusted", true);
	const struct prov_value *installers = prov_map_get(&call.result, "installers");
	assert_int_equal(installers->as.items.count, 5);
	assert_string_equal(scripted_text(&installers->as.items.values[0], "url"),
	    "https://mesh.example.com/kunden/"
	    "meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ"
	    "0kL1m&installflags=0");
	assert_string_equal(scripted_text(&installers->as.items.values[4], "platform"), "macos");
	/* whoever has an invitation can add devices: logs do not tell it */
	assert_null(strstr(call.records.items[3].response, "C@$="));
	prov_call_free(&call);

	const struct scripted_line suspended[] = {OPEN, SUSPENDED};
	mesh_call(&call, "meshcentral_agent_links");
	mesh_fails(&call, suspended, UNIT_COUNT(suspended), PROV_ERROR_PERMISSION, "suspended");
}

static void sso_by_key_is_for_one_use(void **state)
{
	(void)state;
	LINES(OPEN, BOTH);
	struct prov_call call;
	char urls[2][600];
	for (int i = 0; i < 2; i++) {
		struct channel_script script;
		channel_script_init(&script, lines, length);
		script.http.random_state = (unsigned)(7 + i);
		mesh_call(&call, "meshcentral_sso");
		scripted_put(&call, "server_key", KEY);
		assert_true(channel_script_run(&call, &script));
		mesh_says(&call, "username", "whmcs-41");
		mesh_says_int(&call.result, "expires_in", 60);
		snprintf(urls[i], sizeof(urls[i]), "%s", scripted_text(&call.result, "url"));
		assert_memory_equal(urls[i], "http://127.0.0.1:8080/?login=", 29);
		prov_call_free(&call);
		channel_script_free(&script);
	}
	assert_string_not_equal(urls[0], urls[1]);

	const struct scripted_line suspended[] = {OPEN, SUSPENDED};
	mesh_call(&call, "meshcentral_sso");
	scripted_put(&call, "server_key", KEY);
	mesh_fails(&call, suspended, UNIT_COUNT(suspended), PROV_ERROR_PERMISSION, "suspended");
}

static void begin_sso(struct prov_call *call, const char *password)
{
	mesh_call(call, "meshcentral_sso");
	scripted_put(call, "password", password);
}

static void sso_without_a_key_asks_the_server(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), SAY("\"action\":\"logincookie\"", ""),
	    SAY("\"action\":\"ping\"", "{\"action\":\"logincookie\",\"cookie\":\"C@$=\"}\n{\"action\":\"pong\"}"));
	struct prov_call call;
	begin_sso(&call, "old-pass");
	mesh_succeeds(&call, lines, length);
	mesh_says(&call, "url", "http://127.0.0.1:8080/?login=C%40%24%3d");
	mesh_says_int(&call.result, "expires_in", 3600);
	prov_call_free(&call);

	const struct scripted_line none_made[] = {
	    OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), SAY("\"action\":\"logincookie\"", ""), PING};
	begin_sso(&call, "old-pass");
	mesh_fails(&call, none_made, UNIT_COUNT(none_made), PROV_ERROR_UNSUPPORTED, "AllowLoginToken");

	const struct scripted_line refused[] = {
	    OPEN, BOTH, {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"}};
	begin_sso(&call, "old-pass");
	mesh_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_UNSUPPORTED, "another password");

	const struct scripted_line none[] = {OPEN, BOTH};
	mesh_call(&call, "meshcentral_sso");
	mesh_fails(&call, none, UNIT_COUNT(none), PROV_ERROR_UNSUPPORTED, "Enter MeshCentral's login key");
}

static void links_go_nowhere_else(void **state)
{
	(void)state;
	const char *const bad[] = {"http://help.example.com", "javascript:alert(1)", "https://user@help.example.com"};
	const char *const functions[] = {"meshcentral_sso", "meshcentral_agent_links"};
	for (size_t i = 0; i < UNIT_COUNT(bad) * UNIT_COUNT(functions); i++) {
		struct prov_call call;
		mesh_call(&call, functions[i % UNIT_COUNT(functions)]);
		scripted_put(&call, "server_key", KEY);
		scripted_put(&call, "public_url", bad[i / UNIT_COUNT(functions)]);
		mesh_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "configoption12");
	}
}

/* --- memory --- */

struct scenario {
	const char *function;
	const struct scripted_line *lines;
	size_t length;
};

static bool scenario_runs(void *data)
{
	const struct scenario *scenario = data;
	struct channel_script script;
	struct prov_call call;
	unit_hold_failures(true);
	channel_script_init(&script, scenario->lines, scenario->length);
	script.memory_fails = true;
	if (strcmp(scenario->function, "meshcentral_create") == 0) {
		mesh_create_call(&call);
	} else {
		mesh_call(&call, scenario->function);
	}
	unit_hold_failures(false);
	const bool done = channel_script_run(&call, &script);
	if (!done && call.error.kind != PROV_ERROR_MEMORY && call.error.kind != PROV_ERROR_CONNECTION) {
		fail_msg("%s: %s", scenario->function, call.error.message);
	}
	prov_call_free(&call);
	channel_script_free(&script);
	return done;
}

static void memory_may_fail_anywhere(void **state)
{
	(void)state;
	const struct scripted_line create[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	const struct scripted_line suspend[] = {
	    OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)), ACCOUNTS(OUR_LOCKED_ACCOUNT)};
	const struct scripted_line terminate[] = {OPEN, BOTH, SAY(DEVICES, NO_DEVICES),
	    SAY(DELETE_ACCOUNT, OK("deleteuser")), SAY(DELETE_GROUP, OK("deletemesh"))};
	const struct scripted_line usage[] = {OPEN, BOTH, SAY("nodes", NO_DEVICES)};
	const struct scripted_line devices[] = {OPEN, BOTH,
	    SAY(DEVICES, "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID "\":[{\"_id\":\"node//b\"}]},\"tag\":\"ID\"}"),
	    SAY("lastconnects", "{\"action\":\"lastconnects\",\"lastconnects\":{\"node//b\":1},\"tag\":\"ID\"}")};
	const struct scripted_line links[] = {
	    OPEN, BOTH, SAY("createInviteLink", "{\"action\":\"createInviteLink\",\"cookie\":\"C@$=\",\"tag\":\"ID\"}")};
	const struct scenario scenarios[] = {
	    {"meshcentral_create", create, UNIT_COUNT(create)},
	    {"meshcentral_suspend", suspend, UNIT_COUNT(suspend)},
	    {"meshcentral_terminate", terminate, UNIT_COUNT(terminate)},
	    {"meshcentral_usage", usage, UNIT_COUNT(usage)},
	    {"meshcentral_devices", devices, UNIT_COUNT(devices)},
	    {"meshcentral_agent_links", links, UNIT_COUNT(links)},
	};
	for (size_t i = 0; i < UNIT_COUNT(scenarios); i++) {
		struct scenario scenario = scenarios[i];
		assert_true(unit_fail_each_allocation(scenario_runs, &scenario) > 30);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(status_tells_of_one_service),
	    cmocka_unit_test(usage_counts_devices_of_all_services),
	    cmocka_unit_test(installations_do_not_meet),
	    cmocka_unit_test(accounts_are_listed_for_server_sync),
	    cmocka_unit_test(devices_are_listed_page_by_page),
	    cmocka_unit_test(agent_links_are_safe_to_paste),
	    cmocka_unit_test(sso_by_key_is_for_one_use),
	    cmocka_unit_test(sso_without_a_key_asks_the_server),
	    cmocka_unit_test(links_go_nowhere_else),
	    cmocka_unit_test(memory_may_fail_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
