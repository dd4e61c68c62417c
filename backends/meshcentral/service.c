/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * service: the one place that finds a service's group and account, says whose they are, and marks them.
 *
 * The marker is the first word of the group's description and of the account's real name: a client can edit neither.
 * But whoever may make groups can write any marker into one and make the service account a member, so a marked group is
 * ours only when the service account made it, or when its id is the one that the billing host stored. A group with that
 * id and no marker is ours as well: somebody edited its description. So is an account that the billing host knows by
 * name, that carries no other marker and is a member of our group.
 *
 * Somebody else's account of the service's name is not looked at any further: it is not this service's.
 */
#include "backends/meshcentral/meshcentral.h"

#include <stdio.h>
#include <string.h>

#include "lib/text.h"

/* How sure it is that an object is this service's; greater is surer. */
enum claim {
	CLAIM_NONE,
	CLAIM_ANOTHER, /* it is the one that is named, and nothing proves it ours */
	CLAIM_LEGACY,
	CLAIM_OURS,
	CLAIM_STORED, /* ours, and the one that is named */
};

/* What is looked for, and the best that was found. */
struct search {
	struct mesh_service *service;
	const char *stored_id;                   /* the group's, NULL when none is stored */
	char user_id[MESH_USER_ID_MAX + 1];      /* of the account that is named; "" for none */
	char made_user_id[MESH_USER_ID_MAX + 1]; /* of the name that create would make; "" for none */
	enum claim group_claim;
	enum claim account_claim;
	size_t groups;                        /* that are ours */
	char member_id[MESH_USER_ID_MAX + 1]; /* of the account whose group counts when several are; "" before */
	bool is_member;                       /* of the group taken */
};

void mesh_service_init(struct mesh_service *service)
{
	memset(service, 0, sizeof(*service));
}

void mesh_service_free(struct mesh_service *service)
{
	mesh_group_free(&service->group);
	mesh_account_free(&service->account);
}

bool mesh_is_suspended(const struct mesh_account *account)
{
	return (account->site_rights & MESH_SITE_LOCKED) != 0 || !account->linked;
}

/* --- the group --- */

static enum claim judge_group(struct prov_op *op, const struct search *search, const struct mesh_group *group)
{
	bool stored = search->stored_id && strcmp(group->id, search->stored_id) == 0;
	bool marked = mesh_has_marker(group->desc, search->service->marker);
	bool made_here = strcmp(group->creator, mesh_session_of(op)->user_id) == 0;
	size_t length = 0;

	if (marked && (stored || made_here)) {
		return stored ? CLAIM_STORED : CLAIM_OURS;
	}
	if (marked) {
		return CLAIM_ANOTHER;
	}
	if (stored) {
		return mesh_marker_in(group->desc, &length) ? CLAIM_ANOTHER : CLAIM_LEGACY;
	}
	return CLAIM_NONE;
}

static bool has_member(const struct mesh_group *group, const char *id)
{
	for (size_t i = 0; i < group->member_count; i++) {
		if (strcmp(group->members[i].id, id) == 0) {
			return true;
		}
	}
	return false;
}

/*
 * Whether this group goes before the one taken. Of several that are equally ours that of the service's account counts:
 * a deleted one comes back, without it, when one of its agents does. Else the oldest: a lost answer may have left a
 * second one, which is empty.
 */
static bool goes_before(const struct search *search, enum claim claim, const struct mesh_group *group, bool is_member)
{
	if (claim != search->group_claim) {
		return claim > search->group_claim;
	}
	if (claim == CLAIM_NONE || is_member != search->is_member) {
		return claim != CLAIM_NONE && is_member;
	}
	return group->created_ms < search->service->group.created_ms;
}

static bool take_group(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct search *search = target;
	struct mesh_group group;
	enum claim claim;
	bool is_member;

	(void)group_id;
	if (!mesh_group_from_json(element, &group, op->error)) {
		return false;
	}
	claim = judge_group(op, search, &group);
	is_member = search->member_id[0] != '\0' && has_member(&group, search->member_id);
	search->groups += claim >= CLAIM_OURS ? 1 : 0;
	if (goes_before(search, claim, &group, is_member)) {
		mesh_group_free(&search->service->group);
		search->service->group = group;
		search->group_claim = claim;
		search->is_member = is_member;
		return true;
	}
	mesh_group_free(&group);
	return true;
}

/* --- the account --- */

static enum claim judge_account(const struct search *search, const struct mesh_account *account)
{
	bool named = strcmp(account->id, search->user_id) == 0;
	size_t length = 0;

	if (mesh_has_marker(account->real_name, search->service->marker)) {
		return named ? CLAIM_STORED : CLAIM_OURS;
	}
	if (!named) {
		return CLAIM_NONE;
	}
	if (mesh_marker_in(account->real_name, &length) || !account->linked || search->group_claim < CLAIM_LEGACY ||
	    mesh_is_manager(account->site_rights)) {
		return CLAIM_ANOTHER;
	}
	return CLAIM_LEGACY;
}

static bool take_account(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct search *search = target;
	struct mesh_service *service = search->service;
	struct mesh_account account;
	enum claim claim;

	(void)group_id;
	if (!mesh_account_from_json(element, service->group.exists ? service->group.id : NULL, &account, op->error)) {
		return false;
	}
	claim = judge_account(search, &account);
	service->name_taken = service->name_taken || claim == CLAIM_ANOTHER;
	service->made_name_taken = service->made_name_taken || strcmp(account.id, search->made_user_id) == 0;
	if (claim > search->account_claim) {
		mesh_account_free(&service->account);
		service->account = account;
		search->account_claim = claim;
		return true;
	}
	mesh_account_free(&account);
	return true;
}

/* --- both --- */

static bool begin_search(struct prov_op *op, struct search *search, struct mesh_service *service)
{
	const char *domain = mesh_session_of(op)->domain;
	const char *name = prov_params_text(op->params, &mesh_field_username, NULL);

	*search = (struct search){.service = service, .stored_id = prov_params_text(op->params, &mesh_field_mesh_id, NULL)};
	if (name && !mesh_user_id(domain, name, search->user_id)) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the user name is too long");
	}
	return service->made_name[0] == '\0' || mesh_user_id(domain, service->made_name, search->made_user_id) ||
	       prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the made user name is too long");
}

/* The account whose group counts: the one that carries our marker, before the one that is named. */
static bool note_member(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct search *search = target;
	struct mesh_account account;

	(void)group_id;
	if (!mesh_account_from_json(element, NULL, &account, op->error)) {
		return false;
	}
	if (mesh_has_marker(account.real_name, search->service->marker)) {
		memcpy(search->member_id, account.id, sizeof(search->member_id));
	}
	mesh_account_free(&account);
	return true;
}

/* Group first, since an account may be ours by being its member; several groups cost a second look. */
static bool search_lists(struct prov_op *op, struct search *search, const struct mesh_lists *lists)
{
	if (!mesh_lists_each(op, lists, MESH_LIST_GROUPS, take_group, search)) {
		return false;
	}
	search->service->more_groups = search->groups > 1;
	if (search->service->more_groups) {
		memcpy(search->member_id, search->user_id, sizeof(search->member_id));
		if (!mesh_lists_each(op, lists, MESH_LIST_ACCOUNTS, note_member, search) ||
		    !mesh_lists_each(op, lists, MESH_LIST_GROUPS, take_group, search)) {
			return false;
		}
	}
	return mesh_lists_each(op, lists, MESH_LIST_ACCOUNTS, take_account, search);
}

static enum prov_ownership ownership_of(enum claim claim)
{
	switch (claim) {
	case CLAIM_NONE:
		return PROV_OWNER_ABSENT;
	case CLAIM_ANOTHER:
		return PROV_OWNER_ANOTHER;
	case CLAIM_LEGACY:
		return PROV_OWNER_LEGACY;
	case CLAIM_OURS:
	case CLAIM_STORED:
		break;
	}
	return PROV_OWNER_OURS;
}

/* An account that is another's is none of this service's, unless the operator wants to have it adopted. */
static void settle_account(struct prov_op *op, struct search *search)
{
	bool adopts = op->settings->adopt && (op->call->operation->flags & PROV_OPERATION_WRITES);

	if (search->account_claim == CLAIM_ANOTHER && (!adopts || mesh_is_manager(search->service->account.site_rights))) {
		mesh_account_free(&search->service->account);
		search->account_claim = CLAIM_NONE;
	}
	search->service->account_marked = search->account_claim >= CLAIM_OURS;
	if (search->service->account.exists) {
		search->service->name_taken = false;
	}
}

static bool state_group(struct prov_op *op, const struct search *search)
{
	const struct mesh_group *group = &search->service->group;
	char object[MESH_ID_MAX + 32];
	char why[160];
	char shown[80];
	size_t length = 0;
	bool marked = group->exists && mesh_has_marker(group->desc, search->service->marker);

	snprintf(object, sizeof(object), "the device group %s", group->id);
	if (marked) {
		snprintf(
		    why, sizeof(why), "another account made it, and its id is not the one that is stored for this service");
	} else if (group->exists && mesh_marker_in(group->desc, &length)) {
		prov_op_foreign_text(op, shown, sizeof(shown), group->desc, length);
		snprintf(why, sizeof(why), "it carries the marker %s", shown);
	} else {
		snprintf(why, sizeof(why), "it carries no marker");
	}
	return prov_op_own(op, ownership_of(search->group_claim), object, why);
}

/* The account's claim, where the group did not decide already. */
static bool state_account(struct prov_op *op, const struct search *search)
{
	enum prov_ownership of_group = op->ownership;
	enum prov_ownership of_account = ownership_of(search->account_claim);

	if (of_account == PROV_OWNER_ABSENT || of_group == PROV_OWNER_ADOPTED ||
	    (of_group == PROV_OWNER_LEGACY && of_account == PROV_OWNER_OURS)) {
		return true;
	}
	return prov_op_own(op, of_account, "the account of this name", "nothing proves it");
}

bool mesh_service_read(struct prov_op *op, struct mesh_service *service)
{
	struct mesh_lists lists = {.kinds = {MESH_LIST_GROUPS, MESH_LIST_ACCOUNTS}, .count = 2};
	struct search search;
	bool done;

	if (!prov_op_marker(op, "whmcs", ':', service->marker, sizeof(service->marker)) || !mesh_lists_read(op, &lists)) {
		return false;
	}
	done = begin_search(op, &search, service) && search_lists(op, &search, &lists);
	mesh_lists_free(&lists);
	if (!done) {
		return false;
	}
	settle_account(op, &search);
	return state_group(op, &search) && state_account(op, &search);
}

static bool absent(struct prov_op *op, const struct mesh_service *service)
{
	if (!service->group.exists && !service->account.exists) {
		return prov_op_fail(op, PROV_ERROR_NOT_FOUND,
		    "MeshCentral has neither a device group nor an account of this service%s: create it first",
		    service->name_taken ? " (an account of its name is there, and nothing proves that it is this service's)"
		                        : "");
	}
	return prov_op_fail(op, PROV_ERROR_NOT_FOUND, "the service's %s is gone from MeshCentral: create puts it right",
	    service->group.exists ? "account" : "device group");
}

/* Characters that no name has: control characters, and what stands for those that could not be read. */
static bool is_garbled(const char *name)
{
	for (const char *c = name; *c; c++) {
		if ((unsigned char)*c < 0x20) {
			return true;
		}
	}
	return strstr(name, "\xEF\xBF\xBD") != NULL;
}

bool mesh_service_has_name(struct prov_op *op, const struct mesh_service *service)
{
	return !service->account.exists || !is_garbled(service->account.name) ||
	       prov_op_fail(op, PROV_ERROR_PROTOCOL, "the name of the service's account cannot be read");
}

bool mesh_service_need(struct prov_op *op, struct mesh_service *service)
{
	if (!mesh_service_read(op, service)) {
		return false;
	}
	if (!service->group.exists || !service->account.exists) {
		return absent(op, service);
	}
	if (mesh_is_manager(service->account.site_rights)) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT,
		    "the account %s manages users or the whole server: it is not treated as a client's", service->account.name);
	}
	return mesh_service_has_name(op, service);
}

bool mesh_service_need_marked(struct prov_op *op, struct mesh_service *service)
{
	return mesh_service_need(op, service) && mesh_service_mark(op, service);
}

/* --- reading an account again --- */

struct lookup {
	const char *id;
	const char *group_id;
	struct mesh_account *account;
};

static bool take_same(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element)
{
	struct lookup *lookup = target;
	const char *id = prov_json_need_text(element, "_id", NULL, op->error);

	(void)group_id;
	if (!id) {
		return false;
	}
	return strcmp(id, lookup->id) != 0 || lookup->account->exists ||
	       mesh_account_from_json(element, lookup->group_id, lookup->account, op->error);
}

bool mesh_account_read(
    struct prov_op *op, const struct mesh_service *service, const char *id, struct mesh_account *account)
{
	struct mesh_lists lists = {.kinds = {MESH_LIST_ACCOUNTS}, .count = 1};
	struct lookup lookup = {.id = id, .group_id = service->group.exists ? service->group.id : NULL, .account = account};
	bool done;

	*account = (struct mesh_account){.exists = false};
	done = mesh_lists_read(op, &lists) && mesh_lists_each(op, &lists, MESH_LIST_ACCOUNTS, take_same, &lookup);
	mesh_lists_free(&lists);
	if (!done) {
		mesh_account_free(account);
	}
	return done;
}

/* --- marking --- */

/* The marker, and behind it what stood there without another service's marker. */
static bool marked_text(struct prov_op *op, const char *marker, const char *text, size_t maximum, struct prov_buf *out)
{
	size_t length = 0;
	size_t room = maximum - strlen(marker) - 1;

	if (mesh_marker_in(text, &length)) {
		text += length;
	}
	text += strspn(text, " ");
	prov_buf_init(out, maximum);
	length = strlen(text) < room ? strlen(text) : prov_utf8_cut(text, strlen(text), room);
	return (prov_buf_append_text(out, marker) &&
	           (length == 0 || (prov_buf_append_char(out, ' ') && prov_buf_append(out, text, length)))) ||
	       prov_error_memory(op->error);
}

static enum prov_verdict settle_marks(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	const struct mesh_service *before = message->service;
	struct mesh_service now;
	enum prov_verdict verdict = PROV_UNKNOWN;

	mesh_service_init(&now);
	if (mesh_service_read(op, &now)) {
		bool group = mesh_has_marker(now.group.desc ? now.group.desc : "", before->marker);
		bool marked = strcmp(message->action, "editmesh") == 0 ? group : now.account_marked;

		verdict = marked ? PROV_DONE : PROV_NOT_DONE;
	}
	mesh_service_free(&now);
	return verdict;
}

static bool mark_group(struct prov_op *op, const struct mesh_service *service)
{
	const char *id = service->group.id;
	struct mesh_message message = {.action = "editmesh", .service = service};
	struct prov_json *body = mesh_command(message.action);
	struct prov_write write;
	struct prov_buf desc;
	bool done = marked_text(op, service->marker, service->group.desc, MESH_DESC_MAX, &desc) &&
	            prov_json_set_text(body, "meshid", id, strlen(id)) &&
	            prov_json_set_text(body, "desc", prov_buf_text(&desc), desc.length);

	prov_buf_free(&desc);
	if (!done) {
		prov_json_free(body);
		return prov_error_memory(op->error);
	}
	done = mesh_write_begin(op, &write, &message, PROV_IDEMPOTENT, "mark group", body);
	write.settle = settle_marks;
	done = done && prov_op_write(op, &write, 1);
	mesh_message_end(&message);
	return done;
}

static bool mark_account(struct prov_op *op, const struct mesh_service *service)
{
	struct mesh_message message = {.action = "edituser", .service = service};
	struct prov_write write;
	struct prov_buf name;
	bool done = marked_text(op, service->marker, service->account.real_name, MESH_NAME_MAX, &name) &&
	            mesh_account_edit_begin(
	                op, &write, &message, service, "mark account", service->account.site_rights, prov_buf_text(&name));

	prov_buf_free(&name);
	if (done) {
		write.settle = settle_marks;
		done = prov_op_write(op, &write, 1);
	}
	mesh_message_end(&message);
	return done;
}

bool mesh_service_mark(struct prov_op *op, struct mesh_service *service)
{
	if (!prov_op_needs_marker(op)) {
		return true;
	}
	if ((service->group.exists && !mesh_has_marker(service->group.desc, service->marker) && !mark_group(op, service)) ||
	    (service->account.exists && !service->account_marked && !mark_account(op, service))) {
		return false;
	}
	service->account_marked = true;
	op->ownership = PROV_OWNER_OURS;
	return true;
}
