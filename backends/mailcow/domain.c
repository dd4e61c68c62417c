/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * domain: what mailcow says of a domain, and edits of one. Whose a domain is stands in ownership.c.
 */
#include "backends/mailcow/mailcow.h"

#include <inttypes.h>
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
static bool read_rate_limit(const struct prov_json *object, struct mc_domain *domain, struct prov_error *error)
{
	const struct prov_json *limit = prov_json_member(object, "rl");
	const char *frame = prov_json_text(prov_json_member(limit, "frame"), NULL);
	int64_t value = 0;
	bool none = true;

	if (!limit || (prov_json_bool(limit, &none) && !none)) {
		return true;
	}
	if (!frame || strlen(frame) != 1 || !prov_json_whole_number(prov_json_member(limit, "value"), &value)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent a rate limit of another form");
	}
	snprintf(domain->rate_limit, sizeof(domain->rate_limit), "%" PRId64 "%c%s", value, '/', frame);
	return true;
}

static bool add_other_marker(struct mc_domain *domain, const char *tag, size_t length, struct prov_error *error)
{
	if (domain->other_marker_count == MC_OTHER_MARKERS_MAX) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent more tags than a domain can have");
	}
	domain->other_markers[domain->other_marker_count] = prov_strndup(tag, length);
	if (!domain->other_markers[domain->other_marker_count]) {
		return prov_error_memory(error);
	}
	domain->other_marker_count++;
	return true;
}

/* Tags are compared whole. What is not a list of texts could hide a marker, so it is no answer to go on with. */
static bool read_tags(
    const struct prov_json *object, const char *marker, struct mc_domain *domain, struct prov_error *error)
{
	static const char prefix[] = MC_MARKER_PREFIX "-";
	const struct prov_json *tags = prov_json_member(object, "tags");

	if (tags && prov_json_type(tags) != PROV_JSON_ARRAY) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent tags that are no list");
	}
	for (size_t i = 0; i < prov_json_count(tags); i++) {
		size_t length = 0;
		const char *tag = prov_json_text(prov_json_at(tags, i), &length);

		if (!tag) {
			return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent a tag that is no text");
		}
		if (strcmp(tag, marker) == 0) {
			domain->marked = true;
		} else if (strncasecmp(tag, prefix, sizeof(prefix) - 1) == 0 && !add_other_marker(domain, tag, length, error)) {
			return false;
		}
	}
	return true;
}

static bool read_names(const struct prov_json *object, struct mc_domain *domain, struct prov_error *error)
{
	size_t length = 0;
	const char *name = prov_json_need_text(object, "domain_name", &length, error);
	const char *administrators = prov_json_need_text(object, "domain_admins", NULL, error);
	const char *created = prov_json_text(prov_json_member(object, "created"), NULL);

	if (!name || !administrators) {
		return false;
	}
	if (length == 0 || length >= sizeof(domain->name)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent a domain without a usable name");
	}
	memcpy(domain->name, name, length + 1);
	snprintf(domain->created, sizeof(domain->created), "%s", created && strlen(created) == 19 ? created : "");
	if (strcmp(administrators, "-") != 0) {
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
	if (!read_names(object, domain, error) || !read_figures(object, domain, error) ||
	    !read_rate_limit(object, domain, error) || (marker && !read_tags(object, marker, domain, error))) {
		mc_domain_free(domain);
		return false;
	}
	domain->exists = true;
	return true;
}

void mc_domain_free(struct mc_domain *domain)
{
	prov_free(domain->administrators);
	for (size_t i = 0; i < domain->other_marker_count; i++) {
		prov_free(domain->other_markers[i]);
	}
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

bool mc_domain_edit_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc,
    const struct mc_domain *domain, const char *step, struct prov_json *attr)
{
	mc->want_code = "domain_modified";
	mc->want_argument = domain->name;
	return mc_write_begin(
	    op, write, mc, PROV_IDEMPOTENT, step, (struct mc_path){{"edit", "domain"}}, mc_edit_body(domain->name, attr));
}

bool mc_domain_edit(struct prov_op *op, const struct mc_domain *domain, const char *step, struct prov_json *attr)
{
	struct mc_write mc = {0};
	struct prov_write write;
	bool done = mc_domain_edit_begin(op, &write, &mc, domain, step, attr) && prov_op_write(op, &write, 1);

	mc_write_end(&mc);
	return done;
}
