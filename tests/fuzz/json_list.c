/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/json_list.c. The first byte chooses the pieces, the rest is the stream. Properties: the list is
 * read exactly when the whole text is one array (or one object) for prov_json_parse, and then gives the same elements;
 * how the stream was cut into pieces changes nothing.
 */
#include "fuzz.h"

#include "lib/json_list.h"

#define DEPTH 12

struct gathered {
	struct prov_buf text;
	bool alone;
};

static bool gather(void *target, const struct prov_json *element, bool alone, struct prov_error *error)
{
	struct gathered *gathered = target;
	(void)error;
	gathered->alone = alone;
	prov_json_print(element, &gathered->text);
	return prov_buf_append_char(&gathered->text, '\n');
}

static bool read_in_pieces(const uint8_t *data, size_t size, unsigned seed, struct gathered *gathered)
{
	struct prov_json_list list;
	bool good = true;
	*gathered = (struct gathered){.alone = false};
	prov_buf_init(&gathered->text, 1 << 20);
	prov_json_list_init(&list, 1 << 20, DEPTH, gather, gathered);
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gathered whole;
	struct gathered pieces;
	if (size == 0) {
		return 0;
	}
	const unsigned seed = data[0];
	data++;
	size--;
	const bool good = read_whole(data, size, &whole);
	fuzz_check(read_in_pieces(data, size, seed, &pieces) == good, "the list is read exactly when the whole is one");
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
