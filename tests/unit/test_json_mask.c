/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json_mask.c: what is hidden and what stays, in sound texts, in texts cut at any byte and in broken ones,
 * ceilings, and memory that runs short. The letter Q stands in secrets alone, so that one byte of them would be seen.
 */
#include "unit.h"

#include <stdlib.h>

#include "lib/json_mask.h"
#include "lib/secret.h"

#define MASK "\"" PROV_SECRET_MASK "\""

/* "Password" and whatever ends with "Key". */
static bool is_secret(const char *name, size_t length)
{
	return (length == 8 && memcmp(name, "Password", 8) == 0) ||
	       (length >= 3 && memcmp(name + length - 3, "Key", 3) == 0);
}

/* Masks a text that stands in a block of its own: reading past its end is found. */
static bool mask(const char *text, size_t length, struct prov_buf *out)
{
	char *copy = malloc(length == 0 ? 1 : length);
	bool done;

	assert_non_null(copy);
	memcpy(copy, text, length);
	done = prov_json_mask(copy, length, is_secret, out);
	free(copy);
	return done;
}

static void gives(const char *text, const char *expected)
{
	struct prov_buf out;

	prov_buf_init(&out, 10000);
	assert_true(mask(text, strlen(text), &out));
	assert_string_equal(prov_buf_text(&out), expected);
	prov_buf_free(&out);
}

static void stays(const char *text)
{
	gives(text, text);
}

static void secret_texts_are_hidden_at_any_depth(void **state)
{
	(void)state;
	gives("{\"Password\":\"QQ\"}", "{\"Password\":" MASK "}");
	gives(
	    "{\"Password\":\"Q\",\"a\":1,\"BucketKey\":\"QQQ\"}", "{\"Password\":" MASK ",\"a\":1,\"BucketKey\":" MASK "}");
	gives("[{\"x\":{\"y\":[[{\"Key\":\"Q\"}]]}},\"a\"]", "[{\"x\":{\"y\":[[{\"Key\":" MASK "}]]}},\"a\"]");
	gives(" { \"Password\" \r\n:\t \"QQ\" , \"a\" : \"b\" } ", " { \"Password\" \r\n:\t " MASK " , \"a\" : \"b\" } ");
	gives("{\"Password\":\"Q\",\"Password\":\"Q\"}", "{\"Password\":" MASK ",\"Password\":" MASK "}");
}

static void escapes_end_no_text(void **state)
{
	(void)state;
	gives("{\"Key\":\"Q\\\"Q\",\"a\":1}", "{\"Key\":" MASK ",\"a\":1}");
	gives("{\"Key\":\"Q\\\\\",\"a\":\"Password\"}", "{\"Key\":" MASK ",\"a\":\"Password\"}");
	gives("{\"Key\":\"\\\\\\\"Q\\\\\\\\\",\"a\":1}", "{\"Key\":" MASK ",\"a\":1}");
	gives("{\"a\":\"\\\\\",\"Key\":\"\\u0051Q\"}", "{\"a\":\"\\\\\",\"Key\":" MASK "}");
	gives("{\"a \\\" Key\":\"Q\"}", "{\"a \\\" Key\":" MASK "}");
	gives(
	    "{\"a\":\"{\\\"b\\\":1}\",\"Key\":\"{\\\"Key\\\":\\\"Q\\\"}\"}", "{\"a\":\"{\\\"b\\\":1}\",\"Key\":" MASK "}");
}

static void names_in_disguise_are_secret(void **state)
{
	(void)state;
	gives("{\"\\u0050assword\":\"Q\",\"a\":\"b\"}", "{\"\\u0050assword\":" MASK ",\"a\":\"b\"}");
	gives("{\"Bucket\\u004Bey\" : \"QQ\"}", "{\"Bucket\\u004Bey\" : " MASK "}");
	stays("{\"a\":\"\\u0050assword\",\"b\":\"c\"}");
}

static void what_is_no_text_is_shown(void **state)
{
	(void)state;
	stays("{\"Password\":5,\"Key\":-1.5e3,\"aKey\":true,\"bKey\":null,\"cKey\":false}");
	stays("{\"Password\":[\"a\"],\"Key\":{\"a\":\"b\"},\"aKey\":[],\"bKey\":{}}");
	gives("{\"Key\":{\"Key\":\"Q\"},\"aKey\":[{\"Password\":\"Q\"}]}",
	    "{\"Key\":{\"Key\":" MASK "},\"aKey\":[{\"Password\":" MASK "}]}");
}

static void empty_texts_are_shown(void **state)
{
	(void)state;
	stays("{\"Password\":\"\",\"Key\" : \"\" ,\"a\":\"\"}");
}

static void names_that_are_values_hide_nothing(void **state)
{
	(void)state;
	stays("[\"Password\",\"x\"]");
	stays("{\"a\":\"Password\",\"b\":\"x\"}");
	stays("{\"a\":\"Key\"}");
	stays("{\"Password \":\"x\",\"password\":\"x\",\"Keys\":\"x\",\"Passwords\":\"x\",\"\":\"x\"}");
	stays("{\"a\":\"\\\"Password\\\":\\\"x\\\"\",\"b\":\"x\"}");
	stays("\"Password\"");
	stays("\"Key\":");
	gives("{\"Password\":\"Password\"}", "{\"Password\":" MASK "}");
	gives("{\"a\":\"Key\",\"Key\":\"Q\"}", "{\"a\":\"Key\",\"Key\":" MASK "}");
}

static void other_texts_stay_as_they_are(void **state)
{
	(void)state;
	stays("");
	stays("   ");
	stays("{}");
	stays("<html><a href=\"x\" title=\"y\">not \\ JSON</a>");
	stays("{\"a\":\"\\\"\",\"b\":[\"x\\\\\"],\"c\":{\"d\":null}}");
	stays("\"");
	stays("\\");
	stays("\"\\");
}

static void bytes_of_any_value_are_taken(void **state)
{
	static const char text[] = "\0\xFF{\"Key\0Key\":\"Q\0Q\xFF\",\"\xC3\xA8\":\"\0\"}";
	static const char expected[] = "\0\xFF{\"Key\0Key\":" MASK ",\"\xC3\xA8\":\"\0\"}";
	struct prov_buf out;

	(void)state;
	prov_buf_init(&out, 1000);
	assert_true(mask(text, sizeof(text) - 1, &out));
	assert_int_equal(out.length, sizeof(expected) - 1);
	assert_memory_equal(out.data, expected, sizeof(expected) - 1);
	prov_buf_free(&out);
}

/* Whatever is cut off behind: no byte of a secret is seen, and what is none stays. */
static void a_cut_text_shows_no_byte_of_a_secret(void **state)
{
	static const char text[] =
	    "{\"a\":\"b\\\\\",\"Password\" : \"Q\\\"Q\\\\QQ\\u0051\",\"n\":5,\"l\":[{\"aKey\":\"QQQQQQQQQQ\"}]}";

	(void)state;
	for (size_t length = 0; length <= strlen(text); length++) {
		struct prov_buf out;

		prov_buf_init(&out, 1000);
		assert_true(mask(text, length, &out));
		if (strchr(prov_buf_text(&out), 'Q')) {
			fail_msg("cut at %zu: %s", length, prov_buf_text(&out));
		}
		if (length > 0) {
			assert_memory_equal(prov_buf_text(&out), text, length < 25 ? length : 25);
		}
		prov_buf_free(&out);
	}
}

/* A quote too many before it does not turn names into values and values into what stands between texts. */
static void a_broken_text_hides_what_looks_like_a_secret(void **state)
{
	(void)state;
	gives("{\"a\":\"b\"c\",\"Password\":\"QQ\",\"d\":\"e\"}", "{\"a\":\"b\"c\",\"Password\":" MASK ",\"d\":\"e\"}");
	gives("warning: \" {\"Key\":\"QQ\"}", "warning: \" {\"Key\":" MASK "}");
	gives("\\\"{\"Key\":\"QQ\"}", "\\\"{\"Key\":" MASK "}");
	gives("{\"Key\"::\"x\",\"Key\":\"QQ\"}", "{\"Key\"::\"x\",\"Key\":" MASK "}");
	gives("{\"Key\":\"QQ\"\"Key\":\"QQ\"}", "{\"Key\":" MASK "\"Key\":" MASK "}");
	gives("Password\":\"QQ\"}", "Password\":" MASK "}");
	gives("{\"Key\":\"\\\"Key\":\"QQ\",\"a\":1}", "{\"Key\":" MASK ":" MASK ",\"a\":1}");
}

static void the_result_has_a_ceiling(void **state)
{
	static const char expected[] = "{\"Key\":" MASK ",\"a\":1}";

	(void)state;
	for (size_t maximum = 0; maximum <= strlen(expected); maximum++) {
		struct prov_buf out;

		prov_buf_init(&out, maximum);
		assert_int_equal(mask("{\"Key\":\"Q\",\"a\":1}", 17, &out), maximum == strlen(expected));
		assert_int_equal(out.too_long, maximum < strlen(expected));
		assert_null(strchr(prov_buf_text(&out), 'Q'));
		prov_buf_free(&out);
	}
}

static bool scenario(void *data)
{
	static const char text[] = "{\"a\":\"a text that is longer than the first capacity of a buffer, which is a hundred "
	                           "and twenty-eight bytes, so that it has to grow once more\",\"Key\":\"Q\",\"b\":1}";
	struct prov_buf out;
	bool good;

	(void)data;
	prov_buf_init(&out, 1000);
	good = mask(text, strlen(text), &out);
	assert_null(strchr(prov_buf_text(&out), 'Q'));
	assert_true(!good || strstr(out.data, MASK ",\"b\":1}"));
	prov_buf_free(&out);
	return good;
}

static void memory_that_runs_short_is_seen(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(secret_texts_are_hidden_at_any_depth),
	    cmocka_unit_test(escapes_end_no_text),
	    cmocka_unit_test(names_in_disguise_are_secret),
	    cmocka_unit_test(what_is_no_text_is_shown),
	    cmocka_unit_test(empty_texts_are_shown),
	    cmocka_unit_test(names_that_are_values_hide_nothing),
	    cmocka_unit_test(other_texts_stay_as_they_are),
	    cmocka_unit_test(bytes_of_any_value_are_taken),
	    cmocka_unit_test(a_cut_text_shows_no_byte_of_a_secret),
	    cmocka_unit_test(a_broken_text_hides_what_looks_like_a_secret),
	    cmocka_unit_test(the_result_has_a_ceiling),
	    cmocka_unit_test(memory_that_runs_short_is_seen),
	};

	return cmocka_run_group_tests_name("json_mask", tests, NULL, NULL);
}
