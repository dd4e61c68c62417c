/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * vault: asks Comet for an account's storage vault, from the template that the product names. The call is never
 * repeated unseen: twice would be two vaults and two buckets.
 */
#include "backends/comet/comet.h"

#include <string.h>

struct request {
	const char *username;
	struct cm_profile *profile;
};

static bool take_profile(struct prov_op *op, void *target, const struct prov_json *answer,
    const struct prov_response *response, struct prov_error *error)
{
	return cm_profile_take(op, ((struct request *)target)->profile, answer, response, error);
}

/* The account had no vault, so one that stands there now is the one that was asked for. */
static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	struct request *request = cm->target;
	struct cm_profile now;

	if (!cm_profile_read(op, request->username, &now)) {
		return PROV_UNKNOWN;
	}
	if (!now.exists || cm_member_count(now.json, "Destinations") == 0) {
		cm_profile_free(&now);
		return PROV_NOT_DONE;
	}
	cm_profile_free(request->profile);
	*request->profile = now;
	return PROV_DONE;
}

static bool fill_form(struct prov_op *op, struct prov_form *form, const struct request *request, const char *provider)
{
	if (!cm_form_begin(op, form)) {
		return false;
	}
	cm_form_user(form, request->username);
	prov_form_add(form, "StorageProvider", provider, strlen(provider));
	cm_form_self_address(op, form);
	if (request->profile->exists) {
		/* a repeat would be refused then, and not make a second vault */
		prov_form_add(form, "ProfileHash", request->profile->hash, strlen(request->profile->hash));
	}
	return true;
}

bool cm_vault_request(struct prov_op *op, const char *username, const char *provider, struct cm_profile *profile)
{
	struct request request = {.username = username, .profile = profile};
	struct cm_write cm = {.take = take_profile, .target = &request};
	struct prov_write write;
	bool done = fill_form(op, &cm.form, &request, provider) &&
	            cm_write_begin(op, &write, &cm, PROV_ONCE, "request storage vault",
	                (struct cm_path){{"admin", "request-storage-vault"}});

	if (done) {
		write.settle = settle;
		done = prov_op_write(op, &write, 1);
	}
	cm_write_end(&cm);
	return done;
}
