/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/value.c: trees of every type, order, keys of any bytes, files and who closes them, sorting and cutting
 * lists, and a failed allocation anywhere in a tree.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include "lib/mem.h"
#include "lib/value.h"

static void test_map(void **state)
{
	(void)state;
	struct prov_value map;
	prov_value_init_map(&map);
	assert_true(prov_map_set_null(&map, "null"));
	assert_true(prov_map_set_bool(&map, "bool", true));
	assert_true(prov_map_set_int(&map, "int", INT64_MIN));
	assert_true(prov_map_set_double(&map, "double", 0.5));
	assert_true(prov_map_set_text(&map, "text", "a"));
	assert_true(prov_map_set_string(&map, "string", "a\0b", 3));
	assert_int_equal(prov_map_get(&map, "null")->type, PROV_VALUE_NULL);
	assert_true(prov_map_get(&map, "bool")->as.boolean);
	assert_true(prov_map_get(&map, "int")->as.integer == INT64_MIN);
	assert_true(prov_map_get(&map, "double")->as.number == 0.5);
	assert_string_equal(prov_map_get(&map, "text")->as.string.data, "a");
	assert_int_equal(prov_map_get(&map, "string")->as.string.length, 3);
	assert_memory_equal(prov_map_get(&map, "string")->as.string.data, "a\0b", 4);
	assert_null(prov_map_get(&map, "absent"));
	assert_null(prov_map_get(prov_map_get(&map, "int"), "x"));
	assert_string_equal(map.as.items.keys[0], "null");
	assert_string_equal(map.as.items.keys[5], "string");
	assert_false(prov_value_failed(&map));
	prov_value_free(&map);
	assert_int_equal(map.type, PROV_VALUE_NULL);
	prov_value_free(&map);
}

static void test_nested_and_large(void **state)
{
	(void)state;
	struct prov_value root;
	prov_value_init_map(&root);
	for (int i = 0; i < 100; i++) {
		char key[32];
		snprintf(key, sizeof(key), "tenant%d", i);
		struct prov_value *tenant = prov_map_add_map(&root, key, strlen(key));
		assert_non_null(tenant);
		struct prov_value *list = prov_map_add_list(tenant, "list", 4);
		assert_true(prov_list_add_text(list, key));
		assert_true(prov_list_add_string(list, "x", 1));
		assert_true(prov_map_set_int(prov_list_add_map(list), "i", i));
	}
	assert_int_equal(root.as.items.count, 100);
	const struct prov_value *list = prov_map_get(prov_map_get(&root, "tenant42"), "list");
	assert_int_equal(list->as.items.count, 3);
	assert_string_equal(list->as.items.values[0].as.string.data, "tenant42");
	assert_true(prov_map_get(&list->as.items.values[2], "i")->as.integer == 42);
	prov_value_free(&root);
}

static void test_key_with_nul(void **state)
{
	(void)state;
	struct prov_value map;
	prov_value_init_map(&map);
	assert_non_null(prov_map_add_map(&map, "a\0b", 3));
	assert_null(prov_map_get(&map, "a"));
	assert_int_equal(map.as.items.key_lengths[0], 3);
	prov_value_free(&map);
}

static void test_wrong_parent_is_noted(void **state)
{
	(void)state;
	struct prov_value root;
	prov_value_init_map(&root);
	struct prov_value *list = prov_map_add_list(&root, "list", 4);
	assert_false(prov_map_set_int(list, "key", 1));
	assert_true(list->failed);
	assert_false(root.failed);
	assert_true(prov_value_failed(&root));
	assert_false(prov_map_set_text(NULL, "key", "x"));
	assert_null(prov_list_add_map(NULL));
	assert_null(prov_map_add_list(NULL, "a", 1));
	prov_value_free(&root);
	prov_value_init_map(&root);
	assert_false(prov_list_add_text(&root, "x"));
	assert_true(prov_value_failed(&root));
	prov_value_free(&root);
}

static int open_file(void)
{
	const int file = open("/dev/null", O_RDWR | O_CLOEXEC);
	assert_true(file >= 0);
	return file;
}

static bool is_open(int file)
{
	return fcntl(file, F_GETFD) >= 0 || errno != EBADF;
}

static void test_files_are_closed_with_the_tree(void **state)
{
	(void)state;
	struct prov_value root;
	const int first = open_file();
	const int second = open_file();
	prov_value_init_map(&root);
	assert_true(prov_map_set_file(&root, "stream", first));
	struct prov_value *inner = prov_list_add_map(prov_map_add_list(&root, "list", 4));
	assert_true(prov_map_set_file(inner, "stream", second));
	assert_int_equal(prov_map_get(&root, "stream")->type, PROV_VALUE_FILE);
	assert_int_equal(prov_map_get(&root, "stream")->as.file, first);
	assert_true(is_open(first) && is_open(second));
	prov_value_free(&root);
	assert_false(is_open(first));
	assert_false(is_open(second));
	/* what was taken out of the tree is its taker's */
	const int third = open_file();
	prov_value_init_map(&root);
	assert_true(prov_map_set_file(&root, "stream", third));
	root.as.items.values[0].type = PROV_VALUE_NULL;
	prov_value_free(&root);
	assert_true(is_open(third));
	assert_true(prov_map_set_file(NULL, "stream", third) == false);
	assert_false(is_open(third));
}

static int always(void)
{
	return 1;
}

static void test_a_file_that_is_not_taken_is_closed(void **state)
{
	(void)state;
	struct prov_value root;
	prov_value_init_map(&root);
	int file = open_file();
	prov_mem_test_hook(always);
	assert_false(prov_map_set_file(&root, "stream", file));
	prov_mem_test_hook(NULL);
	assert_false(is_open(file));
	assert_true(prov_value_failed(&root));
	assert_null(prov_map_get(&root, "stream"));
	prov_value_free(&root);
	/* a list takes none under a key */
	prov_value_init_list(&root);
	file = open_file();
	assert_false(prov_map_set_file(&root, "stream", file));
	assert_false(is_open(file));
	prov_value_free(&root);
}

static int by_number(const void *a, const void *b)
{
	const int64_t left = prov_map_get(a, "n")->as.integer;
	const int64_t right = prov_map_get(b, "n")->as.integer;
	return left < right ? -1 : left > right ? 1 : 0;
}

static void list_of(struct prov_value *list, size_t count)
{
	prov_value_init_list(list);
	for (size_t i = 0; i < count; i++) {
		struct prov_value *row = prov_list_add_map(list);
		char text[32];
		snprintf(text, sizeof(text), "row %zu", i * 37 % 100);
		assert_true(prov_map_set_int(row, "n", (int64_t)(i * 37 % 100)));
		assert_true(prov_map_set_text(row, "text", text));
	}
}

static void test_lists_are_sorted(void **state)
{
	(void)state;
	struct prov_value list;
	for (size_t count = 0; count <= 100; count += count == 0 ? 1 : 99) {
		list_of(&list, count);
		prov_list_sort(&list, by_number);
		assert_int_equal(list.as.items.count, count);
		for (size_t i = 0; i < count; i++) {
			char text[32];
			snprintf(text, sizeof(text), "row %zu", i);
			assert_string_equal(prov_map_get(&list.as.items.values[i], "text")->as.string.data, text);
		}
		assert_false(prov_value_failed(&list));
		prov_value_free(&list);
	}
	/* what is no list stays */
	prov_value_init_map(&list);
	prov_map_set_int(&list, "b", 1);
	prov_map_set_int(&list, "a", 2);
	prov_list_sort(&list, by_number);
	assert_string_equal(list.as.items.keys[0], "b");
	prov_value_free(&list);
}

static void test_lists_are_cut(void **state)
{
	(void)state;
	struct prov_value list;
	list_of(&list, 20);
	prov_list_cut(&list, 21);
	prov_list_cut(&list, 20);
	assert_int_equal(list.as.items.count, 20);
	prov_list_cut(&list, 3);
	assert_int_equal(list.as.items.count, 3);
	assert_string_equal(prov_map_get(&list.as.items.values[2], "text")->as.string.data, "row 74");
	/* and go on */
	assert_true(prov_list_add_text(&list, "more"));
	assert_int_equal(list.as.items.count, 4);
	assert_string_equal(list.as.items.values[3].as.string.data, "more");
	prov_list_cut(&list, 0);
	assert_int_equal(list.as.items.count, 0);
	prov_list_cut(&list, 0);
	prov_value_free(&list);
	/* what is cut off closes its files; what is no list stays */
	const int file = open_file();
	prov_value_init_list(&list);
	assert_true(prov_map_set_file(prov_list_add_map(&list), "stream", file));
	prov_list_cut(&list, 0);
	assert_false(is_open(file));
	prov_value_free(&list);
	prov_value_init_map(&list);
	prov_map_set_null(&list, "a");
	prov_list_cut(&list, 0);
	assert_int_equal(list.as.items.count, 1);
	prov_value_free(&list);
}

/* A builder that checks nothing on its way: the root alone tells. */
static bool scenario(void *data)
{
	(void)data;
	struct prov_value root;
	prov_value_init_map(&root);
	for (int i = 0; i < 20; i++) {
		struct prov_value *tenant = prov_map_add_map(&root, "tenant", 6);
		struct prov_value *list = prov_map_add_list(tenant, "list", 4);
		prov_list_add_text(list, "text");
		prov_map_set_string(prov_list_add_map(list), "key", "value", 5);
		prov_map_set_null(tenant, "null");
	}
	const bool good = !prov_value_failed(&root);
	for (size_t i = 0; good && i < 20; i++) {
		const struct prov_value *tenant = &root.as.items.values[i];
		const struct prov_value *list = prov_map_get(tenant, "list");
		assert_int_equal(tenant->as.items.count, 2);
		assert_string_equal(list->as.items.values[0].as.string.data, "text");
		assert_string_equal(prov_map_get(&list->as.items.values[1], "key")->as.string.data, "value");
	}
	prov_value_free(&root);
	return good;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_map),
	    cmocka_unit_test(test_nested_and_large),
	    cmocka_unit_test(test_key_with_nul),
	    cmocka_unit_test(test_wrong_parent_is_noted),
	    cmocka_unit_test(test_files_are_closed_with_the_tree),
	    cmocka_unit_test(test_a_file_that_is_not_taken_is_closed),
	    cmocka_unit_test(test_lists_are_sorted),
	    cmocka_unit_test(test_lists_are_cut),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
