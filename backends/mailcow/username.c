/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * username: another name for the service's administrator.
 *
 * mailcow looks administrators up by exact spelling and stores new names as given, so a new name goes out in lower
 * case.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Lower case, and only what mailcow allows in a name. */
static bool wanted_name(struct prov_op *op, char *wanted)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, &mc_field_wanted_username, &length);

	for (size_t i = 0; i < length; i++) {
		wanted[i] = lower(text[i]);
	}
	wanted[length] = '\0';
	if (strspn(wanted, "abcdefghijklmnopqrstuvwxyz0123456789._-") != length) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "username may hold only letters, digits, '.', '_' and '-'");
	}
	/* mailcow's own account: it compares with domain administrators alone, renames half, and dies on the duplicate */
	if (strcmp(wanted, "admin") == 0) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT, "the name admin belongs to mailcow itself");
	}
	return true;
}

/* Done when the new name is there and the old one is not: another administrator may have had the new name all along. */
static enum prov_verdict settle_rename(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	char spelling[MC_ADMIN_MAX + 1];
	struct mc_domain now;
	bool has_new, has_old;

	if (!mc_domain_read(op, mc->settle_domain, &now)) {
		return PROV_UNKNOWN;
	}
	has_new = mc_domain_has_admin(&now, mc->settle_admin, spelling) && strcmp(spelling, mc->settle_admin) == 0;
	has_old =
	    mc_domain_has_admin(&now, mc->settle_former_admin, spelling) && strcmp(spelling, mc->settle_former_admin) == 0;
	mc_domain_free(&now);
	if (has_new && has_old) {
		prov_op_fail(op, PROV_ERROR_CONFLICT, "the administrator's name %s is taken in mailcow", mc->settle_admin);
		return PROV_REFUSED;
	}
	return has_new ? PROV_DONE : has_old ? PROV_NOT_DONE : PROV_UNKNOWN;
}

static bool rename_admin(struct prov_op *op, const struct mc_domain *domain, const char *from, const char *to)
{
	struct prov_json *attr = prov_json_new_object();
	struct mc_write mc = {.settle_domain = domain->name, .settle_admin = to, .settle_former_admin = from};
	struct prov_write write;
	bool done = prov_json_set_text(attr, "username_new", to, strlen(to));

	if (!done) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	done = mc_admin_edit_begin(op, &write, &mc, "rename administrator", from, attr);
	if (done) {
		write.request.class_ = PROV_ONCE; /* the old name is gone once it took effect: repeating it would be refused */
		write.settle = settle_rename;
		done = prov_op_write(op, &write, 1);
	}
	mc_write_end(&mc);
	return done;
}

/*
 * Whether the wanted name is in force. While the stored administrator stands there under his old name it is not, even
 * when another administrator of the domain has the wanted one.
 */
static bool has_wanted_name(struct prov_op *op, const struct mc_domain *domain, const char *wanted)
{
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);
	char spelling[MC_ADMIN_MAX + 1];

	if (!mc_domain_has_admin(domain, wanted, spelling) || strcmp(spelling, wanted) != 0) {
		return false;
	}
	return !stored || !mc_domain_has_admin(domain, stored, spelling) || strcmp(spelling, wanted) == 0;
}

bool mc_change_username(struct prov_op *op)
{
	char wanted[MC_ADMIN_MAX + 1];
	char present[MC_ADMIN_MAX + 1];
	struct prov_domain name;
	struct mc_domain domain;
	bool already;
	bool done;

	if (!wanted_name(op, wanted) || !mc_canonical_domain(op, &name) || !mc_domain_need_marked(op, &name, &domain)) {
		return false;
	}
	already = has_wanted_name(op, &domain, wanted);
	done = already || (mc_need_admin(op, &domain, present) && rename_admin(op, &domain, present, wanted));
	mc_domain_free(&domain);
	if (done) {
		prov_map_set_text(op->result, "username", wanted);
		prov_map_set_text(op->result, "mailcow_admin_username", wanted);
		prov_map_set_bool(op->result, "changed", !already);
	}
	return done;
}
