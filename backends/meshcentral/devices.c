/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * devices: the devices of a service, and the ways to add one. Reads only.
 *
 * A device's name is what the machine calls itself: any text at all. It is handed over as it is, for the caller to
 * escape.
 */
#include "backends/meshcentral/meshcentral.h"

#include <stdlib.h>
#include <string.h>

#include "lib/mem.h"

#define AGENT_CONNECTED 1
#define DEFAULT_INVITE_HOURS 168

/* --- devices --- */

/* An offline device whose last connection is wanted: its id, and its row in the result. */
struct offline {
	char *id; /* owned */
	size_t row;
};

struct device_list {
	struct prov_value *rows;
	struct offline *offline; /* owned; sorted by id before the times are read */
	size_t count;
	size_t capacity;
	int64_t now;
};

static void free_device_list(struct device_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		prov_free(list->offline[i].id);
	}
	prov_free(list->offline);
}

static bool note_offline(struct device_list *list, const char *id, size_t length)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
		struct offline *grown = prov_realloc(list->offline, capacity * sizeof(*grown));

		if (!grown) {
			return false;
		}
		list->offline = grown;
		list->capacity = capacity;
	}
	list->offline[list->count].id = prov_strndup(id, length);
	list->offline[list->count].row = list->rows->as.items.count - 1;
	return list->offline[list->count].id && ++list->count > 0;
}

static void set_text(struct prov_value *row, const char *key, const struct prov_json *device, const char *member)
{
	size_t length = 0;
	const char *text = prov_json_text(prov_json_member(device, member), &length);

	prov_map_set_string(row, key, text ? text : "", text ? length : 0);
}

/* last_seen stands last in a row, so that the time of an offline one can be put there later. */
static bool take_device(struct prov_op *op, void *target, const char *group_id, const struct prov_json *device)
{
	struct device_list *list = target;
	size_t length = 0;
	const char *id = prov_json_need_text(device, "_id", &length, op->error);
	int64_t connection = 0;
	struct prov_value *row;

	(void)group_id;
	if (!id || !mesh_take_number(device, "conn", &connection, op->error)) {
		return false;
	}
	row = prov_list_add_map(list->rows);
	if (!row) {
		return prov_error_memory(op->error);
	}
	prov_map_set_string(row, "id", id, length);
	set_text(row, "name", device, "name");
	set_text(row, "system", device, "osdesc");
	prov_map_set_bool(row, "online", (connection & AGENT_CONNECTED) != 0);
	if (connection & AGENT_CONNECTED) {
		return prov_map_set_int(row, "last_seen", list->now) || prov_error_memory(op->error);
	}
	return (prov_map_set_null(row, "last_seen") && note_offline(list, id, length)) || prov_error_memory(op->error);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct offline *)a)->id, ((const struct offline *)b)->id);
}

static int find_id(const void *key, const void *item)
{
	return strcmp(key, ((const struct offline *)item)->id);
}

/* A server may be larger than a service: most ids are none of ours. */
static bool take_time(void *target, const char *id, size_t length, int64_t time_ms)
{
	struct device_list *list = target;
	struct offline *found = NULL;
	char name[256];

	if (length < sizeof(name) && time_ms > 0) {
		memcpy(name, id, length);
		name[length] = '\0';
		found = bsearch(name, list->offline, list->count, sizeof(*list->offline), find_id);
	}
	if (found) {
		struct prov_value *row = &list->rows->as.items.values[found->row];
		struct prov_value *last_seen = &row->as.items.values[row->as.items.count - 1];

		*last_seen = (struct prov_value){.type = PROV_VALUE_INT, .as.integer = time_ms / 1000};
	}
	return true;
}

static bool list_devices(struct prov_op *op, const struct mesh_service *service, struct device_list *list)
{
	if (!mesh_devices_each(op, service->group.id, take_device, list)) {
		return false;
	}
	if (list->count == 0) {
		return true;
	}
	qsort(list->offline, list->count, sizeof(*list->offline), by_id);
	return mesh_last_seen_each(op, take_time, list);
}

static bool need_group(struct prov_op *op, struct mesh_service *service)
{
	return mesh_service_read(op, service) &&
	       (service->group.exists || prov_op_fail(op, PROV_ERROR_NOT_FOUND,
	                                     "MeshCentral has no device group of this service: create it first"));
}

bool mesh_devices(struct prov_op *op)
{
	struct device_list list = {.rows = op->result};
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && need_group(op, &service);
	if (done) {
		prov_value_init_list(op->result);
		list.now = mesh_session_time(op);
		done = list_devices(op, &service, &list);
	}
	free_device_list(&list);
	mesh_service_free(&service);
	return done;
}

/* --- agent links --- */

/* What a link is made of, besides the group. */
struct installer {
	const char *platform;
	const char *name;
	const char *page;
	struct prov_query query[3]; /* a NULL value stands for the group's id */
};

static const struct installer installers[] = {
    {"windows-x64", "Windows, 64 bit", "meshagents", {{"id", "4"}, {"meshid", NULL}, {"installflags", "0"}}},
    {"windows-x86", "Windows, 32 bit", "meshagents", {{"id", "3"}, {"meshid", NULL}, {"installflags", "0"}}},
    {"windows-arm64", "Windows on ARM, 64 bit", "meshagents", {{"id", "43"}, {"meshid", NULL}, {"installflags", "0"}}},
    {"linux", "Linux, 64 bit", "meshagents", {{"meshinstall", "6"}, {"id", NULL}}},
    {"macos", "macOS", "meshosxagent", {{"id", "10005"}, {"meshid", NULL}}},
};

struct links {
	struct prov_origin origin;
	char folder[MESH_DOMAIN_MAX + 1];
	const char *short_id;
};

static bool build(struct prov_op *op, const struct links *links, const char *page, const struct prov_query *query,
    struct prov_buf *url)
{
	const char *const parts[] = {links->folder, page, NULL};

	prov_buf_init(url, PROV_URL_MAX);
	return prov_url_build(&links->origin, links->folder[0] != '\0' ? parts : parts + 1, query, url, op->error);
}

static bool add_installer(
    struct prov_op *op, const struct links *links, const struct installer *installer, struct prov_value *list)
{
	struct prov_query query[4] = {{NULL, NULL}};
	struct prov_value *row = prov_list_add_map(list);
	struct prov_buf url;
	bool done;

	for (size_t i = 0; i < 3 && installer->query[i].name; i++) {
		query[i] = installer->query[i];
		query[i].value = query[i].value ? query[i].value : links->short_id;
	}
	done = build(op, links, installer->page, query, &url);
	if (done && row) {
		prov_map_set_text(row, "platform", installer->platform);
		prov_map_set_text(row, "name", installer->name);
		prov_map_set_string(row, "url", prov_buf_text(&url), url.length);
	}
	prov_buf_free(&url);
	return done && (row || prov_error_memory(op->error));
}

/*
 * One line for a root shell, as MeshCentral's own page builds it. Nothing in it can leave the single quotes: an origin
 * has no other characters than those of names, and the ids were checked.
 */
static bool add_linux_commands(struct prov_op *op, const struct links *links)
{
	static const struct prov_query script[] = {{"script", "1"}, {NULL, NULL}};
	struct prov_buf url, command;
	const char *slash = links->folder[0] != '\0' ? "/" : "";
	bool done = build(op, links, "meshagents", script, &url);

	prov_buf_init(&command, 2 * PROV_URL_MAX);
	done = done &&
	       (prov_buf_printf(&command,
	            "wget -O ./meshinstall.sh '%s' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh '%s%s%s' '%s'",
	            prov_buf_text(&url), links->origin.text, slash, links->folder, links->short_id) ||
	           prov_error_memory(op->error));
	prov_map_set_string(op->result, "linux_command", prov_buf_text(&command), command.length);
	prov_buf_reset(&command);
	done = done && (prov_buf_printf(&command, "sudo -E ./meshinstall.sh uninstall '%s%s%s' '%s'", links->origin.text,
	                    slash, links->folder, links->short_id) ||
	                   prov_error_memory(op->error));
	prov_map_set_string(op->result, "linux_uninstall_command", prov_buf_text(&command), command.length);
	prov_buf_free(&command);
	prov_buf_free(&url);
	return done;
}

/* flags 0: the visitor chooses between an agent that stays and one for the moment. */
static struct prov_json *invite_body(const char *group_id, int64_t hours)
{
	struct prov_json *body = mesh_command("createInviteLink");

	if (!prov_json_set_text(body, "meshid", group_id, strlen(group_id)) || !prov_json_set_int(body, "expire", hours) ||
	    !prov_json_set_int(body, "flags", 0)) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/* The server's own link names the host of its certificate; ours is made of the address that clients know. */
static bool add_invitation(struct prov_op *op, const struct links *links, const char *group_id)
{
	const char *key = prov_params_text(op->params, &mesh_field_url_key, NULL);
	int64_t hours = prov_params_int(op->params, &mesh_field_invite_hours, DEFAULT_INVITE_HOURS);
	struct prov_json *answer;
	const char *cookie;
	struct prov_buf url;
	size_t length = 0;
	bool done;

	prov_op_step(op, "make invitation");
	answer = mesh_ask(op, "createInviteLink", invite_body(group_id, hours), 0);
	cookie = answer ? prov_json_need_text(answer, "cookie", &length, op->error) : NULL;
	prov_buf_init(&url, PROV_URL_MAX);
	done = cookie && prov_op_secret(op, cookie, length) &&
	       build(op, links, "agentinvite",
	           (const struct prov_query[]){{"c", cookie}, {key ? "key" : NULL, key}, {NULL, NULL}}, &url);
	if (done) {
		prov_map_set_string(op->result, "invite_url", prov_buf_text(&url), url.length);
		prov_map_set_int(op->result, "invite_hours", hours);
		prov_map_set_int(op->result, "invite_expires", mesh_session_time(op) + hours * 3600);
	}
	prov_buf_wipe(&url);
	prov_json_free(answer);
	return done;
}

static bool add_links(struct prov_op *op, const struct mesh_service *service)
{
	struct links links = {.short_id = mesh_short_id(service->group.id)};
	struct prov_value *list;
	bool done = mesh_client_base(op, &links.origin, links.folder);

	prov_map_set_text(op->result, "mesh_id", service->group.id);
	prov_map_set_text(op->result, "group", service->group.name);
	done = done && add_invitation(op, &links, service->group.id);
	list = prov_map_add_list(op->result, "installers", strlen("installers"));
	for (size_t i = 0; done && list && i < sizeof(installers) / sizeof(installers[0]); i++) {
		done = add_installer(op, &links, &installers[i], list);
	}
	done = done && add_linux_commands(op, &links);
	prov_map_set_bool(
	    op->result, "certificate_trusted", !(mesh_session_of(op)->features & MESH_FEATURE_UNTRUSTED_CERTIFICATE));
	return done;
}

bool mesh_agent_links(struct prov_op *op)
{
	char folder[MESH_DOMAIN_MAX + 1];
	struct prov_origin origin;
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_client_base(op, &origin, folder) && need_group(op, &service);
	if (done && service.account.exists && mesh_is_suspended(&service.account)) {
		done = prov_op_fail(
		    op, PROV_ERROR_PERMISSION, "the service is suspended: no device can be added until it is unsuspended");
	}
	done = done && add_links(op, &service);
	mesh_service_free(&service);
	return done;
}
