/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of MeshCentral's login: which credential logs in and how, the cookies of a login key by known answers,
 * refusals, and which message is taken for an answer. Without a network, a clock or PHP.
 */
#include "mesh_script.h"

#include <stdio.h>

#define SERVERINFO(domain)                                                                                             \
	"{\"action\":\"serverinfo\",\"serverinfo\":{\"domain\":\"" domain                                                  \
	"\",\"name\":\"mesh.test\",\"serverTime\":1700000000123,\"features\":129}}"
#define USERINFO(domain, name, rights)                                                                                 \
	"{\"action\":\"userinfo\",\"userinfo\":{\"_id\":\"user/" domain "/" name "\",\"name\":\"" name                     \
	"\",\"links\":{},\"siteadmin\":" #rights "}}"
#define ADMIN SERVERINFO("") "\n" USERINFO("", "admin", 4294967295)

static void begin(struct prov_call *call)
{
	scripted_call_init(call, "meshcentral_test_connection");
}

/* Runs, expects this failure before or at the log-in, and frees the call. */
static void refuses(struct prov_call *call, const struct scripted_line *lines, size_t length, enum prov_error_kind kind,
    const char *part)
{
	assert_false(mesh_run(call, lines, length));
	unit_assert_error(&call->error, kind, part);
	assert_null(strstr(call->error.message, "101112"));
	prov_call_free(call);
}

/* --- cookies --- */

static void encodes(const char *text, bool hex, const char *expected)
{
	unsigned char key[PROV_AES256_KEY_LENGTH];
	unsigned char nonce[PROV_GCM_NONCE_LENGTH];
	struct prov_buf cookie;
	for (size_t i = 0; i < sizeof(key); i++) {
		key[i] = (unsigned char)i;
	}
	for (size_t i = 0; i < sizeof(nonce); i++) {
		nonce[i] = (unsigned char)(0xa0 + i);
	}
	prov_buf_init(&cookie, 4096);
	assert_true(mesh_cookie_encode(key, nonce, text, strlen(text), hex, &cookie));
	assert_string_equal(prov_buf_text(&cookie), expected);
	prov_buf_wipe(&cookie);
}

/* Made with Node and with OpenSSL, and read by MeshCentral. */
static void cookies_are_those_of_meshcentral(void **state)
{
	(void)state;
	encodes("{\"userid\":\"user//admin\",\"domainid\":\"\",\"time\":1700000000,\"expire\":1}", false,
	    "oKGio6SlpqeoqaqrfFSiadeYmTeWz$njFrcD2506CV4guWvbQF@lpnQfsvFfzT19@"
	    "9lgQL5qSesewhtotlR93Y0OcUk28WHqM0u0yXcrdnhS4CpSY"
	    "ztzLs0C4JKOjfg=");
	encodes("{\"u\":\"user//whmcs-1001\",\"a\":3,\"time\":1700000000,\"expire\":1,\"once\":\"k1\"}", false,
	    "oKGio6SlpqeoqaqrKcF6aKm8GubM8SowByUUfJ06CQ9$6XfMBxeo$HASrb0DgWggooZgQL5vBLxMh1d1uxsi3ZUTZA1vrDT4OUqz1WV@"
	    "PjgLon9ce2"
	    "8nfMse5tWWhqcEAYeZ");
	encodes("{}", true, "a0a1a2a3a4a5a6a7a8a9aaabf1eeaf7cc53f1488b874686adc0478cd9d65");
}

static void long_cookies_are_refused(void **state)
{
	(void)state;
	static char text[5000];
	static const unsigned char key[PROV_AES256_KEY_LENGTH];
	struct prov_buf cookie;
	memset(text, 'x', sizeof(text));
	prov_buf_init(&cookie, 100000);
	assert_false(mesh_cookie_encode(key, key, text, sizeof(text), false, &cookie));
	prov_buf_wipe(&cookie);
}

/* --- credentials --- */

static void a_token_logs_in_by_header(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true,
	        .has = "http://127.0.0.1:8080/control.ashx x-meshauth: fnQ6QUE=,cGFzcw==\n!?",
	        .says = GREETING},
	    {.has = "\"action\":\"ping\"", .says = PONG},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "~t:AA");
	scripted_put(&call, "server_password", "pass");
	assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
	assert_string_equal(scripted_text(&call.result, "credential"), "login token");
	assert_string_equal(scripted_text(&call.result, "account"), "dienst");
	assert_false(prov_map_get(&call.result, "sso")->as.boolean);
	assert_int_equal(prov_map_get(&call.result, "clock_skew")->as.integer, 0);
	/* the opening is recorded with what the server said, and its address */
	assert_int_equal(call.records.count, 2);
	assert_string_equal(call.records.items[0].method, "WS");
	assert_int_equal(call.records.items[0].status, 101);
	assert_non_null(strstr(call.records.items[0].response, "\"userinfo\""));
	prov_call_free(&call);
}

static void a_text_token_is_split_at_its_last_colon(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "x-meshauth: fnQ6QUE=,cGFzcw==", .says = GREETING},
	    {.has = "\"action\":\"ping\"", .says = PONG},
	};
	static const char *const fields[] = {"product_key", "server_key"};
	for (size_t i = 0; i < UNIT_COUNT(fields); i++) {
		struct prov_call call;
		begin(&call);
		scripted_put(&call, fields[i], "~t:AA:pass");
		assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
		prov_call_free(&call);
	}
}

static void a_login_key_logs_in_by_cookie(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "http://127.0.0.1:8080/control.ashx?auth=\n!x-meshauth", .says = ADMIN},
	    {.has = "\"action\":\"ping\"", .says = PONG},
	    {.has = "\"action\":\"serverconsole\"\n\"value\":\"info\"",
	        .says =
	            "{\"action\":\"serverconsole\",\"value\":\"{\\\"meshVersion\\\":\\\"v1.1.55\\\"}\",\"tag\":\"ID\"}"},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_key", KEY);
	assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
	assert_string_equal(scripted_text(&call.result, "version"), "1.1.55");
	assert_string_equal(scripted_text(&call.result, "credential"), "login key");
	assert_true(prov_map_get(&call.result, "sso")->as.boolean);
	/* the cookie is no business of records */
	assert_non_null(strstr(call.records.items[0].url, "auth=" PROV_SECRET_MASK));
	prov_call_free(&call);
}

/* What the product says goes before the server's record. */
static void the_products_key_goes_first(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "?auth=\n!x-meshauth", .says = ADMIN},
	    {.has = "ping", .says = PONG},
	    {.has = "serverconsole", .says = "{\"action\":\"serverconsole\",\"value\":\"no\",\"tag\":\"ID\"}"},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "product_key", "\n " KEY "\r\n");
	scripted_put(&call, "server_username", "no/account of the key's"); /* it goes with its password */
	scripted_put(&call, "server_password", "pass");
	assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
	assert_string_equal(scripted_text(&call.result, "version"), "");
	prov_call_free(&call);
}

/* Beside a token the login key serves login links alone; whether it works is found out now. */
static void a_key_beside_a_token_is_tried(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "x-meshauth", .says = GREETING},
	    {.has = "ping", .says = PONG},
	    {.opens = true, .has = "?auth=\n!x-meshauth", .says = GREETING},
	    {.has = "ping", .says = PONG},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "~t:AA");
	scripted_put(&call, "server_password", "pass");
	scripted_put(&call, "server_key", KEY);
	assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
	assert_string_equal(scripted_text(&call.result, "credential"), "login token");
	assert_true(prov_map_get(&call.result, "sso")->as.boolean);
	prov_call_free(&call);
}

static void unusable_credentials_are_refused_before_anything_is_sent(void **state)
{
	(void)state;
	static const struct {
		const char *field;
		const char *text;
		const char *part;
	} cases[] = {
	    {"server_key", "abcd", "160 hex digits"},
	    {"product_key", "xx" KEY, "configoption2 must be"},
	    {"server_key", "~t:AA", "160 hex digits"},
	    {"server_key", "~t:AA:", "~t:user:password"},
	    {"server_password", "pass", "serverusername is missing"},
	    {"server_username", "admin", "no credential is given"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_call call;
		begin(&call);
		scripted_put(&call, cases[i].field, cases[i].text);
		refuses(&call, NULL, 0, PROV_ERROR_CONFIGURATION, cases[i].part);
	}
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_key", KEY);
	scripted_put(&call, "admin_name", "a/b");
	refuses(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "plain user name");
}

/* --- addresses and domains --- */

static void opens_at(const char *url, const char *domain, const char *has, const char *says)
{
	const struct scripted_line lines[] = {
	    {.opens = true, .has = has, .says = says},
	    {.has = "ping", .says = PONG},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "dienst");
	scripted_put(&call, "server_password", "pass");
	scripted_put(&call, "server_url", url);
	scripted_put(&call, "server_domain", domain);
	scripted_put(&call, "url_key", "k&y 1");
	if (!mesh_run(&call, lines, UNIT_COUNT(lines))) {
		fail_msg("%s", call.error.message);
	}
	prov_call_free(&call);
}

static void the_address_may_hold_a_domain(void **state)
{
	(void)state;
	opens_at("https://mesh.test:8443/kunde", "",
	    "=https://mesh.test:8443/kunde/control.ashx?key=k%26y%201 x-meshauth: "
	    "ZGllbnN0,cGFzcw==",
	    SERVERINFO("kunde") "\n" USERINFO("kunde", "dienst", 2));
	opens_at("", "kunde",
	    "http://127.0.0.1:8080/kunde/control.ashx?key=", SERVERINFO("kunde") "\n" USERINFO("kunde", "dienst", 2));
	opens_at("", "dns:kunde",
	    "http://127.0.0.1:8080/control.ashx?key=", SERVERINFO("kunde") "\n" USERINFO("kunde", "dienst", 2));
}

static void wrong_addresses_and_domains_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *url;
		const char *domain;
		const char *part;
	} cases[] = {
	    {"https://mesh.test/a/b", "", "one folder"},
	    {"wss://mesh.test", "", "another scheme"},
	    {"http://mesh.test", "", "plain HTTP"},
	    {"https://mesh.test/a", "b", "different MeshCentral domains"},
	    {"", "a/b", "domain's id"},
	    {"", "dns:", "domain's id"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct prov_call call;
		begin(&call);
		scripted_put(&call, "server_key", KEY);
		scripted_put(&call, "server_url", cases[i].url);
		scripted_put(&call, "server_domain", cases[i].domain);
		refuses(&call, NULL, 0, PROV_ERROR_CONFIGURATION, cases[i].part);
	}
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_key", KEY);
	scripted_put(&call, "cookie_encoding", "base32");
	refuses(&call, NULL, 0, PROV_ERROR_CONFIGURATION, "base64 or hex");
}

/* --- refusals --- */

#define CLOSE(cause, message) "{\"action\":\"close\",\"cause\":\"" cause "\",\"msg\":\"" message "\"}"

static void is_refused(const char *says, enum scripted_then then, enum prov_error_kind kind, const char *part)
{
	const struct scripted_line line = {.opens = true, .says = says, .then = then};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "dienst");
	scripted_put(&call, "server_password", "secret-pass");
	assert_false(mesh_run(&call, &line, 1));
	unit_assert_error(&call.error, kind, part);
	assert_string_equal(call.error.step, "log in");
	assert_null(strstr(call.error.message, "secret-pass"));
	prov_call_free(&call);
}

static void refused_logins_are_explained(void **state)
{
	(void)state;
	is_refused(CLOSE("noauth", "noauth-2d"), 0, PROV_ERROR_AUTHENTICATION, "user name and password: wrong");
	is_refused(CLOSE("noauth", "tokenrequired"), 0, PROV_ERROR_AUTHENTICATION, "make a login token");
	is_refused(CLOSE("noauth", "nokey"), 0, PROV_ERROR_CONFIGURATION, "LoginKey");
	is_refused(CLOSE("noauth", "noauth-1"), 0, PROV_ERROR_CONFIGURATION, "no such server domain");
	is_refused(CLOSE("emailvalidation", "emailvalidationrequired"), 0, PROV_ERROR_CONFIGURATION, "verified");
	is_refused(CLOSE("notools", "notools"), 0, PROV_ERROR_CONFIGURATION, "no tools");
	is_refused(CLOSE("banned", "banned-1"), 0, PROV_ERROR_AUTHENTICATION, "banned");
	is_refused(CLOSE("expired", "expired-1"), 0, PROV_ERROR_AUTHENTICATION, "ended the session: expired-1");
	is_refused("{\"action\":\"stopped\",\"msg\":\"Session count exceed\"}", 0, PROV_ERROR_LIMIT, "no more sessions");
	is_refused("{\"action\":\"close\"}", 0, PROV_ERROR_AUTHENTICATION, "ended the session: close");
}

static void strange_openings_are_told(void **state)
{
	(void)state;
	is_refused(NULL, SCRIPTED_CLOSED, PROV_ERROR_PROTOCOL, "not MeshCentral's control channel");
	is_refused("", SCRIPTED_SILENT, PROV_ERROR_TIMEOUT, "scripted");
	is_refused(SERVERINFO(""), SCRIPTED_SILENT, PROV_ERROR_TIMEOUT, "scripted");
	is_refused("<html>", 0, PROV_ERROR_PROTOCOL, "no JSON");
	is_refused("[]", 0, PROV_ERROR_PROTOCOL, "no JSON object");
	is_refused("\"x\"", 0, PROV_ERROR_PROTOCOL, "no JSON object");
	is_refused("{\"action\":\"serverinfo\"}", 0, PROV_ERROR_PROTOCOL, "serverinfo");
	is_refused("{\"action\":\"serverinfo\",\"serverinfo\":{\"domain\":5}}", 0, PROV_ERROR_PROTOCOL, "domain");
	is_refused(
	    SERVERINFO("") "\n{\"action\":\"userinfo\",\"userinfo\":{\"name\":\"x\"}}", 0, PROV_ERROR_PROTOCOL, "_id");
	is_refused(NULL, SCRIPTED_BROKEN, PROV_ERROR_PROTOCOL, "scripted");
	is_refused(NULL, SCRIPTED_REFUSED, PROV_ERROR_PROTOCOL, "scripted");
	is_refused(NULL, SCRIPTED_UNSENT, PROV_ERROR_CONNECTION, "scripted");
}

/* A read that was cut is tried again, twice, each time over a new connection. */
static void a_cut_opening_is_tried_again(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .says = SERVERINFO(""), .then = SCRIPTED_CUT},
	    {.opens = true, .then = SCRIPTED_CUT},
	    {.opens = true, .says = GREETING},
	    {.has = "ping", .says = PONG},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "dienst");
	scripted_put(&call, "server_password", "pass");
	assert_true(mesh_run(&call, lines, UNIT_COUNT(lines)));
	prov_call_free(&call);
}

static void busy_servers_are_tried_again(void **state)
{
	(void)state;
	const struct scripted_line lines[] = {
	    {.opens = true, .then = SCRIPTED_REFUSED, .status = 503},
	    {.opens = true, .then = SCRIPTED_REFUSED, .status = 502},
	    {.opens = true, .then = SCRIPTED_REFUSED, .status = 429},
	};
	struct prov_call call;
	begin(&call);
	scripted_put(&call, "server_username", "dienst");
	scripted_put(&call, "server_password", "pass");
	assert_false(mesh_run(&call, lines, UNIT_COUNT(lines)));
	unit_assert_error(&call.error, PROV_ERROR_REMOTE, "busy or restarting (HTTP 429)");
	assert_true(call.error.retryable);
	assert_int_equal(call.error.http_status, 429);
	prov_call_free(&call);
}

static void too_few_rights_are_told(void **state)
{
	(void)state;
	static const struct {
		const char *greeting;
		const char *part;
	} cases[] = {
	    {SERVERINFO("") "\n" USERINFO("", "x", 0), "may not manage users"},
	    {SERVERINFO("") "\n" USERINFO("", "x", 66), "may not make device groups"},
	    {USERINFO("", "x", 1) "\n{\"action\":\"traceinfo\"}\n" SERVERINFO(""), "may not manage users"},
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct scripted_line lines[] = {
		    {.opens = true, .says = cases[i].greeting},
		    {.has = "ping", .says = PONG},
		};
		struct prov_call call;
		begin(&call);
		scripted_put(&call, "server_username", "dienst");
		scripted_put(&call, "server_password", "pass");
		assert_false(mesh_run(&call, lines, UNIT_COUNT(lines)));
		unit_assert_error(&call.error, PROV_ERROR_PERMISSION, cases[i].part);
		prov_call_free(&call);
	}
}

/* --- answers --- */

static void takes(const char *says)
{
	const struct scripted_line lines[] = {
	    {.opens = true, .says = GREETING},
	    {.has = "\"action\":\"meshes\"", .says = says},
	    {.has = "\"action\":\"users\"", .says = "{\"action\":\"users\",\"users\":[],\"tag\":\"ID\"}"},
	};
	struct prov_call call;
	scripted_call_init(&call, "meshcentral_list_accounts");
	scripted_put(&call, "server_username", "dienst");
	scripted_put(&call, "server_password", "pass");
	if (!mesh_run(&call, lines, UNIT_COUNT(lines))) {
		fail_msg("%s: %s", says, call.error.message);
	}
	prov_call_free(&call);
}

static void answers_are_known_by_their_ids(void **state)
{
	(void)state;
	takes("{\"action\":\"meshes\",\"meshes\":[],\"tag\":\"ID\"}");
	takes("{\"action\":\"meshes\",\"meshes\":[],\"responseid\":\"ID\"}");
	takes("{\"action\":\"meshes\",\"meshes\":[]}"); /* neither: by the action */
	takes("{\"action\":\"meshes\",\"meshes\":5,\"tag\":\"p9\"}\n{\"action\":\"meshes\",\"meshes\":[],\"tag\":\"ID\"}");
	takes("{\"action\":\"event\",\"event\":{\"action\":\"meshes\"},\"tag\":\"ID\"}\n{\"action\":\"ping\"}\n"
	      "{\"action\":\"msg\",\"type\":\"notify\"}\n{\"noaction\":1}\n{\"action\":\"meshes\",\"meshes\":[],\"tag\":"
	      "\"ID\"}\n"
	      "{\"action\":\"meshes\",\"meshes\":[],\"tag\":\"ID\"}");
}

static bool session_runs(void *data)
{
	const struct scripted_line lines[] = {
	    {.opens = true, .has = "?auth=", .says = ADMIN},
	    {.has = "ping", .says = PONG},
	    {.has = "serverconsole", .says = "{\"action\":\"serverconsole\",\"value\":\"{}\",\"tag\":\"ID\"}"},
	};
	struct channel_script script;
	struct prov_call call;
	(void)data;
	channel_script_init(&script, lines, UNIT_COUNT(lines));
	script.memory_fails = true;
	unit_hold_failures(true);
	begin(&call);
	scripted_put(&call, "server_key", KEY);
	unit_hold_failures(false);
	const bool done = channel_script_run(&call, &script);
	if (!done) {
		assert_true(call.error.kind == PROV_ERROR_MEMORY || call.error.kind == PROV_ERROR_CONNECTION);
	}
	prov_call_free(&call);
	channel_script_free(&script);
	return done;
}

static void memory_may_fail_anywhere(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(session_runs, NULL) > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cookies_are_those_of_meshcentral),
	    cmocka_unit_test(long_cookies_are_refused),
	    cmocka_unit_test(a_token_logs_in_by_header),
	    cmocka_unit_test(a_text_token_is_split_at_its_last_colon),
	    cmocka_unit_test(a_login_key_logs_in_by_cookie),
	    cmocka_unit_test(the_products_key_goes_first),
	    cmocka_unit_test(a_key_beside_a_token_is_tried),
	    cmocka_unit_test(unusable_credentials_are_refused_before_anything_is_sent),
	    cmocka_unit_test(the_address_may_hold_a_domain),
	    cmocka_unit_test(wrong_addresses_and_domains_are_refused),
	    cmocka_unit_test(refused_logins_are_explained),
	    cmocka_unit_test(strange_openings_are_told),
	    cmocka_unit_test(a_cut_opening_is_tried_again),
	    cmocka_unit_test(busy_servers_are_tried_again),
	    cmocka_unit_test(too_few_rights_are_told),
	    cmocka_unit_test(answers_are_known_by_their_ids),
	    cmocka_unit_test(memory_may_fail_anywhere),
	};
	return cmocka_run_group_tests_name("meshcentral_session", tests, NULL, NULL);
}
