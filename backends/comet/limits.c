/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * limits: what a package allows (devices, protected bytes, bytes of each storage vault, kinds of licensed guests), and
 * change_package. A limit that the package no longer has is taken away. GB = 1024^3 bytes.
 */
#include "backends/comet/comet.h"

#include <string.h>

#define GB_PER_TB 1024

/* Gigabytes win over terabytes, unless they are 0; with neither chosen the product's own number counts. */
static int64_t quota_bytes(const struct prov_op *op, const struct prov_field *gb, const struct prov_field *tb,
    const struct prov_field *otherwise)
{
	int64_t gigabytes = prov_params_int(op->params, gb, 0);

	if (gigabytes == 0) {
		gigabytes = prov_params_int(op->params, tb, 0) * GB_PER_TB;
	}
	if (gigabytes == 0 && !prov_params_has(op->params, gb) && !prov_params_has(op->params, tb)) {
		gigabytes = prov_params_int(op->params, otherwise, 0);
	}
	return gigabytes * CM_GB;
}

void cm_limits_from_params(const struct prov_op *op, struct cm_limits *limits)
{
	const struct prov_params *params = op->params;

	*limits = (struct cm_limits){
	    .devices = prov_params_int(params, &cm_field_devices, 0),
	    .protected_bytes = quota_bytes(op, &cm_field_protected_gb, &cm_field_protected_tb, &cm_field_protected_default),
	    .vault_bytes = quota_bytes(op, &cm_field_vault_gb, &cm_field_vault_tb, &cm_field_vault_default),
	    .has_microsoft_365 = prov_params_has(params, &cm_field_microsoft_365),
	    .has_hyperv = prov_params_has(params, &cm_field_hyperv),
	    .has_vmware = prov_params_has(params, &cm_field_vmware),
	    .microsoft_365 = prov_params_int(params, &cm_field_microsoft_365, 0),
	    .hyperv = prov_params_int(params, &cm_field_hyperv, 0),
	    .vmware = prov_params_int(params, &cm_field_vmware, 0),
	};
}

/*
 * A vault under a shared quota ignores its own: where the package has one, it leaves the shared quota. Without one the
 * shared quota is the operator's affair.
 */
static void want_vault(struct cm_changes *changes, struct prov_json_span vault, int64_t bytes)
{
	cm_change_bool(changes, vault, "StorageLimitEnabled", bytes > 0);
	cm_change_int(changes, vault, "StorageLimitBytes", bytes);
	if (bytes > 0) {
		cm_change_empty(changes, vault, "StorageLimitID");
	}
}

static void want_vaults(struct cm_changes *changes, int64_t bytes)
{
	const char *text = prov_buf_text(&changes->profile->text);
	struct prov_json_span vaults;
	struct prov_json_span name;
	struct prov_json_span vault;
	size_t cursor = 0;

	if (!prov_json_span_member(text, changes->whole, "Destinations", &vaults)) {
		return;
	}
	while (prov_json_span_next(text, vaults, &cursor, &name, &vault)) {
		want_vault(changes, vault, bytes);
	}
}

void cm_limits_want(struct cm_changes *changes, const struct cm_limits *limits)
{
	struct prov_json_span whole = changes->whole;

	cm_change_int(changes, whole, "MaximumDevices", limits->devices);
	cm_change_bool(changes, whole, "AllProtectedItemsQuotaEnabled", limits->protected_bytes > 0);
	cm_change_int(changes, whole, "AllProtectedItemsQuotaBytes", limits->protected_bytes);
	if (limits->has_microsoft_365) {
		cm_change_int(changes, whole, "QuotaOffice365ProtectedAccounts", limits->microsoft_365);
	}
	if (limits->has_hyperv) {
		cm_change_int(changes, whole, "QuotaHyperVGuests", limits->hyperv);
	}
	if (limits->has_vmware) {
		cm_change_int(changes, whole, "QuotaVMwareGuests", limits->vmware);
	}
	want_vaults(changes, limits->vault_bytes);
}

/* --- the limits that are in force --- */

/* The greatest limit among the vaults; 0 when one of them has none. */
struct vault_limit {
	struct prov_error *error;
	int64_t bytes;
	bool unlimited;
};

static bool add_vault_limit(void *target, const char *name, size_t length, const struct prov_json *vault)
{
	struct vault_limit *limit = target;
	bool enabled = false;
	int64_t bytes = 0;

	(void)name;
	(void)length;
	if (!cm_member_bool(vault, "StorageLimitEnabled", &enabled, limit->error) ||
	    !cm_member_int(vault, "StorageLimitBytes", &bytes, limit->error)) {
		return false;
	}
	limit->unlimited = limit->unlimited || !enabled;
	limit->bytes = bytes > limit->bytes ? bytes : limit->bytes;
	return true;
}

bool cm_limits_report(struct prov_op *op, const struct cm_profile *profile, struct prov_value *map)
{
	static const struct {
		const char *member;
		const char *key;
	} numbers[] = {{"MaximumDevices", "devices"}, {"QuotaOffice365ProtectedAccounts", "microsoft_365_accounts"},
	    {"QuotaHyperVGuests", "hyperv_guests"}, {"QuotaVMwareGuests", "vmware_guests"}};
	struct vault_limit vaults = {.error = op->error};
	bool enabled = false;
	int64_t number = 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (!cm_member_int(profile->json, numbers[i].member, &number, op->error)) {
			return false;
		}
		prov_map_set_int(map, numbers[i].key, number);
	}
	if (!cm_member_bool(profile->json, "AllProtectedItemsQuotaEnabled", &enabled, op->error) ||
	    !cm_member_int(profile->json, "AllProtectedItemsQuotaBytes", &number, op->error) ||
	    !prov_json_members(prov_json_member(profile->json, "Destinations"), add_vault_limit, &vaults)) {
		return false;
	}
	prov_map_set_int(map, "protected_bytes", enabled ? number : 0);
	prov_map_set_int(map, "vault_bytes", vaults.unlimited ? 0 : vaults.bytes);
	return true;
}

/* --- change_package --- */

struct package {
	struct cm_limits limits;
	const char *policy; /* NULL: the product names none, and the account keeps what it has */
};

static void want_package(const struct prov_op *op, struct cm_changes *changes, const void *data)
{
	const struct package *package = data;

	(void)op;
	cm_limits_want(changes, &package->limits);
	if (package->policy) {
		cm_change_text(changes, "PolicyID", package->policy, strlen(package->policy));
	}
}

static bool ensure_new_policy(struct prov_op *op, const struct cm_profile *profile, const char *policy)
{
	const char *present = NULL;
	size_t length = 0;

	if (!cm_member_text(profile->json, "PolicyID", &present, &length, op->error)) {
		return false;
	}
	return (policy && strcmp(present, policy) == 0) || cm_policy_ensure(op, policy);
}

bool cm_change_package(struct prov_op *op)
{
	struct package package = {.policy = prov_params_text(op->params, &cm_field_policy_group, NULL)};
	const struct cm_wish wish = {.want = want_package, .data = &package};
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool changed = false;
	bool done;

	cm_limits_from_params(op, &package.limits);
	if (!cm_need(op, name, &profile)) {
		return false;
	}
	done = ensure_new_policy(op, &profile, package.policy) && cm_profile_update(op, name, &profile, &wish, &changed);
	if (done) {
		const char *policy = NULL;
		size_t length = 0;

		prov_map_set_bool(op->result, "changed", changed);
		done = cm_limits_report(op, &profile, prov_map_add_map(op->result, "limits", strlen("limits"))) &&
		       cm_member_text(profile.json, "PolicyID", &policy, &length, op->error);
		prov_map_set_string(op->result, "policy_group", policy ? policy : "", length);
	}
	cm_profile_free(&profile);
	return done;
}
