/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ini: the handlers that check an INI setting before it counts, and the rules they check by. A refused value leaves the
 * old one in force: ini_set() returns false, and at start-up PHP's log says so. The table of settings itself stands in
 * provision.c.
 */
#ifndef PROVISION_GLUE_INI_H
#define PROVISION_GLUE_INI_H

#include "php_provision.h"

/* Bounds of a number, both inclusive. */
struct provision_ini_range {
	zend_long min;
	zend_long max;
};

/* What a text must be. The empty text is always allowed: it means "not set". */
struct provision_ini_form {
	bool (*fits)(const char *text, size_t length);
	const char *must; /* for people: "must be ..." */
};

extern const struct provision_ini_range provision_range_bytes;
extern const struct provision_ini_range provision_range_depth;
extern const struct provision_ini_range provision_range_idle;
extern const struct provision_ini_range provision_range_memory;
extern const struct provision_ini_form provision_form_installation;
extern const struct provision_ini_form provision_form_file;
extern const struct provision_ini_form provision_form_proxy;

/* mh_arg1: offset in the globals; mh_arg3: the range, the field whose bounds count, or the form. */
ZEND_INI_MH(provision_ini_on_number);
ZEND_INI_MH(provision_ini_on_field);
ZEND_INI_MH(provision_ini_on_text);

#endif
