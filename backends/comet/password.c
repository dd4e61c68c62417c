/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * password: sets an account's password. Comet can do that for an admin only with the recovery code that add-user stored
 * in the profile; an account without one says so before anything is sent.
 */
#include "backends/comet/comet.h"

#include <string.h>

#include "lib/text.h"

bool cm_password_is_usable(struct prov_op *op, const char *password, size_t length)
{
	size_t characters = 0;

	for (size_t at = 0; at < length; characters++) {
		at += prov_utf8_next(password + at, length - at, NULL); /* the field was checked to be UTF-8 */
	}
	return characters >= CM_PASSWORD_MIN ||
	       prov_op_fail(op, PROV_ERROR_LIMIT, "the password must have at least %d characters", CM_PASSWORD_MIN);
}

static bool check_recovery_code(struct prov_op *op, const struct cm_profile *profile)
{
	const char *code = NULL;
	size_t length = 0;

	if (!cm_member_text(profile->json, "PasswordRecovery", &code, &length, op->error)) {
		return false;
	}
	return length > 0 ||
	       prov_op_fail(op, PROV_ERROR_UNSUPPORTED,
	           "the account has no recovery code, so no admin can set its password: its owner must set "
	           "it in the client software, with \"Allow administrator to reset my password\" switched on");
}

/* The password that was sent; lives on the stack of cm_password_set. */
struct trial {
	const char *username;
	const char *password;
	size_t length;
	bool can_log_in; /* a suspended account refuses every password */
};

static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	const struct trial *tried = cm->target;

	switch (cm_try_login(op, tried->username, tried->password, tried->length)) {
	case CM_LOGIN_OPENS:
		return PROV_DONE;
	case CM_LOGIN_REFUSED:
		return tried->can_log_in ? PROV_NOT_DONE : PROV_UNKNOWN;
	default:
		return PROV_UNKNOWN;
	}
}

/*
 * A lost answer is settled by logging in: sent once more, the call would make a second recovery code while the first
 * may still be on its way.
 */
bool cm_password_set(
    struct prov_op *op, const char *username, const struct cm_profile *profile, const char *password, size_t length)
{
	struct trial tried = {
	    .username = username, .password = password, .length = length, .can_log_in = !profile->suspended};
	struct cm_write cm = {.target = &tried};
	struct prov_write write;
	bool done;

	if (!check_recovery_code(op, profile)) {
		return false;
	}
	done = cm_form_begin(op, &cm.form);
	if (done) {
		cm_form_user(&cm.form, username);
		prov_form_add_shown(&cm.form, "NewPassword", password, length, PROV_SECRET_MASK);
		done = cm_write_begin(
		    op, &write, &cm, PROV_ONCE, "set password", (struct cm_path){{"admin", "reset-user-password"}});
	}
	if (done) {
		write.settle = settle;
		done = prov_op_write(op, &write, 1);
	}
	cm_write_end(&cm);
	if (!done && cm_error_is_refusal(op->error) && op->error->refused) {
		op->error->kind = PROV_ERROR_LIMIT; /* what Comet has against a password is a rule of its own */
	}
	return done;
}

bool cm_change_password(struct prov_op *op)
{
	size_t length = 0;
	const char *password = prov_params_text(op->params, &cm_field_new_password, &length);
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool done;

	if (!cm_password_is_usable(op, password, length) || !cm_need(op, name, &profile)) {
		return false;
	}
	done = cm_password_set(op, name, &profile, password, length);
	cm_profile_free(&profile);
	if (done) {
		prov_map_set_bool(op->result, "changed", true);
	}
	return done;
}
