/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * server: test_connection: whether the credentials log in, and whether the account may do what the module needs.
 * Changes nothing.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#define VERSION_PATIENCE_MS 2000

static const char *const logins[] = {
    [MESH_LOGIN_KEY] = "login key",
    [MESH_LOGIN_TOKEN] = "login token",
    [MESH_LOGIN_ACCOUNT] = "account",
};

static bool log_in(struct prov_op *op)
{
	struct prov_json *answer = mesh_ask(op, "ping", mesh_command("ping"), 0);

	prov_json_free(answer);
	return answer != NULL;
}

/* The account must manage users, and must be allowed to make groups. */
static bool check_rights(struct prov_op *op)
{
	uint32_t rights = mesh_session_of(op)->site_rights;

	if (!mesh_is_manager(rights)) {
		return prov_op_fail(op, PROV_ERROR_PERMISSION,
		    "the account may not manage users: give it the site right \"Manage Users\", or use another one");
	}
	if (rights != MESH_SITE_FULL && (rights & MESH_SITE_NO_NEW_GROUPS)) {
		return prov_op_fail(op, PROV_ERROR_PERMISSION,
		    "the account may not make device groups: take the site right \"No New Groups\" away from it");
	}
	return true;
}

/*
 * Only a full administrator is told the version, by the server's console, and no login token is. Where the console is
 * switched off no answer comes at all.
 */
static void read_version(struct prov_op *op, char *version, size_t size)
{
	const struct mesh_session *session = mesh_session_of(op);
	struct prov_json *body, *answer, *info;
	struct prov_error error;
	struct prov_error *outer;
	const char *text;
	size_t length = 0;

	version[0] = '\0';
	if (session->site_rights != MESH_SITE_FULL || session->credential.login == MESH_LOGIN_TOKEN) {
		return;
	}
	prov_op_step(op, "read version");
	outer = prov_op_set_aside(op, &error);
	body = mesh_command("serverconsole");
	if (!prov_json_set_text(body, "value", "info", strlen("info"))) {
		prov_json_free(body);
		body = NULL;
	}
	answer = mesh_ask(op, "serverconsole", body, VERSION_PATIENCE_MS);
	text = prov_json_text(prov_json_member(answer, "value"), &length);
	info = text ? prov_json_parse(text, length, PROV_JSON_DEPTH, &error) : NULL;
	text = prov_json_text(prov_json_member(info, "meshVersion"), &length);
	if (text) {
		text += text[0] == 'v' ? 1 : 0;
		prov_op_foreign_text(op, version, size, text, strlen(text));
	}
	prov_json_free(info);
	prov_json_free(answer);
	op->error = outer;
}

/* A login key that only makes login links must be tried as well: it would fail on the day when a client wants in. */
static bool try_key(struct prov_op *op)
{
	struct mesh_session *session = mesh_session_of(op);
	struct mesh_credential *credential = &session->credential;

	if (!credential->has_key || credential->login == MESH_LOGIN_KEY) {
		return true;
	}
	prov_op_step(op, "try login key");
	prov_op_hang_up(op);
	memcpy(credential->name, session->user_name, sizeof(credential->name));
	credential->login = MESH_LOGIN_KEY;
	return log_in(op);
}

static void report(struct prov_op *op, enum mesh_login login, const char *version)
{
	const struct mesh_session *session = mesh_session_of(op);
	struct prov_value *rights;

	prov_map_set_text(op->result, "version", version);
	prov_map_set_text(op->result, "server_name", session->server_name);
	prov_map_set_text(op->result, "domain", session->domain);
	prov_map_set_text(op->result, "account", session->user_name);
	prov_map_set_text(op->result, "credential", logins[login]);
	prov_map_set_bool(op->result, "sso", session->credential.has_key);
	prov_map_set_int(op->result, "clock_skew", mesh_clock_skew(&session->clock));
	rights = prov_map_add_map(op->result, "rights", strlen("rights"));
	if (rights) {
		prov_map_set_bool(rights, "full_admin", session->site_rights == MESH_SITE_FULL);
		prov_map_set_bool(rights, "manage_users", true);
		prov_map_set_bool(rights, "create_groups", true);
	}
}

bool mesh_test_connection(struct prov_op *op)
{
	enum mesh_login login;
	char version[64];

	if (!mesh_session_begin(op)) {
		return false;
	}
	login = mesh_session_of(op)->credential.login;
	prov_op_step(op, "test connection");
	if (!log_in(op) || !check_rights(op)) {
		return false;
	}
	read_version(op, version, sizeof(version));
	if (!try_key(op)) {
		return false;
	}
	report(op, login, version);
	return true;
}
