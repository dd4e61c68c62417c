/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * codes: mailcow's error codes in plain words. The code itself stays in the error for machines. Numbers inside codes
 * are MiB.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>

struct code {
	const char *code;
	enum prov_error_kind kind;
	const char *text; /* one %s, the code's first argument, or none */
	bool half_done;   /* mailcow stops in the middle with it: part of the work stands */
};

/* clang-format off */
static const struct code codes[] = {
	{"access_denied", PROV_ERROR_PERMISSION, "mailcow denies it or does not know this object", false},
	{"aliases_in_use", PROV_ERROR_LIMIT, "the domain has %s aliases, more than the package allows: delete some first", false},
	{"defquota_empty", PROV_ERROR_LIMIT, "the default mailbox quota must be above 0", false},
	{"domain_cannot_match_hostname", PROV_ERROR_CONFLICT, "the domain is the mail server's own host name", false},
	{"domain_exists", PROV_ERROR_CONFLICT, "the domain %s exists already", false},
	{"domain_invalid", PROV_ERROR_NOT_FOUND, "mailcow does not know the domain, or takes its name as invalid", false},
	{"domain_not_empty", PROV_ERROR_CONFLICT, "the domain %s still holds mailboxes or resources", false},
	{"domain_quota_m_in_use", PROV_ERROR_LIMIT, "the mailboxes' quotas add up to %s MiB, more than the package's total quota: lower them first", false},
	{"mailbox_defquota_exceeds_mailbox_maxquota", PROV_ERROR_LIMIT, "the default mailbox quota is above the largest mailbox quota", false},
	{"mailbox_quota_exceeds_domain_quota", PROV_ERROR_LIMIT, "the largest mailbox quota is above the total quota", false},
	{"mailboxes_in_use", PROV_ERROR_LIMIT, "the domain has %s mailboxes, more than the package allows: delete some first", false},
	{"max_quota_in_use", PROV_ERROR_LIMIT, "a mailbox has a quota of %s MiB, more than the package's largest mailbox quota: lower it first", false},
	{"maxquota_empty", PROV_ERROR_LIMIT, "the largest mailbox quota must be above 0: mailcow has no unlimited domain", false},
	{"mysql_error", PROV_ERROR_REMOTE, "mailcow's database failed", true},
	{"object_doesnt_exist", PROV_ERROR_NOT_FOUND, "there is no %s in mailcow", false},
	{"object_exists", PROV_ERROR_CONFLICT, "the name %s is taken in mailcow", false},
	{"object_is_not_numeric", PROV_ERROR_PROTOCOL, "mailcow takes %s for no number", false},
	{"password_complexity", PROV_ERROR_LIMIT, "the password does not meet mailcow's password policy", false},
	{"password_mismatch", PROV_ERROR_PROTOCOL, "mailcow saw two different passwords", false},
	{"redis_error", PROV_ERROR_REMOTE, "mailcow's redis failed", true},
	{"rl_timeframe", PROV_ERROR_CONFIGURATION, "the rate limit's time frame must be s, m, h or d", false},
	{"username_invalid", PROV_ERROR_CONFLICT, "the administrator's name %s is taken or not allowed in mailcow", false},
};
/* clang-format on */

static const struct code *find_code(const char *code)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (strcmp(codes[i].code, code) == 0) {
			return &codes[i];
		}
	}
	return NULL;
}

bool mc_code_is_half_done(const char *code)
{
	const struct code *known = find_code(code);

	return known && known->half_done;
}

static void describe(const struct code *known, const char *code, const char *argument, struct prov_error *error)
{
	const char *gap = known ? strstr(known->text, "%s") : NULL;

	if (!known) {
		prov_error_set(error, PROV_ERROR_REMOTE, "mailcow refused: %s %s", code, argument);
	} else if (gap) {
		prov_error_set(
		    error, known->kind, "%.*s%s%s", (int)(gap - known->text), known->text, argument, gap + strlen("%s"));
	} else {
		prov_error_set(error, known->kind, "%s", known->text);
	}
}

void mc_error_from_code(const struct prov_op *op, struct prov_error *error, const char *code, const char *argument)
{
	char shown_code[sizeof(error->backend_code)];
	char shown_argument[128];
	struct prov_error made;

	prov_error_clear(&made);
	prov_op_foreign_text(op, shown_code, sizeof(shown_code), code, strlen(code));
	prov_op_foreign_text(op, shown_argument, sizeof(shown_argument), argument, strlen(argument));
	describe(find_code(code), shown_code, shown_argument, &made);
	if (error->kind != PROV_OK) {
		prov_error_add(error, "; %s", made.message); /* the first failure is the cause, the others are told with it */
		return;
	}
	*error = made;
	memcpy(error->backend_code, shown_code, sizeof(shown_code));
}
