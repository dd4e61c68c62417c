/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_list: cuts the elements of one top-level JSON array, or the members of one top-level object, out of a stream, so
 * that a list of a whole server is never held in memory: one element at a time, each under a ceiling, each parsed
 * strictly. Where an array is due, a top-level object instead (an error message, or a product's "{}" for an empty list)
 * is handed over whole, flagged as such. It reads, and judges nothing; repeated members of a streamed object are its
 * reader's to find.
 */
#ifndef PROVISION_LIB_JSON_LIST_H
#define PROVISION_LIB_JSON_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/error.h"
#include "lib/json.h"

/*
 * One element (or the lone top-level object, alone = true). Of an object's members each comes as an object of that one
 * member. False stops the reading; set error then.
 */
typedef bool prov_json_list_each(void *target, const struct prov_json *element, bool alone, struct prov_error *error);

struct prov_json_list {
	prov_json_list_each *each;
	void *target;
	struct prov_buf element; /* bytes of the element under way */
	unsigned max_depth;
	unsigned depth; /* nesting inside the element under way */
	uint64_t count; /* elements handed over */
	int state;      /* private to json_list.c */
	bool map;       /* members of an object, not elements of an array */
	bool in_string;
	bool escaped;
	struct prov_error error;
};

void prov_json_list_init(
    struct prov_json_list *list, size_t max_element, unsigned max_depth, prov_json_list_each *each, void *target);
/* The same for the members of a top-level object. */
void prov_json_list_init_map(
    struct prov_json_list *list, size_t max_element, unsigned max_depth, prov_json_list_each *each, void *target);
/* Feeds bytes; false when the stream is not such a list or each() refused: list->error says why. */
bool prov_json_list_feed(struct prov_json_list *list, const char *bytes, size_t length);
/* The stream has ended: true only when the value was complete. */
bool prov_json_list_finish(struct prov_json_list *list);
void prov_json_list_free(struct prov_json_list *list);

#endif
