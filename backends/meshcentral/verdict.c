/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * verdict: what MeshCentral's answers mean. Sends nothing.
 *
 * A refusal is a text in `result`; there are no codes but a few message numbers. The texts are MeshCentral's own and
 * the same in every language of its pages. Only "ok" is a success, and of addmeshuser only success 1. A text that is
 * not known here is no verdict: what became of the write is then read back.
 */
#include "backends/meshcentral/meshcentral.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is(const char *text, const char *other)
{
	return strcmp(text, other) == 0;
}

/* --- refusals --- */

/* clang-format off */
static const struct {
	const char *result;
	enum prov_error_kind kind;
	const char *words;
} refusals[] = {
	{"Permission denied", PROV_ERROR_PERMISSION, "the service account may not do this: it needs the site right to manage users, and must be allowed to make groups"},
	{"Access denied", PROV_ERROR_PERMISSION, "the service account may not do this: it needs the site right to manage users, and full rights in the group"},
	{"Invalid site permissions", PROV_ERROR_PERMISSION, "the service account may not give these site rights: use a full administrator, or site rights 64"},
	{"Email verification required", PROV_ERROR_PERMISSION, "the service account's e-mail address must be verified before it can make groups"},
	{"Invalid user group", PROV_ERROR_PERMISSION, "the service account manages only users of its own realm, and this is none"},
	{"User already exists", PROV_ERROR_CONFLICT, "an account of this name exists already"},
	{"Invalid username", PROV_ERROR_LIMIT, "MeshCentral does not take this user name: no blanks, quotes, commas or slashes, and no ~ at its beginning"},
	{"Invalid password", PROV_ERROR_LIMIT, "the password does not meet MeshCentral's requirements (passwordRequirements of its configuration)"},
	{"Invalid email", PROV_ERROR_LIMIT, "MeshCentral does not take this e-mail address"},
	{"maxUsersExceed", PROV_ERROR_LIMIT, "the server has as many accounts as its configuration allows (limits.maxUserAccounts)"},
	{"Unable to add user in this mode", PROV_ERROR_UNSUPPORTED, "accounts of this MeshCentral domain come from LDAP or Windows: none can be made"},
	{"User does not exists", PROV_ERROR_NOT_FOUND, "there is no such account"},
	{"User not in group", PROV_ERROR_NOT_FOUND, "the account is no member of the group"},
	{"Unknown device group", PROV_ERROR_NOT_FOUND, "there is no such device group"},
	{"Unknown group", PROV_ERROR_NOT_FOUND, "there is no such device group"},
	{"Invalid group id", PROV_ERROR_NOT_FOUND, "there is no such device group, or the service account is no member of it"},
	{"Nothing done", PROV_ERROR_NOT_FOUND, "MeshCentral found no account to add or remove"},
	{"Can't change self, Nothing done", PROV_ERROR_CONFLICT, "the service's account is the one that the billing host logs in with"},
};
/* clang-format on */

static bool begins(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

static void set_code(const struct prov_op *op, const struct prov_json *answer, const char *result, size_t length,
    struct prov_error *error)
{
	int64_t number = 0;

	if (prov_json_whole_number(prov_json_member(answer, "msgid"), &number)) {
		snprintf(error->backend_code, sizeof(error->backend_code), "%" PRId64, number);
	} else {
		prov_op_foreign_text(op, error->backend_code, sizeof(error->backend_code), result, length);
	}
}

bool mesh_error_from_result(const struct prov_op *op, const struct prov_json *answer, const char *result, size_t length,
    struct prov_error *error)
{
	bool known = true;
	char shown[160];
	size_t i = 0;

	while (i < COUNT(refusals) && !is(result, refusals[i].result)) {
		i++;
	}
	prov_op_foreign_text(op, shown, sizeof(shown), result, length);
	if (i < COUNT(refusals)) {
		prov_error_set(error, refusals[i].kind, "%s", refusals[i].words);
	} else if (begins(result, "Email domain is not allowed")) {
		prov_error_set(error, PROV_ERROR_LIMIT, "MeshCentral takes no e-mail address of this domain: %s", shown);
	} else if (begins(result, "Unknown user ")) {
		prov_error_set(error, PROV_ERROR_NOT_FOUND, "there is no such account");
	} else {
		prov_error_set(error, PROV_ERROR_REMOTE, "MeshCentral failed: %s", shown);
		known = false;
	}
	set_code(op, answer, result, length, error);
	return known;
}

/* --- refused logins --- */

static void refuse_credential(const struct mesh_session *session, struct prov_error *error)
{
	if (session->client_name) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION, "the client's password is not the one that is stored here");
	} else if (session->credential.login == MESH_LOGIN_KEY) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no "
		    "account %s for it to act as, or the server's CookieEncoding is another one",
		    session->credential.name);
	} else {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "MeshCentral refuses the %s: wrong, expired or removed, or the account is locked",
		    session->credential.login == MESH_LOGIN_TOKEN ? "login token" : "user name and password");
	}
}

void mesh_error_from_close(const struct prov_op *op, const struct mesh_session *session, const struct prov_json *close,
    struct prov_error *error)
{
	size_t length = 0;
	const char *cause = prov_json_text(prov_json_member(close, "cause"), NULL);
	const char *message = prov_json_text(prov_json_member(close, "msg"), &length);
	char shown[96] = "";

	cause = cause ? cause : session->action;
	prov_op_foreign_text(op, shown, sizeof(shown), message ? message : cause, message ? length : strlen(cause));
	if (is(shown, "tokenrequired")) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "the account has a second factor: make a login token (My Account, Login Tokens), which needs none");
	} else if (is(shown, "nokey")) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "this MeshCentral domain wants a key in every address (its setting LoginKey): enter it as URL key");
	} else if (is(shown, "noauth-1")) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "MeshCentral knows no such server domain, or does not allow this host's address");
	} else if (is(cause, "emailvalidation")) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "the account's e-mail address must be verified first");
	} else if (is(cause, "notools")) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the account has the site right \"no tools\" (128), which shuts out programs: take it away");
	} else if (is(cause, "banned")) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "MeshCentral has banned this host's address after wrong logins: try again later");
		error->retryable = true;
	} else if (is(cause, "noauth")) {
		refuse_credential(session, error);
	} else if (is(cause, "stopped")) {
		prov_error_set(error, PROV_ERROR_LIMIT, "MeshCentral allows no more sessions now: try again later (%s)", shown);
		error->retryable = true;
	} else {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION, "MeshCentral ended the session: %s", shown);
	}
	snprintf(error->backend_code, sizeof(error->backend_code), "%s", shown);
}

/* --- answers to writes --- */

static enum prov_verdict odd(struct prov_error *error, const char *action, const char *what)
{
	prov_error_set(error, PROV_ERROR_PROTOCOL, "MeshCentral's answer to %s %s", action, what);
	return PROV_UNKNOWN;
}

/* success and failed count; the text beside them says nothing that can be relied upon, but for what went wrong. */
static enum prov_verdict judge_membership(
    const struct prov_op *op, const struct prov_json *answer, struct prov_error *error)
{
	size_t length = 0;
	const char *result = prov_json_text(prov_json_member(answer, "result"), &length);
	int64_t success = 0;
	bool counted = prov_json_whole_number(prov_json_member(answer, "success"), &success);

	if (!result) {
		return odd(error, "addmeshuser", "has no result");
	}
	if (counted && success == 1) {
		return PROV_DONE;
	}
	if (success != 0) {
		return odd(error, "addmeshuser", "counts more than the one account that was named");
	}
	/* a refusal before anything was tried has no counts */
	return mesh_error_from_result(op, answer, result, length, error) ? PROV_REFUSED : PROV_UNKNOWN;
}

static enum prov_verdict judge_new_group(
    const struct prov_json *answer, struct mesh_message *message, struct prov_error *error)
{
	size_t length = 0;
	const char *id = prov_json_text(prov_json_member(answer, "meshid"), &length);

	if (!id || !mesh_is_group_id(id)) {
		return odd(error, "createmesh", "does not tell the new group's id");
	}
	memcpy(message->made_id, id, length + 1);
	return PROV_DONE;
}

/* A refusal that says no more than that the object is gone, which is what was wanted. */
static bool is_gone(const char *action, const char *result)
{
	return (is(action, "deleteuser") && is(result, "User does not exists")) ||
	       (is(action, "deletemesh") && is(result, "Unknown device group")) ||
	       (is(action, "removemeshuser") && is(result, "User not in group"));
}

static enum prov_verdict judge_result(
    const struct prov_op *op, const struct prov_json *answer, struct mesh_message *message, struct prov_error *error)
{
	size_t length = 0;
	const char *result = prov_json_text(prov_json_member(answer, "result"), &length);

	if (!result) {
		return odd(error, message->action, "has no result");
	}
	if (is(result, "ok")) {
		return is(message->action, "createmesh") ? judge_new_group(answer, message, error) : PROV_DONE;
	}
	if (is_gone(message->action, result)) {
		return PROV_DONE;
	}
	if (!mesh_error_from_result(op, answer, result, length, error)) {
		return PROV_UNKNOWN;
	}
	/* MeshCentral says so of a group that is deleted already, too: the list of groups tells */
	return is(message->action, "deletemesh") && is(result, "Access denied") ? PROV_UNKNOWN : PROV_REFUSED;
}

enum prov_verdict mesh_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response)
{
	struct mesh_message *message = write->data;
	enum prov_verdict verdict;
	struct prov_json *answer;

	if (message->awaited_user || write->request.unanswered) {
		return PROV_DONE; /* the event itself, or nothing, is the answer */
	}
	answer = prov_json_parse(
	    prov_buf_text(&response->body), response->body.length, op->settings->max_json_depth, &write->error);
	if (!answer) {
		return PROV_UNKNOWN;
	}
	verdict = is(message->action, "addmeshuser") ? judge_membership(op, answer, &write->error)
	                                             : judge_result(op, answer, message, &write->error);
	prov_json_free(answer);
	return verdict;
}
