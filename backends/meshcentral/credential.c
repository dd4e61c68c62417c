/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * credential: which of the credentials that were entered logs in, and what each is. Sends nothing.
 *
 * What the product says goes before what the server's record says. In the record, a login token or account logs in and
 * a login key beside it makes the clients' login links; a login key alone does both.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#define KEY_DIGITS 160 /* of a login key; the first 32 of its 80 bytes encrypt */

static int hex_value(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	if (c >= 'a' && c <= 'f') {
		return c - 'a' + 10;
	}
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_login_key(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (hex_value(text[i]) < 0) {
			return false;
		}
	}
	return length == KEY_DIGITS;
}

static bool is_token_name(const char *name)
{
	return strncmp(name, "~t:", 3) == 0;
}

static void take_key(struct mesh_credential *credential, const char *text)
{
	for (size_t i = 0; i < PROV_AES256_KEY_LENGTH; i++) {
		credential->key[i] =
		    (unsigned char)((unsigned)hex_value(text[2 * i]) << 4 | (unsigned)hex_value(text[2 * i + 1]));
	}
	credential->has_key = true;
}

/* "~t:user:password": the user holds a colon too, so the last one parts the two. The halves are secrets of their own.
 */
static bool take_token(struct prov_op *op, struct mesh_credential *credential, const char *text, size_t length)
{
	const char *colon = strrchr(text, ':');
	size_t name_length = (size_t)(colon - text);
	size_t password_length = length - name_length - 1;

	if (colon == text + 2 || name_length > MESH_NAME_MAX || password_length == 0 ||
	    password_length > MESH_PASSWORD_MAX) {
		return false;
	}
	memcpy(credential->name, text, name_length);
	credential->name[name_length] = '\0';
	memcpy(credential->password, colon + 1, password_length + 1);
	credential->login = MESH_LOGIN_TOKEN;
	return prov_op_secret(op, credential->name, name_length) &&
	       prov_op_secret(op, credential->password, password_length);
}

enum kind {
	KIND_NONE,
	KIND_KEY,
	KIND_TOKEN,
};

/* What stands in a field for keys. False: it is neither of the two. */
static bool look_at(struct prov_op *op, const struct prov_field *field, enum kind *kind)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, field, &length);
	char places[96];

	*kind = KIND_NONE;
	if (!text) {
		return true;
	}
	if (is_login_key(text, length)) {
		*kind = KIND_KEY;
		return true;
	}
	if (is_token_name(text) && strchr(text + 3, ':')) {
		*kind = KIND_TOKEN;
		return true;
	}
	prov_field_places(field, places, sizeof(places));
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
	    "%s must be the server's login key (160 hex digits, printed by \"node meshcentral --logintokenkey\") or a "
	    "login "
	    "token as ~t:user:password",
	    places);
}

/*
 * A login key acts as an account: the one that is named for it, or that of the server's record when no password stands
 * beside it, with which the name would be an account of its own.
 */
static bool act_as(struct prov_op *op, struct mesh_credential *credential)
{
	size_t length = 0;
	const char *name = prov_params_text(op->params, &mesh_field_server_username, &length);

	if (!name || is_token_name(name) || prov_params_has(op->params, &mesh_field_server_password)) {
		name = prov_params_text(op->params, &mesh_field_admin_name, &length);
	}
	if (!name) {
		name = "admin";
		length = strlen(name);
	}
	if (strchr(name, '/')) {
		return prov_op_fail(
		    op, PROV_ERROR_CONFIGURATION, "the account that the login key acts as must be a plain user name");
	}
	memcpy(credential->name, name, length + 1);
	credential->password[0] = '\0';
	credential->login = MESH_LOGIN_KEY;
	return true;
}

/* User name and password of the server's record. *given is false when there are none. */
static bool take_record(struct prov_op *op, struct mesh_credential *credential, bool *given)
{
	size_t name_length = 0;
	size_t password_length = 0;
	const char *name = prov_params_text(op->params, &mesh_field_server_username, &name_length);
	const char *password = prov_params_text(op->params, &mesh_field_server_password, &password_length);

	*given = password != NULL;
	if (!password) {
		return true;
	}
	if (!name) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "serverusername is missing: enter the login token (~t:...) or account that the password belongs to");
	}
	memcpy(credential->name, name, name_length + 1);
	memcpy(credential->password, password, password_length + 1);
	credential->login = is_token_name(name) ? MESH_LOGIN_TOKEN : MESH_LOGIN_ACCOUNT;
	return true;
}

static bool take_text_token(struct prov_op *op, struct mesh_credential *credential, const struct prov_field *field)
{
	size_t length = 0;
	const char *text = prov_params_text(op->params, field, &length);

	return take_token(op, credential, text, length) ||
	       prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the login token is not of the form ~t:user:password");
}

bool mesh_credential_read(struct prov_op *op, struct mesh_credential *credential)
{
	enum kind product = KIND_NONE;
	enum kind server = KIND_NONE;
	bool record = false;

	*credential = (struct mesh_credential){.has_key = false};
	if (!look_at(op, &mesh_field_product_key, &product) || !look_at(op, &mesh_field_server_key, &server)) {
		return false;
	}
	if (product == KIND_KEY || server == KIND_KEY) {
		take_key(credential,
		    prov_params_text(op->params, product == KIND_KEY ? &mesh_field_product_key : &mesh_field_server_key, NULL));
	}
	if (product == KIND_TOKEN) {
		return take_text_token(op, credential, &mesh_field_product_key);
	}
	if (product == KIND_KEY) {
		return act_as(op, credential);
	}
	if (!take_record(op, credential, &record)) {
		return false;
	}
	if (record) {
		return true;
	}
	if (server == KIND_TOKEN) {
		return take_text_token(op, credential, &mesh_field_server_key);
	}
	if (server == KIND_KEY) {
		return act_as(op, credential);
	}
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
	    "no credential is given: enter a login token or account as the server's user name and password, or the login "
	    "key "
	    "as its access hash, or as APIKey of the product");
}
