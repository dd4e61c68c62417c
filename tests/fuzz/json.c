/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/json_scan.c and lib/json.c. Properties: what the scan refuses is not parsed; what it accepts is
 * parsed unless an object names a member twice, which a walk of its own over the text decides; what is printed parses
 * again and prints the same.
 */
#include "fuzz.h"

#include "lib/json.h"

#define DEPTH 24

/* --- the walk: reads a text that the scan has accepted, so it checks nothing but names --- */

struct walk {
	const char *text;
	size_t at;
	bool repeated;
};

struct name {
	char *bytes;
	size_t length;
};

static void skip_blanks(struct walk *walk)
{
	while (strchr(" \t\r\n", walk->text[walk->at]) != NULL && walk->text[walk->at] != '\0') {
		walk->at++;
	}
}

static unsigned read_unit(struct walk *walk)
{
	char digits[5] = "";
	memcpy(digits, walk->text + walk->at + 2, 4);
	walk->at += 6;
	return (unsigned)strtoul(digits, NULL, 16);
}

static size_t encode(unsigned long code, char *target)
{
	static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	const size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = length; i-- > 1; code >>= 6) {
		target[i] = (char)(0x80 | (code & 0x3F));
	}
	target[0] = (char)(leads[length] | code);
	return length;
}

/* The string at the place, unescaped. */
static struct name read_string(struct walk *walk)
{
	static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
	struct name name = {fuzz_copy("", 0), 0};
	walk->at++;
	while (walk->text[walk->at] != '"') {
		char bytes[4];
		size_t length = 1;
		if (walk->text[walk->at] != '\\') {
			bytes[0] = walk->text[walk->at++];
		} else if (walk->text[walk->at + 1] == 'u') {
			unsigned long code = read_unit(walk);
			if (code >= 0xD800 && code < 0xDC00) {
				code = 0x10000 + ((code - 0xD800) << 10) + (read_unit(walk) - 0xDC00);
			}
			length = encode(code, bytes);
		} else {
			for (size_t i = 0; escapes[i] != '\0'; i += 2) {
				if (escapes[i] == walk->text[walk->at + 1]) {
					bytes[0] = escapes[i + 1];
				}
			}
			walk->at += 2;
		}
		name.bytes = realloc(name.bytes, name.length + length);
		fuzz_check(name.bytes != NULL, "there is memory");
		memcpy(name.bytes + name.length, bytes, length);
		name.length += length;
	}
	walk->at++;
	return name;
}

static void walk_value(struct walk *walk);

static void walk_object(struct walk *walk)
{
	struct name *names = NULL;
	size_t count = 0;
	for (skip_blanks(walk); walk->text[walk->at] != '}'; skip_blanks(walk)) {
		if (walk->text[walk->at] == ',') {
			walk->at++;
			skip_blanks(walk);
		}
		names = realloc(names, (count + 1) * sizeof(*names));
		fuzz_check(names != NULL, "there is memory");
		names[count] = read_string(walk);
		for (size_t i = 0; i < count; i++) {
			walk->repeated = walk->repeated || (names[i].length == names[count].length &&
			                                       memcmp(names[i].bytes, names[count].bytes, names[i].length) == 0);
		}
		count++;
		skip_blanks(walk);
		walk->at++;
		walk_value(walk);
	}
	walk->at++;
	while (count > 0) {
		free(names[--count].bytes);
	}
	free(names);
}

static void walk_value(struct walk *walk)
{
	skip_blanks(walk);
	const char first = walk->text[walk->at];
	if (first == '"') {
		free(read_string(walk).bytes);
	} else if (first == '{') {
		walk->at++;
		walk_object(walk);
	} else if (first == '[') {
		walk->at++;
		for (skip_blanks(walk); walk->text[walk->at] != ']'; skip_blanks(walk)) {
			walk->at += walk->text[walk->at] == ',' ? 1 : 0;
			walk_value(walk);
		}
		walk->at++;
	} else {
		while (walk->text[walk->at] != '\0' && strchr("+-.0123456789aeflnrstuE", walk->text[walk->at]) != NULL) {
			walk->at++;
		}
	}
}

static bool names_a_member_twice(const char *text, size_t size)
{
	char *copy = malloc(size + 1);
	fuzz_check(copy != NULL, "there is memory");
	memcpy(copy, text, size);
	copy[size] = '\0';
	struct walk walk = {.text = copy};
	walk_value(&walk);
	free(copy);
	return walk.repeated;
}

/* --- the properties --- */

static void check_print(const struct prov_json *document)
{
	struct prov_buf first;
	struct prov_buf second;
	struct prov_error error;
	prov_error_clear(&error);
	prov_buf_init(&first, 1 << 20);
	prov_buf_init(&second, 1 << 20);
	fuzz_check(prov_json_print(document, &first), "a parsed document prints");
	struct prov_json *again = prov_json_parse(first.data, first.length, DEPTH, &error);
	fuzz_check(again != NULL, "what was printed parses");
	fuzz_check(prov_json_print(again, &second), "what was parsed again prints");
	fuzz_check(first.length == second.length && memcmp(first.data, second.data, first.length) == 0,
	    "printing ends after one round");
	prov_json_free(again);
	prov_buf_free(&first);
	prov_buf_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prov_json_totals totals;
	struct prov_error error;
	const char *reason = NULL;
	size_t offset = 0;
	char *text = fuzz_copy(data, size);
	prov_error_clear(&error);
	const bool accepted = prov_json_scan(text, size, DEPTH, &totals, &reason, &offset);
	fuzz_check(offset <= size, "the place is in the text");
	fuzz_check(accepted == (reason == NULL), "a refusal has a reason");
	struct prov_json *document = prov_json_parse(text, size, DEPTH, &error);
	fuzz_check(
	    (document == NULL) == (error.kind == PROV_ERROR_PROTOCOL), "a document, or an error that is not of memory");
	if (!accepted) {
		fuzz_check(document == NULL, "what the scan refuses is not parsed");
	} else {
		fuzz_check((document == NULL) == names_a_member_twice(text, size),
		    "what the scan accepts is parsed unless a member is named twice");
	}
	if (document != NULL) {
		check_print(document);
	}
	prov_json_free(document);
	free(text);
	return 0;
}
