/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_create: how the Comet backend makes an account against scripted answers: its exact requests, each lost
 * answer and how it is settled, what is taken back, and memory that runs short. Names that are taken and accounts that
 * stand already: test_comet_resume.c.
 */
#include "comet_script.h"

#define NEW_VAULT COMET_VAULT("v1", HERE, "b1", "false", "0", "")
#define NEW_ACCOUNT PROFILE("alice", "", "false", REST("", "[]", "false", "0", "false", "0", "{}", "{" NEW_VAULT "}"))
#define WANTED_VAULT COMET_VAULT("v1", HERE, "b1", "true", "5368709120", "")
#define WANTED_REST                                                                                                    \
	REST("pol-1", "[\"bob@example.test\"]", "true", "3", "true", "10737418240", "{}", "{" WANTED_VAULT "}")
#define WANTED PROFILE("alice", "whmcs:41 Acme \\\"X\\\" \xC3\xA8", "false", WANTED_REST)
#define POLICY_LIST ANSWERED(POLICIES, "=" ADMIN, "{\"pol-0\":\"Zero\",\"pol-1\":\"One\"}")
#define ADDED ANSWERED(ADD_USER, NULL, OK_REPLY)
#define VAULT_MADE ANSWERED(VAULT, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT))
#define WRITTEN ANSWERED(SET, "RequireHash=h1%2B%2F%3D&", PROFILE_REPLY("h2", WANTED))
#define DELETED ANSWERED(DELETE, "=" ADMIN "&TargetUser=alice", OK_REPLY)
#define NO_ACCOUNT                                                                                                     \
	ANSWERED(GET, "TargetUser=alice", ERROR_REPLY(400, "No such user")), ANSWERED(NAMES, NULL, "[\"alice2\"]")

static void create_call(struct prov_call *call)
{
	comet_call(call, "comet_create");
	scripted_put(call, "password", PASSWORD);
	scripted_put(call, "policy_group", "pol-1");
	scripted_put(call, "storage_provider", "tpl-1");
	scripted_put(call, "devices", "3");
	scripted_put(call, "protected_item_quota_gb", "10");
	scripted_put(call, "storage_vault_quota", "5");
	scripted_put(call, "email_reports", "on");
	scripted_put(call, "client_email", "bob@example.test");
	scripted_put(call, "client_company", "Acme \"X\" \xC3\xA8");
}

/* An account without policy group, vault or limits. */
static void small_call(struct prov_call *call)
{
	comet_call(call, "comet_create");
	scripted_put(call, "password", PASSWORD);
}

static void is_created(const struct prov_call *call)
{
	assert_string_equal(scripted_text(&call->result, "state"), "created");
	assert_string_equal(scripted_text(&call->result, "username"), "alice");
	assert_string_equal(scripted_text(&call->result, "password"), PASSWORD);
}

/* What was made stays, and may be known: name and password are told. */
static void is_kept(const struct prov_call *call)
{
	assert_true(call->error.outcome_unknown);
	assert_true(call->error.retryable);
	assert_string_equal(scripted_text(&call->partial, "username"), "alice");
	assert_string_equal(scripted_text(&call->partial, "password"), PASSWORD);
}

/* --- requests --- */

static void create_makes_account_vault_and_profile(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    ANSWERED(ADD_USER,
	        "=" ADMIN "&TargetUser=alice&TargetPassword=" PASSWORD_SENT "&StoreRecoveryCode=1&RequirePasswordChange=1",
	        OK_REPLY),
	    ANSWERED(VAULT,
	        "=" ADMIN "&TargetUser=alice&StorageProvider=tpl-1&SelfAddress=https%3A%2F%2Fbackup.example.test%2F",
	        PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    WRITTEN,
	};
	const struct prov_value *limits;
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	create_call(&call);
	scripted_put(&call, "require_password_change", "on");
	scripted_put(&call, "self_address", "https://backup.example.test/");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	is_created(&call);
	comet_assert_sent(&scripted, 3, "TargetUser", "alice");
	comet_assert_sent(&scripted, 3, "ProfileData", WANTED);
	limits = prov_map_get(&call.result, "limits");
	assert_true(comet_int(limits, "devices") == 3);
	assert_true(comet_int(limits, "protected_bytes") == INT64_C(10737418240));
	assert_true(comet_int(limits, "vault_bytes") == INT64_C(5368709120));
	/* records show what was changed, and not the profile */
	assert_non_null(strstr(call.records.items[3].request, "MaximumDevices=3"));
	assert_null(strstr(call.records.items[3].request, "IsSuspended"));
	assert_null(strstr(call.records.items[3].request, "Future"));
	scripted_free(&scripted);
	prov_call_free(&call);
}

static void create_without_vault_and_policy_reads_the_profile(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(
	        ADD_USER, "=" ADMIN "&TargetUser=alice&TargetPassword=" PASSWORD_SENT "&StoreRecoveryCode=1", OK_REPLY),
	    ANSWERED(GET, "=" ADMIN "&TargetUser=alice", PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, "RequireHash=h1&", PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	small_call(&call);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	is_created(&call);
	comet_assert_sent(&scripted, 2, "ProfileData", PLAIN("whmcs:41", "false"));
	scripted_free(&scripted);
	prov_call_free(&call);
}

/* Servers of old answer neither the vault nor the write with the new profile. */
static void create_reads_what_an_old_server_does_not_send(void **state)
{
	static const struct scripted_exchange script[] = {
	    POLICY_LIST,
	    ADDED,
	    ANSWERED(VAULT, NULL, OK_REPLY),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    ANSWERED(SET, "RequireHash=h1%2B%2F%3D&", OK_REPLY),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h2", WANTED)),
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_created(&call);
	prov_call_free(&call);
}

static void a_tenants_account_is_made_in_the_tenant(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(POLICIES, "=" ADMIN "&TargetOrganization=org%201", "{\"pol-1\":\"One\"}"),
	    ANSWERED(ADD_USER, "&TargetOrganization=org%201", OK_REPLY),
	    ANSWERED(VAULT, "!TargetOrganization", PROFILE_REPLY("h1+/=", NEW_ACCOUNT)),
	    WRITTEN,
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	scripted_put(&call, "tenant", "org 1");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	prov_call_free(&call);
}

static void a_password_is_made_where_none_is_given(void **state)
{
	static const struct scripted_exchange script[] = {
	    ADDED,
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, NULL, PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct scripted scripted;
	struct prov_call call;
	const char *password;

	(void)state;
	comet_call(&call, "comet_create");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	password = scripted_text(&call.result, "password");
	assert_true(strlen(password) >= 16);
	comet_assert_sent(&scripted, 0, "TargetPassword", password);
	for (size_t i = 0; i < call.records.count; i++) {
		assert_null(strstr(call.records.items[i].request, password));
	}
	scripted_free(&scripted);
	prov_call_free(&call);
	comet_call(&call, "comet_create");
	scripted_init(&scripted, NULL, 0);
	scripted.random_fails = true;
	assert_false(comet_run_with(&call, &scripted));
	prov_call_free(&call);
}

static void the_customers_password_comes_first_and_has_its_length(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ADD_USER, "TargetPassword=other-S3CR3T&", OK_REPLY),
	    ANSWERED(GET, NULL, PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, NULL, PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct prov_call call;

	(void)state;
	small_call(&call);
	scripted_put(&call, "chosen_password", PASSWORD_2);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD_2);
	prov_call_free(&call);
	/* eight characters, not bytes */
	small_call(&call);
	scripted_put(&call, "chosen_password", "\xC3\xA8\xC3\xA8\xC3\xA8\xC3\xA8\xC3\xA8\xC3\xA8\xC3\xA8");
	comet_fails(&call, NULL, 0, PROV_ERROR_LIMIT, "at least 8 characters");
}

static void the_second_factors_code_goes_with_each_request(void **state)
{
	/* the secret is that of RFC 6238's vectors, the moment the script's 1700000000 */
	static const struct scripted_exchange script[] = {
	    ANSWERED(ADD_USER,
	        "=Username=admin&AuthType=PasswordTOTP&Password=adm%20S3CR3T%261&TOTP=921300&TargetUser=alice"
	        "&TargetPassword=" PASSWORD_SENT "&StoreRecoveryCode=1",
	        OK_REPLY),
	    ANSWERED(GET, "AuthType=PasswordTOTP\n&TOTP=921300&", PROFILE_REPLY("h1", PLAIN("", "false"))),
	    ANSWERED(SET, "AuthType=PasswordTOTP\n&TOTP=921300&", PROFILE_REPLY("h2", PLAIN("whmcs:41", "false"))),
	};
	struct prov_call call;

	(void)state;
	small_call(&call);
	scripted_put(&call, "totp_secret", "GEZD GNBV GY3T QOJQ gezd gnbv gy3t qojq");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	for (size_t i = 0; i < call.records.count; i++) {
		assert_non_null(strstr(call.records.items[i].request, "AuthType=PasswordTOTP&Password=********&TOTP=********"));
	}
	prov_call_free(&call);
	small_call(&call);
	scripted_put(&call, "totp_secret", "not a base32 secret!");
	comet_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "base32");
}

/* --- the policy group --- */

static void a_policy_group_that_is_missing_ends_it_first(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(POLICIES, NULL, "{\"pol-10\":\"Ten\",\"Status\":\"a group of that name\",\"Message\":\"another\"}"),
	};
	static const struct scripted_exchange refused[] = {
	    ANSWERED(POLICIES, NULL, ERROR_REPLY(403, "No rights, said adm S3CR3T&1")),
	};
	struct prov_call call;

	(void)state;
	create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_NOT_FOUND, "no policy group");
	create_call(&call);
	comet_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_AUTHENTICATION, "No rights, said ********");
}

static void a_policy_group_of_the_products_own_is_made(void **state)
{
	static const char group[] =
	    "{\"Description\":\"WHMCS_9\",\"OrganizationID\":\"org\",\"Policy\":{\"ModeAdminResetPassword\":3,"
	    "\"PreventRequestStorageVault\":true,\"PreventAddCustomStorageVault\":true,\"PreventEditStorageVault\":true,"
	    "\"PreventDeleteStorageVault\":true,\"PreventChangeAccountPassword\":true,\"PreventChangeAccountName\":true,"
	    "\"StorageVaultProviders\":{\"ShouldRestrictProviderList\":true,\"AllowedProvidersWhenRestricted\":[1003]},"
	    "\"ProtectedItemEngineTypes\":{\"ShouldRestrictEngineTypeList\":false,\"AllowedEngineTypeWhenRestricted\":[]}}"
	    "}";
	static const struct scripted_exchange script[] = {
	    ANSWERED(POLICIES, NULL, "{}"),
	    HTTP_STATUS(SET_POLICY, 503),
	    ANSWERED(SET_POLICY, ADMIN "&PolicyID=WHMCS_9&Policy=", OK_REPLY),
	    ANSWERED(ADD_USER, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	small_call(&call);
	scripted_put(&call, "policy_group", "WHMCS_9");
	scripted_put(&call, "tenant", "org");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_false(comet_run_with(&call, &scripted));
	assert_int_equal(call.error.kind, PROV_ERROR_AUTHENTICATION);
	comet_assert_sent(&scripted, 2, "Policy", group);
	scripted_free(&scripted);
	prov_call_free(&call);
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
	small_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "resumed");
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD);
	prov_call_free(&call);
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
	small_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	is_created(&call);
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
	small_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	is_kept(&call);
	prov_call_free(&call);
	small_call(&call);
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
	create_call(&call);
	assert_true(comet_run(&call, found, UNIT_COUNT(found)));
	is_created(&call);
	prov_call_free(&call);
	create_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	is_created(&call);
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
	create_call(&call);
	assert_false(comet_run(&call, script, UNIT_COUNT(script)));
	is_kept(&call);
	assert_string_equal(call.error.step, "request storage vault");
	prov_call_free(&call);
	create_call(&call);
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
	create_call(&call);
	assert_true(comet_run(&call, found, UNIT_COUNT(found)));
	is_created(&call);
	prov_call_free(&call);
	create_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	is_created(&call);
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
	create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "No such template tpl-1");
	create_call(&call);
	comet_fails(&call, lost, UNIT_COUNT(lost), PROV_ERROR_REMOTE, "No such template tpl-1");
	create_call(&call);
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
	create_call(&call);
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
	small_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "did not keep AccountName=whmcs:41");
}

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange script[] = {POLICY_LIST, ADDED, VAULT_MADE, WRITTEN};
	struct comet_memory memory = {.make = create_call, .script = script, .length = UNIT_COUNT(script)};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(create_makes_account_vault_and_profile),
	    cmocka_unit_test(create_without_vault_and_policy_reads_the_profile),
	    cmocka_unit_test(create_reads_what_an_old_server_does_not_send),
	    cmocka_unit_test(a_tenants_account_is_made_in_the_tenant),
	    cmocka_unit_test(a_password_is_made_where_none_is_given),
	    cmocka_unit_test(the_customers_password_comes_first_and_has_its_length),
	    cmocka_unit_test(the_second_factors_code_goes_with_each_request),
	    cmocka_unit_test(a_policy_group_that_is_missing_ends_it_first),
	    cmocka_unit_test(a_policy_group_of_the_products_own_is_made),
	    cmocka_unit_test(a_lost_account_is_known_by_its_password),
	    cmocka_unit_test(a_lost_account_that_is_not_there_is_asked_for_again),
	    cmocka_unit_test(an_account_whose_making_timed_out_is_not_asked_for_again),
	    cmocka_unit_test(a_lost_vault_is_found_or_asked_for_again),
	    cmocka_unit_test(what_is_unknown_is_not_taken_back),
	    cmocka_unit_test(a_lost_write_of_the_profile_is_found_or_sent_again),
	    cmocka_unit_test(a_refused_vault_takes_the_account_back),
	    cmocka_unit_test(a_refused_profile_takes_the_account_back),
	    cmocka_unit_test(a_change_that_is_not_kept_is_no_success),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_create", tests, NULL, NULL);
}
