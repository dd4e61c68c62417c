/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/json_list.c. The first byte chooses the pieces and, from 128 on, that a map is due; the rest is
 * the stream. Properties: the list is read exactly when the whole text is one array (or one object; a map: one object,
 * whose names the stream does not compare) for prov_json_parse, and then gives the same elements; how the stream was
 * cut into pieces changes nothing.
 */
#include "fuzz.h"

#include "lib/json_list.h"

#define DEPTH 12

struct gathered {
	struct prov_buf text;
	struct prov_json_list *list; /* that gives the elements */
	bool alone;
	bool repeated; /* a map's name came twice */
};

/* Whether a line of the text begins like this one. */
static bool holds_name(const struct prov_buf *text, const char *name, size_t length)
{
	for (size_t at = 0; at + length < text->length;) {
		if (memcmp(text->data + at, name, length) == 0 && text->data[at + length] == ':') {
			return true;
		}
		const char *end = memchr(text->data + at, '\n', text->length - at);
		at = end == NULL ? text->length : (size_t)(end + 1 - text->data);
	}
	return false;
}

/* A member as a line: its name as JSON, a colon, its value. */
static bool gather_member(void *target, const char *name, size_t length, const struct prov_json *value)
{
	struct gathered *gathered = target;
	struct prov_json *names = prov_json_new_array();
	struct prov_buf quoted;
	prov_buf_init(&quoted, 1 << 20);
	fuzz_check(prov_json_append_text(names, name, length) && prov_json_print(prov_json_at(names, 0), &quoted),
	    "a name prints");
	prov_json_free(names);
	gathered->repeated = gathered->repeated || holds_name(&gathered->text, quoted.data, quoted.length);
	prov_buf_append(&gathered->text, quoted.data, quoted.length);
	prov_buf_append_char(&gathered->text, ':');
	prov_json_print(value, &gathered->text);
	prov_buf_free(&quoted);
	return prov_buf_append_char(&gathered->text, '\n');
}

static bool gather(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct gathered *gathered = target;
	(void)error;
	gathered->alone = alone;
	if (gathered->list != NULL && gathered->list->map) {
		fuzz_check(prov_json_count(element) == 1, "a member comes as an object of its own");
		return prov_json_members(element, gather_member, gathered);
	}
	prov_json_print(element, &gathered->text);
	return prov_buf_append_char(&gathered->text, '\n');
}

static bool read_in_pieces(const uint8_t *data, size_t size, bool map, unsigned seed, struct gathered *gathered)
{
	struct prov_json_list list;
	bool good = true;
	*gathered = (struct gathered){.list = &list};
	prov_buf_init(&gathered->text, 1 << 20);
	if (map) {
		prov_json_list_init_map(&list, 1 << 20, DEPTH, gather, gathered);
	} else {
		prov_json_list_init(&list, 1 << 20, DEPTH, gather, gathered);
	}
	for (size_t at = 0; good && at < size;) {
		seed = seed * 1103515245 + 12345;
		const size_t wanted = 1 + (seed >> 16) % 17;
		const size_t part = size - at < wanted ? size - at : wanted;
		char *piece = fuzz_copy(data + at, part);
		good = prov_json_list_feed(&list, piece, part);
		free(piece);
		at += part;
	}
	good = prov_json_list_finish(&list) && good;
	fuzz_check(list.error.kind == (good ? PROV_OK : PROV_ERROR_PROTOCOL), "a refused list has an error of its kind");
	prov_json_list_free(&list);
	return good;
}

/* The same elements by parsing the whole. False when the whole is neither an array nor an object. */
static bool read_whole(const uint8_t *data, size_t size, struct gathered *gathered)
{
	struct prov_error error;
	prov_error_clear(&error);
	*gathered = (struct gathered){.alone = false};
	prov_buf_init(&gathered->text, 1 << 20);
	char *text = fuzz_copy(data, size);
	/* the array is a level of its own, the lone object is not */
	struct prov_json *document = prov_json_parse(text, size, DEPTH, &error);
	if (prov_json_type(document) != PROV_JSON_OBJECT) {
		prov_json_free(document);
		document = prov_json_parse(text, size, DEPTH + 1, &error);
		if (prov_json_type(document) == PROV_JSON_OBJECT) {
			prov_json_free(document);
			document = NULL;
		}
	}
	const enum prov_json_type type = prov_json_type(document);
	if (type == PROV_JSON_OBJECT) {
		gather(gathered, document, true, NULL);
	}
	for (size_t i = 0; type == PROV_JSON_ARRAY && i < prov_json_count(document); i++) {
		gather(gathered, prov_json_at(document, i), false, NULL);
	}
	prov_json_free(document);
	free(text);
	return type == PROV_JSON_OBJECT || type == PROV_JSON_ARRAY;
}

/* The same members by parsing the whole. False when the whole is no object. */
static bool read_whole_map(const uint8_t *data, size_t size, struct gathered *gathered)
{
	struct prov_error error;
	prov_error_clear(&error);
	*gathered = (struct gathered){.alone = false};
	prov_buf_init(&gathered->text, 1 << 20);
	char *text = fuzz_copy(data, size);
	struct prov_json *document = prov_json_parse(text, size, DEPTH + 1, &error);
	const bool good = prov_json_type(document) == PROV_JSON_OBJECT;
	if (good) {
		prov_json_members(document, gather_member, gathered);
		fuzz_check(!gathered->repeated, "what was parsed names no member twice");
	}
	prov_json_free(document);
	free(text);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gathered whole;
	struct gathered pieces;
	if (size == 0) {
		return 0;
	}
	const unsigned seed = data[0];
	const bool map = seed >= 128;
	data++;
	size--;
	const bool good = map ? read_whole_map(data, size, &whole) : read_whole(data, size, &whole);
	const bool read = read_in_pieces(data, size, map, seed, &pieces);
	fuzz_check((read && !pieces.repeated) == good, "the list is read exactly when the whole is one");
	if (good) {
		fuzz_check(whole.alone == pieces.alone, "a lone object is told as such");
		fuzz_check(whole.text.length == pieces.text.length &&
		               memcmp(prov_buf_text(&whole.text), prov_buf_text(&pieces.text), whole.text.length) == 0,
		    "the elements are the same");
	}
	prov_buf_free(&whole.text);
	prov_buf_free(&pieces.text);
	return 0;
}
