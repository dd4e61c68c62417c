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
};

/* clang-format off */
static const struct code codes[] = {
	{"access_denied", PROV_ERROR_PERMISSION, "mailcow denies it or does not know this object"},
	{"aliases_in_use", PROV_ERROR_LIMIT, "the domain has %s aliases, more than the package allows: delete some first"},
	{"defquota_empty", PROV_ERROR_LIMIT, "the default mailbox quota must be above 0"},
	{"domain_cannot_match_hostname", PROV_ERROR_CONFLICT, "the domain is the mail server's own host name"},
	{"domain_exists", PROV_ERROR_CONFLICT, "the domain %s exists already"},
	{"domain_invalid", PROV_ERROR_NOT_FOUND, "mailcow does not know the domain, or takes its name as invalid"},
	{"domain_not_empty", PROV_ERROR_CONFLICT, "the domain %s still holds mailboxes or resources"},
	{"domain_quota_m_in_use", PROV_ERROR_LIMIT, "the mailboxes' quotas add up to %s MiB, more than the package's total quota: lower them first"},
	{"mailbox_defquota_exceeds_mailbox_maxquota", PROV_ERROR_LIMIT, "the default mailbox quota is above the largest mailbox quota"},
	{"mailbox_quota_exceeds_domain_quota", PROV_ERROR_LIMIT, "the largest mailbox quota is above the total quota"},
	{"mailboxes_in_use", PROV_ERROR_LIMIT, "the domain has %s mailboxes, more than the package allows: delete some first"},
	{"max_quota_in_use", PROV_ERROR_LIMIT, "a mailbox has a quota of %s MiB, more than the package's largest mailbox quota: lower it first"},
	{"maxquota_empty", PROV_ERROR_LIMIT, "the largest mailbox quota must be above 0: mailcow has no unlimited domain"},
	{"mysql_error", PROV_ERROR_REMOTE, "mailcow's database failed"},
	{"object_doesnt_exist", PROV_ERROR_NOT_FOUND, "there is no %s in mailcow"},
	{"object_exists", PROV_ERROR_CONFLICT, "the name %s is taken in mailcow"},
	{"object_is_not_numeric", PROV_ERROR_PROTOCOL, "mailcow takes %s for no number"},
	{"password_complexity", PROV_ERROR_LIMIT, "the password does not meet mailcow's password policy"},
	{"password_mismatch", PROV_ERROR_PROTOCOL, "mailcow saw two different passwords"},
	{"redis_error", PROV_ERROR_REMOTE, "mailcow's redis failed"},
	{"rl_timeframe", PROV_ERROR_CONFIGURATION, "the rate limit's time frame must be s, m, h or d"},
	{"username_invalid", PROV_ERROR_CONFLICT, "the administrator's name %s is taken or not allowed in mailcow"},
};
/* clang-format on */

bool mc_error_from_code(struct prov_error *error, const char *code, const char *argument)
{
	char shown_code[96];
	char shown_argument[128];
	const struct code *known = NULL;

	prov_error_foreign_text(shown_code, sizeof(shown_code), code, strlen(code));
	prov_error_foreign_text(shown_argument, sizeof(shown_argument), argument, strlen(argument));
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (strcmp(codes[i].code, code) == 0) {
			known = &codes[i];
		}
	}
	if (!known) {
		prov_error_set(error, PROV_ERROR_REMOTE, "mailcow refused: %s %s", shown_code, shown_argument);
	} else {
		const char *gap = strstr(known->text, "%s");

		if (gap) {
			prov_error_set(
			    error, known->kind, "%.*s%s%s", (int)(gap - known->text), known->text, shown_argument, gap + 2);
		} else {
			prov_error_set(error, known->kind, "%s", known->text);
		}
	}
	snprintf(error->backend_code, sizeof(error->backend_code), "%s", shown_code);
	return false;
}
