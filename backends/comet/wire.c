/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * wire: one call of Comet's API: its URL, its form with the admin's credentials, its answer as JSON or as a stream of
 * elements. What an answer means is in verdict.c; no operation is known here.
 */
#include "backends/comet/comet.h"

#include <string.h>
#include <strings.h>

#include "lib/json_list.h"
#include "lib/secret.h"
#include "lib/totp.h"

#define FORM_MAX ((size_t)32 * 1024 * 1024) /* a profile of 4 MiB, each byte as three, and room */

/* --- forms --- */

static bool add_code(struct prov_op *op, struct prov_form *form)
{
	char code[PROV_TOTP_DIGITS + 1];
	size_t length = 0;
	const char *secret = prov_params_text(op->params, &cm_field_totp_secret, &length);

	if (!secret) {
		return true;
	}
	if (!prov_totp(secret, length, prov_op_unix_seconds(op), code, op->error)) {
		return false;
	}
	prov_form_add_shown(form, "TOTP", code, strlen(code), PROV_SECRET_MASK);
	return true;
}

bool cm_form_begin(struct prov_op *op, struct prov_form *form)
{
	size_t length = 0;
	const char *password = prov_params_text(op->params, &cm_field_admin_password, &length);
	const char *username = prov_params_text(op->params, &cm_field_admin_username, NULL);
	const char *type = prov_params_has(op->params, &cm_field_totp_secret) ? "PasswordTOTP" : "Password";

	prov_form_init(form, FORM_MAX);
	prov_form_add(form, "Username", username, strlen(username));
	prov_form_add(form, "AuthType", type, strlen(type));
	prov_form_add_shown(form, "Password", password, length, PROV_SECRET_MASK);
	if (!add_code(op, form)) {
		cm_form_end(form);
		return false;
	}
	return true;
}

void cm_form_begin_user(struct prov_form *form, const char *username, const char *password, size_t length)
{
	prov_form_init(form, FORM_MAX);
	prov_form_add(form, "Username", username, strlen(username));
	prov_form_add(form, "AuthType", "Password", strlen("Password"));
	prov_form_add_shown(form, "Password", password, length, PROV_SECRET_MASK);
}

void cm_form_end(struct prov_form *form)
{
	prov_form_free(form);
}

void cm_form_user(struct prov_form *form, const char *username)
{
	prov_form_add(form, "TargetUser", username, strlen(username));
}

static void add_input(
    const struct prov_op *op, struct prov_form *form, const char *name, const struct prov_field *field)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, field, &length);

	if (text) {
		prov_form_add(form, name, text, length);
	}
}

void cm_form_tenant(const struct prov_op *op, struct prov_form *form)
{
	add_input(op, form, "TargetOrganization", &cm_field_tenant);
}

void cm_form_self_address(const struct prov_op *op, struct prov_form *form)
{
	add_input(op, form, "SelfAddress", &cm_field_self_address);
}

/* --- requests --- */

static bool build_url(struct prov_op *op, struct cm_path path, struct prov_buf *url)
{
	const char *parts[9] = {"api", "v1"};
	size_t count = 2;

	for (size_t i = 0; i < sizeof(path.parts) / sizeof(path.parts[0]) && path.parts[i]; i++) {
		parts[count++] = path.parts[i];
	}
	return prov_url_build(&op->origin, parts, NULL, url, op->error);
}

static bool ends_with(const char *name, size_t length, const char *end)
{
	size_t end_length = strlen(end);

	return length >= end_length && strncasecmp(name + length - end_length, end, end_length) == 0;
}

/*
 * Members of Comet's structures that hold credentials: PasswordHash, CometBucketKey, EncryptedEncryptionKey … In any
 * case: the properties of a Protected Item are named by the engine that reads them.
 */
static bool is_secret_member(const char *name, size_t length)
{
	static const char *const ends[] = {
	    "Key", "Password", "Passphrase", "Token", "Secret", "PasswordHash", "PasswordRecovery"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (ends_with(name, length, ends[i])) {
			return true;
		}
	}
	return false;
}

static void prepare(struct prov_op *op, struct prov_request *request, enum prov_class class_,
    const struct prov_buf *url, const struct prov_form *form)
{
	prov_op_request(op, request, PROV_POST, class_, prov_buf_text(url));
	request->headers[0] = (struct prov_header){"Content-Type", "application/x-www-form-urlencoded"};
	request->headers[1] = (struct prov_header){"Accept", "application/json"};
	request->headers[2] = (struct prov_header){"Accept-Language", "en"}; /* of messages: logs in one language */
	request->header_count = 3;
	request->body = prov_buf_text(&form->body);
	request->body_length = form->body.length;
	request->shown_body = prov_buf_text(&form->shown);
	request->is_secret_member = is_secret_member;
}

static bool form_is_whole(struct prov_op *op, const struct prov_form *form)
{
	if (!form->body.failed && !form->shown.failed) {
		return true;
	}
	if (form->body.too_long || form->shown.too_long) {
		return prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "the request would be longer than %zu bytes", FORM_MAX);
	}
	return prov_error_memory(op->error);
}

void cm_answer_free(struct cm_answer *answer)
{
	prov_json_free(answer->json);
	answer->json = NULL;
	prov_response_free(&answer->response);
}

bool cm_ask(struct prov_op *op, struct cm_path path, struct prov_form *form, struct cm_answer *answer)
{
	struct prov_request request;
	struct prov_buf url;
	bool done = false;

	memset(answer, 0, sizeof(*answer));
	prov_response_init(&answer->response);
	prov_buf_init(&url, PROV_URL_MAX);
	if (!form_is_whole(op, form) || !build_url(op, path, &url)) {
		goto end;
	}
	prepare(op, &request, PROV_READ, &url, form);
	if (!prov_op_read(op, &request, &answer->response)) {
		goto end;
	}
	if (cm_http_is_good(&answer->response, op->error)) {
		answer->json = cm_parse(op, &answer->response, op->error);
	}
	if (answer->json) {
		cm_reply_of(answer->json, &answer->reply);
		done = true;
	} else {
		op->error->http_status = answer->response.status;
		cm_answer_free(answer);
	}
end:
	prov_buf_free(&url);
	cm_form_end(form);
	return done;
}

bool cm_read(struct prov_op *op, struct cm_path path, struct prov_form *form, struct cm_answer *answer)
{
	if (!cm_ask(op, path, form, answer)) {
		return false;
	}
	if (cm_reply_is_error(&answer->reply)) {
		cm_error_from_reply(op, op->error, &answer->reply);
		op->error->http_status = answer->response.status;
		cm_answer_free(answer);
		return false;
	}
	return true;
}

/* --- lists of a whole server --- */

/* A list on its way: the cutter, who takes its elements, and what it says of itself when it is an error instead. */
struct list_reader {
	struct prov_op *op;
	struct prov_json_list list;
	const struct cm_list_target *to;
	int64_t status;    /* of an error object that comes where a map is due; 0: none */
	char message[200]; /* the same's */
};

struct member {
	const char *name;
	size_t length;
	const struct prov_json *value;
};

static bool take_member(void *target, const char *name, size_t length, const struct prov_json *value)
{
	*(struct member *)target = (struct member){name, length, value};
	return true;
}

static bool hand_over(struct list_reader *reader, const struct member *member, struct prov_error *error)
{
	if (reader->to->each(reader->op, reader->to->target, member->name, member->length, member->value)) {
		return true;
	}
	*error = *reader->op->error;
	return false;
}

static bool is_named(const struct member *member, const char *name)
{
	return member->length == strlen(name) && memcmp(member->name, name, member->length) == 0;
}

/*
 * Each value of Comet's maps is an object or a text; a Status that is a number, and what stands behind it, are an error
 * in the map's place.
 */
static bool take_map_element(struct list_reader *reader, const struct prov_json *element, struct prov_error *error)
{
	struct member member = {.name = NULL};
	const char *message;
	size_t length = 0;

	prov_json_members(element, take_member, &member);
	if (is_named(&member, "Status") && prov_json_type(member.value) == PROV_JSON_INT) {
		return prov_json_whole_number(member.value, &reader->status) ||
		       prov_error_set(error, PROV_ERROR_PROTOCOL, "Status is out of range");
	}
	if (reader->status == 0) {
		return hand_over(reader, &member, error);
	}
	message = is_named(&member, "Message") ? prov_json_text(member.value, &length) : NULL;
	if (message) {
		prov_op_foreign_text(reader->op, reader->message, sizeof(reader->message), message, length);
	}
	return true;
}

static bool take_element(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct list_reader *reader = target;
	struct member member = {.name = NULL, .value = element};
	struct cm_reply reply;

	if (reader->to->map) {
		return take_map_element(reader, element, error);
	}
	if (!alone) {
		return hand_over(reader, &member, error);
	}
	cm_reply_of(element, &reply);
	if (cm_reply_is_error(&reply)) {
		return cm_error_from_reply(reader->op, error, &reply);
	}
	return prov_error_set(error, PROV_ERROR_PROTOCOL, "Comet sent an object where a list is due");
}

static bool feed_list(void *sink, const char *bytes, size_t length)
{
	struct list_reader *reader = sink;

	return prov_json_list_feed(&reader->list, bytes, length);
}

static void begin_list(struct list_reader *reader)
{
	const struct prov_settings *settings = reader->op->settings;

	reader->status = 0;
	reader->message[0] = '\0';
	if (reader->to->map) {
		prov_json_list_init_map(
		    &reader->list, settings->max_response_bytes, settings->max_json_depth, take_element, reader);
	} else {
		prov_json_list_init(
		    &reader->list, settings->max_response_bytes, settings->max_json_depth, take_element, reader);
	}
}

static void restart_list(void *sink)
{
	struct list_reader *reader = sink;

	reader->to->restart(reader->to->target);
	prov_json_list_free(&reader->list);
	begin_list(reader);
}

/* The stream has ended well: was it what it was to be? */
static bool finish_list(struct list_reader *reader, const struct prov_response *response)
{
	struct prov_op *op = reader->op;
	struct cm_reply reply = {.number = reader->status, .message = reader->message};

	if (!cm_http_is_good(response, op->error)) {
		return false;
	}
	if (!prov_json_list_finish(&reader->list)) {
		return prov_op_fail_with(op, &reader->list.error);
	}
	reply.message_length = strlen(reader->message);
	if (reader->status != 0) {
		cm_error_from_reply(op, op->error, &reply);
		op->error->http_status = response->status;
		return false;
	}
	return true;
}

bool cm_read_into(struct prov_op *op, struct cm_path path, struct prov_form *form, const struct cm_sink *sink,
    struct prov_response *response)
{
	struct prov_request request;
	struct prov_buf url;
	bool done = false;

	prov_buf_init(&url, PROV_URL_MAX);
	if (form_is_whole(op, form) && build_url(op, path, &url)) {
		prepare(op, &request, PROV_READ, &url, form);
		request.max_bytes = op->settings->max_list_bytes;
		request.sink = sink->write;
		request.sink_restart = sink->restart;
		request.sink_target = sink->target;
		done = prov_op_read(op, &request, response);
	}
	prov_buf_free(&url);
	cm_form_end(form);
	return done;
}

bool cm_read_list(struct prov_op *op, struct cm_path path, struct prov_form *form, const struct cm_list_target *to)
{
	struct list_reader reader = {.op = op, .to = to};
	const struct cm_sink sink = {.write = feed_list, .restart = restart_list, .target = &reader};
	struct prov_response response;
	bool done = false;

	begin_list(&reader);
	if (cm_read_into(op, path, form, &sink, &response)) {
		done = finish_list(&reader, &response);
		prov_response_free(&response);
	} else if (reader.list.error.kind != PROV_OK) {
		/* what the cutter has against the bytes says more than "the transfer was ended" */
		prov_error_clear(op->error);
		prov_op_fail_with(op, &reader.list.error);
	}
	prov_json_list_free(&reader.list);
	return done;
}

/* --- writes --- */

bool cm_write_begin(struct prov_op *op, struct prov_write *write, struct cm_write *cm, enum prov_class class_,
    const char *step, struct cm_path path)
{
	memset(write, 0, sizeof(*write));
	prov_buf_init(&cm->url, PROV_URL_MAX);
	prov_op_step(op, step);
	if (!form_is_whole(op, &cm->form) || !build_url(op, path, &cm->url)) {
		return false;
	}
	prepare(op, &write->request, class_, &cm->url, &cm->form);
	write->step = step;
	write->judge = cm_judge;
	write->data = cm;
	return true;
}

void cm_write_end(struct cm_write *cm)
{
	prov_buf_free(&cm->url);
	cm_form_end(&cm->form);
}
