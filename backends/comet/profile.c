/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * profile: an account as Comet holds it, read with its hash, byte for byte. Changes nothing.
 *
 * That there is no such account is never taken from an error's number (400 today, 500 on old servers, and both mean
 * other things too): the list of all names says it.
 */
#include "backends/comet/comet.h"

#include <string.h>

#include "lib/mem.h"

void cm_profile_init(struct cm_profile *profile)
{
	memset(profile, 0, sizeof(*profile));
}

void cm_profile_free(struct cm_profile *profile)
{
	prov_json_free(profile->json);
	prov_buf_wipe(&profile->text);
	prov_wipe(profile, sizeof(*profile));
}

/* --- members --- */

static bool is_absent(const struct prov_json *member)
{
	return !member || prov_json_type(member) == PROV_JSON_NULL;
}

/* What may be missing is an object where it is not. */
static bool is_object(const struct prov_json *object, const char *key, struct prov_error *error)
{
	return is_absent(object) || prov_json_type(object) == PROV_JSON_OBJECT ||
	       prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer is no object where \"%s\" was looked for", key);
}

bool cm_member_text(
    const struct prov_json *object, const char *key, const char **text, size_t *length, struct prov_error *error)
{
	*text = "";
	*length = 0;
	if (!is_object(object, key, error)) {
		return false;
	}
	if (is_absent(prov_json_member(object, key))) {
		return true;
	}
	*text = prov_json_need_text(object, key, length, error);
	return *text != NULL;
}

bool cm_member_int(const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error)
{
	*number = 0;
	return is_object(object, key, error) &&
	       (is_absent(prov_json_member(object, key)) || prov_json_need_whole_number(object, key, number, error));
}

bool cm_member_bool(const struct prov_json *object, const char *key, bool *boolean, struct prov_error *error)
{
	const struct prov_json *member = prov_json_member(object, key);

	*boolean = false;
	if (!is_object(object, key, error)) {
		return false;
	}
	return is_absent(member) || prov_json_bool(member, boolean) ||
	       prov_error_set(error, PROV_ERROR_PROTOCOL, "\"%s\" in the answer is not true or false", key);
}

const struct prov_json *cm_member_object(
    const struct prov_json *object, const char *key, bool *good, struct prov_error *error)
{
	*good = is_object(object, key, error);
	if (!*good || is_absent(prov_json_member(object, key))) {
		return NULL;
	}
	object = prov_json_need_object(object, key, error);
	*good = object != NULL;
	return object;
}

size_t cm_member_count(const struct prov_json *object, const char *key)
{
	return prov_json_count(prov_json_member(object, key));
}

/* --- reading --- */

static bool take_hash(struct cm_profile *profile, const struct prov_json *answer, struct prov_error *error)
{
	size_t length = 0;
	const char *hash = prov_json_need_text(answer, "ProfileHash", &length, error);

	if (!hash) {
		return false;
	}
	if (length == 0 || length >= sizeof(profile->hash)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "ProfileHash has %zu bytes", length);
	}
	memcpy(profile->hash, hash, length + 1);
	return true;
}

/* Copies the profile's bytes and parses them. */
static bool take_text(
    struct prov_op *op, struct cm_profile *profile, const struct prov_buf *body, struct prov_error *error)
{
	const char *text = prov_buf_text(body);
	struct prov_json_span whole = prov_json_span_whole(text, body->length);
	struct prov_json_span place;

	if (!prov_json_span_member(text, whole, "Profile", &place)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer's Profile cannot be found");
	}
	prov_buf_init(&profile->text, place.end - place.begin);
	if (!prov_buf_append(&profile->text, text + place.begin, place.end - place.begin)) {
		return prov_error_memory(error);
	}
	profile->json =
	    prov_json_parse(prov_buf_text(&profile->text), profile->text.length, op->settings->max_json_depth, error);
	if (!profile->json) {
		return false;
	}
	return cm_member_text(profile->json, "AccountName", &profile->account_name, &profile->account_name_length, error) &&
	       cm_member_bool(profile->json, "IsSuspended", &profile->suspended, error);
}

bool cm_profile_take(struct prov_op *op, struct cm_profile *profile, const struct prov_json *answer,
    const struct prov_response *response, struct prov_error *error)
{
	cm_profile_free(profile);
	if (!prov_json_member(answer, "Profile")) {
		return true;
	}
	if (!prov_json_need_object(answer, "Profile", error) || !take_hash(profile, answer, error) ||
	    !take_text(op, profile, &response->body, error)) {
		cm_profile_free(profile);
		return false;
	}
	profile->exists = true;
	return true;
}

/* --- is there such an account? --- */

struct search {
	const char *name;
	size_t length;
	bool found;
};

static bool compare_name(
    struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *element)
{
	struct search *search = target;
	size_t length = 0;
	const char *text = prov_json_text(element, &length);

	(void)name;
	(void)name_length;
	if (!text) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of user names holds something else");
	}
	search->found = search->found || (length == search->length && memcmp(text, search->name, length) == 0);
	return true;
}

static void restart_search(void *target)
{
	((struct search *)target)->found = false;
}

static bool user_exists(struct prov_op *op, const char *username, bool *exists)
{
	struct search search = {.name = username, .length = strlen(username)};
	const struct cm_list_target to = {.each = compare_name, .restart = restart_search, .target = &search};
	struct prov_form form;

	prov_op_step(op, "look for the account");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	if (!cm_read_list(op, (struct cm_path){{"admin", "list-users"}}, &form, &to)) {
		return false;
	}
	*exists = search.found;
	return true;
}

/* Names are compared byte for byte: what answers to another spelling is another's account. */
static bool check_name(struct prov_op *op, const char *username, const struct cm_profile *profile)
{
	const char *name = NULL;
	size_t length = 0;

	if (!cm_member_text(profile->json, "Username", &name, &length, op->error)) {
		return false;
	}
	return strcmp(name, username) == 0 ||
	       prov_op_fail(op, PROV_ERROR_PROTOCOL, "Comet sent the profile of another account");
}

bool cm_profile_read(struct prov_op *op, const char *username, struct cm_profile *profile)
{
	struct cm_answer answer;
	struct prov_form form;
	bool done;

	cm_profile_init(profile);
	prov_op_step(op, "read profile");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	cm_form_user(&form, username);
	if (!cm_read(op, (struct cm_path){{"admin", "get-user-profile-and-hash"}}, &form, &answer)) {
		struct prov_error refusal = *op->error;
		bool exists = true;

		if (!cm_error_is_refusal(&refusal)) {
			return false;
		}
		prov_error_clear(op->error);
		if (!user_exists(op, username, &exists)) {
			return false;
		}
		return !exists || prov_op_fail_with(op, &refusal);
	}
	done = cm_profile_take(op, profile, answer.json, &answer.response, op->error);
	if (done && !profile->exists) {
		done = prov_op_fail(op, PROV_ERROR_PROTOCOL, "the answer lacks \"Profile\"");
	}
	done = done && check_name(op, username, profile);
	if (!done) {
		op->error->http_status = answer.response.status;
		cm_profile_free(profile);
	}
	cm_answer_free(&answer);
	return done;
}
