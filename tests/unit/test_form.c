/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/form.c: every byte value on its way and in what is shown, fields in their order, ceilings of both texts,
 * and memory that runs short.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/form.h"

/* Adds a value from a block of its own: reading past its end is found. */
static void add(struct prov_form *form, const char *name, const void *value, size_t length, const char *shown)
{
	char *copy = malloc(length == 0 ? 1 : length);

	assert_non_null(copy);
	memcpy(copy, value, length);
	if (shown) {
		prov_form_add_shown(form, name, copy, length, shown);
	} else {
		prov_form_add(form, name, copy, length);
	}
	free(copy);
}

static bool failed(const struct prov_form *form)
{
	return form->body.failed || form->shown.failed;
}

static bool stands_plain(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c != 0 && strchr("-_.~", c));
}

static void every_byte_is_told(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		const char byte = (char)c;
		struct prov_form form;
		char expected[16];

		prov_form_init(&form, 100);
		add(&form, "n", &byte, 1, NULL);
		if (stands_plain(c)) {
			snprintf(expected, sizeof(expected), "n=%c", c);
		} else {
			snprintf(expected, sizeof(expected), "n=%%%02X", c);
		}
		assert_string_equal(prov_buf_text(&form.body), expected);
		assert_int_equal(form.shown.length, 3);
		assert_memory_equal(form.shown.data, "n=", 2);
		assert_int_equal(form.shown.data[2], byte);
		assert_false(failed(&form));
		prov_form_free(&form);
	}
}

static void fields_keep_their_order(void **state)
{
	struct prov_form form;

	(void)state;
	prov_form_init(&form, 1000);
	add(&form, "User name", "a b", 3, NULL);
	add(&form, "Password", "p&=+%\0w", 7, "********");
	add(&form, "Empty", "", 0, NULL);
	add(&form, "Long", "{\"a\":\"\xC3\xA8\"}", 10, "(10 bytes)");
	assert_string_equal(prov_buf_text(&form.body),
	    "User%20name=a%20b&Password=p%26%3D%2B%25%00w&Empty=&Long=%7B%22a%22%3A%22%C3%A8%22%7D");
	assert_string_equal(prov_buf_text(&form.shown), "User name=a b&Password=********&Empty=&Long=(10 bytes)");
	prov_form_free(&form);
	assert_int_equal(form.body.length, 0);
	assert_int_equal(form.shown.length, 0);
}

/* What does not fit fails for good, whichever of the two texts is the longer. */
static void both_texts_have_the_ceiling(void **state)
{
	static const struct {
		const char *value;
		const char *shown;
	} cases[] = {{"+++", "x"}, {"x", "+++++++++"}}; /* "n=%2B%2B%2B", "n=+++++++++" */

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		for (size_t maximum = 0; maximum <= 11; maximum++) {
			struct prov_form form;

			prov_form_init(&form, maximum);
			add(&form, "n", cases[i].value, strlen(cases[i].value), cases[i].shown);
			assert_int_equal(failed(&form), maximum < 11);
			assert_int_equal(form.body.too_long || form.shown.too_long, maximum < 11);
			add(&form, "m", "", 0, NULL);
			assert_true(failed(&form));
			prov_form_free(&form);
		}
	}
}

static bool scenario(void *data)
{
	struct prov_form form;
	bool good;

	(void)data;
	prov_form_init(&form, 10000);
	for (int i = 0; i < 20; i++) {
		prov_form_add(&form, "Name", "a value that is longer", 22);
		prov_form_add_shown(&form, "Secret", "s3cr3t & more of it", 19, "********");
	}
	good = !failed(&form);
	if (good) {
		assert_int_equal(form.body.length,
		    20 * (strlen("Name=a%20value%20that%20is%20longer") + strlen("Secret=s3cr3t%20%26%20more%20of%20it")) + 39);
		assert_null(strstr(form.shown.data, "s3cr3t"));
	}
	assert_false(form.body.too_long || form.shown.too_long);
	prov_form_free(&form);
	return good;
}

static void memory_that_runs_short_is_seen(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(scenario, NULL) > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_byte_is_told),
	    cmocka_unit_test(fields_keep_their_order),
	    cmocka_unit_test(both_texts_have_the_ceiling),
	    cmocka_unit_test(memory_that_runs_short_is_seen),
	};

	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
