/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * password: provision_generate_password(). Reads the policy strictly (an unknown key is a slip, not a wish to be
 * ignored); lib/credential.c makes the password, from PHP's CSPRNG, straight into the string that is returned.
 */
#include "php_provision.h"

#include <string.h>

#include "glue/exceptions.h"
#include "glue/transport.h"
#include "lib/credential.h"

static bool read_count(const char *name, const zval *value, unsigned *count)
{
	if (Z_TYPE_P(value) != IS_LONG) {
		zend_argument_type_error(1, "must have an int under \"%s\", %s given", name, zend_zval_type_name(value));
		return false;
	}
	if (Z_LVAL_P(value) < 0 || Z_LVAL_P(value) > PROV_PASSWORD_LENGTH_MAX) {
		zend_argument_value_error(
		    1, "must have a number between 0 and %d under \"%s\"", PROV_PASSWORD_LENGTH_MAX, name);
		return false;
	}
	*count = (unsigned)Z_LVAL_P(value);
	return true;
}

/* true: the default symbols; false: none; a text: these. It is borrowed from the array, which outlives the call. */
static bool read_symbols(const zval *value, struct prov_password_policy *policy)
{
	switch (Z_TYPE_P(value)) {
	case IS_TRUE:
		return true;
	case IS_FALSE:
		policy->no_symbols = true;
		policy->min_symbols = 0;
		return true;
	case IS_STRING:
		if (Z_STRLEN_P(value) == 0 || strlen(Z_STRVAL_P(value)) != Z_STRLEN_P(value)) {
			zend_argument_value_error(1, "must have a non-empty text without NUL under \"symbols\"");
			return false;
		}
		policy->symbols = Z_STRVAL_P(value);
		return true;
	default:
		zend_argument_type_error(
		    1, "must have a bool or string under \"symbols\", %s given", zend_zval_type_name(value));
		return false;
	}
}

static bool read_key(const char *name, const zval *value, struct prov_password_policy *policy)
{
	const struct {
		const char *name;
		unsigned *target;
	} minimums[] = {
	    {"min_lower", &policy->min_lower},
	    {"min_upper", &policy->min_upper},
	    {"min_digits", &policy->min_digits},
	    {"min_symbols", &policy->min_symbols},
	};
	unsigned length;

	if (strcmp(name, "length") == 0) {
		if (!read_count(name, value, &length)) {
			return false;
		}
		policy->length = length;
		return true;
	}
	for (size_t i = 0; i < sizeof(minimums) / sizeof(minimums[0]); i++) {
		if (strcmp(name, minimums[i].name) == 0) {
			return read_count(name, value, minimums[i].target);
		}
	}
	zend_argument_value_error(1, "must not have the unknown key \"%s\"", name);
	return false;
}

/* The symbols first: without symbols their least count is 0 unless the policy says so itself, which is then refused. */
static bool read_policy(HashTable *array, struct prov_password_policy *policy)
{
	zval *symbols = zend_hash_str_find_deref(array, ZEND_STRL("symbols"));
	zend_string *key;
	zval *value;

	if (symbols && !read_symbols(symbols, policy)) {
		return false;
	}
	ZEND_HASH_FOREACH_STR_KEY_VAL(array, key, value) {
		if (!key) {
			zend_argument_value_error(1, "must have names as keys");
			return false;
		}
		ZVAL_DEREF(value);
		if (!zend_string_equals_literal(key, "symbols") && !read_key(ZSTR_VAL(key), value, policy)) {
			return false;
		}
	}
	ZEND_HASH_FOREACH_END();
	if (policy->no_symbols && policy->min_symbols > 0) {
		zend_argument_value_error(1, "must not want symbols and forbid them");
		return false;
	}
	return true;
}

PHP_FUNCTION(provision_generate_password)
{
	struct prov_random random = provision_random();
	struct prov_password_policy policy;
	struct prov_error error;
	HashTable *array = NULL;
	zend_string *password;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(array)
	ZEND_PARSE_PARAMETERS_END();

	prov_password_policy_init(&policy);
	if (array && !read_policy(array, &policy)) {
		RETURN_THROWS();
	}
	prov_error_clear(&error);
	password = zend_string_alloc(policy.length, 0);
	if (prov_password_generate(&random, &policy, ZSTR_VAL(password), policy.length + 1, &error)) {
		RETURN_NEW_STR(password);
	}
	zend_string_efree(password);
	if (error.kind == PROV_ERROR_CONFIGURATION) {
		zend_argument_value_error(1, "was refused: %s", error.message);
	} else {
		snprintf(error.operation, sizeof(error.operation), "%s", "provision_generate_password");
		provision_throw(&error, NULL);
	}
}
