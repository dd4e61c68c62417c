/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * form: the body of an application/x-www-form-urlencoded request, field by field, and beside it what a log may show of
 * it: values that are secret or long stand there as something else. Every byte but letters, digits and "-_.~" is
 * percent-encoded, a blank too: each server's decoder takes that.
 */
#ifndef PROVISION_LIB_FORM_H
#define PROVISION_LIB_FORM_H

#include <stddef.h>

#include "lib/buf.h"

struct prov_form {
	struct prov_buf body;  /* goes out; ended by prov_form_free, which wipes it */
	struct prov_buf shown; /* for records: not encoded, "Name=value&…" */
};

void prov_form_init(struct prov_form *form, size_t maximum);
void prov_form_free(struct prov_form *form);
/*
 * A field whose value may be seen. What is too long or no memory for shows in body.failed or shown.failed, to be asked
 * once.
 */
void prov_form_add(struct prov_form *form, const char *name, const char *value, size_t length);
/* A field of which a log shows `shown` instead. */
void prov_form_add_shown(struct prov_form *form, const char *name, const char *value, size_t length, const char *shown);

#endif
