/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rights: what a package lets a client do. Sends nothing.
 *
 * In his group he must never have the rights to edit it (1) and to manage its users (2): with them he could throw the
 * service account out and delete the group. Without the site right "no new groups" (64) he could make groups of his
 * own.
 */
#include "backends/meshcentral/meshcentral.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "lib/text.h"

/* MeshCentral's rights in a group. */
enum {
	RIGHT_EDIT_GROUP = 1,
	RIGHT_MANAGE_USERS = 2,
	RIGHT_MANAGE_DEVICES = 4,
	RIGHT_REMOTE_CONTROL = 8,
	RIGHT_CONSOLE = 16,
	RIGHT_SERVER_FILES = 32,
	RIGHT_WAKE = 64,
	RIGHT_NOTES = 128,
	RIGHT_VIEW_ONLY = 256,
	RIGHT_NO_TERMINAL = 512,
	RIGHT_NO_FILES = 1024,
	RIGHT_NO_AMT = 2048,
	RIGHT_CHAT = 16384,
	RIGHT_UNINSTALL = 32768,
	RIGHT_COMMANDS = 131072,
	RIGHT_POWER = 262144,
	RIGHT_SHARE = 524288,
	RIGHT_DETAILS = 1048576,
	RIGHTS_MAX = 4194303, /* all 22 of them */
};

/* clang-format off */
static const struct {
	const char *name;
	int64_t rights;
} presets[] = {
	{"full", RIGHT_MANAGE_DEVICES | RIGHT_REMOTE_CONTROL | RIGHT_CONSOLE | RIGHT_SERVER_FILES | RIGHT_WAKE | RIGHT_NOTES |
	         RIGHT_CHAT | RIGHT_UNINSTALL | RIGHT_COMMANDS | RIGHT_POWER | RIGHT_SHARE | RIGHT_DETAILS},
	{"support", RIGHT_REMOTE_CONTROL | RIGHT_CONSOLE | RIGHT_WAKE | RIGHT_NOTES | RIGHT_CHAT | RIGHT_POWER | RIGHT_DETAILS},
	{"desktop", RIGHT_REMOTE_CONTROL | RIGHT_WAKE | RIGHT_NO_TERMINAL | RIGHT_NO_FILES | RIGHT_NO_AMT | RIGHT_CHAT |
	            RIGHT_DETAILS},
	{"view", RIGHT_REMOTE_CONTROL | RIGHT_VIEW_ONLY | RIGHT_NO_TERMINAL | RIGHT_NO_FILES | RIGHT_NO_AMT | RIGHT_DETAILS},
};
/* clang-format on */

enum {
	SITE_SERVER_FILES = 8,
	SITE_NO_TOOLS = 128,
	SITE_LOCKED_SETTINGS = 1024,
	SITE_NO_NEW_DEVICES = 4096,
};

/* The site rights that a package decides; the others of an account stay what they are. */
#define PACKAGE_SITE_RIGHTS                                                                                            \
	(MESH_SITE_NO_NEW_GROUPS | SITE_SERVER_FILES | SITE_NO_TOOLS | SITE_LOCKED_SETTINGS | SITE_NO_NEW_DEVICES)

static bool read_rights(struct prov_op *op, int64_t *rights)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, &mesh_field_rights, &length);

	*rights = presets[0].rights;
	if (!text) {
		return true;
	}
	for (size_t i = 0; i < sizeof(presets) / sizeof(presets[0]); i++) {
		if (strcasecmp(text, presets[i].name) == 0) {
			*rights = presets[i].rights;
			return true;
		}
	}
	if (!prov_decimal(text, length, rights) || *rights < 1 || *rights > RIGHTS_MAX) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the rights must be full, support, desktop, view, or a number of MeshCentral's group rights");
	}
	if (*rights & (RIGHT_EDIT_GROUP | RIGHT_MANAGE_USERS)) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the rights must not hold 1 (edit group) and 2 (manage users): the client could shut the billing host out "
		    "of "
		    "his group");
	}
	return true;
}

static bool read_site_rights(struct prov_op *op, uint32_t *rights)
{
	int64_t number = prov_params_int(op->params, &mesh_field_site_rights, 0);

	if (number & ~(int64_t)PACKAGE_SITE_RIGHTS) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked "
		    "settings) and 4096 (no new devices)");
	}
	*rights = (uint32_t)number | MESH_SITE_NO_NEW_GROUPS;
	return true;
}

bool mesh_package_read(struct prov_op *op, struct mesh_package *package)
{
	package->device_limit = prov_params_int(op->params, &mesh_field_device_limit, 0);
	return read_rights(op, &package->rights) && read_site_rights(op, &package->site_rights);
}

uint32_t mesh_package_apply(const struct mesh_package *package, uint32_t site_rights)
{
	return (site_rights & ~(uint32_t)PACKAGE_SITE_RIGHTS) | package->site_rights;
}

void mesh_package_report(const struct mesh_package *package, struct prov_value *map)
{
	if (map) {
		prov_map_set_int(map, "rights", package->rights);
		prov_map_set_int(map, "site_rights", package->site_rights);
		prov_map_set_int(map, "device_limit", package->device_limit);
	}
}
