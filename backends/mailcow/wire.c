/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * wire: one call of mailcow's API: its URL, its body, and the verdict on its answer. Knows no operation.
 *
 * mailcow's front end answers with statuses (401, 403, 404, 500 …) and an object {"type":"error","msg":…}; what lies
 * behind it answers 200 with an array of {"type","log","msg"}, where msg is a code or [code, argument …], and with
 * nothing at all when it failed inside. Only an array without a danger or error that holds the wanted code is a
 * success.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

#include "lib/json_list.h"
#include "lib/mem.h"

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

/*
 * --- verdicts
 * --------------------------------------------------------------------------------------------------------------
 */

/* The text of a front-end error object, "" when the answer is none. */
static void front_end_message(const struct prov_response *response, char *target, size_t size)
{
	struct prov_error ignored;
	struct prov_json *answer;
	const char *text;
	size_t length = 0;

	prov_error_clear(&ignored);
	target[0] = '\0';
	answer = prov_json_parse(prov_buf_text(&response->body), response->body.length, PROV_JSON_DEPTH, &ignored);
	text = answer ? prov_json_text(prov_json_member(answer, "msg"), &length) : NULL;
	if (text) {
		prov_error_foreign_text(target, size, text, length);
	}
	prov_json_free(answer);
}

static bool fail_401(struct prov_error *error, const char *message)
{
	static const char address[] = "api access denied for ip ";

	if (strncmp(message, address, sizeof(address) - 1) == 0) {
		return prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "mailcow refuses the address %s: allow it in the API settings (\"API allow from\")",
		    message + sizeof(address) - 1);
	}
	return prov_error_set(error, PROV_ERROR_AUTHENTICATION,
	    "mailcow refuses the API key: check it in the server's record. Do not try often: ten wrong keys in ten minutes "
	    "ban this host");
}

/* Judges the HTTP status. True for 200; else error says what the status means here. */
static bool status_is_good(const struct prov_response *response, struct prov_error *error)
{
	char message[160];

	if (response->status == 200) {
		return true;
	}
	front_end_message(response, message, sizeof(message));
	switch (response->status) {
	case 401:
		return fail_401(error, message);
	case 403:
		if (message[0] == '\0') {
			return prov_error_set(error, PROV_ERROR_PERMISSION,
			    "the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?");
		}
		return prov_error_set(error, PROV_ERROR_PERMISSION,
		    "the API key may only read: enter the key with read and write access (mailcow says: %s)", message);
	case 404:
		return prov_error_set(error, PROV_ERROR_UNSUPPORTED,
		    "this mailcow does not know the call: update it, or check the server's host name");
	case 500:
		prov_error_set(
		    error, PROV_ERROR_REMOTE, "mailcow failed (HTTP 500): its database, redis or docker agent may be down");
		error->retryable = true;
		return false;
	default:
		if (response->status >= 300 && response->status < 400) {
			return prov_error_set(error, PROV_ERROR_PROTOCOL,
			    "the server redirects (HTTP %d), and redirects are never followed: enter mailcow's own host name and "
			    "port",
			    response->status);
		}
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "unexpected HTTP status %d%s%s", response->status,
		    message[0] != '\0' ? ": " : "", message);
	}
}

/* Parses an answer of status 200. NULL: error. */
static struct prov_json *parse(const struct prov_op *op, const struct prov_response *response, struct prov_error *error)
{
	struct prov_json *answer;

	if (response->body.length == 0) {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "mailcow answered with nothing: it failed inside, or something before it took the X-API-Key header away");
		error->retryable = true;
		return NULL;
	}
	answer =
	    prov_json_parse(prov_buf_text(&response->body), response->body.length, op->settings->max_json_depth, error);
	if (answer && prov_json_type(answer) != PROV_JSON_OBJECT && prov_json_type(answer) != PROV_JSON_ARRAY) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer is neither a JSON object nor an array");
		prov_json_free(answer);
		return NULL;
	}
	return answer;
}

/* Code and first argument of an entry's msg, which is "code" or ["code", argument, …]; arguments may be numbers. */
static bool entry_message(const struct prov_json *entry, struct prov_buf *code, struct prov_buf *argument)
{
	const struct prov_json *message = prov_json_member(entry, "msg");
	const struct prov_json *first = prov_json_type(message) == PROV_JSON_ARRAY ? prov_json_at(message, 0) : message;
	const struct prov_json *second = prov_json_type(message) == PROV_JSON_ARRAY ? prov_json_at(message, 1) : NULL;
	size_t length = 0;
	const char *text = prov_json_text(first, &length);
	int64_t number;

	prov_buf_reset(code);
	prov_buf_reset(argument);
	if (!text) {
		return false;
	}
	prov_buf_append(code, text, length);
	text = prov_json_text(second, &length);
	if (text) {
		prov_buf_append(argument, text, length);
	} else if (prov_json_whole_number(second, &number)) {
		prov_buf_append_int(argument, number);
	}
	return !code->failed && !argument->failed;
}

/* What the entries of one answer add up to. */
struct tally {
	size_t wanted;
	size_t failures;
	bool strange; /* an entry that is not of the documented form */
};

static void count_entry(const struct prov_json *entry, struct prov_write *write, struct tally *tally,
    struct prov_buf *code, struct prov_buf *argument)
{
	struct mc_write *mc = write->data;
	const char *type = prov_json_text(prov_json_member(entry, "type"), NULL);

	if (!type || !entry_message(entry, code, argument)) {
		tally->strange = true;
		return;
	}
	if (strcmp(type, "danger") == 0 || strcmp(type, "error") == 0) {
		tally->failures++;
		mc_error_from_code(&write->error, prov_buf_text(code), prov_buf_text(argument));
		return;
	}
	if (strcmp(type, "success") != 0 && strcmp(type, "warning") != 0 && strcmp(type, "info") != 0) {
		tally->strange = true;
		return;
	}
	if (strcmp(prov_buf_text(code), "dkim_added") == 0) {
		mc->dkim_created = true;
	}
	if (strcmp(prov_buf_text(code), "domain_added") == 0 ||
	    strcmp(prov_buf_text(code), "domain_added_sogo_failed") == 0) {
		mc->created = true;
	}
	/* SOGo's restart failed, but the domain stands: the one warning that takes the place of the wanted code */
	if (!mc->want_code) {
		return;
	}
	if (strcmp(prov_buf_text(code), "domain_added_sogo_failed") == 0 && strcmp(mc->want_code, "domain_added") == 0) {
		tally->wanted++;
	} else if (strcmp(prov_buf_text(code), mc->want_code) == 0 &&
	           (!mc->want_argument || strcmp(prov_buf_text(argument), mc->want_argument) == 0)) {
		tally->wanted++;
	}
}

static struct tally count_entries(const struct prov_json *answer, struct prov_write *write)
{
	struct tally tally = {0};
	struct prov_buf code, argument;

	prov_buf_init(&code, 4096);
	prov_buf_init(&argument, 4096);
	for (size_t i = 0; i < prov_json_count(answer); i++) {
		count_entry(prov_json_at(answer, i), write, &tally, &code, &argument);
	}
	prov_buf_free(&code);
	prov_buf_free(&argument);
	return tally;
}

/* {"token":"…"}, the one object that is a success. */
static enum prov_verdict judge_token(const struct prov_json *answer, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	size_t length = 0;
	const char *token = prov_json_need_text(answer, "token", &length, &write->error);

	if (!token) {
		return PROV_UNKNOWN;
	}
	if (length == 0 || length >= mc->token_size) {
		prov_error_set(&write->error, PROV_ERROR_PROTOCOL, "mailcow sent an unusable login token");
		return PROV_UNKNOWN;
	}
	memcpy(mc->token, token, length + 1);
	return PROV_DONE;
}

/*
 * An object where entries are due: "Task completed" means that nothing was done; anything else is an error of the front
 * end.
 */
static enum prov_verdict judge_object(const struct prov_json *answer, struct prov_write *write, bool no_work)
{
	const char *type = prov_json_text(prov_json_member(answer, "type"), NULL);
	size_t length = 0;
	const char *message = prov_json_text(prov_json_member(answer, "msg"), &length);
	char shown[160] = "";

	if (message) {
		prov_error_foreign_text(shown, sizeof(shown), message, length);
	}
	if (type && (strcmp(type, "error") == 0 || strcmp(type, "danger") == 0)) {
		prov_error_set(&write->error, PROV_ERROR_REMOTE, "mailcow refused: %s", shown);
		return PROV_REFUSED;
	}
	if (no_work && type && strcmp(type, "success") == 0) {
		return PROV_DONE;
	}
	prov_error_set(&write->error, PROV_ERROR_PROTOCOL, "mailcow did nothing and said: %s", shown);
	return PROV_UNKNOWN;
}

static enum prov_verdict judge_entries(const struct prov_json *answer, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	struct tally tally = count_entries(answer, write);

	if (tally.failures > 0) {
		return PROV_REFUSED;
	}
	if (tally.strange || !mc->want_code || tally.wanted != mc->want_count) {
		prov_error_set(&write->error, PROV_ERROR_PROTOCOL,
		    "mailcow's answer does not say \"%s\" as often as it should (%zu of %zu)",
		    mc->want_code ? mc->want_code : "token", tally.wanted, mc->want_count);
		return PROV_UNKNOWN;
	}
	return PROV_DONE;
}

/* Whether the front end's status means that the call never reached mailcow's code. */
static bool status_is_refusal(int status)
{
	return status == 400 || status == 401 || status == 403 || status == 404 || status == 405;
}

static enum prov_verdict judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	struct prov_json *answer;

	if (!status_is_good(response, &write->error)) {
		return status_is_refusal(response->status) ? PROV_REFUSED : PROV_UNKNOWN;
	}
	answer = parse(op, response, &write->error);
	if (answer && prov_json_type(answer) == PROV_JSON_ARRAY) {
		verdict = judge_entries(answer, write);
	} else if (answer && mc->token && prov_json_member(answer, "token")) {
		verdict = judge_token(answer, write);
	} else if (answer) {
		verdict = judge_object(answer, write, mc->no_work);
	}
	prov_json_free(answer);
	return verdict;
}

/*
 * --- calls
 * ------------------------------------------------------------------------------------------------------------------
 */

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
		if (!status_is_good(&response, op->error) || !(answer = parse(op, &response, op->error))) {
			op->error->http_status = response.status;
		} else if (prov_json_type(answer) == PROV_JSON_OBJECT && prov_json_member(answer, "type")) {
			struct prov_write as_write = {0};

			judge_object(answer, &as_write, false);
			prov_op_fail_with(op, &as_write.error);
			prov_json_free(answer);
			answer = NULL;
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
	if (!status_is_good(&response, op->error)) {
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
	write->judge = judge;
	write->data = mc;
	if (mc->want_count == 0) {
		mc->want_count = 1;
	}
	done = true;
end:
	prov_json_free(body);
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
