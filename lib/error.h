/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * error: a failure as a value, owned by the caller, in fixed arrays: reporting one needs no allocation.
 * The kinds are those of the exception classes; glue/exceptions.c alone maps one to the other.
 * A message is plain English, names cause and remedy, and never holds a credential or a raw body.
 */
#ifndef PROVISION_LIB_ERROR_H
#define PROVISION_LIB_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum prov_error_kind {
	PROV_OK = 0,
	PROV_ERROR_CONFIGURATION,  /* a parameter is missing or unusable; found before any request */
	PROV_ERROR_CONNECTION,     /* DNS, connect, TLS, connection lost */
	PROV_ERROR_TIMEOUT,        /* the deadline passed */
	PROV_ERROR_AUTHENTICATION, /* wrong or refused credential, address not allowed */
	PROV_ERROR_PERMISSION,     /* the credential may not do this; the service is suspended */
	PROV_ERROR_NOT_FOUND,      /* what must exist does not */
	PROV_ERROR_CONFLICT,       /* exists and is not ours; someone else changed it */
	PROV_ERROR_LIMIT,          /* quota, count, password policy */
	PROV_ERROR_PROTOCOL,       /* the answer is not what the product sends */
	PROV_ERROR_REMOTE,         /* the product says that it failed */
	PROV_ERROR_UNSUPPORTED,    /* this product or version cannot do it */
	PROV_ERROR_MEMORY,         /* out of memory */
};

struct prov_error {
	enum prov_error_kind kind;
	int http_status;       /* 0 where none */
	bool retryable;        /* the same call may simply be made again */
	bool outcome_unknown;  /* a write may or may not have taken effect, and could not be settled by reading */
	bool refused;          /* the product refused in so many words: nothing of this request took effect, undo may run */
	char operation[64];    /* "mailcow_create"; filled by the engine */
	char step[64];         /* "add domain"; filled by the engine */
	char backend_code[96]; /* the product's own code, "" where none */
	char message[512];
};

void prov_error_clear(struct prov_error *error);
/*
 * Sets kind and message; keeps operation and step. The first failure counts: does nothing when one is set already.
 * Always false.
 */
bool prov_error_set(struct prov_error *error, enum prov_error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool prov_error_vset(struct prov_error *error, enum prov_error_kind kind, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
/* Appends to the message, as far as it fits. */
void prov_error_add(struct prov_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool prov_error_memory(struct prov_error *error);
/*
 * Copies text that came from a server: at most size - 1 bytes and 200, control characters and broken UTF-8 become '?',
 * and it is cut between characters. size is that of target.
 */
void prov_error_foreign_text(char *target, size_t size, const char *text, size_t length);

#endif
