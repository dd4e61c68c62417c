/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * package: change_package: rights in the group, and site rights. A suspended account stays out of its group: unsuspend
 * gives it the rights of the package of that day.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

bool mesh_change_package(struct prov_op *op)
{
	struct mesh_package package;
	struct mesh_service service;
	bool changed = false;
	bool done;

	mesh_service_init(&service);
	done = mesh_package_read(op, &package) && mesh_session_begin(op) && mesh_service_need_marked(op, &service) &&
	       mesh_account_bring(op, &service, mesh_package_apply(&package, service.account.site_rights),
	           service.account.linked ? package.rights : -1, &changed);
	mesh_service_free(&service);
	if (done) {
		prov_map_set_bool(op->result, "changed", changed);
		mesh_package_report(&package, prov_map_add_map(op->result, "limits", strlen("limits")));
	}
	return done;
}
