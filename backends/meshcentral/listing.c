/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * listing: what MeshCentral knows of one service (status) or of every service of this installation (usage,
 * list_accounts), over one connection. Reads only.
 *
 * Of the whole server only groups count that carry a marker of this installation and were made by the account that is
 * logged in, or by another one that manages users: a marker alone can be written by anybody who may make groups.
 */
#include "backends/meshcentral/meshcentral.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/mem.h"
#include "lib/text.h"

#define AGENT_CONNECTED 1

struct count {
	int64_t devices;
	int64_t online;
};

static bool count_device(const struct prov_json *device, struct count *count, struct prov_error *error)
{
	int64_t connection = 0;

	if (!mesh_take_number(device, "conn", &connection, error)) {
		return false;
	}
	count->devices++;
	count->online += connection & AGENT_CONNECTED;
	return true;
}

static void add_usage(struct prov_value *map, const struct count *count)
{
	prov_map_set_int(map, "devices", count->devices);
	prov_map_set_int(map, "online_devices", count->online);
}

/* --- one service --- */

static bool take_device(struct prov_op *op, void *target, const char *group_id, const struct prov_json *device)
{
	(void)group_id;
	return count_device(device, target, op->error);
}

static void report_missing(struct prov_op *op, const struct mesh_service *service)
{
	struct prov_value *missing = prov_map_add_list(op->result, "missing", strlen("missing"));

	if (missing && !service->account.exists) {
		prov_list_add_text(missing, "user");
	}
	if (missing && !service->group.exists) {
		prov_list_add_text(missing, "group");
	}
}

static void report_account(struct prov_op *op, const struct mesh_account *account)
{
	prov_map_set_int(op->result, "rights", account->linked ? account->rights : 0);
	prov_map_set_int(op->result, "site_rights", account->site_rights);
	if (account->last_login > 0) {
		prov_map_set_int(op->result, "last_login", account->last_login);
	} else {
		prov_map_set_null(op->result, "last_login");
	}
	prov_map_set_text(op->result, "email", account->email ? account->email : "");
}

static void report_status(struct prov_op *op, const struct mesh_service *service, const struct count *count)
{
	int64_t limit = prov_params_int(op->params, &mesh_field_device_limit, 0);
	bool absent = !service->group.exists && !service->account.exists;
	const char *state = absent ? "absent" : mesh_is_suspended(&service->account) ? "suspended" : "active";
	struct prov_value *usage;

	prov_map_set_text(op->result, "state", state);
	prov_map_set_text(op->result, "username", service->account.name);
	prov_map_set_text(op->result, "mesh_id", service->group.id);
	if (absent) {
		return;
	}
	prov_map_set_text(op->result, "group", service->group.name ? service->group.name : "");
	prov_map_set_int(
	    op->result, "created", service->group.exists ? service->group.created_ms / 1000 : service->account.created);
	report_account(op, &service->account);
	report_missing(op, service);
	usage = prov_map_add_map(op->result, "usage", strlen("usage"));
	if (usage) {
		add_usage(usage, count);
	}
	prov_map_set_int(op->result, "device_limit", limit);
	prov_map_set_bool(op->result, "over_limit", limit > 0 && count->devices > limit);
}

bool mesh_status(struct prov_op *op)
{
	struct count count = {0, 0};
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_service_read(op, &service) &&
	       (!service.group.exists || mesh_devices_each(op, service.group.id, take_device, &count));
	if (done) {
		report_status(op, &service, &count);
	}
	mesh_service_free(&service);
	return done;
}

/* --- all services --- */

/* A group that carries a marker of this installation. */
struct tenant {
	char *marker; /* owned, as is the id */
	char *id;
	char *creator; /* owned; NULL when it is trusted */
	int64_t created_ms;
	struct count count;
};

struct tenants {
	struct tenant *items; /* owned */
	size_t count;
	size_t capacity;
};

static void free_tenant(struct tenant *tenant)
{
	prov_free(tenant->marker);
	prov_free(tenant->id);
	prov_free(tenant->creator);
}

static void free_tenants(struct tenants *tenants)
{
	for (size_t i = 0; i < tenants->count; i++) {
		free_tenant(&tenants->items[i]);
	}
	prov_free(tenants->items);
}

/* whmcs:41, or whmcs:<installation>:41. */
static bool is_marker_of_installation(const struct prov_op *op, const char *marker, size_t length)
{
	const char *installation = op->settings->installation;
	char prefix[PROV_INSTALLATION_MAX + 16];
	size_t used;
	int64_t service = 0;

	snprintf(prefix, sizeof(prefix), "whmcs:%s%s", installation, installation[0] != '\0' ? ":" : "");
	used = strlen(prefix);
	return length > used && memcmp(marker, prefix, used) == 0 && prov_decimal(marker + used, length - used, &service) &&
	       service > 0;
}

static bool add_tenant(struct tenants *tenants, const struct mesh_group *group, size_t marker_length, bool trusted)
{
	struct tenant tenant = {.created_ms = group->created_ms};

	if (tenants->count == tenants->capacity) {
		size_t capacity = tenants->capacity == 0 ? 64 : tenants->capacity * 2;
		struct tenant *grown = prov_realloc(tenants->items, capacity * sizeof(*grown));

		if (!grown) {
			return false;
		}
		tenants->items = grown;
		tenants->capacity = capacity;
	}
	tenant.marker = prov_strndup(group->desc, marker_length);
	tenant.id = prov_strdup(group->id);
	tenant.creator = trusted ? NULL : prov_strdup(group->creator);
	if (!tenant.marker || !tenant.id || (!trusted && !tenant.creator)) {
		free_tenant(&tenant);
		return false;
	}
	tenants->items[tenants->count++] = tenant;
	return true;
}

static bool take_group(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	size_t length = 0;
	struct mesh_group group;
	const char *marker;
	bool done = true;

	(void)group_id;
	if (!mesh_group_from_json(element, &group, op->error)) {
		return false;
	}
	marker = mesh_marker_in(group.desc, &length);
	if (marker && is_marker_of_installation(op, marker, length)) {
		bool trusted = strcmp(group.creator, mesh_session_of(op)->user_id) == 0;

		done = add_tenant(target, &group, length, trusted) || prov_error_memory(op->error);
	}
	mesh_group_free(&group);
	return done;
}

/* Whoever manages users is trusted with groups as well. */
static bool take_manager(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct tenants *tenants = target;
	const char *id = prov_json_need_text(element, "_id", NULL, op->error);

	(void)group_id;
	if (!id) {
		return false;
	}
	for (size_t i = 0; mesh_is_manager(mesh_site_rights_of(element)) && i < tenants->count; i++) {
		struct tenant *tenant = &tenants->items[i];

		if (tenant->creator && strcmp(tenant->creator, id) == 0) {
			prov_free(tenant->creator);
			tenant->creator = NULL;
		}
	}
	return true;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct tenant *)a)->id, ((const struct tenant *)b)->id);
}

static int find_id(const void *key, const void *item)
{
	return strcmp(key, ((const struct tenant *)item)->id);
}

/* The oldest first, as service.c chooses. */
static int by_marker(const void *a, const void *b)
{
	const struct tenant *one = a;
	const struct tenant *other = b;
	int order = strcmp(one->marker, other->marker);

	return order != 0 ? order : (one->created_ms > other->created_ms) - (one->created_ms < other->created_ms);
}

static int find_marker(const void *key, const void *item)
{
	return strcmp(key, ((const struct tenant *)item)->marker);
}

/* Drops what is not trusted, and of several groups with one marker all but the oldest. */
static void settle_tenants(struct tenants *tenants)
{
	size_t kept = 0;

	if (tenants->count > 1) {
		qsort(tenants->items, tenants->count, sizeof(*tenants->items), by_marker);
	}
	for (size_t i = 0; i < tenants->count; i++) {
		struct tenant *tenant = &tenants->items[i];

		if (tenant->creator || (kept > 0 && strcmp(tenants->items[kept - 1].marker, tenant->marker) == 0)) {
			free_tenant(tenant);
		} else {
			tenants->items[kept++] = *tenant;
		}
	}
	tenants->count = kept;
}

static struct tenant *find_in(struct tenants *tenants, const char *key, int (*find)(const void *, const void *))
{
	return tenants->count == 0 ? NULL : bsearch(key, tenants->items, tenants->count, sizeof(*tenants->items), find);
}

static bool take_device_of_all(struct prov_op *op, void *target, const char *group_id, const struct prov_json *device)
{
	struct tenant *tenant = find_in(target, group_id, find_id);

	return !tenant || count_device(device, &tenant->count, op->error);
}

/* The tenant of an account, by the marker in its real name; NULL: it is none of ours. */
static struct tenant *tenant_of(const struct prov_op *op, struct tenants *tenants, const struct mesh_account *account)
{
	char marker[MESH_MARKER_SIZE];
	size_t length = 0;
	const char *text = mesh_marker_in(account->real_name, &length);

	if (!text || length >= sizeof(marker) || !is_marker_of_installation(op, text, length)) {
		return NULL;
	}
	memcpy(marker, text, length);
	marker[length] = '\0';
	return find_in(tenants, marker, find_marker);
}

struct rows {
	struct tenants tenants;
	struct prov_value *result;
	bool (*add)(struct prov_value *result, const struct tenant *tenant, const struct mesh_account *account);
};

static bool take_account(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct rows *rows = target;
	struct mesh_account account;
	struct tenant *tenant;
	bool done = true;

	(void)group_id;
	if (!mesh_account_from_json(element, NULL, &account, op->error)) {
		return false;
	}
	tenant = tenant_of(op, &rows->tenants, &account);
	mesh_account_free(&account);
	if (tenant) {
		done = mesh_account_from_json(element, tenant->id, &account, op->error) &&
		       (rows->add(rows->result, tenant, &account) || prov_error_memory(op->error));
		mesh_account_free(&account);
	}
	return done;
}

/* Reads groups and accounts, devices where they count, and adds a row for each account of a tenant. */
static bool list_all(struct prov_op *op, struct rows *rows, bool with_devices)
{
	struct mesh_lists lists = {.kinds = {MESH_LIST_GROUPS, MESH_LIST_ACCOUNTS}, .count = 2};
	struct tenants *tenants = &rows->tenants;
	bool done = mesh_session_begin(op) && mesh_lists_read(op, &lists) &&
	            mesh_lists_each(op, &lists, MESH_LIST_GROUPS, take_group, tenants) &&
	            mesh_lists_each(op, &lists, MESH_LIST_ACCOUNTS, take_manager, tenants);

	if (done) {
		settle_tenants(tenants);
	}
	if (done && with_devices && tenants->count > 0) {
		qsort(tenants->items, tenants->count, sizeof(*tenants->items), by_id);
		done = mesh_devices_each(op, NULL, take_device_of_all, tenants);
		qsort(tenants->items, tenants->count, sizeof(*tenants->items), by_marker);
	}
	done = done && mesh_lists_each(op, &lists, MESH_LIST_ACCOUNTS, take_account, rows);
	mesh_lists_free(&lists);
	free_tenants(tenants);
	return done;
}

static bool add_usage_row(struct prov_value *result, const struct tenant *tenant, const struct mesh_account *account)
{
	struct prov_value *row = prov_map_add_map(result, account->name, strlen(account->name));

	if (row) {
		add_usage(row, &tenant->count);
	}
	return row != NULL;
}

bool mesh_usage(struct prov_op *op)
{
	struct rows rows = {.result = op->result, .add = add_usage_row};

	return list_all(op, &rows, true);
}

static bool add_account_row(struct prov_value *result, const struct tenant *tenant, const struct mesh_account *account)
{
	struct prov_value *row = prov_list_add_map(result);
	time_t seconds = (time_t)account->created;
	char created[24] = "";
	struct tm utc;

	(void)tenant;
	if (!row) {
		return false;
	}
	if (account->created > 0 && gmtime_r(&seconds, &utc)) {
		strftime(created, sizeof(created), "%Y-%m-%d %H:%M:%S", &utc);
	}
	prov_map_set_text(row, "email", account->email);
	prov_map_set_text(row, "username", account->name);
	prov_map_set_text(row, "domain", "");
	prov_map_set_text(row, "uniqueIdentifier", account->name);
	prov_map_set_text(row, "product", "");
	prov_map_set_text(row, "primaryip", "");
	prov_map_set_text(row, "created", created);
	return prov_map_set_text(row, "status", mesh_is_suspended(account) ? "Suspended" : "Active");
}

bool mesh_list_accounts(struct prov_op *op)
{
	struct rows rows = {.result = op->result, .add = add_account_row};

	prov_value_init_list(op->result);
	return list_all(op, &rows, false);
}
