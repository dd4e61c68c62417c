/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * policy: sees that the product's policy group is there before an account is given to it. A group whose id begins
 * WHMCS_ is one that the product was told to make ("[Create New Policy Group]"): it is made once, under that very id,
 * and is the operator's from then on. Any other that is missing is an error.
 *
 * Its restrictions keep customers inside of what they bought, and keep our marker and the password where WHMCS put
 * them.
 */
#include "backends/comet/comet.h"

#include <string.h>

#define GENERATED_PREFIX "WHMCS_"
#define ENFORCED_ON 3 /* SETTING_ENFORCED_ON */

struct search {
	const char *id;
	size_t length;
	bool found;
};

static bool compare_id(
    struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *element)
{
	struct search *search = target;

	(void)op;
	(void)element;
	search->found = search->found || (name_length == search->length && memcmp(name, search->id, name_length) == 0);
	return true;
}

static void restart_search(void *target)
{
	((struct search *)target)->found = false;
}

static bool policy_exists(struct prov_op *op, const char *policy, bool *exists)
{
	struct search search = {.id = policy, .length = strlen(policy)};
	const struct cm_list_target to = {.map = true, .each = compare_id, .restart = restart_search, .target = &search};
	struct prov_form form;

	prov_op_step(op, "look for the policy group");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	cm_form_tenant(op, &form);
	if (!cm_read_list(op, (struct cm_path){{"admin", "policies", "list"}}, &form, &to)) {
		return false;
	}
	*exists = search.found;
	return true;
}

/* Only Comet's own kind of vault, so that an existing one cannot be turned into another; any kind of Protected Item. */
static bool add_lists(struct prov_json *policy)
{
	struct prov_json *providers = prov_json_new_object();
	struct prov_json *allowed = prov_json_new_array();
	struct prov_json *engines = prov_json_new_object();
	bool done = prov_json_append_int(allowed, CM_VAULT_TYPE_COMET);

	done = prov_json_set_bool(providers, "ShouldRestrictProviderList", true) && done;
	done = prov_json_set(providers, "AllowedProvidersWhenRestricted", allowed) && done;
	done = prov_json_set_bool(engines, "ShouldRestrictEngineTypeList", false) && done;
	done = prov_json_set(engines, "AllowedEngineTypeWhenRestricted", prov_json_new_array()) && done;
	done = prov_json_set(policy, "StorageVaultProviders", providers) && done;
	return prov_json_set(policy, "ProtectedItemEngineTypes", engines) && done;
}

static struct prov_json *restrictions(void)
{
	static const char *const switches[] = {"PreventRequestStorageVault", "PreventAddCustomStorageVault",
	    "PreventEditStorageVault", "PreventDeleteStorageVault", "PreventChangeAccountPassword",
	    "PreventChangeAccountName"};
	struct prov_json *policy = prov_json_new_object();
	bool done = prov_json_set_int(policy, "ModeAdminResetPassword", ENFORCED_ON);

	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
		done = done && prov_json_set_bool(policy, switches[i], true);
	}
	done = add_lists(policy) && done;
	if (!done) {
		prov_json_free(policy);
		return NULL;
	}
	return policy;
}

static bool print_group(struct prov_op *op, const char *id, struct prov_buf *text)
{
	size_t tenant_length = 0;
	const char *tenant = prov_params_text(op->params, &cm_field_tenant, &tenant_length);
	struct prov_json *group = prov_json_new_object();
	bool done = prov_json_set_text(group, "Description", id, strlen(id));

	if (tenant) {
		done = prov_json_set_text(group, "OrganizationID", tenant, tenant_length) && done;
	}
	done = prov_json_set(group, "Policy", restrictions()) && done;
	done = done && prov_json_print(group, text);
	prov_json_free(group);
	return done || prov_error_memory(op->error);
}

/* The same id with the same content ends in the same state however often it is sent. */
static bool make_policy(struct prov_op *op, const char *policy)
{
	struct cm_write cm = {.take = NULL};
	struct prov_write write;
	struct prov_buf text;
	bool done = cm_form_begin(op, &cm.form);

	prov_buf_init(&text, 64 * 1024);
	done = done && print_group(op, policy, &text);
	if (done) {
		prov_form_add(&cm.form, "PolicyID", policy, strlen(policy));
		prov_form_add(&cm.form, "Policy", prov_buf_text(&text), text.length);
		done = cm_write_begin(
		    op, &write, &cm, PROV_IDEMPOTENT, "make policy group", (struct cm_path){{"admin", "policies", "set"}});
	}
	if (done) {
		write.creates = true;
		done = prov_op_write(op, &write, 1);
	}
	prov_buf_free(&text);
	cm_write_end(&cm);
	return done;
}

bool cm_policy_ensure(struct prov_op *op, const char *policy)
{
	bool exists = false;

	if (!policy) {
		return true;
	}
	if (!policy_exists(op, policy, &exists)) {
		return false;
	}
	if (exists) {
		return true;
	}
	if (strncmp(policy, GENERATED_PREFIX, strlen(GENERATED_PREFIX)) != 0) {
		return prov_op_fail(op, PROV_ERROR_NOT_FOUND,
		    "Comet has no policy group with the id that the product names: choose another in its module settings");
	}
	return make_policy(op, policy);
}
