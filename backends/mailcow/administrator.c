/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * administrator: the domain administrator of a service: finding him on a domain, making him. His password, name and
 * login are in password.c, username.c and login.c.
 *
 * mailcow looks administrators up by exact spelling, so names are sent in mailcow's own.
 */
#include "backends/mailcow/mailcow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/credential.h"
#include "lib/mem.h"

#define NAME_TRIES 3
#define NAME_PREFIX "admin-"
#define RANDOM_PART 5 /* the xxxxx of admin-xxxxx-ClientID */

/* --- finding --- */

static bool is_generated_name(const char *name, size_t length, int64_t client)
{
	char suffix[32];
	size_t suffix_length = (size_t)snprintf(suffix, sizeof(suffix), "-%" PRId64, client);
	size_t prefix_length = strlen(NAME_PREFIX);

	return length == prefix_length + RANDOM_PART + suffix_length && strncmp(name, NAME_PREFIX, prefix_length) == 0 &&
	       strspn(name + prefix_length, "abcdefghijklmnopqrstuvwxyz0123456789") == RANDOM_PART &&
	       strncmp(name + prefix_length + RANDOM_PART, suffix, suffix_length) == 0;
}

bool mc_admin_is_generated(const struct prov_op *op, const char *name)
{
	return is_generated_name(name, strlen(name), prov_params_int(op->params, &prov_field_client_id, 0));
}

/* The administrator that WHMCS stored, when he is on this domain. */
static bool find_stored_admin(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);
	const char *username = prov_params_text(op->params, &mc_field_username, NULL);

	return (stored && mc_domain_has_admin(domain, stored, name)) ||
	       (username && mc_domain_has_admin(domain, username, name));
}

/* One that create generated for this client, when WHMCS has lost or never got his name. */
static bool find_generated_admin(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	int64_t client = prov_params_int(op->params, &prov_field_client_id, 0);
	const char *cursor = domain->administrators;
	const char *each;
	size_t length;

	while (client > 0 && (each = mc_next_admin(&cursor, &length))) {
		if (length <= MC_ADMIN_MAX && is_generated_name(each, length, client)) {
			memcpy(name, each, length);
			name[length] = '\0';
			return true;
		}
	}
	return false;
}

bool mc_find_admin(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	return find_stored_admin(op, domain, name) || find_generated_admin(op, domain, name);
}

bool mc_need_admin(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	if (mc_find_admin(op, domain, name)) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_NOT_FOUND,
	    "none of the administrators of %s is this service's: enter his present name in the field "
	    "mailcow_admin_username",
	    domain->name);
}

bool mc_admin_read(struct prov_op *op, const char *name, struct mc_admin *admin)
{
	struct prov_json *answer;
	int64_t active = 0;
	bool done = true;

	memset(admin, 0, sizeof(*admin));
	prov_op_step(op, "read administrator");
	answer = mc_get(op, (struct mc_path){{"get", "domain-admin", name}});
	if (!answer) {
		return false;
	}
	if (prov_json_count(answer) > 0) {
		done = prov_json_need_whole_number(answer, "active", &active, op->error);
		admin->exists = true;
		admin->active = active == 1;
		admin->domains = prov_json_count(prov_json_member(answer, "selected_domains"));
	}
	prov_json_free(answer);
	return done;
}

bool mc_admin_edit_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc, const char *step,
    const char *name, struct prov_json *attr)
{
	mc->want_code = "domain_admin_modified";
	mc->want_argument = name;
	return mc_write_begin(
	    op, write, mc, PROV_IDEMPOTENT, step, (struct mc_path){{"edit", "domain-admin"}}, mc_edit_body(name, attr));
}

bool mc_admin_edit(struct prov_op *op, const char *step, const char *name, struct prov_json *attr)
{
	struct mc_write mc = {0};
	struct prov_write write;
	bool done = mc_admin_edit_begin(op, &write, &mc, step, name, attr) && prov_op_write(op, &write, 1);

	mc_write_end(&mc);
	return done;
}

struct prov_json *mc_active_attr(bool active)
{
	struct prov_json *attr = prov_json_new_object();

	if (!prov_json_set_text(attr, "active", active ? "1" : "0", 1)) {
		prov_json_free(attr);
		return NULL;
	}
	return attr;
}

/* --- making --- */

/* What create gives the customer; wiped by its user. */
struct login {
	char name[MC_ADMIN_MAX + 1];
	char password[MC_PASSWORD_MAX + 1];
	size_t length;
};

static bool generate_name(struct prov_op *op, struct login *login)
{
	char part[RANDOM_PART + 1];

	if (!prov_name_generate(&op->transport->random, RANDOM_PART, part, sizeof(part), op->error)) {
		return false;
	}
	snprintf(login->name, sizeof(login->name), "admin-%s-%" PRId64, part,
	    prov_params_int(op->params, &prov_field_client_id, 0));
	return true;
}

static bool generate_password(struct prov_op *op, size_t length, struct login *login)
{
	struct prov_password_policy policy;

	prov_password_policy_init(&policy);
	if (length > policy.length) {
		policy.length = length;
	}
	login->length = policy.length;
	return prov_password_generate(
	           &op->transport->random, &policy, login->password, sizeof(login->password), op->error) &&
	       prov_op_secret(op, login->password, login->length);
}

/* A password was refused: another one, when the policy just wants a longer one. Else the refusal stays, explained. */
static bool regenerate_password(struct prov_op *op, struct login *login)
{
	int64_t wanted;

	mc_password_explain(op, &wanted);
	if (wanted <= (int64_t)login->length || wanted > MC_PASSWORD_MAX) {
		return false;
	}
	prov_error_clear(op->error);
	return generate_password(op, (size_t)wanted, login);
}

static enum prov_verdict settle_admin(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	char spelling[MC_ADMIN_MAX + 1];
	struct mc_domain now;

	if (mc_domain_read(op, mc->settle_domain, &now)) {
		verdict = mc_domain_has_admin(&now, mc->settle_admin, spelling) ? PROV_DONE : PROV_NOT_DONE;
		mc_domain_free(&now);
	}
	return verdict;
}

static struct prov_json *admin_body(const struct mc_domain *domain, const struct login *login)
{
	struct prov_json *body = prov_json_new_object();
	struct prov_json *domains = prov_json_new_array();
	bool done = prov_json_append_text(domains, domain->name, strlen(domain->name));

	done = prov_json_set(body, "domains", domains) && done;
	done = done && prov_json_set_text(body, "username", login->name, strlen(login->name)) &&
	       mc_password_set_attr(body, login->password, login->length) && prov_json_set_text(body, "active", "1", 1);
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/* A name that is "taken" may be the one that a delayed first request of ours made after all: the domain tells. */
static bool was_added_after_all(struct prov_op *op, struct prov_write *write)
{
	struct prov_error error;
	struct prov_error *taken;
	bool added;

	if (strcmp(op->error->backend_code, "object_exists") != 0) {
		return false;
	}
	taken = prov_op_set_aside(op, &error);
	added = settle_admin(op, write) == PROV_DONE;
	op->error = taken;
	if (added) {
		prov_error_clear(op->error);
	}
	return added;
}

static bool add_admin(struct prov_op *op, const struct mc_domain *domain, const struct login *login)
{
	struct mc_write mc = {.want_code = "domain_admin_added",
	    .want_argument = login->name,
	    .settle_domain = domain->name,
	    .settle_admin = login->name};
	struct prov_write write;
	bool done = mc_write_begin(op, &write, &mc, PROV_ONCE, "add administrator",
	    (struct mc_path){{"add", "domain-admin"}}, admin_body(domain, login));

	if (done) {
		write.settle = settle_admin;
		write.creates = true;
		done = prov_op_write(op, &write, 1) || was_added_after_all(op, &write);
	}
	mc_write_end(&mc);
	return done;
}

/* A refusal that another name or password may cure. */
static bool prepare_another_try(struct prov_op *op, struct login *login, bool *password_tried)
{
	if (strcmp(op->error->backend_code, "object_exists") == 0) {
		prov_error_clear(op->error);
		return generate_name(op, login);
	}
	if (mc_password_is_refused(op->error) && !*password_tried) {
		*password_tried = true;
		return regenerate_password(op, login);
	}
	return false;
}

static bool make_admin(struct prov_op *op, const struct mc_domain *domain, struct login *login)
{
	bool password_tried = false;

	if (!generate_name(op, login) || !generate_password(op, PROV_PASSWORD_LENGTH, login)) {
		return false;
	}
	for (int tries = 1;; tries++) {
		if (add_admin(op, domain, login)) {
			return true;
		}
		if (tries == NAME_TRIES || !prepare_another_try(op, login, &password_tried)) {
			return false;
		}
	}
}

/*
 * An administrator that an earlier, unfinished create made and nobody stored: gets a new password, if he has only this
 * domain.
 */
static bool take_over_admin(struct prov_op *op, struct login *login, bool *taken)
{
	struct mc_admin admin;

	*taken = false;
	if (!mc_admin_read(op, login->name, &admin)) {
		return false;
	}
	if (!admin.exists || admin.domains != 1) {
		return true;
	}
	*taken = true;
	if (!generate_password(op, PROV_PASSWORD_LENGTH, login)) {
		return false;
	}
	if (mc_password_edit(op, login->name, login->password, login->length, true)) {
		return true;
	}
	return mc_password_is_refused(op->error) && regenerate_password(op, login) &&
	       mc_password_edit(op, login->name, login->password, login->length, true);
}

static void report_login(struct prov_value *map, const struct login *login)
{
	prov_map_set_text(map, "username", login->name);
	if (login->length > 0) {
		prov_map_set_string(map, "password", login->password, login->length);
	}
	prov_map_set_text(map, "mailcow_admin_username", login->name);
}

bool mc_admin_activate(struct prov_op *op, const struct mc_domain *domain)
{
	char name[MC_ADMIN_MAX + 1];

	return !find_stored_admin(op, domain, name) || mc_admin_edit(op, "edit administrator", name, mc_active_attr(true));
}

bool mc_admin_ensure(struct prov_op *op, const struct mc_domain *domain, bool *kept)
{
	struct login login = {.length = 0};
	bool taken = false;
	bool done = true;

	*kept = find_stored_admin(op, domain, login.name);
	if (!*kept) {
		done = !find_generated_admin(op, domain, login.name) || take_over_admin(op, &login, &taken);
		done = done && (taken || make_admin(op, domain, &login));
	}
	if (done) {
		report_login(op->result, &login);
	} else if (op->error->outcome_unknown) {
		report_login(op->partial, &login); /* stored by the caller, the next create finds him and keeps him */
	}
	prov_wipe(&login, sizeof(login));
	return done;
}
