/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ownership: the one place that says whose a domain is, and that marks one as ours. Nothing else reads or writes
 * markers.
 *
 * Our marker is the domain tag whmcs-<service>. It wins over other whmcs- tags, because mailcow lets a domain's
 * administrator add tags: a customer must not be able to escape a suspension by tagging his domain as another's.
 * Without our tag any other whmcs- tag makes it another's. Without any, the administrator that WHMCS stored proves it:
 * services of modules that set no tag. A user name that WHMCS made up for the order proves nothing.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>

/* What the module stored: the custom field, or a user name of the form that only create makes. */
static bool stored_admin_proves_it(struct prov_op *op, const struct mc_domain *domain)
{
	char spelling[MC_ADMIN_MAX + 1];
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);
	const char *username = prov_params_text(op->params, &mc_field_username, NULL);

	if (stored) {
		return mc_domain_has_admin(domain, stored, spelling);
	}
	return username && mc_admin_is_generated(op, username) && mc_domain_has_admin(domain, username, spelling);
}

static void describe_another(
    const struct prov_op *op, const struct mc_domain *domain, enum mc_proof proof, char *why, size_t size)
{
	char shown[100];

	if (domain->other_marker_count == 0) {
		snprintf(why, size, "it carries no marker%s",
		    proof == MC_MARKER_ALONE ? "" : ", and no administrator that is stored for this service");
		return;
	}
	prov_op_foreign_text(op, shown, sizeof(shown), domain->other_markers[0], strlen(domain->other_markers[0]));
	snprintf(why, size, "it carries the marker %s", shown);
}

bool mc_domain_own(struct prov_op *op, const struct prov_domain *name, enum mc_proof proof, struct mc_domain *domain)
{
	enum prov_ownership ownership = PROV_OWNER_ANOTHER;
	char object[PROV_DOMAIN_MAX + 16];
	char why[160];

	if (!mc_domain_read(op, name->ascii, domain)) {
		return false;
	}
	if (!domain->exists) {
		ownership = PROV_OWNER_ABSENT;
	} else if (domain->marked) {
		ownership = PROV_OWNER_OURS;
	} else if (domain->other_marker_count == 0 && proof == MC_MARKER_OR_STORED_ADMIN &&
	           stored_admin_proves_it(op, domain)) {
		ownership = PROV_OWNER_LEGACY;
	}
	snprintf(object, sizeof(object), "the domain %s", name->ascii);
	describe_another(op, domain, proof, why, sizeof(why));
	if (!prov_op_own(op, ownership, object, why)) {
		mc_domain_free(domain);
		return false;
	}
	return true;
}

bool mc_domain_need(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain)
{
	if (!mc_domain_own(op, name, MC_MARKER_OR_STORED_ADMIN, domain)) {
		return false;
	}
	if (!domain->exists) {
		return prov_op_fail(
		    op, PROV_ERROR_NOT_FOUND, "mailcow has no domain %s: create the service first", name->ascii);
	}
	return true;
}

bool mc_domain_need_marked(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain)
{
	if (!mc_domain_need(op, name, domain)) {
		return false;
	}
	if (!mc_domain_mark(op, domain)) {
		mc_domain_free(domain);
		return false;
	}
	return true;
}

/* --- marking --- */

static enum prov_verdict settle_marking(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	struct mc_domain now;

	if (mc_domain_read(op, mc->settle_domain, &now)) {
		verdict = now.exists && now.marked ? PROV_DONE : PROV_NOT_DONE;
		mc_domain_free(&now);
	}
	return verdict;
}

static bool set_tag(struct prov_op *op, struct prov_json *attr)
{
	struct prov_json *tags;
	char marker[80];

	if (!prov_op_marker(op, MC_MARKER_PREFIX, '-', marker, sizeof(marker))) {
		return false;
	}
	tags = prov_json_new_array();
	if (!prov_json_append_text(tags, marker, strlen(marker))) {
		prov_json_free(tags);
		return prov_error_memory(op->error);
	}
	return prov_json_set(attr, "tags", tags) || prov_error_memory(op->error);
}

/* mailcow only ever adds tags, and fails inside when one is there already: so this edit is not repeated unseen. */
static bool send_marker(struct prov_op *op, const struct mc_domain *domain, bool make_room)
{
	struct prov_json *attr = prov_json_new_object();
	struct mc_write mc = {.settle_domain = domain->name};
	struct prov_write write;
	bool done = set_tag(op, attr) && (!make_room || mc_limits_make_room(domain, attr) || prov_error_memory(op->error));

	if (!done) {
		prov_json_free(attr);
		return false;
	}
	done = mc_domain_edit_begin(op, &write, &mc, domain, "mark domain", attr);
	if (done) {
		write.request.class_ = PROV_ONCE;
		write.settle = settle_marking;
		done = prov_op_write(op, &write, 1);
	}
	mc_write_end(&mc);
	return done;
}

/* An adopted domain is no longer another service's: with its marker left, that service would take it for its own. */
static bool remove_other_markers(struct prov_op *op, const struct mc_domain *domain)
{
	struct prov_json *tags;
	struct mc_write mc = {.want_code = "domain_modified", .want_argument = domain->name};

	if (domain->other_marker_count == 0) {
		return true;
	}
	tags = prov_json_new_array();
	for (size_t i = 0; i < domain->other_marker_count; i++) {
		if (!prov_json_append_text(tags, domain->other_markers[i], strlen(domain->other_markers[i]))) {
			prov_json_free(tags);
			return prov_error_memory(op->error);
		}
	}
	return mc_write_alone(op, &mc, PROV_IDEMPOTENT, "remove other services' markers",
	    (struct mc_path){{"delete", "domain", "tag", domain->name}}, tags);
}

bool mc_domain_mark(struct prov_op *op, const struct mc_domain *domain)
{
	bool adopts = op->settings->adopt && (op->call->operation->flags & PROV_OPERATION_WRITES);

	if (prov_op_needs_marker(op)) {
		bool done = send_marker(op, domain, false);

		/* over its limits mailcow refuses every edit: they are raised to what is in use then */
		if (!done && mc_error_is_over_limits(op->error)) {
			prov_error_clear(op->error);
			done = send_marker(op, domain, true);
		}
		if (!done) {
			return false;
		}
		op->ownership = PROV_OWNER_OURS;
	}
	return !adopts || remove_other_markers(op, domain);
}
