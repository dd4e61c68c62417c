/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * terminate: deletes the service's account with its history; its stored data too, but only when the product says so,
 * and before the account goes: while the profile stands, a repeat knows what is left to do.
 *
 * Comet itself leaves the storage buckets of a deleted account behind; without the profile nobody can read them.
 */
#include "backends/comet/comet.h"

#include <string.h>

struct ending {
	const char *username;
};

static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	const struct ending *ending = cm->target;
	struct cm_profile now;
	enum prov_verdict verdict;

	if (!cm_profile_read(op, ending->username, &now)) {
		return PROV_UNKNOWN;
	}
	verdict = now.exists ? PROV_NOT_DONE : PROV_DONE;
	cm_profile_free(&now);
	return verdict;
}

static void add_uninstall(const struct prov_op *op, struct prov_form *form)
{
	static const char config[] = "{\"UninstallFlag\":true,\"RemoveConfigFile\":true}";

	if (prov_params_bool(op->params, &cm_field_uninstall_client, false)) {
		prov_form_add(form, "UninstallConfig", config, sizeof(config) - 1);
	}
}

/* A refusal may mean that it is gone already: what stands decides. */
static bool is_gone(struct prov_op *op, const char *username)
{
	struct prov_error refusal = *op->error;
	struct cm_profile now;
	bool gone;

	if (!refusal.refused || !cm_error_is_refusal(&refusal)) {
		return false;
	}
	prov_error_clear(op->error);
	if (!cm_profile_read(op, username, &now)) {
		return false;
	}
	gone = !now.exists;
	cm_profile_free(&now);
	return gone || prov_op_fail_with(op, &refusal);
}

bool cm_user_delete(struct prov_op *op, const char *username)
{
	struct ending ending = {.username = username};
	struct cm_write cm = {.target = &ending};
	struct prov_write write;
	bool done = cm_form_begin(op, &cm.form);

	if (done) {
		cm_form_user(&cm.form, username);
		add_uninstall(op, &cm.form);
		done = cm_write_begin(op, &write, &cm, PROV_ONCE, "delete user", (struct cm_path){{"admin", "delete-user"}});
	}
	if (done) {
		write.settle = settle;
		done = prov_op_write(op, &write, 1) || is_gone(op, username);
	}
	cm_write_end(&cm);
	return done;
}

static void want_suspended(const struct prov_op *op, struct cm_changes *changes, const void *data)
{
	(void)op;
	(void)data;
	cm_change_bool(changes, changes->whole, "IsSuspended", true);
}

/*
 * What may go is found first: an account whose data cannot all be erased is left as it is. Then it is suspended, for
 * its devices must not write into buckets that go; its marker is set with that, for a repeat.
 */
static bool erase(struct prov_op *op, const char *username, struct cm_profile *profile, struct prov_value *removed)
{
	const struct cm_wish wish = {.want = want_suspended};
	struct cm_buckets buckets;
	struct prov_value *list;
	bool changed = false;

	if (!prov_params_bool(op->params, &cm_field_erase_storage, false)) {
		return true;
	}
	list = prov_map_add_list(removed, "buckets", strlen("buckets"));
	if (!list) {
		return prov_error_memory(op->error);
	}
	return cm_buckets_find(op, username, profile, &buckets) &&
	       (buckets.count == 0 ||
	           (cm_profile_update(op, username, profile, &wish, &changed) && cm_buckets_erase(op, &buckets, list)));
}

static bool remove_account(struct prov_op *op, const char *username, struct cm_profile *profile)
{
	struct prov_value *removed = prov_map_add_map(op->result, "removed", strlen("removed"));
	int64_t devices = (int64_t)cm_member_count(profile->json, "Devices");
	int64_t vaults = (int64_t)cm_member_count(profile->json, "Destinations");

	if (!removed) {
		return prov_error_memory(op->error);
	}
	prov_map_set_text(removed, "account", username);
	prov_map_set_int(removed, "devices", devices);
	prov_map_set_int(removed, "vaults", vaults);
	return erase(op, username, profile, removed) && cm_user_delete(op, username);
}

bool cm_terminate(struct prov_op *op)
{
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool done;

	if (!cm_own(op, name, &profile)) {
		return false;
	}
	prov_map_set_text(op->result, "state", "terminated");
	prov_map_set_bool(op->result, "changed", profile.exists);
	if (!profile.exists) {
		prov_map_add_map(op->result, "removed", strlen("removed"));
		return true;
	}
	done = remove_account(op, name, &profile);
	cm_profile_free(&profile);
	return done;
}
