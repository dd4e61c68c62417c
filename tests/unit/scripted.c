/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * scripted: see scripted.h. Part of the tests, linked into each of them; the extension knows nothing of it.
 */
#include "tests/unit/scripted.h"

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

static void play(struct scripted *scripted, struct prov_exchange *exchange)
{
	const struct prov_request *request = exchange->request;
	struct prov_response *response = exchange->response;
	const struct scripted_exchange *line;
	char asked[512];

	assert_memory_equal(request->url, SCRIPTED_ORIGIN, strlen(SCRIPTED_ORIGIN));
	snprintf(asked, sizeof(asked), "%s %s", method_name(request->method), request->url + strlen(SCRIPTED_ORIGIN));
	if (scripted->next >= scripted->length) {
		fail_msg("not in the script: %s", asked);
	}
	line = &scripted->script[scripted->next++];
	assert_string_equal(asked, line->method_and_path);
	if (line->body_has && !strstr(request->body ? request->body : "", line->body_has)) {
		fail_msg("the body of %s does not hold %s: %s", asked, line->body_has, request->body ? request->body : "");
	}
	assert_true(request->deadline_ms > scripted->now_ms);
	if (request->not_before_ms > scripted->now_ms) {
		scripted->now_ms = request->not_before_ms;
	}
	scripted->now_ms += line->takes_ms;
	prov_response_init(response);
	response->delivery = line->delivery;
	response->status = line->status;
	if (line->delivery != PROV_ANSWERED) {
		prov_error_set(&response->error, line->failure, "scripted failure");
		return;
	}
	if (request->sink && line->status < 300) {
		assert_true(request->sink(request->sink_target, line->reply, strlen(line->reply)));
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
	for (size_t i = 0; i < count; i++) {
		play(scripted, &exchanges[i]);
	}
}

static int64_t now_ms(void *self)
{
	return ((struct scripted *)self)->now_ms;
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
	scripted->random_state = 1;
	scripted->transport = (struct prov_transport){
	    .exchange = exchange, .now_ms = now_ms, .random = {.fill = fill, .source = scripted}, .self = scripted};
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

	assert_int_equal(scripted->next, scripted->length);
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
