/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * value: a small tree of results (null, bool, integer, double, string, file, list, map) that an operation builds and
 * glue turns into a PHP array. Maps keep insertion order; keys are not checked for repetition, set each once. A failed
 * allocation is remembered in the root (`prov_value_failed`), so that builders need one check at the end.
 */
#ifndef PROVISION_LIB_VALUE_H
#define PROVISION_LIB_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum prov_value_type {
	PROV_VALUE_NULL,
	PROV_VALUE_BOOL,
	PROV_VALUE_INT,
	PROV_VALUE_DOUBLE,
	PROV_VALUE_STRING,
	PROV_VALUE_FILE,
	PROV_VALUE_LIST,
	PROV_VALUE_MAP,
};

struct prov_value {
	enum prov_value_type type;
	union {
		bool boolean;
		int64_t integer;
		double number;
		struct {
			char *data;
			size_t length;
		} string;
		int file; /* an open file descriptor, owned */
		struct {
			struct prov_value *values;
			char **keys; /* maps only */
			size_t *key_lengths;
			size_t count;
			size_t capacity;
		} items;
	} as;
	bool failed; /* an allocation below this value failed */
};

void prov_value_init_list(struct prov_value *value);
void prov_value_init_map(struct prov_value *value);
/* Wipes strings, closes files, frees the tree; the value becomes null. */
void prov_value_free(struct prov_value *value);

bool prov_map_set_null(struct prov_value *map, const char *key);
bool prov_map_set_bool(struct prov_value *map, const char *key, bool boolean);
bool prov_map_set_int(struct prov_value *map, const char *key, int64_t integer);
bool prov_map_set_double(struct prov_value *map, const char *key, double number);
bool prov_map_set_text(struct prov_value *map, const char *key, const char *text);
bool prov_map_set_string(struct prov_value *map, const char *key, const char *data, size_t length);
/* Takes an open file descriptor over, also when it fails (then it is closed). */
bool prov_map_set_file(struct prov_value *map, const char *key, int file);
/*
 * An empty list or map under a key (of any bytes); NULL on failure. The pointer holds until the parent's next change.
 */
struct prov_value *prov_map_add_list(struct prov_value *map, const char *key, size_t key_length);
struct prov_value *prov_map_add_map(struct prov_value *map, const char *key, size_t key_length);
bool prov_list_add_text(struct prov_value *list, const char *text);
bool prov_list_add_string(struct prov_value *list, const char *data, size_t length);
struct prov_value *prov_list_add_map(struct prov_value *list);
/* Sorts a list as qsort(3) does: compare gets pointers to two values. Equals may change places. */
void prov_list_sort(struct prov_value *list, int (*compare)(const void *a, const void *b));
/* Frees what stands behind the first `count` values. */
void prov_list_cut(struct prov_value *list, size_t count);
/* The value under a key, or NULL. */
const struct prov_value *prov_map_get(const struct prov_value *map, const char *key);
/* True when an allocation failed anywhere on the way to this root. */
bool prov_value_failed(const struct prov_value *root);

#endif
