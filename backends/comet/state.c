/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * state: suspend and unsuspend, which are one member of the profile. A suspended account can neither log in nor back up
 * nor restore; its data stays.
 */
#include "backends/comet/comet.h"

static void want_state(const struct prov_op *op, struct cm_changes *changes, const void *data)
{
	(void)op;
	cm_change_bool(changes, changes->whole, "IsSuspended", *(const bool *)data);
}

static bool set_suspended(struct prov_op *op, bool suspended)
{
	const struct cm_wish wish = {.want = want_state, .data = &suspended};
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool was_suspended;
	bool sent = false;
	bool done;

	if (!cm_need(op, name, &profile)) {
		return false;
	}
	was_suspended = profile.suspended;
	done = cm_profile_update(op, name, &profile, &wish, &sent);
	cm_profile_free(&profile);
	if (done) {
		prov_map_set_text(op->result, "state", suspended ? "suspended" : "active");
		prov_map_set_bool(op->result, "changed", was_suspended != suspended);
	}
	return done;
}

bool cm_suspend(struct prov_op *op)
{
	return set_suspended(op, true);
}

bool cm_unsuspend(struct prov_op *op)
{
	return set_suspended(op, false);
}
