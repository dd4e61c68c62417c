/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * comet_script: what the tests of the Comet backend share: its answers as a server gives them, calls with the usual
 * inputs, and a run after which no record and no message may hold a secret. Every secret here holds "S3CR3T", and
 * nothing else does.
 */
#ifndef PROVISION_TESTS_COMET_SCRIPT_H
#define PROVISION_TESTS_COMET_SCRIPT_H

#include "tests/unit/scripted.h"
#include "tests/unit/unit.h"

#define ADMIN_PASSWORD "adm S3CR3T&1"
#define ADMIN "Username=admin&AuthType=Password&Password=adm%20S3CR3T%261"
#define PASSWORD "cust+S3CR3T"
#define PASSWORD_SENT "cust%2BS3CR3T"
#define PASSWORD_2 "other-S3CR3T"

/* --- requests --- */
#define CALL(path) "POST /api/v1/admin/" path
#define USER_CALL(path) "POST /api/v1/user/web/session/" path
#define ANSWERED(path, body, reply)                                                                                    \
	{                                                                                                                  \
		CALL(path), body, PROV_ANSWERED, 0, 200, reply, 0                                                              \
	}
#define HTTP_STATUS(path, status)                                                                                      \
	{                                                                                                                  \
		CALL(path), NULL, PROV_ANSWERED, 0, status, "<html>busy</html>", 0                                             \
	}
#define LOST(path, kind)                                                                                               \
	{                                                                                                                  \
		CALL(path), NULL, PROV_LOST, kind, 0, "", 0                                                                    \
	}
#define NOT_SENT(path)                                                                                                 \
	{                                                                                                                  \
		CALL(path), NULL, PROV_NOT_SENT, PROV_ERROR_CONNECTION, 0, "", 0                                               \
	}
#define USER_ANSWERED(path, body, reply)                                                                               \
	{                                                                                                                  \
		USER_CALL(path), body, PROV_ANSWERED, 0, 200, reply, 0                                                         \
	}

#define ADD_USER "add-user"
#define GET "get-user-profile-and-hash"
#define SET "set-user-profile-hash"
#define VAULT "request-storage-vault"
#define NAMES "list-users"
#define ALL_USERS "list-users-full"
#define DELETE "delete-user"
#define SET_PASSWORD "reset-user-password"
#define BUCKETS "storage/list-buckets"
#define DELETE_BUCKET "storage/delete-bucket"
#define POLICIES "policies/list"
#define SET_POLICY "policies/set"

/* The password opens the account, and the session that it opened is ended; or it does not. */
#define LOGIN_OPENS(user, password)                                                                                    \
	USER_ANSWERED("start", "=Username=" user "&AuthType=Password&Password=" password,                                  \
	    "{\"Status\":200,\"Message\":\"OK\",\"SessionKey\":\"session/S3CR3T\"}"),                                      \
	    USER_ANSWERED("revoke", "=Username=" user "&AuthType=SessionKey&SessionKey=session%2FS3CR3T", OK_REPLY)
#define LOGIN_REFUSED USER_ANSWERED("start", NULL, ERROR_REPLY(403, "Unauthorised"))

/* --- answers --- */
#define OK_REPLY "{\"Status\":200,\"Message\":\"OK\"}"
#define ERROR_REPLY(number, text) "{\"Status\":" #number ",\"Message\":\"" text "\"}"
#define PROFILE_REPLY(hash, profile)                                                                                   \
	"{\"Status\":200,\"Message\":\"OK\",\"ProfileHash\":\"" hash "\",\"Profile\":" profile "}"

/* Bytes that a reader and a printer of JSON would not bring back as they came. */
#define ODD                                                                                                            \
	" \"Future\"\t: {\"n\":18446744073709551615 , \"d\":1.50,\"e\":{},\"l\":[ "                                        \
	"],\"t\":\"\\u0041\\u003c}\\\"IsSuspended\\\":"                                                                    \
	"true\"}"
#define PROFILE(user, account, suspended, rest)                                                                        \
	"{\"Username\":\"" user "\" ,\"AccountName\":\"" account "\",\"IsSuspended\":" suspended                           \
	",\"PasswordHash\":\"hash-S3CR3T\",\"PasswordRecovery\":\"recovery-S3CR3T\"," rest ODD "}"
/* A profile without limits. */
#define PLAIN(account, suspended) PROFILE("alice", account, suspended, NEW_REST)
#define NEW_REST REST("", "[]", "false", "0", "false", "0", "{}", "{}")
#define REST(policy, emails, reports, devices, limited, bytes, machines, vaults)                                       \
	"\"PolicyID\":\"" policy "\",\"Emails\":" emails ",\"SendEmailReports\":" reports ",\"MaximumDevices\":" devices   \
	",\"AllProtectedItemsQuotaEnabled\":" limited ",\"AllProtectedItemsQuotaBytes\":" bytes ",\"Devices\":" machines   \
	",\"Destinations\":" vaults ","
#define COMET_VAULT(id, server, bucket, limited, bytes, shared)                                                        \
	"\"" id "\":{\"DestinationType\":1003,\"CometServer\":\"" server "\",\"CometBucket\":\"" bucket                    \
	"\",\"CometBucketKey\":\"bucket-S3CR3T\",\"StorageLimitEnabled\":" limited ",\"StorageLimitBytes\":" bytes         \
	",\"StorageLimitID\":\"" shared "\"}"
#define HERE "https://127.0.0.1:8080/"

/* --- the account that comet_create_call makes, before and after its profile was written --- */
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

/* --- calls --- */
/* A call of a function of the service 41, whose account is alice. */
void comet_call(struct prov_call *call, const char *function);
/* comet_create with policy group, vault, limits and reports; and with none of them. */
void comet_create_call(struct prov_call *call);
void comet_small_create_call(struct prov_call *call);
/* It says that the account was made, under that name and password. */
void comet_is_created(const struct prov_call *call);
/* A call of a function that needs the server alone. */
void comet_server_call(struct prov_call *call, const char *function);
/* Runs it, and looks for secrets in what is left of it. */
bool comet_run(struct prov_call *call, const struct scripted_exchange *script, size_t length);
bool comet_run_with(struct prov_call *call, struct scripted *scripted);
/* What went out as field of the n-th request. */
void comet_assert_sent(const struct scripted *scripted, size_t n, const char *field, const char *expected);
/* The call fails so, with that part in its message. Frees the call. */
void comet_fails(struct prov_call *call, const struct scripted_exchange *script, size_t length,
    enum prov_error_kind kind, const char *part);
bool comet_bool(const struct prov_value *map, const char *key);
int64_t comet_int(const struct prov_value *map, const char *key);

/*
 * Runs the call that `make` makes with each allocation failing in turn: it then succeeds as well, or fails with an
 * error. Returns the allocations seen.
 */
struct comet_memory {
	void (*make)(struct prov_call *call);
	const struct scripted_exchange *script;
	size_t length;
};
size_t comet_fail_each_allocation(struct comet_memory *memory);

#endif
