/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_exchange: one recorded exchange of an operation, and when another attempt may follow. See
 * operation_exchange.h.
 */
#include "lib/operation_exchange.h"

#include "lib/operation_channel.h"

#define BACK_OFF_MS 200 /* before the second attempt; three times as long before each further one */

static const char *method_name(enum prov_method method)
{
	static const char *const names[] = {
	    [PROV_GET] = "GET", [PROV_POST] = "POST", [PROV_PUT] = "PUT", [PROV_DELETE] = "DELETE"};

	return names[method];
}

static void record(struct prov_op *op, const struct prov_exchange *exchange, const char *step, unsigned attempt)
{
	const struct prov_request *request = exchange->request;
	const struct prov_response *response = exchange->response;

	prov_records_add(&op->call->records, step, method_name(request->method), request->url, attempt, request->body,
	    request->body_length, response->status, response->duration_ms, prov_buf_text(&response->body),
	    response->body.length, response->delivery == PROV_ANSWERED ? "" : response->error.message);
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
