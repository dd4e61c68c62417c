/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * terminate: removes a service's mailboxes, resources, DKIM key (option) and domain; with the domain mailcow removes
 * each administrator who has no other one. Called on an absent domain it succeeds and changes nothing.
 *
 * mailcow answers the mailbox listing of a domain it does not know with every mailbox of the server. So: nothing is
 * deleted before the domain was read and found ours; each address of the listing must belong to exactly this domain,
 * else nothing at all is deleted; and each deletion names its addresses one by one. After a lost answer the listing is
 * read again.
 */
#include "backends/mailcow/mailcow.h"

#include <inttypes.h>
#include <string.h>

#include "lib/mem.h"

#define CHUNK 50 /* addresses of one request: mailcow moves each maildir before it answers */
#define ROUNDS 4 /* listings, each of which must be shorter than the one before */
#define ADDRESSES_MAX 100000
#define ADDRESS_MAX 320

/* What stands in a domain and must go before it: how it is listed, and how it is deleted. */
struct content {
	const char *noun;
	const char *list_step;
	struct mc_path listing; /* the domain follows, unless the listing is always of the whole server */
	bool whole_server;
	const char *key; /* the element's member that holds the address */
	const char *delete_step;
	struct mc_path deletion;
	const char *code;
};

static const struct content mailbox_content = {
    .noun = "mailboxes",
    .list_step = "list mailboxes",
    .listing = {{"get", "mailbox", "reduced"}},
    .key = "username",
    .delete_step = "delete mailboxes",
    .deletion = {{"delete", "mailbox"}},
    .code = "mailbox_removed",
};

static const struct content resource_content = {
    .noun = "resources",
    .list_step = "list resources",
    .listing = {{"get", "resource", "all"}},
    .whole_server = true,
    .key = "name",
    .delete_step = "delete resources",
    .deletion = {{"delete", "resource"}},
    .code = "resource_removed",
};

/* Addresses of one domain that are to be deleted. */
struct address_list {
	const struct content *content;
	const char *domain;
	char **items;
	size_t count;
	size_t capacity;
};

static void forget_addresses(void *target)
{
	struct address_list *list = target;

	for (size_t i = 0; i < list->count; i++) {
		prov_free(list->items[i]);
	}
	list->count = 0;
}

static void free_addresses(struct address_list *list)
{
	forget_addresses(list);
	prov_free(list->items);
	list->items = NULL;
	list->capacity = 0;
}

static bool add_address(struct prov_op *op, struct address_list *list, const char *address, size_t length)
{
	if (list->count == ADDRESSES_MAX) {
		return prov_op_fail(
		    op, PROV_ERROR_UNSUPPORTED, "the domain has more than %d %s", ADDRESSES_MAX, list->content->noun);
	}
	if (list->count == list->capacity) {
		size_t capacity = list->capacity ? list->capacity * 2 : 64;
		char **items = prov_realloc(list->items, capacity * sizeof(*items));

		if (!items) {
			return prov_error_memory(op->error);
		}
		list->items = items;
		list->capacity = capacity;
	}
	list->items[list->count] = prov_strndup(address, length);
	if (!list->items[list->count]) {
		return prov_error_memory(op->error);
	}
	list->count++;
	return true;
}

/* Whether an address is of exactly this domain: both by its own text and by what mailcow says of it. */
static bool is_of_domain(const struct prov_json *element, const char *address, size_t length, const char *domain)
{
	const char *owner = prov_json_text(prov_json_member(element, "domain"), NULL);
	const char *at = memchr(address, '@', length);

	return owner && at && strcmp(owner, domain) == 0 && strcmp(at + 1, domain) == 0;
}

static bool take_address(struct prov_op *op, void *target, const struct prov_json *element)
{
	struct address_list *list = target;
	size_t length = 0;
	const char *address = prov_json_need_text(element, list->content->key, &length, op->error);

	if (!address) {
		return false;
	}
	if (length > ADDRESS_MAX || !is_of_domain(element, address, length, list->domain)) {
		if (list->content->whole_server) {
			return true;
		}
		prov_op_fail(op, PROV_ERROR_PROTOCOL,
		    "mailcow listed %s of other domains for %s: nothing was deleted. Make the same call again",
		    list->content->noun, list->domain);
		op->error->retryable = true;
		return false;
	}
	return add_address(op, list, address, length);
}

static bool list_addresses(struct prov_op *op, struct address_list *list)
{
	const struct mc_list_target to = {take_address, forget_addresses, list};
	struct mc_path path = list->content->listing;

	if (!list->content->whole_server) {
		path.parts[3] = list->domain;
	}
	prov_op_step(op, list->content->list_step);
	return mc_get_list(op, path, &to);
}

/* One delete request for some addresses. */
static bool delete_some(struct prov_op *op, const struct content *content, char *const *names, size_t count)
{
	struct prov_json *body = prov_json_new_array();
	struct mc_write mc = {
	    .want_code = content->code, .want_argument = count == 1 ? names[0] : NULL, .want_count = count};

	for (size_t i = 0; i < count; i++) {
		if (!prov_json_append_text(body, names[i], strlen(names[i]))) {
			prov_json_free(body);
			return prov_error_memory(op->error);
		}
	}
	return mc_write_alone(op, &mc, PROV_ONCE, content->delete_step, content->deletion, body);
}

/*
 * Deletes a listing chunk by chunk; *lost says that an answer was lost, so that only another listing can tell what is
 * left.
 */
static bool delete_listed(struct prov_op *op, const struct address_list *list, bool *lost)
{
	*lost = false;
	for (size_t i = 0; i < list->count; i += CHUNK) {
		size_t count = list->count - i < CHUNK ? list->count - i : CHUNK;

		if (!delete_some(op, list->content, list->items + i, count)) {
			/* "access_denied" inside a list is an address that is gone already */
			*lost = op->error->outcome_unknown || strcmp(op->error->backend_code, "access_denied") == 0;
			prov_error_add(op->error, "; %zu of %zu %s were removed", i, list->count, list->content->noun);
			return false;
		}
	}
	return true;
}

/* What terminate removes, for its result. */
struct removal {
	const char *domain;
	int64_t mailboxes;
	int64_t resources;
};

/* After a lost deletion the listing failed too: it is the deletion whose outcome is not known. */
static void tell_lost_deletion(struct prov_op *op, const struct prov_error *lost)
{
	struct prov_error listing = *op->error;

	*op->error = *lost;
	prov_error_add(op->error, "; listing them again failed too (%s)", listing.message);
}

/* Lists and deletes until nothing is left; *removed grows by what there was. */
static bool delete_content(struct prov_op *op, const struct content *content, const char *domain, int64_t *removed)
{
	struct address_list list = {.content = content, .domain = domain};
	struct prov_error lost_deletion;
	size_t before = SIZE_MAX;
	bool done = false;

	for (int round = 0; round < ROUNDS; round++) {
		bool lost = false;

		forget_addresses(&list);
		if (!list_addresses(op, &list)) {
			if (round > 0) {
				tell_lost_deletion(op, &lost_deletion);
			}
			break;
		}
		if (round == 0) {
			*removed += (int64_t)list.count; /* all of them are gone when this ends well */
			prov_op_extend(op, (int64_t)list.count);
		}
		done = delete_listed(op, &list, &lost);
		if (done || !lost || list.count >= before || prov_op_time_left(op) == 0) {
			break;
		}
		before = list.count;
		lost_deletion = *op->error;
		prov_error_clear(op->error);
	}
	free_addresses(&list);
	return done;
}

static bool delete_mailboxes(struct prov_op *op, struct removal *removal)
{
	return delete_content(op, &mailbox_content, removal->domain, &removal->mailboxes);
}

static bool delete_resources(struct prov_op *op, struct removal *removal)
{
	return delete_content(op, &resource_content, removal->domain, &removal->resources);
}

/* A domain that is gone is the end that was wanted; one that still stands, and is still ours, may be deleted again. */
static enum prov_verdict settle_deletion(struct prov_op *op, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	struct mc_domain now;
	enum prov_verdict verdict;

	if (!mc_domain_read(op, mc->settle_domain, &now)) {
		return PROV_UNKNOWN;
	}
	verdict = !now.exists ? PROV_DONE : now.marked ? PROV_NOT_DONE : PROV_UNKNOWN;
	mc_domain_free(&now);
	return verdict;
}

bool mc_domain_delete(struct prov_op *op, const char *name)
{
	struct prov_json *body = prov_json_new_array();
	struct mc_write mc = {.want_code = "domain_removed", .want_argument = name, .settle_domain = name};
	struct prov_write write;
	bool done;

	if (!prov_json_append_text(body, name, strlen(name))) {
		prov_json_free(body);
		return prov_error_memory(op->error);
	}
	done = mc_write_begin(op, &write, &mc, PROV_ONCE, "delete domain", (struct mc_path){{"delete", "domain"}}, body);
	if (done) {
		write.settle = settle_deletion;
		done = prov_op_write(op, &write, 1);
	}
	mc_write_end(&mc);
	return done;
}

bool mc_dkim_delete(struct prov_op *op, const char *name)
{
	struct prov_json *body = prov_json_new_array();
	struct mc_write mc = {.want_code = "dkim_removed", .want_argument = name};

	if (!prov_json_append_text(body, name, strlen(name))) {
		prov_json_free(body);
		return prov_error_memory(op->error);
	}
	return mc_write_alone(op, &mc, PROV_IDEMPOTENT, "delete DKIM key", (struct mc_path){{"delete", "dkim"}}, body);
}

/* Deletes the domain; *blocked says that something stands in it still, which is then no error yet. */
static bool try_to_delete_domain(struct prov_op *op, const struct removal *removal, bool *blocked)
{
	bool done = mc_domain_delete(op, removal->domain);

	*blocked = !done && strcmp(op->error->backend_code, "domain_not_empty") == 0;
	if (*blocked) {
		prov_error_clear(op->error);
	}
	return done;
}

/* A resource, which no listing of mailboxes shows, or a mailbox that came in meanwhile blocks the domain: clear them.
 */
static bool delete_domain_with_rest(struct prov_op *op, struct removal *removal)
{
	bool blocked;

	if (try_to_delete_domain(op, removal, &blocked)) {
		return true;
	}
	if (!blocked || !delete_resources(op, removal)) {
		return false;
	}
	if (removal->resources > 0 && try_to_delete_domain(op, removal, &blocked)) {
		return true;
	}
	return blocked && delete_mailboxes(op, removal) && mc_domain_delete(op, removal->domain);
}

/* The DKIM key has no mark of its own, so it goes while the domain still proves that it is ours. */
static bool remove_all(struct prov_op *op, const struct mc_domain *domain, struct removal *removal)
{
	bool dkim = prov_params_bool(op->params, &mc_field_delete_dkim, false);

	return mc_domain_mark(op, domain) && (domain->mailboxes == 0 || delete_mailboxes(op, removal)) &&
	       (!dkim || mc_dkim_delete(op, removal->domain)) && delete_domain_with_rest(op, removal);
}

static void report(struct prov_op *op, const struct removal *removal, bool changed)
{
	struct prov_value *removed;

	prov_map_set_text(op->result, "state", "terminated");
	prov_map_set_bool(op->result, "changed", changed);
	removed = prov_map_add_map(op->result, "removed", strlen("removed"));
	if (removed && changed) {
		prov_map_set_text(removed, "domain", removal->domain);
		prov_map_set_int(removed, "mailboxes", removal->mailboxes);
		prov_map_set_int(removed, "resources", removal->resources);
		prov_map_set_bool(removed, "dkim_key", prov_params_bool(op->params, &mc_field_delete_dkim, false));
	}
}

bool mc_terminate(struct prov_op *op)
{
	struct prov_domain name;
	struct mc_domain domain;
	struct removal removal = {.domain = name.ascii};
	bool existed;
	bool done = true;

	if (!mc_canonical_domain(op, &name) || !mc_domain_own(op, &name, MC_MARKER_OR_STORED_ADMIN, &domain)) {
		return false;
	}
	existed = domain.exists;
	if (existed) {
		done = remove_all(op, &domain, &removal);
	}
	mc_domain_free(&domain);
	if (done) {
		report(op, &removal, existed);
	}
	return done;
}
