/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * buckets: erases what an account's storage vaults hold on this server. There is no way back, so each bucket is erased
 * only when the server lists it and no other account's vault is in it.
 *
 * A vault on another server cannot be erased from here; promising it all the same would be a lie, so the operation ends
 * with an error that names it, and the account stays.
 */
#include "backends/comet/comet.h"

#include <string.h>

/* A walk over vaults or accounts that looks for the buckets. */
struct walk {
	struct prov_op *op;
	const char *username;
	struct cm_buckets *buckets;
};

static struct cm_bucket *find(struct cm_buckets *buckets, const char *id, size_t length)
{
	for (size_t i = 0; i < buckets->count; i++) {
		if (buckets->items[i].length == length && memcmp(buckets->items[i].id, id, length) == 0) {
			return &buckets->items[i];
		}
	}
	return NULL;
}

/* --- the account's own --- */

static bool add_bucket(void *target, const char *name, size_t name_length, const struct prov_json *vault)
{
	const struct walk *walk = target;
	struct cm_buckets *buckets = walk->buckets;
	struct cm_bucket *bucket;
	int64_t type = 0;
	const char *id = NULL;
	size_t length = 0;

	(void)name;
	(void)name_length;
	if (!cm_member_int(vault, "DestinationType", &type, walk->op->error) ||
	    !cm_member_text(vault, "CometBucket", &id, &length, walk->op->error)) {
		return false;
	}
	if (type != CM_VAULT_TYPE_COMET) {
		return prov_op_fail(walk->op, PROV_ERROR_UNSUPPORTED,
		    "a storage vault is not on a Comet Server, and cannot be erased from here: erase its data at its provider "
		    "and switch the erasing off for this service");
	}
	if (length == 0 || find(buckets, id, length)) {
		return true;
	}
	if (length > CM_BUCKET_NAME_MAX || buckets->count == CM_BUCKETS_MAX) {
		return prov_op_fail(
		    walk->op, PROV_ERROR_UNSUPPORTED, "the account has more or longer buckets than can be erased");
	}
	bucket = &buckets->items[buckets->count++];
	*bucket = (struct cm_bucket){.length = length};
	memcpy(bucket->id, id, length);
	return true;
}

/* --- which of them are here --- */

static bool note_listed(
    struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *element)
{
	struct cm_bucket *bucket = find(target, name, name_length);

	(void)op;
	(void)element;
	if (bucket) {
		bucket->listed = true;
	}
	return true;
}

static void forget_listed(void *target)
{
	struct cm_buckets *buckets = target;

	for (size_t i = 0; i < buckets->count; i++) {
		buckets->items[i].listed = false;
	}
}

/* --- which of them are another's too --- */

/* The bucket of a vault, or of a part of a spanned vault, which has its parts in a list. */
static bool note_use(const struct walk *walk, const struct prov_json *location)
{
	struct prov_op *op = walk->op;
	const struct prov_json *parts = prov_json_member(location, "SpanTargets");
	enum prov_json_type type = prov_json_type(parts);
	struct cm_bucket *bucket;
	const char *id = NULL;
	size_t length = 0;
	bool good;

	if (prov_json_type(location) != PROV_JSON_OBJECT || (type != PROV_JSON_NULL && type != PROV_JSON_ARRAY)) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of accounts holds something that is no storage vault");
	}
	good = cm_member_text(location, "CometBucket", &id, &length, op->error);
	bucket = good ? find(walk->buckets, id, length) : NULL;
	if (bucket) {
		bucket->shared = true;
	}
	for (size_t i = 0; good && i < prov_json_count(parts); i++) {
		good = note_use(walk, prov_json_at(parts, i)); /* as deep as the parser allows */
	}
	return good;
}

static bool note_shared(void *target, const char *name, size_t name_length, const struct prov_json *vault)
{
	(void)name;
	(void)name_length;
	return note_use(target, vault);
}

static bool look_at_account(
    struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *element)
{
	const struct walk *walk = target;
	const struct prov_json *vaults;
	bool good = true;

	if (name_length == strlen(walk->username) && memcmp(name, walk->username, name_length) == 0) {
		return true;
	}
	if (prov_json_type(element) != PROV_JSON_OBJECT) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of accounts holds something that is no account");
	}
	vaults = cm_member_object(element, "Destinations", &good, op->error);
	return good && prov_json_members(vaults, note_shared, target);
}

static void forget_shared(void *target)
{
	struct cm_buckets *buckets = ((const struct walk *)target)->buckets;

	for (size_t i = 0; i < buckets->count; i++) {
		buckets->items[i].shared = false;
	}
}

static bool read_map(struct prov_op *op, const char *step, struct cm_path path, const struct cm_list_target *to)
{
	struct prov_form form;

	prov_op_step(op, step);
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	return cm_read_list(op, path, &form, to);
}

static bool list_here(struct prov_op *op, struct cm_buckets *buckets)
{
	const struct cm_list_target to = {.map = true, .each = note_listed, .restart = forget_listed, .target = buckets};

	return read_map(op, "list storage buckets", (struct cm_path){{"admin", "storage", "list-buckets"}}, &to);
}

static bool look_at_others(struct prov_op *op, const char *username, struct cm_buckets *buckets)
{
	struct walk walk = {.op = op, .username = username, .buckets = buckets};
	const struct cm_list_target to = {.map = true, .each = look_at_account, .restart = forget_shared, .target = &walk};

	return read_map(op, "see whether others use the buckets", (struct cm_path){{"admin", "list-users-full"}}, &to);
}

/*
 * Whether the vault that holds a bucket names this very server, by the address that WHMCS knows or by the one that
 * clients know: one that is not listed here is erased already then.
 */
struct place {
	struct prov_op *op;
	const struct cm_bucket *bucket;
	const char *self_address; /* a host, "" when not given */
	bool here;
};

static bool host_of(const char *url, size_t length, struct prov_origin *origin)
{
	struct prov_error ignored;

	prov_error_clear(&ignored);
	return prov_origin_parse(url, length, 0, strncmp(url, "http://", strlen("http://")) != 0, origin, &ignored);
}

static bool note_place(void *target, const char *name, size_t name_length, const struct prov_json *vault)
{
	struct place *place = target;
	size_t id_length = 0;
	size_t length = 0;
	const char *id = prov_json_text(prov_json_member(vault, "CometBucket"), &id_length);
	const char *server = prov_json_text(prov_json_member(vault, "CometServer"), &length);
	struct prov_origin origin;

	(void)name;
	(void)name_length;
	if (!id || !server || id_length != place->bucket->length || memcmp(id, place->bucket->id, id_length) != 0) {
		return true;
	}
	place->here = host_of(server, length, &origin) &&
	              (strcmp(origin.host, place->op->origin.host) == 0 || strcmp(origin.host, place->self_address) == 0);
	return true;
}

static bool is_here(struct prov_op *op, const struct cm_profile *profile, const struct cm_bucket *bucket)
{
	size_t length = 0;
	const char *address = prov_params_text(op->params, &cm_field_self_address, &length);
	struct prov_origin self;
	struct place place = {.op = op, .bucket = bucket, .self_address = ""};

	if (address && host_of(address, length, &self)) {
		place.self_address = self.host;
	}
	prov_json_members(prov_json_member(profile->json, "Destinations"), note_place, &place);
	return place.here;
}

/* Nothing is erased before it is known that all of it can be. */
static bool check_all(struct prov_op *op, const struct cm_profile *profile, const struct cm_buckets *buckets)
{
	for (size_t i = 0; i < buckets->count; i++) {
		const struct cm_bucket *bucket = &buckets->items[i];

		if (!bucket->listed && !is_here(op, profile, bucket)) {
			return prov_op_fail(op, PROV_ERROR_UNSUPPORTED,
			    "a storage vault is on another server, and cannot be erased from here: erase its bucket there and "
			    "switch the erasing off for this service");
		}
	}
	return true;
}

bool cm_buckets_find(
    struct prov_op *op, const char *username, const struct cm_profile *profile, struct cm_buckets *buckets)
{
	struct walk walk = {.op = op, .username = username, .buckets = buckets};

	buckets->count = 0;
	if (!prov_json_members(prov_json_member(profile->json, "Destinations"), add_bucket, &walk)) {
		return false;
	}
	return buckets->count == 0 ||
	       (list_here(op, buckets) && check_all(op, profile, buckets) && look_at_others(op, username, buckets));
}

/* --- erasing --- */

static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	const struct cm_bucket *bucket = cm->target;
	struct cm_buckets one = {.count = 1};

	one.items[0] = *bucket;
	one.items[0].listed = false;
	if (!list_here(op, &one)) {
		return PROV_UNKNOWN;
	}
	return one.items[0].listed ? PROV_NOT_DONE : PROV_DONE;
}

static bool erase(struct prov_op *op, const struct cm_bucket *bucket)
{
	struct cm_bucket target = *bucket;
	struct cm_write cm = {.target = &target};
	struct prov_write write;
	bool done = cm_form_begin(op, &cm.form);

	if (done) {
		prov_form_add(&cm.form, "BucketID", bucket->id, bucket->length);
		done = cm_write_begin(op, &write, &cm, PROV_ONCE, "erase storage bucket",
		    (struct cm_path){{"admin", "storage", "delete-bucket"}});
	}
	if (done) {
		write.settle = settle;
		done = prov_op_write(op, &write, 1);
	}
	cm_write_end(&cm);
	return done;
}

bool cm_buckets_erase(struct prov_op *op, const struct cm_buckets *buckets, struct prov_value *list)
{
	for (size_t i = 0; i < buckets->count; i++) {
		const struct cm_bucket *bucket = &buckets->items[i];

		if (!bucket->listed || bucket->shared) {
			continue;
		}
		if (!erase(op, bucket)) {
			return false;
		}
		prov_list_add_string(list, bucket->id, bucket->length);
	}
	return true;
}
