/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * session: the dialect of MeshCentral's control channel: its address, logging in, and which message answers which
 * command. It reads the heads of messages alone; what an answer says is verdict.c's.
 *
 * A refused login comes as a message behind the 101, never as an HTTP status. The server's clock matters only to a
 * login key's cookies, which hold a time: it is learnt from the greeting, or, when a cookie is refused, from the Date
 * of an ordinary page.
 */
#include "backends/meshcentral/meshcentral.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/json_edit.h"
#include "lib/json_mend.h"
#include "lib/mem.h"

#define HEADER_MAX 4096
#define COOKIE_MAX 8192
#define MS_PER_SECOND 1000
#define CLOCK_TOLERANCE_S 20 /* MeshCentral refuses cookies that are 30 s or more ahead of it */

struct mesh_session *mesh_session_of(const struct prov_op *op)
{
	return op->dialect_data;
}

bool mesh_login_refused(const struct prov_op *op, const struct prov_error *error)
{
	return error->kind == PROV_ERROR_AUTHENTICATION && strcmp(mesh_session_of(op)->refusal, "noauth") == 0;
}

static int64_t unix_ms(const struct prov_op *op)
{
	return op->transport->unix_ms(op->transport->self);
}

int64_t mesh_session_time(const struct prov_op *op)
{
	return mesh_clock_server_seconds(&mesh_session_of(op)->clock, unix_ms(op));
}

void mesh_session_as_client(struct prov_op *op, const char *name, const char *password)
{
	struct mesh_session *session = mesh_session_of(op);

	prov_op_hang_up(op);
	session->client_name = name;
	session->client_password = password;
}

/* --- opening --- */

static bool build_url(struct prov_op *op, const char *page, const char *cookie, struct prov_error *error)
{
	struct mesh_session *session = mesh_session_of(op);
	const char *key = prov_params_text(op->params, &mesh_field_url_key, NULL);
	const char *parts[] = {session->folder, page, NULL};
	struct prov_query query[3];
	size_t count = 0;

	if (key) {
		query[count++] = (struct prov_query){"key", key};
	}
	if (cookie) {
		query[count++] = (struct prov_query){"auth", cookie};
	}
	query[count] = (struct prov_query){NULL, NULL};
	prov_buf_wipe(&session->url);
	return prov_url_build(&op->origin, session->folder[0] != '\0' ? parts : parts + 1, query, &session->url, error);
}

/* x-meshauth: both halves in base64, with a comma between. */
static bool build_header(struct mesh_session *session, struct prov_error *error)
{
	const char *name = session->client_name ? session->client_name : session->credential.name;
	const char *password = session->client_name ? session->client_password : session->credential.password;
	struct prov_buf *header = &session->header;

	prov_buf_wipe(header);
	return (prov_base64_encode(name, strlen(name), header) && prov_buf_append_char(header, ',') &&
	           prov_base64_encode(password, strlen(password), header)) ||
	       prov_error_memory(error);
}

static bool open_with_key(struct prov_op *op, struct mesh_session *session, struct prov_error *error)
{
	char user_id[MESH_USER_ID_MAX + 1];
	struct prov_buf cookie;
	bool done;

	if (!mesh_user_id(session->domain, session->credential.name, user_id)) {
		return prov_error_set(
		    error, PROV_ERROR_CONFIGURATION, "the account that the login key acts as has too long a name");
	}
	prov_buf_init(&cookie, COOKIE_MAX);
	done = mesh_cookie_make(op, user_id, false, &cookie, error) &&
	       build_url(op, "control.ashx", prov_buf_text(&cookie), error);
	prov_buf_wipe(&cookie);
	return done;
}

static bool open_session(struct prov_op *op, void *data, struct prov_request *request, struct prov_error *error)
{
	struct mesh_session *session = data;

	session->heard = 0;
	session->server_name[0] = '\0';
	session->user_id[0] = '\0';
	session->refusal[0] = '\0';
	session->opening_ms = unix_ms(op);
	if (!session->client_name && session->credential.login == MESH_LOGIN_KEY) {
		if (!open_with_key(op, session, error)) {
			return false;
		}
	} else {
		if (!build_url(op, "control.ashx", NULL, error) || !build_header(session, error)) {
			return false;
		}
		request->headers[request->header_count++] = (struct prov_header){"x-meshauth", prov_buf_text(&session->header)};
	}
	request->url = prov_buf_text(&session->url);
	return true;
}

/* --- messages --- */

static void take_word(const char *text, struct prov_json_span object, const char *name, char *target, size_t size)
{
	struct prov_json_span value;
	size_t length;

	target[0] = '\0';
	if (!prov_json_span_member(text, object, name, &value) || text[value.begin] != '"') {
		return;
	}
	length = value.end - value.begin - 2;
	if (length < size) {
		memcpy(target, text + value.begin + 1, length);
		target[length] = '\0';
	}
}

/* Checks the whole message, and takes its head. */
static bool hear(struct prov_op *op, void *data, struct prov_buf *message, struct prov_error *error)
{
	struct mesh_session *session = data;
	const char *text = prov_buf_text(message);
	const char *reason = NULL;
	size_t offset = 0;
	struct prov_json_totals totals;
	struct prov_json_span whole;

	session->heard++;
	if (message->length > 0) {
		prov_json_mend(message->data, message->length);
	}
	if (!prov_json_scan(text, message->length, op->settings->max_json_depth, &totals, &reason, &offset)) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "the server sent a message that is no JSON (%s, byte %zu): is it MeshCentral that answers there?", reason,
		    offset);
	}
	whole = prov_json_span_whole(text, message->length);
	if (text[whole.begin] != '{') {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the server sent a message that is no JSON object");
	}
	take_word(text, whole, "action", session->action, sizeof(session->action));
	take_word(text, whole, "responseid", session->response_id, sizeof(session->response_id));
	take_word(text, whole, "tag", session->tag, sizeof(session->tag));
	if (strcmp(session->action, "close") == 0 || strcmp(session->action, "stopped") == 0) {
		struct prov_json *close = prov_json_parse(text, message->length, op->settings->max_json_depth, error);
		const char *cause = prov_json_text(prov_json_member(close, "cause"), NULL);

		snprintf(session->refusal, sizeof(session->refusal), "%s", cause ? cause : session->action);
		if (close) {
			mesh_error_from_close(op, session, close, error);
		}
		prov_json_free(close);
		return false;
	}
	return true;
}

static bool read_server(
    struct prov_op *op, struct mesh_session *session, const struct prov_json *message, struct prov_error *error)
{
	const struct prov_json *info = prov_json_need_object(message, "serverinfo", error);
	const char *domain = info ? prov_json_need_text(info, "domain", NULL, error) : NULL;
	const char *name = prov_json_text(prov_json_member(info, "name"), NULL);
	int64_t time_ms = 0;
	int64_t features = 0;

	if (!domain) {
		return false;
	}
	if (strlen(domain) > MESH_DOMAIN_MAX) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the server domain's id is longer than %d", MESH_DOMAIN_MAX);
	}
	memcpy(session->domain, domain, strlen(domain) + 1);
	snprintf(session->server_name, sizeof(session->server_name), "%s", name ? name : "-");
	if (prov_json_whole_number(prov_json_member(info, "serverTime"), &time_ms) && time_ms > 0) {
		mesh_clock_compare(&session->clock, session->opening_ms, unix_ms(op), time_ms, 1);
	}
	if (prov_json_whole_number(prov_json_member(info, "features"), &features)) {
		session->features = (uint32_t)features;
	}
	return true;
}

static bool read_user(struct mesh_session *session, const struct prov_json *message, struct prov_error *error)
{
	const struct prov_json *info = prov_json_need_object(message, "userinfo", error);
	size_t length = 0;
	const char *id = info ? prov_json_need_text(info, "_id", &length, error) : NULL;
	const char *name;

	if (!id) {
		return false;
	}
	if (length == 0 || length > MESH_USER_ID_MAX) {
		return prov_error_set(error, PROV_ERROR_PROTOCOL, "the account's id is empty or too long");
	}
	memcpy(session->user_id, id, length + 1);
	name = prov_json_text(prov_json_member(info, "name"), NULL);
	snprintf(session->user_name, sizeof(session->user_name), "%s", name ? name : "");
	session->site_rights = mesh_site_rights_of(info);
	return true;
}

static enum prov_message greet(struct prov_op *op, void *data, struct prov_buf *message, struct prov_error *error)
{
	struct mesh_session *session = data;
	struct prov_json *json;
	bool good = true;

	if (!hear(op, data, message, error)) {
		return PROV_MESSAGE_FATAL;
	}
	if (strcmp(session->action, "serverinfo") != 0 && strcmp(session->action, "userinfo") != 0) {
		return PROV_MESSAGE_OTHER;
	}
	json = prov_json_parse(prov_buf_text(message), message->length, op->settings->max_json_depth, error);
	if (!json) {
		return PROV_MESSAGE_FATAL;
	}
	good = session->action[0] == 's' ? read_server(op, session, json, error) : read_user(session, json, error);
	prov_json_free(json);
	if (!good) {
		return PROV_MESSAGE_FATAL;
	}
	return session->server_name[0] != '\0' && session->user_id[0] != '\0' ? PROV_MESSAGE_AWAITED : PROV_MESSAGE_OTHER;
}

/* {"action":"event","event":{"action":"accountchange","msgid":75,"account":{"_id":...}}}: the password was changed. */
static bool is_password_event(const char *user_id, const struct prov_buf *message)
{
	struct prov_error ignored;
	struct prov_json *json;
	const struct prov_json *event;
	const char *id;
	int64_t number = 0;
	bool is;

	prov_error_clear(&ignored);
	json = prov_json_parse(prov_buf_text(message), message->length, PROV_JSON_DEPTH, &ignored);
	event = prov_json_member(json, "event");
	id = prov_json_text(prov_json_member(prov_json_member(event, "account"), "_id"), NULL);
	is = id && strcmp(id, user_id) == 0 && prov_json_whole_number(prov_json_member(event, "msgid"), &number) &&
	     number == 75;
	prov_json_free(json);
	return is;
}

/*
 * An answer carries the id that was asked with as responseid, as tag, or as both; one that carries neither is known by
 * its action alone.
 */
static bool answers(void *data, const struct prov_request *request, const struct prov_buf *message)
{
	const struct mesh_session *session = data;
	const struct mesh_message *asked = request->awaited;

	if (asked->awaited_user) {
		return strcmp(session->action, "event") == 0 && is_password_event(asked->awaited_user, message);
	}
	if (asked->refused_by && strcmp(session->action, asked->refused_by) == 0) {
		return true;
	}
	if (strcmp(session->action, strcmp(asked->action, "ping") == 0 ? "pong" : asked->action) != 0) {
		return false;
	}
	if (session->response_id[0] == '\0' && session->tag[0] == '\0') {
		return true;
	}
	return strcmp(session->response_id, asked->id) == 0 || strcmp(session->tag, asked->id) == 0;
}

/* --- when no channel comes about --- */

/* The server's clock by the Date of its smallest page. False: it told none. */
static bool measure_clock(struct prov_op *op, struct mesh_session *session)
{
	struct prov_request request;
	struct prov_response response;
	struct prov_error error;
	struct prov_error *outer = prov_op_set_aside(op, &error);
	const char *step = op->step;
	int64_t before_ms = unix_ms(op);
	bool known = false;

	prov_op_step(op, "read the server's clock");
	if (build_url(op, "health.ashx", NULL, &error)) {
		prov_op_request(op, &request, PROV_GET, PROV_READ, prov_buf_text(&session->url));
		if (prov_op_read(op, &request, &response)) {
			known = response.date > 0;
			if (known) {
				mesh_clock_compare(
				    &session->clock, before_ms, unix_ms(op), response.date * MS_PER_SECOND, MS_PER_SECOND);
			}
			prov_response_free(&response);
		}
	}
	op->error = outer;
	op->step = step;
	return known;
}

static bool failed(struct prov_op *op, void *data, struct prov_response *opening)
{
	struct mesh_session *session = data;
	struct prov_error *error = &opening->error;
	bool by_key = !session->client_name && session->credential.login == MESH_LOGIN_KEY;
	bool measured;
	int64_t skew;

	if (session->heard == 0 && opening->status == 101 && error->kind == PROV_ERROR_CONNECTION &&
	    error->backend_code[0] != '\0') {
		prov_error_clear(error);
		prov_error_set(error, PROV_ERROR_PROTOCOL,
		    "the server closed the WebSocket without a word: this address is not MeshCentral's control channel; check "
		    "the address and the server domain");
		return false;
	}
	if (!by_key || error->kind != PROV_ERROR_AUTHENTICATION || strcmp(session->refusal, "noauth") != 0) {
		return false;
	}
	measured = !session->clock.known && measure_clock(op, session);
	skew = mesh_clock_skew(&session->clock);
	if (measured && llabs(skew) > CLOCK_TOLERANCE_S) {
		return true;
	}
	if (llabs(skew) > CLOCK_TOLERANCE_S) {
		prov_error_add(
		    error, "; the clocks of this host and of the server differ by %" PRId64 " s: set them right", skew);
	}
	return false;
}

/* --- life span --- */

static void end_session(void *data)
{
	struct mesh_session *session = data;

	prov_buf_wipe(&session->url);
	prov_buf_wipe(&session->header);
	prov_wipe_free(session, sizeof(*session));
}

static const struct prov_dialect dialect = {
    .step = "log in",
    .open = open_session,
    .greet = greet,
    .failed = failed,
    .hear = hear,
    .answers = answers,
    .end = end_session,
};

/* The server domain: of the address, or as it is entered: "domain" below the address, "dns:domain" by its own name. */
static bool read_domain(struct prov_op *op, struct mesh_session *session)
{
	static const char by_name[] = "dns:";
	size_t length = 0;
	const char *url = prov_params_text(op->params, &mesh_field_server_url, &length);
	const char *domain = prov_params_text(op->params, &mesh_field_server_domain, NULL);
	struct prov_origin origin;
	bool own_name = domain && strncmp(domain, by_name, strlen(by_name)) == 0;

	if (url && !prov_address_parse(url, length, &origin, session->folder, sizeof(session->folder), op->error)) {
		return false;
	}
	domain = own_name ? domain + strlen(by_name) : domain;
	if (domain &&
	    (strlen(domain) > MESH_DOMAIN_MAX || domain[0] == '\0' || domain[0] == '.' || strpbrk(domain, "/\\?#%\" "))) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the server domain must be a MeshCentral domain's id");
	}
	if (domain && !own_name && session->folder[0] != '\0' && strcmp(domain, session->folder) != 0) {
		return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
		    "the server's address and its domain setting name different MeshCentral domains: give one of them");
	}
	if (domain && !own_name) {
		memcpy(session->folder, domain, strlen(domain) + 1);
	}
	if (!domain) {
		domain = session->folder;
	}
	memcpy(session->domain, domain, strlen(domain) + 1);
	return true;
}

static bool read_encoding(struct prov_op *op, struct mesh_session *session)
{
	const char *encoding = prov_params_text(op->params, &mesh_field_cookie_encoding, NULL);

	session->hex_cookies = encoding && strcmp(encoding, "hex") == 0;
	if (!encoding || session->hex_cookies || strcmp(encoding, "base64") == 0) {
		return true;
	}
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION, "the cookie encoding must be base64 or hex");
}

bool mesh_session_begin(struct prov_op *op)
{
	struct mesh_session *session = prov_calloc(1, sizeof(*session));

	if (!session) {
		return prov_error_memory(op->error);
	}
	prov_buf_init(&session->url, PROV_URL_MAX);
	prov_buf_init(&session->header, HEADER_MAX);
	prov_op_speak(op, &dialect, session);
	return read_domain(op, session) && read_encoding(op, session) && mesh_credential_read(op, &session->credential);
}
