/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_create: how the Comet backend makes an account against scripted answers: its exact requests, the policy
 * group, passwords and codes, and memory that runs short. Lost answers: test_comet_lost.c; names that are taken and
 * accounts that stand already: test_comet_resume.c.
 */
#include "comet_script.h"

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
	comet_create_call(&call);
	scripted_put(&call, "require_password_change", "on");
	scripted_put(&call, "self_address", "https://backup.example.test/");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_is_created(&call);
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
	comet_small_create_call(&call);
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_is_created(&call);
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
	comet_create_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	comet_is_created(&call);
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
	comet_create_call(&call);
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
	comet_small_create_call(&call);
	scripted_put(&call, "chosen_password", PASSWORD_2);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "password"), PASSWORD_2);
	prov_call_free(&call);
	/* eight characters, not bytes */
	comet_small_create_call(&call);
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
	comet_small_create_call(&call);
	scripted_put(&call, "totp_secret", "GEZD GNBV GY3T QOJQ gezd gnbv gy3t qojq");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	for (size_t i = 0; i < call.records.count; i++) {
		assert_non_null(strstr(call.records.items[i].request, "AuthType=PasswordTOTP&Password=********&TOTP=********"));
	}
	prov_call_free(&call);
	comet_small_create_call(&call);
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
	comet_create_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_NOT_FOUND, "no policy group");
	comet_create_call(&call);
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
	comet_small_create_call(&call);
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

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange script[] = {POLICY_LIST, ADDED, VAULT_MADE, WRITTEN};
	struct comet_memory memory = {.make = comet_create_call, .script = script, .length = UNIT_COUNT(script)};

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
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_create", tests, NULL, NULL);
}
