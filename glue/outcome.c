/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * outcome: what is told of the last call afterwards: provision_last_exchanges() for people who look for a fault, and
 * provision_whmcs_outcome() for the module log. Shows nothing that was not redacted. The texts to hide are computed
 * into C memory that hangs in the call, because a Zend call inside lib/'s callback could jump away from lib/'s own
 * memory.
 */
#include "php_provision.h"

#include "zend_exceptions.h"
#include "zend_smart_str.h"

#include "glue/call.h"
#include "glue/exceptions.h"
#include "glue/result.h"
#include "lib/text.h"

#define MESSAGE_MAX 640       /* bytes of a message that is shown: more than an error of ours can have */
#define RAW_MESSAGE_MAX 65536 /* of a foreign message that is looked at; a longer one is not shown at all */

static const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

static void exchange_row(const struct prov_record *record, zval *row)
{
	array_init_size(row, 9);
	add_assoc_string(row, "step", record->step);
	add_assoc_string(row, "method", record->method);
	add_assoc_string(row, "url", text_or_empty(record->url));
	add_assoc_long(row, "status", record->status);
	add_assoc_long(row, "ms", (zend_long)record->duration_ms);
	add_assoc_long(row, "attempt", record->attempt);
	add_assoc_string(row, "request", text_or_empty(record->request));
	add_assoc_string(row, "response", text_or_empty(record->response));
	add_assoc_string(row, "failure", record->failure);
}

/* A last row that says how many exchanges had no room, so that nobody takes the list for the whole. */
static void dropped_row(size_t dropped, zval *row)
{
	struct prov_record record = {.step = "not recorded"};

	snprintf(record.failure, sizeof(record.failure), "%zu further exchanges were not recorded", dropped);
	exchange_row(&record, row);
}

PHP_FUNCTION(provision_last_exchanges)
{
	const struct provision_call *last;
	zval row;

	ZEND_PARSE_PARAMETERS_NONE();

	array_init(return_value);
	last = provision_call_last();
	if (!last) {
		return;
	}
	for (size_t i = 0; i < last->call.records.count; i++) {
		exchange_row(&last->call.records.items[i], &row);
		add_next_index_zval(return_value, &row);
	}
	if (last->call.records.dropped > 0) {
		dropped_row(last->call.records.dropped, &row);
		add_next_index_zval(return_value, &row);
	}
}

/* Requests and answers as two texts, one paragraph an exchange. */
static void add_log(const struct prov_records *records, zval *target)
{
	smart_str request = {0}, response = {0};

	for (size_t i = 0; records && i < records->count; i++) {
		const struct prov_record *record = &records->items[i];

		smart_str_append_printf(
		    &request, "%s[%s] %s %s", i > 0 ? "\n\n" : "", record->step, record->method, text_or_empty(record->url));
		if (record->attempt > 1) {
			smart_str_append_printf(&request, " (attempt %u)", record->attempt);
		}
		smart_str_append_printf(&request, "\n%s", text_or_empty(record->request));
		smart_str_append_printf(&response, "%s[%s] HTTP %d, " ZEND_LONG_FMT " ms%s%s\n%s", i > 0 ? "\n\n" : "",
		    record->step, record->status, (zend_long)record->duration_ms, record->failure[0] != '\0' ? ": " : "",
		    record->failure, text_or_empty(record->response));
	}
	if (records && records->dropped > 0) {
		smart_str_append_printf(&request, "\n\n(%zu further exchanges were not recorded)", records->dropped);
	}
	add_assoc_str(target, "request", smart_str_extract(&request));
	add_assoc_str(target, "response", smart_str_extract(&response));
}

static bool add_form(void *target, const char *form, size_t length)
{
	return length == 0 || prov_list_add_string(target, form, length);
}

/* Each secret of the call in each form in which it may stand in a log. False: memory is short, there is no list. */
static bool make_masks(struct provision_call *entry)
{
	const struct prov_secrets *secrets = &entry->call.secrets;

	if (entry->masks.type != PROV_VALUE_NULL) {
		return true;
	}
	prov_value_init_list(&entry->masks);
	for (size_t i = 0; i < secrets->count; i++) {
		if (!add_form(&entry->masks, secrets->items[i].data, secrets->items[i].length) ||
		    !prov_secret_forms(&secrets->items[i], add_form, &entry->masks)) {
			prov_value_free(&entry->masks);
			return false;
		}
	}
	return true;
}

/* A message without the last call's secrets; a foreign one is also cut and cleaned. Pure C: owns memory meanwhile. */
static void show_message(
    const struct provision_call *last, bool foreign, const char *text, size_t length, char *target, size_t size)
{
	const struct prov_secrets none = {.count = 0};
	struct prov_buf redacted;

	prov_buf_init(&redacted, RAW_MESSAGE_MAX);
	if (!prov_redact(last ? &last->call.secrets : &none, text, length, &redacted)) {
		snprintf(target, size, "%s", PROV_SECRET_MASK);
	} else if (foreign) {
		prov_error_foreign_text(target, size, prov_buf_text(&redacted), redacted.length);
	} else {
		size_t cut = prov_utf8_cut(prov_buf_text(&redacted), redacted.length, size - 1);

		memcpy(target, prov_buf_text(&redacted), cut);
		target[cut] = '\0';
	}
	prov_buf_wipe(&redacted);
}

/* The text of 'result' for an exception. Foreign ones carry their class: their message alone seldom says enough. */
static void add_message(const struct provision_call *last, zend_object *exception, const zval *message, zval *target)
{
	bool foreign = !provision_exception_is_ours(exception);
	const char *text = Z_TYPE_P(message) == IS_STRING ? Z_STRVAL_P(message) : "";
	size_t length = Z_TYPE_P(message) == IS_STRING ? Z_STRLEN_P(message) : 0;
	const char *class_name = ZSTR_VAL(exception->ce->name);
	char shown[MESSAGE_MAX], shown_class[MESSAGE_MAX];

	show_message(last, foreign, text, length, shown, sizeof(shown));
	if (!foreign && shown[0] != '\0') {
		add_assoc_string(target, "result", shown);
		return;
	}
	/* what follows a NUL in the name of an anonymous class is the path of its file */
	show_message(last, true, class_name, strlen(class_name), shown_class, sizeof(shown_class));
	add_assoc_str(target, "result", zend_strpprintf(0, "%s%s%s", shown_class, shown[0] != '\0' ? ": " : "", shown));
}

/*
 * Whether the exchanges of the last call belong to this outcome. A foreign exception may come from before any call of
 * its own, and must not show the exchanges of a service that was told of already.
 */
static bool belongs(const struct provision_call *last, const zend_object *exception)
{
	if (exception && provision_exception_is_ours(exception)) {
		return exception->handle == last->exception;
	}
	return !exception || !last->reported;
}

PHP_FUNCTION(provision_whmcs_outcome)
{
	struct provision_call *last;
	zend_object *exception = NULL;
	zval *outcome, *message = NULL, made, masks;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_ZVAL(outcome)
	ZEND_PARSE_PARAMETERS_END();

	ZVAL_UNDEF(&made);
	if (Z_TYPE_P(outcome) == IS_OBJECT && instanceof_function(Z_OBJCE_P(outcome), zend_ce_throwable)) {
		exception = Z_OBJ_P(outcome);
		/* a property hook of a later PHP could run code here: hence before the last call is looked at */
		message = zend_read_property_ex(
		    zend_get_exception_base(exception), exception, ZSTR_KNOWN(ZEND_STR_MESSAGE), true, &made);
		if (EG(exception)) {
			RETURN_THROWS();
		}
	} else if (Z_TYPE_P(outcome) != IS_ARRAY) {
		zend_argument_type_error(1, "must be of type Throwable|array, %s given", zend_zval_type_name(outcome));
		RETURN_THROWS();
	}
	last = provision_call_last();
	if (last && !make_masks(last)) {
		zend_throw_error(NULL, "Out of memory");
		RETURN_THROWS();
	}
	array_init_size(return_value, 4);
	if (exception) {
		add_message(last, exception, message, return_value);
	} else {
		add_assoc_string(return_value, "result", "success");
	}
	add_log(last && belongs(last, exception) ? &last->call.records : NULL, return_value);
	if (last) {
		last->reported = true;
		provision_result(&last->masks, &masks);
	} else {
		ZVAL_EMPTY_ARRAY(&masks);
	}
	add_assoc_zval(return_value, "secrets", &masks);
	zval_ptr_dtor(&made);
}
