/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * params: checks values against their field's description and keeps them. A message names the key at which the value
 * stood and what is expected there, and never the value: it may be a secret that stands in the wrong place.
 */
#include "lib/params.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/buf.h"
#include "lib/mem.h"
#include "lib/text.h"

void prov_params_init(struct prov_params *params)
{
	memset(params, 0, sizeof(*params));
}

static void wipe_param(struct prov_param *param)
{
	prov_wipe_free(param->text, param->length);
	prov_wipe(param, sizeof(*param));
}

void prov_params_wipe(struct prov_params *params)
{
	for (size_t i = 0; i < params->count; i++) {
		wipe_param(&params->items[i]);
	}
	prov_params_init(params);
}

static const struct prov_param *find(const struct prov_params *params, const struct prov_field *field)
{
	for (size_t i = 0; i < params->count; i++) {
		if (params->items[i].field == field && params->items[i].present) {
			return &params->items[i];
		}
	}
	return NULL;
}

static bool refuse(struct prov_error *error, const char *key, const char *expected)
{
	return prov_error_set(error, PROV_ERROR_CONFIGURATION, "%s must be %s", key, expected);
}

static const char *expected_type(const struct prov_field *field)
{
	switch (field->type) {
	case PROV_TYPE_TEXT:
		return "a text";
	case PROV_TYPE_INT:
		return "a whole number";
	case PROV_TYPE_BOOL:
		break;
	}
	return "a yes or no (true, 1, on, yes; false, 0, off, no)";
}

/* The place for a field's value: a second value takes the first one's. NULL, and error, when all are taken. */
static struct prov_param *place(struct prov_params *params, const struct prov_field *field, struct prov_error *error)
{
	struct prov_param *param = NULL;

	for (size_t i = 0; i < params->count && !param; i++) {
		param = params->items[i].field == field ? &params->items[i] : NULL;
	}
	if (param) {
		wipe_param(param);
	} else if (params->count < PROV_PARAMS_MAX) {
		param = &params->items[params->count++];
	} else {
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "this operation has more than %d parameters", PROV_PARAMS_MAX);
		return NULL;
	}
	param->field = field;
	return param;
}

static bool store_number(
    struct prov_params *params, const struct prov_field *field, int64_t number, struct prov_error *error)
{
	struct prov_param *param = place(params, field, error);

	if (!param) {
		return false;
	}
	param->integer = number;
	param->present = true;
	return true;
}

static bool store_text(struct prov_params *params, const struct prov_field *field, const char *text, size_t length,
    struct prov_error *error)
{
	struct prov_param *param = place(params, field, error);

	if (!param) {
		return false;
	}
	param->text = prov_strndup(text, length);
	if (!param->text) {
		return prov_error_memory(error);
	}
	param->length = length;
	param->present = true;
	return true;
}

static bool put_checked_text(struct prov_params *params, const struct prov_field *field, const char *key,
    const char *text, size_t length, struct prov_error *error)
{
	int64_t max = field->max > 0 ? field->max : PROV_TEXT_MAX;

	if ((uint64_t)length > (uint64_t)max || (int64_t)length < field->min) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "%s must have from %" PRId64 " to %" PRId64 " bytes",
		    key, field->min, max);
	}
	for (size_t at = 0; at < length;) {
		uint32_t code_point = 0;
		size_t used = prov_utf8_next(text + at, length - at, &code_point);

		if (used == 0 || prov_is_control(code_point)) {
			return refuse(error, key, "valid UTF-8 without control characters");
		}
		if (field->one_direction && prov_turns_direction(code_point)) {
			return refuse(error, key, "text without characters that turn its direction");
		}
		at += used;
	}
	return store_text(params, field, text, length, error);
}

static bool put_checked_int(struct prov_params *params, const struct prov_field *field, const char *key,
    int64_t integer, struct prov_error *error)
{
	if (integer < field->min || integer > field->max) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "%s must be from %" PRId64 " to %" PRId64 "%s%s", key,
		    field->min, field->max, field->unit ? " " : "", field->unit ? field->unit : "");
	}
	return store_number(params, field, integer, error);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *trim(const char *text, size_t *length)
{
	while (*length > 0 && is_blank(text[*length - 1])) {
		(*length)--;
	}
	while (*length > 0 && is_blank(text[0])) {
		text++;
		(*length)--;
	}
	return text;
}

static bool is_word(const char *text, size_t length, const char *const *words)
{
	for (; *words; words++) {
		if (strlen(*words) == length && strncasecmp(text, *words, length) == 0) {
			return true;
		}
	}
	return false;
}

/* A number or yes/no that came as text, as WHMCS hands over most of them. */
static bool put_spelt(struct prov_params *params, const struct prov_field *field, const char *key, const char *text,
    size_t length, struct prov_error *error)
{
	static const char *const yes[] = {"1", "on", "yes", "true", NULL};
	static const char *const no[] = {"0", "off", "no", "false", NULL};
	int64_t integer = 0;

	text = trim(text, &length);
	if (length == 0) {
		return true;
	}
	if (field->type == PROV_TYPE_INT && prov_decimal(text, length, &integer)) {
		return put_checked_int(params, field, key, integer, error);
	}
	if (field->type == PROV_TYPE_BOOL && is_word(text, length, yes)) {
		return store_number(params, field, 1, error);
	}
	if (field->type == PROV_TYPE_BOOL && is_word(text, length, no)) {
		return store_number(params, field, 0, error);
	}
	return refuse(error, key, expected_type(field));
}

bool prov_params_put_text(struct prov_params *params, const struct prov_field *field, const char *key, const char *text,
    size_t length, struct prov_error *error)
{
	if (field->pasted) {
		text = trim(text, &length);
	}
	if (length == 0) {
		return true;
	}
	if (field->type == PROV_TYPE_TEXT) {
		return put_checked_text(params, field, key, text, length, error);
	}
	return put_spelt(params, field, key, text, length, error);
}

bool prov_params_put_int(struct prov_params *params, const struct prov_field *field, const char *key, int64_t integer,
    struct prov_error *error)
{
	if (field->type == PROV_TYPE_INT) {
		return put_checked_int(params, field, key, integer, error);
	}
	if (field->type == PROV_TYPE_BOOL && (integer == 0 || integer == 1)) {
		return store_number(params, field, integer, error);
	}
	return refuse(error, key, expected_type(field));
}

bool prov_params_put_bool(
    struct prov_params *params, const struct prov_field *field, const char *key, bool boolean, struct prov_error *error)
{
	if (field->type != PROV_TYPE_BOOL) {
		return refuse(error, key, expected_type(field));
	}
	return store_number(params, field, boolean ? 1 : 0, error);
}

static const char *group_name(enum prov_group group)
{
	switch (group) {
	case PROV_IN_OPTIONS:
		return "configoptions";
	case PROV_IN_FIELDS:
		return "customfields";
	case PROV_IN_CLIENT:
		return "clientsdetails";
	case PROV_IN_PROVISION:
		return "provision";
	case PROV_IN_PARAMS:
		break;
	}
	return NULL;
}

void prov_field_places(const struct prov_field *field, char *target, size_t size)
{
	size_t used = 0;

	if (size > 0) {
		target[0] = '\0';
	}
	for (size_t i = 0; i < PROV_PLACES_MAX && field->places[i].key && used < size; i++) {
		const char *group = group_name(field->places[i].group);
		const char *key = field->places[i].key;
		const char *joint = i == 0 ? "" : " or ";
		int written = group ? snprintf(target + used, size - used, "%s%s[%s]", joint, group, key)
		                    : snprintf(target + used, size - used, "%s%s", joint, key);

		used += written > 0 ? (size_t)written : 0;
	}
}

bool prov_params_check_needed(
    const struct prov_params *params, const struct prov_input *inputs, struct prov_error *error)
{
	for (; inputs->field; inputs++) {
		if (inputs->needed && !find(params, inputs->field)) {
			char places[256];

			prov_field_places(inputs->field, places, sizeof(places));
			return prov_error_set(
			    error, PROV_ERROR_CONFIGURATION, "%s is missing or empty: %s", places, inputs->field->help);
		}
	}
	return true;
}

bool prov_params_has(const struct prov_params *params, const struct prov_field *field)
{
	return find(params, field) != NULL;
}

const char *prov_params_text(const struct prov_params *params, const struct prov_field *field, size_t *length)
{
	const struct prov_param *param = find(params, field);

	if (length) {
		*length = param ? param->length : 0;
	}
	return param ? param->text : NULL;
}

int64_t prov_params_int(const struct prov_params *params, const struct prov_field *field, int64_t otherwise)
{
	const struct prov_param *param = find(params, field);

	return param ? param->integer : otherwise;
}

bool prov_params_bool(const struct prov_params *params, const struct prov_field *field, bool otherwise)
{
	return prov_params_int(params, field, otherwise ? 1 : 0) != 0;
}

/* --- fields that every operation takes --- */

const struct prov_field prov_field_server_host = {
    .name = "server_host",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 512,
    .help = "host name or address of the server, also with a port or as https://host",
    .places = {{PROV_IN_PARAMS, "serverhostname"}, {PROV_IN_PARAMS, "serverip"}},
};

const struct prov_field prov_field_server_port = {
    .name = "server_port",
    .type = PROV_TYPE_INT,
    .min = 0,
    .max = 65535,
    .help = "port of the server; 0 or absent is the scheme's own",
    .places = {{PROV_IN_PARAMS, "serverport"}},
};

const struct prov_field prov_field_server_secure = {
    .name = "server_secure",
    .type = PROV_TYPE_BOOL,
    .help = "whether the server is asked over TLS",
    .places = {{PROV_IN_PARAMS, "serversecure"}},
};

const struct prov_field prov_field_server_scheme = {
    .name = "server_scheme",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 8,
    .help = "https or http",
    .places = {{PROV_IN_PARAMS, "serverhttpprefix"}},
};

const struct prov_field prov_field_service_id = {
    .name = "service_id",
    .type = PROV_TYPE_INT,
    .min = 1,
    .max = INT64_MAX,
    .help = "the service's number; part of the marker that proves what is ours",
    .places = {{PROV_IN_PARAMS, "serviceid"}},
};

const struct prov_field prov_field_client_id = {
    .name = "client_id",
    .type = PROV_TYPE_INT,
    .min = 1,
    .max = INT64_MAX,
    .help = "the client's number; part of generated names",
    .places = {{PROV_IN_PARAMS, "userid"}, {PROV_IN_CLIENT, "userid"}, {PROV_IN_CLIENT, "id"}},
};

const struct prov_field prov_field_connect_timeout = {
    .name = "connect_timeout",
    .type = PROV_TYPE_INT,
    .unit = "ms",
    .min = 1,
    .max = 600000,
    .help = "how long connecting may take, TLS included",
    .places = {{PROV_IN_PROVISION, "connect_timeout_ms"}},
};

const struct prov_field prov_field_timeout = {
    .name = "timeout",
    .type = PROV_TYPE_INT,
    .unit = "ms",
    .min = 1,
    .max = 3600000,
    .help = "how long the whole operation may take",
    .places = {{PROV_IN_PROVISION, "timeout_ms"}},
};

const struct prov_field prov_field_ca_file = {
    .name = "ca_file",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .help = "file of PEM certificates that the server's is verified against, instead of the system's",
    .places = {{PROV_IN_PROVISION, "ca_file"}},
};

const struct prov_field prov_field_pinned_public_key = {
    .name = "pinned_public_key",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 1024,
    .help = "the only public key the server may have: sha256//… in base64",
    .places = {{PROV_IN_PROVISION, "pinned_public_key"}},
};

const struct prov_field prov_field_allow_plain_http = {
    .name = "allow_plain_http",
    .type = PROV_TYPE_BOOL,
    .help = "whether a server other than this machine may be asked without TLS",
    .places = {{PROV_IN_PROVISION, "allow_plain_http"}},
};

const struct prov_field prov_field_adopt = {
    .name = "adopt",
    .type = PROV_TYPE_BOOL,
    .help = "whether an object without a marker is taken as this service's, on the operator's word",
    .places = {{PROV_IN_PROVISION, "adopt"}},
};

const struct prov_input prov_common_inputs[] = {
    {&prov_field_server_host, true},
    {&prov_field_server_port, false},
    {&prov_field_server_secure, false},
    {&prov_field_server_scheme, false},
    {&prov_field_service_id, false},
    {&prov_field_client_id, false},
    {&prov_field_connect_timeout, false},
    {&prov_field_timeout, false},
    {&prov_field_ca_file, false},
    {&prov_field_pinned_public_key, false},
    {&prov_field_allow_plain_http, false},
    {&prov_field_adopt, false},
    {NULL, false},
};
