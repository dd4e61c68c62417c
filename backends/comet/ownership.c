/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ownership: the one place that says whose an account is. Nothing else reads markers; update.c writes ours.
 *
 * Our marker is the first word of AccountName, whmcs:<service>; what follows is the operator's. Any other first word
 * that begins whmcs: makes the account another's. Without one the service's password proves it: services of modules
 * that set no marker, and a new account whose create was cut off before it could set one. A name proves nothing:
 * customers type it.
 */
#include "backends/comet/comet.h"

#include <stdio.h>
#include <string.h>

#define MARKER_MAX 80
#define ACCOUNT_NAME_MAX 1024 /* of the name that is written, marker included */

/* --- the marker --- */

static size_t first_word(const struct cm_profile *profile)
{
	const char *blank = memchr(profile->account_name, ' ', profile->account_name_length);

	return blank ? (size_t)(blank - profile->account_name) : profile->account_name_length;
}

static bool is_a_marker(const struct cm_profile *profile)
{
	static const char prefix[] = CM_MARKER_PREFIX ":";

	return profile->account_name_length >= sizeof(prefix) - 1 &&
	       memcmp(profile->account_name, prefix, sizeof(prefix) - 1) == 0;
}

bool cm_mark_of(struct prov_op *op, const struct cm_profile *profile, enum cm_mark *mark)
{
	char marker[MARKER_MAX];
	size_t length = first_word(profile);

	*mark = CM_MARK_NONE;
	if (!is_a_marker(profile)) {
		return true;
	}
	if (!prov_op_marker(op, CM_MARKER_PREFIX, ':', marker, sizeof(marker))) {
		return false;
	}
	*mark =
	    length == strlen(marker) && memcmp(profile->account_name, marker, length) == 0 ? CM_MARK_OURS : CM_MARK_OTHER;
	return true;
}

bool cm_marked_name(struct prov_op *op, const struct cm_profile *profile, const char *label, struct prov_buf *name)
{
	char marker[MARKER_MAX];
	size_t skipped = is_a_marker(profile) ? first_word(profile) : 0;
	const char *rest = profile->account_name + skipped;
	size_t length = profile->account_name_length - skipped;

	prov_buf_init(name, ACCOUNT_NAME_MAX);
	if (!prov_op_marker(op, CM_MARKER_PREFIX, ':', marker, sizeof(marker))) {
		return false;
	}
	if (length == 0 && label) {
		rest = label;
		length = strlen(label);
	}
	prov_buf_append_text(name, marker);
	if (length > 0 && rest[0] != ' ') {
		prov_buf_append_char(name, ' ');
	}
	prov_buf_append(name, rest, length);
	return !name->failed || prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "the account's name is too long for our marker");
}

/* --- who opens it --- */

/* Best effort: a session that stays ends by itself after half an hour. */
static void close_session(struct prov_op *op, const char *username, const char *key, size_t length)
{
	struct prov_error error;
	struct prov_error *outer = prov_op_set_aside(op, &error);
	const char *step = op->step;
	struct cm_answer answer;
	struct prov_form form;

	prov_op_step(op, "close the session again");
	prov_form_init(&form, 4096);
	prov_form_add(&form, "Username", username, strlen(username));
	prov_form_add(&form, "AuthType", "SessionKey", strlen("SessionKey"));
	prov_form_add_shown(&form, "SessionKey", key, length, PROV_SECRET_MASK);
	if (cm_ask(op, (struct cm_path){{"user", "web", "session", "revoke"}}, &form, &answer)) {
		cm_answer_free(&answer);
	}
	op->error = outer;
	op->step = step;
}

static enum cm_login judge_login(struct prov_op *op, const char *username, const struct cm_answer *answer)
{
	static const char second_factor[] = "ERR_TOTP_REQUIRED";
	const struct cm_reply *reply = &answer->reply;
	size_t length = 0;
	const char *key;

	if (cm_reply_is_error(reply)) {
		bool asks_for_code = reply->message_length == sizeof(second_factor) - 1 &&
		                     memcmp(reply->message, second_factor, sizeof(second_factor) - 1) == 0;

		if (reply->number >= 500) {
			cm_error_from_reply(op, op->error, reply);
			return CM_LOGIN_UNKNOWN;
		}
		return asks_for_code ? CM_LOGIN_SECOND_FACTOR : CM_LOGIN_REFUSED;
	}
	key = prov_json_need_text(answer->json, "SessionKey", &length, op->error);
	if (!key || !prov_op_secret(op, key, length)) {
		return CM_LOGIN_UNKNOWN;
	}
	close_session(op, username, key, length);
	return CM_LOGIN_OPENS;
}

enum cm_login cm_try_login(struct prov_op *op, const char *username, const char *password, size_t length)
{
	enum cm_login login;
	struct cm_answer answer;
	struct prov_form form;

	prov_op_step(op, "try the service's password");
	cm_form_begin_user(&form, username, password, length);
	if (!cm_ask(op, (struct cm_path){{"user", "web", "session", "start"}}, &form, &answer)) {
		return CM_LOGIN_UNKNOWN;
	}
	login = judge_login(op, username, &answer);
	cm_answer_free(&answer);
	return login;
}

/* --- whose it is --- */

/* Every password that the billing host holds for the service; a new one that is only to be set opens nothing yet. */
static bool password_proves_it(struct prov_op *op, const char *username, bool *proven)
{
	static const struct prov_field *const fields[] = {
	    &cm_field_chosen_password, &cm_field_password, &cm_field_new_password};
	const char *tried = NULL;

	*proven = false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && !*proven; i++) {
		size_t length = 0;
		const char *password = prov_params_text(op->params, fields[i], &length);
		enum cm_login login;

		if (!password || (tried && strcmp(tried, password) == 0)) {
			continue;
		}
		tried = password;
		login = cm_try_login(op, username, password, length);
		if (login == CM_LOGIN_UNKNOWN) {
			return false;
		}
		*proven = login == CM_LOGIN_OPENS;
	}
	return true;
}

/* An account without marker. */
static bool judge_unmarked(struct prov_op *op, const char *username, const struct cm_profile *profile,
    enum cm_proof proof, enum prov_ownership *ownership, char *why, size_t size)
{
	bool adopts = op->settings->adopt && (op->call->operation->flags & PROV_OPERATION_WRITES);
	bool in_use = proof == CM_PROOF_NEW_ACCOUNT && cm_member_count(profile->json, "Devices") > 0;
	bool proven = false;

	if (in_use) {
		snprintf(why, size, "it carries no marker, and has devices already");
	} else {
		snprintf(why, size, "it carries no marker, and the service's password does not open it%s",
		    profile->suspended ? " (it is suspended, so no password does)" : "");
	}
	if (!adopts && !in_use && !password_proves_it(op, username, &proven)) {
		return false;
	}
	*ownership = proven ? PROV_OWNER_LEGACY : PROV_OWNER_ANOTHER;
	return true;
}

bool cm_judge_account(struct prov_op *op, const char *username, const struct cm_profile *profile, enum cm_proof proof,
    enum prov_ownership *ownership, char *why, size_t size)
{
	enum cm_mark mark = CM_MARK_NONE;
	char shown[100];

	*ownership = PROV_OWNER_ABSENT;
	if (!profile->exists) {
		return true;
	}
	if (!cm_mark_of(op, profile, &mark)) {
		return false;
	}
	switch (mark) {
	case CM_MARK_OURS:
		*ownership = PROV_OWNER_OURS;
		return true;
	case CM_MARK_OTHER:
		*ownership = PROV_OWNER_ANOTHER;
		prov_op_foreign_text(op, shown, sizeof(shown), profile->account_name, first_word(profile));
		snprintf(why, size, "it carries the marker %s", shown);
		return true;
	case CM_MARK_NONE:
		break;
	}
	return judge_unmarked(op, username, profile, proof, ownership, why, size);
}

static bool own(struct prov_op *op, const char *username, struct cm_profile *profile)
{
	enum prov_ownership ownership = PROV_OWNER_ABSENT;
	char object[CM_NAME_MAX + 16];
	char why[200] = "";

	snprintf(object, sizeof(object), "the account %s", username);
	if (!cm_judge_account(op, username, profile, CM_PROOF_PASSWORD, &ownership, why, sizeof(why)) ||
	    !prov_op_own(op, ownership, object, why)) {
		cm_profile_free(profile);
		return false;
	}
	return true;
}

bool cm_own(struct prov_op *op, char *name, struct cm_profile *profile)
{
	const char *stored = cm_stored_name(op);

	if (!stored) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "username or customfields[Username] is missing or empty: the account's name on Comet");
	}
	if (!cm_name_is_usable(stored, strlen(stored))) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "username must hold letters, digits, _ . @ and - alone: it is no account's name on Comet");
	}
	memcpy(name, stored, strlen(stored) + 1);
	return cm_profile_read(op, name, profile) && own(op, name, profile);
}

bool cm_need(struct prov_op *op, char *name, struct cm_profile *profile)
{
	if (!cm_own(op, name, profile)) {
		return false;
	}
	if (!profile->exists) {
		return prov_op_fail(op, PROV_ERROR_NOT_FOUND, "Comet has no account %s: create the service first", name);
	}
	return true;
}
