/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * servers_file: see servers_file.h. PHP's INI parser reads it in its raw mode, so that '=', '$' and '!' in a value mean
 * nothing. The whole file must be right: a slip in it shows at the first call, not on the day when its section is used.
 */
#include "glue/servers_file.h"

#include <stdio.h>
#include <string.h>

#include "zend_exceptions.h"
#include "zend_ini_scanner.h"
#include "zend_virtual_cwd.h"

#include "lib/text.h"

#define FILE_MAX (256 * 1024)

const struct prov_field provision_field_proxy = {
    .name = "proxy",
    .type = PROV_TYPE_TEXT,
    .max = 1024,
    .help = "URL of the proxy to this server",
};

static const struct {
	const char *name;
	const struct prov_field *field;
} keys[] = {
    {"connect_timeout_ms", &prov_field_connect_timeout},
    {"timeout_ms", &prov_field_timeout},
    {"ca_file", &prov_field_ca_file},
    {"pinned_public_key", &prov_field_pinned_public_key},
    {"allow_plain_http", &prov_field_allow_plain_http},
    {"proxy", &provision_field_proxy},
};

struct reading {
	const char *file;
	const struct prov_origin *origin;
	struct prov_params *params;
	struct prov_error *error;
	char section[PROV_HOST_MAX + 32]; /* as the file spells it; "" before the first */
	bool ours;                        /* it is the one of this server */
};

static const struct prov_field *find_key(const char *name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(keys[i].name, name) == 0) {
			return keys[i].field;
		}
	}
	return NULL;
}

/* "host:port", or "address port" for an IPv6 address, whose brackets would end the section for PHP's parser. */
static bool parse_section(const char *name, size_t length, struct prov_origin *origin)
{
	const char *blank = memchr(name, ' ', length);
	struct prov_error ignored;
	int64_t port = 0;

	prov_error_clear(&ignored);
	if (blank && !prov_decimal(blank + 1, length - (size_t)(blank + 1 - name), &port)) {
		return false;
	}
	return prov_origin_parse(name, blank ? (size_t)(blank - name) : length, port, true, origin, &ignored);
}

static void begin_section(struct reading *reading, const zval *name)
{
	struct prov_origin origin;

	prov_error_foreign_text(reading->section, sizeof(reading->section), Z_STRVAL_P(name), Z_STRLEN_P(name));
	if (!parse_section(Z_STRVAL_P(name), Z_STRLEN_P(name), &origin)) {
		prov_error_set(reading->error, PROV_ERROR_CONFIGURATION,
		    "servers file %s: [%s] is not a server: write [host:port]", reading->file, reading->section);
		return;
	}
	reading->ours = origin.port == reading->origin->port && strcmp(origin.host, reading->origin->host) == 0;
}

static void read_entry(struct reading *reading, const zval *name, const zval *value)
{
	const struct prov_field *field = find_key(Z_STRVAL_P(name));
	char shown[80];

	prov_error_foreign_text(shown, sizeof(shown), Z_STRVAL_P(name), Z_STRLEN_P(name));
	if (reading->section[0] == '\0') {
		prov_error_set(reading->error, PROV_ERROR_CONFIGURATION,
		    "servers file %s: %s stands before the first [host:port]", reading->file, shown);
	} else if (!field) {
		prov_error_set(reading->error, PROV_ERROR_CONFIGURATION, "servers file %s: [%s] has the unknown key %s",
		    reading->file, reading->section, shown);
	} else if (!value) {
		prov_error_set(reading->error, PROV_ERROR_CONFIGURATION, "servers file %s: [%s] has %s without a value",
		    reading->file, reading->section, shown);
	} else if (reading->ours && Z_TYPE_P(value) == IS_STRING) {
		char key[PROV_HOST_MAX + 64];

		snprintf(key, sizeof(key), "%s in [%s] of the servers file", shown, reading->section);
		prov_params_put_text(reading->params, field, key, Z_STRVAL_P(value), Z_STRLEN_P(value), reading->error);
	}
}

/* The parser cannot be stopped: after the first error the rest is passed over. */
static void on_ini(zval *name, zval *value, zval *offset, int kind, void *target)
{
	struct reading *reading = target;

	if (reading->error->kind != PROV_OK || !name || Z_TYPE_P(name) != IS_STRING) {
		return;
	}
	switch (kind) {
	case ZEND_INI_PARSER_SECTION:
		begin_section(reading, name);
		break;
	case ZEND_INI_PARSER_ENTRY:
		read_entry(reading, name, value);
		break;
	default:
		prov_error_set(reading->error, PROV_ERROR_CONFIGURATION,
		    "servers file %s: [%s] has a list: each key takes one value", reading->file, reading->section);
	}
}

/* A syntax error comes as a warning. As an exception it is not printed, and reaches no error handler of the host. */
static void parse(char *text, struct reading *reading)
{
	zend_error_handling handling;

	zend_replace_error_handling(EH_THROW, zend_ce_exception, &handling);
	zend_parse_ini_string(text, false, ZEND_INI_SCANNER_RAW, on_ini, reading);
	zend_restore_error_handling(&handling);
	if (EG(exception)) {
		zend_clear_exception();
		prov_error_clear(reading->error);
		prov_error_set(
		    reading->error, PROV_ERROR_CONFIGURATION, "servers file %s is not a valid INI file", reading->file);
	}
}

/* The file's text in PHP's memory, with the room behind it that the scanner wants; NULL: error. */
static char *load(const char *file, struct prov_error *error)
{
	zend_stat_t facts = {0};
	size_t length, got = 0;
	char *text;
	FILE *stream;

	if (VCWD_STAT(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "the servers file %s is not there, or not readable", file);
		return NULL;
	}
	if (facts.st_size > FILE_MAX) {
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "the servers file %s is larger than %d bytes", file, FILE_MAX);
		return NULL;
	}
	length = (size_t)facts.st_size;
	text = ecalloc(1, length + ZEND_MMAP_AHEAD);
	stream = VCWD_FOPEN(file, "rb");
	if (stream) {
		got = fread(text, 1, length, stream);
		fclose(stream);
	}
	if (!stream || got != length || memchr(text, '\0', length)) {
		efree(text);
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "the servers file %s cannot be read as text", file);
		return NULL;
	}
	return text;
}

bool provision_servers_file_read(
    const char *file, const struct prov_origin *origin, struct prov_params *params, struct prov_error *error)
{
	struct reading reading = {.file = file, .origin = origin, .params = params, .error = error};
	char *text = load(file, error);

	if (!text) {
		return false;
	}
	parse(text, &reading);
	efree(text);
	return error->kind == PROV_OK;
}
