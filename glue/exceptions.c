/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exceptions: see exceptions.h. The readonly properties have values from the moment an object is made, also when PHP
 * code makes it, and are then set here in their slots. `partial` may hold a credential that the caller must store:
 * reading the property gives it, but dumps, casts and error reporters, which copy whatever an exception holds, see it
 * masked.
 */
#include "glue/exceptions.h"

#include "zend_exceptions.h"

#include "glue/result.h"
#include "lib/secret.h"

#define NAMESPACE "provision\\"

/* Out of memory has no class of its own: nothing a caller could do about it differs. */
static const struct {
	enum prov_error_kind kind;
	const char *class_name; /* lower case, as PHP's table of classes has it */
} names[] = {
    {PROV_ERROR_CONFIGURATION, NAMESPACE "configurationexception"},
    {PROV_ERROR_CONNECTION, NAMESPACE "connectionexception"},
    {PROV_ERROR_TIMEOUT, NAMESPACE "timeoutexception"},
    {PROV_ERROR_AUTHENTICATION, NAMESPACE "authenticationexception"},
    {PROV_ERROR_PERMISSION, NAMESPACE "permissionexception"},
    {PROV_ERROR_NOT_FOUND, NAMESPACE "notfoundexception"},
    {PROV_ERROR_CONFLICT, NAMESPACE "conflictexception"},
    {PROV_ERROR_LIMIT, NAMESPACE "limitexception"},
    {PROV_ERROR_PROTOCOL, NAMESPACE "protocolexception"},
    {PROV_ERROR_REMOTE, NAMESPACE "remoteexception"},
    {PROV_ERROR_UNSUPPORTED, NAMESPACE "unsupportedexception"},
    {PROV_ERROR_MEMORY, NAMESPACE "exception"},
};

/* Written in MINIT, read-only afterwards: shared by all threads. */
static zend_class_entry *base_class;
static zend_class_entry *classes[PROV_ERROR_MEMORY + 1];
static zend_object_handlers handlers;
static zend_object *(*parent_new)(zend_class_entry *class_type);

/* The slot of one of our own properties, emptied: in no other way can a readonly property be written again. */
static zval *slot(zend_object *object, const char *name, size_t length)
{
	const zend_property_info *info = zend_hash_str_find_ptr(&base_class->properties_info, name, length);
	zval *value = OBJ_PROP(object, info->offset);

	zval_ptr_dtor(value);
	ZVAL_NULL(value);
	Z_PROP_FLAG_P(value) = 0;
	return value;
}

static void set_facts(zend_object *object, const struct prov_error *error, const struct prov_value *partial)
{
	ZVAL_STRING(slot(object, ZEND_STRL("operation")), error->operation);
	ZVAL_STRING(slot(object, ZEND_STRL("step")), error->step);
	ZVAL_LONG(slot(object, ZEND_STRL("httpStatus")), error->http_status);
	ZVAL_STRING(slot(object, ZEND_STRL("backendCode")), error->backend_code);
	ZVAL_BOOL(slot(object, ZEND_STRL("retryable")), error->retryable);
	ZVAL_BOOL(slot(object, ZEND_STRL("outcomeUnknown")), error->outcome_unknown);
	if (partial && partial->type == PROV_VALUE_MAP) {
		provision_result(partial, slot(object, ZEND_STRL("partial")));
	} else {
		ZVAL_EMPTY_ARRAY(slot(object, ZEND_STRL("partial")));
	}
}

static zend_object *exception_new(zend_class_entry *class_type)
{
	const struct prov_error nothing = {.kind = PROV_OK};
	zend_object *object = parent_new(class_type);

	object->handlers = &handlers;
	set_facts(object, &nothing, NULL);
	return object;
}

static void mask(zval *value)
{
	zval_ptr_dtor(value);
	ZVAL_STRING(value, PROV_SECRET_MASK);
}

static zend_array *properties_for(zend_object *object, zend_prop_purpose purpose)
{
	zend_array *properties = zend_array_dup(zend_std_get_properties(object));
	zval *partial = zend_hash_str_find(properties, ZEND_STRL("partial"));

	if (partial && Z_TYPE_P(partial) == IS_ARRAY && zend_hash_num_elements(Z_ARRVAL_P(partial)) > 0) {
		zval *value;

		SEPARATE_ARRAY(partial);
		ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(partial), value) {
			mask(value);
		}
		ZEND_HASH_FOREACH_END();
	}
	return properties;
}

void provision_exceptions_prepare(zend_class_entry *base)
{
	base_class = base;
	parent_new = base->create_object;
	base->create_object = exception_new;
	handlers = std_object_handlers;
	handlers.clone_obj = NULL;
	handlers.get_properties_for = properties_for;
}

void provision_exceptions_startup(void)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		classes[names[i].kind] =
		    zend_hash_str_find_ptr(CG(class_table), names[i].class_name, strlen(names[i].class_name));
		ZEND_ASSERT(classes[names[i].kind]);
	}
}

uint32_t provision_throw(const struct prov_error *error, const struct prov_value *partial)
{
	zval exception, message;

	object_init_ex(&exception, classes[error->kind]);
	set_facts(Z_OBJ(exception), error, partial);
	ZVAL_STRING(&message, error->message);
	zend_update_property_ex(zend_ce_exception, Z_OBJ(exception), ZSTR_KNOWN(ZEND_STR_MESSAGE), &message);
	zval_ptr_dtor(&message);
	zend_throw_exception_object(&exception);
	return Z_OBJ_HANDLE(exception);
}

bool provision_exception_is_ours(const zend_object *exception)
{
	return instanceof_function(exception->ce, base_class);
}
