/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * scripted: see scripted.h. Part of the tests, linked into each of them; the extension knows nothing of it.
 */
#include "tests/unit/scripted.h"

#include "tests/unit/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SCRIPTED_ORIGIN "http://127.0.0.1:8080"

static const char *method_name(enum prov_method method)
{
	return method == PROV_GET ? "GET" : method == PROV_POST ? "POST" : method == PROV_PUT ? "PUT" : "DELETE";
}

/* One line of a script's body_has. */
static bool body_fits(const char *body, const char *part, size_t length)
{
	char text[4096];

	assert_true(length < sizeof(text));
	memcpy(text, part, length);
	text[length] = '\0';
	if (text[0] == '!') {
		return !strstr(body, text + 1);
	}
	return text[0] == '=' ? strcmp(body, text + 1) == 0 : strstr(body, text) != NULL;
}

static void check_body(const char *asked, const char *body, const char *parts)
{
	while (parts && *parts) {
		size_t length = strcspn(parts, "\n");

		if (!body_fits(body, parts, length)) {
			fail_msg("the body of %s is not as in the script (%.*s): %s", asked, (int)length, parts, body);
		}
		parts += length + (parts[length] == '\n');
	}
}

/* The line of the script for a request. NULL: there is none, which is all right only where memory fails. */
static const struct scripted_exchange *next_line(struct scripted *scripted, const struct prov_request *request)
{
	const struct scripted_exchange *line = scripted->script + scripted->next;
	const char *body = request->body ? request->body : "";
	char asked[512];

	assert_memory_equal(request->url, SCRIPTED_ORIGIN, strlen(SCRIPTED_ORIGIN));
	snprintf(asked, sizeof(asked), "%s %s", method_name(request->method), request->url + strlen(SCRIPTED_ORIGIN));
	if (scripted->memory_fails && (scripted->next >= scripted->length || strcmp(asked, line->method_and_path) != 0)) {
		return NULL;
	}
	if (scripted->next >= scripted->length) {
		fail_msg("not in the script: %s %s", asked, body);
	}
	assert_string_equal(asked, line->method_and_path);
	check_body(asked, body, line->body_has);
	if (scripted->keeps_sent) {
		assert_true(scripted->next < SCRIPTED_SENT_MAX);
		scripted->sent[scripted->next] = strdup(body);
	}
	scripted->next++;
	return line;
}

static void end_badly(struct prov_response *response, enum prov_delivery delivery, enum prov_error_kind kind)
{
	response->delivery = delivery;
	prov_error_set(&response->error, kind, "scripted failure");
}

/* Hands an answer's bytes to the request's sink, in two pieces. */
static bool give(const struct prov_request *request, const char *bytes)
{
	size_t length = strlen(bytes);
	size_t first = length / 2;
	bool taken;

	unit_hold_failures(false);
	taken = request->sink(request->sink_target, bytes, first) &&
	        request->sink(request->sink_target, bytes + first, length - first);
	unit_hold_failures(true);
	return taken;
}

static void play(struct scripted *scripted, struct prov_exchange *exchange)
{
	const struct prov_request *request = exchange->request;
	struct prov_response *response = exchange->response;
	const struct scripted_exchange *line = next_line(scripted, request);

	prov_response_init(response);
	if (!line) {
		end_badly(response, PROV_NOT_SENT, PROV_ERROR_CONNECTION);
		return;
	}
	assert_true(request->deadline_ms > scripted->now_ms);
	if (request->not_before_ms > scripted->now_ms) {
		scripted->now_ms = request->not_before_ms;
	}
	scripted->now_ms += line->takes_ms;
	response->delivery = line->delivery;
	response->status = line->status;
	if (line->delivery != PROV_ANSWERED) {
		if (request->sink) {
			give(request, line->reply);
		}
		end_badly(response, line->delivery, line->failure);
		return;
	}
	snprintf(response->content_type, sizeof(response->content_type), "%s",
	    scripted->content_type ? scripted->content_type : "application/json");
	if (request->sink && line->status < 300) {
		if (!give(request, line->reply)) {
			end_badly(response, PROV_LOST, PROV_ERROR_PROTOCOL);
		}
	} else {
		prov_buf_init(&response->body, request->max_bytes);
		assert_true(prov_buf_append_text(&response->body, line->reply));
	}
}

static void exchange(void *self, struct prov_exchange *exchanges, size_t count)
{
	struct scripted *scripted = self;

	if (count > scripted->together) {
		scripted->together = count;
	}
	unit_hold_failures(true); /* the world's memory is not the extension's */
	for (size_t i = 0; i < count; i++) {
		play(scripted, &exchanges[i]);
	}
	unit_hold_failures(false);
}

static int64_t now_ms(void *self)
{
	return ((struct scripted *)self)->now_ms;
}

static int64_t unix_ms(void *self)
{
	return ((struct scripted *)self)->unix_ms;
}

/* A fixed stream (a linear congruential generator): the same names and passwords in every run. */
static bool fill(void *source, void *bytes, size_t length)
{
	struct scripted *scripted = source;
	unsigned char *target = bytes;

	for (size_t i = 0; i < length; i++) {
		scripted->random_state = scripted->random_state * 1103515245u + 12345u;
		target[i] = (unsigned char)(scripted->random_state >> 16);
	}
	return !scripted->random_fails;
}

void scripted_init(struct scripted *scripted, const struct scripted_exchange *script, size_t length)
{
	memset(scripted, 0, sizeof(*scripted));
	scripted->script = script;
	scripted->length = length;
	scripted->now_ms = 1000;
	scripted->unix_ms = 1700000000000;
	scripted->random_state = 1;
	scripted->transport = (struct prov_transport){
	    .exchange = exchange,
	    .now_ms = now_ms,
	    .unix_ms = unix_ms,
	    .random = {.fill = fill, .source = scripted},
	    .self = scripted,
	};
}

void scripted_free(struct scripted *scripted)
{
	for (size_t i = 0; i < SCRIPTED_SENT_MAX; i++) {
		free(scripted->sent[i]);
		scripted->sent[i] = NULL;
	}
}

static const char *find_value(const char *body, const char *field)
{
	size_t length = strlen(field);

	for (const char *at = body; at; at = strchr(at, '&')) {
		at += *at == '&';
		if (strncmp(at, field, length) == 0 && at[length] == '=') {
			return at + length + 1;
		}
	}
	fail_msg("no field %s in %s", field, body);
	return NULL;
}

void scripted_sent(const struct scripted *scripted, size_t n, const char *field, struct prov_buf *value)
{
	const char *at = find_value(scripted->sent[n], field);

	while (*at && *at != '&') {
		char hex[3] = "";

		if (*at != '%') {
			prov_buf_append_char(value, *at++);
			continue;
		}
		assert_true(at[1] && at[2]);
		memcpy(hex, at + 1, 2);
		prov_buf_append_char(value, (char)strtoul(hex, NULL, 16));
		at += 3;
	}
}

void scripted_call_init(struct prov_call *call, const char *function)
{
	const struct prov_backend *backend = NULL;
	const struct prov_operation *operation = prov_operation_find(function, strlen(function), &backend);

	assert_non_null(operation);
	prov_call_init(call, backend->name, backend->label, operation);
	call->settings = (struct prov_settings){
	    .connect_timeout_ms = 1000,
	    .timeout_ms = 30000,
	    .max_response_bytes = 4 * 1024 * 1024,
	    .max_list_bytes = 64 * 1024 * 1024,
	    .max_message_bytes = 1024 * 1024,
	    .max_list_message_bytes = 64 * 1024 * 1024,
	    .max_json_depth = PROV_JSON_DEPTH,
	};
	scripted_put(call, "server_host", "127.0.0.1:8080");
	scripted_put(call, "server_secure", "off");
}

static const struct prov_field *find_field(const struct prov_input *inputs, const char *name)
{
	for (; inputs->field; inputs++) {
		if (strcmp(inputs->field->name, name) == 0) {
			return inputs->field;
		}
	}
	return NULL;
}

void scripted_put(struct prov_call *call, const char *name, const char *text)
{
	const struct prov_field *field = find_field(call->operation->inputs, name);
	struct prov_error error;

	if (!field) {
		field = find_field(prov_common_inputs, name);
	}
	assert_non_null(field);
	prov_error_clear(&error);
	if (field->type == PROV_TYPE_INT) {
		assert_true(prov_params_put_int(&call->params, field, name, strtoll(text, NULL, 10), &error));
	} else if (field->type == PROV_TYPE_BOOL) {
		assert_true(prov_params_put_bool(&call->params, field, name, strcmp(text, "on") == 0, &error));
	} else {
		assert_true(prov_params_put_text(&call->params, field, name, text, strlen(text), &error));
	}
	if (field->secret) {
		assert_true(prov_secrets_add(&call->secrets, text, strlen(text)));
	}
}

bool scripted_run(struct prov_call *call, struct scripted *scripted)
{
	bool done = prov_call_run(call, &scripted->transport);

	assert_true(scripted->memory_fails || scripted->next == scripted->length);
	if (done) {
		assert_int_equal(call->error.kind, PROV_OK);
	} else {
		assert_int_not_equal(call->error.kind, PROV_OK);
	}
	return done;
}

const char *scripted_text(const struct prov_value *map, const char *key)
{
	const struct prov_value *value = prov_map_get(map, key);

	return value && value->type == PROV_VALUE_STRING ? value->as.string.data : "";
}
