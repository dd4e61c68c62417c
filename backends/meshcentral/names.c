/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * names: the names of a new account and group. Sends nothing.
 *
 * No chance is in an account's name, so that a create whose answer was lost finds its own account again. A name that
 * somebody else has is never used: the made one, which ends in the service's number, takes its place.
 */
#include "backends/meshcentral/meshcentral.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/text.h"

static const char default_prefix[] = "whmcs-";

/* MeshCentral's own rule: no blank, quote or comma, no slash, and no '~' at the beginning, which login tokens have. */
static bool is_user_name(const char *name)
{
	return name[0] != '\0' && name[0] != '~' && !strpbrk(name, " \",/") && strlen(name) <= MESH_NAME_MAX;
}

bool mesh_made_name(struct prov_op *op, char name[MESH_NAME_MAX + 1])
{
	const char *prefix = prov_params_text(op->params, &mesh_field_name_prefix, NULL);
	int64_t service = prov_params_int(op->params, &prov_field_service_id, 0);

	snprintf(name, MESH_NAME_MAX + 1, "%s%" PRId64, prefix ? prefix : default_prefix, service);
	return is_user_name(name) || prov_op_fail(op, PROV_ERROR_CONFIGURATION,
	                                 "the prefix of user names must not begin with ~ or hold blanks, quotes, commas or "
	                                 "slashes");
}

static bool taken(struct prov_op *op, const char *name)
{
	return prov_op_fail(op, PROV_ERROR_CONFLICT,
	    "the account %s exists and is not this service's. Nothing was changed. If it is to belong to this service, "
	    "adopt "
	    "it by hand",
	    name);
}

/* Where names are addresses, the client's own is the only one that he will remember. */
static bool email_as_name(struct prov_op *op, const struct mesh_service *service, char name[MESH_NAME_MAX + 1])
{
	const char *username = prov_params_text(op->params, &mesh_field_username, NULL);
	const char *email = prov_params_text(op->params, &mesh_field_email, NULL);

	if (username && strchr(username, '@') && is_user_name(username)) {
		memcpy(name, username, strlen(username) + 1);
		return service->name_taken ? taken(op, name) : true;
	}
	if (!email || !is_user_name(email)) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "this MeshCentral domain takes e-mail addresses as user names, and the client has none that would do");
	}
	memcpy(name, email, strlen(email) + 1);
	return true;
}

bool mesh_new_name(struct prov_op *op, const struct mesh_service *service, char name[MESH_NAME_MAX + 1])
{
	const char *username = prov_params_text(op->params, &mesh_field_username, NULL);

	if (mesh_session_of(op)->features & MESH_FEATURE_NAME_IS_EMAIL) {
		return email_as_name(op, service, name);
	}
	if (username && is_user_name(username) && !service->name_taken) {
		memcpy(name, username, strlen(username) + 1);
		return true;
	}
	memcpy(name, service->made_name, strlen(service->made_name) + 1);
	return service->made_name_taken ? taken(op, name) : true;
}

/* The company's name, else the client's own; "" when neither is known. Cut between characters. */
static void client_name(const struct prov_op *op, bool company_first, char *name, size_t size)
{
	const char *company = prov_params_text(op->params, &mesh_field_company, NULL);
	const char *first = prov_params_text(op->params, &mesh_field_first_name, NULL);
	const char *last = prov_params_text(op->params, &mesh_field_last_name, NULL);
	char whole[2 * MESH_NAME_MAX + 2] = "";
	size_t length;

	if (company && (company_first || (!first && !last))) {
		snprintf(whole, sizeof(whole), "%s", company);
	} else {
		snprintf(whole, sizeof(whole), "%s%s%s", first ? first : "", first && last ? " " : "", last ? last : "");
	}
	length = prov_utf8_cut(whole, strlen(whole), size - 1);
	memcpy(name, whole, length);
	name[length] = '\0';
}

bool mesh_new_group_name(struct prov_op *op, char name[MESH_GROUP_MAX + 1])
{
	char client[MESH_GROUP_MAX + 1 - 24];

	client_name(op, true, client, sizeof(client));
	snprintf(name, MESH_GROUP_MAX + 1, "%s #%" PRId64, client[0] != '\0' ? client : "Service",
	    prov_params_int(op->params, &prov_field_service_id, 0));
	return true;
}

bool mesh_new_real_name(struct prov_op *op, const char *marker, char name[MESH_NAME_MAX + 1])
{
	char client[MESH_NAME_MAX + 1 - MESH_MARKER_SIZE];

	client_name(op, false, client, sizeof(client));
	snprintf(name, MESH_NAME_MAX + 1, "%s%s%s", marker, client[0] != '\0' ? " " : "", client);
	return true;
}
