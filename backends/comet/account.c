/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * account: status: one service as Comet sees it now, from its profile: limits, figures, devices, vaults, Protected
 * Items, and on demand the jobs of its last days. Reads only.
 */
#include "backends/comet/comet.h"

#include <string.h>

/* A list of the result that is filled from a map of the profile. */
struct filling {
	struct prov_value *list;
	struct prov_error *error;
	const struct prov_json *profile;
};

static bool set_text(struct prov_value *row, const char *key, const struct prov_json *object, const char *member,
    struct prov_error *error)
{
	const char *text = NULL;
	size_t length = 0;

	return cm_member_text(object, member, &text, &length, error) && (prov_map_set_string(row, key, text, length), true);
}

static bool set_number(struct prov_value *row, const char *key, const struct prov_json *object, const char *member,
    struct prov_error *error)
{
	int64_t number = 0;

	return cm_member_int(object, member, &number, error) && (prov_map_set_int(row, key, number), true);
}

/* --- devices --- */

struct last_backup {
	const char *device;
	size_t device_length;
	int64_t started;
	int64_t status;
	struct prov_error *error;
};

static bool find_last(void *target, const char *name, size_t name_length, const struct prov_json *source)
{
	struct last_backup *last = target;
	const struct prov_json *job = cm_last_job(source);
	const char *owner = NULL;
	size_t length = 0;
	int64_t started = 0;

	(void)name;
	(void)name_length;
	if (!cm_member_text(source, "OwnerDevice", &owner, &length, last->error) ||
	    !cm_member_int(job, "StartTime", &started, last->error)) {
		return false;
	}
	if (!job || length != last->device_length || memcmp(owner, last->device, length) != 0 || started < last->started) {
		return true;
	}
	last->started = started;
	return cm_member_int(job, "Status", &last->status, last->error);
}

/* "Windows 11 Pro"; the plain name of the system where Comet knows no more. */
static bool set_system(struct prov_value *row, const struct prov_json *device, struct prov_error *error)
{
	const struct prov_json *system = prov_json_member(device, "PlatformVersion");
	size_t length = 0;

	prov_json_text(prov_json_member(system, "Distribution"), &length);
	return set_text(row, "system", system, length > 0 ? "Distribution" : "OS", error);
}

static bool add_device(void *target, const char *name, size_t length, const struct prov_json *device)
{
	struct filling *filling = target;
	struct prov_value *row = prov_list_add_map(filling->list);
	struct last_backup last = {.device = name, .device_length = length, .error = filling->error};

	if (!prov_json_members(prov_json_member(filling->profile, "Sources"), find_last, &last)) {
		return false;
	}
	prov_map_set_string(row, "id", name, length);
	if (!set_text(row, "name", device, "FriendlyName", filling->error) || !set_system(row, device, filling->error) ||
	    !set_text(row, "client_version", device, "ClientVersion", filling->error) ||
	    !set_number(row, "registered_at", device, "RegistrationTime", filling->error)) {
		return false;
	}
	prov_map_set_int(row, "last_backup_at", last.started);
	prov_map_set_text(row, "last_backup_state", last.started > 0 ? cm_job_state(last.status) : "");
	return true;
}

/* --- vaults and items --- */

static bool add_vault(void *target, const char *name, size_t length, const struct prov_json *vault)
{
	struct filling *filling = target;
	struct prov_value *row = prov_list_add_map(filling->list);
	int64_t type = 0;
	int64_t used = 0;
	int64_t limit = 0;
	bool limited = false;

	prov_map_set_string(row, "id", name, length);
	if (!set_text(row, "name", vault, "Description", filling->error) ||
	    !cm_member_int(vault, "DestinationType", &type, filling->error) ||
	    !cm_vault_size(vault, &used, filling->error) ||
	    !cm_member_bool(vault, "StorageLimitEnabled", &limited, filling->error) ||
	    !cm_member_int(vault, "StorageLimitBytes", &limit, filling->error)) {
		return false;
	}
	prov_map_set_text(row, "kind", cm_vault_kind(type));
	prov_map_set_int(row, "used_bytes", used);
	prov_map_set_int(row, "limit_bytes", limited ? limit : 0);
	return true;
}

static bool add_item(void *target, const char *name, size_t name_length, const struct prov_json *source)
{
	struct filling *filling = target;
	struct prov_value *row = prov_list_add_map(filling->list);
	const struct prov_json *job = cm_last_job(source);
	const char *engine = NULL;
	size_t length = 0;
	int64_t status = 0;
	int64_t size = 0;

	prov_map_set_string(row, "id", name, name_length);
	if (!set_text(row, "name", source, "Description", filling->error) ||
	    !cm_member_text(source, "Engine", &engine, &length, filling->error) ||
	    !cm_source_size(source, &size, filling->error) || !cm_member_int(job, "Status", &status, filling->error) ||
	    !set_text(row, "device", source, "OwnerDevice", filling->error) ||
	    !set_number(row, "last_backup_at", job, "StartTime", filling->error)) {
		return false;
	}
	prov_map_set_text(row, "kind", cm_item_kind(engine, length));
	prov_map_set_int(row, "size_bytes", size);
	prov_map_set_text(row, "last_backup_state", job ? cm_job_state(status) : "");
	return true;
}

static bool fill(struct prov_op *op, const struct cm_profile *profile, const char *key, const char *member,
    prov_json_each_member *each)
{
	struct filling filling = {
	    .list = prov_map_add_list(op->result, key, strlen(key)), .error = op->error, .profile = profile->json};

	return prov_json_members(prov_json_member(profile->json, member), each, &filling);
}

static bool report(struct prov_op *op, const struct cm_profile *profile)
{
	struct cm_figures figures;
	struct prov_value *part;
	bool requires_change = false;

	if (!set_text(op->result, "account_name", profile->json, "AccountName", op->error) ||
	    !set_number(op->result, "created", profile->json, "CreateTime", op->error) ||
	    !set_text(op->result, "policy_group", profile->json, "PolicyID", op->error) ||
	    !cm_member_bool(profile->json, "RequirePasswordChange", &requires_change, op->error) ||
	    !cm_figures_of(profile->json, &figures, op->error)) {
		return false;
	}
	prov_map_set_bool(op->result, "require_password_change", requires_change);
	part = prov_map_add_map(op->result, "limits", strlen("limits"));
	if (!part) {
		return prov_error_memory(op->error);
	}
	if (!cm_limits_report(op, profile, part)) {
		return false;
	}
	part = prov_map_add_map(op->result, "usage", strlen("usage"));
	if (part) {
		cm_figures_report(&figures, part);
	}
	return fill(op, profile, "devices", "Devices", add_device) &&
	       fill(op, profile, "vaults", "Destinations", add_vault) && fill(op, profile, "items", "Sources", add_item);
}

bool cm_status(struct prov_op *op)
{
	int64_t days = prov_params_int(op->params, &cm_field_job_days, 0);
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool done = true;

	if (!cm_own(op, name, &profile)) {
		return false;
	}
	prov_map_set_text(op->result, "state", !profile.exists ? "absent" : profile.suspended ? "suspended" : "active");
	prov_map_set_text(op->result, "username", name);
	if (profile.exists) {
		done = report(op, &profile);
		if (done && days > 0) {
			struct prov_value *list = prov_map_add_list(op->result, "jobs", strlen("jobs"));

			done = list ? cm_jobs_read(op, name, &profile, days, list) : prov_error_memory(op->error);
		}
	}
	cm_profile_free(&profile);
	return done;
}
