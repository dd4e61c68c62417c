/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/value.c: trees of every type, order, keys of any bytes, and a failed allocation anywhere in a tree.
 */
#include "unit.h"

#include <stdio.h>

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
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
