/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lists: MeshCentral's lists, each of which comes whole, in one message, and may be megabytes long: the server has no
 * search. A list is cut into its elements where it lies, and one of them at a time becomes a tree. What an element
 * means is its reader's.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#include "lib/json_edit.h"
#include "lib/json_list.h"

#define PAGES_MAX 100000

static const struct {
	const char *action; /* asks for the list, and is its member */
	const char *step;
} kinds[] = {
    [MESH_LIST_GROUPS] = {"meshes", "list groups"},
    [MESH_LIST_ACCOUNTS] = {"users", "list accounts"},
    [MESH_LIST_LAST_SEEN] = {"lastconnects", "list last connections"},
};

/* --- asking --- */

static bool list_begin(
    struct prov_op *op, struct mesh_message *message, struct prov_request *request, struct prov_json *body)
{
	bool done = mesh_message_begin(op, message, request, PROV_READ, body);

	request->max_bytes = op->settings->max_list_message_bytes;
	request->counts_only = true;
	return done;
}

bool mesh_lists_read(struct prov_op *op, struct mesh_lists *lists)
{
	struct mesh_message messages[MESH_LISTS_MAX];
	struct prov_request requests[MESH_LISTS_MAX];
	bool done = true;
	size_t begun = 0;

	memset(messages, 0, sizeof(messages));
	prov_op_step(op, kinds[lists->kinds[0]].step);
	for (; done && begun < lists->count; begun++) {
		messages[begun].action = kinds[lists->kinds[begun]].action;
		done = list_begin(op, &messages[begun], &requests[begun], mesh_command(messages[begun].action));
	}
	done = done && prov_op_read_all(op, requests, lists->responses, lists->count);
	for (size_t i = 0; i < begun; i++) {
		mesh_message_end(&messages[i]);
	}
	if (!done) {
		lists->count = 0;
	}
	return done;
}

void mesh_lists_free(struct mesh_lists *lists)
{
	for (size_t i = 0; i < lists->count; i++) {
		prov_response_free(&lists->responses[i]);
	}
	lists->count = 0;
}

/* --- reading: the session has scanned the whole text, so that it can be walked by its brackets --- */

struct reader {
	struct prov_op *op;
	mesh_list_each *each;
	void *target;
	char group_id[MESH_ID_MAX + 1]; /* of the devices that are read; "" in other lists */
	size_t count;
};

static bool take_element(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct reader *reader = target;

	reader->count++;
	if (alone || prov_json_type(element) != PROV_JSON_OBJECT) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "an element of MeshCentral's list is no object");
	}
	if (reader->each(reader->op, reader->target, reader->group_id, element)) {
		return true;
	}
	*error = *reader->op->error;
	return false;
}

static bool read_array(struct reader *reader, const char *text, struct prov_json_span array)
{
	struct prov_op *op = reader->op;
	struct prov_json_list list;
	bool done;

	prov_json_list_init(&list, op->settings->max_response_bytes, op->settings->max_json_depth, take_element, reader);
	done = prov_json_list_feed(&list, text + array.begin, array.end - array.begin) && prov_json_list_finish(&list);
	if (!done) {
		prov_op_fail_with(op, &list.error);
	}
	prov_json_list_free(&list);
	return done;
}

/* The list in an answer: a member of it that begins with `bracket`. An answer without one may say why. */
static bool find_list(struct prov_op *op, const struct prov_response *response, const char *member, char bracket,
    struct prov_json_span *list)
{
	const char *text = prov_buf_text(&response->body);
	struct prov_json_span whole = prov_json_span_whole(text, response->body.length);
	struct prov_json *answer;
	const char *result;
	size_t length = 0;

	if (prov_json_span_member(text, whole, member, list) && text[list->begin] == bracket) {
		return true;
	}
	answer = prov_json_parse(text, response->body.length, op->settings->max_json_depth, op->error);
	result = prov_json_text(prov_json_member(answer, "result"), &length);
	if (result) {
		mesh_error_from_result(op, answer, result, length, op->error);
	}
	prov_json_free(answer);
	return prov_op_fail(op, PROV_ERROR_PROTOCOL, "MeshCentral's answer holds no list of %s", member);
}

static const struct prov_response *response_of(const struct mesh_lists *lists, enum mesh_list kind)
{
	size_t i = 0;

	while (lists->kinds[i] != kind) {
		i++;
	}
	return &lists->responses[i];
}

bool mesh_lists_each(
    struct prov_op *op, const struct mesh_lists *lists, enum mesh_list kind, mesh_list_each *each, void *target)
{
	const struct prov_response *response = response_of(lists, kind);
	struct reader reader = {.op = op, .each = each, .target = target};
	struct prov_json_span array;

	prov_op_step(op, kinds[kind].step);
	return find_list(op, response, kinds[kind].action, '[', &array) &&
	       read_array(&reader, prov_buf_text(&response->body), array);
}

/* --- devices: {"nodes":{group id:[device, ...], ...}}, and skip, limit where the server has pages --- */

static bool read_devices(struct prov_op *op, struct reader *reader, const struct prov_response *response)
{
	const char *text = prov_buf_text(&response->body);
	struct prov_json_span groups, name, devices;
	size_t cursor = 0;

	if (!find_list(op, response, "nodes", '{', &groups)) {
		return false;
	}
	reader->count = 0;
	while (prov_json_span_next(text, groups, &cursor, &name, &devices)) {
		size_t length = name.end - name.begin;

		if (length > MESH_ID_MAX || text[devices.begin] != '[') {
			return prov_op_fail(op, PROV_ERROR_PROTOCOL, "MeshCentral's list of devices has a group that is none");
		}
		memcpy(reader->group_id, text + name.begin, length);
		reader->group_id[length] = '\0';
		if (!read_array(reader, text, devices)) {
			return false;
		}
	}
	return true;
}

/* How many devices a page may have; 0 where there are no pages. */
static int64_t page_limit(const struct prov_response *response)
{
	const char *text = prov_buf_text(&response->body);
	struct prov_json_span whole = prov_json_span_whole(text, response->body.length);
	struct prov_json_span value;
	int64_t limit = 0;

	if (!prov_json_span_member(text, whole, "limit", &value)) {
		return 0;
	}
	for (size_t i = value.begin; i < value.end && text[i] >= '0' && text[i] <= '9' && limit < INT32_MAX; i++) {
		limit = limit * 10 + (text[i] - '0');
	}
	return limit;
}

static struct prov_json *devices_body(const char *group_id, int64_t skip)
{
	struct prov_json *body = mesh_command("nodes");
	bool done = body != NULL;

	done = done && (!group_id || prov_json_set_text(body, "meshid", group_id, strlen(group_id)));
	done = done && (skip == 0 || prov_json_set_int(body, "skip", skip));
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/* One page. *more says whether another one follows. */
static bool read_page(struct prov_op *op, struct reader *reader, const char *group_id, int64_t *skip, bool *more)
{
	struct mesh_message message = {.action = "nodes"};
	struct prov_request request;
	struct prov_response response;
	bool done =
	    list_begin(op, &message, &request, devices_body(group_id, *skip)) && prov_op_read(op, &request, &response);

	mesh_message_end(&message);
	if (!done) {
		return false;
	}
	done = read_devices(op, reader, &response);
	*more = reader->count > 0 && page_limit(&response) > 0 && (int64_t)reader->count >= page_limit(&response);
	*skip += (int64_t)reader->count;
	prov_response_free(&response);
	return done;
}

bool mesh_devices_each(struct prov_op *op, const char *group_id, mesh_list_each *each, void *target)
{
	struct reader reader = {.op = op, .each = each, .target = target};
	int64_t skip = 0;
	bool more = true;

	prov_op_step(op, "list devices");
	for (int page = 0; more && page < PAGES_MAX; page++) {
		if (!read_page(op, &reader, group_id, &skip, &more)) {
			return false;
		}
	}
	return true;
}

/* --- last connections: {"lastconnects":{device id:milliseconds, ...}} --- */

static int64_t number_at(const char *text, struct prov_json_span value)
{
	int64_t number = 0;

	for (size_t i = value.begin; i < value.end; i++) {
		if (text[i] < '0' || text[i] > '9' || number > INT64_MAX / 10 - 10) {
			return 0;
		}
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

bool mesh_last_seen_each(
    struct prov_op *op, bool (*each)(void *target, const char *device_id, size_t length, int64_t time_ms), void *target)
{
	struct mesh_lists lists = {.kinds = {MESH_LIST_LAST_SEEN}, .count = 1};
	struct prov_json_span times, name, value;
	size_t cursor = 0;
	const char *text;
	bool done;

	if (!mesh_lists_read(op, &lists)) {
		return false;
	}
	text = prov_buf_text(&lists.responses[0].body);
	done = find_list(op, &lists.responses[0], "lastconnects", '{', &times);
	while (done && prov_json_span_next(text, times, &cursor, &name, &value)) {
		done = each(target, text + name.begin, name.end - name.begin, number_at(text, value));
	}
	mesh_lists_free(&lists);
	return done;
}
