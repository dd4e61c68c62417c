/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * create: makes a service's domain, with its limits, rate limit, DKIM key and our marker in one request, and its
 * administrator in a second one. Called again after any outcome it goes on where the last call stopped, and ends in the
 * same state.
 *
 * A domain that exists is never taken over unless it is proven ours. What this very call made is taken back only when a
 * later step is refused in so many words; after anything unknown it stays, marked, for the next call.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>

/* What one create carries along; lives on the stack of mc_create. */
struct creation {
	struct prov_domain name;
	struct mc_limits limits;
	char marker[80];
};

static bool check_dkim_size(struct prov_op *op)
{
	int64_t size = prov_params_int(op->params, &mc_field_dkim_key_size, 0);

	if (size == 0 || size == 1024 || size == 2048 || size == 4096) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the DKIM key size must be 0, 1024, 2048 or 4096");
}

static bool set_options(struct prov_op *op, const struct creation *creation, struct prov_json *body)
{
	const struct mc_limits *limits = &creation->limits;
	bool done = true;

	if (limits->has_rate_limit && limits->rate_value[0] != '\0') {
		done = prov_json_set_text(body, "rl_value", limits->rate_value, strlen(limits->rate_value)) &&
		       prov_json_set_text(body, "rl_frame", limits->rate_frame, 1);
	} else if (limits->has_rate_limit) {
		done = prov_json_set_int(body, "rl_value", 0); /* left out, the template's would count */
	}
	if (prov_params_has(op->params, &mc_field_dkim_key_size)) {
		done = done && prov_json_set_int(body, "key_size", prov_params_int(op->params, &mc_field_dkim_key_size, 0));
	}
	if (prov_params_bool(op->params, &mc_field_restart_sogo, false)) {
		done = done && prov_json_set_int(body, "restart_sogo", 1);
	}
	return done;
}

static struct prov_json *domain_body(struct prov_op *op, const struct creation *creation)
{
	const struct mc_limits *limits = &creation->limits;
	struct prov_json *body = prov_json_new_object();
	struct prov_json *tags = prov_json_new_array();
	bool done = prov_json_append_text(tags, creation->marker, strlen(creation->marker));

	done = prov_json_set(body, "tags", tags) && done;
	done = done && prov_json_set_text(body, "domain", creation->name.ascii, strlen(creation->name.ascii)) &&
	       prov_json_set_int(body, "quota", limits->quota) &&
	       prov_json_set_int(body, "maxquota", limits->max_mailbox_quota) &&
	       prov_json_set_int(body, "defquota", limits->default_mailbox_quota) &&
	       prov_json_set_int(body, "mailboxes", limits->max_mailboxes) &&
	       prov_json_set_int(body, "aliases", limits->max_aliases) && prov_json_set_int(body, "active", 1) &&
	       set_options(op, creation, body);
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/* Our marker can only be there because our request arrived; a domain without it is somebody else's. */
static enum prov_verdict settle_domain(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	struct mc_domain now;
	enum prov_verdict verdict = PROV_UNKNOWN;

	if (!mc_domain_read(op, mc->settle_domain, &now)) {
		return op->error->kind == PROV_ERROR_CONFLICT ? PROV_REFUSED : PROV_UNKNOWN;
	}
	if (!now.exists) {
		verdict = PROV_NOT_DONE;
	} else if (now.marked) {
		verdict = PROV_DONE;
	} else {
		verdict = PROV_REFUSED;
		prov_op_fail(op, PROV_ERROR_CONFLICT, "the domain %s exists already", mc->settle_domain);
		snprintf(op->error->backend_code, sizeof(op->error->backend_code), "domain_exists");
	}
	mc_domain_free(&now);
	return verdict;
}

/* Undo runs when mc_create has returned: the name is made again from the inputs. */
static bool undo_dkim(struct prov_op *op, void *data)
{
	struct prov_domain name;

	(void)data;
	return mc_canonical_domain(op, &name) && mc_dkim_delete(op, name.ascii);
}

static bool undo_domain(struct prov_op *op, void *data)
{
	struct prov_domain name;

	(void)data;
	return mc_canonical_domain(op, &name) && mc_domain_delete(op, name.ascii);
}

/* Notes what mailcow said that it made, so that a later refusal can take it back. */
static bool remember_made(struct prov_op *op, const struct mc_write *mc)
{
	if (!mc->created) {
		return true;
	}
	op->ownership = PROV_OWNER_OURS;
	return prov_op_undo(op, "delete the new domain again", undo_domain, NULL) &&
	       (!mc->dkim_created || prov_op_undo(op, "delete the new DKIM key again", undo_dkim, NULL));
}

/* True: the domain stands and is ours, or exists already (*exists) and must be looked at. */
static bool add_domain(struct prov_op *op, const struct creation *creation, bool *exists)
{
	struct mc_write mc = {
	    .want_code = "domain_added", .want_argument = creation->name.ascii, .settle_domain = creation->name.ascii};
	struct prov_write write;
	bool done = mc_write_begin(
	    op, &write, &mc, PROV_ONCE, "add domain", (struct mc_path){{"add", "domain"}}, domain_body(op, creation));

	if (done) {
		write.settle = settle_domain;
		write.creates = true;
		done = prov_op_write(op, &write, 1);
		*exists = !done && strcmp(op->error->backend_code, "domain_exists") == 0;
		/* learnt by reading back it may also be an earlier call's, with other limits */
		if (done && write.settled) {
			*exists = true;
		} else if (!*exists && !remember_made(op, &mc)) {
			done = false;
		}
	}
	mc_write_end(&mc);
	if (*exists) {
		prov_error_clear(op->error);
		return true;
	}
	return done;
}

/* The new domain as far as the administrator's step needs it. */
static bool finish_new(struct prov_op *op, const struct creation *creation)
{
	struct mc_domain domain = {.exists = true, .active = true};
	bool kept = false;

	memcpy(domain.name, creation->name.ascii, sizeof(domain.name));
	if (!mc_admin_ensure(op, &domain, &kept)) {
		return false;
	}
	prov_map_set_text(op->result, "state", "created");
	return true;
}

/*
 * A domain that also carries another service's marker is not taken over: an administrator can tag his own domain, and
 * must not give it to a second service that way.
 */
static bool only_our_marker(struct prov_op *op, const struct mc_domain *domain)
{
	if (domain->other_marker_count == 0 || op->settings->adopt) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_CONFLICT,
	    "the domain %s carries the marker of another service as well: remove the wrong one in mailcow", domain->name);
}

/*
 * The administrator is switched on first: a call that is cut off between the two leaves a domain by which the next one
 * sees what is to be done.
 */
static bool bring_up(struct prov_op *op, struct mc_domain *domain, const struct mc_limits *limits, bool *unchanged)
{
	bool activate = !domain->active;
	bool changed = false;
	bool kept = false;
	bool done = only_our_marker(op, domain) && mc_domain_mark(op, domain) &&
	            (!activate || mc_admin_activate(op, domain)) &&
	            mc_limits_apply(op, domain, limits, activate, &changed) && mc_admin_ensure(op, domain, &kept);

	*unchanged = kept && !changed;
	return done;
}

/* Goes on with what an earlier call left, or leaves all as it is. */
static bool resume(struct prov_op *op, const struct creation *creation)
{
	struct mc_domain domain;
	bool unchanged;
	bool done;

	if (!mc_domain_own(op, &creation->name, MC_MARKER_ALONE, &domain)) {
		return false;
	}
	if (!domain.exists) {
		prov_op_fail(op, PROV_ERROR_CONFLICT, "the domain %s went away meanwhile: make the same call again",
		    creation->name.ascii);
		op->error->retryable = true;
		return false;
	}
	done = bring_up(op, &domain, &creation->limits, &unchanged);
	mc_domain_free(&domain);
	if (done) {
		prov_map_set_text(op->result, "state", unchanged ? "unchanged" : "resumed");
	}
	return done;
}

bool mc_create(struct prov_op *op)
{
	struct creation creation;
	bool exists = false;

	if (!check_dkim_size(op) || !mc_limits_from_params(op, &creation.limits) ||
	    !mc_canonical_domain(op, &creation.name) ||
	    !prov_op_marker(op, MC_MARKER_PREFIX, '-', creation.marker, sizeof(creation.marker))) {
		return false;
	}
	if (!add_domain(op, &creation, &exists)) {
		return false;
	}
	if (!(exists ? resume(op, &creation) : finish_new(op, &creation))) {
		return false;
	}
	prov_map_set_text(op->result, "domain", creation.name.ascii);
	mc_limits_report(&creation.limits, prov_map_add_map(op->result, "limits", strlen("limits")));
	return true;
}
