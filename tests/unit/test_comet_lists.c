/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_lists: what the Comet backend streams of a whole server, against scripted answers: usage, the list of
 * accounts, what there is to choose from, and installers. Maps with names that look like errors, errors in the place of
 * maps, and answers that are cut off.
 */
#include "comet_script.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lib/mem.h"

/* The call fails with each of the answers. */
static void refuses(const char *function, const char *asked, const char *const *answers, size_t count,
    enum prov_error_kind kind, const char *part)
{
	for (size_t i = 0; i < count; i++) {
		const struct scripted_exchange script[] = {{asked, NULL, PROV_ANSWERED, 0, 200, answers[i], 0}};
		struct prov_call call;

		comet_server_call(&call, function);
		if (comet_run(&call, script, 1)) {
			fail_msg("%s took %s", function, answers[i]);
		}
		unit_assert_error(&call.error, kind, part);
		prov_call_free(&call);
	}
}

/* --- usage --- */

#define SIZED(size)                                                                                                    \
	"{\"Engine\":\"engine1/hyperv\",\"Statistics\":{\"LastBackupJob\":{\"Status\":5000,\"TotalSize\":" size            \
	",\"TotalVmCount\":2}}}"
#define STORED(size, limited, bytes)                                                                                   \
	"{\"DestinationType\":1003,\"StorageLimitEnabled\":" limited ",\"StorageLimitBytes\":" bytes                       \
	",\"Statistics\":{\"ClientProvidedSize\":{\"Size\":" size "}}}"

static void usage_call(struct prov_call *call)
{
	comet_server_call(call, "comet_usage");
}

static void usage_counts_every_account(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ALL_USERS, "=" ADMIN,
	        "{\"alice\":{\"Devices\":{\"d\":{}},\"Sources\":{\"a\":" SIZED("5") ",\"b\":" SIZED(
	            "6") "},\"Destinations\":{\"a\":" STORED("7", "true", "100") ",\"b\":" STORED("8", "false",
	            "50") ",\"c\":" STORED("0", "true",
	            "1") "},\"AllProtectedItemsQuotaEnabled\":true,\"AllProtectedItemsQuotaBytes\":1000,"
	                 "\"MaximumDevices\":3},\n \"b.o@b\" : "
	                 "{\"PasswordHash\":\"S3CR3T\",\"AllProtectedItemsQuotaEnabled\":false,"
	                 "\"AllProtectedItemsQuotaBytes\":9,\"Devices\":null}}"),
	};
	const struct prov_value *row;
	struct prov_call call;

	(void)state;
	usage_call(&call);
	assert_true(comet_run(&call, script, 1));
	assert_int_equal(call.result.as.items.count, 2);
	row = prov_map_get(&call.result, "alice");
	assert_non_null(row);
	assert_true(comet_int(row, "devices") == 1);
	assert_true(comet_int(row, "protected_items") == 2);
	assert_true(comet_int(row, "protected_bytes") == 11);
	assert_true(comet_int(row, "vault_bytes") == 15);
	assert_true(comet_int(row, "hyperv_guests") == 4);
	assert_true(comet_int(row, "protected_quota_bytes") == 1000);
	assert_true(comet_int(row, "vault_quota_bytes") == 101);
	assert_true(comet_int(row, "device_limit") == 3);
	row = prov_map_get(&call.result, "b.o@b");
	assert_true(comet_int(row, "protected_quota_bytes") == 0);
	assert_true(comet_int(row, "devices") == 0);
	prov_call_free(&call);
}

/* A sum that would pass 64 bits stays at their end; sizes below nothing do not count. */
static void sums_have_an_end(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ALL_USERS, NULL,
	        "{\"a\":{\"Sources\":{\"a\":" SIZED("9223372036854775807") ",\"b\":" SIZED("-5") ",\"c\":" SIZED(
	            "1") "}}}"),
	};
	struct prov_call call;

	(void)state;
	usage_call(&call);
	assert_true(comet_run(&call, script, 1));
	assert_true(comet_int(prov_map_get(&call.result, "a"), "protected_bytes") == INT64_MAX);
	prov_call_free(&call);
}

static void accounts_may_be_called_status_and_message(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ALL_USERS, NULL,
	        "{\"Message\":{\"MaximumDevices\":1},\"Status\":{\"MaximumDevices\":2},\"Profile\":{\"MaximumDevices\":3}"
	        "}"),
	};
	static const struct scripted_exchange none[] = {ANSWERED(ALL_USERS, NULL, " {} ")};
	struct prov_call call;

	(void)state;
	usage_call(&call);
	assert_true(comet_run(&call, script, 1));
	assert_true(comet_int(prov_map_get(&call.result, "Message"), "device_limit") == 1);
	assert_true(comet_int(prov_map_get(&call.result, "Status"), "device_limit") == 2);
	prov_call_free(&call);
	usage_call(&call);
	assert_true(comet_run(&call, none, 1));
	assert_int_equal(call.result.as.items.count, 0);
	prov_call_free(&call);
}

static void an_error_in_the_place_of_a_map_is_an_error(void **state)
{
	static const char *const denied[] = {
	    ERROR_REPLY(403, "Unauthorised"),
	    "{\"Status\":403,\"Future\":{},\"Message\":\"Unauthorised\"}",
	    "{\"Status\":403}",
	};
	static const char *const others[] = {
	    OK_REPLY,
	    ERROR_REPLY(500, "Out of order"),
	    ERROR_REPLY(-1, "What"),
	};
	static const char *const reversed[] = {"{\"Message\":\"Unauthorised\",\"Status\":403}"};

	(void)state;
	refuses("comet_usage", CALL(ALL_USERS), denied, UNIT_COUNT(denied), PROV_ERROR_AUTHENTICATION,
	    "refuses the admin account");
	refuses("comet_usage", CALL(ALL_USERS), others, UNIT_COUNT(others), PROV_ERROR_REMOTE, "Comet answers with error");
	refuses("comet_usage", CALL(ALL_USERS), reversed, 1, PROV_ERROR_PROTOCOL, "no account");
	refuses("comet_policies", CALL(POLICIES), denied, UNIT_COUNT(denied), PROV_ERROR_AUTHENTICATION, "admin account");
	refuses("comet_policies", CALL(POLICIES), reversed, 1, PROV_ERROR_AUTHENTICATION, "admin account");
	refuses(
	    "comet_list_accounts", CALL(ALL_USERS), denied, UNIT_COUNT(denied), PROV_ERROR_AUTHENTICATION, "admin account");
}

static void a_map_that_is_broken_is_no_result(void **state)
{
	static const char *const answers[] = {
	    "",
	    "null",
	    "[]",
	    "<html>",
	    "{\"alice\":{}",
	    "{\"alice\":{},}",
	    "{\"alice\":{}}{}",
	    "{\"alice\":5}",
	    "{\"alice\":[]}",
	    "{\"alice\":null}",
	    "{\"alice\":{\"MaximumDevices\":\"many\"}}",
	    "{\"alice\":{\"MaximumDevices\":1.5}}",
	    "{\"alice\":{\"AllProtectedItemsQuotaEnabled\":1}}",
	    "{\"alice\":{\"Sources\":{\"a\":{\"Statistics\":{\"LastBackupJob\":{\"TotalSize\":\"big\"}}}}}}",
	    "{\"alice\":{\"Destinations\":{\"a\":{\"StorageLimitBytes\":18446744073709551615}}}}",
	    "{\"Status\":18446744073709551615}",
	};
	static const char *const repeated[] = {
	    "{\"alice\":{},\"bob\":{},\"alice\":{}}",
	    "{\"\\u0061lice\":{},\"alice\":{}}",
	};

	(void)state;
	refuses(
	    "comet_usage", CALL(ALL_USERS), answers, UNIT_COUNT(answers), PROV_ERROR_PROTOCOL, "Comet: list accounts: ");
	refuses(
	    "comet_usage", CALL(ALL_USERS), repeated, UNIT_COUNT(repeated), PROV_ERROR_PROTOCOL, "names one account twice");
}

/* What came of an answer that was cut off is forgotten when it comes again. */
static void an_answer_that_comes_again_counts_once(void **state)
{
	static const struct scripted_exchange script[] = {
	    {CALL(ALL_USERS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{\"a\":{},\"b\":{},\"c\":{\"Devi", 0},
	    HTTP_STATUS(ALL_USERS, 503),
	    ANSWERED(ALL_USERS, NULL, "{\"b\":{\"MaximumDevices\":5}}"),
	};
	static const struct scripted_exchange refused[] = {
	    {CALL(ALL_USERS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{\"Status\":403,\"Mess", 0},
	    ANSWERED(ALL_USERS, NULL, "{\"b\":{}}"),
	};
	struct prov_call call;

	(void)state;
	usage_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_int_equal(call.result.as.items.count, 1);
	assert_true(comet_int(prov_map_get(&call.result, "b"), "device_limit") == 5);
	prov_call_free(&call);
	usage_call(&call);
	assert_true(comet_run(&call, refused, UNIT_COUNT(refused)));
	prov_call_free(&call);
}

/* --- list_accounts --- */

static void lists_that_come_again_count_once(void **state)
{
	static const struct scripted_exchange accounts[] = {
	    {CALL(ALL_USERS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{\"a\":{},\"b\":{},", 0},
	    ANSWERED(ALL_USERS, NULL, "{\"c\":{}}"),
	};
	static const struct scripted_exchange policies[] = {
	    {CALL(POLICIES), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{\"a\":\"A\",\"b\":\"B\",", 0},
	    ANSWERED(POLICIES, NULL, "{\"c\":\"C\"}"),
	};
	struct prov_call call;

	(void)state;
	comet_server_call(&call, "comet_list_accounts");
	assert_true(comet_run(&call, accounts, UNIT_COUNT(accounts)));
	assert_int_equal(call.result.as.items.count, 1);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "username"), "c");
	prov_call_free(&call);
	comet_server_call(&call, "comet_policies");
	assert_true(comet_run(&call, policies, UNIT_COUNT(policies)));
	assert_int_equal(call.result.as.items.count, 1);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "name"), "C");
	prov_call_free(&call);
}

static void accounts_are_listed_for_the_billing_host(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(ALL_USERS, "=" ADMIN,
	        "{\"alice\":{\"Emails\":[\"a@example.test\",\"b@example.test\"],\"CreateTime\":1690000000,\"IsSuspended\":"
	        "true},"
	        "\"bob\":{\"Emails\":[],\"CreateTime\":0}}"),
	};
	const struct prov_value *row;
	struct prov_call call;

	(void)state;
	comet_server_call(&call, "comet_list_accounts");
	assert_true(comet_run(&call, script, 1));
	assert_int_equal(call.result.as.items.count, 2);
	row = &call.result.as.items.values[0];
	assert_string_equal(scripted_text(row, "email"), "a@example.test");
	assert_string_equal(scripted_text(row, "username"), "alice");
	assert_string_equal(scripted_text(row, "uniqueIdentifier"), "alice");
	assert_string_equal(scripted_text(row, "created"), "2023-07-22 04:26:40");
	assert_string_equal(scripted_text(row, "status"), "Suspended");
	row = &call.result.as.items.values[1];
	assert_string_equal(scripted_text(row, "email"), "");
	assert_string_equal(scripted_text(row, "created"), "");
	assert_string_equal(scripted_text(row, "status"), "Active");
	prov_call_free(&call);
}

/* --- what there is to choose from --- */

#define PLATFORMS "branding/available-platforms"
#define TEMPLATES "request-storage-vault-providers"

static void choices_are_listed(void **state)
{
	static const struct scripted_exchange policies[] = {
	    ANSWERED(POLICIES, "=" ADMIN "&TargetOrganization=org",
	        "{\"p1\":\"One\",\"Status\":\"Two\",\"Message\":\"\\u00e8\"}"),
	};
	static const struct scripted_exchange templates[] = {ANSWERED(TEMPLATES, "=" ADMIN, "{\"t1\":\"One\"}")};
	static const struct scripted_exchange platforms[] = {
	    ANSWERED(PLATFORMS, "=" ADMIN,
	        "{\"7\":{\"Category\":\"Windows\",\"Description\":\"64-bit\",\"Recommended\":true},\"21\":{}}"),
	};
	struct prov_call call;

	(void)state;
	comet_server_call(&call, "comet_policies");
	scripted_put(&call, "tenant", "org");
	assert_true(comet_run(&call, policies, 1));
	assert_int_equal(call.result.as.items.count, 3);
	assert_string_equal(scripted_text(&call.result.as.items.values[1], "id"), "Status");
	assert_string_equal(scripted_text(&call.result.as.items.values[2], "name"), "\xC3\xA8");
	prov_call_free(&call);
	comet_server_call(&call, "comet_storage_providers");
	assert_true(comet_run(&call, templates, 1));
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "id"), "t1");
	prov_call_free(&call);
	comet_server_call(&call, "comet_installers");
	assert_true(comet_run(&call, platforms, 1));
	assert_true(comet_int(&call.result.as.items.values[0], "platform") == 7);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "category"), "Windows");
	assert_true(comet_bool(&call.result.as.items.values[0], "recommended"));
	assert_false(comet_bool(&call.result.as.items.values[1], "recommended"));
	prov_call_free(&call);
}

static void other_lists_are_no_choices(void **state)
{
	static const char *const policies[] = {"{\"p1\":5}", "{\"p1\":{}}", "{\"p1\":null}", "[\"p1\"]"};
	static const char *const platforms[] = {"{\"x\":{}}", "{\"7\":\"x\"}", "{\"7 \":{}}", "{\"7\":{\"Category\":1}}"};

	(void)state;
	refuses(
	    "comet_policies", CALL(POLICIES), policies, UNIT_COUNT(policies), PROV_ERROR_PROTOCOL, "list policy groups: ");
	refuses(
	    "comet_storage_providers", CALL(TEMPLATES), policies, UNIT_COUNT(policies), PROV_ERROR_PROTOCOL, "templates: ");
	refuses(
	    "comet_installers", CALL(PLATFORMS), platforms, UNIT_COUNT(platforms), PROV_ERROR_PROTOCOL, "list platforms: ");
}

/* --- installers --- */

#define INSTALLER "branding/generate-client/by-platform"

static char folder[] = "/tmp/provision-comet-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void download_call(struct prov_call *call)
{
	comet_server_call(call, "comet_download_installer");
	scripted_put(call, "platform", "7");
	call->settings.temporary_directory = prov_strdup(folder);
}

static void an_installer_comes_as_a_file(void **state)
{
	static const struct {
		const char *bytes;
		const char *name;
	} cases[] = {
	    {"MZ program", "backup-client-7.exe"},
	    {"PK\x03\x04 archive", "backup-client-7.zip"},
	    {"!<arch>\ndebian", "backup-client-7.deb"},
	    {"\xED\xAB\xEE\xDB rpm", "backup-client-7.rpm"},
	    {"#!/bin/sh", "backup-client-7.run"},
	    {"other", "backup-client-7.bin"},
	    {"M", "backup-client-7.bin"},
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_exchange script[] = {
		    /* what came of the first answer does not count */
		    {CALL(INSTALLER), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{\"half of another", 0},
		    ANSWERED(INSTALLER, "=" ADMIN "&Platform=7", cases[i].bytes),
		};
		const struct prov_value *stream;
		char text[50] = "";

		download_call(&call);
		assert_true(comet_run(&call, script, UNIT_COUNT(script)));
		assert_string_equal(scripted_text(&call.result, "filename"), cases[i].name);
		assert_int_equal(comet_int(&call.result, "bytes"), strlen(cases[i].bytes));
		stream = prov_map_get(&call.result, "stream");
		assert_int_equal(stream->type, PROV_VALUE_FILE);
		assert_int_equal(read(stream->as.file, text, sizeof(text) - 1), strlen(cases[i].bytes));
		assert_string_equal(text, cases[i].bytes);
		prov_call_free(&call);
	}
}

static void what_is_no_installer_is_not_handed_over(void **state)
{
	static const struct {
		const char *bytes;
		const char *type;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {ERROR_REPLY(400, "No such platform"), NULL, PROV_ERROR_REMOTE, "error 400: No such platform"},
	    {ERROR_REPLY(403, "Unauthorised"), NULL, PROV_ERROR_AUTHENTICATION, "admin account"},
	    {OK_REPLY, NULL, PROV_ERROR_PROTOCOL, "no installer"},
	    {"{", NULL, PROV_ERROR_PROTOCOL, "JSON"},
	    {"", NULL, PROV_ERROR_PROTOCOL, "empty"},
	    {"<html>", NULL, PROV_ERROR_PROTOCOL, "a page came"},
	    {"MZ", "text/html; charset=utf-8", PROV_ERROR_PROTOCOL, "a page came"},
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_exchange script[] = {ANSWERED(INSTALLER, NULL, cases[i].bytes)};
		struct scripted scripted;

		download_call(&call);
		scripted_init(&scripted, script, 1);
		scripted.content_type = cases[i].type;
		assert_false(comet_run_with(&call, &scripted));
		unit_assert_error(&call.error, cases[i].kind, cases[i].part);
		assert_null(prov_map_get(&call.result, "stream"));
		prov_call_free(&call);
	}
	download_call(&call);
	call.settings.temporary_directory[0] = 'x';
	comet_fails(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "the folder does not exist");
}

/* The soft limit of this process stands for a disk that is full. */
static void a_disk_without_room_is_told(void **state)
{
	static const struct scripted_exchange script[] = {ANSWERED(INSTALLER, NULL, "MZ a program of some length")};
	struct rlimit before;
	struct rlimit limit;
	struct scripted scripted;
	struct prov_call call;
	bool done;

	(void)state;
	download_call(&call);
	scripted_init(&scripted, script, 1);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 20;
	assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	done = prov_call_run(&call, &scripted.transport);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(done);
	unit_assert_error(&call.error, PROV_ERROR_LIMIT, "the temporary file cannot be written");
	prov_call_free(&call);
}

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange usage[] = {
	    ANSWERED(ALL_USERS, NULL, "{\"a\":{\"MaximumDevices\":1},\"b\":{}}"),
	};
	static const struct scripted_exchange installer[] = {ANSWERED(INSTALLER, NULL, "MZ program")};
	struct comet_memory memory = {.make = usage_call, .script = usage, .length = 1};
	struct comet_memory download = {.make = download_call, .script = installer, .length = 1};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 10);
	assert_true(comet_fail_each_allocation(&download) > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(usage_counts_every_account),
	    cmocka_unit_test(sums_have_an_end),
	    cmocka_unit_test(accounts_may_be_called_status_and_message),
	    cmocka_unit_test(an_error_in_the_place_of_a_map_is_an_error),
	    cmocka_unit_test(a_map_that_is_broken_is_no_result),
	    cmocka_unit_test(an_answer_that_comes_again_counts_once),
	    cmocka_unit_test(lists_that_come_again_count_once),
	    cmocka_unit_test(accounts_are_listed_for_the_billing_host),
	    cmocka_unit_test(choices_are_listed),
	    cmocka_unit_test(other_lists_are_no_choices),
	    cmocka_unit_test(an_installer_comes_as_a_file),
	    cmocka_unit_test(what_is_no_installer_is_not_handed_over),
	    cmocka_unit_test(a_disk_without_room_is_told),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_lists", tests, make_folder, remove_folder);
}
