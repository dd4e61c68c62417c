/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * test_url: origins as operators type them, and URLs whose parts come from an order. No name is resolved here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "lib/url.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool parse(const char *host, int64_t port, bool secure, struct prov_origin *origin, struct prov_error *error)
{
	prov_error_clear(error);
	memset(origin, 0xa5, sizeof(*origin));
	return prov_origin_parse(host, strlen(host), port, secure, origin, error);
}

static void accepts_what_operators_type(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed;
		int64_t port;
		bool secure;
		const char *host;
		uint16_t result_port;
		bool loopback;
		const char *text;
	} cases[] = {
		{"mail.example.com", 0, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"mail.example.com", 0, false, "mail.example.com", 80, false, "http://mail.example.com"},
		{"mail.example.com", 443, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"mail.example.com", 8443, true, "mail.example.com", 8443, false, "https://mail.example.com:8443"},
		{"mail.example.com", 80, true, "mail.example.com", 80, false, "https://mail.example.com:80"},
		{"MAIL.Example.COM", 0, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"mail.example.com.", 0, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"mail.example.com:8443", 0, true, "mail.example.com", 8443, false, "https://mail.example.com:8443"},
		{"mail.example.com:8443", 8443, true, "mail.example.com", 8443, false, "https://mail.example.com:8443"},
		{"https://mail.example.com", 0, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"HTTPS://mail.example.com/", 0, true, "mail.example.com", 443, false, "https://mail.example.com"},
		{"https://mail.example.com:8443/", 0, true, "mail.example.com", 8443, false, "https://mail.example.com:8443"},
		{"http://mail.example.com", 0, false, "mail.example.com", 80, false, "http://mail.example.com"},
		{"localhost", 0, false, "localhost", 80, true, "http://localhost"},
		{"LOCALHOST.", 0, false, "localhost", 80, true, "http://localhost"},
		{"mailcow", 0, true, "mailcow", 443, false, "https://mailcow"},
		{"my_container", 8080, false, "my_container", 8080, false, "http://my_container:8080"},
		{"127.0.0.1", 0, false, "127.0.0.1", 80, true, "http://127.0.0.1"},
		{"127.255.0.9:81", 0, false, "127.255.0.9", 81, true, "http://127.255.0.9:81"},
		{"128.0.0.1", 0, true, "128.0.0.1", 443, false, "https://128.0.0.1"},
		{"127.0.0.1.example.com", 0, true, "127.0.0.1.example.com", 443, false, "https://127.0.0.1.example.com"},
		{"localhost.example.com", 0, true, "localhost.example.com", 443, false, "https://localhost.example.com"},
		{"::1", 0, false, "::1", 80, true, "http://[::1]"},
		{"[::1]", 0, false, "::1", 80, true, "http://[::1]"},
		{"[::1]:8080", 0, false, "::1", 8080, true, "http://[::1]:8080"},
		{"2001:DB8:0:0::5", 8443, true, "2001:db8::5", 8443, false, "https://[2001:db8::5]:8443"},
		{"https://[2001:db8::5]:8443/", 0, true, "2001:db8::5", 8443, false, "https://[2001:db8::5]:8443"},
		{"::ffff:127.0.0.1", 0, true, "::ffff:127.0.0.1", 443, false, "https://[::ffff:127.0.0.1]"},
		{"bücher.example", 0, true, "xn--bcher-kva.example", 443, false, "https://xn--bcher-kva.example"},
		{"Bücher.Example:8443", 0, true, "xn--bcher-kva.example", 8443, false, "https://xn--bcher-kva.example:8443"},
		{"XN--bcher-kva.example", 0, true, "xn--bcher-kva.example", 443, false, "https://xn--bcher-kva.example"},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct prov_origin origin;
		struct prov_error error;

		if (!parse(cases[i].typed, cases[i].port, cases[i].secure, &origin, &error)) {
			fail_msg("%s: %s", cases[i].typed, error.message);
		}
		assert_string_equal(origin.scheme, cases[i].secure ? "https" : "http");
		assert_string_equal(origin.host, cases[i].host);
		assert_int_equal(origin.port, cases[i].result_port);
		assert_int_equal(origin.loopback, cases[i].loopback);
		assert_string_equal(origin.text, cases[i].text);
	}
}

static void refuses_what_is_no_server(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed;
		int64_t port;
		bool secure;
	} cases[] = {
		{"", 0, true}, {"https://", 0, true}, {"https:///", 0, true}, {"/", 0, true}, {":443", 0, true}, {".", 0, true},
		{"http://mail.example.com", 0, true}, {"https://mail.example.com", 0, false},
		{"ftp://mail.example.com", 0, true}, {"://mail.example.com", 0, true}, {"file:///etc/passwd", 0, true},
		{"https://https://mail.example.com", 0, true},
		{"mail.example.com/", 0, true}, {"mail.example.com/api", 0, true}, {"https://mail.example.com/api", 0, true},
		{"https://mail.example.com//", 0, true}, {"mail.example.com?x", 0, true}, {"mail.example.com#x", 0, true},
		{"admin@mail.example.com", 0, true}, {"https://admin:hunter2@mail.example.com", 0, true},
		{"mail.example.com\\api", 0, true}, {"mail%2eexample.com", 0, true},
		{" mail.example.com", 0, true}, {"mail.example.com ", 0, true}, {"mail .example.com", 0, true},
		{"mail.example.com\n", 0, true}, {"mail.example.com\r\nX: y", 0, true}, {"mail\texample.com", 0, true},
		{"mail.example.com:", 0, true}, {"mail.example.com:0", 0, true}, {"mail.example.com:65536", 0, true},
		{"mail.example.com:000443", 0, true}, {"mail.example.com:+443", 0, true}, {"mail.example.com:44a", 0, true},
		{"mail.example.com:8443", 443, true}, {"mail.example.com", 65536, true}, {"mail.example.com", -1, true},
		{"[::1", 0, true}, {"::1]", 0, true}, {"[::1]x", 0, true}, {"[::1]:", 0, true}, {"[]", 0, true},
		{"[127.0.0.1]", 0, true}, {"[fe80::1%eth0]", 0, true}, {"1:2:3", 0, true}, {"[::g]", 0, true},
		{"127.1", 0, false}, {"2130706433", 0, false}, {"0x7f.0.0.1", 0, false}, {"0x7f000001", 0, false},
		{"127.0.0.0x1", 0, false}, {"127.0.0.1.", 0, false}, {"256.1.1.1", 0, true}, {"1.2.3.4.5", 0, true},
		{"mail..example.com", 0, true}, {".example.com", 0, true}, {"-mail.example.com", 0, true},
		{"mail-.example.com", 0, true}, {"ma*il.example.com", 0, true}, {"mail,example.com", 0, true},
		{"b\xc3.example", 0, true}, {"b\xff\xfe.example", 0, true},
		{"a123456789012345678901234567890123456789012345678901234567890123.example.com", 0, true},
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct prov_origin origin;
		struct prov_error error;

		if (parse(cases[i].typed, cases[i].port, cases[i].secure, &origin, &error)) {
			fail_msg("accepted: %s", cases[i].typed);
		}
		assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
		assert_true(error.message[0] != '\0');
	}
}

static void an_embedded_nul_is_refused(void **state)
{
	static const char typed[] = "mail.example.com\0.evil.example";
	struct prov_origin origin;
	struct prov_error error;

	(void)state;
	prov_error_clear(&error);
	assert_false(prov_origin_parse(typed, sizeof(typed) - 1, 0, true, &origin, &error));
	assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
}

static void long_names_have_a_limit(void **state)
{
	char name[300];
	struct prov_origin origin;
	struct prov_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(name); i++) {
		name[i] = i % 2 == 0 ? 'a' : '.';
	}
	name[253] = '\0'; /* 127 labels: the longest name there is */
	assert_true(parse(name, 65535, true, &origin, &error));
	assert_int_equal(strlen(origin.host), 253);
	assert_int_equal(strlen(origin.text), strlen("https://:65535") + 253);
	name[253] = '.';
	name[255] = '\0';
	assert_false(parse(name, 0, true, &origin, &error));
	assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
}

static void a_password_in_the_wrong_field_is_not_quoted(void **state)
{
	static const char *const typed[] = {
	    "https://admin:hunter2@mail.example.com", "hunter2@mail", "hunter2 hunter2", "mail.example.com:hunter2"};

	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		struct prov_origin origin;
		struct prov_error error;

		assert_false(parse(typed[i], 0, true, &origin, &error));
		assert_null(strstr(error.message, "hunter2"));
	}
}

/* --- URLs --- */

static const char *build(const char *host, const char *const *parts, const struct prov_query *query)
{
	static char text[PROV_URL_MAX + 1];
	struct prov_origin origin;
	struct prov_error error;
	struct prov_buf url;
	bool done;

	assert_true(parse(host, 0, true, &origin, &error));
	prov_buf_init(&url, PROV_URL_MAX);
	done = prov_url_build(&origin, parts, query, &url, &error);
	assert_int_equal(done, error.kind == PROV_OK);
	snprintf(text, sizeof(text), "%s", prov_buf_text(&url));
	prov_buf_free(&url);
	if (!done) {
		assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
		assert_string_equal(text, "");
	}
	return done ? text : NULL;
}

/* Releases of libcurl differ in the case of hex digits: the same URL by RFC 3986, 6.2.2.1. */
static void assert_same_url(const char *url, const char *expected)
{
	if (!url || strcasecmp(url, expected) != 0) {
		fail_msg("%s is not %s", url ? url : "nothing", expected);
	}
}

static void builds_paths_part_by_part(void **state)
{
	(void)state;
	assert_string_equal(
	    build("mail.example.com", (const char *const[]){"api", "v1", "get", "domain", "a.example", NULL}, NULL),
	    "https://mail.example.com/api/v1/get/domain/a.example");
	assert_string_equal(
	    build("mail.example.com:8443", (const char *const[]){"x", NULL}, NULL), "https://mail.example.com:8443/x");
	assert_string_equal(
	    build("[2001:db8::5]:8443", (const char *const[]){"x", NULL}, NULL), "https://[2001:db8::5]:8443/x");
	assert_string_equal(build("::1", (const char *const[]){NULL}, NULL), "https://[::1]/");
	assert_string_equal(
	    build("bücher.example", (const char *const[]){"x", NULL}, NULL), "https://xn--bcher-kva.example/x");
}

static void a_part_never_leaves_its_place(void **state)
{
	/* clang-format off */
	static const struct {
		const char *part;
		const char *encoded;
	} cases[] = {
		{"a b", "a%20b"}, {"a?b", "a%3Fb"}, {"a#b", "a%23b"}, {"a&b=c", "a%26b%3Dc"}, {"a%2fb", "a%252fb"},
		{"%2e%2e", "%252e%252e"}, {"...", "..."}, {"a;b", "a%3Bb"}, {"x@y", "x%40y"}, {"a:b", "a%3Ab"}, {"~-._", "~-._"},
		{"\"<>'", "%22%3C%3E%27"}, {"\x01\x7f", "%01%7F"}, {"\t", "%09"}, {"ü", "%C3%BC"}, {"\xff", "%FF"},
	};
	/* clang-format on */
	char expected[100];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *url = build("h.example", (const char *const[]){"get", cases[i].part, "end", NULL}, NULL);

		snprintf(expected, sizeof(expected), "https://h.example/get/%s/end", cases[i].encoded);
		assert_same_url(url, expected);
	}
}

static void refuses_parts_that_change_the_path(void **state)
{
	static const char *const parts[] = {".", "..", "a/b", "/", "../x", "a\\b", "\\", "a\rb", "a\nb", "\r\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		assert_null(build("h.example", (const char *const[]){"get", parts[i], NULL}, NULL));
		assert_null(build("h.example", (const char *const[]){parts[i], "get", NULL}, NULL));
	}
}

static void an_empty_part_stands_at_the_end_alone(void **state)
{
	(void)state;
	assert_string_equal(build("h.example", (const char *const[]){"domainadmin", prov_url_trailing_slash, NULL}, NULL),
	    "https://h.example/domainadmin/");
	assert_null(build("h.example", (const char *const[]){"", NULL}, NULL));
	assert_null(build("h.example", (const char *const[]){"mailbox", "all", "", NULL}, NULL));
	assert_null(build("h.example", (const char *const[]){"", "x", NULL}, NULL));
	assert_null(build("h.example", (const char *const[]){"get", "", "x", NULL}, NULL));
	assert_null(build("h.example", (const char *const[]){"get", "", "", NULL}, NULL));
}

static void queries_are_encoded(void **state)
{
	static const struct prov_query query[] = {
	    {"name", "a b&c=d"}, {"we=ird", "+%/?#"}, {"empty", ""}, {"ü", "\r\n"}, {0}};

	(void)state;
	assert_same_url(build("h.example", (const char *const[]){"x", NULL}, query),
	    "https://h.example/x?name=a%20b%26c%3dd&we%3dird=%2b%25%2f%3f%23&empty=&%c3%bc=%0d%0a");
}

static void urls_have_a_limit(void **state)
{
	size_t length = PROV_URL_MAX - strlen("https://h.example/");
	char *part = calloc(1, 100000);
	const char *text;

	(void)state;
	assert_non_null(part);
	memset(part, 'a', length);
	text = build("h.example", (const char *const[]){part, NULL}, NULL);
	assert_non_null(text);
	assert_int_equal(strlen(text), PROV_URL_MAX);
	part[length] = 'a';
	assert_null(build("h.example", (const char *const[]){part, NULL}, NULL));
	part[length] = '\0';
	assert_null(build("h.example", (const char *const[]){part, NULL}, (const struct prov_query[]){{"q", "x"}, {0}}));
	memset(part, '%', length);
	assert_null(build("h.example", (const char *const[]){part, NULL}, NULL));
	memset(part, 'a', 99999);
	assert_null(build("h.example", (const char *const[]){part, NULL}, NULL));
	assert_null(build("h.example", (const char *const[]){"x", NULL}, (const struct prov_query[]){{"q", part}, {0}}));
	free(part);
}

static void a_small_buffer_is_an_error(void **state)
{
	struct prov_origin origin;
	struct prov_error error;
	struct prov_buf url;

	(void)state;
	assert_true(parse("h.example", 0, true, &origin, &error));
	prov_buf_init(&url, 10);
	assert_false(prov_url_build(&origin, (const char *const[]){"x", NULL}, NULL, &url, &error));
	assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
	prov_buf_free(&url);
}

static void addresses_may_have_one_folder(void **state)
{
	static const struct {
		const char *typed;
		const char *text;
		const char *folder;
	} cases[] = {
	    {"https://mesh.example.com", "https://mesh.example.com", ""},
	    {"https://mesh.example.com/", "https://mesh.example.com", ""},
	    {"mesh.example.com", "https://mesh.example.com", ""},
	    {"HTTPS://Mesh.Example.com:8443/Customer-1/", "https://mesh.example.com:8443", "Customer-1"},
	    {"https://[::1]:4430/c_1.x", "https://[::1]:4430", "c_1.x"},
	    {"http://127.0.0.1:8080/c", "http://127.0.0.1:8080", "c"},
	    {"mesh.example.com/c", "https://mesh.example.com", "c"},
	};
	struct prov_origin origin;
	struct prov_error error;
	char folder[32];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *typed = cases[i].typed;

		prov_error_clear(&error);
		if (!prov_address_parse(typed, strlen(typed), &origin, folder, sizeof(folder), &error)) {
			fail_msg("%s: %s", typed, error.message);
		}
		assert_string_equal(origin.text, cases[i].text);
		assert_string_equal(folder, cases[i].folder);
		assert_true(prov_address_parse(typed, strlen(typed), &origin, NULL, 0, &error));
	}
}

static void addresses_hold_nothing_else(void **state)
{
	static const char *const refused[] = {"", "https://", "https:///c", "wss://mesh.example.com", "ftp://h",
	    "https://h/a/b", "https://h//", "https://h/..", "https://h/.", "https://h/a?b", "https://h?key=x",
	    "https://h/#x", "https://h/a b", "https://h/a%20b", "https://u:p@h/", "https://h:0/", "https://h:99999/",
	    "https://h/\xC3\xA9", "://h", "a://b://c", "https://h/abcdefghijklmnopqrstuvwxyz0123456789"};
	struct prov_origin origin;
	struct prov_error error;
	char folder[32];

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		prov_error_clear(&error);
		if (prov_address_parse(refused[i], strlen(refused[i]), &origin, folder, sizeof(folder), &error)) {
			fail_msg("not refused: %s", refused[i]);
		}
		assert_int_equal(error.kind, PROV_ERROR_CONFIGURATION);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(accepts_what_operators_type),
	    cmocka_unit_test(refuses_what_is_no_server),
	    cmocka_unit_test(an_embedded_nul_is_refused),
	    cmocka_unit_test(long_names_have_a_limit),
	    cmocka_unit_test(a_password_in_the_wrong_field_is_not_quoted),
	    cmocka_unit_test(builds_paths_part_by_part),
	    cmocka_unit_test(a_part_never_leaves_its_place),
	    cmocka_unit_test(refuses_parts_that_change_the_path),
	    cmocka_unit_test(an_empty_part_stands_at_the_end_alone),
	    cmocka_unit_test(queries_are_encoded),
	    cmocka_unit_test(urls_have_a_limit),
	    cmocka_unit_test(a_small_buffer_is_an_error),
	    cmocka_unit_test(addresses_may_have_one_folder),
	    cmocka_unit_test(addresses_hold_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
