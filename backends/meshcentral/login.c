/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * login: a link that logs the client in to MeshCentral, made at the moment when he asks for it.
 *
 * With the login key it is for one use within a minute. Without, the server itself makes it for the client, whose
 * password the billing host must still know; such a link holds for an hour and for any number of uses. A locked account
 * would be sent in a circle by MeshCentral, so the account's state is read first.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#define KEY_SECONDS 60
#define SERVER_SECONDS 3600
#define COOKIE_MAX 8192

bool mesh_client_base(struct prov_op *op, struct prov_origin *origin, char folder[MESH_DOMAIN_MAX + 1])
{
	const struct mesh_session *session = mesh_session_of(op);
	size_t length = 0;
	const char *url = prov_params_text(op->params, &mesh_field_public_url, &length);

	if (!url) {
		*origin = op->origin;
		memcpy(folder, session->folder, sizeof(session->folder));
		return true;
	}
	if (!prov_address_parse(url, length, origin, folder, MESH_DOMAIN_MAX + 1, op->error)) {
		prov_error_clear(op->error);
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the address for clients (configoption12) must be of the form https://host[:port][/domain]");
	}
	if (strcmp(origin->scheme, "https") != 0 && !origin->loopback && !op->settings->allow_plain_http) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the address for clients (configoption12) must begin with https://: logins and agents go there");
	}
	return true;
}

static bool report(struct prov_op *op, const struct mesh_account *account, const char *cookie, int64_t seconds)
{
	const char *key = prov_params_text(op->params, &mesh_field_url_key, NULL);
	const struct prov_query query[] = {{"login", cookie}, {key ? "key" : NULL, key}, {NULL, NULL}};
	char folder[MESH_DOMAIN_MAX + 1];
	const char *const parts[] = {folder, prov_url_trailing_slash, NULL};
	struct prov_origin origin;
	struct prov_buf url;
	bool done;

	prov_buf_init(&url, PROV_URL_MAX);
	done = mesh_client_base(op, &origin, folder) &&
	       prov_url_build(&origin, folder[0] != '\0' ? parts : parts + 1, query, &url, op->error);
	if (done) {
		prov_map_set_string(op->result, "url", prov_buf_text(&url), url.length);
		prov_map_set_int(op->result, "expires_in", seconds);
		prov_map_set_text(op->result, "username", account->name);
	}
	prov_buf_wipe(&url);
	return done;
}

static bool login_by_key(struct prov_op *op, const struct mesh_account *account)
{
	struct prov_buf cookie;
	bool done;

	prov_buf_init(&cookie, COOKIE_MAX);
	done = mesh_cookie_make(op, account->id, true, &cookie, op->error) &&
	       report(op, account, prov_buf_text(&cookie), KEY_SECONDS);
	prov_buf_wipe(&cookie);
	return done;
}

/* What can be done about a way that does not work here. */
static bool unsupported(struct prov_op *op, const char *why)
{
	prov_error_clear(op->error);
	return prov_op_fail(op, PROV_ERROR_UNSUPPORTED,
	    "no login link can be made: %s. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access "
	    "hash "
	    "of the server, or as APIKey of the product",
	    why);
}

/*
 * Asks, as the client himself, for a login cookie. A server that makes none says nothing at all: a ping goes behind the
 * question, and since MeshCentral answers in order, a pong that comes first is the refusal. NULL: op->error.
 */
static struct prov_json *ask_for_cookie(struct prov_op *op)
{
	struct mesh_message question = {.action = "logincookie", .refused_by = "pong"};
	struct mesh_message ping = {.action = "ping"};
	struct prov_request requests[2];
	struct prov_response responses[2];
	struct prov_json *answer = NULL;
	bool done = mesh_message_begin(op, &question, &requests[0], PROV_READ, mesh_command(question.action));

	done = mesh_message_begin(op, &ping, &requests[1], PROV_READ, mesh_command(ping.action)) && done;
	requests[1].unanswered = true;
	if (done && prov_op_read_all(op, requests, responses, 2)) {
		answer = prov_json_parse(
		    prov_buf_text(&responses[0].body), responses[0].body.length, op->settings->max_json_depth, op->error);
		prov_response_free(&responses[0]);
		prov_response_free(&responses[1]);
	}
	mesh_message_end(&question);
	mesh_message_end(&ping);
	return answer;
}

static bool login_by_server(struct prov_op *op, const struct mesh_account *account)
{
	const char *password = prov_params_text(op->params, &mesh_field_password, NULL);
	const char *action;
	struct prov_json *answer;
	const char *cookie;
	size_t length = 0;
	bool done;

	if (!password) {
		return unsupported(op, "there is no login key, and the client's password is not known");
	}
	prov_op_step(op, "ask for login link");
	mesh_session_as_client(op, account->name, password);
	answer = ask_for_cookie(op);
	if (!answer && mesh_login_refused(op, op->error)) {
		return unsupported(op, "there is no login key, and the client has another password by now, or a second factor");
	}
	if (!answer) {
		return false;
	}
	action = prov_json_text(prov_json_member(answer, "action"), NULL);
	if (action && strcmp(action, "pong") == 0) {
		done = unsupported(op, "there is no login key, and the server's AllowLoginToken is not set");
	} else {
		cookie = prov_json_need_text(answer, "cookie", &length, op->error);
		done = cookie && prov_op_secret(op, cookie, length) && report(op, account, cookie, SERVER_SECONDS);
	}
	prov_json_free(answer);
	return done;
}

bool mesh_sso(struct prov_op *op)
{
	char folder[MESH_DOMAIN_MAX + 1];
	struct prov_origin origin;
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_client_base(op, &origin, folder) && mesh_service_need(op, &service);
	prov_op_step(op, "make login link");
	if (done && mesh_is_suspended(&service.account)) {
		done = prov_op_fail(
		    op, PROV_ERROR_PERMISSION, "the service is suspended: there is no login until it is unsuspended");
	}
	done = done && (mesh_session_of(op)->credential.has_key ? login_by_key(op, &service.account)
	                                                        : login_by_server(op, &service.account));
	mesh_service_free(&service);
	return done;
}
