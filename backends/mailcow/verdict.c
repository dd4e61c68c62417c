/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * verdict: what an answer of mailcow's API means. Sends nothing.
 *
 * mailcow's front end answers with statuses (401, 403, 404, 500 …) and an object {"type":"error","msg":…}; what lies
 * behind it answers 200 with an array of {"type","log","msg"}, where msg is a code or [code, argument …], and with
 * nothing at all when it failed inside. Only an array without a danger or error that holds the wanted code is a
 * success.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

#define CODE_MAX 4096 /* bytes of a code or an argument */

/* The text of a front-end error object, "" when the answer is none. */
static void front_end_message(const struct prov_op *op, const struct prov_response *response, char *target, size_t size)
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
		prov_op_foreign_text(op, target, size, text, length);
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

bool mc_status_is_good(const struct prov_op *op, const struct prov_response *response, struct prov_error *error)
{
	char message[160];

	if (response->status == 200) {
		return true;
	}
	front_end_message(op, response, message, sizeof(message));
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

struct prov_json *mc_parse(const struct prov_op *op, const struct prov_response *response, struct prov_error *error)
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
	bool half_done; /* a failure after which part of the work stands */
	bool strange;   /* an entry that is not of the documented form */
};

static bool is(const char *text, const char *other)
{
	return strcmp(text, other) == 0;
}

static void note_failure(
    const struct prov_op *op, struct prov_write *write, struct tally *tally, const char *code, const char *argument)
{
	tally->failures++;
	tally->half_done = tally->half_done || mc_code_is_half_done(code);
	mc_error_from_code(op, &write->error, code, argument);
}

static void note_success(const struct prov_write *write, struct tally *tally, const char *code, const char *argument)
{
	struct mc_write *mc = write->data;
	/* SOGo's restart failed, but the domain stands: the one warning that takes the place of the wanted code */
	bool stands = is(code, "domain_added_sogo_failed");

	mc->dkim_created = mc->dkim_created || is(code, "dkim_added");
	mc->created = mc->created || stands || is(code, "domain_added");
	if (!mc->want_code) {
		return;
	}
	if ((stands && is(mc->want_code, "domain_added")) ||
	    (is(code, mc->want_code) && (!mc->want_argument || is(argument, mc->want_argument)))) {
		tally->wanted++;
	}
}

static void count_entry(const struct prov_op *op, const struct prov_json *entry, struct prov_write *write,
    struct tally *tally, struct prov_buf *code, struct prov_buf *argument)
{
	const char *type = prov_json_text(prov_json_member(entry, "type"), NULL);

	if (!type || !entry_message(entry, code, argument)) {
		tally->strange = true;
	} else if (is(type, "danger") || is(type, "error")) {
		note_failure(op, write, tally, prov_buf_text(code), prov_buf_text(argument));
	} else if (is(type, "success") || is(type, "warning") || is(type, "info")) {
		note_success(write, tally, prov_buf_text(code), prov_buf_text(argument));
	} else {
		tally->strange = true;
	}
}

static struct tally count_entries(const struct prov_op *op, const struct prov_json *answer, struct prov_write *write)
{
	struct tally tally = {0};
	struct prov_buf code, argument;

	prov_buf_init(&code, CODE_MAX);
	prov_buf_init(&argument, CODE_MAX);
	for (size_t i = 0; i < prov_json_count(answer); i++) {
		count_entry(op, prov_json_at(answer, i), write, &tally, &code, &argument);
	}
	prov_buf_free(&code);
	prov_buf_free(&argument);
	return tally;
}

static enum prov_verdict judge_entries(
    const struct prov_op *op, const struct prov_json *answer, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	struct tally tally = count_entries(op, answer, write);

	if (tally.failures > 0) {
		return tally.half_done ? PROV_UNKNOWN : PROV_REFUSED;
	}
	if (tally.strange || !mc->want_code || tally.wanted != mc->want_count) {
		prov_error_set(&write->error, PROV_ERROR_PROTOCOL,
		    "mailcow's answer does not say \"%s\" as often as it should (%zu of %zu)",
		    mc->want_code ? mc->want_code : "token", tally.wanted, mc->want_count);
		return PROV_UNKNOWN;
	}
	return PROV_DONE;
}

/* {"token":"…"}, the one object that is a success. Whatever becomes of the token, no log may show it. */
static enum prov_verdict judge_token(struct prov_op *op, const struct prov_json *answer, struct prov_write *write)
{
	const struct mc_write *mc = write->data;
	size_t length = 0;
	const char *token = prov_json_need_text(answer, "token", &length, &write->error);

	if (!token) {
		return PROV_UNKNOWN;
	}
	if (!prov_secrets_add(&op->call->secrets, token, length)) {
		prov_error_memory(&write->error);
		return PROV_UNKNOWN;
	}
	if (length == 0 || length >= mc->token_size) {
		prov_error_set(&write->error, PROV_ERROR_PROTOCOL, "mailcow sent an unusable login token");
		return PROV_UNKNOWN;
	}
	memcpy(mc->token, token, length + 1);
	return PROV_DONE;
}

/* An object where entries are due: an error of the front end, or "Task completed", which means that nothing was done.
 */
static enum prov_verdict judge_object(
    const struct prov_op *op, const struct prov_json *answer, bool no_work, struct prov_error *error)
{
	const char *type = prov_json_text(prov_json_member(answer, "type"), NULL);
	size_t length = 0;
	const char *message = prov_json_text(prov_json_member(answer, "msg"), &length);
	char shown[160] = "";

	if (message) {
		prov_op_foreign_text(op, shown, sizeof(shown), message, length);
	}
	if (type && (is(type, "error") || is(type, "danger"))) {
		prov_error_set(error, PROV_ERROR_REMOTE, "mailcow refused: %s", shown);
		return PROV_REFUSED;
	}
	if (no_work && type && is(type, "success")) {
		return PROV_DONE;
	}
	prov_error_set(error, PROV_ERROR_PROTOCOL, "mailcow did nothing and said: %s", shown);
	return PROV_UNKNOWN;
}

bool mc_is_message(const struct prov_op *op, const struct prov_json *answer, struct prov_error *error)
{
	if (prov_json_type(answer) != PROV_JSON_OBJECT || !prov_json_member(answer, "type")) {
		return false;
	}
	judge_object(op, answer, false, error);
	return true;
}

/* Whether the front end's status means that the call never reached mailcow's code. */
static bool status_is_refusal(int status)
{
	return status == 400 || status == 401 || status == 403 || status == 404 || status == 405;
}

enum prov_verdict mc_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response)
{
	const struct mc_write *mc = write->data;
	enum prov_verdict verdict = PROV_UNKNOWN;
	struct prov_json *answer;

	if (!mc_status_is_good(op, response, &write->error)) {
		return status_is_refusal(response->status) ? PROV_REFUSED : PROV_UNKNOWN;
	}
	answer = mc_parse(op, response, &write->error);
	if (answer && prov_json_type(answer) == PROV_JSON_ARRAY) {
		verdict = judge_entries(op, answer, write);
	} else if (answer && mc->token && prov_json_member(answer, "token")) {
		verdict = judge_token(op, answer, write);
	} else if (answer) {
		verdict = judge_object(op, answer, mc->no_work, &write->error);
	}
	prov_json_free(answer);
	return verdict;
}
