/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * limits: what a package allows (total quota, mailboxes, aliases, largest mailbox, rate limit), and change_package.
 *
 * mailcow takes 0 aliases in an edit for "not given"; "00" is no alias at all. It ignores the rate limit of an edit:
 * that is a call of its own. The default mailbox quota is the customer's own setting and is never touched, unless
 * mailcow refuses the new limits because of it. Each edit checks all limits against what is in use.
 */
#include "backends/mailcow/mailcow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "100/h" -> value and frame; "0" -> no limit. */
static bool parse_rate_limit(struct prov_op *op, const char *text, struct mc_limits *limits)
{
	size_t digits = strspn(text, "0123456789");
	const char *frame = text + digits;
	size_t zeros = strspn(text, "0");
	bool has_frame = frame[0] == '/' && strlen(frame) == 2 && strchr("smhd", frame[1]);

	limits->has_rate_limit = true;
	limits->rate_frame[0] = 's';
	if (digits == 0 || digits > 9 || !(has_frame || (zeros == digits && *frame == '\0'))) {
		return prov_op_fail(
		    op, PROV_ERROR_CONFIGURATION, "the rate limit must look like 100/h (s, m, h or d), or be 0");
	}
	if (zeros == digits) {
		return true; /* an empty value removes the limit */
	}
	snprintf(limits->rate_value, sizeof(limits->rate_value), "%.*s", (int)(digits - zeros), text + zeros);
	limits->rate_frame[0] = frame[1];
	return true;
}

bool mc_limits_from_params(struct prov_op *op, struct mc_limits *limits)
{
	const char *rate = prov_params_text(op->params, &mc_field_rate_limit, NULL);

	memset(limits, 0, sizeof(*limits));
	limits->quota = prov_params_int(op->params, &mc_field_quota, 0);
	limits->max_mailboxes = prov_params_int(op->params, &mc_field_max_mailboxes, 0);
	limits->max_aliases = prov_params_int(op->params, &mc_field_max_aliases, 0);
	limits->max_mailbox_quota = prov_params_int(op->params, &mc_field_max_mailbox_quota, limits->quota);
	if (limits->max_mailbox_quota > limits->quota) {
		limits->max_mailbox_quota = limits->quota;
	}
	limits->default_mailbox_quota = MC_DEFAULT_MAILBOX_QUOTA_MIB;
	if (limits->default_mailbox_quota > limits->max_mailbox_quota) {
		limits->default_mailbox_quota = limits->max_mailbox_quota;
	}
	return !rate || parse_rate_limit(op, rate, limits);
}

void mc_limits_report(const struct mc_limits *limits, struct prov_value *map)
{
	prov_map_set_int(map, "quota_bytes", limits->quota * MC_MIB);
	prov_map_set_int(map, "max_mailbox_quota_bytes", limits->max_mailbox_quota * MC_MIB);
	prov_map_set_int(map, "max_mailboxes", limits->max_mailboxes);
	prov_map_set_int(map, "max_aliases", limits->max_aliases);
	if (limits->has_rate_limit && limits->rate_value[0] != '\0') {
		char text[32];

		snprintf(text, sizeof(text), "%s/%s", limits->rate_value, limits->rate_frame);
		prov_map_set_text(map, "rate_limit", text);
	} else if (limits->has_rate_limit) {
		prov_map_set_text(map, "rate_limit", "");
	}
}

static bool limits_are_equal(const struct mc_domain *domain, const struct mc_limits *limits)
{
	return domain->quota == limits->quota * MC_MIB && domain->max_mailbox_quota == limits->max_mailbox_quota * MC_MIB &&
	       domain->max_mailboxes == limits->max_mailboxes && domain->max_aliases == limits->max_aliases;
}

static bool rate_limit_is_equal(const struct mc_domain *domain, const struct mc_limits *limits)
{
	char wanted[32] = "";

	if (!limits->has_rate_limit) {
		return true;
	}
	if (limits->rate_value[0] != '\0') {
		snprintf(wanted, sizeof(wanted), "%s/%s", limits->rate_value, limits->rate_frame);
	}
	return strcmp(wanted, domain->rate_limit) == 0;
}

static struct prov_json *limits_attr(const struct mc_limits *limits, bool activate, bool with_default_quota)
{
	struct prov_json *attr = prov_json_new_object();
	bool done = prov_json_set_int(attr, "quota", limits->quota) &&
	            prov_json_set_int(attr, "maxquota", limits->max_mailbox_quota) &&
	            prov_json_set_int(attr, "mailboxes", limits->max_mailboxes);

	if (limits->max_aliases == 0) {
		done = done && prov_json_set_text(attr, "aliases", "00", 2); /* a plain 0 would be taken for "not given" */
	} else {
		done = done && prov_json_set_int(attr, "aliases", limits->max_aliases);
	}
	if (activate) {
		done = done && prov_json_set_text(attr, "active", "1", 1);
	}
	if (with_default_quota) {
		done = done && prov_json_set_int(attr, "defquota", limits->max_mailbox_quota);
	}
	if (!done) {
		prov_json_free(attr);
		return NULL;
	}
	return attr;
}

bool mc_error_is_over_limits(const struct prov_error *error)
{
	static const char *const codes[] = {
	    "mailboxes_in_use", "aliases_in_use", "domain_quota_m_in_use", "max_quota_in_use"};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (strcmp(error->backend_code, codes[i]) == 0) {
			return true;
		}
	}
	return false;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The largest mailbox is not known here: the total quota bounds it. */
bool mc_limits_make_room(const struct mc_domain *domain, struct prov_json *attr)
{
	int64_t quota = (larger(domain->quota, domain->assigned_quota) + MC_MIB - 1) / MC_MIB;
	int64_t aliases = larger(domain->max_aliases, domain->aliases);

	return prov_json_set_int(attr, "quota", quota) && prov_json_set_int(attr, "maxquota", quota) &&
	       prov_json_set_int(attr, "mailboxes", larger(domain->max_mailboxes, domain->mailboxes)) &&
	       (aliases == 0 || prov_json_set_int(attr, "aliases", aliases));
}

static bool edit_limits(struct prov_op *op, struct mc_domain *domain, const struct mc_limits *limits, bool activate)
{
	if (mc_domain_edit(op, domain, "edit domain", limits_attr(limits, activate, false))) {
		return true;
	}
	if (strcmp(op->error->backend_code, "mailbox_defquota_exceeds_mailbox_maxquota") != 0) {
		return false;
	}
	prov_error_clear(op->error);
	return mc_domain_edit(op, domain, "edit domain with default mailbox quota", limits_attr(limits, activate, true));
}

static bool edit_rate_limit(struct prov_op *op, const struct mc_domain *domain, const struct mc_limits *limits)
{
	struct prov_json *attr = prov_json_new_object();
	struct mc_write mc = {.want_code = "rl_saved", .want_argument = domain->name};

	if (!prov_json_set_text(attr, "rl_value", limits->rate_value, strlen(limits->rate_value)) ||
	    !prov_json_set_text(attr, "rl_frame", limits->rate_frame, 1)) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	return mc_write_alone(op, &mc, PROV_IDEMPOTENT, "edit rate limit", (struct mc_path){{"edit", "rl-domain"}},
	    mc_edit_body(domain->name, attr));
}

bool mc_limits_apply(
    struct prov_op *op, struct mc_domain *domain, const struct mc_limits *limits, bool activate, bool *changed)
{
	*changed = false;
	if (!limits_are_equal(domain, limits) || (activate && !domain->active)) {
		if (!edit_limits(op, domain, limits, activate)) {
			return false;
		}
		*changed = true;
	}
	if (!rate_limit_is_equal(domain, limits)) {
		if (!edit_rate_limit(op, domain, limits)) {
			return false;
		}
		*changed = true;
	}
	return true;
}

bool mc_change_package(struct prov_op *op)
{
	struct prov_domain name;
	struct mc_domain domain;
	struct mc_limits limits;
	bool changed = false;
	bool done;

	if (!mc_limits_from_params(op, &limits) || !mc_canonical_domain(op, &name) ||
	    !mc_domain_need_marked(op, &name, &domain)) {
		return false;
	}
	done = mc_limits_apply(op, &domain, &limits, false, &changed);
	mc_domain_free(&domain);
	if (done) {
		prov_map_set_bool(op->result, "changed", changed);
		mc_limits_report(&limits, prov_map_add_map(op->result, "limits", strlen("limits")));
	}
	return done;
}
