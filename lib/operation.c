/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation: runs one operation of a backend from its inputs to its result or error. See operation.h for what it
 * promises. It sends nothing itself: writes are in operation_write.c, reads below, and both go through the transport's
 * one exchange.
 */
#include "lib/operation.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/mem.h"
#include "lib/operation_channel.h"
#include "lib/operation_exchange.h"

#define READ_ATTEMPTS 3
#define EXTENSION_PARTS 30
#define EXTENSION_MAX 10
#define FOREIGN_TEXT_MAX                                                                                               \
	((size_t)1024 * 1024) /* of a server's message that is looked at; a longer one is not shown                        \
	                       */

void prov_call_init(
    struct prov_call *call, const char *product, const char *label, const struct prov_operation *operation)
{
	memset(call, 0, sizeof(*call));
	call->product = product;
	call->label = label;
	call->operation = operation;
	prov_params_init(&call->params);
	prov_secrets_init(&call->secrets);
	prov_records_init(&call->records);
	prov_value_init_map(&call->result);
	prov_value_init_map(&call->partial);
	prov_error_clear(&call->error);
}

void prov_call_free(struct prov_call *call)
{
	prov_params_wipe(&call->params);
	prov_free(call->settings.ca_file);
	prov_free(call->settings.pinned_public_key);
	prov_free(call->settings.proxy);
	prov_free(call->settings.temporary_directory);
	prov_secrets_wipe(&call->secrets);
	prov_records_wipe(&call->records);
	prov_value_free(&call->result);
	prov_value_free(&call->partial);
	memset(call, 0, sizeof(*call));
}

void prov_op_step(struct prov_op *op, const char *step)
{
	op->step = step;
}

bool prov_op_fail(struct prov_op *op, enum prov_error_kind kind, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	prov_error_vset(op->error, kind, format, arguments);
	va_end(arguments);
	if (op->error->step[0] == '\0') {
		snprintf(op->error->step, sizeof(op->error->step), "%s", op->step);
	}
	return false;
}

bool prov_op_fail_with(struct prov_op *op, const struct prov_error *error)
{
	if (op->error->kind == PROV_OK) {
		*op->error = *error;
		if (op->error->step[0] == '\0') {
			snprintf(op->error->step, sizeof(op->error->step), "%s", op->step);
		}
	}
	return false;
}

struct prov_error *prov_op_set_aside(struct prov_op *op, struct prov_error *error)
{
	struct prov_error *outer = op->error;

	prov_error_clear(error);
	op->error = error;
	return outer;
}

void prov_op_foreign_text(const struct prov_op *op, char *target, size_t size, const char *text, size_t length)
{
	struct prov_buf redacted;

	prov_buf_init(&redacted, FOREIGN_TEXT_MAX);
	if (prov_redact(&op->call->secrets, text, length, &redacted)) {
		prov_error_foreign_text(target, size, prov_buf_text(&redacted), redacted.length);
	} else {
		prov_error_foreign_text(target, size, PROV_SECRET_MASK, strlen(PROV_SECRET_MASK));
	}
	prov_buf_wipe(&redacted);
}

bool prov_op_secret(struct prov_op *op, const char *text, size_t length)
{
	if (!prov_secrets_add(&op->call->secrets, text, length)) {
		return prov_op_fail(op, PROV_ERROR_MEMORY, "out of memory");
	}
	return true;
}

int64_t prov_op_time_left(const struct prov_op *op)
{
	int64_t left = op->deadline_ms - op->transport->now_ms(op->transport->self);

	return left > 0 ? left : 0;
}

int64_t prov_op_unix_seconds(const struct prov_op *op)
{
	return op->transport->unix_ms(op->transport->self) / 1000;
}

void prov_op_extend(struct prov_op *op, int64_t units)
{
	int64_t part = op->settings->timeout_ms / EXTENSION_PARTS + 1;
	int64_t most = op->settings->timeout_ms * EXTENSION_MAX;

	op->deadline_ms += units > most / part ? most : units * part;
}

bool prov_op_undo(struct prov_op *op, const char *what, prov_undo_run *run, void *data)
{
	if (op->undo_count == PROV_UNDO_MAX) {
		return prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "more than %d steps to take back", PROV_UNDO_MAX);
	}
	op->undo[op->undo_count++] = (struct prov_undo){.what = what, .run = run, .data = data};
	return true;
}

bool prov_op_own(struct prov_op *op, enum prov_ownership ownership, const char *object, const char *why)
{
	op->ownership = ownership;
	if (ownership != PROV_OWNER_ANOTHER) {
		return true;
	}
	if (op->settings->adopt && (op->call->operation->flags & PROV_OPERATION_WRITES)) {
		op->ownership = PROV_OWNER_ADOPTED;
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_CONFLICT,
	    "%s is not this service's: %s. Nothing was changed. If it is to belong to this service, adopt it by hand",
	    object, why);
}

bool prov_op_needs_marker(const struct prov_op *op)
{
	return op->ownership == PROV_OWNER_LEGACY || op->ownership == PROV_OWNER_ADOPTED;
}

bool prov_op_marker(struct prov_op *op, const char *prefix, char separator, char *target, size_t size)
{
	int64_t service = prov_params_int(op->params, &prov_field_service_id, 0);
	int length;

	if (service <= 0) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "serviceid must be a number above 0");
	}
	if (op->settings->installation[0] != '\0') {
		length = snprintf(
		    target, size, "%s%c%s%c%" PRId64, prefix, separator, op->settings->installation, separator, service);
	} else {
		length = snprintf(target, size, "%s%c%" PRId64, prefix, separator, service);
	}
	if (length < 0 || (size_t)length >= size) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the service's marker is too long");
	}
	return true;
}

void prov_op_request(const struct prov_op *op, struct prov_request *request, enum prov_method method,
    enum prov_class class_, const char *url)
{
	memset(request, 0, sizeof(*request));
	request->method = method;
	request->class_ = class_;
	request->origin = &op->origin;
	request->url = url;
	request->connection = &op->connection;
	request->max_bytes = op->settings->max_response_bytes;
}

/*
 * Whether the same read has a chance when it is sent again. A server that could not be reached has none within a call.
 */
static bool read_may_be_repeated(const struct prov_response *response)
{
	if (response->delivery == PROV_LOST) {
		return response->error.kind == PROV_ERROR_CONNECTION;
	}
	return response->delivery == PROV_ANSWERED && prov_status_is_passing(response->status);
}

static bool is_whole(const struct prov_response *response)
{
	return response->delivery == PROV_ANSWERED && !prov_status_is_passing(response->status);
}

/* One round of reads. True: one of them failed, and each that did may be sent again. */
static bool read_round(
    struct prov_op *op, struct prov_request *requests, struct prov_response *responses, size_t count, unsigned attempt)
{
	struct prov_exchange exchanges[PROV_READS_MAX];
	const char *steps[PROV_READS_MAX] = {NULL};
	bool failed = false;
	bool repeatable = true;

	for (size_t i = 0; i < count; i++) {
		requests[i].deadline_ms = op->deadline_ms;
		exchanges[i] = (struct prov_exchange){.request = &requests[i], .response = &responses[i]};
		steps[i] = op->step;
	}
	prov_op_exchange(op, exchanges, count, steps, attempt);
	for (size_t i = 0; i < count; i++) {
		failed = failed || !is_whole(&responses[i]);
		repeatable = repeatable && (is_whole(&responses[i]) || read_may_be_repeated(&responses[i]));
	}
	return failed && repeatable;
}

/* Frees what came, and forgets what went to a sink. */
static void forget_round(struct prov_request *requests, struct prov_response *responses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		prov_response_free(&responses[i]);
		if (requests[i].sink_restart) {
			requests[i].sink_restart(requests[i].sink_target);
		}
	}
}

/* True when all are whole; else the first failure is the operation's, and nothing is kept. */
static bool keep_whole(struct prov_op *op, struct prov_response *responses, size_t count)
{
	size_t whole = 0;

	while (whole < count && is_whole(&responses[whole])) {
		whole++;
	}
	if (whole == count) {
		return true;
	}
	if (responses[whole].delivery == PROV_ANSWERED) {
		prov_error_passing_status(&responses[whole].error, responses[whole].status);
	}
	prov_op_fail_with(op, &responses[whole].error);
	for (size_t i = 0; i < count; i++) {
		prov_response_free(&responses[i]);
	}
	return false;
}

bool prov_op_read_all(
    struct prov_op *op, const struct prov_request *requests, struct prov_response *responses, size_t count)
{
	struct prov_request sent[PROV_READS_MAX];

	if (count > PROV_READS_MAX) {
		return prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "more than %d reads at once", PROV_READS_MAX);
	}
	memcpy(sent, requests, count * sizeof(*requests));
	for (unsigned attempt = 1;; attempt++) {
		int64_t not_before_ms = 0;

		if (!read_round(op, sent, responses, count, attempt) || attempt == READ_ATTEMPTS ||
		    !prov_op_back_off(op, attempt, &not_before_ms)) {
			break;
		}
		forget_round(sent, responses, count);
		for (size_t i = 0; i < count; i++) {
			sent[i].not_before_ms = not_before_ms;
		}
	}
	return keep_whole(op, responses, count);
}

bool prov_op_read(struct prov_op *op, const struct prov_request *request, struct prov_response *response)
{
	return prov_op_read_all(op, request, response, 1);
}

/* Takes back what this call created, last thing first. What cannot be taken back is told in the error. */
static void run_undo(struct prov_op *op)
{
	struct prov_error error;
	struct prov_error *cause = prov_op_set_aside(op, &error);

	while (op->undo_count > 0) {
		const struct prov_undo *undo = &op->undo[--op->undo_count];

		prov_error_clear(&error);
		op->step = undo->what;
		if (!undo->run(op, undo->data)) {
			prov_error_add(cause, "; %s failed too (%s): the next call goes on from there", undo->what, error.message);
		}
	}
	op->error = cause;
}

static bool origin_of_record(const struct prov_params *params, struct prov_origin *origin, struct prov_error *error)
{
	size_t length = 0;
	const char *host = prov_params_text(params, &prov_field_server_host, &length);
	const char *scheme = prov_params_text(params, &prov_field_server_scheme, NULL);
	bool secure = prov_params_bool(params, &prov_field_server_secure, !scheme || strcmp(scheme, "http") != 0);

	if (!host) {
		return prov_error_set(
		    error, PROV_ERROR_CONFIGURATION, "serverhostname is missing: enter the server's host name");
	}
	return prov_origin_parse(host, length, prov_params_int(params, &prov_field_server_port, 0), secure, origin, error);
}

bool prov_call_origin(const struct prov_call *call, struct prov_origin *origin, struct prov_error *error)
{
	const struct prov_field *address = call->operation->address;
	size_t length = 0;
	const char *text = address ? prov_params_text(&call->params, address, &length) : NULL;

	if (!text) {
		return origin_of_record(&call->params, origin, error);
	}
	return prov_address_parse(text, length, origin, NULL, 0, error);
}

/* Plain HTTP only where the law allows it. */
static bool find_server(struct prov_op *op)
{
	const struct prov_field *address = op->call->operation->address;
	bool typed = address && prov_params_has(op->params, address);

	if (!prov_call_origin(op->call, &op->origin, op->error)) {
		return false;
	}
	if (strcmp(op->origin.scheme, "https") != 0 && !op->origin.loopback && !op->settings->allow_plain_http) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "plain HTTP to %s is refused, it would show the credential to the network: %s", op->origin.host,
		    typed ? "begin the server's address with https://" : "tick \"Secure\" in the server's record");
	}
	/* plain HTTP is allowed to this host itself, so no proxy may carry it away; nor could one reach it */
	op->connection.proxy = op->origin.loopback ? NULL : op->settings->proxy;
	return true;
}

/* libcurl would take any other text for the name of a file with the key. */
static bool check_pin(struct prov_op *op)
{
	const char *pin = op->settings->pinned_public_key;

	if (!pin || strncmp(pin, "sha256//", strlen("sha256//")) == 0) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "pinned_public_key must be of the form sha256//BASE64");
}

static void prepare(struct prov_op *op, struct prov_call *call, const struct prov_transport *transport)
{
	int64_t timeout = call->settings.timeout_ms;

	if (timeout < call->operation->min_timeout_ms) {
		timeout = call->operation->min_timeout_ms;
	}
	*op = (struct prov_op){
	    .call = call,
	    .params = &call->params,
	    .settings = &call->settings,
	    .transport = transport,
	    .deadline_ms = transport->now_ms(transport->self) + timeout,
	    .step = "prepare",
	    .result = &call->result,
	    .partial = &call->partial,
	    .error = &call->error,
	};
	op->connection = (struct prov_connection_options){
	    .ca_file = call->settings.ca_file,
	    .pinned_public_key = call->settings.pinned_public_key,
	    .connect_timeout_ms = call->settings.connect_timeout_ms,
	    .ignore_dead_memory = (call->operation->flags & PROV_OPERATION_ASKS_ANYWAY) != 0,
	};
}

/* Completes an error for people ("mailcow: add domain: cause") and takes every secret out of it. */
static void finish_error(struct prov_call *call, const char *step)
{
	struct prov_error *error = &call->error;
	char cause[sizeof(error->message)];

	snprintf(error->operation, sizeof(error->operation), "%s_%s", call->product, call->operation->name);
	if (error->step[0] == '\0') {
		snprintf(error->step, sizeof(error->step), "%s", step);
	}
	memcpy(cause, error->message, sizeof(cause));
	if (snprintf(error->message, sizeof(error->message), "%s: %s: ", call->label, error->step) <
	    (int)sizeof(error->message)) {
		prov_error_add(error, "%s", cause);
	}
	prov_redact_in_place(&call->secrets, error->message, sizeof(error->message));
	prov_redact_in_place(&call->secrets, error->backend_code, sizeof(error->backend_code));
}

bool prov_call_run(struct prov_call *call, const struct prov_transport *transport)
{
	struct prov_op op;
	bool done;

	prepare(&op, call, transport);
	done = prov_params_check_needed(&call->params, call->operation->inputs, &call->error) && find_server(&op) &&
	       check_pin(&op) && call->operation->run(&op);
	if (done && prov_value_failed(&call->result)) {
		done = prov_error_memory(&call->error);
	}
	if (!done) {
		const char *failed_step = op.step;

		if (call->error.refused) {
			run_undo(&op);
		}
		finish_error(call, failed_step);
	}
	prov_op_channel_end(&op);
	prov_records_redact(&call->records, &call->secrets);
	return done;
}
