/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * listing: every account of the server in one request (usage, list_accounts). Reads only; the answer is streamed, one
 * account in memory at a time.
 */
#include "backends/comet/comet.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/mem.h"

static bool read_users(struct prov_op *op, const struct cm_list_target *to)
{
	struct prov_form form;

	prov_op_step(op, "list accounts");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	return cm_read_list(op, (struct cm_path){{"admin", "list-users-full"}}, &form, to);
}

static bool check_profile(struct prov_op *op, const struct prov_json *profile)
{
	return prov_json_type(profile) == PROV_JSON_OBJECT ||
	       prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of accounts holds something that is no account");
}

/* --- usage --- */

static bool add_usage(
    struct prov_op *op, void *target, const char *name, size_t length, const struct prov_json *profile)
{
	struct cm_figures figures;
	struct prov_value *row;
	bool limited = false;
	int64_t quota = 0;
	int64_t devices = 0;

	if (!check_profile(op, profile) || !cm_figures_of(profile, &figures, op->error) ||
	    !cm_member_bool(profile, "AllProtectedItemsQuotaEnabled", &limited, op->error) ||
	    !cm_member_int(profile, "AllProtectedItemsQuotaBytes", &quota, op->error) ||
	    !cm_member_int(profile, "MaximumDevices", &devices, op->error)) {
		return false;
	}
	row = prov_map_add_map(target, name, length);
	if (!row) {
		return prov_error_memory(op->error);
	}
	cm_figures_report(&figures, row);
	prov_map_set_int(row, "protected_quota_bytes", limited ? quota : 0);
	prov_map_set_int(row, "vault_quota_bytes", figures.vault_limit_bytes);
	prov_map_set_int(row, "device_limit", devices);
	return true;
}

static void restart_usage(void *target)
{
	prov_value_free(target);
	prov_value_init_map(target);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A stream of members is not checked for repetition by the parser; an account that came twice would count once. */
static bool check_repetition(struct prov_op *op, const struct prov_value *map)
{
	size_t count = map->as.items.count;
	char **names;
	bool repeated = false;

	if (count < 2) {
		return true;
	}
	names = prov_calloc(count, sizeof(*names));
	if (!names) {
		return prov_error_memory(op->error);
	}
	memcpy(names, map->as.items.keys, count * sizeof(*names));
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 1; i < count && !repeated; i++) {
		repeated = strcmp(names[i - 1], names[i]) == 0;
	}
	prov_free(names);
	return !repeated || prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of accounts names one account twice");
}

bool cm_usage(struct prov_op *op)
{
	const struct cm_list_target to = {.map = true, .each = add_usage, .restart = restart_usage, .target = op->result};

	return read_users(op, &to) && check_repetition(op, op->result);
}

/* --- list_accounts --- */

/* "Y-m-d H:i:s" in UTC, "" for a time that Comet does not know. */
static void set_created(struct prov_value *row, int64_t created)
{
	char text[32] = "";
	time_t moment = (time_t)created;
	struct tm parts;

	if (created > 0 && gmtime_r(&moment, &parts)) {
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &parts);
	}
	prov_map_set_text(row, "created", text);
}

static bool add_account(
    struct prov_op *op, void *target, const char *name, size_t length, const struct prov_json *profile)
{
	struct prov_value *row;
	size_t email_length = 0;
	const char *email = prov_json_text(prov_json_at(prov_json_member(profile, "Emails"), 0), &email_length);
	int64_t created = 0;
	bool suspended = false;

	if (!check_profile(op, profile) || !cm_member_int(profile, "CreateTime", &created, op->error) ||
	    !cm_member_bool(profile, "IsSuspended", &suspended, op->error)) {
		return false;
	}
	row = prov_list_add_map(target);
	if (!row) {
		return prov_error_memory(op->error);
	}
	prov_map_set_string(row, "email", email ? email : "", email ? email_length : 0);
	prov_map_set_string(row, "username", name, length);
	prov_map_set_text(row, "domain", "");
	prov_map_set_string(row, "uniqueIdentifier", name, length);
	prov_map_set_text(row, "product", "");
	prov_map_set_text(row, "primaryip", "");
	set_created(row, created);
	prov_map_set_text(row, "status", suspended ? "Suspended" : "Active");
	return true;
}

static void restart_accounts(void *target)
{
	prov_value_free(target);
	prov_value_init_list(target);
}

bool cm_list_accounts(struct prov_op *op)
{
	const struct cm_list_target to = {
	    .map = true, .each = add_account, .restart = restart_accounts, .target = op->result};

	prov_value_init_list(op->result);
	return read_users(op, &to);
}
