/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mesh_script: what the tests of the MeshCentral backend share: messages as a server sends them, lines of scripts, and
 * calls with the usual inputs. Without a network, a clock or PHP.
 */
#ifndef PROVISION_TESTS_MESH_SCRIPT_H
#define PROVISION_TESTS_MESH_SCRIPT_H

#include "backends/meshcentral/meshcentral.h"
#include "tests/unit/scripted_channel.h"
#include "tests/unit/unit.h"

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
#define PONG "{\"action\":\"pong\"}"
#define PING SAY("={\"action\":\"ping\",\"responseid\":\"ID\",\"tag\":\"ID\"}", PONG)

#define LINES(...)                                                                                                     \
	const struct scripted_line lines[] = {__VA_ARGS__};                                                                \
	const size_t length = UNIT_COUNT(lines)

/* --- calls --- */
/* A call of a function, by the service account's password; of service 41 where it is about one. */
void mesh_call(struct prov_call *call, const char *function);
/* meshcentral_create for a client with a name and an address. */
void mesh_create_call(struct prov_call *call);
bool mesh_run(struct prov_call *call, const struct scripted_line *lines, size_t length);
/* Runs to success, else fails with the call's message. */
void mesh_succeeds(struct prov_call *call, const struct scripted_line *lines, size_t length);
/* Runs to this failure, without the service account's password in its message, and frees the call. */
void mesh_fails(struct prov_call *call, const struct scripted_line *lines, size_t length, enum prov_error_kind kind,
    const char *part);
void mesh_says(const struct prov_call *call, const char *key, const char *text);
void mesh_says_bool(const struct prov_value *map, const char *key, bool boolean);
void mesh_says_int(const struct prov_value *map, const char *key, int64_t number);

#endif
