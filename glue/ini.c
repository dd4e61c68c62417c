/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ini: see ini.h. Numbers are read by PHP's own strict reader ("4M" counts as 4194304), texts are checked whole.
 * Nothing here reads a file or looks anything up: a setting may be valid and its file missing, which the call then
 * says.
 */
#include "glue/ini.h"

#include <string.h>

#include "lib/operation.h"

#define MIB INT64_C(1048576)

const struct provision_ini_range provision_range_bytes = {64 * 1024, 2048 * MIB - 1};
const struct provision_ini_range provision_range_depth = {4, 512};
const struct provision_ini_range provision_range_idle = {0, 3600 * 1000};
const struct provision_ini_range provision_range_memory = {0, 600 * 1000};

static bool fits_installation(const char *text, size_t length)
{
	return length <= PROV_INSTALLATION_MAX && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") == length;
}

static bool fits_file(const char *text, size_t length)
{
	return IS_ABSOLUTE_PATH(text, length);
}

/* A credential here would stand readable in phpinfo(); blanks and control characters have no place in a URL. */
static bool fits_proxy(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f || text[i] == '@') {
			return false;
		}
	}
	return true;
}

const struct provision_ini_form provision_form_installation = {
    fits_installation, "must be at most 32 lower-case letters and digits"};
const struct provision_ini_form provision_form_file = {fits_file, "must be an absolute path"};
const struct provision_ini_form provision_form_proxy = {
    fits_proxy, "must be a URL without blanks and without a credential"};

/* ini_set() tells by its return value; a value of php.ini that does not count must not go unnoticed. */
static void report(const zend_ini_entry *entry, int stage, const char *must)
{
	if (stage != ZEND_INI_STAGE_RUNTIME) {
		php_error_docref(NULL, E_WARNING, "%s %s: the value is not used", ZSTR_VAL(entry->name), must);
	}
}

static int update_number(
    zend_ini_entry *entry, zend_string *value, zend_long min, zend_long max, zend_long *target, int stage)
{
	zend_string *malformed = NULL;
	zend_long number = zend_ini_parse_quantity(value, &malformed);
	char must[96];

	if (!malformed && ZSTR_LEN(value) > 0 && number >= min && number <= max) {
		*target = number;
		return SUCCESS;
	}
	if (malformed) {
		zend_string_release(malformed);
	}
	snprintf(must, sizeof(must), "must be a number between " ZEND_LONG_FMT " and " ZEND_LONG_FMT, min, max);
	report(entry, stage, must);
	return FAILURE;
}

ZEND_INI_MH(provision_ini_on_number)
{
	const struct provision_ini_range *range = mh_arg3;

	return update_number(entry, new_value, range->min, range->max, (zend_long *)ZEND_INI_GET_ADDR(), stage);
}

ZEND_INI_MH(provision_ini_on_field)
{
	const struct prov_field *field = mh_arg3;

	return update_number(
	    entry, new_value, (zend_long)field->min, (zend_long)field->max, (zend_long *)ZEND_INI_GET_ADDR(), stage);
}

ZEND_INI_MH(provision_ini_on_text)
{
	const struct provision_ini_form *form = mh_arg3;
	const char *text = new_value ? ZSTR_VAL(new_value) : "";
	size_t length = new_value ? ZSTR_LEN(new_value) : 0;

	if (length > 0 && (strlen(text) != length || !form->fits(text, length))) {
		report(entry, stage, form->must);
		return FAILURE;
	}
	*(const char **)ZEND_INI_GET_ADDR() = text;
	return SUCCESS;
}
