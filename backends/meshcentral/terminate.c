/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * terminate: removes a service's account and group, in this order. Called on absent ones it succeeds and changes
 * nothing.
 *
 * MeshCentral only marks a group as deleted: when one of its agents connects again, it comes back, and with it every
 * member whose account exists then. If the account went after the group, a later customer of the same name would see
 * the machines of this one. For the same reason the group's other members leave it before it goes.
 */
#include "backends/meshcentral/meshcentral.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/mem.h"

#define CHUNK 200 /* agents of one message */
#define GROUPS_MAX 16

/* --- the account --- */

static enum prov_verdict settle_account(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	const struct mesh_service *service = message->service;
	struct mesh_account now;
	bool there;

	if (!mesh_account_read(op, service, service->account.id, &now)) {
		return PROV_UNKNOWN;
	}
	there = now.exists;
	mesh_account_free(&now);
	return there ? PROV_NOT_DONE : PROV_DONE;
}

bool mesh_delete_account(struct prov_op *op, const struct mesh_service *service)
{
	const char *id = service->account.id;
	struct mesh_message message = {.action = "deleteuser", .service = service};
	struct prov_json *body = mesh_command(message.action);
	struct prov_write write;
	bool done;

	if (!prov_json_set_text(body, "userid", id, strlen(id))) {
		prov_json_free(body);
		body = NULL;
	}
	done = mesh_write_begin(op, &write, &message, PROV_ONCE, "delete account", body);
	write.settle = settle_account;
	done = done && prov_op_write(op, &write, 1);
	mesh_message_end(&message);
	return done;
}

/* --- the group --- */

/* What is looked for in the list of groups. */
struct sight {
	const char *id;
	const char *member; /* NULL: none */
	bool there;
	bool has_member;
};

static bool look_at(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct sight *sight = target;
	const char *id = prov_json_need_text(element, "_id", NULL, op->error);

	(void)group_id;
	if (id && strcmp(id, sight->id) == 0) {
		sight->there = true;
		sight->has_member = sight->member && prov_json_member(prov_json_member(element, "links"), sight->member);
	}
	return id != NULL;
}

static bool look_for(struct prov_op *op, struct sight *sight)
{
	struct mesh_lists lists = {.kinds = {MESH_LIST_GROUPS}, .count = 1};
	bool done = mesh_lists_read(op, &lists) && mesh_lists_each(op, &lists, MESH_LIST_GROUPS, look_at, sight);

	mesh_lists_free(&lists);
	return done;
}

static enum prov_verdict settle_group(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	struct sight sight = {.id = message->service->group.id};

	if (!look_for(op, &sight)) {
		return PROV_UNKNOWN;
	}
	if (sight.there && write->error.kind == PROV_ERROR_PERMISSION) {
		prov_op_fail_with(op, &write->error); /* it was refused, and not because it is deleted already */
		return PROV_REFUSED;
	}
	return sight.there ? PROV_NOT_DONE : PROV_DONE;
}

bool mesh_delete_group(struct prov_op *op, const struct mesh_service *service)
{
	const char *id = service->group.id;
	struct mesh_message message = {.action = "deletemesh", .service = service};
	struct prov_json *body = mesh_command(message.action);
	struct prov_write write;
	bool done;

	if (!prov_json_set_text(body, "meshid", id, strlen(id))) {
		prov_json_free(body);
		body = NULL;
	}
	done = mesh_write_begin(op, &write, &message, PROV_ONCE, "delete group", body);
	write.settle = settle_group;
	done = done && prov_op_write(op, &write, 1);
	mesh_message_end(&message);
	return done;
}

/* --- its other members --- */

static enum prov_verdict settle_member(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	struct sight sight = {.id = message->service->group.id, .member = message->data};

	if (!look_for(op, &sight)) {
		return PROV_UNKNOWN;
	}
	return sight.has_member ? PROV_NOT_DONE : PROV_DONE;
}

static bool remove_member(struct prov_op *op, const struct mesh_service *service, char *member)
{
	const char *id = service->group.id;
	struct mesh_message message = {.action = "removemeshuser", .service = service, .data = member};
	struct prov_json *body = mesh_command(message.action);
	struct prov_write write;
	bool done = prov_json_set_text(body, "meshid", id, strlen(id)) &&
	            prov_json_set_text(body, "userid", member, strlen(member));

	if (!done) {
		prov_json_free(body);
		body = NULL;
	}
	done = mesh_write_begin(op, &write, &message, PROV_IDEMPOTENT, "remove member", body);
	write.settle = settle_member;
	done = done && prov_op_write(op, &write, 1);
	mesh_message_end(&message);
	return done;
}

static bool remove_members(struct prov_op *op, const struct mesh_service *service)
{
	const char *self = mesh_session_of(op)->user_id;

	for (size_t i = 0; i < service->group.member_count; i++) {
		char *member = service->group.members[i].id;

		if (strcmp(member, self) == 0 || strcmp(member, service->account.id) == 0) {
			continue;
		}
		if (!remove_member(op, service, member)) {
			return false;
		}
	}
	return true;
}

/* --- its agents --- */

struct agents {
	struct prov_json *ids; /* of the chunk under way, NULL for none */
	size_t in_chunk;
	bool removes;
	int64_t devices;
	int64_t asked;
};

/* Asks a chunk of agents to uninstall themselves. MeshCentral passes it on and says nothing. */
static bool send_chunk(struct prov_op *op, struct agents *agents)
{
	struct mesh_message message = {.action = "uninstallagent"};
	struct prov_json *body = mesh_command(message.action);
	struct prov_write write;
	bool done = prov_json_set(body, "nodeids", agents->ids);

	agents->ids = NULL;
	agents->asked += (int64_t)agents->in_chunk;
	agents->in_chunk = 0;
	if (!done) {
		prov_json_free(body);
		body = NULL;
	}
	done = mesh_write_begin(op, &write, &message, PROV_IDEMPOTENT, "uninstall agents", body);
	write.request.unanswered = true;
	done = done && prov_op_write(op, &write, 1);
	mesh_message_end(&message);
	return done;
}

static bool take_device(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct agents *agents = target;
	size_t length = 0;
	const char *id = prov_json_need_text(element, "_id", &length, op->error);
	int64_t connection = 0;

	(void)group_id;
	if (!id || !mesh_take_number(element, "conn", &connection, op->error)) {
		return false;
	}
	agents->devices++;
	if (!agents->removes || (connection & 1) == 0) {
		return true;
	}
	if (!agents->ids) {
		agents->ids = prov_json_new_array();
	}
	agents->in_chunk++;
	if (!prov_json_append_text(agents->ids, id, length)) {
		return prov_error_memory(op->error);
	}
	return agents->in_chunk < CHUNK || send_chunk(op, agents);
}

/* Counts the group's devices, and asks those that are online to remove the agent, where that is wanted. */
static bool handle_agents(struct prov_op *op, const struct mesh_service *service, struct agents *agents)
{
	bool done = mesh_devices_each(op, service->group.id, take_device, agents);

	if (done && agents->in_chunk > 0) {
		done = send_chunk(op, agents);
	}
	prov_json_free(agents->ids);
	agents->ids = NULL;
	return done;
}

/* --- terminate --- */

static bool remove_all(struct prov_op *op, struct mesh_service *service, struct agents *agents)
{
	if (service->account.exists && mesh_is_manager(service->account.site_rights)) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT,
		    "the account %s manages users or the whole server: it is not deleted", service->account.name);
	}
	return mesh_service_mark(op, service) && (!service->group.exists || handle_agents(op, service, agents)) &&
	       (!service->account.exists || mesh_delete_account(op, service)) &&
	       (!service->group.exists || (remove_members(op, service) && mesh_delete_group(op, service)));
}

static void report(struct prov_op *op, const struct mesh_service *service, const struct agents *agents)
{
	struct prov_value *removed;

	prov_map_set_text(op->result, "state", "terminated");
	prov_map_set_bool(op->result, "changed", service->account.exists || service->group.exists);
	removed = prov_map_add_map(op->result, "removed", strlen("removed"));
	if (removed) {
		prov_map_set_bool(removed, "user", service->account.exists);
		prov_map_set_bool(removed, "group", service->group.exists);
		prov_map_set_int(removed, "devices", agents->devices);
		prov_map_set_int(removed, "agents", agents->asked);
	}
}

/* Another group of ours: of a lost answer, or one that came back after an earlier terminate. */
static bool remove_next_group(struct prov_op *op, struct mesh_service *service, struct agents *agents)
{
	struct mesh_service next;
	bool done;

	mesh_service_init(&next);
	op->ownership = PROV_OWNER_ABSENT;
	done = mesh_service_read(op, &next) && remove_all(op, &next, agents);
	service->more_groups = next.more_groups;
	mesh_service_free(&next);
	return done;
}

bool mesh_terminate(struct prov_op *op)
{
	struct agents agents = {.removes = prov_params_bool(op->params, &mesh_field_remove_agents, false)};
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_service_read(op, &service) && remove_all(op, &service, &agents);
	for (size_t i = 0; done && service.more_groups && i < GROUPS_MAX; i++) {
		done = remove_next_group(op, &service, &agents);
	}
	if (done) {
		report(op, &service, &agents);
	}
	mesh_service_free(&service);
	return done;
}
