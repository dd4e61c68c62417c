/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * create: makes a service's account, its storage vault, and writes marker, policy group and limits into its profile.
 * Called again after any outcome it goes on where the last call stopped, and ends in the same state.
 *
 * Comet's add-user can set no marker: until the profile is written, the account is known as ours by having no device
 * and being opened by this service's password. An account that exists is never taken over unless it is proven ours.
 * What this very call made is taken back only when a later step is refused in so many words.
 */
#include "backends/comet/comet.h"

#include <stdio.h>
#include <string.h>

#include "lib/credential.h"
#include "lib/mem.h"
#include "lib/text.h"

#define LABEL_MAX 256

/* What one create carries along; lives on the stack of cm_create. */
struct creation {
	char names[CM_NAMES][CM_NAME_MAX + 1];
	const char *name; /* the one that became the account's */
	char password[CM_PASSWORD_MAX + 1];
	size_t password_length;
	bool password_given; /* by the billing host; else made here */
	const char *policy;
	const char *provider;
	struct cm_limits limits;
	char label[LABEL_MAX]; /* the account's name for people */
	struct cm_wish wish;
	struct cm_profile profile;
	bool sent_again;  /* add-user's answer was lost, and it was not there: the first one may still have come later */
	bool found_again; /* what the lost one made stands: the password opens it */
};

/* --- what is wanted of the profile --- */

static void want_reports(const struct prov_op *op, struct cm_changes *changes)
{
	size_t length = 0;
	const char *email = prov_params_text(op->params, &cm_field_client_email, &length);

	if (!email || !prov_params_bool(op->params, &cm_field_email_reports, false) ||
	    prov_json_count(prov_json_member(changes->profile->json, "Emails")) > 0) {
		return;
	}
	cm_change_list_of_one(changes, "Emails", email, length);
	cm_change_bool(changes, changes->whole, "SendEmailReports", true);
}

static void want_account(const struct prov_op *op, struct cm_changes *changes, const void *data)
{
	const struct creation *creation = data;

	if (creation->policy) {
		cm_change_text(changes, "PolicyID", creation->policy, strlen(creation->policy));
	}
	/* to say whose an account is does not start it again: unsuspend does */
	if (!op->settings->adopt) {
		cm_change_bool(changes, changes->whole, "IsSuspended", false);
	}
	cm_limits_want(changes, &creation->limits);
	want_reports(op, changes);
}

/* --- the account --- */

static bool take_back(struct prov_op *op, void *data)
{
	(void)data;
	return cm_user_delete(op, prov_map_get(op->partial, "username")->as.string.data);
}

/* The name and password of an account that stands, or may stand, must not be lost, however the call ends. */
static bool keep_credentials(struct prov_op *op, const struct creation *creation)
{
	return prov_map_set_text(op->partial, "username", creation->name) &&
	               prov_map_set_string(op->partial, "password", creation->password, creation->password_length)
	           ? true
	           : prov_error_memory(op->error);
}

/* Whether the account that stands is the one whose making was just asked for. */
static enum prov_verdict judge_found(
    struct prov_op *op, const struct creation *creation, const struct cm_profile *found)
{
	enum cm_mark mark = CM_MARK_NONE;

	if (!cm_mark_of(op, found, &mark)) {
		return PROV_UNKNOWN;
	}
	if (mark != CM_MARK_NONE || cm_member_count(found->json, "Devices") > 0) {
		return PROV_REFUSED; /* it stood there before: whose it is, is looked at like any other's */
	}
	switch (cm_try_login(op, creation->name, creation->password, creation->password_length)) {
	case CM_LOGIN_OPENS:
		return PROV_DONE;
	case CM_LOGIN_UNKNOWN:
		return PROV_UNKNOWN;
	default:
		return PROV_REFUSED;
	}
}

static enum prov_verdict settle_user(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	struct creation *creation = cm->target;
	struct cm_profile found;
	enum prov_verdict verdict;

	if (!cm_profile_read(op, creation->name, &found)) {
		return PROV_UNKNOWN;
	}
	if (!found.exists) {
		creation->sent_again = true;
		return PROV_NOT_DONE;
	}
	verdict = judge_found(op, creation, &found);
	if (verdict == PROV_DONE) {
		creation->found_again = true;
		creation->profile = found;
		return verdict;
	}
	if (verdict == PROV_REFUSED) {
		prov_op_fail(op, PROV_ERROR_CONFLICT, "the account %s exists already", creation->name);
	}
	cm_profile_free(&found);
	return verdict;
}

static bool fill_form(struct prov_op *op, struct prov_form *form, const struct creation *creation)
{
	if (!cm_form_begin(op, form)) {
		return false;
	}
	cm_form_user(form, creation->name);
	prov_form_add_shown(form, "TargetPassword", creation->password, creation->password_length, PROV_SECRET_MASK);
	/* without a recovery code no admin could ever set another password */
	prov_form_add(form, "StoreRecoveryCode", "1", 1);
	if (prov_params_bool(op->params, &cm_field_require_password_change, false)) {
		prov_form_add(form, "RequirePasswordChange", "1", 1);
	}
	cm_form_tenant(op, form);
	return true;
}

enum added {
	ADDED,  /* a new account of ours stands */
	EXISTS, /* somebody's account of that name stands, or Comet refuses the account: op->error has its words */
	FAILED, /* op->error */
};

/* What became of add-user. A refused admin account is no matter of names. */
static enum added judge_added(struct prov_op *op, const struct creation *creation, const struct prov_write *write)
{
	if (write->verdict == PROV_DONE || write->verdict == PROV_UNKNOWN) {
		return keep_credentials(op, creation) && write->verdict == PROV_DONE ? ADDED : FAILED;
	}
	return write->verdict == PROV_REFUSED && op->error->kind != PROV_ERROR_AUTHENTICATION ? EXISTS : FAILED;
}

static enum added add_user(struct prov_op *op, struct creation *creation)
{
	struct cm_write cm = {.target = creation};
	struct prov_write write;
	enum added added = FAILED;

	creation->sent_again = false;
	if (fill_form(op, &cm.form, creation) &&
	    cm_write_begin(op, &write, &cm, PROV_ONCE, "add user", (struct cm_path){{"admin", "add-user"}})) {
		write.settle = settle_user;
		write.creates = true;
		prov_op_write(op, &write, 1);
		added = judge_added(op, creation, &write);
	}
	cm_write_end(&cm);
	return added;
}

/* --- new, or to be gone on with --- */

static bool finish_new(struct prov_op *op, struct creation *creation)
{
	bool changed = false;
	bool done;

	op->ownership = PROV_OWNER_OURS;
	if (!prov_op_undo(op, "delete the new account again", take_back, NULL)) {
		return false;
	}
	done = !creation->provider || cm_vault_request(op, creation->name, creation->provider, &creation->profile);
	/* without a vault, and from old servers, no profile has come yet */
	if (done && !creation->profile.exists) {
		done = cm_profile_read(op, creation->name, &creation->profile);
		if (done && !creation->profile.exists) {
			done = prov_op_fail(op, PROV_ERROR_CONFLICT, "the account %s went away meanwhile", creation->name);
		}
	}
	return done && cm_profile_update(op, creation->name, &creation->profile, &creation->wish, &changed);
}

/* The stored password still opens the account, or may: one that asks for a second factor is in its owner's use. */
static bool password_fits(struct prov_op *op, const struct creation *creation, bool *fits)
{
	enum cm_login login = creation->found_again ? CM_LOGIN_OPENS : CM_LOGIN_REFUSED;

	if (creation->password_given && !creation->found_again) {
		login = cm_try_login(op, creation->name, creation->password, creation->password_length);
	}
	*fits = login == CM_LOGIN_OPENS || login == CM_LOGIN_SECOND_FACTOR;
	return login != CM_LOGIN_UNKNOWN;
}

/* A password that was set, or may have been, must not be lost either. */
static bool set_password(struct prov_op *op, const struct creation *creation)
{
	bool done = cm_password_set(op, creation->name, &creation->profile, creation->password, creation->password_length);

	if (!done && !op->error->outcome_unknown) {
		return false;
	}
	return keep_credentials(op, creation) && done;
}

/* An account of ours stands: sees that it has all that it should. */
static bool resume(struct prov_op *op, struct creation *creation, bool *unchanged, bool *fits)
{
	bool without_vault = creation->provider && cm_member_count(creation->profile.json, "Destinations") == 0;
	bool changed = false;

	/* the marker first: an unmarked account with a vault would be harder to know again */
	if (!cm_profile_update(op, creation->name, &creation->profile, &creation->wish, &changed)) {
		return false;
	}
	*unchanged = !changed && !without_vault;
	if (without_vault) {
		if (!cm_vault_request(op, creation->name, creation->provider, &creation->profile) ||
		    (!creation->profile.exists && !cm_profile_read(op, creation->name, &creation->profile)) ||
		    !cm_profile_update(op, creation->name, &creation->profile, &creation->wish, &changed)) {
			return false;
		}
	}
	if (!password_fits(op, creation, fits)) {
		return false;
	}
	*unchanged = *unchanged && *fits;
	return *fits || set_password(op, creation);
}

enum found {
	FOUND_OURS,
	FOUND_ANOTHERS,
	FOUND_NOBODYS, /* that can be seen */
	FOUND_FAILED,
};

/* The account in the way may be what the first of two requests made. True: whose it is has been told. */
static bool look_for_own(struct prov_op *op, struct creation *creation, enum found *found)
{
	enum prov_verdict verdict = PROV_REFUSED;

	if (creation->sent_again && creation->profile.exists) {
		verdict = judge_found(op, creation, &creation->profile);
	}
	if (verdict == PROV_REFUSED) {
		return false;
	}
	*found = keep_credentials(op, creation) && verdict == PROV_DONE ? FOUND_OURS : FOUND_FAILED;
	if (*found == FOUND_OURS) {
		creation->found_again = true;
		op->ownership = PROV_OWNER_OURS;
	} else {
		op->error->outcome_unknown = true;
		op->error->retryable = true;
	}
	return true;
}

/* Whose the account is that stands in the way. Only of the last name that is tried another's is an error. */
static enum found look(struct prov_op *op, struct creation *creation, bool last)
{
	enum prov_ownership ownership = PROV_OWNER_ABSENT;
	enum found found = FOUND_FAILED;
	char why[200] = "";
	char object[CM_NAME_MAX + 16];

	if (!cm_profile_read(op, creation->name, &creation->profile)) {
		return FOUND_FAILED;
	}
	if (look_for_own(op, creation, &found)) {
		return found;
	}
	if (!cm_judge_account(op, creation->name, &creation->profile, CM_PROOF_NEW_ACCOUNT, &ownership, why, sizeof(why))) {
		return FOUND_FAILED;
	}
	if (ownership == PROV_OWNER_ABSENT) {
		return FOUND_NOBODYS;
	}
	if (ownership == PROV_OWNER_ANOTHER && !last && !op->settings->adopt) {
		cm_profile_free(&creation->profile);
		return FOUND_ANOTHERS;
	}
	snprintf(object, sizeof(object), "the account %s", creation->name);
	return prov_op_own(op, ownership, object, why) ? FOUND_OURS : FOUND_FAILED;
}

static void report(struct prov_op *op, const struct creation *creation, const char *state, bool tell_password)
{
	prov_map_set_text(op->result, "username", creation->name);
	if (tell_password) {
		prov_map_set_string(op->result, "password", creation->password, creation->password_length);
	}
	prov_map_set_text(op->result, "state", state);
}

static bool go_on(struct prov_op *op, struct creation *creation)
{
	bool unchanged = false;
	bool fits = false;

	if (!resume(op, creation, &unchanged, &fits)) {
		return false;
	}
	report(op, creation, unchanged && !creation->found_again ? "unchanged" : "resumed", !fits || creation->found_again);
	return true;
}

/*
 * One name. True: the operation has ended, well or not (*done); false: the next is due. That is also when Comet refuses
 * the account and nobody's can be seen: an admin of a tenant does not see who has the name in another.
 */
static bool try_name(struct prov_op *op, struct creation *creation, bool last, bool *done)
{
	enum added added = add_user(op, creation);
	struct prov_error refusal = *op->error;
	enum found found;

	*done = false;
	if (added == ADDED && creation->found_again) {
		op->ownership = PROV_OWNER_OURS;
		*done = go_on(op, creation);
		return true;
	}
	if (added != EXISTS) {
		*done = added == ADDED && finish_new(op, creation);
		if (*done) {
			report(op, creation, "created", true);
		}
		return true;
	}
	prov_error_clear(op->error);
	found = look(op, creation, last);
	if (found == FOUND_NOBODYS) {
		prov_op_fail_with(op, &refusal);
		op->error->kind = PROV_ERROR_LIMIT;
		return last;
	}
	if (found == FOUND_OURS) {
		*done = go_on(op, creation);
	}
	return found != FOUND_ANOTHERS;
}

/* --- inputs --- */

static bool choose_password(struct prov_op *op, struct creation *creation)
{
	struct prov_password_policy policy;
	size_t length = 0;
	const char *given = prov_params_text(op->params, &cm_field_chosen_password, &length);

	if (!given) {
		given = prov_params_text(op->params, &cm_field_password, &length);
	}
	creation->password_given = given != NULL;
	if (given) {
		memcpy(creation->password, given, length + 1); /* the field's bound is CM_PASSWORD_MAX */
		creation->password_length = length;
		return cm_password_is_usable(op, given, length);
	}
	prov_password_policy_init(&policy);
	creation->password_length = policy.length;
	return prov_password_generate(
	           &op->transport->random, &policy, creation->password, sizeof(creation->password), op->error) &&
	       prov_op_secret(op, creation->password, creation->password_length);
}

/* The client's company, else his name, cut between two characters. */
static void make_label(const struct prov_op *op, struct creation *creation)
{
	const char *company = prov_params_text(op->params, &cm_field_client_company, NULL);
	const char *first = prov_params_text(op->params, &cm_field_client_first_name, NULL);
	const char *last = prov_params_text(op->params, &cm_field_client_last_name, NULL);
	struct prov_buf label;
	size_t length;

	prov_buf_init(&label, (size_t)PROV_TEXT_MAX * 2 + 1);
	if (company) {
		prov_buf_append_text(&label, company);
	} else {
		prov_buf_printf(&label, "%s%s%s", first ? first : "", first && last ? " " : "", last ? last : "");
	}
	length = prov_utf8_cut(prov_buf_text(&label), label.length, sizeof(creation->label) - 1);
	memcpy(creation->label, prov_buf_text(&label), length);
	creation->label[length] = '\0';
	prov_buf_free(&label);
	creation->wish =
	    (struct cm_wish){.want = want_account, .data = creation, .label = length > 0 ? creation->label : NULL};
}

bool cm_create(struct prov_op *op)
{
	struct creation creation = {
	    .policy = prov_params_text(op->params, &cm_field_policy_group, NULL),
	    .provider = prov_params_text(op->params, &cm_field_storage_provider, NULL),
	};
	char marker[CM_NAME_MAX];
	bool done = false;

	cm_limits_from_params(op, &creation.limits);
	make_label(op, &creation);
	cm_profile_init(&creation.profile);
	if (prov_op_marker(op, CM_MARKER_PREFIX, ':', marker, sizeof(marker)) && choose_password(op, &creation) &&
	    cm_names_to_try(op, creation.names) && cm_policy_ensure(op, creation.policy)) {
		for (size_t i = 0; i < CM_NAMES; i++) {
			prov_error_clear(op->error);
			creation.name = creation.names[i];
			if (try_name(op, &creation, i + 1 == CM_NAMES, &done)) {
				break;
			}
		}
	}
	if (done) {
		done = cm_limits_report(op, &creation.profile, prov_map_add_map(op->result, "limits", strlen("limits")));
	}
	cm_profile_free(&creation.profile);
	prov_wipe(creation.password, sizeof(creation.password));
	return done;
}
