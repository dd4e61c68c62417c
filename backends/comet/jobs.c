/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * jobs: what a service's devices did in the last days, newest first. Comet sends jobs in no order, of any number: they
 * are read as a stream, and the newest are kept.
 */
#include "backends/comet/comet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SECONDS_PER_DAY 86400
#define GATHERED_MAX (2 * (size_t)CM_JOBS_MAX) /* rows before the older half goes */

struct reading {
	const struct cm_profile *profile;
	const char *username;
	struct prov_value *list;
};

/* --- the question --- */

static struct prov_json *rule(const char *field, const char *operator, const char * value)
{
	struct prov_json *clause = prov_json_new_object();

	if (!prov_json_set_text(clause, "ClauseType", "", 0) ||
	    !prov_json_set_text(clause, "RuleField", field, strlen(field)) ||
	    !prov_json_set_text(clause, "RuleOperator", operator, strlen(operator)) ||
	    !prov_json_set_text(clause, "RuleValue", value, strlen(value))) {
		prov_json_free(clause);
		return NULL;
	}
	return clause;
}

static bool print_query(struct prov_op *op, const char *username, int64_t since, struct prov_buf *text)
{
	struct prov_json *query = prov_json_new_object();
	struct prov_json *children = prov_json_new_array();
	char moment[24];
	bool done;

	snprintf(moment, sizeof(moment), "%" PRId64, since);
	done = prov_json_set_text(query, "ClauseType", "and", strlen("and"));
	done = prov_json_append(children, rule("BackupJobDetail.Username", "str_eq", username)) && done;
	done = prov_json_append(children, rule("BackupJobDetail.StartTime", "int_gt", moment)) && done;
	done = prov_json_set(query, "ClauseChildren", children) && done;
	done = done && prov_json_print(query, text);
	prov_json_free(query);
	return done || prov_error_memory(op->error);
}

/* --- a row --- */

/* The name that the profile has for a device or item; its id when it has none any more. */
static bool set_name(struct prov_value *row, const char *key, const struct prov_json *profile, const char *map,
    const char *id, const char *member)
{
	const char *name = NULL;
	size_t length = 0;

	name = prov_json_text(prov_json_member(prov_json_member(prov_json_member(profile, map), id), member), &length);
	return name && length > 0 ? prov_map_set_string(row, key, name, length) : prov_map_set_text(row, key, id);
}

static bool add_names(
    struct prov_op *op, struct prov_value *row, const struct reading *reading, const struct prov_json *job)
{
	const char *id = NULL;
	const char *device = NULL;
	const char *source = NULL;
	size_t length = 0;

	if (!cm_member_text(job, "GUID", &id, &length, op->error)) {
		return false;
	}
	prov_map_set_string(row, "id", id, length);
	if (!cm_member_text(job, "DeviceID", &device, &length, op->error) ||
	    !cm_member_text(job, "SourceGUID", &source, &length, op->error)) {
		return false;
	}
	set_name(row, "device", reading->profile->json, "Devices", device, "FriendlyName");
	set_name(row, "item", reading->profile->json, "Sources", source, "Description");
	return true;
}

static bool add_numbers(struct prov_op *op, struct prov_value *row, const struct prov_json *job)
{
	static const struct {
		const char *member;
		const char *key;
	} numbers[] = {{"StartTime", "started_at"}, {"EndTime", "ended_at"}, {"TotalSize", "total_bytes"},
	    {"UploadSize", "uploaded_bytes"}};
	int64_t number = 0;

	if (!cm_member_int(job, "Classification", &number, op->error)) {
		return false;
	}
	prov_map_set_text(row, "kind", cm_job_kind(number));
	if (!cm_member_int(job, "Status", &number, op->error)) {
		return false;
	}
	prov_map_set_text(row, "state", cm_job_state(number));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (!cm_member_int(job, numbers[i].member, &number, op->error)) {
			return false;
		}
		prov_map_set_int(row, numbers[i].key, number);
	}
	return true;
}

/* Newest first. */
static int compare_rows(const void *a, const void *b)
{
	int64_t left = prov_map_get(a, "started_at")->as.integer;
	int64_t right = prov_map_get(b, "started_at")->as.integer;

	return left < right ? 1 : left > right ? -1 : 0;
}

static void keep_newest(struct prov_value *list)
{
	prov_list_sort(list, compare_rows);
	prov_list_cut(list, CM_JOBS_MAX);
}

/* Another account's job must not be shown, whatever the server took the question for. */
static bool check_user(struct prov_op *op, const struct reading *reading, const struct prov_json *job)
{
	const char *name = NULL;
	size_t length = 0;

	if (!cm_member_text(job, "Username", &name, &length, op->error)) {
		return false;
	}
	return strcmp(name, reading->username) == 0 ||
	       prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of jobs holds another account's");
}

static bool add_job(struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *job)
{
	struct reading *reading = target;
	struct prov_value *row;

	(void)name;
	(void)name_length;
	if (prov_json_type(job) != PROV_JSON_OBJECT) {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "the list of jobs holds something else");
	}
	if (!check_user(op, reading, job)) {
		return false;
	}
	row = prov_list_add_map(reading->list);
	if (!row) {
		return prov_error_memory(op->error);
	}
	if (!add_names(op, row, reading, job) || !add_numbers(op, row, job)) {
		return false;
	}
	if (prov_value_failed(row)) {
		return prov_error_memory(op->error);
	}
	if (reading->list->as.items.count >= GATHERED_MAX) {
		keep_newest(reading->list);
	}
	return true;
}

static void restart(void *target)
{
	prov_list_cut(((struct reading *)target)->list, 0);
}

bool cm_jobs_read(
    struct prov_op *op, const char *username, const struct cm_profile *profile, int64_t days, struct prov_value *list)
{
	struct reading reading = {.profile = profile, .username = username, .list = list};
	const struct cm_list_target to = {.each = add_job, .restart = restart, .target = &reading};
	int64_t since = prov_op_unix_seconds(op) - days * SECONDS_PER_DAY;
	struct prov_form form;
	struct prov_buf query;
	bool done;

	prov_op_step(op, "read jobs");
	prov_buf_init(&query, 16 * 1024);
	done = print_query(op, username, since, &query) && cm_form_begin(op, &form);
	if (done) {
		prov_form_add(&form, "Query", prov_buf_text(&query), query.length);
		done = cm_read_list(op, (struct cm_path){{"admin", "get-jobs-for-custom-search"}}, &form, &to);
	}
	prov_buf_free(&query);
	if (done) {
		keep_newest(list);
	}
	return done;
}

bool cm_jobs(struct prov_op *op)
{
	char name[CM_NAME_MAX + 1];
	struct cm_profile profile;
	bool done;

	if (!cm_need(op, name, &profile)) {
		return false;
	}
	prov_value_init_list(op->result);
	done = cm_jobs_read(op, name, &profile, prov_params_int(op->params, &cm_field_job_days, 14), op->result);
	cm_profile_free(&profile);
	return done;
}
