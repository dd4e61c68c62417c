/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * call: see call.h. provision_operation is the one implementation behind the functions of every product: the function's
 * own name selects the row of the backends' tables. No operation and no product is known here.
 */
#include "glue/call.h"

#include "glue/exceptions.h"
#include "glue/params.h"
#include "glue/result.h"
#include "glue/settings.h"
#include "glue/transport.h"

static void free_call(struct provision_call *entry)
{
	prov_call_free(&entry->call);
	prov_params_wipe(&entry->server);
	prov_value_free(&entry->masks);
	efree(entry);
}

static void forget_last(void)
{
	struct provision_call *last = PROVISION_G(call).last;

	PROVISION_G(call).last = NULL;
	if (last) {
		free_call(last);
	}
}

static struct provision_call *begin(const struct prov_backend *backend, const struct prov_operation *operation)
{
	struct provision_call *entry;

	forget_last();
	entry = emalloc(sizeof(*entry));
	prov_call_init(&entry->call, backend->name, backend->label, operation);
	prov_params_init(&entry->server);
	entry->masks = (struct prov_value){.type = PROV_VALUE_NULL};
	entry->exception = 0;
	entry->reported = false;
	entry->older = PROVISION_G(call).open;
	PROVISION_G(call).open = entry;
	return entry;
}

/* From now on only what logs may need is kept. Calls end in the reverse order of their beginning. */
static void end(struct provision_call *entry)
{
	ZEND_ASSERT(PROVISION_G(call).open == entry);
	PROVISION_G(call).open = entry->older;
	prov_params_wipe(&entry->call.params);
	prov_params_wipe(&entry->server);
	prov_value_free(&entry->call.result);
	prov_value_free(&entry->call.partial);
	forget_last();
	PROVISION_G(call).last = entry;
}

/* Errors found before the operation runs get the form that the engine gives to its own. */
static bool fail_early(struct prov_call *call)
{
	struct prov_error *error = &call->error;
	struct prov_error cause = *error;

	snprintf(error->operation, sizeof(error->operation), "%s_%s", call->product, call->operation->name);
	snprintf(error->step, sizeof(error->step), "%s", "read parameters");
	snprintf(error->message, sizeof(error->message), "%s: %s: ", call->label, error->step);
	prov_error_add(error, "%s", cause.message);
	return false;
}

static bool run(struct provision_call *entry, const HashTable *params)
{
	struct prov_call *call = &entry->call;
	struct prov_transport transport;

	if (!provision_params_read(call, params) || !provision_settings_read(entry) ||
	    !provision_transport(&transport, &call->error)) {
		return fail_early(call);
	}
	return prov_call_run(call, &transport);
}

PHP_FUNCTION(provision_operation)
{
	const zend_string *name = EX(func)->common.function_name;
	const struct prov_backend *backend;
	const struct prov_operation *operation;
	struct provision_call *entry;
	HashTable *params;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ARRAY_HT(params)
	ZEND_PARSE_PARAMETERS_END();

	operation = prov_operation_find(ZSTR_VAL(name), ZSTR_LEN(name), &backend);
	if (!operation) {
		zend_throw_error(NULL, "%s() stands in no backend's table", ZSTR_VAL(name));
		RETURN_THROWS();
	}
	entry = begin(backend, operation);
	if (run(entry, params)) {
		provision_result(&entry->call.result, return_value);
	} else {
		entry->exception = provision_throw(&entry->call.error, &entry->call.partial);
	}
	end(entry);
}

struct provision_call *provision_call_last(void)
{
	return PROVISION_G(call).last;
}

void provision_calls_end(void)
{
	while (PROVISION_G(call).open) {
		struct provision_call *entry = PROVISION_G(call).open;

		PROVISION_G(call).open = entry->older;
		free_call(entry);
	}
	forget_last();
}
