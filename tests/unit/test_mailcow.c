/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_mailcow: the mailcow backend and the engine under it against scripted answers: which requests are sent, in which
 * order, and what each kind of answer leads to. Without a network, a clock or PHP.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define API_KEY "KEY-1234-5678"

/* Answers of mailcow, short but of the real form. */
#define ENTRY(type, code, argument) "{\"type\":\"" type "\",\"log\":[],\"msg\":[\"" code "\",\"" argument "\"]}"
#define OK(code, argument) "[" ENTRY("success", code, argument) "]"
#define REFUSED(code, argument) "[" ENTRY("danger", code, argument) "]"
#define DOMAIN(name, active, boxes, admins, tags)                                                                      \
	"{\"domain_name\":\"" name "\",\"max_quota_for_domain\":5368709120,\"max_quota_for_mbox\":5368709120,"             \
	"\"def_quota_for_mbox\":1073741824,\"max_num_mboxes_for_domain\":5,\"max_num_aliases_for_domain\":10,"             \
	"\"quota_used_in_domain\":\"0\",\"bytes_total\":0,\"msgs_total\":\"7\",\"mboxes_in_domain\":" #boxes               \
	",\"aliases_in_domain\":0,\"active\":" #active                                                                     \
	",\"rl\":false,\"created\":\"2026-11-21 07:37:24\",\"domain_admins\":\"" admins "\"," tags                         \
	"\"domain_h_name\":\"x\"}"
#define OURS "\"tags\":[\"vip\",\"whmcs-41\"],"
#define GET_DOMAIN "GET /api/v1/get/domain/a.test"
#define ADD_DOMAIN "POST /api/v1/add/domain"
#define ADD_ADMIN "POST /api/v1/add/domain-admin"
#define EDIT_DOMAIN "POST /api/v1/edit/domain"
#define EDIT_ADMIN "POST /api/v1/edit/domain-admin"
#define DELETE_DOMAIN "POST /api/v1/delete/domain"
#define LIST_BOXES "GET /api/v1/get/mailbox/reduced/a.test"
#define DELETE_BOXES "POST /api/v1/delete/mailbox"

/* The generator of scripted.c makes this name first; asserted by create_makes_domain_and_administrator. */
static char first_admin[64];

static void service_call(struct prov_call *call, const char *function)
{
	scripted_call_init(call, function);
	scripted_put(call, "api_key", API_KEY);
	scripted_put(call, "service_id", "41");
	scripted_put(call, "domain", "A.test");
}

static void create_call(struct prov_call *call)
{
	service_call(call, "mailcow_create");
	scripted_put(call, "client_id", "7");
	scripted_put(call, "quota", "5120");
	scripted_put(call, "max_mailboxes", "5");
	scripted_put(call, "max_aliases", "10");
}

static bool run(struct prov_call *call, const struct scripted_exchange *script, size_t length)
{
	struct scripted scripted;

	scripted_init(&scripted, script, length);
	return scripted_run(call, &scripted);
}

/* Runs one create to learn the first generated name, which depends on the generator alone. */
static int learn_first_admin(void **state)
{
	static const struct scripted_exchange script[] = {
	    {.method_and_path = ADD_DOMAIN,
	        .delivery = PROV_ANSWERED,
	        .status = 200,
	        .reply = OK("domain_added", "a.test")},
	    {.method_and_path = ADD_ADMIN, .delivery = PROV_NOT_SENT, .failure = PROV_ERROR_CONNECTION},
	};
	struct scripted scripted;
	struct prov_call call;
	char *name;

	(void)state;
	create_call(&call);
	scripted_init(&scripted, script, COUNT(script));
	assert_false(scripted_run(&call, &scripted));
	assert_int_equal(call.records.count, 2);
	name = strstr(call.records.items[1].request, "\"admin-");
	assert_non_null(name);
	memcpy(first_admin, name + 1, strcspn(name + 1, "\""));
	assert_int_equal(strlen(first_admin), strlen("admin-xxxxx-7"));
	prov_call_free(&call);
	return 0;
}

static const char *admin_added(char *target, size_t size)
{
	snprintf(target, size, "[{\"type\":\"success\",\"log\":[],\"msg\":[\"domain_admin_added\",\"%s\"]}]", first_admin);
	return target;
}

static void create_makes_domain_and_administrator(void **state)
{
	char added[256];
	const struct scripted_exchange script[] = {
	    {ADD_DOMAIN,
	        "\"tags\":[\"whmcs-41\"],\"domain\":\"a.test\",\"quota\":5120,\"maxquota\":5120,\"defquota\":1024,"
	        "\"mailboxes\":5,\"aliases\":10",
	        PROV_ANSWERED, 0, 200, OK("domain_added", "a.test"), 0},
	    {ADD_ADMIN, "\"domains\":[\"a.test\"]", PROV_ANSWERED, 0, 200, admin_added(added, sizeof(added)), 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_true(run(&call, script, COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "created");
	assert_string_equal(scripted_text(&call.result, "username"), first_admin);
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	assert_null(strstr(call.records.items[1].request, scripted_text(&call.result, "password")));
	prov_call_free(&call);
}

static void create_takes_the_domain_back_when_the_administrator_is_refused(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200,
	        "[" ENTRY("success", "dkim_added", "a.test") "," ENTRY("success", "domain_added", "a.test") "]", 0},
	    {ADD_ADMIN, NULL, PROV_ANSWERED, 0, 200, REFUSED("username_invalid", "x"), 0},
	    {"POST /api/v1/delete/dkim", "[\"a.test\"]", PROV_ANSWERED, 0, 200, OK("dkim_removed", "a.test"), 0},
	    {DELETE_DOMAIN, "[\"a.test\"]", PROV_ANSWERED, 0, 200, OK("domain_removed", "a.test"), 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	assert_string_equal(call.error.backend_code, "username_invalid");
	assert_string_equal(call.error.step, "add administrator");
	assert_string_equal(call.error.operation, "mailcow_create");
	prov_call_free(&call);
}

static void create_keeps_the_domain_when_the_administrator_is_unknown(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, OK("domain_added", "a.test"), 0},
	    {ADD_ADMIN, NULL, PROV_LOST, PROV_ERROR_TIMEOUT, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_NOT_SENT, PROV_ERROR_CONNECTION, 0, "", 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_false(run(&call, script, COUNT(script)));
	assert_true(call.error.outcome_unknown);
	assert_true(call.error.retryable);
	assert_string_equal(scripted_text(&call.partial, "username"), first_admin);
	assert_int_equal(strlen(scripted_text(&call.partial, "password")), 22);
	prov_call_free(&call);
}

static void create_settles_a_lost_domain_by_its_marker(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "admin-stored-7", OURS), 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	scripted_put(&call, "stored_administrator", "admin-stored-7");
	assert_true(run(&call, script, COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "unchanged");
	assert_null(prov_map_get(&call.result, "password"));
	prov_call_free(&call);
}

static void create_sends_a_lost_domain_again_when_it_is_not_there(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, "{}", 0},
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, OK("domain_added", "a.test"), 0},
	    {ADD_ADMIN, NULL, PROV_NOT_SENT, PROV_ERROR_CONNECTION, 0, "", 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_false(run(&call, script, COUNT(script)));
	assert_false(call.error.outcome_unknown);
	prov_call_free(&call);
}

static void create_never_takes_a_foreign_domain(void **state)
{
	static const struct scripted_exchange unmarked[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, REFUSED("domain_exists", "a.test"), 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 3, "somebody", ""), 0},
	};
	static const struct scripted_exchange others[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, REFUSED("domain_exists", "a.test"), 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 3, "admin-x-7", "\"tags\":[\"whmcs-411\"],"), 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_false(run(&call, unmarked, COUNT(unmarked)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	prov_call_free(&call);
	create_call(&call);
	assert_false(run(&call, others, COUNT(others)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	assert_non_null(strstr(call.error.message, "whmcs-411"));
	prov_call_free(&call);
}

static void suspend_sends_both_edits_together(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "other, admin-abcde-7", OURS), 0},
	    {EDIT_DOMAIN, "{\"items\":[\"a.test\"],\"attr\":{\"active\":\"0\"}}", PROV_ANSWERED, 0, 200,
	        OK("domain_modified", "a.test"), 0},
	    {EDIT_ADMIN, "{\"items\":[\"admin-abcde-7\"],\"attr\":{\"active\":\"0\"}}", PROV_ANSWERED, 0, 200,
	        OK("domain_admin_modified", "admin-abcde-7"), 0},
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	scripted_put(&call, "stored_administrator", "ADMIN-abcde-7");
	scripted_init(&scripted, script, COUNT(script));
	assert_true(scripted_run(&call, &scripted));
	assert_int_equal(scripted.together, 2);
	assert_true(prov_map_get(&call.result, "changed")->as.boolean);
	prov_call_free(&call);
}

static void suspend_repeats_an_idempotent_edit_whose_answer_is_lost(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	    {EDIT_DOMAIN, NULL, PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	    {EDIT_DOMAIN, NULL, PROV_ANSWERED, 0, 503, "", 0},
	    {EDIT_DOMAIN, NULL, PROV_ANSWERED, 0, 200, OK("domain_modified", "a.test"), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	assert_true(run(&call, script, COUNT(script)));
	prov_call_free(&call);
}

static void suspend_of_a_foreign_domain_sends_nothing(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "somebody", "\"tags\":[\"whmcs-42\"],"), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	prov_call_free(&call);
}

static void a_legacy_domain_is_marked_before_anything_else(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "old-admin", ""), 0},
	    {EDIT_DOMAIN, "\"attr\":{\"tags\":[\"whmcs-41\"]}", PROV_ANSWERED, 0, 200, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "old-admin", OURS), 0},
	    {EDIT_DOMAIN, "\"attr\":{\"active\":\"0\"}", PROV_ANSWERED, 0, 200, OK("domain_modified", "a.test"), 0},
	    {EDIT_ADMIN, "old-admin", PROV_ANSWERED, 0, 200, OK("domain_admin_modified", "old-admin"), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	scripted_put(&call, "stored_administrator", "old-admin");
	assert_true(run(&call, script, COUNT(script)));
	prov_call_free(&call);
}

static void a_user_name_made_up_for_the_order_proves_nothing(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "atest", ""), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	scripted_put(&call, "username", "atest");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	prov_call_free(&call);
}

static void tags_of_another_form_hide_no_marker(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "old-admin", "\"tags\":{\"1\":\"whmcs-99\"},"),
	        0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	scripted_put(&call, "stored_administrator", "old-admin");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_PROTOCOL);
	prov_call_free(&call);
}

static void a_write_that_timed_out_is_not_sent_again(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_LOST, PROV_ERROR_TIMEOUT, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, "{}", 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_false(run(&call, script, COUNT(script)));
	assert_true(call.error.outcome_unknown);
	prov_call_free(&call);
}

static void a_failure_in_the_middle_is_settled_by_reading(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, REFUSED("redis_error", "x"), 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "admin-stored-7", OURS), 0},
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	scripted_put(&call, "stored_administrator", "admin-stored-7");
	assert_true(run(&call, script, COUNT(script)));
	prov_call_free(&call);
}

static void a_secret_cut_short_by_a_message_is_hidden_whole(void **state)
{
	static char answer[512];
	struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 403, answer, 0},
	};
	struct prov_call call;

	(void)state;
	/* the message is shown up to some byte inside the key, and more words follow */
	snprintf(answer, sizeof(answer), "{\"type\":\"error\",\"msg\":\"%0150d" API_KEY "\"}", 0);
	service_call(&call, "mailcow_status");
	assert_false(run(&call, script, COUNT(script)));
	assert_null(strstr(call.error.message, "KEY-"));
	prov_call_free(&call);
}

static void an_adopted_domain_loses_every_other_marker(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200,
	        DOMAIN("a.test", 1, 0, "-", "\"tags\":[\"whmcs-98\",\"vip\",\"whmcs-99\"],"), 0},
	    {EDIT_DOMAIN, "\"tags\":[\"whmcs-41\"]", PROV_ANSWERED, 0, 200, OK("domain_modified", "a.test"), 0},
	    {"POST /api/v1/delete/domain/tag/a.test", "[\"whmcs-98\",\"whmcs-99\"]", PROV_ANSWERED, 0, 200,
	        OK("domain_modified", "a.test"), 0},
	    {EDIT_DOMAIN, "\"active\":\"0\"", PROV_ANSWERED, 0, 200, OK("domain_modified", "a.test"), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_suspend");
	call.settings.adopt = true;
	assert_true(run(&call, script, COUNT(script)));
	prov_call_free(&call);
}

static void a_rename_whose_answer_is_lost_is_done_only_without_the_old_name(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "old-admin, boss", OURS), 0},
	    {EDIT_ADMIN, "\"username_new\":\"boss\"", PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "old-admin, boss", OURS), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_change_username");
	scripted_put(&call, "stored_administrator", "old-admin");
	scripted_put(&call, "wanted_username", "Boss");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	prov_call_free(&call);
}

static void terminate_deletes_only_addresses_of_the_domain(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 2, "-", OURS), 0},
	    {LIST_BOXES, NULL, PROV_ANSWERED, 0, 200,
	        "[{\"username\":\"u1@a.test\",\"domain\":\"a.test\"},{\"username\":\"u2@a.test\",\"domain\":\"a.test\"}]",
	        0},
	    {DELETE_BOXES, "[\"u1@a.test\",\"u2@a.test\"]", PROV_ANSWERED, 0, 200,
	        "[" ENTRY("warning", "cleanup", "x") "," ENTRY("success", "mailbox_removed", "u1@a.test") "," ENTRY(
	            "success", "mailbox_removed", "u2@a.test") "]",
	        0},
	    {DELETE_DOMAIN, "[\"a.test\"]", PROV_ANSWERED, 0, 200, OK("domain_removed", "a.test"), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	assert_true(run(&call, script, COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "terminated");
	prov_call_free(&call);
}

static void terminate_deletes_nothing_when_a_foreign_address_is_listed(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 1, "-", OURS), 0},
	    {LIST_BOXES, NULL, PROV_ANSWERED, 0, 200,
	        "[{\"username\":\"u1@a.test\",\"domain\":\"a.test\"},{\"username\":\"boss@foreign.test\",\"domain\":"
	        "\"foreign.test\"}]",
	        0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_PROTOCOL);
	prov_call_free(&call);
}

static void terminate_of_an_absent_domain_succeeds_without_a_delete(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, "{}", 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	assert_true(run(&call, script, COUNT(script)));
	assert_false(prov_map_get(&call.result, "changed")->as.boolean);
	prov_call_free(&call);
}

static void an_alias_domain_is_never_touched(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("target.test", 1, 0, "-", OURS), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFLICT);
	prov_call_free(&call);
}

static void reads_are_repeated_only_where_it_may_help(void **state)
{
	static const struct scripted_exchange cured[] = {
	    {GET_DOMAIN, NULL, PROV_LOST, PROV_ERROR_CONNECTION, 0, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 502, "<html>", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	};
	static const struct scripted_exchange refused[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 401,
	        "{\"type\":\"error\",\"msg\":\"api access denied for ip 203.0.113.9\"}", 0},
	};
	static const struct scripted_exchange broken[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 500, "<html>", 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_status");
	assert_true(run(&call, cured, COUNT(cured)));
	assert_string_equal(scripted_text(&call.result, "state"), "active");
	prov_call_free(&call);
	service_call(&call, "mailcow_status");
	assert_false(run(&call, refused, COUNT(refused)));
	assert_int_equal(call.error.kind, PROV_ERROR_AUTHENTICATION);
	assert_non_null(strstr(call.error.message, "203.0.113.9"));
	prov_call_free(&call);
	service_call(&call, "mailcow_status");
	assert_false(run(&call, broken, COUNT(broken)));
	assert_int_equal(call.error.kind, PROV_ERROR_REMOTE);
	assert_true(call.error.retryable);
	prov_call_free(&call);
}

static void an_empty_answer_to_a_write_is_never_a_success(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	    {DELETE_DOMAIN, NULL, PROV_ANSWERED, 0, 200, "", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	    {DELETE_DOMAIN, NULL, PROV_ANSWERED, 0, 200, "{\"type\":\"success\",\"msg\":\"Task completed\"}", 0},
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 200, DOMAIN("a.test", 1, 0, "-", OURS), 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_terminate");
	assert_false(run(&call, script, COUNT(script)));
	assert_int_equal(call.error.kind, PROV_ERROR_PROTOCOL);
	prov_call_free(&call);
}

static void no_secret_stands_in_records_or_messages(void **state)
{
	static const struct scripted_exchange script[] = {
	    {GET_DOMAIN, NULL, PROV_ANSWERED, 0, 418, "{\"type\":\"error\",\"msg\":\"you sent " API_KEY "\"}", 0},
	};
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_status");
	assert_false(run(&call, script, COUNT(script)));
	assert_null(strstr(call.error.message, API_KEY));
	assert_null(strstr(call.records.items[0].response, API_KEY));
	prov_call_free(&call);
}

static void plain_http_needs_loopback_or_permission(void **state)
{
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	service_call(&call, "mailcow_status");
	scripted_put(&call, "server_host", "mail.example.test");
	scripted_init(&scripted, NULL, 0);
	assert_false(scripted_run(&call, &scripted));
	assert_int_equal(call.error.kind, PROV_ERROR_CONFIGURATION);
	prov_call_free(&call);
}

static void nothing_is_generated_without_randomness(void **state)
{
	static const struct scripted_exchange script[] = {
	    {ADD_DOMAIN, NULL, PROV_ANSWERED, 0, 200, OK("domain_added", "a.test"), 0},
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	create_call(&call);
	scripted_init(&scripted, script, COUNT(script));
	scripted.random_fails = true;
	assert_false(scripted_run(&call, &scripted));
	prov_call_free(&call);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(create_makes_domain_and_administrator),
	    cmocka_unit_test(create_takes_the_domain_back_when_the_administrator_is_refused),
	    cmocka_unit_test(create_keeps_the_domain_when_the_administrator_is_unknown),
	    cmocka_unit_test(create_settles_a_lost_domain_by_its_marker),
	    cmocka_unit_test(create_sends_a_lost_domain_again_when_it_is_not_there),
	    cmocka_unit_test(create_never_takes_a_foreign_domain),
	    cmocka_unit_test(suspend_sends_both_edits_together),
	    cmocka_unit_test(suspend_repeats_an_idempotent_edit_whose_answer_is_lost),
	    cmocka_unit_test(suspend_of_a_foreign_domain_sends_nothing),
	    cmocka_unit_test(a_legacy_domain_is_marked_before_anything_else),
	    cmocka_unit_test(a_user_name_made_up_for_the_order_proves_nothing),
	    cmocka_unit_test(tags_of_another_form_hide_no_marker),
	    cmocka_unit_test(a_write_that_timed_out_is_not_sent_again),
	    cmocka_unit_test(a_failure_in_the_middle_is_settled_by_reading),
	    cmocka_unit_test(a_secret_cut_short_by_a_message_is_hidden_whole),
	    cmocka_unit_test(an_adopted_domain_loses_every_other_marker),
	    cmocka_unit_test(a_rename_whose_answer_is_lost_is_done_only_without_the_old_name),
	    cmocka_unit_test(terminate_deletes_only_addresses_of_the_domain),
	    cmocka_unit_test(terminate_deletes_nothing_when_a_foreign_address_is_listed),
	    cmocka_unit_test(terminate_of_an_absent_domain_succeeds_without_a_delete),
	    cmocka_unit_test(an_alias_domain_is_never_touched),
	    cmocka_unit_test(reads_are_repeated_only_where_it_may_help),
	    cmocka_unit_test(an_empty_answer_to_a_write_is_never_a_success),
	    cmocka_unit_test(no_secret_stands_in_records_or_messages),
	    cmocka_unit_test(plain_http_needs_loopback_or_permission),
	    cmocka_unit_test(nothing_is_generated_without_randomness),
	};

	return cmocka_run_group_tests(tests, learn_first_admin, NULL);
}
