/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * server: test_connection: version and roles of the server, tenant and rights of the admin account. Changes nothing.
 */
#include "backends/comet/comet.h"

#include <string.h>

static bool report_version(struct prov_op *op, const struct prov_json *version)
{
	static const struct {
		const char *member;
		const char *word;
	} roles[] = {{"AuthenticationRole", "auth"}, {"StorageRole", "storage"}, {"SoftwareBuildRole", "build"}};
	struct prov_value *list;
	size_t length = 0;
	const char *text = prov_json_need_text(version, "Version", &length, op->error);
	int64_t moment = 0;

	if (!text) {
		return false;
	}
	prov_map_set_string(op->result, "version", text, length);
	if (!cm_member_text(version, "VersionCodename", &text, &length, op->error)) {
		return false;
	}
	prov_map_set_string(op->result, "codename", text, length);
	list = prov_map_add_list(op->result, "roles", strlen("roles"));
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		bool on = false;

		if (!cm_member_bool(version, roles[i].member, &on, op->error)) {
			return false;
		}
		if (on) {
			prov_list_add_text(list, roles[i].word);
		}
	}
	if (!cm_member_int(version, "CurrentTime", &moment, op->error)) {
		return false;
	}
	prov_map_set_int(op->result, "server_time", moment);
	if (!cm_member_int(version, "LicenseValidUntil", &moment, op->error)) {
		return false;
	}
	prov_map_set_int(op->result, "license_valid_until", moment);
	return true;
}

/* Whether the server has a role that an operation needs; without the first of them nothing works at all. */
static bool check_auth_role(struct prov_op *op, const struct prov_json *version)
{
	bool on = false;

	return cm_member_bool(version, "AuthenticationRole", &on, op->error) &&
	       (on || prov_op_fail(op, PROV_ERROR_UNSUPPORTED,
	                  "this Comet Server keeps no accounts (its Auth Role is off): enter the one that does"));
}

static bool report_rights(struct prov_op *op, const struct prov_json *version, const struct prov_json *properties)
{
	bool good = true;
	const struct prov_json *permissions = cm_member_object(properties, "Permissions", &good, op->error);
	struct prov_value *rights;
	const char *tenant = NULL;
	size_t length = 0;
	bool denies_vaults = false;
	bool denies_build = false;
	bool storage = false;
	bool build = false;

	if (!good || !cm_member_text(properties, "OrganizationID", &tenant, &length, op->error) ||
	    !cm_member_bool(permissions, "PreventRequestStorageVault", &denies_vaults, op->error) ||
	    !cm_member_bool(permissions, "DenySoftwareBuildRole", &denies_build, op->error) ||
	    !cm_member_bool(version, "StorageRole", &storage, op->error) ||
	    !cm_member_bool(version, "SoftwareBuildRole", &build, op->error)) {
		return false;
	}
	prov_map_set_string(op->result, "organization", tenant, length);
	rights = prov_map_add_map(op->result, "rights", strlen("rights"));
	if (rights) {
		prov_map_set_bool(rights, "accounts", true);
		prov_map_set_bool(rights, "storage_vaults", !denies_vaults);
		prov_map_set_bool(rights, "erase_storage", storage);
		prov_map_set_bool(rights, "installers", build && !denies_build);
	}
	return true;
}

bool cm_test_connection(struct prov_op *op)
{
	struct cm_answer version;
	struct cm_answer properties;
	struct prov_form form;
	bool done;

	prov_op_step(op, "read version");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	if (!cm_read(op, (struct cm_path){{"admin", "meta", "version"}}, &form, &version)) {
		return false;
	}
	done = report_version(op, version.json) && check_auth_role(op, version.json);
	if (done) {
		prov_op_step(op, "read the admin account");
	}
	done = done && cm_form_begin(op, &form) &&
	       cm_read(op, (struct cm_path){{"admin", "account", "properties"}}, &form, &properties);
	if (done) {
		done = report_rights(op, version.json, properties.json);
		cm_answer_free(&properties);
	}
	cm_answer_free(&version);
	return done;
}
