/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_reads: what the Comet backend reads of one server or one account, against scripted answers: the test of a
 * connection, status and jobs, and the session keys of single sign-on. Lists of a whole server: test_comet_lists.c.
 */
#include "comet_script.h"

#include <stdio.h>
#include <stdlib.h>

#define OURS "whmcs:41 Alice"
#define IS(profile) ANSWERED(GET, "=" ADMIN "&TargetUser=alice", PROFILE_REPLY("h1", profile))
#define VERSION "meta/version"
#define PROPERTIES "account/properties"

/* --- test_connection --- */

static void test_call(struct prov_call *call)
{
	comet_server_call(call, "comet_test_connection");
}

static void the_test_names_version_roles_and_rights(void **state)
{
	static const struct scripted_exchange script[] = {
	    ANSWERED(VERSION, "=" ADMIN,
	        "{\"Version\":\"25.9.8\",\"VersionCodename\":\"Voyager\",\"AuthenticationRole\":true,\"StorageRole\":true,"
	        "\"SoftwareBuildRole\":false,\"CurrentTime\":1700000001,\"LicenseValidUntil\":1800000000}"),
	    ANSWERED(PROPERTIES, "=" ADMIN,
	        "{\"OrganizationID\":\"org\",\"Permissions\":{\"PreventRequestStorageVault\":true},\"Security\":{"
	        "\"Password\":\"S3CR3T\",\"TOTPKey\":\"S3CR3T\"}}"),
	};
	const struct prov_value *list;
	const struct prov_value *rights;
	struct prov_call call;

	(void)state;
	test_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "version"), "25.9.8");
	assert_string_equal(scripted_text(&call.result, "codename"), "Voyager");
	assert_string_equal(scripted_text(&call.result, "organization"), "org");
	assert_true(comet_int(&call.result, "server_time") == 1700000001);
	assert_true(comet_int(&call.result, "license_valid_until") == 1800000000);
	list = prov_map_get(&call.result, "roles");
	assert_int_equal(list->as.items.count, 2);
	assert_string_equal(list->as.items.values[0].as.string.data, "auth");
	assert_string_equal(list->as.items.values[1].as.string.data, "storage");
	rights = prov_map_get(&call.result, "rights");
	assert_true(comet_bool(rights, "accounts"));
	assert_false(comet_bool(rights, "storage_vaults"));
	assert_true(comet_bool(rights, "erase_storage"));
	assert_false(comet_bool(rights, "installers"));
	prov_call_free(&call);
}

static void the_test_says_what_is_wrong(void **state)
{
	static const struct {
		int status;
		const char *answer;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {200, ERROR_REPLY(403, "No autorizado " ADMIN_PASSWORD), PROV_ERROR_AUTHENTICATION, "(No autorizado ********)"},
	    {200, ERROR_REPLY(403, "ERR_TOTP_REQUIRED"), PROV_ERROR_AUTHENTICATION, "TOTP secret (base32) as Access Hash"},
	    {200, ERROR_REPLY(500, "Starting"), PROV_ERROR_REMOTE, "error 500: Starting"},
	    {200, "{\"Version\":\"25\",\"AuthenticationRole\":false}", PROV_ERROR_UNSUPPORTED, "its Auth Role is off"},
	    {200, "{\"AuthenticationRole\":true}", PROV_ERROR_PROTOCOL, "\"Version\""},
	    {200, "{\"Version\":\"25\",\"AuthenticationRole\":\"true\"}", PROV_ERROR_PROTOCOL, "AuthenticationRole"},
	    {200, "[]", PROV_ERROR_PROTOCOL, "Comet: read version: "},
	    {200, "<html>", PROV_ERROR_PROTOCOL, "JSON"},
	    {200, "", PROV_ERROR_PROTOCOL, "nothing"},
	    {302, "", PROV_ERROR_PROTOCOL, "redirects (HTTP 302)"},
	    {401, "", PROV_ERROR_PERMISSION, "not in Comet's words"},
	    {404, OK_REPLY, PROV_ERROR_UNSUPPORTED, "HTTP 404"},
	    {405, "", PROV_ERROR_UNSUPPORTED, "HTTP 405"},
	    {500, "", PROV_ERROR_REMOTE, "HTTP 500"},
	    {201, OK_REPLY, PROV_ERROR_REMOTE, "HTTP 201"},
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_exchange script[] = {
		    {CALL(VERSION), NULL, PROV_ANSWERED, 0, cases[i].status, cases[i].answer, 0},
		};

		test_call(&call);
		comet_fails(&call, script, 1, cases[i].kind, cases[i].part);
	}
}

/* --- status --- */

#define JOB(status, start, size, machines, accounts)                                                                   \
	"{\"Status\":" status ",\"StartTime\":" start ",\"TotalSize\":" size ",\"TotalVmCount\":" machines                 \
	",\"TotalAccountsCount\":" accounts "}"
#define SOURCE(id, engine, device, last, good)                                                                         \
	"\"" id "\":{\"Engine\":\"" engine "\",\"Description\":\"Item " id "\",\"OwnerDevice\":\"" device                  \
	"\",\"Statistics\":{\"LastBackupJob\":" last ",\"LastSuccessfulBackupJob\":" good "}}"
#define NONE JOB("0", "0", "0", "0", "0")
#define RICH(suspended)                                                                                                \
	"{\"Username\":\"alice\",\"AccountName\":\"" OURS "\",\"IsSuspended\":" suspended                                  \
	",\"CreateTime\":1690000000,\"PolicyID\":\"pol-1\",\"RequirePasswordChange\":true,\"TOTPKey\":\"S3CR3T\","         \
	"\"MaximumDevices\":4,\"AllProtectedItemsQuotaEnabled\":true,\"AllProtectedItemsQuotaBytes\":9007199254740993,"    \
	"\"Devices\":{\"d1\":{\"FriendlyName\":\"PC\",\"PlatformVersion\":{\"OS\":\"windows\",\"Distribution\":"           \
	"\"Windows 11\"},\"ClientVersion\":\"25.9\",\"RegistrationTime\":1690000001},\"d2\":{\"PlatformVersion\":{"        \
	"\"OS\":\"linux\"}}},\"Sources\":{" SOURCE("s1", "engine1/file", "d1", JOB("5000", "1690000010", "100", "0", "0"), \
	    NONE) "," SOURCE("s2", "engine1/vmware", "d1", JOB("7002", "1690000030", "7", "1", "0"),                       \
	    JOB("5000", "1690000020", "200", "3", "0")) "," SOURCE("s3", "engine1/winmsofficemail", "d2",                  \
	    JOB("7001", "1690000005", "300", "0", "8"),                                                                    \
	    NONE) ","                                                                                                      \
	          "\"s4\":{\"Engine\":\"engine9/"                                                                          \
	          "new\"}},\"Destinations\":{\"v1\":{\"Description\":\"Vault\",\"DestinationType\":1003,"                  \
	          "\"CometBucketKey\":\"S3CR3T\",\"StorageLimitEnabled\":true,\"StorageLimitBytes\":500,\"Statistics\":{"  \
	          "\"ClientProvidedSize\":{\"Size\":400}}},\"v2\":{\"DestinationType\":4711}}}"

static const struct prov_value *row(const struct prov_call *call, const char *list, size_t i)
{
	const struct prov_value *rows = prov_map_get(&call->result, list);

	assert_non_null(rows);
	assert_true(i < rows->as.items.count);
	return &rows->as.items.values[i];
}

static void status_call(struct prov_call *call)
{
	comet_call(call, "comet_status");
}

static void status_tells_limits_and_usage(void **state)
{
	static const struct scripted_exchange script[] = {IS(RICH("false"))};
	const struct prov_value *part;
	struct prov_call call;

	(void)state;
	status_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "active");
	assert_string_equal(scripted_text(&call.result, "username"), "alice");
	assert_string_equal(scripted_text(&call.result, "account_name"), OURS);
	assert_string_equal(scripted_text(&call.result, "policy_group"), "pol-1");
	assert_true(comet_int(&call.result, "created") == 1690000000);
	assert_true(comet_bool(&call.result, "require_password_change"));
	part = prov_map_get(&call.result, "limits");
	assert_true(comet_int(part, "devices") == 4);
	assert_true(comet_int(part, "protected_bytes") == INT64_C(9007199254740993));
	assert_true(comet_int(part, "vault_bytes") == 0); /* one of the vaults has no limit */
	part = prov_map_get(&call.result, "usage");
	assert_true(comet_int(part, "devices") == 2);
	assert_true(comet_int(part, "protected_items") == 4);
	assert_true(comet_int(part, "protected_bytes") == 600); /* of s2 the last good job counts */
	assert_true(comet_int(part, "vault_bytes") == 400);
	assert_true(comet_int(part, "microsoft_365_accounts") == 8);
	assert_true(comet_int(part, "vmware_guests") == 3);
	assert_true(comet_int(part, "hyperv_guests") == 0);
	assert_null(prov_map_get(&call.result, "jobs"));
	prov_call_free(&call);
}

static void status_tells_devices_vaults_and_items(void **state)
{
	static const struct scripted_exchange script[] = {IS(RICH("true"))};
	struct prov_call call;

	(void)state;
	status_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "suspended");
	assert_string_equal(scripted_text(row(&call, "devices", 0), "id"), "d1");
	assert_string_equal(scripted_text(row(&call, "devices", 0), "name"), "PC");
	assert_string_equal(scripted_text(row(&call, "devices", 0), "system"), "Windows 11");
	assert_true(comet_int(row(&call, "devices", 0), "last_backup_at") == 1690000030);
	assert_string_equal(scripted_text(row(&call, "devices", 0), "last_backup_state"), "error");
	assert_string_equal(scripted_text(row(&call, "devices", 1), "system"), "linux");
	assert_string_equal(scripted_text(row(&call, "devices", 1), "last_backup_state"), "warning");
	assert_string_equal(scripted_text(row(&call, "vaults", 0), "kind"), "comet");
	assert_true(comet_int(row(&call, "vaults", 0), "used_bytes") == 400);
	assert_true(comet_int(row(&call, "vaults", 0), "limit_bytes") == 500);
	assert_string_equal(scripted_text(row(&call, "vaults", 1), "kind"), "unknown");
	assert_true(comet_int(row(&call, "vaults", 1), "limit_bytes") == 0);
	assert_string_equal(scripted_text(row(&call, "items", 1), "kind"), "vmware");
	assert_true(comet_int(row(&call, "items", 1), "size_bytes") == 200);
	assert_string_equal(scripted_text(row(&call, "items", 1), "last_backup_state"), "error");
	assert_string_equal(scripted_text(row(&call, "items", 3), "kind"), "unknown");
	assert_string_equal(scripted_text(row(&call, "items", 3), "last_backup_state"), "");
	prov_call_free(&call);
}

static void status_of_an_account_that_is_not_there(void **state)
{
	static const struct scripted_exchange script[] = {NO_ACCOUNT};
	struct prov_call call;

	(void)state;
	status_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "absent");
	assert_null(prov_map_get(&call.result, "limits"));
	prov_call_free(&call);
}

/* Each credential that the vendor's structures have in a profile. */
static void no_credential_of_a_profile_is_recorded(void **state)
{
	static const char *const members[] = {"PasswordHash", "PasswordRecovery", "TOTPKey", "CometBucketKey",
	    "S3AccessKey", "S3SecretKey", "SFTPPassword", "SFTPPrivateKey", "FTPPassword", "AZBAccountKey",
	    "LocalcopyWinSMBPassword", "EncryptedEncryptionKey", "Key", "APIKey", "Passphrase", "AuthToken", "AccessKey",
	    "SMBPassword", "SessionKey",
	    /* of engines that a newer server may have, in another spelling */
	    "PASSWORD", "mysql_password", "secret", "client_secret", "AUTHTOKEN"};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(members); i++) {
		char answer[500];
		const struct scripted_exchange script[] = {ANSWERED(GET, NULL, answer)};

		snprintf(answer, sizeof(answer),
		    PROFILE_REPLY("h", "{\"Username\":\"alice\",\"AccountName\":\"whmcs:41\",\"x\":{\"%s\" : \"a S3CR3T\"}}"),
		    members[i]);
		status_call(&call);
		assert_true(comet_run(&call, script, 1));
		assert_non_null(strstr(call.records.items[0].response, "whmcs:41"));
		prov_call_free(&call);
	}
}

/* --- jobs --- */

#define JOBS "get-jobs-for-custom-search"
#define ROW(user, id, start, class_, status)                                                                           \
	"{\"GUID\":\"" id "\",\"Username\":\"" user "\",\"StartTime\":" start ",\"EndTime\":5,\"Classification\":" class_  \
	",\"Status\":" status ",\"DeviceID\":\"d1\",\"SourceGUID\":\"gone\",\"TotalSize\":6,\"UploadSize\":7}"

static void jobs_come_newest_first(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(RICH("false")),
	    /* a part of an answer that was lost does not count */
	    {CALL(JOBS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "[" ROW("alice", "j0", "9", "4001", "5000") ",", 0},
	    ANSWERED(JOBS, NULL,
	        "[" ROW("alice", "j1", "1", "4001", "5000") "," ROW("alice", "j3", "3", "4002", "6001") "," ROW(
	            "alice", "j2", "2", "4999", "7003") "]"),
	};
	static const char query[] =
	    "{\"ClauseType\":\"and\",\"ClauseChildren\":[{\"ClauseType\":\"\",\"RuleField\":\"BackupJobDetail.Username\","
	    "\"RuleOperator\":\"str_eq\",\"RuleValue\":\"alice\"},{\"ClauseType\":\"\",\"RuleField\":"
	    "\"BackupJobDetail.StartTime\",\"RuleOperator\":\"int_gt\",\"RuleValue\":\"1699740800\"}]}";
	const struct prov_value *rows;
	struct scripted scripted;
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_jobs");
	scripted_put(&call, "job_days", "3");
	scripted_init(&scripted, script, UNIT_COUNT(script));
	scripted.keeps_sent = true;
	assert_true(comet_run_with(&call, &scripted));
	comet_assert_sent(&scripted, 2, "Query", query);
	rows = &call.result;
	assert_int_equal(rows->as.items.count, 3);
	assert_string_equal(scripted_text(&rows->as.items.values[0], "id"), "j3");
	assert_string_equal(scripted_text(&rows->as.items.values[0], "kind"), "restore");
	assert_string_equal(scripted_text(&rows->as.items.values[0], "state"), "running");
	assert_string_equal(scripted_text(&rows->as.items.values[0], "device"), "PC");
	assert_string_equal(scripted_text(&rows->as.items.values[0], "item"), "gone");
	assert_string_equal(scripted_text(&rows->as.items.values[1], "state"), "quota_exceeded");
	assert_string_equal(scripted_text(&rows->as.items.values[1], "kind"), "unknown");
	assert_true(comet_int(&rows->as.items.values[2], "uploaded_bytes") == 7);
	scripted_free(&scripted);
	prov_call_free(&call);
}

/* 1200 in no order: the newest 500 stay. */
static void many_jobs_are_cut(void **state)
{
	const size_t size = 400000;
	char *answer = malloc(size);
	const struct scripted_exchange script[] = {IS(RICH("false")), ANSWERED(JOBS, NULL, answer)};
	const struct prov_value *jobs;
	struct prov_call call;
	size_t length = 0;

	(void)state;
	assert_non_null(answer);
	for (int i = 0; i < 1200; i++) {
		length += (size_t)snprintf(answer + length, size - length,
		    "%c{\"GUID\":\"j%d\",\"Username\":\"alice\",\"StartTime\":%d}", i == 0 ? '[' : ',', i, 1 + i * 7 % 1200);
	}
	snprintf(answer + length, size - length, "]");
	status_call(&call);
	scripted_put(&call, "job_days", "300");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	jobs = prov_map_get(&call.result, "jobs");
	assert_int_equal(jobs->as.items.count, 500);
	for (size_t i = 0; i < 500; i++) {
		assert_true(comet_int(&jobs->as.items.values[i], "started_at") == 1200 - (int64_t)i);
	}
	prov_call_free(&call);
	free(answer);
}

static void jobs_of_another_are_never_shown(void **state)
{
	static const char *const answers[] = {
	    "[" ROW("alice", "j1", "1", "4001", "5000") "," ROW("bob", "j2", "2", "4001", "5000") "]",
	    "[" ROW("Alice", "j1", "1", "4001", "5000") "]",
	    "[{\"GUID\":\"j1\"}]",
	    "[5]",
	    "[null]",
	    "{\"a\":[]}",
	    "[" ROW("alice", "j1", "\"x\"", "4001", "5000") "]",
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		const struct scripted_exchange script[] = {IS(RICH("false")), ANSWERED(JOBS, NULL, answers[i])};

		comet_call(&call, "comet_jobs");
		comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_PROTOCOL, "Comet: read jobs: ");
	}
}

/* --- single sign-on --- */

#define SESSION(key) "{\"Status\":200,\"Message\":\"\",\"SessionKey\":\"" key "\",\"SessionType\":\"user\"}"
#define START_USER "account/session-start-as-user"
#define START_ADMIN "account/session-start"

static void is_session(const struct prov_call *call, const char *username, const char *message)
{
	assert_string_equal(scripted_text(&call->result, "url"), "http://127.0.0.1:8080/");
	assert_string_equal(scripted_text(&call->result, "username"), username);
	assert_string_equal(scripted_text(&call->result, "session_key"), "key+/S3CR3T");
	assert_string_equal(scripted_text(&call->result, "message"), message);
	assert_true(comet_int(&call->result, "expires_in") == 1800);
}

static void a_session_key_is_given_and_recorded_nowhere(void **state)
{
	static const struct scripted_exchange user[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(START_USER, "=" ADMIN "&TargetUser=alice", SESSION("key+/S3CR3T")),
	};
	static const struct scripted_exchange admin[] = {
	    ANSWERED(START_ADMIN, "=" ADMIN "&SelfAddress=https%3A%2F%2Fb.example%2F", SESSION("key+/S3CR3T")),
	};
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_sso");
	assert_true(comet_run(&call, user, UNIT_COUNT(user)));
	is_session(&call, "alice", "user_session_login");
	prov_call_free(&call);
	comet_server_call(&call, "comet_admin_sso");
	scripted_put(&call, "self_address", "https://b.example/");
	assert_true(comet_run(&call, admin, UNIT_COUNT(admin)));
	is_session(&call, "admin", "session_login");
	prov_call_free(&call);
}

static void there_is_no_session_without_an_active_account(void **state)
{
	static const struct scripted_exchange suspended[] = {IS(PLAIN(OURS, "true"))};
	static const struct scripted_exchange absent[] = {NO_ACCOUNT};
	static const struct scripted_exchange another[] = {IS(PLAIN("whmcs:42", "false"))};
	static const struct scripted_exchange empty[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(START_USER, NULL, SESSION("")),
	};
	static const struct scripted_exchange missing[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(START_USER, NULL, OK_REPLY),
	};
	struct prov_call call;

	(void)state;
	comet_call(&call, "comet_sso");
	comet_fails(&call, suspended, 1, PROV_ERROR_PERMISSION, "suspended");
	comet_call(&call, "comet_sso");
	comet_fails(&call, absent, UNIT_COUNT(absent), PROV_ERROR_NOT_FOUND, "alice");
	/* a read, so that the operator's word to adopt takes nothing over */
	comet_call(&call, "comet_sso");
	call.settings.adopt = true;
	comet_fails(&call, another, 1, PROV_ERROR_CONFLICT, "whmcs:42");
	comet_call(&call, "comet_sso");
	comet_fails(&call, empty, UNIT_COUNT(empty), PROV_ERROR_PROTOCOL, "session key is empty");
	comet_call(&call, "comet_sso");
	comet_fails(&call, missing, UNIT_COUNT(missing), PROV_ERROR_PROTOCOL, "\"SessionKey\"");
}

/* --- memory --- */

static void status_with_jobs(struct prov_call *call)
{
	status_call(call);
	scripted_put(call, "job_days", "3");
}

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(RICH("false")),
	    ANSWERED(
	        JOBS, NULL, "[" ROW("alice", "j1", "1", "4001", "5000") "," ROW("alice", "j2", "2", "4001", "5000") "]"),
	};
	struct comet_memory memory = {.make = status_with_jobs, .script = script, .length = UNIT_COUNT(script)};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_test_names_version_roles_and_rights),
	    cmocka_unit_test(the_test_says_what_is_wrong),
	    cmocka_unit_test(status_tells_limits_and_usage),
	    cmocka_unit_test(status_tells_devices_vaults_and_items),
	    cmocka_unit_test(status_of_an_account_that_is_not_there),
	    cmocka_unit_test(no_credential_of_a_profile_is_recorded),
	    cmocka_unit_test(jobs_come_newest_first),
	    cmocka_unit_test(many_jobs_are_cut),
	    cmocka_unit_test(jobs_of_another_are_never_shown),
	    cmocka_unit_test(a_session_key_is_given_and_recorded_nowhere),
	    cmocka_unit_test(there_is_no_session_without_an_active_account),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_reads", tests, NULL, NULL);
}
