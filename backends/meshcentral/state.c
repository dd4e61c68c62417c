/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * state: edits of an account and of its membership, suspend and unsuspend.
 *
 * To lock an account is not enough: a browser that is logged in already goes on. So a suspended account is no member of
 * its group either, and then sees nothing. MeshCentral says "ok" to an edit of an account also when it changed nothing,
 * and it erases a quota that is not sent along: the quota goes back as it was read, and the edit is read back.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

/* What an edit is to bring about; data of its message. */
struct aim {
	uint32_t site_rights;
	int64_t rights; /* below 0: no member */
};

/* --- the two edits --- */

bool mesh_account_edit_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    const struct mesh_service *service, const char *step, uint32_t site_rights, const char *real_name)
{
	const struct mesh_account *account = &service->account;
	struct prov_json *body = mesh_command("edituser");
	bool done = prov_json_set_text(body, "id", account->id, strlen(account->id)) &&
	            prov_json_set_int(body, "siteadmin", site_rights);

	done = done && (!account->has_quota || prov_json_set_int(body, "quota", account->quota));
	done = done && (!real_name || prov_json_set_text(body, "realname", real_name, strlen(real_name)));
	if (!done) {
		prov_json_free(body);
		body = NULL;
	}
	message->action = "edituser";
	message->service = service;
	return mesh_write_begin(op, write, message, PROV_IDEMPOTENT, step, body);
}

bool mesh_member_edit_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    const struct mesh_service *service, const char *step, int64_t rights)
{
	const char *user_id = service->account.id;
	struct prov_json *body = mesh_command("addmeshuser");
	struct prov_json *ids = prov_json_new_array();
	bool done = prov_json_append_text(ids, user_id, strlen(user_id));

	done = prov_json_set(body, "userids", ids) && done;
	done = done && prov_json_set_text(body, "meshid", service->group.id, strlen(service->group.id)) &&
	       prov_json_set_int(body, "meshadmin", rights < 0 ? 0 : rights) &&
	       (rights >= 0 || prov_json_set_bool(body, "remove", true));
	if (!done) {
		prov_json_free(body);
		body = NULL;
	}
	message->action = "addmeshuser";
	message->service = service;
	return mesh_write_begin(op, write, message, PROV_IDEMPOTENT, step, body);
}

static bool has_membership(const struct mesh_account *account, int64_t rights)
{
	return account->linked == (rights >= 0) && (rights < 0 || account->rights == rights);
}

static enum prov_verdict settle_edit(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	const struct aim *aim = message->data;
	struct mesh_account now;
	bool there;

	if (!mesh_account_read(op, message->service, message->service->account.id, &now)) {
		return PROV_UNKNOWN;
	}
	there = now.exists && (strcmp(message->action, "edituser") == 0 ? now.site_rights == aim->site_rights
	                                                                : has_membership(&now, aim->rights));
	mesh_account_free(&now);
	return there ? PROV_DONE : PROV_NOT_DONE;
}

/* --- both, verified --- */

/* Whoever manages users may change only some of the site rights: of the others MeshCentral says ok, and keeps them. */
static bool verify(struct prov_op *op, struct mesh_service *service, const struct aim *aim)
{
	struct mesh_account now;
	bool good;

	prov_op_step(op, "verify");
	if (!mesh_account_read(op, service, service->account.id, &now)) {
		return false;
	}
	if (!now.exists) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT, "the account went away meanwhile");
	}
	good = (now.site_rights == aim->site_rights ||
	           prov_op_fail(op, PROV_ERROR_PERMISSION,
	               "MeshCentral said ok and did not change the account's site rights: the service account may not do "
	               "that, use a full administrator")) &&
	       (has_membership(&now, aim->rights) ||
	           prov_op_fail(op, PROV_ERROR_CONFLICT,
	               "MeshCentral said ok and did not change the account's membership, or somebody changed it back"));
	memcpy(now.name, service->account.name, sizeof(now.name)); /* known and found readable; its id is the same */
	mesh_account_free(&service->account);
	service->account = now;
	return good;
}

bool mesh_account_bring(
    struct prov_op *op, struct mesh_service *service, uint32_t site_rights, int64_t rights, bool *changed)
{
	struct aim aim = {.site_rights = site_rights, .rights = rights};
	struct mesh_message messages[2] = {{.data = &aim}, {.data = &aim}};
	struct prov_write writes[2];
	size_t count = 0;
	bool edits = service->account.site_rights != site_rights;
	bool moves = !has_membership(&service->account, rights);
	bool done = true;

	*changed = edits || moves;
	if (!*changed) {
		return true;
	}
	/* what takes rights away goes first, what gives them last: in between the client has less, not more */
	if (edits && rights < 0) {
		done = mesh_account_edit_begin(op, &writes[count], &messages[0], service, "edit account", site_rights, NULL);
		count++;
	}
	if (done && moves) {
		done = mesh_member_edit_begin(op, &writes[count], &messages[1], service, "edit membership", rights);
		count++;
	}
	if (done && edits && rights >= 0) {
		done = mesh_account_edit_begin(op, &writes[count], &messages[0], service, "edit account", site_rights, NULL);
		count++;
	}
	for (size_t i = 0; done && i < count; i++) {
		writes[i].settle = settle_edit;
	}
	/* of a membership MeshCentral's own count is proof enough */
	done = done && prov_op_write(op, writes, count) && (!edits || verify(op, service, &aim));
	mesh_message_end(&messages[0]);
	mesh_message_end(&messages[1]);
	return done;
}

/* --- suspend and unsuspend --- */

static bool report(struct prov_op *op, const char *state, bool changed)
{
	prov_map_set_text(op->result, "state", state);
	prov_map_set_bool(op->result, "changed", changed);
	return true;
}

bool mesh_suspend(struct prov_op *op)
{
	struct mesh_service service;
	bool changed = false;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_service_need_marked(op, &service) &&
	       mesh_account_bring(
	           op, &service, service.account.site_rights | MESH_SITE_LOCKED | MESH_SITE_NO_NEW_GROUPS, -1, &changed);
	mesh_service_free(&service);
	return done && report(op, "suspended", changed);
}

bool mesh_unsuspend(struct prov_op *op)
{
	struct mesh_package package;
	struct mesh_service service;
	uint32_t site_rights;
	bool changed = false;
	bool done;

	mesh_service_init(&service);
	done = mesh_package_read(op, &package) && mesh_session_begin(op) && mesh_service_need_marked(op, &service);
	if (done) {
		site_rights = (service.account.site_rights & ~MESH_SITE_LOCKED) | MESH_SITE_NO_NEW_GROUPS;
		/* what an unsuspended account may do is the package's, and stays as it is while he is a member */
		done = mesh_account_bring(
		    op, &service, site_rights, service.account.linked ? service.account.rights : package.rights, &changed);
	}
	mesh_service_free(&service);
	return done && report(op, "active", changed);
}
