/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * state: suspend and unsuspend, which act on the domain and on its administrator. The two edits go out together where
 * the connection can carry both.
 *
 * mailcow checks all limits on every edit, even on a mere suspend: a domain that is over its limits (they were lowered
 * behind mailcow's back) cannot be suspended as it is. Then the limits are raised to what is in use, in the same edit,
 * because an unpaid service that cannot be switched off is worse; the next change_package says what is too much.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

/* Active or not, with limits that what is in use fits into. */
static struct prov_json *active_attr_with_room(const struct mc_domain *domain, bool active)
{
	struct prov_json *attr = mc_active_attr(active);

	if (!mc_limits_make_room(domain, attr)) {
		prov_json_free(attr);
		return NULL;
	}
	return attr;
}

/* Domain and administrator in one go; admin is NULL when the domain has none of ours. */
static bool edit_both(
    struct prov_op *op, const struct mc_domain *domain, const char *admin, struct prov_json *domain_attr, bool active)
{
	struct mc_write calls[2] = {{.created = false}, {.created = false}};
	struct prov_write writes[2];
	size_t count = 1;
	bool done = domain_attr ? mc_domain_edit_begin(op, &writes[0], &calls[0], domain, "edit domain", domain_attr)
	                        : prov_error_memory(op->error);

	if (done && admin) {
		done = mc_admin_edit_begin(op, &writes[1], &calls[1], "edit administrator", admin, mc_active_attr(active));
		count = 2;
	}
	done = done && prov_op_write(op, writes, count);
	mc_write_end(&calls[0]);
	mc_write_end(&calls[1]);
	return done;
}

static bool set_both(struct prov_op *op, const struct mc_domain *domain, const char *admin, bool active)
{
	if (edit_both(op, domain, admin, mc_active_attr(active), active)) {
		return true;
	}
	if (active || !mc_error_is_over_limits(op->error)) {
		return false;
	}
	prov_error_clear(op->error);
	return edit_both(op, domain, admin, active_attr_with_room(domain, active), active);
}

/* The domain is as wanted already; what of its administrator? */
static bool set_admin_alone(struct prov_op *op, const char *name, bool active, bool *changed)
{
	struct mc_admin admin;

	*changed = false;
	if (!name) {
		return true;
	}
	if (!mc_admin_read(op, name, &admin)) {
		return false;
	}
	if (!admin.exists || admin.active == active) {
		return true;
	}
	*changed = mc_admin_edit(op, "edit administrator", name, mc_active_attr(active));
	return *changed;
}

static bool set_active(struct prov_op *op, bool active)
{
	char admin[MC_ADMIN_MAX + 1];
	struct prov_domain name;
	struct mc_domain domain;
	const char *found;
	bool changed = true;
	bool done;

	if (!mc_canonical_domain(op, &name) || !mc_domain_need_marked(op, &name, &domain)) {
		return false;
	}
	found = mc_find_admin(op, &domain, admin) ? admin : NULL;
	if (domain.active == active) {
		done = set_admin_alone(op, found, active, &changed);
	} else {
		done = set_both(op, &domain, found, active);
	}
	mc_domain_free(&domain);
	if (done) {
		prov_map_set_text(op->result, "state", active ? "active" : "suspended");
		prov_map_set_bool(op->result, "changed", changed);
	}
	return done;
}

bool mc_suspend(struct prov_op *op)
{
	return set_active(op, false);
}

bool mc_unsuspend(struct prov_op *op)
{
	return set_active(op, true);
}
