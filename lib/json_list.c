/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * json_list: finds where the elements of a streamed array (or the members of a streamed object) begin and end, and
 * leaves all judgement of an element to prov_json_parse. It counts brackets without telling their kinds apart and knows
 * strings only to skip brackets in them: whatever it cuts wrongly out of a broken stream is refused by the parser.
 */
#include "lib/json_list.h"

enum {
	LIST_START,   /* before the array or map */
	LIST_FIRST,   /* behind '[' or '{': an element, or the end */
	LIST_NEXT,    /* behind ',': an element */
	LIST_NAME,    /* inside a member's name */
	LIST_COLON,   /* behind a member's name */
	LIST_VALUE,   /* behind the colon */
	LIST_ELEMENT, /* inside an element */
	LIST_ALONE,   /* inside the lone object */
	LIST_AFTER,   /* behind an element: ',' or ']' */
	LIST_END,     /* behind the value: blanks */
};

void prov_json_list_init(
    struct prov_json_list *list, size_t max_element, unsigned max_depth, prov_json_list_each *each, void *target)
{
	*list = (struct prov_json_list){.each = each, .target = target, .max_depth = max_depth, .state = LIST_START};
	prov_buf_init(&list->element, max_element);
}

void prov_json_list_init_map(
    struct prov_json_list *list, size_t max_element, unsigned max_depth, prov_json_list_each *each, void *target)
{
	/* a member is parsed as an object of its own, which is one level more */
	prov_json_list_init(list, max_element, max_depth + 1, each, target);
	list->map = true;
}

static bool refuse(struct prov_json_list *list, const char *what)
{
	return prov_error_set(&list->error, PROV_ERROR_PROTOCOL, "the list cannot be read, after %llu elements: %s",
	    (unsigned long long)list->count, what);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool keep(struct prov_json_list *list, const char *bytes, size_t length)
{
	if (prov_buf_append(&list->element, bytes, length)) {
		return true;
	}
	if (!list->element.too_long) {
		return prov_error_memory(&list->error);
	}
	return prov_error_set(
	    &list->error, PROV_ERROR_PROTOCOL, "one element of the list is longer than %zu bytes", list->element.maximum);
}

/* The element (or lone object) in the buffer is complete: parses it and hands it over. */
static bool hand_over(struct prov_json_list *list)
{
	bool alone = list->state == LIST_ALONE;
	struct prov_json *element;
	bool good;

	if (list->map && !keep(list, "}", 1)) {
		return false;
	}
	element = prov_json_parse(list->element.data, list->element.length, list->max_depth, &list->error);
	if (!element) {
		return false;
	}
	if (!alone) {
		list->count++;
	}
	good = list->each(list->target, element, alone, &list->error);
	prov_json_free(element);
	if (!good) {
		/* in case each() named no reason */
		prov_error_set(&list->error, PROV_ERROR_PROTOCOL, "the reading of the list was stopped");
	}
	prov_buf_reset(&list->element);
	list->state = alone ? LIST_END : LIST_AFTER;
	return good && list->error.kind == PROV_OK;
}

/* Notes what a byte inside an element does to strings and nesting. True: the byte is the element's last one. */
static bool ends_element(struct prov_json_list *list, char c)
{
	if (list->in_string) {
		if (list->escaped) {
			list->escaped = false;
		} else if (c == '\\') {
			list->escaped = true;
		} else if (c == '"') {
			list->in_string = false;
			return list->depth == 0;
		}
		return false;
	}
	if (c == '"') {
		list->in_string = true;
	} else if (c == '[' || c == '{') {
		list->depth++;
	} else if ((c == ']' || c == '}') && list->depth > 0) {
		return --list->depth == 0;
	}
	return false;
}

/* A number or word has no last byte of its own: it ends before a separator. */
static bool ends_before(const struct prov_json_list *list, char c)
{
	return list->depth == 0 && !list->in_string && (is_blank(c) || c == ',' || c == ']' || c == '}');
}

/* Reads on inside an element, in one run up to its end or the end of the bytes. *used counts what was taken. */
static bool feed_element(struct prov_json_list *list, const char *bytes, size_t length, size_t *used)
{
	bool complete = false;
	size_t at = 0;

	while (at < length && !complete) {
		if (ends_before(list, bytes[at])) {
			complete = true;
			break;
		}
		complete = ends_element(list, bytes[at]);
		at++;
		if (list->depth > list->max_depth) {
			return refuse(list, "an element is nested too deeply");
		}
	}
	*used = at;
	if (!keep(list, bytes, at)) {
		return false;
	}
	if (complete && list->state == LIST_NAME) {
		list->state = LIST_COLON; /* the buffer holds the beginning of the object that is parsed later */
		return true;
	}
	return complete ? hand_over(list) : true;
}

static char closing(const struct prov_json_list *list)
{
	return list->map ? '}' : ']';
}

static bool begin_list(struct prov_json_list *list, char c, size_t *used)
{
	if (c == (list->map ? '{' : '[')) {
		list->state = LIST_FIRST;
		return true;
	}
	if (c == '{') {
		list->state = LIST_ALONE;
		*used = 0;
		return true;
	}
	return refuse(list, list->map ? "the answer is no object" : "the answer is neither a list nor an object");
}

/* An element's value; its first byte is left to feed_element. */
static bool begin_value(struct prov_json_list *list, char c, size_t *used)
{
	if (c == ',' || c == ']' || c == '}') {
		return refuse(list, "an element is missing");
	}
	list->state = LIST_ELEMENT;
	*used = 0;
	return true;
}

static bool begin_element(struct prov_json_list *list, char c, size_t *used)
{
	if (!list->map) {
		return begin_value(list, c, used);
	}
	if (c != '"') {
		return refuse(list, "a member has no name");
	}
	list->state = LIST_NAME;
	*used = 0;
	return keep(list, "{", 1);
}

/* The byte with which something must begin. The bytes of elements are left to feed_element. */
static bool feed_between(struct prov_json_list *list, char c, size_t *used)
{
	*used = 1;
	if (is_blank(c)) {
		return true;
	}
	switch (list->state) {
	case LIST_START:
		return begin_list(list, c, used);
	case LIST_FIRST:
	case LIST_NEXT:
		if (c == closing(list) && list->state == LIST_FIRST) {
			list->state = LIST_END;
			return true;
		}
		return begin_element(list, c, used);
	case LIST_COLON:
		list->state = LIST_VALUE;
		return c == ':' ? keep(list, ":", 1) : refuse(list, "no colon behind a member's name");
	case LIST_VALUE:
		return begin_value(list, c, used);
	case LIST_AFTER:
		if (c == ',' || c == closing(list)) {
			list->state = c == ',' ? LIST_NEXT : LIST_END;
			return true;
		}
		return refuse(list, "no comma between two elements");
	default:
		return refuse(list, "there is text after its end");
	}
}

bool prov_json_list_feed(struct prov_json_list *list, const char *bytes, size_t length)
{
	size_t at = 0;

	while (list->error.kind == PROV_OK && at < length) {
		size_t used = 0;
		bool inside = list->state == LIST_ELEMENT || list->state == LIST_ALONE || list->state == LIST_NAME;
		bool good = inside ? feed_element(list, bytes + at, length - at, &used) : feed_between(list, bytes[at], &used);

		if (!good) {
			return false;
		}
		at += used;
	}
	return list->error.kind == PROV_OK;
}

bool prov_json_list_finish(struct prov_json_list *list)
{
	if (list->error.kind == PROV_OK && list->state != LIST_END) {
		return refuse(list, list->state == LIST_START ? "the answer is empty" : "the answer ends inside it");
	}
	return list->error.kind == PROV_OK;
}

void prov_json_list_free(struct prov_json_list *list)
{
	prov_buf_wipe(&list->element);
}
