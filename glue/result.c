/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * result: see result.h. Map keys go in as PHP would write them itself: a tenant named "123" is found under 123.
 */
#include "glue/result.h"

#include <fcntl.h>
#include <unistd.h>

static void fill_array(const struct prov_value *value, zval *target)
{
	array_init_size(target, (uint32_t)value->as.items.count);
	for (size_t i = 0; i < value->as.items.count; i++) {
		zval item;

		provision_result(&value->as.items.values[i], &item);
		if (value->type == PROV_VALUE_MAP) {
			zend_symtable_str_update(
			    Z_ARRVAL_P(target), value->as.items.keys[i], value->as.items.key_lengths[i], &item);
		} else {
			zend_hash_next_index_insert_new(Z_ARRVAL_P(target), &item);
		}
	}
}

/* The file stays the value's own, which closes it: the stream gets a descriptor for itself. */
static void fill_stream(int file, zval *target)
{
	int copy = fcntl(file, F_DUPFD_CLOEXEC, 0);
	php_stream *stream = copy >= 0 ? php_stream_fopen_from_fd(copy, "r+b", NULL) : NULL;

	if (!stream) {
		if (copy >= 0) {
			close(copy);
		}
		ZVAL_NULL(target);
		zend_throw_error(NULL, "the stream of the result cannot be opened");
		return;
	}
	php_stream_to_zval(stream, target);
}

void provision_result(const struct prov_value *value, zval *target)
{
	switch (value->type) {
	case PROV_VALUE_NULL:
		ZVAL_NULL(target);
		return;
	case PROV_VALUE_BOOL:
		ZVAL_BOOL(target, value->as.boolean);
		return;
	case PROV_VALUE_INT:
		ZVAL_LONG(target, (zend_long)value->as.integer);
		return;
	case PROV_VALUE_DOUBLE:
		ZVAL_DOUBLE(target, value->as.number);
		return;
	case PROV_VALUE_STRING:
		ZVAL_STRINGL(target, value->as.string.length > 0 ? value->as.string.data : "", value->as.string.length);
		return;
	case PROV_VALUE_FILE:
		fill_stream(value->as.file, target);
		return;
	case PROV_VALUE_LIST:
	case PROV_VALUE_MAP:
		fill_array(value, target);
		return;
	}
	ZEND_UNREACHABLE();
}
