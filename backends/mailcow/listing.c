/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * listing: what mailcow knows of one service (status) or of every domain of the server in one request (usage,
 * list_accounts). Reads only. The whole-server list is streamed, one domain in memory at a time.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

static void add_limits(const struct mc_domain *domain, struct prov_value *map)
{
	prov_map_set_int(map, "quota_bytes", domain->quota);
	prov_map_set_int(map, "max_mailbox_quota_bytes", domain->max_mailbox_quota);
	prov_map_set_int(map, "default_mailbox_quota_bytes", domain->default_mailbox_quota);
	prov_map_set_int(map, "max_mailboxes", domain->max_mailboxes);
	prov_map_set_int(map, "max_aliases", domain->max_aliases);
	prov_map_set_text(map, "rate_limit", domain->rate_limit);
}

static void add_usage(const struct mc_domain *domain, struct prov_value *map)
{
	prov_map_set_int(map, "mailboxes", domain->mailboxes);
	prov_map_set_int(map, "aliases", domain->aliases);
	prov_map_set_int(map, "disk_bytes", domain->stored_bytes);
	prov_map_set_int(map, "assigned_quota_bytes", domain->assigned_quota);
	prov_map_set_int(map, "messages", domain->messages);
}

static void add_administrators(const struct mc_domain *domain, struct prov_value *list)
{
	const char *cursor = domain->administrators;
	const char *name;
	size_t length;

	while ((name = mc_next_admin(&cursor, &length))) {
		prov_list_add_string(list, name, length);
	}
}

static void report_status(struct prov_op *op, const struct prov_domain *name, const struct mc_domain *domain)
{
	char unicode[4 * PROV_DOMAIN_MAX + 1];
	struct prov_value *part;

	prov_map_set_text(op->result, "state", !domain->exists ? "absent" : domain->active ? "active" : "suspended");
	prov_map_set_text(op->result, "domain", name->ascii);
	prov_domain_unicode(name, unicode, sizeof(unicode));
	prov_map_set_text(op->result, "domain_unicode", unicode);
	if (!domain->exists) {
		return;
	}
	prov_map_set_text(op->result, "created", domain->created);
	if ((part = prov_map_add_map(op->result, "limits", strlen("limits")))) {
		add_limits(domain, part);
	}
	if ((part = prov_map_add_map(op->result, "usage", strlen("usage")))) {
		add_usage(domain, part);
	}
	if ((part = prov_map_add_list(op->result, "administrators", strlen("administrators")))) {
		add_administrators(domain, part);
	}
}

bool mc_status(struct prov_op *op)
{
	struct prov_domain name;
	struct mc_domain domain;

	if (!mc_canonical_domain(op, &name) || !mc_domain_own(op, &name, MC_MARKER_OR_STORED_ADMIN, &domain)) {
		return false;
	}
	report_status(op, &name, &domain);
	mc_domain_free(&domain);
	return true;
}

static bool add_usage_row(struct prov_op *op, void *target, const struct prov_json *element)
{
	struct prov_value *result = target;
	struct prov_value *row;
	struct mc_domain domain;

	if (!mc_domain_from_json(element, NULL, &domain, op->error)) {
		return false;
	}
	row = prov_map_add_map(result, domain.name, strlen(domain.name));
	if (row) {
		add_usage(&domain, row);
		prov_map_set_int(row, "quota_bytes", domain.quota);
	}
	mc_domain_free(&domain);
	return row || prov_error_memory(op->error);
}

static void restart_usage(void *target)
{
	prov_value_free(target);
	prov_value_init_map(target);
}

bool mc_usage(struct prov_op *op)
{
	const struct mc_list_target to = {add_usage_row, restart_usage, op->result};

	prov_op_step(op, "list domains");
	return mc_get_list(op, (struct mc_path){{"get", "domain", "all"}}, &to);
}

/* mailcow knows no customer: there is no e-mail address, product or IP address to tell. */
static bool add_account_row(struct prov_op *op, void *target, const struct prov_json *element)
{
	struct prov_value *row;
	struct mc_domain domain;
	const char *cursor;
	const char *admin;
	size_t length = 0;

	if (!mc_domain_from_json(element, NULL, &domain, op->error)) {
		return false;
	}
	cursor = domain.administrators;
	admin = mc_next_admin(&cursor, &length);
	row = prov_list_add_map(target);
	if (row) {
		prov_map_set_text(row, "email", "");
		prov_map_set_string(row, "username", admin ? admin : "", admin ? length : 0);
		prov_map_set_text(row, "domain", domain.name);
		prov_map_set_text(row, "uniqueIdentifier", domain.name);
		prov_map_set_text(row, "product", "");
		prov_map_set_text(row, "primaryip", "");
		prov_map_set_text(row, "created", domain.created);
		prov_map_set_text(row, "status", domain.active ? "Active" : "Suspended");
	}
	mc_domain_free(&domain);
	return row || prov_error_memory(op->error);
}

static void restart_accounts(void *target)
{
	prov_value_free(target);
	prov_value_init_list(target);
}

bool mc_list_accounts(struct prov_op *op)
{
	const struct mc_list_target to = {add_account_row, restart_accounts, op->result};

	prov_value_init_list(op->result);
	prov_op_step(op, "list domains");
	return mc_get_list(op, (struct mc_path){{"get", "domain", "all"}}, &to);
}
