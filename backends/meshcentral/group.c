/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * group: reading a device group, and the markers in descriptions and real names. Sends nothing.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#include "lib/mem.h"

#define SHORT_ID_LENGTH 64
static const char marker_prefix[] = "whmcs:";

/* --- ids --- */

const char *mesh_short_id(const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash ? slash + 1 : id;
}

static bool is_id_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '@' || c == '$';
}

bool mesh_is_group_id(const char *id)
{
	const char *tail = mesh_short_id(id);
	size_t slashes = 0;

	for (const char *c = id; c < tail; c++) {
		slashes += *c == '/' ? 1 : 0;
	}
	if (strncmp(id, "mesh/", 5) != 0 || slashes != 2 || strlen(id) > MESH_ID_MAX || strlen(tail) != SHORT_ID_LENGTH) {
		return false;
	}
	for (const char *c = tail; *c; c++) {
		if (!is_id_character(*c)) {
			return false;
		}
	}
	return true;
}

/* --- markers --- */

const char *mesh_marker_in(const char *text, size_t *length)
{
	*length = strcspn(text, " \t\r\n");
	return strncmp(text, marker_prefix, strlen(marker_prefix)) == 0 ? text : NULL;
}

bool mesh_has_marker(const char *text, const char *marker)
{
	size_t length = 0;

	return mesh_marker_in(text, &length) && length == strlen(marker) && memcmp(text, marker, length) == 0;
}

/* --- reading --- */

void mesh_group_free(struct mesh_group *group)
{
	for (size_t i = 0; i < group->member_count; i++) {
		prov_free(group->members[i].id);
	}
	prov_free(group->members);
	prov_free(group->name);
	prov_free(group->desc);
	prov_free(group->creator);
	*group = (struct mesh_group){.exists = false};
}

static bool add_member(void *target, const char *id, size_t length, const struct prov_json *link)
{
	struct mesh_group *group = target;
	struct mesh_member *member = &group->members[group->member_count];

	member->id = prov_strndup(id, length);
	if (!member->id) {
		return false;
	}
	group->member_count++;
	return prov_json_whole_number(prov_json_member(link, "rights"), &member->rights);
}

static bool read_members(const struct prov_json *links, struct mesh_group *group, struct prov_error *error)
{
	group->members = prov_calloc(prov_json_count(links), sizeof(*group->members));
	if (!group->members) {
		return prov_error_memory(error);
	}
	if (prov_json_members(links, add_member, group)) {
		return true;
	}
	return group->member_count < prov_json_count(links) ? prov_error_memory(error) : mesh_wrong_type(error, "rights");
}

static bool read_rest(const struct prov_json *object, struct mesh_group *group, struct prov_error *error)
{
	const struct prov_json *links = prov_json_member(object, "links");

	if (!mesh_take_text(object, "name", &group->name, error) || !mesh_take_text(object, "desc", &group->desc, error) ||
	    !mesh_take_text(object, "creatorid", &group->creator, error) ||
	    !mesh_take_number(object, "creation", &group->created_ms, error)) {
		return false;
	}
	if (!links || prov_json_type(links) == PROV_JSON_NULL) {
		return true;
	}
	return prov_json_type(links) == PROV_JSON_OBJECT ? read_members(links, group, error)
	                                                 : mesh_wrong_type(error, "links");
}

bool mesh_group_from_json(const struct prov_json *object, struct mesh_group *group, struct prov_error *error)
{
	const char *id = prov_json_need_text(object, "_id", NULL, error);

	*group = (struct mesh_group){.exists = true};
	if (!id) {
		return false;
	}
	if (!mesh_is_group_id(id)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "a device group of MeshCentral's has an id that is none");
	}
	memcpy(group->id, id, strlen(id) + 1);
	if (!read_rest(object, group, error)) {
		mesh_group_free(group);
		return false;
	}
	return true;
}
