/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * scripted_channel: see scripted_channel.h. Part of the tests, linked into each of them.
 */
#include "tests/unit/scripted_channel.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/unit.h"

struct prov_channel {
	struct channel_script *script;
};

/* --- what is asked --- */

/* A copy with each ID replaced. */
static char *with_id(const struct channel_script *script, const char *text, size_t length)
{
	size_t size = length * 16 + 1;
	char *copy = calloc(1, size);
	size_t used = 0;

	assert_non_null(copy);
	for (size_t i = 0; i < length;) {
		if (i + 2 <= length && memcmp(text + i, "ID", 2) == 0) {
			used += (size_t)snprintf(copy + used, size - used, "%s", script->id);
			i += 2;
		} else {
			copy[used++] = text[i++];
		}
	}
	return copy;
}

static bool part_fits(const char *text, const char *part)
{
	if (part[0] == '!') {
		return !strstr(text, part + 1);
	}
	return part[0] == '=' ? strcmp(text, part + 1) == 0 : strstr(text, part) != NULL;
}

static bool fits(const struct channel_script *script, const char *text, const char *parts)
{
	bool good = true;

	while (good && parts && *parts) {
		size_t length = strcspn(parts, "\n");
		char *part = with_id(script, parts, length);

		good = part_fits(text, part);
		free(part);
		parts += length + (parts[length] == '\n');
	}
	return good;
}

static void take_id(struct channel_script *script, const char *text)
{
	const char *at = strstr(text, "\"responseid\":\"");

	if (at) {
		at += strlen("\"responseid\":\"");
		snprintf(script->id, sizeof(script->id), "%.*s", (int)strcspn(at, "\""), at);
	}
}

/* The next line for this text. NULL: there is none, which is all right only where memory fails. */
static const struct scripted_line *next_line(struct channel_script *script, bool opens, const char *text)
{
	const struct scripted_line *line = &script->lines[script->next];
	bool good = script->next < script->length && line->opens == opens && fits(script, text, line->has);

	if (!good && script->memory_fails) {
		return NULL;
	}
	if (!good) {
		fail_msg("line %zu of the script is another one: %s %s (wanted: %s)", script->next, opens ? "open" : "send",
		    text, script->next < script->length ? line->has : "the end");
	}
	script->next++;
	return line;
}

static void say(struct channel_script *script, const struct scripted_line *line)
{
	const char *says = line->says;

	while (says && *says) {
		size_t length = strcspn(says, "\n");

		assert_true(script->queued < SCRIPTED_QUEUE_MAX);
		script->queue[script->queued++] = with_id(script, says, length);
		says += length + (says[length] == '\n');
	}
	script->then = line->then;
}

static void forget_queue(struct channel_script *script)
{
	for (size_t i = 0; i < script->queued; i++) {
		free(script->queue[i]);
	}
	script->queued = 0;
	script->taken = 0;
}

/* --- the transport's functions --- */

static bool fails_with(struct prov_error *error, enum prov_error_kind kind)
{
	prov_error_set(error, kind, "scripted failure");
	error->retryable = kind != PROV_ERROR_PROTOCOL;
	return false;
}

static struct prov_channel *refuse(
    struct prov_response *response, enum prov_delivery delivery, enum prov_error_kind kind, int status)
{
	response->delivery = delivery;
	response->status = status;
	fails_with(&response->error, kind);
	return NULL;
}

static void describe_opening(const struct prov_request *request, char *target, size_t size)
{
	size_t used = (size_t)snprintf(target, size, "%s", request->url);

	for (size_t i = 0; i < request->header_count; i++) {
		used += (size_t)snprintf(
		    target + used, size - used, " %s: %s", request->headers[i].name, request->headers[i].value);
	}
}

static struct prov_channel *open_channel(
    void *self, const struct prov_random *random, const struct prov_request *request, struct prov_response *response)
{
	struct channel_script *script = self;
	const struct scripted_line *line;
	struct prov_channel *channel;
	char opening[4096];

	(void)random;
	unit_hold_failures(true);
	assert_false(script->is_open); /* one channel at a time */
	prov_response_init(response);
	describe_opening(request, opening, sizeof(opening));
	line = next_line(script, true, opening);
	unit_hold_failures(false);
	if (!line || line->then == SCRIPTED_UNSENT) {
		return refuse(response, PROV_NOT_SENT, PROV_ERROR_CONNECTION, 0);
	}
	if (line->then == SCRIPTED_REFUSED) {
		return refuse(response, PROV_ANSWERED, PROV_ERROR_PROTOCOL, line->status);
	}
	assert_true(request->deadline_ms > script->http.now_ms);
	if (request->not_before_ms > script->http.now_ms) {
		script->http.now_ms = request->not_before_ms;
	}
	unit_hold_failures(true);
	say(script, line);
	unit_hold_failures(false);
	channel = calloc(1, sizeof(*channel));
	assert_non_null(channel);
	channel->script = script;
	script->is_open = true;
	script->opened++;
	response->delivery = PROV_ANSWERED;
	response->status = 101;
	return channel;
}

static bool send_message(void *self, struct prov_channel *channel, const char *text, size_t length, int64_t deadline_ms,
    struct prov_error *error)
{
	struct channel_script *script = self;
	const struct scripted_line *line;

	assert_ptr_equal(channel->script, script);
	assert_int_equal(strlen(text), length);
	assert_true(deadline_ms > script->http.now_ms);
	unit_hold_failures(true);
	take_id(script, text);
	line = next_line(script, false, text);
	if (line && line->then != SCRIPTED_UNSENT) {
		say(script, line);
	}
	unit_hold_failures(false);
	return (line && line->then != SCRIPTED_UNSENT) || fails_with(error, PROV_ERROR_CONNECTION);
}

static bool end_of_queue(struct channel_script *script, int64_t deadline_ms, struct prov_error *error)
{
	switch (script->then) {
	case SCRIPTED_SILENT:
		script->http.now_ms = deadline_ms;
		return fails_with(error, PROV_ERROR_TIMEOUT);
	case SCRIPTED_BROKEN:
		return fails_with(error, PROV_ERROR_PROTOCOL);
	case SCRIPTED_CLOSED:
		snprintf(error->backend_code, sizeof(error->backend_code), "1005");
		return fails_with(error, PROV_ERROR_CONNECTION);
	case SCRIPTED_CUT:
		return fails_with(error, PROV_ERROR_CONNECTION);
	default:
		if (!script->memory_fails) {
			fail_msg("the operation waits, and the script has nothing to say (line %zu)", script->next);
		}
		return fails_with(error, PROV_ERROR_CONNECTION);
	}
}

static bool receive_message(void *self, struct prov_channel *channel, size_t max_bytes, int64_t deadline_ms,
    struct prov_buf *message, struct prov_error *error)
{
	struct channel_script *script = self;
	bool done;

	assert_ptr_equal(channel->script, script);
	if (script->taken == script->queued) {
		return end_of_queue(script, deadline_ms, error);
	}
	unit_hold_failures(true);
	prov_buf_wipe(message);
	prov_buf_init(message, max_bytes);
	done = prov_buf_append_text(message, script->queue[script->taken++]);
	unit_hold_failures(false);
	return done || fails_with(error, PROV_ERROR_PROTOCOL);
}

static void close_channel(void *self, struct prov_channel *channel)
{
	struct channel_script *script = self;

	assert_ptr_equal(channel->script, script);
	free(channel);
	forget_queue(script);
	script->is_open = false;
	script->closed++;
}

static void exchange(void *self, struct prov_exchange *exchanges, size_t count)
{
	struct channel_script *script = self;

	script->exchange(self, exchanges, count);
	for (size_t i = 0; i < count; i++) {
		exchanges[i].response->date = script->date;
	}
}

static int64_t unix_ms(void *self)
{
	struct channel_script *script = self;
	int64_t now = script->unix_ms;

	script->unix_ms += script->unix_ms_per_look;
	return now;
}

/* --- life span --- */

void channel_script_init(struct channel_script *script, const struct scripted_line *lines, size_t length)
{
	memset(script, 0, sizeof(*script));
	scripted_init(&script->http, NULL, 0);
	script->lines = lines;
	script->length = length;
	script->unix_ms = 1700000000000;
	script->exchange = script->http.transport.exchange;
	script->http.transport.exchange = exchange;
	script->http.transport.unix_ms = unix_ms;
	script->http.transport.open = open_channel;
	script->http.transport.send = send_message;
	script->http.transport.receive = receive_message;
	script->http.transport.close = close_channel;
}

void channel_script_free(struct channel_script *script)
{
	forget_queue(script);
}

bool channel_script_run(struct prov_call *call, struct channel_script *script)
{
	bool done = prov_call_run(call, &script->http.transport);

	if (!script->memory_fails) {
		if (script->next != script->length) {
			fail_msg(
			    "the script ends at line %zu, the call at %zu: %s", script->length, script->next, call->error.message);
		}
		assert_int_equal(script->http.next, script->http.length);
	}
	assert_false(script->is_open);
	assert_int_equal(script->opened, script->closed);
	if (done) {
		assert_int_equal(call->error.kind, PROV_OK);
	} else {
		assert_int_not_equal(call->error.kind, PROV_OK);
	}
	return done;
}
