/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * record: what an operation asked and was answered, for logs and for people who look for a fault. While the operation
 * runs the texts are raw, because a secret may become known only by an answer; prov_records_redact makes them log-safe
 * before anyone outside can see them. Bodies are cut at a ceiling; bodies that were streamed are not kept, only
 * counted.
 */
#ifndef PROVISION_LIB_RECORD_H
#define PROVISION_LIB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/secret.h"

#define PROV_RECORDS_MAX 64              /* exchanges kept of one operation: the first ones, then the count goes on */
#define PROV_RECORD_BODY_MAX (16 * 1024) /* bytes kept of a request or response body */

struct prov_record {
	char step[64];
	char method[8];
	char *url;
	int status;
	int64_t duration_ms;
	unsigned attempt;    /* 1 for the first */
	char *request;       /* body, "" when none; cut ones end with "… (N bytes)" */
	size_t request_kept; /* bytes of the body itself in request, before what tells of the cut */
	char *response;
	size_t response_kept;
	char failure[512]; /* why there is no whole answer, "" when there is one */
};

struct prov_records {
	struct prov_record items[PROV_RECORDS_MAX];
	size_t count;   /* in items */
	size_t dropped; /* beyond the ceiling, or for want of memory */
};

void prov_records_init(struct prov_records *records);
void prov_records_wipe(struct prov_records *records);
/*
 * Adds an exchange. Texts are copied and cut. Where memory is short the exchange only counts as dropped: recording
 * never fails an operation.
 */
void prov_records_add(struct prov_records *records, const char *step, const char *method, const char *url,
    unsigned attempt, const char *request, size_t request_length, int status, int64_t duration_ms, const char *response,
    size_t response_length, const char *failure);
/* Replaces every secret in every text; a text that cannot be redacted for want of memory is replaced by the mask. */
void prov_records_redact(struct prov_records *records, const struct prov_secrets *secrets);

#endif
