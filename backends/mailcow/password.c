/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * password: the administrator's password, and what mailcow's password policy says to one that it refuses.
 * Name and password are never changed in one request: a refused password would leave the rename half done.
 */
#include "backends/mailcow/mailcow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool mc_password_set_attr(struct prov_json *attr, const char *password, size_t length)
{
	return prov_json_set_text(attr, "password", password, length) &&
	       prov_json_set_text(attr, "password2", password, length);
}

bool mc_password_edit(struct prov_op *op, const char *admin, const char *password, size_t length, bool activate)
{
	struct prov_json *attr = activate ? mc_active_attr(true) : prov_json_new_object();

	if (!mc_password_set_attr(attr, password, length)) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	return mc_admin_edit(op, "set password", admin, attr);
}

bool mc_password_is_refused(const struct prov_error *error)
{
	return strcmp(error->backend_code, "password_complexity") == 0;
}

/* The length that mailcow's policy asks for, and the policy in words for an error. */
static bool read_policy(struct prov_op *op, int64_t *length, char *words, size_t size)
{
	static const struct {
		const char *key;
		const char *words;
	} rules[] = {{"chars", ", letters"}, {"lowerupper", ", lower and upper case"}, {"numbers", ", digits"},
	    {"special_chars", ", special characters"}};
	struct prov_json *answer;
	int64_t wanted;
	size_t used;

	prov_op_step(op, "read password policy");
	answer = mc_get(op, (struct mc_path){{"get", "passwordpolicy"}});
	if (!answer || !prov_json_need_whole_number(answer, "length", length, op->error)) {
		prov_json_free(answer);
		return false;
	}
	used = (size_t)snprintf(words, size, "at least %" PRId64 " characters", *length);
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (prov_json_whole_number(prov_json_member(answer, rules[i].key), &wanted) && wanted == 1 && used < size) {
			used += (size_t)snprintf(words + used, size - used, "%s", rules[i].words);
		}
	}
	prov_json_free(answer);
	return true;
}

void mc_password_explain(struct prov_op *op, int64_t *length)
{
	struct prov_error error;
	struct prov_error *refusal = prov_op_set_aside(op, &error);
	const char *step = op->step;
	char words[160];

	*length = 0;
	if (read_policy(op, length, words, sizeof(words))) {
		prov_error_add(refusal, ": it asks for %s", words);
	}
	op->error = refusal;
	op->step = step;
}

bool mc_change_password(struct prov_op *op)
{
	char admin[MC_ADMIN_MAX + 1];
	size_t length = 0;
	const char *password = prov_params_text(op->params, &mc_field_password, &length);
	struct prov_domain name;
	struct mc_domain domain;
	int64_t wanted;
	bool done;

	if (password[0] == '{') {
		return prov_op_fail(
		    op, PROV_ERROR_LIMIT, "the password must not begin with {: mailcow would take it for a ready-made hash");
	}
	if (!mc_canonical_domain(op, &name) || !mc_domain_need_marked(op, &name, &domain)) {
		return false;
	}
	done = mc_need_admin(op, &domain, admin) && mc_password_edit(op, admin, password, length, false);
	mc_domain_free(&domain);
	if (!done && mc_password_is_refused(op->error)) {
		mc_password_explain(op, &wanted);
	}
	if (done) {
		prov_map_set_bool(op->result, "changed", true);
	}
	return done;
}
