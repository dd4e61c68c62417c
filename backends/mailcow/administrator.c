/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * administrator: the domain administrator of a service: finding him, making him, his password, his name, his login.
 *
 * mailcow looks administrators up by exact spelling and stores new names as given, so names are sent in mailcow's own
 * spelling and new ones in lower case. Name and password are never changed in one request: a refused password would
 * leave the rename half done.
 */
#include "backends/mailcow/mailcow.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/credential.h"
#include "lib/mem.h"

#define NAME_TRIES 3
#define RANDOM_PART 5          /* the xxxxx of admin-xxxxx-ClientID */
#define PASSWORD_LENGTH_MAX 72 /* bcrypt reads no more */
#define LOGIN_SECONDS 30       /* life of a login token */

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* admin-xxxxx-<client>, as generate_name makes them. */
static bool is_generated_name(const char *name, size_t length, int64_t client)
{
	char suffix[32];
	int suffix_length = snprintf(suffix, sizeof(suffix), "-%" PRId64, client);
	const size_t prefix = strlen("admin-");

	if (length != prefix + RANDOM_PART + (size_t)suffix_length || strncmp(name, "admin-", prefix) != 0) {
		return false;
	}
	for (size_t i = 0; i < RANDOM_PART; i++) {
		if (!is_letter_or_digit(name[prefix + i])) {
			return false;
		}
	}
	return strncmp(name + prefix + RANDOM_PART, suffix, (size_t)suffix_length) == 0;
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

static bool need_admin(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	if (mc_find_admin(op, domain, name)) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_NOT_FOUND,
	    "none of the administrators of %s is this service's: enter his name in the field mailcow_admin_username",
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

/*
 * --- passwords
 * ---------------------------------------------------------------------------------------------------------------
 */

/* The length that mailcow's policy asks for, and the policy in words for an error. */
static bool read_policy(struct prov_op *op, int64_t *length, char *words, size_t size)
{
	static const struct {
		const char *key;
		const char *words;
	} rules[] = {{"chars", ", letters"}, {"lowerupper", ", lower and upper case"}, {"numbers", ", digits"},
	    {"special_chars", ", special characters"}};
	struct prov_json *answer;
	int64_t wanted;
	size_t used;

	prov_op_step(op, "read password policy");
	answer = mc_get(op, (struct mc_path){{"get", "passwordpolicy"}});
	if (!answer || !prov_json_need_whole_number(answer, "length", length, op->error)) {
		prov_json_free(answer);
		return false;
	}
	used = (size_t)snprintf(words, size, "at least %" PRId64 " characters", *length);
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (prov_json_whole_number(prov_json_member(answer, rules[i].key), &wanted) && wanted == 1 && used < size) {
			used += (size_t)snprintf(words + used, size - used, "%s", rules[i].words);
		}
	}
	prov_json_free(answer);
	return true;
}

/*
 * After password_complexity: says what the policy asks for. The read has an error of its own: the refusal is what
 * counts.
 */
static void explain_policy(struct prov_op *op)
{
	struct prov_error *refusal = op->error;
	const char *step = op->step;
	struct prov_error error;
	char words[160];
	int64_t length;

	prov_error_clear(&error);
	op->error = &error;
	if (read_policy(op, &length, words, sizeof(words))) {
		prov_error_add(refusal, ": it asks for %s", words);
	}
	op->error = refusal;
	op->step = step;
}

static bool set_password_attr(struct prov_json *attr, const char *password, size_t length)
{
	return prov_json_set_text(attr, "password", password, length) &&
	       prov_json_set_text(attr, "password2", password, length);
}

static bool edit_password(struct prov_op *op, const char *name, const char *password, size_t length, bool activate)
{
	struct prov_json *attr = prov_json_new_object();
	struct mc_write mc = {0};
	struct prov_write write;
	bool done = set_password_attr(attr, password, length) && (!activate || prov_json_set_text(attr, "active", "1", 1));

	if (!done) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	done = mc_admin_edit_begin(op, &write, &mc, "set password", name, attr) && prov_op_write(op, &write, 1);
	mc_write_end(&mc);
	return done;
}

static bool password_is_refused(const struct prov_error *error)
{
	return strcmp(error->backend_code, "password_complexity") == 0;
}

bool mc_change_password(struct prov_op *op)
{
	char admin[MC_ADMIN_MAX + 1];
	size_t length = 0;
	const char *password = prov_params_text(op->params, &mc_field_password, &length);
	struct prov_domain name;
	struct mc_domain domain;
	bool done;

	if (password[0] == '{') {
		return prov_op_fail(
		    op, PROV_ERROR_LIMIT, "the password must not begin with {: mailcow would take it for a ready-made hash");
	}
	if (!mc_canonical_domain(op, &name) || !mc_domain_need(op, &name, &domain)) {
		return false;
	}
	done = need_admin(op, &domain, admin) && edit_password(op, admin, password, length, false);
	mc_domain_free(&domain);
	if (!done && password_is_refused(op->error)) {
		explain_policy(op);
	}
	if (done) {
		prov_map_set_bool(op->result, "changed", true);
	}
	return done;
}

/*
 * --- making the administrator
 * ------------------------------------------------------------------------------------------------
 */

/* What create gives the customer; wiped by its user. */
struct login {
	char name[MC_ADMIN_MAX + 1];
	char password[PASSWORD_LENGTH_MAX + 1];
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

/* A password was refused: one more try when the policy just wants a longer one. */
static bool regenerate_password(struct prov_op *op, struct login *login)
{
	struct prov_error refusal = *op->error;
	int64_t wanted = 0;
	char words[160];

	prov_error_clear(op->error);
	if (!read_policy(op, &wanted, words, sizeof(words))) {
		return false;
	}
	if (wanted <= (int64_t)login->length || wanted > PASSWORD_LENGTH_MAX) {
		prov_error_add(&refusal, ": it asks for %s", words);
		return prov_op_fail_with(op, &refusal);
	}
	return generate_password(op, (size_t)wanted, login);
}

static enum prov_verdict settle_admin(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	char spelling[MC_ADMIN_MAX + 1];
	struct mc_domain now;

	if (mc_domain_read(op, mc->settle_name, &now)) {
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
	       set_password_attr(body, login->password, login->length) && prov_json_set_text(body, "active", "1", 1);
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/*
 * Sends one add/domain-admin. A name that is "taken" may be the one that a delayed first request of ours made after
 * all: the domain's administrators tell.
 */
static bool add_admin(struct prov_op *op, const struct mc_domain *domain, const struct login *login)
{
	struct mc_write mc = {.want_code = "domain_admin_added",
	    .want_argument = login->name,
	    .settle_name = domain->name,
	    .settle_admin = login->name};
	struct prov_write write;
	bool done = mc_write_begin(op, &write, &mc, PROV_ONCE, "add administrator",
	    (struct mc_path){{"add", "domain-admin"}}, admin_body(domain, login));

	if (done) {
		write.settle = settle_admin;
		write.creates = true;
		done = prov_op_write(op, &write, 1);
		if (!done && strcmp(op->error->backend_code, "object_exists") == 0) {
			struct prov_error taken = *op->error;

			done = settle_admin(op, &write) == PROV_DONE;
			*op->error = taken;
		}
	}
	if (done) {
		prov_error_clear(op->error);
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
	if (password_is_refused(op->error) && !*password_tried) {
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
	if (edit_password(op, login->name, login->password, login->length, true)) {
		return true;
	}
	return password_is_refused(op->error) && regenerate_password(op, login) &&
	       edit_password(op, login->name, login->password, login->length, true);
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
	struct prov_json *attr;
	struct mc_write mc = {0};
	struct prov_write write;
	bool done;

	if (!find_stored_admin(op, domain, name)) {
		return true;
	}
	attr = prov_json_new_object();
	if (!prov_json_set_text(attr, "active", "1", 1)) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	done = mc_admin_edit_begin(op, &write, &mc, "edit administrator", name, attr) && prov_op_write(op, &write, 1);
	mc_write_end(&mc);
	return done;
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

/*
 * --- name and login
 * ------------------------------------------------------------------------------------------------------------
 */

/* Lower case, and only what mailcow allows in a name. */
static bool wanted_name(struct prov_op *op, char *wanted)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, &mc_field_username, &length);

	for (size_t i = 0; i < length; i++) {
		wanted[i] = (char)tolower((unsigned char)text[i]);
		if (!is_letter_or_digit(wanted[i]) && !strchr("._-", wanted[i])) {
			return prov_op_fail(
			    op, PROV_ERROR_CONFIGURATION, "username may hold only letters, digits, '.', '_' and '-'");
		}
	}
	wanted[length] = '\0';
	/* mailcow's own account: it compares with domain administrators alone, renames half, and dies on the duplicate */
	if (strcmp(wanted, "admin") == 0) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT, "the name admin belongs to mailcow itself");
	}
	return true;
}

static bool rename_admin(struct prov_op *op, const struct mc_domain *domain, const char *from, const char *to)
{
	struct prov_json *attr = prov_json_new_object();
	struct mc_write mc = {.settle_name = domain->name, .settle_admin = to};
	struct prov_write write;
	bool done = prov_json_set_text(attr, "username_new", to, strlen(to));

	if (!done) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	done = mc_admin_edit_begin(op, &write, &mc, "rename administrator", from, attr);
	if (done) {
		write.request.class_ = PROV_ONCE; /* the old name is gone once it took effect: repeating it would be refused */
		write.settle = settle_admin;
		done = prov_op_write(op, &write, 1);
	}
	mc_write_end(&mc);
	return done;
}

/*
 * Whether the wanted name is in force. While the stored administrator stands there under his old name it is not, even
 * when another administrator of the domain has the wanted one.
 */
static bool has_wanted_name(struct prov_op *op, const struct mc_domain *domain, const char *wanted)
{
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);
	char spelling[MC_ADMIN_MAX + 1];

	if (!mc_domain_has_admin(domain, wanted, spelling) || strcmp(spelling, wanted) != 0) {
		return false;
	}
	return !stored || !mc_domain_has_admin(domain, stored, spelling) || strcmp(spelling, wanted) == 0;
}

/* The administrator under his present name: the stored one, never the wanted one. */
static bool find_admin_to_rename(struct prov_op *op, const struct mc_domain *domain, char *name)
{
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);

	if ((stored && mc_domain_has_admin(domain, stored, name)) || find_generated_admin(op, domain, name)) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_NOT_FOUND,
	    "none of the administrators of %s is this service's: enter his present name in the field "
	    "mailcow_admin_username",
	    domain->name);
}

bool mc_change_username(struct prov_op *op)
{
	char wanted[MC_ADMIN_MAX + 1];
	char present[MC_ADMIN_MAX + 1];
	struct prov_domain name;
	struct mc_domain domain;
	bool already;
	bool done;

	if (!wanted_name(op, wanted) || !mc_canonical_domain(op, &name) || !mc_domain_need(op, &name, &domain)) {
		return false;
	}
	already = has_wanted_name(op, &domain, wanted);
	done = already || (find_admin_to_rename(op, &domain, present) && mc_domain_mark(op, &domain) &&
	                      rename_admin(op, &domain, present, wanted));
	mc_domain_free(&domain);
	if (done) {
		prov_map_set_text(op->result, "username", wanted);
		prov_map_set_text(op->result, "mailcow_admin_username", wanted);
		prov_map_set_bool(op->result, "changed", !already);
	}
	return done;
}

static bool issue_token(struct prov_op *op, const char *admin, char *token, size_t size)
{
	struct prov_json *body = prov_json_new_object();
	struct mc_write mc = {.token = token, .token_size = size};
	struct prov_write write;
	bool done;

	prov_json_set_text(body, "username", admin, strlen(admin));
	done = mc_write_begin(op, &write, &mc, PROV_IDEMPOTENT, "issue login token",
	           (struct mc_path){{"add", "sso", "domain-admin"}}, body) &&
	       prov_op_write(op, &write, 1);
	mc_write_end(&mc);
	return done && prov_op_secret(op, token, strlen(token));
}

static bool report_login_url(struct prov_op *op, const char *admin, const char *token)
{
	static const char *const parts[] = {"domainadmin", "", NULL};
	const struct prov_query query[] = {{"sso_token", token}, {NULL, NULL}};
	struct prov_buf url;
	bool done;

	prov_buf_init(&url, PROV_URL_MAX);
	done = prov_url_build(&op->origin, parts, query, &url, op->error);
	if (done) {
		prov_map_set_string(op->result, "url", prov_buf_text(&url), url.length);
		prov_map_set_int(op->result, "expires_in", LOGIN_SECONDS);
		prov_map_set_text(op->result, "username", admin);
	}
	prov_buf_wipe(&url);
	return done;
}

bool mc_sso(struct prov_op *op)
{
	char admin[MC_ADMIN_MAX + 1];
	char token[128];
	struct prov_domain name;
	struct mc_domain domain;
	bool done;

	if (!mc_canonical_domain(op, &name) || !mc_domain_need(op, &name, &domain)) {
		return false;
	}
	/* mailcow hands a suspended administrator a token too, and then does not let him in */
	done = domain.active || prov_op_fail(op, PROV_ERROR_PERMISSION,
	                            "the service is suspended: there is no login until it is unsuspended");
	done = done && need_admin(op, &domain, admin) && issue_token(op, admin, token, sizeof(token));
	done = done && report_login_url(op, admin, token);
	prov_wipe(token, sizeof(token));
	mc_domain_free(&domain);
	return done;
}
