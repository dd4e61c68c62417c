/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_comet_end: terminate and change_password of the Comet backend against scripted answers: what is deleted and what
 * stays, storage that is erased or must not be, lost answers, and passwords that can or cannot be set.
 */
#include "comet_script.h"

#include <stdio.h>

#define OURS "whmcs:41 Alice"
#define IS(profile) ANSWERED(GET, "=" ADMIN "&TargetUser=alice", PROFILE_REPLY("h1", profile))
#define DEVICES "{\"d1\":{\"FriendlyName\":\"PC\"},\"d2\":{}}"
#define STORED(suspended, vaults)                                                                                      \
	PROFILE("alice", OURS, suspended, REST("", "[]", "false", "0", "false", "0", DEVICES, "{" vaults "}"))
#define VAULT_AT(id, server, bucket) COMET_VAULT(id, server, bucket, "false", "0", "")
#define SUSPENDS(vaults) ANSWERED(SET, "RequireHash=h1&", PROFILE_REPLY("h2", STORED("true", vaults)))
#define LISTS(buckets) ANSWERED(BUCKETS, "=" ADMIN, "{" buckets "}")
#define BUCKET(id) "\"" id "\":{\"OrganizationID\":\"\",\"Size\":{\"Size\":5}}"
#define OTHERS(accounts) ANSWERED(ALL_USERS, "=" ADMIN, "{" accounts "}")
#define ACCOUNT(name, vaults) "\"" name "\":{\"Username\":\"" name "\",\"Destinations\":{" vaults "}}"
#define ERASES(id) ANSWERED(DELETE_BUCKET, "=" ADMIN "&BucketID=" id, OK_REPLY)

static void terminate_call(struct prov_call *call)
{
	comet_call(call, "comet_terminate");
}

static void erase_call(struct prov_call *call)
{
	comet_call(call, "comet_terminate");
	scripted_put(call, "erase_storage", "on");
}

/* The names of the buckets that were erased, each followed by a blank. */
static void erased(const struct prov_call *call, const char *expected)
{
	const struct prov_value *list = prov_map_get(prov_map_get(&call->result, "removed"), "buckets");
	char text[200] = "";
	size_t length = 0;

	assert_non_null(list);
	for (size_t i = 0; i < list->as.items.count; i++) {
		length +=
		    (size_t)snprintf(text + length, sizeof(text) - length, "%s ", list->as.items.values[i].as.string.data);
	}
	assert_string_equal(text, expected);
}

/* --- the account --- */

static void terminate_deletes_the_account(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(STORED("false", VAULT_AT("v1", HERE, "b1"))),
	    DELETED,
	};
	const struct prov_value *removed;
	struct prov_call call;

	(void)state;
	terminate_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "terminated");
	assert_true(comet_bool(&call.result, "changed"));
	removed = prov_map_get(&call.result, "removed");
	assert_string_equal(scripted_text(removed, "account"), "alice");
	assert_true(comet_int(removed, "devices") == 2);
	assert_true(comet_int(removed, "vaults") == 1);
	prov_call_free(&call);
}

static void devices_are_told_to_uninstall(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN("whmcs:41", "false")),
	    ANSWERED(DELETE,
	        "=" ADMIN "&TargetUser=alice&UninstallConfig="
	        "%7B%22UninstallFlag%22%3Atrue%2C%22RemoveConfigFile%22%3Atrue%7D",
	        OK_REPLY),
	};
	struct prov_call call;

	(void)state;
	terminate_call(&call);
	scripted_put(&call, "uninstall_client", "on");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	prov_call_free(&call);
}

static void an_account_that_is_gone_is_a_success(void **state)
{
	static const struct scripted_exchange script[] = {NO_ACCOUNT};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_string_equal(scripted_text(&call.result, "state"), "terminated");
	assert_false(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
}

static void a_foreign_account_is_never_deleted(void **state)
{
	static const struct scripted_exchange script[] = {IS(PLAIN("whmcs:42", "false"))};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_CONFLICT, "whmcs:42");
}

static void a_lost_delete_is_settled_by_reading(void **state)
{
	static const struct scripted_exchange gone[] = {
	    IS(PLAIN(OURS, "false")),
	    LOST(DELETE, PROV_ERROR_TIMEOUT),
	    NO_ACCOUNT,
	};
	static const struct scripted_exchange again[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(DELETE, NULL, "{\"Message\":\"OK\"}"),
	    IS(PLAIN(OURS, "false")),
	    DELETED,
	};
	static const struct scripted_exchange running[] = {
	    IS(PLAIN(OURS, "false")),
	    LOST(DELETE, PROV_ERROR_TIMEOUT),
	    IS(PLAIN(OURS, "false")),
	};
	/* the second one finds that the first one was done after all */
	static const struct scripted_exchange late[] = {
	    IS(PLAIN(OURS, "false")),
	    LOST(DELETE, PROV_ERROR_CONNECTION),
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(DELETE, NULL, ERROR_REPLY(400, "No such user")),
	    NO_ACCOUNT,
	};
	struct prov_call call;

	(void)state;
	terminate_call(&call);
	assert_true(comet_run(&call, gone, UNIT_COUNT(gone)));
	prov_call_free(&call);
	terminate_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	prov_call_free(&call);
	terminate_call(&call);
	assert_false(comet_run(&call, running, UNIT_COUNT(running)));
	assert_true(call.error.outcome_unknown);
	prov_call_free(&call);
	terminate_call(&call);
	assert_true(comet_run(&call, late, UNIT_COUNT(late)));
	prov_call_free(&call);
}

static void a_refused_delete_is_an_error(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(DELETE, NULL, ERROR_REPLY(400, "Not now")),
	    IS(PLAIN(OURS, "false")),
	};
	struct prov_call call;

	(void)state;
	terminate_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_REMOTE, "error 400: Not now");
}

/* --- its storage --- */

#define TWO_VAULTS VAULT_AT("v1", HERE, "b1") "," VAULT_AT("v2", HERE, "b2") "," VAULT_AT("v3", HERE, "b1")

static void erasing_suspends_first_and_keeps_what_others_use(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(STORED("false", TWO_VAULTS)),
	    LISTS(BUCKET("b0") "," BUCKET("b1") "," BUCKET("b2")),
	    OTHERS(ACCOUNT("alice", TWO_VAULTS) "," ACCOUNT("bob", VAULT_AT("x", HERE, "b2"))),
	    SUSPENDS(TWO_VAULTS),
	    ERASES("b1"),
	    DELETED,
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	erased(&call, "b1 ");
	prov_call_free(&call);
}

/* A spanned vault of another account holds its buckets one level deeper. */
static void a_bucket_of_anothers_spanned_vault_stays(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(STORED("true", TWO_VAULTS)),
	    LISTS(BUCKET("b1") "," BUCKET("b2")),
	    OTHERS("\"bob\":{\"Destinations\":{\"x\":{\"DestinationType\":1006,\"CometBucket\":\"\",\"SpanTargets\":[{"
	           "\"DestinationType\":1000},{\"DestinationType\":1003,\"CometBucket\":\"b1\"}]}}}"),
	    ERASES("b2"),
	    DELETED,
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	erased(&call, "b2 ");
	prov_call_free(&call);
}

/* Whose buckets cannot be told are not erased. */
static void nothing_is_erased_unless_the_others_can_be_read(void **state)
{
	static const char *const answers[] = {
	    "{\"bob\":5}",
	    "{\"bob\":null}",
	    "{\"bob\":[]}",
	    "{\"bob\":{\"Destinations\":[]}}",
	    "{\"bob\":{\"Destinations\":{\"x\":[]}}}",
	    "{\"bob\":{\"Destinations\":{\"x\":{\"CometBucket\":5}}}}",
	    "{\"bob\":{\"Destinations\":{\"x\":{\"SpanTargets\":{}}}}}",
	    "{\"bob\":{}",
	    "[]",
	    "",
	    OK_REPLY,
	    ERROR_REPLY(500, "Out of order"),
	};
	struct prov_call call;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		const struct scripted_exchange script[] = {
		    IS(STORED("true", TWO_VAULTS)),
		    LISTS(BUCKET("b1") "," BUCKET("b2")),
		    ANSWERED(ALL_USERS, NULL, answers[i]),
		};

		erase_call(&call);
		if (comet_run(&call, script, UNIT_COUNT(script))) {
			fail_msg("erased after %s", answers[i]);
		}
		prov_call_free(&call);
	}
}

static void storage_elsewhere_ends_it_before_anything_is_deleted(void **state)
{
#define ELSEWHERE VAULT_AT("v1", HERE, "b1") "," VAULT_AT("v2", "https://other.example.test/", "b2")
#define IN_S3 VAULT_AT("v1", HERE, "b1") ",\"v2\":{\"DestinationType\":1000,\"S3SecretKey\":\"S3CR3T\"}"
	static const struct scripted_exchange script[] = {
	    IS(STORED("true", ELSEWHERE)),
	    LISTS(BUCKET("b1")),
	};
	static const struct scripted_exchange s3[] = {IS(STORED("true", IN_S3))};
	static const struct scripted_exchange denied[] = {
	    IS(STORED("true", TWO_VAULTS)),
	    ANSWERED(BUCKETS, NULL, ERROR_REPLY(403, "Unauthorised")),
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_UNSUPPORTED, "on another server");
	erase_call(&call);
	comet_fails(&call, s3, UNIT_COUNT(s3), PROV_ERROR_UNSUPPORTED, "not on a Comet Server");
	erase_call(&call);
	comet_fails(&call, denied, UNIT_COUNT(denied), PROV_ERROR_PERMISSION, "may not do this");
}

/* Part of an answer that was cut off counts for nothing: neither as a bucket that is here, nor as one that is shared.
 */
static void answers_that_come_again_are_forgotten(void **state)
{
	static const struct scripted_exchange listed[] = {
	    IS(STORED("true", ELSEWHERE)),
	    {CALL(BUCKETS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200, "{" BUCKET("b2") "," BUCKET("b1") ",", 0},
	    LISTS(BUCKET("b1")),
	};
	static const struct scripted_exchange shared[] = {
	    IS(STORED("true", VAULT_AT("v1", HERE, "b1"))),
	    LISTS(BUCKET("b1")),
	    {CALL(ALL_USERS), NULL, PROV_LOST, PROV_ERROR_CONNECTION, 200,
	        "{" ACCOUNT("bob", VAULT_AT("x", HERE, "b1")) ",", 0},
	    OTHERS(""),
	    ERASES("b1"),
	    DELETED,
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	comet_fails(&call, listed, UNIT_COUNT(listed), PROV_ERROR_UNSUPPORTED, "on another server");
	erase_call(&call);
	assert_true(comet_run(&call, shared, UNIT_COUNT(shared)));
	erased(&call, "b1 ");
	prov_call_free(&call);
}

static void a_bucket_whose_name_is_too_long_is_not_half_taken(void **state)
{
#define LONG_NAME "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	static const struct scripted_exchange script[] = {
	    IS(STORED("true", VAULT_AT("v1", HERE, "b1") "," VAULT_AT("v2", HERE, LONG_NAME LONG_NAME "0"))),
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	comet_fails(&call, script, UNIT_COUNT(script), PROV_ERROR_UNSUPPORTED, "more or longer buckets");
}

/* What this server should hold and does not is erased already: by the call that was cut off. */
static void an_erasing_that_was_cut_off_is_gone_on_with(void **state)
{
#define OUTSIDE VAULT_AT("v1", HERE, "b1") "," VAULT_AT("v2", "https://backup.example.test/", "b2")
	static const struct scripted_exchange script[] = {
	    IS(STORED("true", OUTSIDE)),
	    LISTS(BUCKET("b0")),
	    OTHERS(""),
	    DELETED,
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	scripted_put(&call, "self_address", "https://backup.example.test/");
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	erased(&call, "");
	prov_call_free(&call);
}

static void a_lost_erasing_is_settled_by_the_list_of_buckets(void **state)
{
#define ONE_VAULT VAULT_AT("v1", HERE, "b1")
	static const struct scripted_exchange gone[] = {
	    IS(STORED("true", ONE_VAULT)),
	    LISTS(BUCKET("b1")),
	    OTHERS(""),
	    LOST(DELETE_BUCKET, PROV_ERROR_TIMEOUT),
	    LISTS(""),
	    DELETED,
	};
	static const struct scripted_exchange again[] = {
	    IS(STORED("true", ONE_VAULT)),
	    LISTS(BUCKET("b1")),
	    OTHERS(""),
	    HTTP_STATUS(DELETE_BUCKET, 500),
	    LISTS(BUCKET("b1")),
	    ERASES("b1"),
	    DELETED,
	};
	static const struct scripted_exchange refused[] = {
	    IS(STORED("true", ONE_VAULT)),
	    LISTS(BUCKET("b1")),
	    OTHERS(""),
	    ANSWERED(DELETE_BUCKET, NULL, ERROR_REPLY(400, "The bucket is in use")),
	};
	struct prov_call call;

	(void)state;
	erase_call(&call);
	assert_true(comet_run(&call, gone, UNIT_COUNT(gone)));
	erased(&call, "b1 ");
	prov_call_free(&call);
	erase_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	prov_call_free(&call);
	erase_call(&call);
	comet_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_REMOTE, "The bucket is in use");
}

/* --- its password --- */

static void password_call(struct prov_call *call)
{
	comet_call(call, "comet_change_password");
	scripted_put(call, "new_password", PASSWORD);
}

static void a_password_is_set(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(SET_PASSWORD, "=" ADMIN "&TargetUser=alice&NewPassword=" PASSWORD_SENT, OK_REPLY),
	};
	struct prov_call call;

	(void)state;
	password_call(&call);
	assert_true(comet_run(&call, script, UNIT_COUNT(script)));
	assert_true(comet_bool(&call.result, "changed"));
	prov_call_free(&call);
}

static void a_password_that_cannot_be_set_is_told(void **state)
{
	static const struct scripted_exchange no_code[] = {
	    IS("{\"Username\":\"alice\",\"AccountName\":\"whmcs:41\",\"PasswordRecovery\":\"\"}"),
	};
	static const struct scripted_exchange refused[] = {
	    IS(PLAIN(OURS, "false")),
	    ANSWERED(SET_PASSWORD, NULL, ERROR_REPLY(400, "Too simple: " PASSWORD)),
	};
	struct prov_call call;

	(void)state;
	password_call(&call);
	comet_fails(&call, no_code, UNIT_COUNT(no_code), PROV_ERROR_UNSUPPORTED, "no recovery code");
	password_call(&call);
	comet_fails(&call, refused, UNIT_COUNT(refused), PROV_ERROR_LIMIT, "Too simple: ********");
	password_call(&call);
	scripted_put(&call, "new_password", "seven77");
	comet_fails(&call, NULL, 0, PROV_ERROR_LIMIT, "at least 8 characters");
}

/* The new password is among those tried: a repeat of a call that was cut off finds it set. */
static void a_lost_password_is_settled_by_logging_in(void **state)
{
	static const struct scripted_exchange set[] = {
	    IS(PLAIN(OURS, "false")),
	    LOST(SET_PASSWORD, PROV_ERROR_TIMEOUT),
	    LOGIN_OPENS("alice", PASSWORD_SENT),
	};
	static const struct scripted_exchange again[] = {
	    IS(PLAIN(OURS, "false")),
	    LOST(SET_PASSWORD, PROV_ERROR_CONNECTION),
	    LOGIN_REFUSED,
	    ANSWERED(SET_PASSWORD, NULL, OK_REPLY),
	};
	static const struct scripted_exchange suspended[] = {
	    IS(PLAIN(OURS, "true")),
	    LOST(SET_PASSWORD, PROV_ERROR_CONNECTION),
	    LOGIN_REFUSED,
	};
	struct prov_call call;

	(void)state;
	password_call(&call);
	assert_true(comet_run(&call, set, UNIT_COUNT(set)));
	prov_call_free(&call);
	password_call(&call);
	assert_true(comet_run(&call, again, UNIT_COUNT(again)));
	prov_call_free(&call);
	password_call(&call);
	assert_false(comet_run(&call, suspended, UNIT_COUNT(suspended)));
	assert_true(call.error.outcome_unknown);
	prov_call_free(&call);
}

/* --- memory --- */

static void memory_that_runs_short_ends_it_with_an_error(void **state)
{
	static const struct scripted_exchange script[] = {
	    IS(STORED("false", TWO_VAULTS)),
	    LISTS(BUCKET("b0") "," BUCKET("b1") "," BUCKET("b2")),
	    OTHERS(ACCOUNT("alice", TWO_VAULTS) "," ACCOUNT("bob", VAULT_AT("x", HERE, "b2"))),
	    SUSPENDS(TWO_VAULTS),
	    ERASES("b1"),
	    DELETED,
	};
	struct comet_memory memory = {.make = erase_call, .script = script, .length = UNIT_COUNT(script)};

	(void)state;
	assert_true(comet_fail_each_allocation(&memory) > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terminate_deletes_the_account),
	    cmocka_unit_test(devices_are_told_to_uninstall),
	    cmocka_unit_test(an_account_that_is_gone_is_a_success),
	    cmocka_unit_test(a_foreign_account_is_never_deleted),
	    cmocka_unit_test(a_lost_delete_is_settled_by_reading),
	    cmocka_unit_test(a_refused_delete_is_an_error),
	    cmocka_unit_test(erasing_suspends_first_and_keeps_what_others_use),
	    cmocka_unit_test(a_bucket_of_anothers_spanned_vault_stays),
	    cmocka_unit_test(nothing_is_erased_unless_the_others_can_be_read),
	    cmocka_unit_test(storage_elsewhere_ends_it_before_anything_is_deleted),
	    cmocka_unit_test(answers_that_come_again_are_forgotten),
	    cmocka_unit_test(a_bucket_whose_name_is_too_long_is_not_half_taken),
	    cmocka_unit_test(an_erasing_that_was_cut_off_is_gone_on_with),
	    cmocka_unit_test(a_lost_erasing_is_settled_by_the_list_of_buckets),
	    cmocka_unit_test(a_password_is_set),
	    cmocka_unit_test(a_password_that_cannot_be_set_is_told),
	    cmocka_unit_test(a_lost_password_is_settled_by_logging_in),
	    cmocka_unit_test(memory_that_runs_short_ends_it_with_an_error),
	};

	return cmocka_run_group_tests_name("comet_end", tests, NULL, NULL);
}
