/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * wire: one call of mailcow's API: its URL, its headers, its body. What an answer means is in verdict.c; no operation
 * is known here.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

#include "lib/json_list.h"

#define BODY_MAX (1024 * 1024) /* of a request */

static bool build_url(struct prov_op *op, struct mc_path path, struct prov_buf *url)
{
	const char *parts[8] = {"api", "v1"};
	size_t count = 2;

	for (size_t i = 0; i < sizeof(path.parts) / sizeof(path.parts[0]) && path.parts[i]; i++) {
		parts[count++] = path.parts[i];
	}
	prov_buf_init(url, PROV_URL_MAX);
	return prov_url_build(&op->origin, parts, NULL, url, op->error);
}

/* The key stands in the call's parameters, so the header may point at it. */
static void set_headers(const struct prov_op *op, struct prov_request *request)
{
	request->headers[0] = (struct prov_header){"X-API-Key", prov_params_text(op->params, &mc_field_api_key, NULL)};
	request->headers[1] = (struct prov_header){"Content-Type", "application/json"};
	request->headers[2] = (struct prov_header){"Accept", "application/json"};
	request->header_count = 3;
}

struct prov_json *mc_get(struct prov_op *op, struct mc_path path)
{
	struct prov_json *answer = NULL;
	struct prov_request request;
	struct prov_response response;
	struct prov_buf url;

	if (!build_url(op, path, &url)) {
		goto end;
	}
	prov_op_request(op, &request, PROV_GET, PROV_READ, prov_buf_text(&url));
	set_headers(op, &request);
	if (prov_op_read(op, &request, &response)) {
		answer = mc_status_is_good(op, &response, op->error) ? mc_parse(op, &response, op->error) : NULL;
		if (answer && mc_is_message(op, answer, op->error)) {
			prov_json_free(answer);
			answer = NULL;
		}
		if (!answer) {
			op->error->http_status = response.status;
		}
		prov_response_free(&response);
	}
end:
	prov_buf_free(&url);
	return answer;
}

/* A list on its way: the cutter, and who takes its elements. */
struct list_reader {
	struct prov_op *op;
	struct prov_json_list list;
	const struct mc_list_target *to;
};

static bool take_element(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct list_reader *reader = target;

	if (!alone) {
		if (reader->to->each(reader->op, reader->to->target, element)) {
			return true;
		}
		*error = *reader->op->error;
		return false;
	}
	if (prov_json_type(element) == PROV_JSON_OBJECT && prov_json_count(element) == 0) {
		return true; /* {} is how mailcow writes an empty list */
	}
	return prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow sent an object where a list is due");
}

static bool feed_list(void *sink, const char *bytes, size_t length)
{
	struct list_reader *reader = sink;

	return prov_json_list_feed(&reader->list, bytes, length);
}

static void restart_list(void *sink)
{
	struct list_reader *reader = sink;
	struct prov_op *op = reader->op;

	reader->to->restart(reader->to->target);
	prov_json_list_free(&reader->list);
	prov_json_list_init(
	    &reader->list, op->settings->max_response_bytes, op->settings->max_json_depth, take_element, reader);
}

bool mc_get_list(struct prov_op *op, struct mc_path path, const struct mc_list_target *to)
{
	struct list_reader reader = {.op = op, .to = to};
	struct prov_request request;
	struct prov_response response;
	struct prov_buf url;
	bool done = false;

	prov_json_list_init(
	    &reader.list, op->settings->max_response_bytes, op->settings->max_json_depth, take_element, &reader);
	if (!build_url(op, path, &url)) {
		goto end;
	}
	prov_op_request(op, &request, PROV_GET, PROV_READ, prov_buf_text(&url));
	set_headers(op, &request);
	request.max_bytes = op->settings->max_list_bytes;
	request.sink = feed_list;
	request.sink_restart = restart_list;
	request.sink_target = &reader;
	if (!prov_op_read(op, &request, &response)) {
		/* what the cutter has against the bytes says more than "the transfer was ended" */
		if (reader.list.error.kind != PROV_OK) {
			prov_error_clear(op->error);
			prov_op_fail_with(op, &reader.list.error);
		}
		goto end;
	}
	if (!mc_status_is_good(op, &response, op->error)) {
		op->error->http_status = response.status;
	} else if (!prov_json_list_finish(&reader.list)) {
		prov_op_fail_with(op, &reader.list.error);
	} else {
		done = true;
	}
	prov_response_free(&response);
end:
	prov_json_list_free(&reader.list);
	prov_buf_free(&url);
	return done;
}

bool mc_write_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc, enum prov_class class_,
    const char *step, struct mc_path path, struct prov_json *body)
{
	bool done = false;

	memset(write, 0, sizeof(*write));
	prov_buf_init(&mc->body, BODY_MAX);
	prov_op_step(op, step);
	if (!build_url(op, path, &mc->url)) {
		goto end;
	}
	if (!prov_json_print(body, &mc->body)) {
		prov_error_memory(op->error);
		goto end;
	}
	prov_op_request(op, &write->request, PROV_POST, class_, prov_buf_text(&mc->url));
	set_headers(op, &write->request);
	write->request.body = prov_buf_text(&mc->body);
	write->request.body_length = mc->body.length;
	write->step = step;
	write->judge = mc_judge;
	write->data = mc;
	if (mc->want_count == 0) {
		mc->want_count = 1;
	}
	done = true;
end:
	prov_json_free(body);
	return done;
}

bool mc_write_alone(struct prov_op *op, struct mc_write *mc, enum prov_class class_, const char *step,
    struct mc_path path, struct prov_json *body)
{
	struct prov_write write;
	bool done = mc_write_begin(op, &write, mc, class_, step, path, body) && prov_op_write(op, &write, 1);

	mc_write_end(mc);
	return done;
}

void mc_write_end(struct mc_write *mc)
{
	prov_buf_free(&mc->url);
	prov_buf_wipe(&mc->body);
}

struct prov_json *mc_edit_body(const char *item, struct prov_json *attr)
{
	struct prov_json *body = prov_json_new_object();
	struct prov_json *items = prov_json_new_array();
	bool done = prov_json_append_text(items, item, strlen(item));

	done = prov_json_set(body, "items", items) && done;
	done = prov_json_set(body, "attr", attr) && done;
	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}
