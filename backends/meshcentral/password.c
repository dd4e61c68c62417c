/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * password: setting an account's password, and trying one.
 *
 * changeuserpass never answers. Its success is an event of the account; a password that the server's requirements
 * refuse is passed over in silence. So the event is waited for some seconds, and without one the account tells when its
 * password was changed last, to the second.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#define PATIENCE_MS 3000 /* MeshCentral checks at once and hashes for some hundredths of a second */
#define RECENT_S 15      /* a change before ours that could be taken for it */

/* Where the times cannot tell, the password itself does: it opens the account, or it was not set. */
static enum prov_verdict try_it(struct prov_op *op, const struct prov_write *write, const struct mesh_account *now)
{
	const struct mesh_message *message = write->data;
	bool fits = false;

	if (!mesh_password_fits(op, now->name, message->data, &fits)) {
		return PROV_UNKNOWN;
	}
	return fits ? PROV_DONE : PROV_NOT_DONE;
}

static enum prov_verdict judge_times(struct prov_op *op, const struct prov_write *write,
    const struct mesh_account *before, const struct mesh_account *now)
{
	enum prov_verdict verdict = PROV_NOT_DONE;

	if (!now->exists) {
		prov_op_fail(op, PROV_ERROR_NOT_FOUND, "the account went away meanwhile");
		return PROV_REFUSED;
	}
	if (before->password_changed != 0 && now->password_changed != before->password_changed) {
		return PROV_DONE;
	}
	if (before->password_changed == 0 || before->password_changed > mesh_session_time(op) - RECENT_S) {
		verdict = try_it(op, write, now);
	}
	if (verdict != PROV_NOT_DONE || !write->may_still_run) {
		return verdict;
	}
	prov_op_fail(op, PROV_ERROR_LIMIT,
	    "MeshCentral did not change the password and does not say why: it passes over passwords that do not meet its "
	    "requirements (passwordRequirements of its configuration)");
	return PROV_REFUSED;
}

static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct mesh_message *message = write->data;
	const struct mesh_service *service = message->service;
	struct mesh_account now;
	enum prov_verdict verdict;

	if (!mesh_account_read(op, service, service->account.id, &now)) {
		return PROV_UNKNOWN;
	}
	verdict = judge_times(op, write, &service->account, &now);
	mesh_account_free(&now);
	return verdict;
}

/* The second factor, if the client has one, stays: without the member the whole command is passed over. */
static struct prov_json *body_of(const struct mesh_service *service, const char *password, size_t length)
{
	const char *id = service->account.id;
	struct prov_json *body = mesh_command("changeuserpass");
	bool done = prov_json_set_text(body, "userid", id, strlen(id)) &&
	            prov_json_set_text(body, "pass", password, length) &&
	            prov_json_set_bool(body, "removeMultiFactor", false);

	if (!done) {
		prov_json_free(body);
		return NULL;
	}
	return body;
}

bool mesh_password_set(struct prov_op *op, const struct mesh_service *service, const char *password, size_t length)
{
	struct mesh_message message = {.action = "changeuserpass",
	    .service = service,
	    .data = (void *)(uintptr_t)password,
	    .awaited_user = service->account.id};
	struct prov_write write;
	bool done =
	    mesh_write_begin(op, &write, &message, PROV_IDEMPOTENT, "set password", body_of(service, password, length));

	if (done) {
		write.request.patience_ms = PATIENCE_MS;
		write.settle = settle;
		done = prov_op_write(op, &write, 1);
	}
	mesh_message_end(&message);
	return done;
}

/* Refusals of a login that come only after the password was found right; a greeting of the client has proven it too. */
static bool is_right_all_the_same(const struct prov_op *op, const char *name, const struct prov_error *error)
{
	const struct mesh_session *session = mesh_session_of(op);
	char id[MESH_USER_ID_MAX + 1];

	if (mesh_user_id(session->domain, name, id) && strcmp(session->user_id, id) == 0) {
		return true;
	}
	return strcmp(error->backend_code, "tokenrequired") == 0 || strcmp(error->backend_code, "notools") == 0 ||
	       strcmp(error->backend_code, "emailvalidationrequired") == 0;
}

bool mesh_password_fits(struct prov_op *op, const char *name, const char *password, bool *fits)
{
	struct prov_error error;
	struct prov_error *outer = prov_op_set_aside(op, &error);
	struct prov_json *answer;

	prov_op_step(op, "try password");
	mesh_session_as_client(op, name, password);
	answer = mesh_ask(op, "ping", mesh_command("ping"), 0);
	*fits = answer || is_right_all_the_same(op, name, &error);
	prov_json_free(answer);
	mesh_session_as_client(op, NULL, NULL);
	op->error = outer;
	if (*fits || mesh_login_refused(op, &error)) {
		return true;
	}
	return prov_op_fail_with(op, &error);
}

bool mesh_change_password(struct prov_op *op)
{
	size_t length = 0;
	const char *password = prov_params_text(op->params, &mesh_field_password, &length);
	struct mesh_service service;
	bool done;

	mesh_service_init(&service);
	done = mesh_session_begin(op) && mesh_service_need_marked(op, &service) &&
	       mesh_password_set(op, &service, password, length);
	mesh_service_free(&service);
	if (done) {
		prov_map_set_bool(op->result, "changed", true);
	}
	return done;
}
