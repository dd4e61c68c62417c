/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/json_list.c: the same elements (and members of a map) whatever the pieces a stream comes in, the lone
 * object, ceilings, broken streams, and an each() that refuses.
 */
#include "unit.h"

#include "lib/json_list.h"
#include "lib/mem.h"

/* The elements as text, each followed by a line feed; a lone object is marked. */
struct gathered {
	struct prov_buf text;
	uint64_t refuse_at; /* refuse this element, counted from 1; 0 = none */
	uint64_t seen;
	bool name_reason;
};

static bool gather(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct gathered *gathered = target;
	gathered->seen++;
	if (gathered->seen == gathered->refuse_at) {
		return gathered->name_reason ? prov_error_set(error, PROV_ERROR_LIMIT, "enough") : false;
	}
	prov_buf_append_text(&gathered->text, alone ? "alone " : "");
	prov_json_print(element, &gathered->text);
	return prov_buf_append_char(&gathered->text, '\n') ? true : prov_error_memory(error);
}

/* Feeds the text in pieces of so many bytes; each piece is a block of its own, so that reading past it is found. */
static bool feed(struct prov_json_list *list, const char *text, size_t length, size_t piece)
{
	bool good = true;
	for (size_t at = 0; good && at < length; at += piece) {
		const size_t part = length - at < piece ? length - at : piece;
		char *copy = prov_strndup(text + at, part);
		good = copy == NULL ? prov_error_memory(&list->error) : prov_json_list_feed(list, copy, part);
		prov_free(copy);
	}
	return good && prov_json_list_finish(list);
}

typedef void init(
    struct prov_json_list *list, size_t max_element, unsigned max_depth, prov_json_list_each *each, void *target);

static void init_gives(init *begin, const char *text, const char *expected)
{
	const size_t length = strlen(text);
	for (size_t piece = 1; piece <= length; piece++) {
		struct gathered gathered = {.refuse_at = 0};
		struct prov_json_list list;
		prov_buf_init(&gathered.text, 100000);
		begin(&list, 1000, 8, gather, &gathered);
		if (!feed(&list, text, length, piece)) {
			fail_msg("refused in pieces of %zu: %s: %s", piece, text, list.error.message);
		}
		assert_string_equal(prov_buf_text(&gathered.text), expected);
		prov_json_list_free(&list);
		prov_buf_free(&gathered.text);
	}
}

static void gives(const char *text, const char *expected)
{
	init_gives(prov_json_list_init, text, expected);
}

static void map_gives(const char *text, const char *expected)
{
	init_gives(prov_json_list_init_map, text, expected);
}

static void init_refused(init *begin, const char *text, const char *part)
{
	const size_t length = strlen(text);
	for (size_t piece = 1; piece <= length + 1; piece++) {
		struct gathered gathered = {.refuse_at = 0};
		struct prov_json_list list;
		prov_buf_init(&gathered.text, 100000);
		begin(&list, 20, 3, gather, &gathered);
		if (feed(&list, text, length, piece)) {
			fail_msg("accepted in pieces of %zu: %s", piece, text);
		}
		unit_assert_error(&list.error, PROV_ERROR_PROTOCOL, part);
		/* refused for good */
		assert_false(prov_json_list_feed(&list, "[]", 2));
		assert_false(prov_json_list_finish(&list));
		prov_json_list_free(&list);
		prov_buf_free(&gathered.text);
	}
}

static void refused(const char *text, const char *part)
{
	init_refused(prov_json_list_init, text, part);
}

static void map_refused(const char *text, const char *part)
{
	init_refused(prov_json_list_init_map, text, part);
}

static void test_elements(void **state)
{
	(void)state;
	gives("[]", "");
	gives(" \r\n[ \t] \n", "");
	gives("[1]", "1\n");
	gives("[ 1 , -2.5,\ttrue,null , \"a\"]\n", "1\n-2.5\ntrue\nnull\n\"a\"\n");
	gives("[[],{},[[1,2],[]],{\"a\":{\"b\":[]}}]", "[]\n{}\n[[1,2],[]]\n{\"a\":{\"b\":[]}}\n");
	gives("[\"],[\",\"\\\"]\",\"\\\\\",\"}{\"]", "\"],[\"\n\"\\\"]\"\n\"\\\\\"\n\"}{\"\n");
	gives("[{\"a\\\"]\":\"}\"},\"\\ud83d\\ude00\xE2\x82\xAC\"]",
	    "{\"a\\\"]\":\"}\"}\n\"\xF0\x9F\x98\x80\xE2\x82\xAC\"\n");
}

static void test_lone_object(void **state)
{
	(void)state;
	gives("{}", "alone {}\n");
	gives(" {\"type\":\"error\",\"msg\":[\"}\",{}]} \n", "alone {\"type\":\"error\",\"msg\":[\"}\",{}]}\n");
}

static void test_refused(void **state)
{
	(void)state;
	refused("", "empty");
	refused("  \n", "empty");
	refused("[", "ends inside");
	refused("[1", "ends inside");
	refused("[1,", "ends inside");
	refused("{\"a\":1", "ends inside");
	refused("[\"abc", "ends inside");
	refused("null", "neither a list nor an object");
	refused("\"a\"", "neither");
	refused("<html>", "neither");
	refused("]", "neither");
	refused("[,1]", "element is missing");
	refused("[1,]", "element is missing");
	refused("[1,,2]", "element is missing");
	refused("[}", "element is missing");
	refused("[1 2]", "no comma");
	refused("[{}{}]", "no comma");
	refused("[\"a\"\"b\"]", "no comma");
	refused("[1}", "no comma");
	refused("[1]]", "after its end");
	refused("{} {}", "after its end");
	refused("{}]", "after its end");
	refused("[]x", "after its end");
	refused("[tru]", "JSON");
	refused("[01]", "JSON");
	refused("[1\"a\"]", "JSON");
	refused("[[}]", "JSON");
	refused("[{\"a\":1,\"a\":2}]", "twice");
	refused("[{]", "JSON");
	refused("[[[[[1]]]]]", "deep");
	refused("{\"a\":{\"a\":{\"a\":{}}}}", "deep");
}

static void test_element_ceiling(void **state)
{
	(void)state;
	refused("[\"aaaaaaaaaaaaaaaaaaaa\"]", "longer than 20 bytes");
	refused("[1,{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "longer than 20 bytes");
	refused("{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", "longer than 20 bytes");
	/* many elements, each below it; blanks between them do not count */
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 100000);
	prov_json_list_init(&list, 20, 3, gather, &gathered);
	assert_true(prov_json_list_feed(&list, "[0", 2));
	for (int i = 0; i < 2000; i++) {
		assert_true(prov_json_list_feed(&list, "        ,        \"aaaaaaaaaaaaaaaaaa\"  ", 39));
	}
	assert_true(prov_json_list_feed(&list, "]", 1));
	assert_true(prov_json_list_finish(&list));
	assert_true(list.count == 2001);
	assert_true(list.element.capacity < 1000);
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
}

/* An element that can no longer become good is not gathered to its end. */
static void test_refused_at_once(void **state)
{
	(void)state;
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_json_list_init(&list, 1000, 3, gather, &gathered);
	assert_true(prov_json_list_feed(&list, "[[[[", 4));
	assert_false(prov_json_list_feed(&list, "[", 1));
	unit_assert_error(&list.error, PROV_ERROR_PROTOCOL, "deep");
	prov_json_list_free(&list);
}

static void test_each_refuses(void **state)
{
	(void)state;
	for (int name_reason = 0; name_reason < 2; name_reason++) {
		struct gathered gathered = {.refuse_at = 2, .name_reason = name_reason != 0};
		struct prov_json_list list;
		prov_buf_init(&gathered.text, 1000);
		prov_json_list_init(&list, 20, 3, gather, &gathered);
		assert_false(prov_json_list_feed(&list, "[1,2,3]", 7));
		assert_string_equal(prov_buf_text(&gathered.text), "1\n");
		assert_true(gathered.seen == 2);
		assert_int_equal(list.error.kind, name_reason != 0 ? PROV_ERROR_LIMIT : PROV_ERROR_PROTOCOL);
		assert_false(prov_json_list_feed(&list, "", 0));
		prov_json_list_free(&list);
		prov_buf_free(&gathered.text);
	}
}

static void test_map_members(void **state)
{
	(void)state;
	map_gives("{}", "");
	map_gives(" \r\n{ \t} \n", "");
	map_gives("{\"a\":1}", "{\"a\":1}\n");
	map_gives("\n{ \"a\" : 1 ,\t\"b\"\r\n:\n\"x\" , \"c\":null,\"d\":-2.5,\"e\":true}  ",
	    "{\"a\":1}\n{\"b\":\"x\"}\n{\"c\":null}\n{\"d\":-2.5}\n{\"e\":true}\n");
	map_gives("{\"a\":{},\"b\":[],\"c\":{\"a\":{\"a\":[{}]}},\"d\":[[1,2],[]]}",
	    "{\"a\":{}}\n{\"b\":[]}\n{\"c\":{\"a\":{\"a\":[{}]}}}\n{\"d\":[[1,2],[]]}\n");
}

static void test_map_names(void **state)
{
	(void)state;
	map_gives("{\"\":1}", "{\"\":1}\n");
	map_gives("{\"\":\"\",\" \":\" \"}", "{\"\":\"\"}\n{\" \":\" \"}\n");
	map_gives("{\"}\":1,\"{\":2,\":\":3,\",\":4,\"]\":5}", "{\"}\":1}\n{\"{\":2}\n{\":\":3}\n{\",\":4}\n{\"]\":5}\n");
	map_gives("{\"\\\"\":1,\"\\\\\":2,\"\\\\\\\":{\":3,\"a\\tb\":4}",
	    "{\"\\\"\":1}\n{\"\\\\\":2}\n{\"\\\\\\\":{\":3}\n{\"a\\tb\":4}\n");
	map_gives("{\"\\u0061\\ud83d\\ude00\":1,\"\xE2\x82\xAC\":2}", "{\"a\xF0\x9F\x98\x80\":1}\n{\"\xE2\x82\xAC\":2}\n");
	/* a repeated name is the reader's to find */
	map_gives("{\"a\":1,\"a\":2}", "{\"a\":1}\n{\"a\":2}\n");
}

static void test_map_refused(void **state)
{
	(void)state;
	map_refused("", "empty");
	map_refused(" \n", "empty");
	map_refused("{", "ends inside");
	map_refused("{\"", "ends inside");
	map_refused("{\"a\\\"", "ends inside");
	map_refused("{\"a\"", "ends inside");
	map_refused("{\"a\":", "ends inside");
	map_refused("{\"a\":1", "ends inside");
	map_refused("{\"a\":1,", "ends inside");
	map_refused("{\"a\":{}", "ends inside");
	map_refused("[]", "no object");
	map_refused("[{\"a\":1}]", "no object");
	map_refused("null", "no object");
	map_refused("\"a\"", "no object");
	map_refused("<html>", "no object");
	map_refused("}", "no object");
	map_refused("{,\"a\":1}", "no name");
	map_refused("{\"a\":1,}", "no name");
	map_refused("{\"a\":1,,\"b\":2}", "no name");
	map_refused("{a:1}", "no name");
	map_refused("{1:1}", "no name");
	map_refused("{{}:1}", "no name");
	map_refused("{'a':1}", "no name");
	map_refused("{]", "no name");
	map_refused("{\"a\"}", "no colon");
	map_refused("{\"a\",\"b\":1}", "no colon");
	map_refused("{\"a\" 1}", "no colon");
	map_refused("{\"a\"\"b\":1}", "no colon");
	map_refused("{\"a\":}", "element is missing");
	map_refused("{\"a\":,\"b\":1}", "element is missing");
	map_refused("{\"a\":]", "element is missing");
	map_refused("{\"a\":1 \"b\":2}", "no comma");
	map_refused("{\"a\":{}\"b\":2}", "no comma");
	map_refused("{\"a\":1]", "no comma");
	map_refused("{\"a\":1:2}", "JSON");
	map_refused("{\"a\"::1}", "JSON");
	map_refused("{\"a\":\"b\":1}", "no comma");
	map_refused("{\"a\":1}}", "after its end");
	map_refused("{} {}", "after its end");
	map_refused("{}x", "after its end");
	map_refused("{\"a\":tru}", "JSON");
	map_refused("{\"a\":01}", "JSON");
	map_refused("{\"a\":[}]}", "JSON");
	map_refused("{\"\n\":1}", "JSON");
	map_refused("{\"\\u0000\":1}", "JSON");
	map_refused("{\"\xFF\":1}", "JSON");
	map_refused("{\"\\ud800\":1}", "JSON");
	map_refused("{\"a\":{\"b\":1,\"b\":2}}", "twice");
}

static bool feed_text(struct prov_json_list *list, const char *text)
{
	return prov_json_list_feed(list, text, strlen(text));
}

/* The map is a level of its own, as the list is: an element of it may be nested as deeply. */
static void test_map_depth(void **state)
{
	(void)state;
	map_refused("{\"a\":[[[[1]]]]}", "deep");
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 1000);
	prov_json_list_init_map(&list, 1000, 3, gather, &gathered);
	assert_true(feed_text(&list, "{\"a\":[[[1]]],\"b\":{\"c\":{\"d\":{}}}"));
	assert_false(feed_text(&list, ",\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{"));
	unit_assert_error(&list.error, PROV_ERROR_PROTOCOL, "deep");
	assert_string_equal(prov_buf_text(&gathered.text), "{\"a\":[[[1]]]}\n{\"b\":{\"c\":{\"d\":{}}}}\n");
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
}

static void test_map_ceiling(void **state)
{
	(void)state;
	map_refused("{\"aaaaaaaaaaaaaaaaaaaaaaaaaa", "longer than 20 bytes");
	map_refused("{\"a\":\"aaaaaaaaaaaaaaaaaaaa", "longer than 20 bytes");
	map_refused("{\"a\":\"aaaaaaaaaaaaa\"}", "longer than 20 bytes");
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 100000);
	prov_json_list_init_map(&list, 20, 3, gather, &gathered);
	assert_true(feed_text(&list, "{\"a\":\"aaaaaaaaaaaa\""));
	for (int i = 0; i < 2000; i++) {
		assert_true(feed_text(&list, "        ,     \"b\"   :    \"aaaaaaaaaaaa\"  "));
	}
	assert_true(feed_text(&list, "}"));
	assert_true(prov_json_list_finish(&list));
	assert_true(list.count == 2001);
	assert_true(list.element.capacity < 1000);
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
}

static void test_map_each_refuses(void **state)
{
	(void)state;
	struct gathered gathered = {.refuse_at = 2, .name_reason = true};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 1000);
	prov_json_list_init_map(&list, 20, 3, gather, &gathered);
	assert_false(feed_text(&list, "{\"a\":1,\"b\":2,\"c\":3}"));
	assert_string_equal(prov_buf_text(&gathered.text), "{\"a\":1}\n");
	assert_true(gathered.seen == 2);
	unit_assert_error(&list.error, PROV_ERROR_LIMIT, "enough");
	assert_false(prov_json_list_finish(&list));
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
}

static bool map_scenario(void *data)
{
	(void)data;
	const char *text =
	    "{\"a name that is longer than the first capacity of a buffer, which is a hundred and twenty-eight "
	    "bytes, so that it has to grow once\":{\"a\":1},\"b\":[2],\"c\":3}";
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 1000);
	prov_json_list_init_map(&list, 1000, 3, gather, &gathered);
	const bool good = feed(&list, text, strlen(text), 10);
	assert_int_equal(list.error.kind, good ? PROV_OK : PROV_ERROR_MEMORY);
	assert_true(!good || gathered.seen == 3);
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
	return good;
}

static bool scenario(void *data)
{
	(void)data;
	const char *text = "[{\"a\":1},\"a text that is longer than the first capacity of a buffer, which is a hundred and "
	                   "twenty-eight bytes, so that it has to grow once more\",3]";
	struct gathered gathered = {.refuse_at = 0};
	struct prov_json_list list;
	prov_buf_init(&gathered.text, 1000);
	prov_json_list_init(&list, 1000, 3, gather, &gathered);
	const bool good = feed(&list, text, strlen(text), 10);
	assert_int_equal(list.error.kind, good ? PROV_OK : PROV_ERROR_MEMORY);
	assert_true(!good || gathered.seen == 3);
	prov_json_list_free(&list);
	prov_buf_free(&gathered.text);
	return good;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 5);
	assert_true(unit_fail_each_allocation(map_scenario, NULL) > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_elements),
	    cmocka_unit_test(test_lone_object),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_element_ceiling),
	    cmocka_unit_test(test_refused_at_once),
	    cmocka_unit_test(test_each_refuses),
	    cmocka_unit_test(test_map_members),
	    cmocka_unit_test(test_map_names),
	    cmocka_unit_test(test_map_refused),
	    cmocka_unit_test(test_map_depth),
	    cmocka_unit_test(test_map_ceiling),
	    cmocka_unit_test(test_map_each_refuses),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("json_list", tests, NULL, NULL);
}
