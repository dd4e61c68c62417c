/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * catalogue: what a server has to choose from: policy groups and storage templates for a product's settings, installers
 * for clients. Reads only.
 */
#include "backends/comet/comet.h"

#include <string.h>

#include "lib/text.h"

static void restart(void *target)
{
	prov_list_cut(target, 0);
}

static bool read_map(struct prov_op *op, struct cm_path path, const struct cm_list_target *to)
{
	struct prov_form form;

	prov_value_init_list(op->result);
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	cm_form_tenant(op, &form);
	return cm_read_list(op, path, &form, to);
}

/* --- id => name --- */

static bool add_named(struct prov_op *op, void *target, const char *id, size_t length, const struct prov_json *element)
{
	size_t name_length = 0;
	const char *name = prov_json_text(element, &name_length);
	struct prov_value *row;

	if (!name) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list holds something that is no name");
	}
	row = prov_list_add_map(target);
	prov_map_set_string(row, "id", id, length);
	prov_map_set_string(row, "name", name, name_length);
	return row || prov_error_memory(op->error);
}

static bool read_named(struct prov_op *op, const char *step, struct cm_path path)
{
	const struct cm_list_target to = {.map = true, .each = add_named, .restart = restart, .target = op->result};

	prov_op_step(op, step);
	return read_map(op, path, &to);
}

bool cm_policies(struct prov_op *op)
{
	return read_named(op, "list policy groups", (struct cm_path){{"admin", "policies", "list"}});
}

bool cm_storage_providers(struct prov_op *op)
{
	return read_named(op, "list storage templates", (struct cm_path){{"admin", "request-storage-vault-providers"}});
}

/* --- installers --- */

static bool add_installer(
    struct prov_op *op, void *target, const char *number, size_t length, const struct prov_json *element)
{
	const char *category = NULL;
	const char *name = NULL;
	size_t category_length = 0;
	size_t name_length = 0;
	bool recommended = false;
	int64_t platform = 0;
	struct prov_value *row;

	if (!prov_decimal(number, length, &platform) || prov_json_type(element) != PROV_JSON_OBJECT) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of platforms holds something else");
	}
	if (!cm_member_text(element, "Category", &category, &category_length, op->error) ||
	    !cm_member_text(element, "Description", &name, &name_length, op->error) ||
	    !cm_member_bool(element, "Recommended", &recommended, op->error)) {
		return false;
	}
	row = prov_list_add_map(target);
	prov_map_set_int(row, "platform", platform);
	prov_map_set_string(row, "category", category, category_length);
	prov_map_set_string(row, "name", name, name_length);
	prov_map_set_bool(row, "recommended", recommended);
	return row || prov_error_memory(op->error);
}

bool cm_installers(struct prov_op *op)
{
	const struct cm_list_target to = {.map = true, .each = add_installer, .restart = restart, .target = op->result};

	prov_op_step(op, "list platforms");
	return read_map(op, (struct cm_path){{"admin", "branding", "available-platforms"}}, &to);
}
