/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * params: see params.h. What a value in a known place may be:
 *
 *   null, ""      absent: the next place counts
 *   object        absent: WHMCS puts models into the array, and asking one for its text would run PHP code
 *   string        any field; numbers and yes/no are read strictly by lib/params.c
 *   int           numbers, yes/no (0 and 1), and texts of configurable options and custom fields, where hosts turn what
 *                 looks like a number into one; never a secret, whose leading zeros would be lost
 *   bool          yes/no alone
 *   float, array  an error that names the key, as is everything above in the wrong place
 */
#include "glue/params.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KEY_MAX 128 /* bytes of a key as messages show it */

/* Fields are looked for in these arrays; resolved once a call, NULL where $params has none. */
struct groups {
	const HashTable *tables[PROV_IN_PROVISION + 1];
	const HashTable *option_names; /* $params['provision']['options'] */
};

static const char *const group_keys[] = {
    [PROV_IN_PARAMS] = "",
    [PROV_IN_OPTIONS] = "configoptions",
    [PROV_IN_FIELDS] = "customfields",
    [PROV_IN_CLIENT] = "clientsdetails",
    [PROV_IN_PROVISION] = "provision",
};

/* Credentials of server and service: not to be seen in a record, whether the operation at hand reads them or not. */
static const char *const always_secret[] = {"serverpassword", "serveraccesshash", "password"};

const char *provision_group_key(enum prov_group group)
{
	return group_keys[group];
}

/* The value under a key without references; NULL for what counts as absent. */
static const zval *find(const HashTable *table, const char *key, size_t length)
{
	const zval *value = table ? zend_symtable_str_find((HashTable *)table, key, length) : NULL;

	if (value && Z_TYPE_P(value) == IS_INDIRECT) {
		value = Z_INDIRECT_P(value);
	}
	if (value) {
		ZVAL_DEREF(value);
	}
	return value && Z_TYPE_P(value) != IS_UNDEF && Z_TYPE_P(value) != IS_NULL ? value : NULL;
}

static bool find_array(
    const HashTable *table, const char *key, const char *shown, const HashTable **found, struct prov_error *error)
{
	const zval *value = find(table, key, strlen(key));

	*found = NULL;
	if (!value || Z_TYPE_P(value) == IS_OBJECT || (Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) == 0)) {
		return true;
	}
	if (Z_TYPE_P(value) != IS_ARRAY) {
		return prov_error_set(
		    error, PROV_ERROR_CONFIGURATION, "%s must be an array, %s given", shown, zend_zval_type_name(value));
	}
	*found = Z_ARRVAL_P(value);
	return true;
}

static bool find_groups(const HashTable *params, struct groups *groups, struct prov_error *error)
{
	groups->tables[PROV_IN_PARAMS] = params;
	for (size_t i = PROV_IN_PARAMS + 1; i <= PROV_IN_PROVISION; i++) {
		if (!find_array(params, group_keys[i], group_keys[i], &groups->tables[i], error)) {
			return false;
		}
	}
	return find_array(groups->tables[PROV_IN_PROVISION], "options", "provision[options]", &groups->option_names, error);
}

static void show_key(enum prov_group group, const char *key, char *target, size_t size)
{
	if (group == PROV_IN_PARAMS) {
		snprintf(target, size, "%s", key);
	} else {
		snprintf(target, size, "%s[%s]", group_keys[group], key);
	}
}

static bool wrong_type(const char *key, const struct prov_field *field, const zval *value, struct prov_error *error)
{
	static const char *const wanted[] = {
	    [PROV_TYPE_TEXT] = "text",
	    [PROV_TYPE_INT] = "a whole number",
	    [PROV_TYPE_BOOL] = "yes or no",
	};

	return prov_error_set(error, PROV_ERROR_CONFIGURATION, "%s must be %s, %s given", key, wanted[field->type],
	    zend_zval_type_name(value));
}

static bool put_int(struct prov_params *params, const struct prov_field *field, enum prov_group group, const char *key,
    const zval *value, struct prov_error *error)
{
	bool numbers_are_texts = (group == PROV_IN_OPTIONS || group == PROV_IN_FIELDS) && !field->secret;
	char text[24];
	int length;

	if (field->type == PROV_TYPE_INT) {
		return prov_params_put_int(params, field, key, Z_LVAL_P(value), error);
	}
	if (field->type == PROV_TYPE_TEXT && !numbers_are_texts) {
		return wrong_type(key, field, value, error);
	}
	length = snprintf(text, sizeof(text), ZEND_LONG_FMT, Z_LVAL_P(value));
	return prov_params_put_text(params, field, key, text, (size_t)length, error);
}

/* Stores the value of one place; an absent one stores nothing. */
static bool put(struct prov_params *params, const struct prov_field *field, enum prov_group group, const char *name,
    const zval *value, struct prov_error *error)
{
	char key[KEY_MAX];

	show_key(group, name, key, sizeof(key));
	switch (Z_TYPE_P(value)) {
	case IS_OBJECT:
		return true;
	case IS_STRING:
		return prov_params_put_text(params, field, key, Z_STRVAL_P(value), Z_STRLEN_P(value), error);
	case IS_LONG:
		return put_int(params, field, group, key, value, error);
	case IS_TRUE:
	case IS_FALSE:
		if (field->type == PROV_TYPE_BOOL) {
			return prov_params_put_bool(params, field, key, Z_TYPE_P(value) == IS_TRUE, error);
		}
		return wrong_type(key, field, value, error);
	default:
		return wrong_type(key, field, value, error);
	}
}

/* The configurable option that the operator's own mapping names for a field. A credential is no matter of options. */
static bool read_mapped(
    struct prov_params *params, const struct prov_field *field, const struct groups *groups, struct prov_error *error)
{
	const zval *name = find(groups->option_names, field->name, strlen(field->name));
	const zval *value;
	char shown[KEY_MAX];

	if (!name || field->secret || Z_TYPE_P(name) == IS_OBJECT ||
	    (Z_TYPE_P(name) == IS_STRING && Z_STRLEN_P(name) == 0)) {
		return true;
	}
	if (Z_TYPE_P(name) != IS_STRING) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "provision[options][%s] must be the name of an option, %s given", field->name, zend_zval_type_name(name));
	}
	value = find(groups->tables[PROV_IN_OPTIONS], Z_STRVAL_P(name), Z_STRLEN_P(name));
	prov_error_foreign_text(shown, sizeof(shown), Z_STRVAL_P(name), Z_STRLEN_P(name));
	return !value || put(params, field, PROV_IN_OPTIONS, shown, value, error);
}

/* The first place that is not empty counts. */
static bool read_places(
    struct prov_params *params, const struct prov_field *field, const struct groups *groups, struct prov_error *error)
{
	for (size_t i = 0; i < PROV_PLACES_MAX && field->places[i].key && !prov_params_has(params, field); i++) {
		const struct prov_place *place = &field->places[i];
		const zval *value = find(groups->tables[place->group], place->key, strlen(place->key));

		if (value && !put(params, field, place->group, place->key, value, error)) {
			return false;
		}
	}
	return true;
}

/* A value longer than any field can be is refused where it is read; it is in no request, so it needs no hiding. */
static bool add_secret(struct prov_call *call, const zval *value)
{
	if (!value || Z_TYPE_P(value) != IS_STRING || Z_STRLEN_P(value) > PROV_TEXT_MAX) {
		return true;
	}
	return prov_secrets_add(&call->secrets, Z_STRVAL_P(value), Z_STRLEN_P(value)) || prov_error_memory(&call->error);
}

/* All values in places of secrets, also those that another place outdid. */
static bool read_secrets(struct prov_call *call, const struct groups *groups)
{
	for (size_t i = 0; i < sizeof(always_secret) / sizeof(always_secret[0]); i++) {
		if (!add_secret(call, find(groups->tables[PROV_IN_PARAMS], always_secret[i], strlen(always_secret[i])))) {
			return false;
		}
	}
	for (const struct prov_input *input = call->operation->inputs; input->field; input++) {
		for (size_t i = 0; input->field->secret && i < PROV_PLACES_MAX && input->field->places[i].key; i++) {
			const struct prov_place *place = &input->field->places[i];

			if (!add_secret(call, find(groups->tables[place->group], place->key, strlen(place->key)))) {
				return false;
			}
		}
	}
	return true;
}

bool provision_params_read(struct prov_call *call, const HashTable *params)
{
	struct groups groups;

	if (!find_groups(params, &groups, &call->error) || !read_secrets(call, &groups)) {
		return false;
	}
	for (const struct prov_input *input = call->operation->inputs; input->field; input++) {
		if (!read_mapped(&call->params, input->field, &groups, &call->error) ||
		    !read_places(&call->params, input->field, &groups, &call->error)) {
			return false;
		}
	}
	/* no mapping here: where the server is and whose the service is are not a matter of configurable options */
	for (const struct prov_input *input = prov_common_inputs; input->field; input++) {
		if (!read_places(&call->params, input->field, &groups, &call->error)) {
			return false;
		}
	}
	return true;
}
