/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * wire: one message to MeshCentral and its answer. Each carries its number twice, as responseid and as tag, because
 * some answers repeat the one and some the other. What an answer means is in verdict.c.
 */
#include "backends/meshcentral/meshcentral.h"

#include <stdio.h>
#include <string.h>

#define BODY_MAX ((size_t)1024 * 1024)

struct prov_json *mesh_command(const char *action)
{
	struct prov_json *body = prov_json_new_object();

	if (!prov_json_set_text(body, "action", action, strlen(action))) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

/* Numbers the message and prints it. */
static bool print(struct prov_op *op, struct mesh_message *message, struct prov_json *body)
{
	struct mesh_session *session = mesh_session_of(op);

	snprintf(message->id, sizeof(message->id), "p%u", ++session->next_id);
	return (prov_json_set_text(body, "responseid", message->id, strlen(message->id)) &&
	           prov_json_set_text(body, "tag", message->id, strlen(message->id)) &&
	           prov_json_print(body, &message->body)) ||
	       prov_error_memory(op->error);
}

bool mesh_message_begin(struct prov_op *op, struct mesh_message *message, struct prov_request *request,
    enum prov_class class_, struct prov_json *body)
{
	bool done;

	prov_buf_init(&message->body, BODY_MAX);
	done = print(op, message, body);
	prov_json_free(body);
	if (!done) {
		return false;
	}
	prov_op_request(op, request, PROV_MESSAGE, class_, "");
	request->body = prov_buf_text(&message->body);
	request->body_length = message->body.length;
	request->max_bytes = op->settings->max_message_bytes;
	request->awaited = message;
	return true;
}

void mesh_message_end(struct mesh_message *message)
{
	prov_buf_wipe(&message->body);
}

static struct prov_json *parse(struct prov_op *op, const struct prov_response *response)
{
	struct prov_json *answer =
	    prov_json_parse(prov_buf_text(&response->body), response->body.length, op->settings->max_json_depth, op->error);
	size_t length = 0;
	const char *result = prov_json_text(prov_json_member(answer, "result"), &length);

	if (answer && result && strcmp(result, "ok") != 0) {
		mesh_error_from_result(op, answer, result, length, op->error);
		prov_json_free(answer);
		return NULL;
	}
	return answer;
}

struct prov_json *mesh_ask(struct prov_op *op, const char *action, struct prov_json *body, int64_t patience_ms)
{
	struct mesh_message message = {.action = action};
	struct prov_request request;
	struct prov_response response;
	struct prov_json *answer = NULL;

	if (mesh_message_begin(op, &message, &request, PROV_READ, body)) {
		request.patience_ms = patience_ms;
		if (prov_op_read(op, &request, &response)) {
			answer = parse(op, &response);
			prov_response_free(&response);
		}
	}
	mesh_message_end(&message);
	return answer;
}

bool mesh_write_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    enum prov_class class_, const char *step, struct prov_json *body)
{
	memset(write, 0, sizeof(*write));
	write->step = step;
	write->judge = mesh_judge;
	write->data = message;
	prov_op_step(op, step);
	return mesh_message_begin(op, message, &write->request, class_, body);
}
