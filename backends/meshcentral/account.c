/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * account: reading an account as `users` tells it. Sends nothing.
 */
#include "backends/meshcentral/meshcentral.h"

#include <stdio.h>
#include <string.h>

#include "lib/mem.h"

bool mesh_user_id(const char *domain, const char *name, char id[MESH_USER_ID_MAX + 1])
{
	int length = snprintf(id, MESH_USER_ID_MAX + 1, "%s%s%c%s", "user/", domain, '/', name);

	if (length < 0 || length > MESH_USER_ID_MAX) {
		return false;
	}
	for (char *c = id + strlen("user/") + strlen(domain); *c; c++) {
		if (*c >= 'A' && *c <= 'Z') {
			*c = (char)(*c - 'A' + 'a');
		}
	}
	return true;
}

/* MeshCentral's numbers of rights have 32 bits, and come signed or unsigned; no number is none. */
uint32_t mesh_site_rights_of(const struct prov_json *object)
{
	int64_t number = 0;

	return prov_json_whole_number(prov_json_member(object, "siteadmin"), &number) ? (uint32_t)number : 0;
}

bool mesh_is_manager(uint32_t site_rights)
{
	return (site_rights & MESH_SITE_MANAGE_USERS) != 0;
}

void mesh_account_free(struct mesh_account *account)
{
	prov_free(account->real_name);
	prov_free(account->email);
	*account = (struct mesh_account){.exists = false};
}

/* --- members that may be missing, but must not be of another type: an answer that is not understood is none --- */

bool mesh_wrong_type(struct prov_error *error, const char *key)
{
	return prov_error_set(
	    error, PROV_ERROR_PROTOCOL, "the member \"%s\" of MeshCentral's answer has a wrong type", key);
}

static const struct prov_json *member_of(const struct prov_json *object, const char *key)
{
	const struct prov_json *member = prov_json_member(object, key);

	return member && prov_json_type(member) != PROV_JSON_NULL ? member : NULL;
}

bool mesh_take_text(const struct prov_json *object, const char *key, char **copy, struct prov_error *error)
{
	const struct prov_json *member = member_of(object, key);
	size_t length = 0;
	const char *text = member ? prov_json_text(member, &length) : "";

	if (!text) {
		return mesh_wrong_type(error, key);
	}
	*copy = prov_strndup(text, length);
	return *copy || prov_error_memory(error);
}

bool mesh_take_number(const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error)
{
	const struct prov_json *member = member_of(object, key);

	*number = 0;
	return !member || prov_json_whole_number(member, number) || mesh_wrong_type(error, key);
}

static bool read_name(const struct prov_json *object, struct mesh_account *account, struct prov_error *error)
{
	size_t id_length = 0;
	size_t name_length = 0;
	const char *id = prov_json_need_text(object, "_id", &id_length, error);
	const char *name = id ? prov_json_need_text(object, "name", &name_length, error) : NULL;

	if (!name) {
		return false;
	}
	if (id_length > MESH_USER_ID_MAX || name_length > MESH_NAME_MAX) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "an account of MeshCentral's has too long a name");
	}
	memcpy(account->id, id, id_length + 1);
	memcpy(account->name, name, name_length + 1);
	return true;
}

static bool read_link(
    const struct prov_json *object, const char *group_id, struct mesh_account *account, struct prov_error *error)
{
	const struct prov_json *links = member_of(object, "links");
	const struct prov_json *link;

	if (links && prov_json_type(links) != PROV_JSON_OBJECT) {
		return mesh_wrong_type(error, "links");
	}
	link = group_id ? member_of(links, group_id) : NULL;
	account->linked = link != NULL;
	return !link || prov_json_whole_number(prov_json_member(link, "rights"), &account->rights) ||
	       mesh_wrong_type(error, "rights");
}

static bool read_rest(const struct prov_json *object, struct mesh_account *account, struct prov_error *error)
{
	int64_t site_rights = 0;

	if (!mesh_take_text(object, "realname", &account->real_name, error) ||
	    !mesh_take_text(object, "email", &account->email, error) ||
	    !mesh_take_number(object, "siteadmin", &site_rights, error) ||
	    !mesh_take_number(object, "quota", &account->quota, error) ||
	    !mesh_take_number(object, "creation", &account->created, error) ||
	    !mesh_take_number(object, "login", &account->last_login, error) ||
	    !mesh_take_number(object, "passchange", &account->password_changed, error)) {
		return false;
	}
	account->site_rights = (uint32_t)site_rights;
	account->has_quota = member_of(object, "quota") != NULL;
	return true;
}

bool mesh_account_from_json(
    const struct prov_json *object, const char *group_id, struct mesh_account *account, struct prov_error *error)
{
	*account = (struct mesh_account){.exists = true};
	if (!read_name(object, account, error) || !read_link(object, group_id, account, error) ||
	    !read_rest(object, account, error)) {
		mesh_account_free(account);
		return false;
	}
	return true;
}
