/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of MeshCentral's operations against scripted messages: what is sent, in which order, and what each kind of
 * answer leads to. Without a network, a clock or PHP.
 */
#include "unit.h"

#include <stdio.h>

#include "backends/meshcentral/meshcentral.h"
#include "tests/unit/scripted_channel.h"

#define KEY                                                                                                            \
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"                 \
	"303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f"
#define SHORT_ID "OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"
#define OUR_ID "mesh//" SHORT_ID
#define OTHER_ID "mesh//OTH0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"

/* --- what the server says --- */

#define GREETING_OF(name, rights, features)                                                                            \
	"{\"action\":\"serverinfo\",\"serverinfo\":{\"domain\":\"\",\"name\":\"mesh.test\",\"serverTime\":1700000000123,"  \
	"\"features\":" #features "}}\n{\"action\":\"userinfo\",\"userinfo\":{\"_id\":\"user//" name "\",\"name\":\"" name \
	"\",\"siteadmin\":" #rights "}}"
#define GREETING GREETING_OF("dienst", 2, 129)
#define GROUP_MADE_BY(creator, id, desc, created, members)                                                             \
	"{\"type\":\"mesh\",\"_id\":\"" id "\",\"name\":\"Jane Doe #41\",\"mtype\":2,\"desc\":\"" desc                     \
	"\",\"creatorid\":\"user//" creator "\",\"creation\":" #created                                                    \
	",\"links\":{\"user//dienst\":{\"name\":\"dienst\",\"rights\":4294967295}" members "}}"
#define GROUP(id, desc, members) GROUP_MADE_BY("dienst", id, desc, 1690000000000, members)
#define MEMBER(name) ",\"user//" name "\":{\"name\":\"" name "\",\"rights\":2015484}"
#define ACCOUNT(name, real_name, rights, rest)                                                                         \
	"{\"_id\":\"user//" name "\",\"name\":\"" name "\",\"realname\":\"" real_name "\",\"siteadmin\":" #rights          \
	",\"creation\":1690000000,\"passchange\":1690000000" rest "}"
#define LINK(id, rights) ",\"links\":{\"" id "\":{\"rights\":" #rights "}}"
#define OUR_GROUP GROUP(OUR_ID, "whmcs:41", MEMBER("whmcs-41"))
#define OUR_ACCOUNT ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, LINK(OUR_ID, 2015484))
#define OUR_LOCKED_ACCOUNT ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 96, "")
#define DIENST ACCOUNT("dienst", "", 2, "")
#define OTHERS GROUP(OTHER_ID, "whmcs:411 x", MEMBER("other"))
#define OTHER_ACCOUNT ACCOUNT("other", "whmcs:411 Else", 64, LINK(OTHER_ID, 2015484))

#define ANSWER(action, rest) "{\"action\":\"" action "\",\"responseid\":\"ID\"," rest "}"
#define OK(action) ANSWER(action, "\"result\":\"ok\"")
#define REFUSED(action, result) ANSWER(action, "\"result\":\"" result "\"")

/* --- lines of scripts --- */

#define OPEN                                                                                                           \
	{                                                                                                                  \
		.opens = true, .has = "control.ashx x-meshauth: ZGllbnN0,cGFzcy13b3Jk", .says = GREETING                       \
	}
#define GROUPS(list)                                                                                                   \
	{                                                                                                                  \
		.has = "={\"action\":\"meshes\",\"responseid\":\"ID\",\"tag\":\"ID\"}",                                        \
		.says = "{\"action\":\"meshes\",\"meshes\":[" list "],\"tag\":\"ID\"}"                                         \
	}
#define ACCOUNTS(list)                                                                                                 \
	{                                                                                                                  \
		.has = "={\"action\":\"users\",\"responseid\":\"ID\",\"tag\":\"ID\"}",                                         \
		.says = "{\"action\":\"users\",\"users\":[" list "],\"tag\":\"ID\"}"                                           \
	}
#define LISTS(groups, accounts) GROUPS(groups), ACCOUNTS(accounts)
#define THEIRS LISTS(OTHERS, DIENST "," OTHER_ACCOUNT)
#define BOTH LISTS(OTHERS "," OUR_GROUP, DIENST "," OTHER_ACCOUNT "," OUR_ACCOUNT)
#define SUSPENDED LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," OTHER_ACCOUNT "," OUR_LOCKED_ACCOUNT)
#define SAY(parts, answer)                                                                                             \
	{                                                                                                                  \
		.has = (parts), .says = (answer)                                                                               \
	}
#define LOSE(parts, how)                                                                                               \
	{                                                                                                                  \
		.has = (parts), .then = (how)                                                                                  \
	}
#define ADD_ACCOUNT                                                                                                    \
	"\"action\":\"adduser\",\"username\":\"whmcs-41\",\"pass\":\"\n"                                                   \
	"\"siteadmin\":64,\"realname\":\"whmcs:41 Jane Doe\",\"emailVerified\":true,\"email\":\"jane@example.org\""
#define ADD_GROUP                                                                                                      \
	"={\"action\":\"createmesh\",\"meshname\":\"Jane Doe #41\",\"meshtype\":2,\"desc\":\"whmcs:41\",\"responseid\":"   \
	"\"ID\",\"tag\":\"ID\"}"
#define GROUP_ADDED ANSWER("createmesh", "\"result\":\"ok\",\"meshid\":\"" OUR_ID "\"")
#define LINK_WITH(rights)                                                                                              \
	"={\"action\":\"addmeshuser\",\"userids\":[\"user//whmcs-41\"],\"meshid\":\"" OUR_ID "\",\"meshadmin\":" #rights   \
	",\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define UNLINK                                                                                                         \
	"={\"action\":\"addmeshuser\",\"userids\":[\"user//whmcs-41\"],\"meshid\":\"" OUR_ID                               \
	"\",\"meshadmin\":0,\"remove\":true,\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define COUNTED(success)                                                                                               \
	ANSWER("addmeshuser", "\"result\":\"Added user whmcs-41\",\"success\":" #success ",\"failed\":0")
#define EDIT(rights)                                                                                                   \
	"={\"action\":\"edituser\",\"id\":\"user//whmcs-41\",\"siteadmin\":" #rights                                       \
	",\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define DELETE_ACCOUNT "={\"action\":\"deleteuser\",\"userid\":\"user//whmcs-41\",\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define DELETE_GROUP "={\"action\":\"deletemesh\",\"meshid\":\"" OUR_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define DEVICES "={\"action\":\"nodes\",\"meshid\":\"" OUR_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}"
#define NO_DEVICES "{\"action\":\"nodes\",\"responseid\":\"ID\",\"nodes\":{},\"tag\":\"ID\"}"
#define SET_PASSWORD                                                                                                   \
	"\"action\":\"changeuserpass\",\"userid\":\"user//whmcs-41\",\"pass\":\"\n\"removeMultiFactor\":false"
#define PASSWORD_EVENT                                                                                                 \
	"{\"action\":\"event\",\"event\":{\"action\":\"accountchange\",\"msgid\":66,\"account\":{\"_id\":\"user//"         \
	"whmcs-41\""                                                                                                       \
	"}}}\n{\"action\":\"event\",\"event\":{\"action\":\"accountchange\",\"msgid\":75,\"account\":{\"_id\":\"user//"    \
	"other\""                                                                                                          \
	"}}}\n{\"action\":\"event\",\"event\":{\"etype\":\"user\",\"userid\":\"user//dienst\",\"account\":{\"_id\":"       \
	"\"user//whmcs-41\"},\"action\":\"accountchange\",\"msgid\":75}}"
#define AS_CLIENT(password64)                                                                                          \
	{                                                                                                                  \
		.opens = true, .has = "x-meshauth: d2htY3MtNDE=," password64, .says = GREETING_OF("whmcs-41", 64, 129)         \
	}
#define PING SAY("={\"action\":\"ping\",\"responseid\":\"ID\",\"tag\":\"ID\"}", "{\"action\":\"pong\"}")

/* --- calls --- */

static void begin(struct prov_call *call, const char *function)
{
	scripted_call_init(call, function);
	scripted_put(call, "server_username", "dienst");
	scripted_put(call, "server_password", "pass-word");
	if (!(call->operation->flags & PROV_OPERATION_SERVER_ONLY)) {
		scripted_put(call, "service_id", "41");
	}
}

static void begin_create(struct prov_call *call)
{
	begin(call, "meshcentral_create");
	scripted_put(call, "client_first_name", "Jane");
	scripted_put(call, "client_last_name", "Doe");
	scripted_put(call, "client_email", "jane@example.org");
}

static bool run(struct prov_call *call, const struct scripted_line *lines, size_t length)
{
	struct channel_script script;
	channel_script_init(&script, lines, length);
	const bool done = channel_script_run(call, &script);
	channel_script_free(&script);
	return done;
}

#define LINES(...)                                                                                                     \
	const struct scripted_line lines[] = {__VA_ARGS__};                                                                \
	const size_t length = UNIT_COUNT(lines)

/* Runs to success, else fails with the call's message. */
static void succeeds(struct prov_call *call, const struct scripted_line *lines, size_t length)
{
	if (!run(call, lines, length)) {
		fail_msg("%s", call->error.message);
	}
}

static void says(const struct prov_call *call, const char *key, const char *text)
{
	assert_string_equal(scripted_text(&call->result, key), text);
}

static void says_bool(const struct prov_value *map, const char *key, bool boolean)
{
	const struct prov_value *value = prov_map_get(map, key);
	assert_true(value && value->type == PROV_VALUE_BOOL);
	assert_int_equal(value->as.boolean, boolean);
}

static void says_int(const struct prov_value *map, const char *key, int64_t number)
{
	const struct prov_value *value = prov_map_get(map, key);
	assert_true(value && value->type == PROV_VALUE_INT);
	assert_int_equal(value->as.integer, number);
}

/* Runs to this failure, and frees the call. */
static void fails_as(struct prov_call *call, const struct scripted_line *lines, size_t length,
    enum prov_error_kind kind, const char *part)
{
	if (run(call, lines, length)) {
		fail_msg("no failure: %s", part);
	}
	unit_assert_error(&call->error, kind, part);
	assert_null(strstr(call->error.message, "pass-word"));
	prov_call_free(call);
}

/* --- create --- */

static void create_makes_account_group_and_membership(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)));
	struct prov_call call;
	begin_create(&call);
	succeeds(&call, lines, length);
	says(&call, "state", "created");
	says(&call, "username", "whmcs-41");
	says(&call, "mesh_id", OUR_ID);
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	says_int(prov_map_get(&call.result, "limits"), "rights", 2015484);
	says_int(prov_map_get(&call.result, "limits"), "site_rights", 64);
	/* the password stands in no record, and lists are counted */
	for (size_t i = 0; i < call.records.count; i++) {
		assert_null(strstr(call.records.items[i].request, scripted_text(&call.result, "password")));
		assert_null(strstr(call.records.items[i].response, "whmcs:411"));
	}
	assert_non_null(strstr(call.records.items[1].response, " bytes)"));
	prov_call_free(&call);
}

static void create_takes_the_package(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS,
	    SAY("\"username\":\"Kunde_7\"\n\"siteadmin\":1088\n\"realname\":\"whmcs:41\"\n!email\"", OK("adduser")),
	    SAY("\"meshname\":\"Service #41\"", GROUP_ADDED), SAY("\"user//kunde_7\"\n\"meshadmin\":1068616", COUNTED(1)));
	struct prov_call call;
	begin(&call, "meshcentral_create");
	scripted_put(&call, "username", "Kunde_7");
	scripted_put(&call, "rights", "Desktop");
	scripted_put(&call, "site_rights", "1024");
	scripted_put(&call, "device_limit", "5");
	succeeds(&call, lines, length);
	says(&call, "username", "Kunde_7");
	says_int(prov_map_get(&call.result, "limits"), "device_limit", 5);
	prov_call_free(&call);
}

static void create_avoids_names_that_others_have(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY("\"username\":\"k-41\"", OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY("\"user//k-41\"", COUNTED(1)));
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "username", "Other");
	scripted_put(&call, "name_prefix", "k-");
	succeeds(&call, lines, length);
	says(&call, "username", "k-41");
	prov_call_free(&call);

	const struct scripted_line taken[] = {
	    OPEN, LISTS(OTHERS, DIENST "," OTHER_ACCOUNT "," ACCOUNT("whmcs-41", "", 64, ""))};
	begin_create(&call);
	scripted_put(&call, "username", "other");
	fails_as(
	    &call, taken, UNIT_COUNT(taken), PROV_ERROR_CONFLICT, "the account whmcs-41 exists and is not this service's");
}

static void create_leaves_what_is_whole(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), PING);
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "username", "whmcs-41");
	scripted_put(&call, "mesh_id", OUR_ID);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "state", "unchanged");
	assert_null(prov_map_get(&call.result, "password"));
	prov_call_free(&call);
}

/* A second factor is asked for only when the password was right. */
static void create_takes_a_second_factor_for_a_good_password(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"tokenrequired\"}"});
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "state", "unchanged");
	prov_call_free(&call);
}

/* Only MeshCentral's own word is a verdict on a password: all else leaves it alone. */
static void create_does_not_take_every_end_for_a_wrong_password(void **state)
{
	(void)state;
	static const struct {
		struct scripted_line line;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {{.opens = true, .says = "{\"action\":\"close\",\"cause\":\"banned\",\"msg\":\"banned-1\"}"},
	        PROV_ERROR_AUTHENTICATION, "banned this host"},
	    {{.opens = true, .says = "{\"action\":\"close\",\"cause\":\"odd\"}"}, PROV_ERROR_AUTHENTICATION,
	        "ended the session"},
	    {{.opens = true, .then = SCRIPTED_REFUSED, .status = 401}, PROV_ERROR_PROTOCOL, "scripted"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_line lines[] = {OPEN, BOTH, cases[i].line};
		struct prov_call call;
		begin_create(&call);
		scripted_put(&call, "password", "old-pass");
		fails_as(&call, lines, UNIT_COUNT(lines), cases[i].kind, cases[i].part);
	}

	/* the greeting has proven it, whatever comes after */
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="),
	    SAY("\"action\":\"ping\"", "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"));
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "state", "unchanged");
	prov_call_free(&call);
}

static void an_account_whose_name_cannot_be_read_is_not_used(void **state)
{
	(void)state;
	static const char *const users[] = {
	    "{\"_id\":\"user//whmcs-41\",\"name\":\"\\u0000whmcs-41\",\"realname\":\"whmcs:41\",\"siteadmin\":64}",
	    "{\"_id\":\"user//whmcs-41\",\"name\":\"whmcs\\n41\",\"realname\":\"whmcs:41\",\"siteadmin\":64}",
	};
	for (size_t i = 0; i < UNIT_COUNT(users); i++) {
		char says_users[512];
		snprintf(says_users, sizeof(says_users), "{\"action\":\"users\",\"users\":[%s],\"tag\":\"ID\"}", users[i]);
		const struct scripted_line lines[] = {OPEN, GROUPS(OUR_GROUP), SAY(NULL, says_users)};
		struct prov_call call;
		begin(&call, i == 0 ? "meshcentral_create" : "meshcentral_sso");
		fails_as(&call, lines, UNIT_COUNT(lines), PROV_ERROR_PROTOCOL, "cannot be read");
	}
}

/* What verifies an edit is read for the edit alone. */
static void a_name_garbled_meanwhile_is_not_logged_in_with(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS "," OUR_GROUP, DIENST "," ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))),
	    SAY(EDIT(64), OK("edituser")),
	    ACCOUNTS("{\"_id\":\"user//whmcs-41\",\"name\":\"\\u0000\",\"realname\":\"whmcs:41\",\"siteadmin\":64" LINK(
	        OUR_ID, 2015484) "}"),
	    AS_CLIENT("b2xkLXBhc3M="), PING);
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "username", "whmcs-41");
	prov_call_free(&call);
}

static void create_goes_on_with_what_an_earlier_call_left(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS, DIENST "," ACCOUNT("whmcs-41", "whmcs:41", 96, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)), SAY(EDIT(64), OK("edituser")), ACCOUNTS(OUR_ACCOUNT),
	    {.opens = true,
	        .has = "x-meshauth: d2htY3MtNDE=,b2xkLXBhc3M=",
	        .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"},
	    OPEN, SAY(SET_PASSWORD, PASSWORD_EVENT));
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "state", "resumed");
	says(&call, "username", "whmcs-41");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	prov_call_free(&call);
}

/* changeuserpass is silent about a password that the server's requirements refuse: other lengths are tried. */
static void create_finds_a_password_that_the_server_takes(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT),
	    SAY(SET_PASSWORD, PASSWORD_EVENT));
	struct prov_call call;
	begin_create(&call);
	succeeds(&call, lines, length);
	says(&call, "state", "resumed");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 44);
	prov_call_free(&call);

	const struct scripted_line never[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT),
	    LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(OUR_ACCOUNT), LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN,
	    ACCOUNTS(OUR_ACCOUNT)};
	begin_create(&call);
	assert_false(run(&call, never, UNIT_COUNT(never)));
	unit_assert_error(&call.error, PROV_ERROR_LIMIT, "passes over passwords");
	assert_false(call.error.outcome_unknown);
	assert_null(prov_map_get(&call.partial, "password"));
	prov_call_free(&call);
}

static void create_settles_a_lost_account(void **state)
{
	(void)state;
	/* it was made: but by which call, and with which password? */
	const struct scripted_line found[] = {OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)),
	    {.opens = true, .has = "x-meshauth: d2htY3MtNDE=,", .says = GREETING_OF("whmcs-41", 64, 1)}, PING};
	struct prov_call call;
	begin_create(&call);
	succeeds(&call, found, UNIT_COUNT(found));
	says(&call, "state", "created");
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 22);
	prov_call_free(&call);

	/* it was not: it is sent once more */
	const struct scripted_line again[] = {OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST),
	    SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED), SAY(LINK_WITH(2015484), COUNTED(1))};
	begin_create(&call);
	succeeds(&call, again, UNIT_COUNT(again));
	says(&call, "state", "created");
	prov_call_free(&call);

	/* somebody else's stands there now */
	const struct scripted_line foreign[] = {
	    OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST "," ACCOUNT("whmcs-41", "", 64, ""))};
	begin_create(&call);
	fails_as(&call, foreign, UNIT_COUNT(foreign), PROV_ERROR_CONFLICT, "exists already");
}

/* Silence is not a cut: the account may still be on its way. What it may get must be stored. */
static void create_keeps_what_is_unknown(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, LOSE(ADD_ACCOUNT, SCRIPTED_SILENT), OPEN, ACCOUNTS(DIENST));
	struct prov_call call;
	begin_create(&call);
	assert_false(run(&call, lines, length));
	assert_true(call.error.outcome_unknown);
	assert_string_equal(scripted_text(&call.partial, "username"), "whmcs-41");
	assert_int_equal(strlen(scripted_text(&call.partial, "password")), 22);
	prov_call_free(&call);
}

static void create_settles_a_lost_group(void **state)
{
	(void)state;
	const struct scripted_line found[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), LOSE(ADD_GROUP, SCRIPTED_CUT),
	    OPEN,
	    LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	struct prov_call call;
	begin_create(&call);
	succeeds(&call, found, UNIT_COUNT(found));
	says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), LOSE(ADD_GROUP, SCRIPTED_CUT),
	    OPEN, LISTS(OTHERS, DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	begin_create(&call);
	succeeds(&call, again, UNIT_COUNT(again));
	prov_call_free(&call);

	/* an answer without an id is none */
	const struct scripted_line odd[] = {OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, OK("createmesh")),
	    LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," ACCOUNT("whmcs-41", "whmcs:41 Jane Doe", 64, "")),
	    SAY(LINK_WITH(2015484), COUNTED(1))};
	begin_create(&call);
	succeeds(&call, odd, UNIT_COUNT(odd));
	prov_call_free(&call);
}

/* What this very call made goes, the account first; nothing is left to be stored. */
static void create_takes_back_after_a_refusal(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), ANSWER("addmeshuser", "\"result\":\"Nothing done\",\"success\":0,\"failed\":0")),
	    SAY(DELETE_GROUP, OK("deletemesh")), SAY(DELETE_ACCOUNT, OK("deleteuser")));
	struct prov_call call;
	begin_create(&call);
	assert_false(run(&call, lines, length));
	unit_assert_error(&call.error, PROV_ERROR_NOT_FOUND, "found no account to add");
	assert_string_equal(call.error.backend_code, "Nothing done");
	assert_null(prov_map_get(&call.partial, "username"));
	prov_call_free(&call);

	/* what existed before stays */
	const struct scripted_line resumed[] = {
	    OPEN, LISTS(OTHERS, DIENST "," OUR_LOCKED_ACCOUNT), SAY(ADD_GROUP, REFUSED("createmesh", "Permission denied"))};
	begin_create(&call);
	fails_as(&call, resumed, UNIT_COUNT(resumed), PROV_ERROR_PERMISSION, "needs the site right to manage users");
}

static void create_tries_other_passwords_and_no_email(void **state)
{
	(void)state;
	LINES(OPEN, THEIRS, SAY(ADD_ACCOUNT, ANSWER("adduser", "\"result\":\"Invalid password\",\"msgid\":3")),
	    SAY(ADD_ACCOUNT, ANSWER("adduser", "\"result\":\"Invalid email\",\"msgid\":4")),
	    SAY("\"action\":\"adduser\"\n!\"email\":", ANSWER("adduser", "\"result\":\"Invalid password\",\"msgid\":3")),
	    SAY("\"action\":\"adduser\"\n!\"email\":", OK("adduser")), SAY(ADD_GROUP, GROUP_ADDED),
	    SAY(LINK_WITH(2015484), COUNTED(1)));
	struct prov_call call;
	begin_create(&call);
	succeeds(&call, lines, length);
	assert_int_equal(strlen(scripted_text(&call.result, "password")), 14);
	prov_call_free(&call);
}

static void create_explains_refusals(void **state)
{
	(void)state;
	static const struct {
		const char *answer;
		enum prov_error_kind kind;
		const char *part;
	} cases[] = {
	    {ANSWER("adduser", "\"result\":\"Permission denied\",\"msgid\":1"), PROV_ERROR_PERMISSION, "manage users"},
	    {ANSWER("adduser", "\"result\":\"Invalid username\",\"msgid\":2"), PROV_ERROR_LIMIT, "user name"},
	    {ANSWER("adduser", "\"result\":\"Invalid site permissions\",\"msgid\":6"), PROV_ERROR_PERMISSION,
	        "site rights"},
	    {ANSWER("adduser", "\"result\":\"User already exists\",\"msgid\":7"), PROV_ERROR_CONFLICT, "exists already"},
	    {ANSWER("adduser", "\"result\":\"Unable to add user in this mode\",\"msgid\":8"), PROV_ERROR_UNSUPPORTED,
	        "LDAP"},
	    {ANSWER("adduser", "\"result\":\"Email domain is not allowed. Only (a.b) are allowed.\",\"msgid\":30"),
	        PROV_ERROR_LIMIT, "of this domain"},
	    {REFUSED("adduser", "maxUsersExceed"), PROV_ERROR_LIMIT, "as many accounts"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		LINES(OPEN, THEIRS, {.has = ADD_ACCOUNT, .says = cases[i].answer});
		struct prov_call call;
		begin_create(&call);
		fails_as(&call, lines, length, cases[i].kind, cases[i].part);
	}
}

/* Words that are not known are no verdict. */
static void create_settles_unknown_words(void **state)
{
	(void)state;
	static const char *const answers[] = {REFUSED("adduser", "passwordHashError"), ANSWER("adduser", "\"result\":5"),
	    ANSWER("adduser", "\"x\":1"), ANSWER("adduser", "\"result\":null")};
	for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
		LINES(OPEN, THEIRS, {.has = ADD_ACCOUNT, .says = answers[i]}, ACCOUNTS(DIENST), SAY(ADD_ACCOUNT, OK("adduser")),
		    SAY(ADD_GROUP, GROUP_ADDED), SAY(LINK_WITH(2015484), COUNTED(1)));
		struct prov_call call;
		begin_create(&call);
		succeeds(&call, lines, length);
		prov_call_free(&call);
	}
}

static void create_where_names_are_addresses(void **state)
{
	(void)state;
	const struct scripted_line open = {.opens = true, .says = GREETING_OF("dienst", 2, 2097281)};
	LINES(open, THEIRS, SAY("\"username\":\"jane@example.org\"\n\"emailVerified\":true\n!\"email\":", OK("adduser")),
	    SAY(ADD_GROUP, GROUP_ADDED), SAY("\"user//jane@example.org\"", COUNTED(1)));
	struct prov_call call;
	begin_create(&call);
	scripted_put(&call, "username", "example");
	succeeds(&call, lines, length);
	says(&call, "username", "jane@example.org");
	prov_call_free(&call);

	const struct scripted_line none[] = {open, THEIRS};
	begin(&call, "meshcentral_create");
	fails_as(&call, none, UNIT_COUNT(none), PROV_ERROR_CONFIGURATION, "e-mail addresses as user names");
}

static void create_refuses_a_bad_package(void **state)
{
	(void)state;
	static const struct {
		const char *field;
		const char *text;
		const char *part;
	} cases[] = {
	    {"rights", "everything", "the rights must be full"},
	    {"rights", "4294967295", "the rights must be full"},
	    {"rights", "2015485", "edit group"},
	    {"rights", "2", "manage users"},
	    {"rights", "-8", "the rights must be full"},
	    {"site_rights", "2", "the site rights must be"},
	    {"site_rights", "4294967295", "the site rights must be"},
	    {"name_prefix", "a b", "the prefix of user names"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_call call;
		begin_create(&call);
		scripted_put(&call, cases[i].field, cases[i].text);
		fails_as(&call, NULL, 0, PROV_ERROR_CONFIGURATION, cases[i].part);
	}
}

/* --- whose it is --- */

static void foreign_groups_are_conflicts(void **state)
{
	(void)state;
	/* anybody who may make groups can write our marker into one */
	const struct scripted_line forged[] = {
	    OPEN, LISTS(GROUP_MADE_BY("mallory", OUR_ID, "whmcs:41", 1, ""), DIENST "," ACCOUNT("mallory", "", 0, ""))};
	struct prov_call call;
	begin_create(&call);
	fails_as(&call, forged, 3, PROV_ERROR_CONFLICT, "another account made it");
	begin(&call, "meshcentral_terminate");
	fails_as(&call, forged, 3, PROV_ERROR_CONFLICT, "another account made it");

	/* the stored id is another service's by now */
	const struct scripted_line other[] = {OPEN, THEIRS};
	begin(&call, "meshcentral_suspend");
	scripted_put(&call, "mesh_id", OTHER_ID);
	fails_as(&call, other, 3, PROV_ERROR_CONFLICT, "it carries the marker whmcs:411");
}

static void a_stored_id_proves_a_group_of_another_service_account(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP_MADE_BY("old-dienst", OUR_ID, "whmcs:41", 1, MEMBER("whmcs-41")), OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES));
	struct prov_call call;
	begin(&call, "meshcentral_status");
	scripted_put(&call, "mesh_id", OUR_ID);
	succeeds(&call, lines, length);
	says(&call, "state", "active");
	prov_call_free(&call);
}

/* Of two groups that a lost answer left, the older one counts. */
static void the_older_group_counts(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP_MADE_BY("dienst", OTHER_ID, "whmcs:41", 1700000000000, "") "," OUR_GROUP, OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES));
	struct prov_call call;
	begin(&call, "meshcentral_status");
	succeeds(&call, lines, length);
	says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);
}

static void lost_markers_are_put_back(void **state)
{
	(void)state;
	LINES(OPEN,
	    LISTS(GROUP(OUR_ID, "Rechner von Jane", MEMBER("whmcs-41")),
	        ACCOUNT("whmcs-41", "Jane D.", 64, LINK(OUR_ID, 2015484) ",\"quota\":77")),
	    SAY("={\"action\":\"editmesh\",\"meshid\":\"" OUR_ID
	        "\",\"desc\":\"whmcs:41 Rechner von Jane\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("editmesh")),
	    SAY("={\"action\":\"edituser\",\"id\":\"user//whmcs-41\",\"siteadmin\":64,\"quota\":77,\"realname\":\"whmcs:41 "
	        "Jane "
	        "D.\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("edituser")),
	    SAY("\"siteadmin\":96,\"quota\":77", OK("edituser")), SAY(UNLINK, COUNTED(1)), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	scripted_put(&call, "username", "whmcs-41");
	scripted_put(&call, "mesh_id", OUR_ID);
	succeeds(&call, lines, length);
	says_bool(&call.result, "changed", true);
	prov_call_free(&call);
}

static void what_an_operator_adopts_is_marked(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(GROUP(OUR_ID, "whmcs:7 old", ""), ACCOUNT("jane", "whmcs:7", 64, "")),
	    SAY("\"action\":\"editmesh\"\n\"desc\":\"whmcs:41 old\"", OK("editmesh")),
	    SAY("\"action\":\"edituser\"\n\"realname\":\"whmcs:41\"", OK("edituser")),
	    SAY("\"user//jane\"\n\"meshadmin\":2015484", COUNTED(1)),
	    {.opens = true, .has = "x-meshauth: amFuZQ==,b2xkLXBhc3M=", .says = GREETING_OF("jane", 64, 1)}, PING);
	struct prov_call call;
	begin_create(&call);
	call.settings.adopt = true;
	scripted_put(&call, "username", "Jane");
	scripted_put(&call, "mesh_id", OUR_ID);
	scripted_put(&call, "password", "old-pass");
	succeeds(&call, lines, length);
	says(&call, "state", "resumed");
	says(&call, "username", "jane");
	prov_call_free(&call);
}

static void administrators_are_never_clients(void **state)
{
	(void)state;
	static const char *const functions[] = {
	    "meshcentral_suspend", "meshcentral_terminate", "meshcentral_sso", "meshcentral_create"};
	for (size_t i = 0; i < UNIT_COUNT(functions); i++) {
		LINES(OPEN, LISTS(OUR_GROUP, ACCOUNT("whmcs-41", "whmcs:41", 4294967295, LINK(OUR_ID, 2015484))));
		struct prov_call call;
		begin(&call, functions[i]);
		fails_as(&call, lines, length, PROV_ERROR_CONFLICT, "manages users or the whole server");
	}
}

static void answers_of_a_wrong_shape_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *groups;
		const char *accounts;
		const char *part;
	} cases[] = {
	    {"5", OUR_ACCOUNT, "no object"},
	    {"{\"_id\":5}", OUR_ACCOUNT, "_id"},
	    {"{\"_id\":\"mesh//short\"}", OUR_ACCOUNT, "an id that is none"},
	    {"{\"_id\":\"" OUR_ID "\",\"desc\":5}", OUR_ACCOUNT, "\"desc\""},
	    {"{\"_id\":\"" OUR_ID "\",\"links\":[]}", OUR_ACCOUNT, "\"links\""},
	    {"{\"_id\":\"" OUR_ID "\",\"links\":{\"user//x\":{\"rights\":\"all\"}}}", OUR_ACCOUNT, "\"rights\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\"}", "name"},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"siteadmin\":\"x\"}", "\"siteadmin\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"links\":7}", "\"links\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"links\":{\"" OUR_ID "\":{}}}", "\"rights\""},
	    {OUR_GROUP, "{\"_id\":\"user//x\",\"name\":\"x\",\"realname\":true}", "\"realname\""},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		char groups[1000];
		char accounts[1000];
		snprintf(groups, sizeof(groups), "{\"action\":\"meshes\",\"meshes\":[%s],\"tag\":\"ID\"}", cases[i].groups);
		snprintf(accounts, sizeof(accounts), "{\"action\":\"users\",\"users\":[%s],\"tag\":\"ID\"}", cases[i].accounts);
		LINES(OPEN, {.has = "meshes", .says = groups}, {.has = "users", .says = accounts});
		struct prov_call call;
		begin(&call, "meshcentral_suspend");
		fails_as(&call, lines, length, PROV_ERROR_PROTOCOL, cases[i].part);
	}
	LINES(OPEN, GROUPS(""), SAY("users", REFUSED("users", "Access denied")));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	fails_as(&call, lines, length, PROV_ERROR_PERMISSION, "full rights in the group");
}

/* --- suspend and unsuspend --- */

static void suspend_locks_and_unlinks(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	succeeds(&call, lines, length);
	says(&call, "state", "suspended");
	says_bool(&call.result, "changed", true);
	assert_int_equal(call.records.count, 6);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, SUSPENDED};
	begin(&call, "meshcentral_suspend");
	succeeds(&call, again, UNIT_COUNT(again));
	says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

/* The channel ended between the two: what did not leave is settled and sent as what was lost. */
static void half_a_suspension_is_completed(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), LOSE(UNLINK, SCRIPTED_UNSENT), OPEN,
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	succeeds(&call, lines, length);
	says(&call, "state", "suspended");
	prov_call_free(&call);
}

static void an_ok_without_effect_is_no_success(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 64, "")));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	fails_as(&call, lines, length, PROV_ERROR_PERMISSION, "said ok and did not change");

	const struct scripted_line linked[] = {OPEN, BOTH, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484)))};
	begin(&call, "meshcentral_suspend");
	fails_as(&call, linked, UNIT_COUNT(linked), PROV_ERROR_CONFLICT, "membership");
}

static void a_lost_suspend_is_settled_over_a_new_connection(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT), OPEN, ACCOUNTS(OUR_LOCKED_ACCOUNT),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT), ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	succeeds(&call, lines, length);
	prov_call_free(&call);

	/* and sent once more where it did not take effect */
	const struct scripted_line again[] = {OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT),
	    OPEN, ACCOUNTS(OUR_ACCOUNT), SAY(EDIT(96), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 96, LINK(OUR_ID, 2015484))), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT)};
	begin(&call, "meshcentral_suspend");
	succeeds(&call, again, UNIT_COUNT(again));
	prov_call_free(&call);

	const struct scripted_line dead[] = {OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_GOES_ON), LOSE(UNLINK, SCRIPTED_CUT),
	    {.opens = true, .then = SCRIPTED_UNSENT}, {.opens = true, .then = SCRIPTED_UNSENT}};
	begin(&call, "meshcentral_suspend");
	assert_false(run(&call, dead, UNIT_COUNT(dead)));
	assert_true(call.error.outcome_unknown && call.error.retryable);
	prov_call_free(&call);
}

/* A channel that the server ended meanwhile is no loss: nothing has left. Another one that takes nothing is. */
static void a_message_that_does_not_leave_is_not_unknown(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_UNSENT), OPEN, SAY(EDIT(96), OK("edituser")), SAY(UNLINK, COUNTED(1)),
	    ACCOUNTS(OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line twice[] = {
	    OPEN, BOTH, LOSE(EDIT(96), SCRIPTED_UNSENT), OPEN, LOSE(EDIT(96), SCRIPTED_UNSENT)};
	begin(&call, "meshcentral_suspend");
	assert_false(run(&call, twice, UNIT_COUNT(twice)));
	assert_false(call.error.outcome_unknown);
	unit_assert_error(&call.error, PROV_ERROR_CONNECTION, "scripted");
	prov_call_free(&call);
}

static void unsuspend_gives_the_package_back(void **state)
{
	(void)state;
	LINES(OPEN, SUSPENDED, SAY(LINK_WITH(1052424), COUNTED(1)), SAY(EDIT(64), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 64, LINK(OUR_ID, 1052424))));
	struct prov_call call;
	begin(&call, "meshcentral_unsuspend");
	scripted_put(&call, "rights", "view");
	succeeds(&call, lines, length);
	says(&call, "state", "active");
	says_bool(&call.result, "changed", true);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, BOTH};
	begin(&call, "meshcentral_unsuspend");
	scripted_put(&call, "rights", "view"); /* the package is change_package's */
	succeeds(&call, again, UNIT_COUNT(again));
	says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

static void absent_services_are_not_found(void **state)
{
	(void)state;
	static const char *const functions[] = {
	    "meshcentral_suspend", "meshcentral_unsuspend", "meshcentral_change_package", "meshcentral_sso"};
	for (size_t i = 0; i < UNIT_COUNT(functions); i++) {
		LINES(OPEN, THEIRS);
		struct prov_call call;
		begin(&call, functions[i]);
		scripted_put(&call, "username", "other"); /* somebody else's: none of ours */
		fails_as(&call, lines, length, PROV_ERROR_NOT_FOUND, "neither a device group nor an account");
	}
	LINES(OPEN, LISTS(OUR_GROUP, DIENST));
	struct prov_call call;
	begin(&call, "meshcentral_suspend");
	fails_as(&call, lines, length, PROV_ERROR_NOT_FOUND, "account is gone");
}

/* --- package, password --- */

static void change_package_sets_rights(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(LINK_WITH(1327320), COUNTED(1)), SAY(EDIT(192), OK("edituser")),
	    ACCOUNTS(ACCOUNT("whmcs-41", "whmcs:41", 192, LINK(OUR_ID, 1327320))));
	struct prov_call call;
	begin(&call, "meshcentral_change_package");
	scripted_put(&call, "rights", "support");
	scripted_put(&call, "site_rights", "128");
	succeeds(&call, lines, length);
	says_bool(&call.result, "changed", true);
	says_int(prov_map_get(&call.result, "limits"), "rights", 1327320);
	prov_call_free(&call);

	const struct scripted_line suspended[] = {OPEN, SUSPENDED}; /* stays suspended */
	begin(&call, "meshcentral_change_package");
	scripted_put(&call, "rights", "view");
	succeeds(&call, suspended, UNIT_COUNT(suspended));
	says_bool(&call.result, "changed", false);
	prov_call_free(&call);
}

static void begin_password(struct prov_call *call)
{
	begin(call, "meshcentral_change_password");
	scripted_put(call, "password", "new-pass-1");
}

static void a_changed_password_is_an_event(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(SET_PASSWORD "\nnew-pass-1", PASSWORD_EVENT));
	struct prov_call call;
	begin_password(&call);
	succeeds(&call, lines, length);
	says_bool(&call.result, "changed", true);
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
	succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line refused[] = {
	    OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), OPEN, ACCOUNTS(CHANGED_AT(1690000000))};
	begin_password(&call);
	fails_as(&call, refused, UNIT_COUNT(refused), PROV_ERROR_LIMIT, "passes over passwords");

	const struct scripted_line cut[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(CHANGED_AT(1690000000)), SAY(SET_PASSWORD, PASSWORD_EVENT)};
	begin_password(&call);
	succeeds(&call, cut, UNIT_COUNT(cut));
	prov_call_free(&call);

	const struct scripted_line gone[] = {OPEN, BOTH, LOSE(SET_PASSWORD, SCRIPTED_CUT), OPEN, ACCOUNTS(DIENST)};
	begin_password(&call);
	fails_as(&call, gone, UNIT_COUNT(gone), PROV_ERROR_NOT_FOUND, "went away");

	/* changed a moment before: the date proves nothing */
	const struct scripted_line open = {.opens = true,
	    .says =
	        "{\"action\":\"serverinfo\",\"serverinfo\":{\"domain\":\"\",\"name\":\"m\",\"serverTime\":1690000003000}}\n"
	        "{\"action\":\"userinfo\",\"userinfo\":{\"_id\":\"user//dienst\",\"name\":\"dienst\",\"siteadmin\":2}}"};
	const struct scripted_line set[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)), AS_CLIENT("bmV3LXBhc3MtMQ=="), PING};
	begin_password(&call);
	succeeds(&call, set, UNIT_COUNT(set));
	prov_call_free(&call);

	const struct scripted_line passed_over[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)),
	    {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"}};
	begin_password(&call);
	fails_as(&call, passed_over, UNIT_COUNT(passed_over), PROV_ERROR_LIMIT, "passes over passwords");

	const struct scripted_line unknown[] = {open, BOTH, LOSE(SET_PASSWORD, SCRIPTED_SILENT), open,
	    ACCOUNTS(CHANGED_AT(1690000000)), {.opens = true, .then = SCRIPTED_CUT}, {.opens = true, .then = SCRIPTED_CUT},
	    {.opens = true, .then = SCRIPTED_CUT}};
	begin_password(&call);
	assert_false(run(&call, unknown, UNIT_COUNT(unknown)));
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
	assert_false(run(&call, lines, length));
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
	begin(&call, "meshcentral_terminate");
	succeeds(&call, lines, length);
	says(&call, "state", "terminated");
	says_bool(&call.result, "changed", true);
	says_bool(prov_map_get(&call.result, "removed"), "user", true);
	says_bool(prov_map_get(&call.result, "removed"), "group", true);
	prov_call_free(&call);

	const struct scripted_line again[] = {OPEN, THEIRS};
	begin(&call, "meshcentral_terminate");
	scripted_put(&call, "username", "other");
	succeeds(&call, again, UNIT_COUNT(again));
	says_bool(&call.result, "changed", false);
	prov_call_free(&call);

	const struct scripted_line rest[] = {OPEN, LISTS(OTHERS "," OUR_GROUP, DIENST), SAY(DEVICES, NO_DEVICES),
	    /* a member who is no more would come back with the group, as whoever has his name then */
	    SAY("\"action\":\"removemeshuser\"\n\"userid\":\"user//whmcs-41\"",
	        REFUSED("removemeshuser", "User not in group")),
	    SAY(DELETE_GROUP, OK("deletemesh"))};
	begin(&call, "meshcentral_terminate");
	succeeds(&call, rest, UNIT_COUNT(rest));
	says_bool(prov_map_get(&call.result, "removed"), "user", false);
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
	begin(&call, "meshcentral_terminate");
	scripted_put(&call, "remove_agents", "on");
	succeeds(&call, lines, length);
	says_int(prov_map_get(&call.result, "removed"), "devices", 3);
	says_int(prov_map_get(&call.result, "removed"), "agents", 2);
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
	begin(&call, "meshcentral_status");
	succeeds(&call, lines, length);
	says(&call, "mesh_id", OUR_ID);
	says(&call, "state", "active");
	prov_call_free(&call);
	begin(&call, "meshcentral_status");
	succeeds(&call, turned, UNIT_COUNT(turned));
	says(&call, "mesh_id", OUR_ID);
	prov_call_free(&call);

	const struct scripted_line all[] = {OPEN, LISTS(OLD_GROUP "," OUR_GROUP, DIENST "," OUR_ACCOUNT),
	    SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, OK("deleteuser")), SAY(DELETE_GROUP, OK("deletemesh")),
	    LISTS(OLD_GROUP, DIENST),
	    SAY("={\"action\":\"nodes\",\"meshid\":\"" OLD_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}", NO_DEVICES),
	    SAY("={\"action\":\"deletemesh\",\"meshid\":\"" OLD_ID "\",\"responseid\":\"ID\",\"tag\":\"ID\"}",
	        OK("deletemesh"))};
	begin(&call, "meshcentral_terminate");
	succeeds(&call, all, UNIT_COUNT(all));
	says_bool(prov_map_get(&call.result, "removed"), "user", true);
	prov_call_free(&call);
}

static void terminate_judges_what_is_gone_already(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, REFUSED("deleteuser", "User does not exists")),
	    SAY(DELETE_GROUP, REFUSED("deletemesh", "Access denied")), GROUPS(OTHERS));
	struct prov_call call;
	begin(&call, "meshcentral_terminate");
	succeeds(&call, lines, length);
	prov_call_free(&call);

	const struct scripted_line refused[] = {OPEN, BOTH, SAY(DEVICES, NO_DEVICES), SAY(DELETE_ACCOUNT, OK("deleteuser")),
	    SAY(DELETE_GROUP, REFUSED("deletemesh", "Access denied")), GROUPS(OUR_GROUP)};
	begin(&call, "meshcentral_terminate");
	fails_as(&call, refused, UNIT_COUNT(refused), PROV_ERROR_PERMISSION, "full rights in the group");

	const struct scripted_line lost[] = {OPEN, BOTH, SAY(DEVICES, NO_DEVICES), LOSE(DELETE_ACCOUNT, SCRIPTED_CUT), OPEN,
	    ACCOUNTS(DIENST), LOSE(DELETE_GROUP, SCRIPTED_CUT), OPEN, GROUPS(OUR_GROUP),
	    SAY(DELETE_GROUP, OK("deletemesh"))};
	begin(&call, "meshcentral_terminate");
	succeeds(&call, lost, UNIT_COUNT(lost));
	prov_call_free(&call);
}

/* --- lists --- */

static void status_tells_of_one_service(void **state)
{
	(void)state;
	LINES(OPEN, BOTH,
	    SAY(DEVICES, "{\"action\":\"nodes\",\"nodes\":{\"" OUR_ID
	                 "\":[{\"_id\":\"node//a\",\"conn\":1},{\"_id\":\"node//b\"}]},\"tag\":\"ID\"}"));
	struct prov_call call;
	begin(&call, "meshcentral_status");
	scripted_put(&call, "device_limit", "1");
	succeeds(&call, lines, length);
	says(&call, "state", "active");
	says(&call, "username", "whmcs-41");
	says(&call, "group", "Jane Doe #41");
	says_int(&call.result, "created", 1690000000);
	says_int(&call.result, "rights", 2015484);
	says_int(prov_map_get(&call.result, "usage"), "devices", 2);
	says_int(prov_map_get(&call.result, "usage"), "online_devices", 1);
	says_bool(&call.result, "over_limit", true);
	assert_int_equal(prov_map_get(&call.result, "missing")->as.items.count, 0);
	prov_call_free(&call);

	const struct scripted_line rest[] = {OPEN, LISTS("", OUR_LOCKED_ACCOUNT)};
	begin(&call, "meshcentral_status");
	succeeds(&call, rest, UNIT_COUNT(rest));
	says(&call, "state", "suspended");
	assert_int_equal(prov_map_get(&call.result, "missing")->as.items.count, 1);
	prov_call_free(&call);

	const struct scripted_line none[] = {OPEN, THEIRS};
	begin(&call, "meshcentral_status");
	succeeds(&call, none, UNIT_COUNT(none));
	says(&call, "state", "absent");
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
	begin(&call, "meshcentral_usage");
	succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 3);
	says_int(prov_map_get(&call.result, "whmcs-41"), "devices", 2);
	says_int(prov_map_get(&call.result, "whmcs-41"), "online_devices", 1);
	says_int(prov_map_get(&call.result, "other"), "devices", 1);
	says_int(prov_map_get(&call.result, "u43"), "devices", 0);
	prov_call_free(&call);

	const struct scripted_line none[] = {OPEN, LISTS("", DIENST)};
	begin(&call, "meshcentral_usage");
	succeeds(&call, none, UNIT_COUNT(none));
	assert_int_equal(call.result.as.items.count, 0);
	prov_call_free(&call);
}

static void installations_do_not_meet(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OUR_GROUP "," GROUP(OTHER_ID, "whmcs:b:41", MEMBER("b41")),
	                OUR_ACCOUNT "," ACCOUNT("b41", "whmcs:b:41", 64, LINK(OTHER_ID, 8))));
	struct prov_call call;
	begin(&call, "meshcentral_list_accounts");
	snprintf(call.settings.installation, sizeof(call.settings.installation), "b");
	succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 1);
	assert_string_equal(scripted_text(&call.result.as.items.values[0], "username"), "b41");
	prov_call_free(&call);
}

static void accounts_are_listed_for_server_sync(void **state)
{
	(void)state;
	LINES(OPEN, LISTS(OTHERS "," GROUP(OUR_ID, "whmcs:41", ""), DIENST "," OTHER_ACCOUNT "," OUR_LOCKED_ACCOUNT));
	struct prov_call call;
	begin(&call, "meshcentral_list_accounts");
	succeeds(&call, lines, length);
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
	begin(&call, "meshcentral_devices");
	succeeds(&call, lines, length);
	assert_int_equal(call.result.as.items.count, 3);
	const struct prov_value *rows = call.result.as.items.values;
	assert_string_equal(scripted_text(&rows[0], "id"), "node//b");
	assert_string_equal(scripted_text(&rows[0], "name"), "b \xEF\xBF\xBD<script>");
	assert_string_equal(scripted_text(&rows[0], "system"), "Debian");
	says_bool(&rows[0], "online", false);
	says_int(&rows[0], "last_seen", 1699999999);
	says_bool(&rows[1], "online", true);
	says_int(&rows[1], "last_seen", 1700000000);
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
	begin(&call, "meshcentral_agent_links");
	scripted_put(&call, "invite_hours", "24");
	scripted_put(&call, "public_url", "https://mesh.example.com/kunden");
	scripted_put(&call, "url_key", "k&y1");
	succeeds(&call, lines, length);
	says(&call, "mesh_id", OUR_ID);
	says(&call, "invite_url", "https://mesh.example.com/kunden/agentinvite?c=C%40%24%3d&key=k%26y1");
	says_int(&call.result, "invite_hours", 24);
	says_int(&call.result, "invite_expires", 1700000000 + 24 * 3600);
	says(&call, "linux_command",
	    "wget -O ./meshinstall.sh 'https://mesh.example.com/kunden/meshagents?script=1' && chmod 755 ./meshinstall.sh "
	    "&& sudo "
	    "-E ./meshinstall.sh 'https://mesh.example.com/kunden' '" SHORT_ID "'");
	says(&call, "linux_uninstall_command",
	    "sudo -E ./meshinstall.sh uninstall 'https://mesh.example.com/kunden' '" SHORT_ID "'");
	says_bool(&call.result, "certificate_trusted", true);
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
	begin(&call, "meshcentral_agent_links");
	fails_as(&call, suspended, UNIT_COUNT(suspended), PROV_ERROR_PERMISSION, "suspended");
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
		begin(&call, "meshcentral_sso");
		scripted_put(&call, "server_key", KEY);
		assert_true(channel_script_run(&call, &script));
		says(&call, "username", "whmcs-41");
		says_int(&call.result, "expires_in", 60);
		snprintf(urls[i], sizeof(urls[i]), "%s", scripted_text(&call.result, "url"));
		assert_memory_equal(urls[i], "http://127.0.0.1:8080/?login=", 29);
		prov_call_free(&call);
		channel_script_free(&script);
	}
	assert_string_not_equal(urls[0], urls[1]);

	const struct scripted_line suspended[] = {OPEN, SUSPENDED};
	begin(&call, "meshcentral_sso");
	scripted_put(&call, "server_key", KEY);
	fails_as(&call, suspended, UNIT_COUNT(suspended), PROV_ERROR_PERMISSION, "suspended");
}

static void begin_sso(struct prov_call *call, const char *password)
{
	begin(call, "meshcentral_sso");
	scripted_put(call, "password", password);
}

static void sso_without_a_key_asks_the_server(void **state)
{
	(void)state;
	LINES(OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), SAY("\"action\":\"logincookie\"", ""),
	    SAY("\"action\":\"ping\"", "{\"action\":\"logincookie\",\"cookie\":\"C@$=\"}\n{\"action\":\"pong\"}"));
	struct prov_call call;
	begin_sso(&call, "old-pass");
	succeeds(&call, lines, length);
	says(&call, "url", "http://127.0.0.1:8080/?login=C%40%24%3d");
	says_int(&call.result, "expires_in", 3600);
	prov_call_free(&call);

	const struct scripted_line none_made[] = {
	    OPEN, BOTH, AS_CLIENT("b2xkLXBhc3M="), SAY("\"action\":\"logincookie\"", ""), PING};
	begin_sso(&call, "old-pass");
	fails_as(&call, none_made, UNIT_COUNT(none_made), PROV_ERROR_UNSUPPORTED, "AllowLoginToken");

	const struct scripted_line refused[] = {
	    OPEN, BOTH, {.opens = true, .says = "{\"action\":\"close\",\"cause\":\"noauth\",\"msg\":\"noauth-2d\"}"}};
	begin_sso(&call, "old-pass");
	fails_as(&call, refused, UNIT_COUNT(refused), PROV_ERROR_UNSUPPORTED, "another password");

	const struct scripted_line none[] = {OPEN, BOTH};
	begin(&call, "meshcentral_sso");
	fails_as(&call, none, UNIT_COUNT(none), PROV_ERROR_UNSUPPORTED, "Enter MeshCentral's login key");
}

static void links_go_nowhere_else(void **state)
{
	(void)state;
	const char *const bad[] = {"http://help.example.com", "javascript:alert(1)", "https://user@help.example.com"};
	const char *const functions[] = {"meshcentral_sso", "meshcentral_agent_links"};
	for (size_t i = 0; i < UNIT_COUNT(bad) * UNIT_COUNT(functions); i++) {
		struct prov_call call;
		begin(&call, functions[i % UNIT_COUNT(functions)]);
		scripted_put(&call, "server_key", KEY);
		scripted_put(&call, "public_url", bad[i / UNIT_COUNT(functions)]);
		fails_as(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "configoption12");
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
		begin_create(&call);
	} else {
		begin(&call, scenario->function);
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
	    cmocka_unit_test(create_makes_account_group_and_membership),
	    cmocka_unit_test(create_takes_the_package),
	    cmocka_unit_test(create_avoids_names_that_others_have),
	    cmocka_unit_test(create_leaves_what_is_whole),
	    cmocka_unit_test(create_takes_a_second_factor_for_a_good_password),
	    cmocka_unit_test(create_does_not_take_every_end_for_a_wrong_password),
	    cmocka_unit_test(an_account_whose_name_cannot_be_read_is_not_used),
	    cmocka_unit_test(a_name_garbled_meanwhile_is_not_logged_in_with),
	    cmocka_unit_test(create_goes_on_with_what_an_earlier_call_left),
	    cmocka_unit_test(create_finds_a_password_that_the_server_takes),
	    cmocka_unit_test(create_settles_a_lost_account),
	    cmocka_unit_test(create_keeps_what_is_unknown),
	    cmocka_unit_test(create_settles_a_lost_group),
	    cmocka_unit_test(create_takes_back_after_a_refusal),
	    cmocka_unit_test(create_tries_other_passwords_and_no_email),
	    cmocka_unit_test(create_explains_refusals),
	    cmocka_unit_test(create_settles_unknown_words),
	    cmocka_unit_test(create_where_names_are_addresses),
	    cmocka_unit_test(create_refuses_a_bad_package),
	    cmocka_unit_test(foreign_groups_are_conflicts),
	    cmocka_unit_test(a_stored_id_proves_a_group_of_another_service_account),
	    cmocka_unit_test(the_older_group_counts),
	    cmocka_unit_test(lost_markers_are_put_back),
	    cmocka_unit_test(what_an_operator_adopts_is_marked),
	    cmocka_unit_test(administrators_are_never_clients),
	    cmocka_unit_test(answers_of_a_wrong_shape_are_refused),
	    cmocka_unit_test(suspend_locks_and_unlinks),
	    cmocka_unit_test(half_a_suspension_is_completed),
	    cmocka_unit_test(an_ok_without_effect_is_no_success),
	    cmocka_unit_test(a_lost_suspend_is_settled_over_a_new_connection),
	    cmocka_unit_test(a_message_that_does_not_leave_is_not_unknown),
	    cmocka_unit_test(unsuspend_gives_the_package_back),
	    cmocka_unit_test(absent_services_are_not_found),
	    cmocka_unit_test(change_package_sets_rights),
	    cmocka_unit_test(a_changed_password_is_an_event),
	    cmocka_unit_test(silence_after_a_password_is_judged_by_its_date),
	    cmocka_unit_test(a_password_passed_over_is_not_waited_for_long),
	    cmocka_unit_test(terminate_deletes_the_account_first),
	    cmocka_unit_test(terminate_takes_agents_and_members_out),
	    cmocka_unit_test(several_groups_of_one_service),
	    cmocka_unit_test(terminate_judges_what_is_gone_already),
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
	return cmocka_run_group_tests_name("meshcentral", tests, NULL, NULL);
}
