/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * login: session keys with which a browser is logged in to Comet's web interface: the service's user, or the admin
 * account. The key is for the body of one page that posts it to the server's own window; it must never stand in a URL.
 */
#include "backends/comet/comet.h"

#include <string.h>

#define LOGIN_SECONDS 1800 /* Comet ends a session after half an hour without use */

struct session {
	const char *username;
	const char *message; /* what the web interface wants to be told */
};

static bool report(struct prov_op *op, const struct session *session, const char *key, size_t length)
{
	static const char *const parts[] = {prov_url_trailing_slash, NULL};
	struct prov_buf url;
	bool done;

	prov_buf_init(&url, PROV_URL_MAX);
	done = prov_url_build(&op->origin, parts, NULL, &url, op->error);
	if (done) {
		prov_map_set_string(op->result, "url", prov_buf_text(&url), url.length);
		prov_map_set_text(op->result, "username", session->username);
		prov_map_set_string(op->result, "session_key", key, length);
		prov_map_set_text(op->result, "message", session->message);
		prov_map_set_int(op->result, "expires_in", LOGIN_SECONDS);
	}
	prov_buf_free(&url);
	return done;
}

static bool start(struct prov_op *op, struct cm_path path, struct prov_form *form, const struct session *session)
{
	struct cm_answer answer;
	size_t length = 0;
	const char *key;
	bool done;

	if (!cm_read(op, path, form, &answer)) {
		return false;
	}
	key = prov_json_need_text(answer.json, "SessionKey", &length, op->error);
	done = key && (length > 0 || prov_op_fail(op, PROV_ERROR_PROTOCOL, "the session key is empty")) &&
	       prov_op_secret(op, key, length) && report(op, session, key, length);
	cm_answer_free(&answer);
	return done;
}

bool cm_sso(struct prov_op *op)
{
	char name[CM_NAME_MAX + 1];
	struct session session = {.username = name, .message = "user_session_login"};
	struct cm_profile profile;
	struct prov_form form;
	bool suspended;

	if (!cm_need(op, name, &profile)) {
		return false;
	}
	suspended = profile.suspended;
	cm_profile_free(&profile);
	if (suspended) {
		return prov_op_fail(
		    op, PROV_ERROR_PERMISSION, "the service is suspended: there is no login until it is unsuspended");
	}
	prov_op_step(op, "start a session of the user");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	cm_form_user(&form, name);
	return start(op, (struct cm_path){{"admin", "account", "session-start-as-user"}}, &form, &session);
}

bool cm_admin_sso(struct prov_op *op)
{
	struct session session = {
	    .username = prov_params_text(op->params, &cm_field_admin_username, NULL), .message = "session_login"};
	struct prov_form form;

	prov_op_step(op, "start a session of the admin account");
	if (!cm_form_begin(op, &form)) {
		return false;
	}
	cm_form_self_address(op, &form);
	return start(op, (struct cm_path){{"admin", "account", "session-start"}}, &form, &session);
}
