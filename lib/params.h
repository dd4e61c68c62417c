/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * params: the input of an operation. Each field is described once in a const table: its logical name, type, unit,
 * bounds, whether it is secret, and the ordered places in WHMCS's $params where it may stand (the first that is not
 * empty counts). glue/params.c fills the values by these tables; the documentation of keys (provision_backends()) is
 * made from them too. No key of WHMCS stands anywhere else in lib/ or backends/.
 */
#ifndef PROVISION_LIB_PARAMS_H
#define PROVISION_LIB_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/error.h"

#define PROV_PLACES_MAX 6
#define PROV_PARAMS_MAX 48
#define PROV_TEXT_MAX 4096 /* bytes of a text field unless its own bound is lower */

enum prov_type {
	PROV_TYPE_TEXT, /* a string; UTF-8 without control characters */
	PROV_TYPE_INT,  /* an int, or a string of decimal digits with an optional sign and blanks around */
	PROV_TYPE_BOOL, /* a bool; 1, "1", "on", "yes", "true"; 0, "0", "off", "no", "false" */
};

/* Which array of $params a place is in. */
enum prov_group {
	PROV_IN_PARAMS,    /* $params[key] */
	PROV_IN_OPTIONS,   /* $params['configoptions'][key] */
	PROV_IN_FIELDS,    /* $params['customfields'][key] */
	PROV_IN_CLIENT,    /* $params['clientsdetails'][key] */
	PROV_IN_PROVISION, /* $params['provision'][key] */
};

struct prov_place {
	enum prov_group group;
	const char *key; /* NULL ends the list */
};

struct prov_field {
	/* logical name; also the key of $params['provision']['options'], which may name another configurable option */
	const char *name;
	enum prov_type type;
	const char *unit; /* "MiB", "ms" …; NULL where there is none */
	int64_t min;      /* integers: least value; texts: least length in bytes */
	int64_t max;      /* integers: greatest value; texts: greatest length, 0 = PROV_TEXT_MAX */
	bool secret;
	bool pasted;        /* texts: blanks and line ends around it came along when it was copied, and are dropped */
	bool one_direction; /* texts: names something, and has no characters that turn its direction */
	const char *help;   /* one line for people */
	struct prov_place places[PROV_PLACES_MAX];
};

/* One field as an operation uses it. */
struct prov_input {
	const struct prov_field *field; /* NULL ends the list */
	bool needed;
};

struct prov_param {
	const struct prov_field *field;
	bool present;
	char *text; /* texts: owned, NUL-terminated, no NUL inside; wiped when freed */
	size_t length;
	int64_t integer; /* integers; bools as 0 and 1 */
};

struct prov_params {
	struct prov_param items[PROV_PARAMS_MAX];
	size_t count;
};

void prov_params_init(struct prov_params *params);
void prov_params_wipe(struct prov_params *params);
/*
 * Stores a value that glue found for a field, after checking type bounds, UTF-8 and control characters; `key` is how
 * the place is named to people ("configoptions[Max Alias]"). An empty text is absent. False: PROV_ERROR_CONFIGURATION
 * naming the key.
 */
bool prov_params_put_text(struct prov_params *params, const struct prov_field *field, const char *key, const char *text,
    size_t length, struct prov_error *error);
bool prov_params_put_int(struct prov_params *params, const struct prov_field *field, const char *key, int64_t integer,
    struct prov_error *error);
bool prov_params_put_bool(struct prov_params *params, const struct prov_field *field, const char *key, bool boolean,
    struct prov_error *error);
/* Names every place of a field, as in "configoptions[Quota Totale Dominio] or configoption1". */
void prov_field_places(const struct prov_field *field, char *target, size_t size);
/* PROV_ERROR_CONFIGURATION naming the first needed input that is absent. */
bool prov_params_check_needed(
    const struct prov_params *params, const struct prov_input *inputs, struct prov_error *error);

bool prov_params_has(const struct prov_params *params, const struct prov_field *field);
/* The text, or NULL when absent. */
const char *prov_params_text(const struct prov_params *params, const struct prov_field *field, size_t *length);
/* The number, or `otherwise` when absent. */
int64_t prov_params_int(const struct prov_params *params, const struct prov_field *field, int64_t otherwise);
bool prov_params_bool(const struct prov_params *params, const struct prov_field *field, bool otherwise);

/*
 * Fields that every operation takes: where the server is, who the service and client are, how this call is to behave.
 */
extern const struct prov_field prov_field_server_host;
extern const struct prov_field prov_field_server_port;
extern const struct prov_field prov_field_server_secure;
extern const struct prov_field prov_field_server_scheme;
extern const struct prov_field prov_field_service_id;
extern const struct prov_field prov_field_client_id;
extern const struct prov_field prov_field_connect_timeout;
extern const struct prov_field prov_field_timeout;
extern const struct prov_field prov_field_ca_file;
extern const struct prov_field prov_field_pinned_public_key;
extern const struct prov_field prov_field_allow_plain_http;
extern const struct prov_field prov_field_adopt;
/* The list of the above that every operation reads besides its own; ends with a NULL field. */
extern const struct prov_input prov_common_inputs[];

#endif
