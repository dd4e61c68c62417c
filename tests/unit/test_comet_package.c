/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_package: change_package of the Comet backend against scripted answers: limits that are set, cleared, added
 * and left alone, each other byte of the profile as it was, and another policy group.
 */
#include "comet_script.h"

#include <stdio.h>

#define IS(profile) ANSWERED(GET, "=" ADMIN "&TargetUser=alice", PROFILE_REPLY("h1", profile))
#define WRITES(before, after) ANSWERED(SET, "RequireHash=" before "&", PROFILE_REPLY("h2", after))
#define OURS "whmcs:41 Alice"

/* A profile that lacks members, or its vaults, gets what it needs and no more. */
static void limits_that_are_missing_are_added(void **state)
{
#define BARE(rest) "{\"Username\":\"alice\",\"AccountName\":\"whmcs:41\"" rest "}"
	static const struct scripted_exchange script[] = {
	    IS(BARE("")),
	    WRITES("h1", BARE(",\"MaximumDevices\":2,\"QuotaHyperVGuests\":3,\"QuotaVMwareGuests\":4")),
	};
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_change_package");
	scripted_put(&call, "devices", "2");
	scripted_put(&call, "hyperv_guests", "3");
	scripted_put(&call, "vmware_guests", "4");
	scripted_put(&call, "storage_vault_quota", "5");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_assert_sent(
	    &scripted, 1, "ProfileData", BARE(",\"MaximumDevices\":2,\"QuotaHyperVGuests\":3,\"QuotaVMwareGuests\":4"));
	scripted_free(&scripted);
	prov_call_free(&call);
}

#define VAULTS(limited, bytes, shared)                                                                                 \
	"{" COMET_VAULT("v1", HERE, "b1", limited, bytes, shared) " ,\"v2\":{\"DestinationType\":1000,\"S3SecretKey\":"    \
	                                                          "\"S3CR3T\",\"StorageLimitEnabled\":" limited            \
	                                                          ",\"StorageLimitBytes\":" bytes "}}"
/* One without the member gets none: it has its zero value. */
#define EMPTIED_VAULTS VAULTS("true", "1073741824", "")
#define LICENSED(microsoft) "\"QuotaOffice365ProtectedAccounts\":" microsoft ",\"QuotaHyperVGuests\":6,"
#define PACKAGE(microsoft, devices, limited, bytes, vaults)                                                            \
	PROFILE("alice", OURS, "false",                                                                                    \
	    LICENSED(microsoft) REST("pol-1", "[\"a@b\"]", "true", devices, limited, bytes, "{}", vaults))

static void changes(struct prov_call *call, const char *before, const char *after)
{
	char was[8000];
	char is[8000];
	const struct scripted_exchange script[] = {
	    ANSWERED(GET, NULL, was),
	    ANSWERED(SET, NULL, is),
	};
	struct scripted scripted;
	bool changed = strcmp(before, after) != 0;

	snprintf(was, sizeof(was), "{\"Profile\": %s , \"ProfileHash\":\"h1\",\"Status\":200,\"Message\":\"\"}", before);
	snprintf(is, sizeof(is), "{\"Profile\": %s , \"ProfileHash\":\"h2\",\"Status\":200,\"Message\":\"\"}", after);
	scripted_init(&scripted, script, changed ? 2 : 1);
	scripted.keeps_sent = true;
	assert_true(comet_run_with(call, &scripted));
	assert_int_equal(comet_bool(&call->result, "changed"), changed);
	assert_string_equal(scripted_text(&call->result, "policy_group"), "pol-1");
	if (changed) {
		comet_assert_sent(&scripted, 1, "ProfileData", after);
	}
	scripted_free(&scripted);
}

static void a_package_sets_its_limits(void **state)
{
	const struct prov_value *limits;
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_change_package");
	scripted_put(&call, "policy_group", "pol-1");
	scripted_put(&call, "devices", "4");
	scripted_put(&call, "protected_item_quota_gb", "0");
	scripted_put(&call, "protected_item_quota_tb", "2");
	scripted_put(&call, "protected_item_quota", "7");
	scripted_put(&call, "storage_vault_quota_gb", "1");
	scripted_put(&call, "storage_vault_quota_tb", "9");
	scripted_put(&call, "microsoft_365_accounts", "0");
	changes(&call, PACKAGE("5", "0", "false", "0", VAULTS("false", "0", "squota-1")),
	    PACKAGE("0", "4", "true", "2199023255552", EMPTIED_VAULTS));
	limits = prov_map_get(&call.result, "limits");
	assert_true(comet_int(limits, "devices") == 4);
	assert_true(comet_int(limits, "protected_bytes") == INT64_C(2199023255552));
	assert_true(comet_int(limits, "vault_bytes") == INT64_C(1073741824));
	assert_true(comet_int(limits, "microsoft_365_accounts") == 0);
	assert_true(comet_int(limits, "hyperv_guests") == 6);
	assert_true(comet_int(limits, "vmware_guests") == 0);
	prov_call_free(&call);
}

static void a_package_without_limits_clears_them(void **state)
{
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_change_package");
	changes(&call, PACKAGE("5", "4", "true", "2199023255552", VAULTS("true", "1073741824", "squota-1")),
	    PACKAGE("5", "0", "false", "0", VAULTS("false", "0", "squota-1")));
	prov_call_free(&call);
	/* and then there is nothing to send */
	comet_call(&call, "comet_change_package");
	scripted_put(&call, "policy_group", "pol-1");
	changes(&call, PACKAGE("5", "0", "false", "0", VAULTS("false", "0", "squota-1")),
	    PACKAGE("5", "0", "false", "0", VAULTS("false", "0", "squota-1")));
	prov_call_free(&call);
}

static void another_policy_group_is_looked_for_first(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(POLICIES, NULL, "{\"pol-2\":\"Two\",\"pol-1\":\"One\"}"),
	    ANSWERED(SET, NULL,
	        PROFILE_REPLY(
	            "h2", PROFILE("alice", OURS, "false", REST("pol-1", "[]", "false", "0", "false", "0", "{}", "{}")))),
	};
	static const struct scripted_exchange missing[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(POLICIES, NULL, "{}"),
	};
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_change_package");
	scripted_put(&call, "policy_group", "pol-1");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "policy_group"), "pol-1");
	prov_call_free(&call);
	comet_call(&call, "comet_change_package");
	scripted_put(&call, "policy_group", "pol-1");
	comet_fails(&call, missing, UNIT_COUNT(missing), PROV_ERROR_NOT_FOUND, "no policy group");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(limits_that_are_missing_are_added),
	    cmocka_unit_test(a_package_sets_its_limits),
	    cmocka_unit_test(a_package_without_limits_clears_them),
	    cmocka_unit_test(another_policy_group_is_looked_for_first),
	};

	return cmocka_run_group_tests_name("comet_package", tests, NULL, NULL);
}
