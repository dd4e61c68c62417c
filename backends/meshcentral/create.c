/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * create: makes a service's account and its group, each with our marker from its first moment, and makes the account a
 * member. Called again after any outcome it goes on where the last call stopped, and ends in the same state.
 *
 * The account comes first, because a deleted account is gone and a deleted group is not: a server that refuses the
 * account has nothing left of the service. What exists is never taken over unless it is proven ours; what this very
 * call made is taken back only when a later step is refused in so many words.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#include "lib/credential.h"
#include "lib/mem.h"

/* Lengths of passwords that are tried in turn, for servers with requirements of their own. */
static const size_t password_lengths[] = {PROV_PASSWORD_LENGTH, 44, 14};
#define LENGTHS (sizeof(password_lengths) / sizeof(password_lengths[0]))

/* What one create carries along; lives on the stack of mesh_create. */
struct creation {
	struct mesh_service service;
	struct mesh_package package;
	char name[MESH_NAME_MAX + 1]; /* of the account that is made */
	char password[MESH_PASSWORD_MAX + 1];
	size_t password_length; /* 0: none was set by this call */
	bool with_email;
	bool made_account;
	bool made_group;
	bool unsure; /* the account was found by reading back: it may have an earlier call's password */
	bool changed;
};

/* --- taking back. Runs when mesh_create has returned: the partial result knows the names --- */

static const char *partial_text(const struct prov_op *op, const char *key)
{
	const struct prov_value *value = prov_map_get(op->partial, key);

	return value && value->type == PROV_VALUE_STRING ? value->as.string.data : "";
}

static bool take_back_account(struct prov_op *op, void *data)
{
	struct mesh_service service;
	bool done;

	(void)data;
	mesh_service_init(&service);
	service.account.exists = true;
	done = mesh_user_id(mesh_session_of(op)->domain, partial_text(op, "username"), service.account.id) &&
	       mesh_delete_account(op, &service);
	if (done) {
		prov_value_free(op->partial); /* nothing is left that would have to be stored */
		prov_value_init_map(op->partial);
	}
	return done;
}

static bool take_back_group(struct prov_op *op, void *data)
{
	const char *id = partial_text(op, "mesh_id");
	struct mesh_service service;

	(void)data;
	mesh_service_init(&service);
	service.group.exists = true;
	if (strlen(id) <= MESH_ID_MAX) {
		memcpy(service.group.id, id, strlen(id) + 1);
	}
	return mesh_delete_group(op, &service);
}

/* --- the account --- */

static bool generate_password(struct prov_op *op, struct creation *creation, size_t length)
{
	struct prov_password_policy policy;

	prov_password_policy_init(&policy);
	policy.length = length;
	policy.min_lower = policy.min_upper = policy.min_digits = policy.min_symbols = 3;
	creation->password_length = length;
	return prov_password_generate(
	           &op->transport->random, &policy, creation->password, sizeof(creation->password), op->error) &&
	       prov_op_secret(op, creation->password, length);
}

/* What stands, or may stand, must not be lost, however the call ends. */
static bool keep(struct prov_op *op, const struct creation *creation)
{
	const struct mesh_service *service = &creation->service;

	prov_value_free(op->partial);
	prov_value_init_map(op->partial);
	prov_map_set_text(op->partial, "username", service->account.exists ? service->account.name : creation->name);
	if (creation->password_length > 0) {
		prov_map_set_string(op->partial, "password", creation->password, creation->password_length);
	}
	if (service->group.exists) {
		prov_map_set_text(op->partial, "mesh_id", service->group.id);
	}
	return !prov_value_failed(op->partial) || prov_error_memory(op->error);
}

static struct prov_json *account_body(struct prov_op *op, const struct creation *creation)
{
	struct prov_json *body = mesh_command("adduser");
	size_t length = 0;
	const char *email = prov_params_text(op->params, &mesh_field_email, &length);
	char real_name[MESH_NAME_MAX + 1];
	bool done = mesh_new_real_name(op, creation->service.marker, real_name) &&
	            prov_json_set_text(body, "username", creation->name, strlen(creation->name)) &&
	            prov_json_set_text(body, "pass", creation->password, creation->password_length) &&
	            prov_json_set_int(body, "siteadmin", mesh_package_apply(&creation->package, 0)) &&
	            prov_json_set_text(body, "realname", real_name, strlen(real_name));

	/* an address that is not verified would keep the client out; the billing host writes to it already */
	done = done && prov_json_set_bool(body, "emailVerified", true);
	done = done && (!creation->with_email || prov_json_set_text(body, "email", email, length));
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

static enum prov_verdict settle_account(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	struct creation *creation = message->data;
	char id[MESH_USER_ID_MAX + 1];
	enum prov_verdict verdict = PROV_NOT_DONE;
	struct mesh_account now;

	if (!mesh_user_id(mesh_session_of(op)->domain, creation->name, id) ||
	    !mesh_account_read(op, &creation->service, id, &now)) {
		return PROV_UNKNOWN;
	}
	if (now.exists && mesh_has_marker(now.real_name, creation->service.marker)) {
		creation->unsure = true;
		verdict = PROV_DONE;
	} else if (now.exists) {
		prov_op_fail(op, PROV_ERROR_CONFLICT, "an account of this name exists already");
		verdict = PROV_REFUSED;
	}
	mesh_account_free(&now);
	return verdict;
}

static bool send_account(struct prov_op *op, struct creation *creation)
{
	struct mesh_message message = {.action = "adduser", .data = creation};
	struct prov_write write;
	bool done = mesh_write_begin(op, &write, &message, PROV_ONCE, "add account", account_body(op, creation));

	if (done) {
		write.creates = true;
		write.settle = settle_account;
		done = prov_op_write(op, &write, 1);
		if (write.verdict == PROV_DONE || write.verdict == PROV_UNKNOWN) {
			done = keep(op, creation) && done;
		}
	}
	mesh_message_end(&message);
	return done;
}

/* Whether a refusal may be cured by another password, or by leaving the e-mail address out. Number of MeshCentral's. */
static bool try_otherwise(struct prov_op *op, struct creation *creation, size_t *tried)
{
	bool password = strcmp(op->error->backend_code, "3") == 0 && *tried + 1 < LENGTHS;
	bool email = strcmp(op->error->backend_code, "4") == 0 && creation->with_email;

	if (!op->error->refused || (!password && !email)) {
		return false;
	}
	prov_error_clear(op->error);
	if (email) {
		creation->with_email = false;
		return true;
	}
	return generate_password(op, creation, password_lengths[++*tried]);
}

static bool add_account(struct prov_op *op, struct creation *creation)
{
	struct mesh_account *account = &creation->service.account;
	size_t tried = 0;

	/* where names are addresses, MeshCentral takes the name for the address, and the address for the name */
	creation->with_email =
	    prov_params_has(op->params, &mesh_field_email) && !(mesh_session_of(op)->features & MESH_FEATURE_NAME_IS_EMAIL);
	if (!mesh_new_name(op, &creation->service, creation->name) ||
	    !generate_password(op, creation, password_lengths[0])) {
		return false;
	}
	while (!send_account(op, creation)) {
		if (!try_otherwise(op, creation, &tried)) {
			return false;
		}
	}
	account->exists = true;
	account->site_rights = mesh_package_apply(&creation->package, 0);
	memcpy(account->name, creation->name, sizeof(account->name));
	creation->made_account = true;
	creation->service.account_marked = true;
	op->ownership = PROV_OWNER_OURS;
	return mesh_user_id(mesh_session_of(op)->domain, creation->name, account->id) &&
	       prov_op_undo(op, "delete the new account again", take_back_account, NULL);
}

/* --- the group --- */

static struct prov_json *group_body(struct prov_op *op, const struct creation *creation)
{
	struct prov_json *body = mesh_command("createmesh");
	const char *marker = creation->service.marker;
	char name[MESH_GROUP_MAX + 1];
	bool done = mesh_new_group_name(op, name) && prov_json_set_text(body, "meshname", name, strlen(name)) &&
	            prov_json_set_int(body, "meshtype", 2) && prov_json_set_text(body, "desc", marker, strlen(marker));

	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

static enum prov_verdict settle_group(struct prov_op *op, struct prov_write *write)
{
	struct mesh_message *message = write->data;
	enum prov_ownership ownership = op->ownership;
	struct mesh_service now;
	enum prov_verdict verdict = PROV_UNKNOWN;

	mesh_service_init(&now);
	if (mesh_service_read(op, &now)) {
		verdict = now.group.exists ? PROV_DONE : PROV_NOT_DONE;
		memcpy(message->made_id, now.group.id, sizeof(message->made_id));
	}
	mesh_service_free(&now);
	op->ownership = ownership;
	return verdict;
}

static bool add_group(struct prov_op *op, struct creation *creation)
{
	struct mesh_message message = {.action = "createmesh"};
	struct prov_write write;
	bool done = mesh_write_begin(op, &write, &message, PROV_ONCE, "add group", group_body(op, creation));

	if (done) {
		write.creates = true;
		write.settle = settle_group;
		done = prov_op_write(op, &write, 1);
	}
	mesh_message_end(&message);
	if (!done) {
		return false;
	}
	creation->service.group.exists = true;
	memcpy(creation->service.group.id, message.made_id, sizeof(creation->service.group.id));
	creation->made_group = true;
	return keep(op, creation) && prov_op_undo(op, "delete the new group again", take_back_group, NULL);
}

/* --- password of an account that was there --- */

static bool set_new_password(struct prov_op *op, struct creation *creation)
{
	bool done = false;

	for (size_t i = 0; i < LENGTHS && !done; i++) {
		if (i > 0 && (op->error->kind != PROV_ERROR_LIMIT || op->error->outcome_unknown)) {
			return false;
		}
		prov_error_clear(op->error);
		if (!generate_password(op, creation, password_lengths[i])) {
			return false;
		}
		done = mesh_password_set(op, &creation->service, creation->password, creation->password_length);
	}
	if (done || op->error->outcome_unknown) {
		done = keep(op, creation) && done;
	}
	creation->changed = creation->changed || done;
	return done;
}

/* The stored password is kept when it opens the account; else a new one is set. */
static bool ensure_password(struct prov_op *op, struct creation *creation)
{
	const char *candidate =
	    creation->unsure ? creation->password : prov_params_text(op->params, &mesh_field_password, NULL);
	bool fits = false;

	if (creation->made_account && !creation->unsure) {
		return true;
	}
	if (candidate && !mesh_password_fits(op, creation->service.account.name, candidate, &fits)) {
		return false;
	}
	return fits || set_new_password(op, creation);
}

/* --- create --- */

static bool bring_up(struct prov_op *op, struct creation *creation)
{
	struct mesh_service *service = &creation->service;
	uint32_t site_rights;
	bool changed = false;

	if (service->account.exists && mesh_is_manager(service->account.site_rights)) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT,
		    "the account %s manages users or the whole server: it cannot be a client's", service->account.name);
	}
	if (!mesh_service_has_name(op, service)) {
		return false;
	}
	creation->changed = prov_op_needs_marker(op);
	if (!mesh_service_mark(op, service) || (!service->account.exists && !add_account(op, creation)) ||
	    (!service->group.exists && !add_group(op, creation))) {
		return false;
	}
	site_rights = mesh_package_apply(&creation->package, service->account.site_rights) & ~MESH_SITE_LOCKED;
	if (!mesh_account_bring(op, service, site_rights, creation->package.rights, &changed)) {
		return false;
	}
	creation->changed = creation->changed || changed;
	return ensure_password(op, creation);
}

static void report(struct prov_op *op, const struct creation *creation)
{
	const char *state = "resumed";

	if (creation->made_account && creation->made_group) {
		state = "created";
	} else if (!creation->made_account && !creation->made_group && !creation->changed) {
		state = "unchanged";
	}
	prov_map_set_text(op->result, "state", state);
	prov_map_set_text(op->result, "username", creation->service.account.name);
	if (creation->password_length > 0) {
		prov_map_set_string(op->result, "password", creation->password, creation->password_length);
	}
	prov_map_set_text(op->result, "mesh_id", creation->service.group.id);
	mesh_package_report(&creation->package, prov_map_add_map(op->result, "limits", strlen("limits")));
}

bool mesh_create(struct prov_op *op)
{
	struct creation creation = {.changed = false};
	bool done = mesh_package_read(op, &creation.package) && mesh_made_name(op, creation.service.made_name) &&
	            mesh_session_begin(op) && mesh_service_read(op, &creation.service) && bring_up(op, &creation);

	if (done) {
		report(op, &creation);
	}
	mesh_service_free(&creation.service);
	prov_wipe(creation.password, sizeof(creation.password));
	return done;
}
