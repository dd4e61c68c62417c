/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * capabilities: provision_backends(): the const tables of the backends as a PHP array. The documentation of keys and
 * the tests of bad input are made from it, so it shows the tables whole and adds nothing of its own.
 */
#include "php_provision.h"

#include "backends/backend.h"
#include "glue/params.h"

static const char *const types[] = {
    [PROV_TYPE_TEXT] = "text",
    [PROV_TYPE_INT] = "int",
    [PROV_TYPE_BOOL] = "bool",
};

/* A place is the path to it in $params: ['configoptions', 'Max Alias'] or ['serverhostname']. */
static void add_places(const struct prov_field *field, zval *input)
{
	zval places;

	array_init(&places);
	for (size_t i = 0; i < PROV_PLACES_MAX && field->places[i].key; i++) {
		zval path;

		array_init_size(&path, 2);
		if (field->places[i].group != PROV_IN_PARAMS) {
			add_next_index_string(&path, provision_group_key(field->places[i].group));
		}
		add_next_index_string(&path, field->places[i].key);
		add_next_index_zval(&places, &path);
	}
	add_assoc_zval(input, "places", &places);
}

static void add_input(const struct prov_input *row, zval *inputs)
{
	const struct prov_field *field = row->field;
	zend_long max = field->type == PROV_TYPE_TEXT && field->max == 0 ? PROV_TEXT_MAX : (zend_long)field->max;
	zval input;

	array_init_size(&input, 8);
	add_assoc_string(&input, "type", types[field->type]);
	add_assoc_string(&input, "unit", field->unit ? field->unit : "");
	add_assoc_long(&input, "min", (zend_long)field->min);
	add_assoc_long(&input, "max", max);
	add_assoc_bool(&input, "needed", row->needed);
	add_assoc_bool(&input, "secret", field->secret);
	add_assoc_string(&input, "help", field->help ? field->help : "");
	add_places(field, &input);
	add_assoc_zval(inputs, field->name, &input);
}

static void add_inputs(const struct prov_operation *operation, zval *row)
{
	zval inputs;

	array_init(&inputs);
	for (const struct prov_input *input = operation->inputs; input->field; input++) {
		add_input(input, &inputs);
	}
	for (const struct prov_input *input = prov_common_inputs; input->field; input++) {
		if (!zend_hash_str_exists(Z_ARRVAL(inputs), input->field->name, strlen(input->field->name))) {
			add_input(input, &inputs);
		}
	}
	add_assoc_zval(row, "inputs", &inputs);
}

static void add_operations(const struct prov_backend *backend, zval *product)
{
	zval operations;

	array_init(&operations);
	for (const struct prov_operation *operation = backend->operations; operation->name; operation++) {
		zval row;

		array_init_size(&row, 7);
		add_assoc_str(&row, "function", zend_strpprintf(0, "%s_%s", backend->name, operation->name));
		add_assoc_bool(&row, "writes", (operation->flags & PROV_OPERATION_WRITES) != 0);
		add_assoc_bool(&row, "server_only", (operation->flags & PROV_OPERATION_SERVER_ONLY) != 0);
		add_assoc_bool(&row, "asks_anyway", (operation->flags & PROV_OPERATION_ASKS_ANYWAY) != 0);
		add_assoc_long(&row, "min_timeout_ms", (zend_long)operation->min_timeout_ms);
		add_inputs(operation, &row);
		add_assoc_string(&row, "returns", operation->returns);
		add_assoc_zval(&operations, operation->name, &row);
	}
	add_assoc_zval(product, "operations", &operations);
}

PHP_FUNCTION(provision_backends)
{
	ZEND_PARSE_PARAMETERS_NONE();

	array_init(return_value);
	for (const struct prov_backend *const *backend = prov_backends; *backend; backend++) {
		zval product;

		array_init_size(&product, 2);
		add_assoc_string(&product, "label", (*backend)->label);
		add_operations(*backend, &product);
		add_assoc_zval(return_value, (*backend)->name, &product);
	}
}
