/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * value: builds and frees the tree of results. Every builder takes a NULL parent as a failure that was already noted
 * higher up, so a chain of them needs one check at its end. Nothing is read here from JSON or PHP.
 */
#include "lib/value.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/mem.h"

#define FIRST_CAPACITY 8

void prov_value_init_list(struct prov_value *value)
{
	*value = (struct prov_value){.type = PROV_VALUE_LIST};
}

void prov_value_init_map(struct prov_value *value)
{
	*value = (struct prov_value){.type = PROV_VALUE_MAP};
}

static void free_items(struct prov_value *value)
{
	for (size_t i = 0; i < value->as.items.count; i++) {
		prov_value_free(&value->as.items.values[i]);
		if (value->type == PROV_VALUE_MAP) {
			prov_wipe_free(value->as.items.keys[i], value->as.items.key_lengths[i]);
		}
	}
	prov_free(value->as.items.values);
	prov_free(value->as.items.keys);
	prov_free(value->as.items.key_lengths);
}

void prov_value_free(struct prov_value *value)
{
	if (value->type == PROV_VALUE_STRING) {
		prov_wipe_free(value->as.string.data, value->as.string.length);
	} else if (value->type == PROV_VALUE_FILE) {
		close(value->as.file);
	} else if (value->type == PROV_VALUE_LIST || value->type == PROV_VALUE_MAP) {
		free_items(value);
	}
	*value = (struct prov_value){.type = PROV_VALUE_NULL};
}

/* The arrays of a map grow one after the other: each is valid whether or not the next one can follow. */
static bool grow_keys(struct prov_value *map, size_t capacity)
{
	char **keys = prov_realloc(map->as.items.keys, capacity * sizeof(*keys));
	size_t *key_lengths;

	if (!keys) {
		return false;
	}
	map->as.items.keys = keys;
	key_lengths = prov_realloc(map->as.items.key_lengths, capacity * sizeof(*key_lengths));
	if (!key_lengths) {
		return false;
	}
	map->as.items.key_lengths = key_lengths;
	return true;
}

static bool grow(struct prov_value *parent)
{
	size_t capacity = parent->as.items.capacity == 0 ? FIRST_CAPACITY : parent->as.items.capacity * 2;
	struct prov_value *values;

	if (parent->as.items.count < parent->as.items.capacity) {
		return true;
	}
	if (parent->as.items.capacity > SIZE_MAX / 2 / sizeof(struct prov_value)) {
		return false;
	}
	values = prov_realloc(parent->as.items.values, capacity * sizeof(*values));
	if (!values) {
		return false;
	}
	parent->as.items.values = values;
	if (parent->type == PROV_VALUE_MAP && !grow_keys(parent, capacity)) {
		return false;
	}
	parent->as.items.capacity = capacity;
	return true;
}

/* A new, null item at the end of a list (key NULL) or map; NULL notes the failure in the parent. */
static struct prov_value *add(struct prov_value *parent, const char *key, size_t key_length)
{
	size_t i;

	if (!parent) {
		return NULL;
	}
	if (parent->type != (key ? PROV_VALUE_MAP : PROV_VALUE_LIST) || !grow(parent)) {
		parent->failed = true;
		return NULL;
	}
	i = parent->as.items.count;
	if (key) {
		parent->as.items.keys[i] = prov_strndup(key, key_length);
		if (!parent->as.items.keys[i]) {
			parent->failed = true;
			return NULL;
		}
		parent->as.items.key_lengths[i] = key_length;
	}
	parent->as.items.values[i] = (struct prov_value){.type = PROV_VALUE_NULL};
	parent->as.items.count++;
	return &parent->as.items.values[i];
}

static struct prov_value *add_under_text(struct prov_value *map, const char *key)
{
	return add(map, key, strlen(key));
}

/* Makes a fresh null item a string. */
static bool put_string(struct prov_value *parent, struct prov_value *item, const char *data, size_t length)
{
	char *copy;

	if (!item) {
		return false;
	}
	copy = prov_strndup(data, length);
	if (!copy) {
		parent->failed = true;
		return false;
	}
	item->type = PROV_VALUE_STRING;
	item->as.string.data = copy;
	item->as.string.length = length;
	return true;
}

bool prov_map_set_null(struct prov_value *map, const char *key)
{
	return add_under_text(map, key) != NULL;
}

bool prov_map_set_bool(struct prov_value *map, const char *key, bool boolean)
{
	struct prov_value *item = add_under_text(map, key);

	if (item) {
		item->type = PROV_VALUE_BOOL;
		item->as.boolean = boolean;
	}
	return item != NULL;
}

bool prov_map_set_int(struct prov_value *map, const char *key, int64_t integer)
{
	struct prov_value *item = add_under_text(map, key);

	if (item) {
		item->type = PROV_VALUE_INT;
		item->as.integer = integer;
	}
	return item != NULL;
}

bool prov_map_set_double(struct prov_value *map, const char *key, double number)
{
	struct prov_value *item = add_under_text(map, key);

	if (item) {
		item->type = PROV_VALUE_DOUBLE;
		item->as.number = number;
	}
	return item != NULL;
}

bool prov_map_set_text(struct prov_value *map, const char *key, const char *text)
{
	return prov_map_set_string(map, key, text, strlen(text));
}

bool prov_map_set_string(struct prov_value *map, const char *key, const char *data, size_t length)
{
	return put_string(map, add_under_text(map, key), data, length);
}

bool prov_map_set_file(struct prov_value *map, const char *key, int file)
{
	struct prov_value *item = add_under_text(map, key);

	if (!item) {
		close(file);
		return false;
	}
	item->type = PROV_VALUE_FILE;
	item->as.file = file;
	return true;
}

struct prov_value *prov_map_add_list(struct prov_value *map, const char *key, size_t key_length)
{
	struct prov_value *item = add(map, key, key_length);

	if (item) {
		prov_value_init_list(item);
	}
	return item;
}

struct prov_value *prov_map_add_map(struct prov_value *map, const char *key, size_t key_length)
{
	struct prov_value *item = add(map, key, key_length);

	if (item) {
		prov_value_init_map(item);
	}
	return item;
}

bool prov_list_add_text(struct prov_value *list, const char *text)
{
	return prov_list_add_string(list, text, strlen(text));
}

bool prov_list_add_string(struct prov_value *list, const char *data, size_t length)
{
	return put_string(list, add(list, NULL, 0), data, length);
}

struct prov_value *prov_list_add_map(struct prov_value *list)
{
	struct prov_value *item = add(list, NULL, 0);

	if (item) {
		prov_value_init_map(item);
	}
	return item;
}

void prov_list_sort(struct prov_value *list, int (*compare)(const void *a, const void *b))
{
	if (list->type == PROV_VALUE_LIST && list->as.items.count > 1) {
		qsort(list->as.items.values, list->as.items.count, sizeof(struct prov_value), compare);
	}
}

void prov_list_cut(struct prov_value *list, size_t count)
{
	while (list->type == PROV_VALUE_LIST && list->as.items.count > count) {
		prov_value_free(&list->as.items.values[--list->as.items.count]);
	}
}

const struct prov_value *prov_map_get(const struct prov_value *map, const char *key)
{
	size_t length = strlen(key);

	if (map->type != PROV_VALUE_MAP) {
		return NULL;
	}
	for (size_t i = 0; i < map->as.items.count; i++) {
		if (map->as.items.key_lengths[i] == length && memcmp(map->as.items.keys[i], key, length) == 0) {
			return &map->as.items.values[i];
		}
	}
	return NULL;
}

bool prov_value_failed(const struct prov_value *root)
{
	if (root->failed) {
		return true;
	}
	if (root->type != PROV_VALUE_LIST && root->type != PROV_VALUE_MAP) {
		return false;
	}
	for (size_t i = 0; i < root->as.items.count; i++) {
		if (prov_value_failed(&root->as.items.values[i])) {
			return true;
		}
	}
	return false;
}
