/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/params.c: types are never coerced, bounds count, messages name the key and never the value, and the
 * table of common fields.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/params.h"

static const struct prov_field text_field = {.name = "text",
    .type = PROV_TYPE_TEXT,
    .min = 2,
    .max = 10,
    .help = "a text",
    .places = {{PROV_IN_OPTIONS, "First Name"}, {PROV_IN_PARAMS, "configoption1"}, {PROV_IN_FIELDS, "name"},
        {PROV_IN_CLIENT, "firstname"}, {PROV_IN_PROVISION, "name"}}};
static const struct prov_field int_field = {.name = "int",
    .type = PROV_TYPE_INT,
    .unit = "MiB",
    .min = -5,
    .max = 100,
    .help = "a number",
    .places = {{PROV_IN_PARAMS, "configoption2"}}};
static const struct prov_field bool_field = {
    .name = "bool", .type = PROV_TYPE_BOOL, .help = "a flag", .places = {{PROV_IN_PARAMS, "configoption3"}}};
static const struct prov_field long_field = {
    .name = "long", .type = PROV_TYPE_TEXT, .secret = true, .help = "a long text", .places = {{PROV_IN_PARAMS, "x"}}};

#define KEY "configoption7"

static struct prov_params params;
static struct prov_error error;

static int begin(void **state)
{
	(void)state;
	prov_params_init(&params);
	prov_error_clear(&error);
	return 0;
}

static int end(void **state)
{
	(void)state;
	prov_params_wipe(&params);
	return 0;
}

static bool put(const struct prov_field *field, const char *text)
{
	prov_error_clear(&error);
	return prov_params_put_text(&params, field, KEY, text, strlen(text), &error);
}

static void refused(const struct prov_field *field, const char *text, const char *part)
{
	assert_false(put(field, text));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, KEY);
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, part);
	assert_false(prov_params_has(&params, field));
}

static void test_text(void **state)
{
	(void)state;
	size_t length = 99;
	assert_null(prov_params_text(&params, &text_field, &length));
	assert_int_equal(length, 0);
	assert_true(put(&text_field, ""));
	assert_false(prov_params_has(&params, &text_field));
	refused(&text_field, "a", "from 2 to 10 bytes");
	refused(&text_field, "12345678901", "from 2 to 10 bytes");
	refused(&text_field, "a\nb", "control");
	refused(&text_field, "a\x7F", "control");
	refused(&text_field, "a\xC2\x80", "control");
	refused(&text_field, "a\xFF", "UTF-8");
	assert_false(prov_params_put_text(&params, &text_field, KEY, "a\0b", 3, &error));
	assert_true(put(&text_field, "\xC3\xA8 1"));
	assert_string_equal(prov_params_text(&params, &text_field, &length), "\xC3\xA8 1");
	assert_int_equal(length, 4);
	/* a later value takes the place of the first */
	assert_true(put(&text_field, "second"));
	assert_string_equal(prov_params_text(&params, &text_field, NULL), "second");
	assert_int_equal(params.count, 1);
}

static void test_pasted_text(void **state)
{
	(void)state;
	static const struct prov_field field = {.name = "key",
	    .type = PROV_TYPE_TEXT,
	    .max = 3,
	    .pasted = true,
	    .help = "a key",
	    .places = {{PROV_IN_PARAMS, KEY}}};
	size_t length = 0;
	assert_true(put(&field, " \r\n\t"));
	assert_false(prov_params_has(&params, &field));
	assert_true(put(&field, "\n a c\r\n"));
	assert_string_equal(prov_params_text(&params, &field, &length), "a c");
	assert_int_equal(length, 3);
	refused(&text_field, "ab\n", "control");
}

static void test_text_of_one_direction(void **state)
{
	(void)state;
	static const struct prov_field field = {.name = "name",
	    .type = PROV_TYPE_TEXT,
	    .max = 20,
	    .one_direction = true,
	    .help = "a name",
	    .places = {{PROV_IN_PARAMS, KEY}}};
	assert_true(put(&field, "\xD7\xA9\xD7\x9D-\xC3\xA8")); /* letters have a direction of their own */
	prov_params_wipe(&params);
	prov_params_init(&params);
	refused(&field, "a\xE2\x80\xAE", "direction");
	assert_true(put(&text_field, "a\xE2\x80\xAE"));
}

static void test_text_without_bound(void **state)
{
	(void)state;
	char *text = calloc(PROV_TEXT_MAX + 2, 1);
	assert_non_null(text);
	memset(text, 'a', PROV_TEXT_MAX);
	assert_true(put(&long_field, text));
	prov_params_wipe(&params);
	text[PROV_TEXT_MAX] = 'a';
	refused(&long_field, text, "4096 bytes");
	free(text);
}

static void test_integers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t number;
	} good[] = {{"0", 0}, {" 7 ", 7}, {"-5", -5}, {"+100", 100}, {"\t007\r\n", 7}};
	static const char *const wrong[] = {
	    "x", "1.5", "1e2", "0x10", "1 2", "12 MiB", "--1", "99999999999999999999", "on"};
	assert_true(prov_params_int(&params, &int_field, 42) == 42);
	for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
		refused(&int_field, wrong[i], "a whole number");
	}
	refused(&int_field, "-6", "from -5 to 100 MiB");
	refused(&int_field, "101", "from -5 to 100 MiB");
	assert_true(put(&int_field, ""));
	assert_true(put(&int_field, "  "));
	assert_false(prov_params_has(&params, &int_field));
	for (size_t i = 0; i < UNIT_COUNT(good); i++) {
		assert_true(put(&int_field, good[i].text));
		assert_true(prov_params_int(&params, &int_field, 42) == good[i].number);
	}
	assert_true(prov_params_put_int(&params, &int_field, KEY, 50, &error));
	assert_true(prov_params_int(&params, &int_field, 42) == 50);
	assert_false(prov_params_put_int(&params, &int_field, KEY, 101, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "from -5 to 100 MiB");
}

static void test_bools(void **state)
{
	(void)state;
	static const char *const yes[] = {"1", "on", "yes", "true", "ON", "Yes", " true "};
	static const char *const no[] = {"0", "off", "no", "false", "OFF", "False"};
	static const char *const wrong[] = {"2", "-1", "y", "ja", "truee", "tru", "10"};
	assert_true(prov_params_bool(&params, &bool_field, true));
	assert_false(prov_params_bool(&params, &bool_field, false));
	for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
		refused(&bool_field, wrong[i], "yes or no");
	}
	for (size_t i = 0; i < UNIT_COUNT(yes); i++) {
		assert_true(put(&bool_field, yes[i]));
		assert_true(prov_params_bool(&params, &bool_field, false));
	}
	for (size_t i = 0; i < UNIT_COUNT(no); i++) {
		assert_true(put(&bool_field, no[i]));
		assert_false(prov_params_bool(&params, &bool_field, true));
	}
	assert_true(prov_params_put_bool(&params, &bool_field, KEY, true, &error));
	assert_true(prov_params_bool(&params, &bool_field, false));
	assert_true(prov_params_put_int(&params, &bool_field, KEY, 0, &error));
	assert_false(prov_params_bool(&params, &bool_field, true));
	assert_false(prov_params_put_int(&params, &bool_field, KEY, 2, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "yes or no");
}

static void test_wrong_types(void **state)
{
	(void)state;
	assert_false(prov_params_put_int(&params, &text_field, KEY, 12, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, KEY " must be a text");
	prov_error_clear(&error);
	assert_false(prov_params_put_bool(&params, &text_field, KEY, true, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, KEY " must be a text");
	prov_error_clear(&error);
	assert_false(prov_params_put_bool(&params, &int_field, KEY, true, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, KEY " must be a whole number");
	assert_int_equal(params.count, 0);
}

/* A secret in the wrong place must not come out in a message. */
static void test_messages_without_values(void **state)
{
	(void)state;
	refused(&int_field, "hunter2-is-the-password", "whole number");
	assert_null(strstr(error.message, "hunter2"));
	refused(&bool_field, "hunter2-is-the-password", "yes or no");
	assert_null(strstr(error.message, "hunter2"));
	refused(&text_field, "hunter2-is-the-password", "bytes");
	assert_null(strstr(error.message, "hunter2"));
}

static void test_too_many(void **state)
{
	(void)state;
	static struct prov_field fields[PROV_PARAMS_MAX + 1];
	for (size_t i = 0; i < UNIT_COUNT(fields); i++) {
		fields[i] = int_field;
		prov_error_clear(&error);
		assert_int_equal(prov_params_put_int(&params, &fields[i], KEY, 1, &error), i < PROV_PARAMS_MAX);
	}
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "more than 48");
}

static void test_places(void **state)
{
	(void)state;
	char places[200];
	prov_field_places(&text_field, places, sizeof(places));
	assert_string_equal(places, "configoptions[First Name] or configoption1 or customfields[name] or "
	                            "clientsdetails[firstname] or provision[name]");
	prov_field_places(&int_field, places, sizeof(places));
	assert_string_equal(places, "configoption2");
	prov_field_places(&text_field, places, 10);
	assert_string_equal(places, "configopt");
	places[0] = 'k';
	prov_field_places(&text_field, places, 0);
	assert_int_equal(places[0], 'k');
}

static void test_needed(void **state)
{
	(void)state;
	const struct prov_input inputs[] = {{&bool_field, false}, {&text_field, true}, {&int_field, true}, {NULL, false}};
	assert_false(prov_params_check_needed(&params, inputs, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "configoptions[First Name] or configoption1");
	assert_true(put(&text_field, "there"));
	assert_false(prov_params_check_needed(&params, inputs, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "configoption2 is missing or empty: a number");
	assert_true(put(&int_field, "0"));
	assert_true(prov_params_check_needed(&params, inputs, &error));
}

/* The table is read by glue and by people: each entry is whole, its bounds are in order, and no name stands twice. */
static void test_common_fields(void **state)
{
	(void)state;
	static const char *const expected[] = {"server_host: serverhostname or serverip", "server_port: serverport",
	    "server_secure: serversecure", "server_scheme: serverhttpprefix", "service_id: serviceid",
	    "client_id: userid or clientsdetails[userid] or clientsdetails[id]",
	    "connect_timeout: provision[connect_timeout_ms]", "timeout: provision[timeout_ms]",
	    "ca_file: provision[ca_file]", "pinned_public_key: provision[pinned_public_key]",
	    "allow_plain_http: provision[allow_plain_http]", "adopt: provision[adopt]"};
	size_t count = 0;
	for (; prov_common_inputs[count].field != NULL; count++) {
		const struct prov_field *field = prov_common_inputs[count].field;
		char places[200];
		char line[300];
		prov_field_places(field, places, sizeof(places));
		snprintf(line, sizeof(line), "%s: %s", field->name, places);
		assert_true(count < UNIT_COUNT(expected));
		assert_string_equal(line, expected[count]);
		assert_true(field->unit == NULL || field->unit[0] != '\0');
		assert_true(strlen(field->help) > 5);
		assert_true(field->type != PROV_TYPE_INT || field->min <= field->max);
		assert_false(field->secret);
	}
	assert_int_equal(count, UNIT_COUNT(expected));
}

static bool scenario(void *data)
{
	(void)data;
	struct prov_params mine;
	struct prov_error why;
	prov_params_init(&mine);
	prov_error_clear(&why);
	bool good = prov_params_put_text(&mine, &text_field, KEY, "text", 4, &why);
	good = prov_params_put_text(&mine, &long_field, KEY, "secret", 6, &why) && good;
	good = prov_params_put_text(&mine, &text_field, KEY, "again", 5, &why) && good;
	good = prov_params_put_int(&mine, &int_field, KEY, 1, &why) && good;
	assert_int_equal(why.kind, good ? PROV_OK : PROV_ERROR_MEMORY);
	const char *text = prov_params_text(&mine, &text_field, NULL);
	assert_true(prov_params_has(&mine, &text_field) == (text != NULL));
	prov_params_wipe(&mine);
	return good;
}

static void test_memory(void **state)
{
	(void)state;
	assert_int_equal(unit_fail_each_allocation(scenario, NULL), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_text, begin, end),
	    cmocka_unit_test_setup_teardown(test_pasted_text, begin, end),
	    cmocka_unit_test_setup_teardown(test_text_of_one_direction, begin, end),
	    cmocka_unit_test_setup_teardown(test_text_without_bound, begin, end),
	    cmocka_unit_test_setup_teardown(test_integers, begin, end),
	    cmocka_unit_test_setup_teardown(test_bools, begin, end),
	    cmocka_unit_test_setup_teardown(test_wrong_types, begin, end),
	    cmocka_unit_test_setup_teardown(test_messages_without_values, begin, end),
	    cmocka_unit_test_setup_teardown(test_too_many, begin, end),
	    cmocka_unit_test_setup_teardown(test_places, begin, end),
	    cmocka_unit_test_setup_teardown(test_needed, begin, end),
	    cmocka_unit_test_setup_teardown(test_common_fields, begin, end),
	    cmocka_unit_test_setup_teardown(test_memory, begin, end),
	};
	return cmocka_run_group_tests_name("params", tests, NULL, NULL);
}
