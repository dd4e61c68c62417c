/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * domain: reading a domain, and the one place that says whose it is. Never writes but for mc_domain_edit.
 *
 * Ownership. Our marker is the domain tag whmcs-<service>. It wins over other whmcs- tags, because mailcow lets a
 * domain's administrator add tags: a customer must not be able to escape a suspension by tagging his domain as
 * another's. Without our tag, any other whmcs- tag makes it another's; without any, the administrator that WHMCS stored
 * proves it (services of modules that set no tag). An alias domain answers with its target's data, so the name in the
 * answer is compared, always.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/mem.h"

static bool need_bytes_or_count(
    const struct prov_json *object, const char *key, int64_t *target, struct prov_error *error)
{
	if (!prov_json_need_whole_number(object, key, target, error)) {
		return false;
	}
	if (*target < 0) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow's figure \"%s\" is below 0", key);
	}
	return true;
}

static bool read_figures(const struct prov_json *object, struct mc_domain *domain, struct prov_error *error)
{
	int64_t active = 0;
	bool done = need_bytes_or_count(object, "max_quota_for_domain", &domain->quota, error) &&
	            need_bytes_or_count(object, "max_quota_for_mbox", &domain->max_mailbox_quota, error) &&
	            need_bytes_or_count(object, "def_quota_for_mbox", &domain->default_mailbox_quota, error) &&
	            need_bytes_or_count(object, "max_num_mboxes_for_domain", &domain->max_mailboxes, error) &&
	            need_bytes_or_count(object, "max_num_aliases_for_domain", &domain->max_aliases, error) &&
	            need_bytes_or_count(object, "quota_used_in_domain", &domain->assigned_quota, error) &&
	            need_bytes_or_count(object, "bytes_total", &domain->stored_bytes, error) &&
	            need_bytes_or_count(object, "msgs_total", &domain->messages, error) &&
	            need_bytes_or_count(object, "mboxes_in_domain", &domain->mailboxes, error) &&
	            need_bytes_or_count(object, "aliases_in_domain", &domain->aliases, error) &&
	            need_bytes_or_count(object, "active", &active, error);

	domain->active = active == 1;
	return done;
}

/* rl is false or {"value":"100","frame":"h"}. */
static void read_rate_limit(const struct prov_json *object, struct mc_domain *domain)
{
	const struct prov_json *limit = prov_json_member(object, "rl");
	const char *value = prov_json_text(prov_json_member(limit, "value"), NULL);
	const char *frame = prov_json_text(prov_json_member(limit, "frame"), NULL);

	domain->rate_limit[0] = '\0';
	if (value && frame && strlen(value) < 16 && strlen(frame) == 1) {
		snprintf(domain->rate_limit, sizeof(domain->rate_limit), "%s/%s", value, frame);
	}
}

static void read_tags(const struct prov_json *object, const char *marker, struct mc_domain *domain)
{
	const struct prov_json *tags = prov_json_member(object, "tags");
	static const char prefix[] = MC_MARKER_PREFIX "-";

	for (size_t i = 0; i < prov_json_count(tags); i++) {
		size_t length = 0;
		const char *tag = prov_json_text(prov_json_at(tags, i), &length);

		if (!tag || strncasecmp(tag, prefix, sizeof(prefix) - 1) != 0) {
			continue;
		}
		if (strcmp(tag, marker) == 0) {
			domain->marked = true;
		} else if (length < sizeof(domain->other_marker)) {
			memcpy(domain->other_marker, tag, length + 1);
		} else {
			prov_error_foreign_text(domain->other_marker, sizeof(domain->other_marker), tag, length);
		}
	}
}

static bool read_names(const struct prov_json *object, struct mc_domain *domain, struct prov_error *error)
{
	size_t length = 0;
	const char *name = prov_json_need_text(object, "domain_name", &length, error);
	const char *administrators = prov_json_text(prov_json_member(object, "domain_admins"), NULL);
	const char *created = prov_json_text(prov_json_member(object, "created"), NULL);

	if (!name) {
		return false;
	}
	if (length == 0 || length >= sizeof(domain->name)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent a domain without a usable name");
	}
	memcpy(domain->name, name, length + 1);
	snprintf(domain->created, sizeof(domain->created), "%s", created && strlen(created) == 19 ? created : "");
	if (administrators && strcmp(administrators, "-") != 0) {
		domain->administrators = prov_strdup(administrators);
		if (!domain->administrators) {
			return prov_error_memory(error);
		}
	}
	return true;
}

bool mc_domain_from_json(
    const struct prov_json *object, const char *marker, struct mc_domain *domain, struct prov_error *error)
{
	memset(domain, 0, sizeof(*domain));
	if (prov_json_type(object) != PROV_JSON_OBJECT) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent something that is no domain");
	}
	if (!read_names(object, domain, error) || !read_figures(object, domain, error)) {
		mc_domain_free(domain);
		return false;
	}
	read_rate_limit(object, domain);
	if (marker) {
		read_tags(object, marker, domain);
	}
	domain->exists = true;
	return true;
}

void mc_domain_free(struct mc_domain *domain)
{
	prov_free(domain->administrators);
	memset(domain, 0, sizeof(*domain));
}

bool mc_canonical_domain(struct prov_op *op, struct prov_domain *domain)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, &mc_field_domain, &length);

	return prov_domain_canonical(text ? text : "", length, domain, op->error);
}

bool mc_domain_read(struct prov_op *op, const char *name, struct mc_domain *domain)
{
	char marker[80];
	struct prov_json *answer;
	bool done = true;

	memset(domain, 0, sizeof(*domain));
	prov_op_step(op, "read domain");
	if (!prov_op_marker(op, MC_MARKER_PREFIX, '-', marker, sizeof(marker))) {
		return false;
	}
	answer = mc_get(op, (struct mc_path){{"get", "domain", name}});
	if (!answer) {
		return false;
	}
	if (prov_json_count(answer) > 0) {
		done = mc_domain_from_json(answer, marker, domain, op->error);
	}
	prov_json_free(answer);
	if (done && domain->exists && strcmp(domain->name, name) != 0) {
		char target[sizeof(domain->name)];

		memcpy(target, domain->name, sizeof(target));
		mc_domain_free(domain);
		return prov_op_fail(op, PROV_ERROR_CONFLICT,
		    "%s is an alias of the domain %s in mailcow, not a domain of its own", name, target);
	}
	return done;
}

/*
 * The user name counts where it is the service's; change_username has the wanted one there, which anybody can choose.
 */
static bool stored_admin_proves_it(struct prov_op *op, const struct mc_domain *domain)
{
	char spelling[MC_ADMIN_MAX + 1];
	const char *stored = prov_params_text(op->params, &mc_field_stored_admin, NULL);

	if (!stored && op->call->operation->run != mc_change_username) {
		stored = prov_params_text(op->params, &mc_field_username, NULL);
	}
	return stored && mc_domain_has_admin(domain, stored, spelling);
}

/* An adopted domain is no longer the other service's: without this both would take it for theirs. */
static bool remove_other_marker(struct prov_op *op, const struct mc_domain *domain)
{
	struct prov_json *tags = prov_json_new_array();
	struct mc_write mc = {.want_code = "domain_modified", .want_argument = domain->name};
	struct prov_write write;
	bool done;

	prov_json_append_text(tags, domain->other_marker, strlen(domain->other_marker));
	done = mc_write_begin(op, &write, &mc, PROV_IDEMPOTENT, "remove the other service's marker",
	           (struct mc_path){{"delete", "domain", "tag", domain->name}}, tags) &&
	       prov_op_write(op, &write, 1);
	mc_write_end(&mc);
	return done;
}

static bool adoption_is_clean(struct prov_op *op, const struct mc_domain *domain)
{
	bool writes = (op->call->operation->flags & PROV_OPERATION_WRITES) != 0;

	return op->ownership != PROV_OWNER_ADOPTED || !writes || domain->other_marker[0] == '\0' ||
	       remove_other_marker(op, domain);
}

bool mc_domain_own(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain)
{
	enum prov_ownership ownership = PROV_OWNER_ANOTHER;
	char object[PROV_DOMAIN_MAX + 16];
	char why[160] = "it carries no marker, and no administrator that is stored for this service";

	if (!mc_domain_read(op, name->ascii, domain)) {
		return false;
	}
	if (!domain->exists) {
		ownership = PROV_OWNER_ABSENT;
	} else if (domain->marked) {
		ownership = PROV_OWNER_OURS;
	} else if (domain->other_marker[0] != '\0') {
		char shown[100];

		prov_error_foreign_text(shown, sizeof(shown), domain->other_marker, strlen(domain->other_marker));
		snprintf(why, sizeof(why), "it carries the marker %s", shown);
	} else if (stored_admin_proves_it(op, domain)) {
		ownership = PROV_OWNER_LEGACY;
	}
	snprintf(object, sizeof(object), "the domain %s", name->ascii);
	if (!prov_op_own(op, ownership, object, why) || !adoption_is_clean(op, domain)) {
		mc_domain_free(domain);
		return false;
	}
	return true;
}

bool mc_domain_need(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain)
{
	if (!mc_domain_own(op, name, domain)) {
		return false;
	}
	if (!domain->exists) {
		return prov_op_fail(
		    op, PROV_ERROR_NOT_FOUND, "mailcow has no domain %s: create the service first", name->ascii);
	}
	return true;
}

const char *mc_next_admin(const char **cursor, size_t *length)
{
	const char *start = *cursor;

	if (!start) {
		return NULL;
	}
	start += strspn(start, ", ");
	*length = strcspn(start, ", ");
	*cursor = start + *length;
	return *length > 0 ? start : NULL;
}

bool mc_domain_has_admin(const struct mc_domain *domain, const char *name, char *spelling)
{
	const char *cursor = domain->administrators;
	const char *each;
	size_t length;

	while ((each = mc_next_admin(&cursor, &length))) {
		if (length <= MC_ADMIN_MAX && strlen(name) == length && strncasecmp(each, name, length) == 0) {
			memcpy(spelling, each, length);
			spelling[length] = '\0';
			return true;
		}
	}
	return false;
}

/*
 * Tags can only be added, and adding one twice fails inside mailcow: so only where the read has shown that it is
 * missing.
 */
static bool add_missing_marker(struct prov_op *op, struct prov_json *attr)
{
	struct prov_json *tags;
	char marker[80];

	if (!prov_op_needs_marker(op)) {
		return true;
	}
	if (!prov_op_marker(op, MC_MARKER_PREFIX, '-', marker, sizeof(marker))) {
		return false;
	}
	tags = prov_json_new_array();
	if (!prov_json_append_text(tags, marker, strlen(marker))) {
		prov_json_free(tags);
		return prov_error_memory(op->error);
	}
	return prov_json_set(attr, "tags", tags) || prov_error_memory(op->error);
}

/* An edit that also adds the marker cannot be repeated: it took effect when the marker is there. */
static enum prov_verdict settle_marking(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	struct mc_domain now;

	if (mc_domain_read(op, mc->settle_name, &now)) {
		verdict = now.exists && now.marked ? PROV_DONE : PROV_NOT_DONE;
		mc_domain_free(&now);
	}
	return verdict;
}

bool mc_domain_edit_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc,
    const struct mc_domain *domain, const char *step, struct prov_json *attr)
{
	bool marks = prov_op_needs_marker(op);

	if (!add_missing_marker(op, attr)) {
		prov_json_free(attr);
		return false;
	}
	mc->want_code = "domain_modified";
	mc->want_argument = domain->name;
	mc->settle_name = domain->name;
	if (!mc_write_begin(op, write, mc, marks ? PROV_ONCE : PROV_IDEMPOTENT, step, (struct mc_path){{"edit", "domain"}},
	        mc_edit_body(domain->name, attr))) {
		return false;
	}
	write->settle = marks ? settle_marking : NULL;
	return true;
}

bool mc_domain_edit(struct prov_op *op, const struct mc_domain *domain, const char *step, struct prov_json *attr)
{
	struct mc_write mc = {0};
	struct prov_write write;
	bool done = mc_domain_edit_begin(op, &write, &mc, domain, step, attr) && prov_op_write(op, &write, 1);

	mc_write_end(&mc);
	if (done) {
		op->ownership = PROV_OWNER_OURS; /* whatever it was, the marker is there now */
	}
	return done;
}

bool mc_domain_mark(struct prov_op *op, const struct mc_domain *domain)
{
	struct prov_json *attr;

	if (!prov_op_needs_marker(op) || mc_domain_edit(op, domain, "mark domain", prov_json_new_object())) {
		return true;
	}
	if (!mc_error_is_over_limits(op->error)) {
		return false;
	}
	prov_error_clear(op->error);
	attr = prov_json_new_object();
	if (!mc_limits_make_room(domain, attr)) {
		prov_json_free(attr);
		return prov_error_memory(op->error);
	}
	return mc_domain_edit(op, domain, "mark domain", attr);
}
