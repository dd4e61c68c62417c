/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_exchange: one recorded exchange of an operation, and when another attempt may follow. See
 * operation_exchange.h.
 */
#include "lib/operation_exchange.h"

#include <string.h>

#include "lib/json_mask.h"
#include "lib/operation_channel.h"

#define BACK_OFF_MS 200 /* before the second attempt; three times as long before each further one */

static const char *method_name(enum prov_method method)
{
	static const char *const names[] = {
	    [PROV_GET] = "GET", [PROV_POST] = "POST", [PROV_PUT] = "PUT", [PROV_DELETE] = "DELETE"};

	return names[method];
}

/* What a record shows of a request's body. */
static const char *shown_request(const struct prov_request *request, size_t *length)
{
	if (request->shown_body) {
		*length = strlen(request->shown_body);
		return request->shown_body;
	}
	*length = request->body_length;
	return request->body;
}

static void record(struct prov_op *op, const struct prov_exchange *exchange, const char *step, unsigned attempt)
{
	const struct prov_request *request = exchange->request;
	const struct prov_response *response = exchange->response;
	const struct prov_buf *answer = &response->body;
	struct prov_buf masked;
	size_t length = 0;
	const char *body = shown_request(request, &length);

	/* a mask is at most six bytes longer than what it hides, and hides at least a byte and two quotes */
	prov_buf_init(&masked, answer->length > SIZE_MAX / 4 ? 0 : answer->length * 4);
	if (request->is_secret_member && answer->length > 0) {
		if (!prov_json_mask(prov_buf_text(answer), answer->length, request->is_secret_member, &masked)) {
			prov_buf_reset(&masked);
			prov_buf_append_text(&masked, PROV_SECRET_MASK);
		}
		answer = &masked;
	}
	prov_records_add(&op->call->records, step, method_name(request->method), request->url, attempt, body, length,
	    response->status, response->duration_ms, prov_buf_text(answer), answer->length,
	    response->delivery == PROV_ANSWERED ? "" : response->error.message);
	prov_buf_wipe(&masked);
}

void prov_op_exchange(
    struct prov_op *op, struct prov_exchange *exchanges, size_t count, const char *const *steps, unsigned attempt)
{
	if (exchanges[0].request->method == PROV_MESSAGE) {
		prov_op_messages(op, exchanges, count, steps, attempt);
		return;
	}
	op->transport->exchange(op->transport->self, exchanges, count);
	for (size_t i = 0; i < count; i++) {
		exchanges[i].response->error.http_status = exchanges[i].response->status;
		record(op, &exchanges[i], steps[i], attempt);
	}
}

bool prov_op_back_off(const struct prov_op *op, unsigned attempt, int64_t *not_before_ms)
{
	int64_t pause = BACK_OFF_MS;

	for (unsigned i = 1; i < attempt; i++) {
		pause *= 3;
	}
	if (prov_op_time_left(op) < 2 * pause) {
		return false;
	}
	*not_before_ms = op->transport->now_ms(op->transport->self) + pause;
	return true;
}

bool prov_status_is_passing(int status)
{
	return status == 429 || status == 502 || status == 503 || status == 504;
}

void prov_error_passing_status(struct prov_error *error, int status)
{
	prov_error_set(error, PROV_ERROR_REMOTE, "the server is busy or restarting (HTTP %d): try again later", status);
	error->http_status = status;
	error->retryable = true;
}
