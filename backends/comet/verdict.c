/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * verdict: what an answer of Comet's API means. Sends nothing.
 *
 * A write is done when its answer is an object with a Status from 200 to 299. A Status from 400 to 499 is a refusal in
 * so many words; with 500 and above it is not known how far the server came. Texts are translated and never compared,
 * but for the two that the vendor's documents give as constants.
 */
#include "backends/comet/comet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define UNAUTHORISED 403
#define SECOND_FACTOR "ERR_TOTP_REQUIRED"

void cm_reply_of(const struct prov_json *answer, struct cm_reply *reply)
{
	int64_t number = 0;
	size_t length = 0;
	const char *message = prov_json_text(prov_json_member(answer, "Message"), &length);

	*reply = (struct cm_reply){.number = 0, .message = ""};
	/* of a map of names a member "Status" would be an object or a text */
	if (prov_json_type(prov_json_member(answer, "Status")) != PROV_JSON_INT ||
	    !prov_json_whole_number(prov_json_member(answer, "Status"), &number)) {
		return;
	}
	*reply = (struct cm_reply){.number = number, .message = message ? message : "", .message_length = length};
}

bool cm_reply_is_error(const struct cm_reply *reply)
{
	return reply->number != 0 && (reply->number < 200 || reply->number > 299);
}

static bool is_second_factor(const struct cm_reply *reply)
{
	return reply->message_length == strlen(SECOND_FACTOR) &&
	       memcmp(reply->message, SECOND_FACTOR, reply->message_length) == 0;
}

/* Once the account could be read the credential is good, and 403 speaks of rights. */
static bool fail_unauthorised(const struct prov_op *op, struct prov_error *error, const char *message)
{
	if (op->ownership == PROV_OWNER_UNREAD) {
		return prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "Comet refuses the admin account (%s): check user name and password in the server's record, its second "
		    "factor, its IP allow-list, and whether it may do this",
		    message);
	}
	return prov_error_set(error, PROV_ERROR_PERMISSION, "the admin account may not do this (Comet says: %s)", message);
}

bool cm_error_from_reply(const struct prov_op *op, struct prov_error *error, const struct cm_reply *reply)
{
	char message[200];

	prov_op_foreign_text(op, message, sizeof(message), reply->message, reply->message_length);
	if (is_second_factor(reply)) {
		prov_error_set(error, PROV_ERROR_AUTHENTICATION,
		    "the admin account has a second factor: enter its TOTP secret (base32) as Access Hash in the server's "
		    "record, or use an admin account with a password alone");
	} else if (reply->number == UNAUTHORISED) {
		fail_unauthorised(op, error, message);
	} else {
		prov_error_set(error, PROV_ERROR_REMOTE, "Comet answers with error %" PRId64 ": %s", reply->number, message);
		error->retryable = reply->number >= 500;
	}
	if (error->backend_code[0] == '\0') {
		snprintf(error->backend_code, sizeof(error->backend_code), "%" PRId64, reply->number);
	}
	return false;
}

bool cm_error_is_refusal(const struct prov_error *error)
{
	return error->backend_code[0] != '\0' && error->kind == PROV_ERROR_REMOTE;
}

bool cm_http_is_good(const struct prov_response *response, struct prov_error *error)
{
	int status = response->status;

	if (status == 200) {
		return true;
	}
	if (status >= 300 && status < 400) {
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "the server redirects (HTTP %d), and redirects are never followed: enter Comet's own host name and port",
		    status);
	} else if (status == 404 || status == 405) {
		prov_error_set(error, PROV_ERROR_UNSUPPORTED,
		    "the server does not know the call (HTTP %d): check host name and port, or update Comet", status);
	} else if (status == 401 || status == 403) {
		prov_error_set(error, PROV_ERROR_PERMISSION,
		    "the server refuses the call (HTTP %d), and not in Comet's words: is something before it?", status);
	} else {
		prov_error_set(error, PROV_ERROR_REMOTE, "the server failed (HTTP %d)", status);
		error->retryable = status >= 500;
	}
	error->http_status = status;
	return false;
}

struct prov_json *cm_parse(const struct prov_op *op, const struct prov_response *response, struct prov_error *error)
{
	if (response->body.length == 0) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the server answered with nothing");
		error->retryable = true;
		return NULL;
	}
	return prov_json_parse(prov_buf_text(&response->body), response->body.length, op->settings->max_json_depth, error);
}

/* The answer says that it was done: takes what it carries. */
static enum prov_verdict take(
    struct prov_op *op, struct prov_write *write, const struct prov_json *answer, const struct prov_response *response)
{
	const struct cm_write *cm = write->data;

	if (cm->take && !cm->take(op, cm->target, answer, response, &write->error)) {
		return PROV_UNKNOWN;
	}
	return PROV_DONE;
}

enum prov_verdict cm_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response)
{
	enum prov_verdict verdict = PROV_UNKNOWN;
	struct prov_json *answer;
	struct cm_reply reply;

	if (!cm_http_is_good(response, &write->error)) {
		return PROV_UNKNOWN;
	}
	answer = cm_parse(op, response, &write->error);
	if (!answer) {
		return PROV_UNKNOWN;
	}
	cm_reply_of(answer, &reply);
	if (cm_reply_is_error(&reply)) {
		cm_error_from_reply(op, &write->error, &reply);
		verdict = reply.number >= 400 && reply.number < 500 ? PROV_REFUSED : PROV_UNKNOWN;
	} else if (reply.number == 0) {
		prov_error_set(&write->error, PROV_ERROR_PROTOCOL, "the answer does not say whether it was done");
	} else {
		verdict = take(op, write, answer, response);
	}
	prov_json_free(answer);
	return verdict;
}
