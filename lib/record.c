/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * record: copies of what went over the wire, bounded in number and size, and their redaction. A body is cut before it
 * is redacted, so the cut may fall inside a secret: prov_redact hides such a beginning, because it sees the body
 * without the note that tells of the cut.
 */
#include "lib/record.h"

#include <stdio.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/mem.h"
#include "lib/text.h"
#include "lib/url.h"

#define CUT_NOTE_MAX 40 /* "… (18446744073709551615 bytes)" */

void prov_records_init(struct prov_records *records)
{
	memset(records, 0, sizeof(*records));
}

static void wipe_text(char *text)
{
	if (text) {
		prov_wipe_free(text, strlen(text));
	}
}

static void wipe_record(struct prov_record *record)
{
	wipe_text(record->url);
	wipe_text(record->request);
	wipe_text(record->response);
	prov_wipe(record, sizeof(*record));
}

void prov_records_wipe(struct prov_records *records)
{
	for (size_t i = 0; i < records->count; i++) {
		wipe_record(&records->items[i]);
	}
	prov_records_init(records);
}

/* A copy, cut at the maximum; always with room for the mask. NUL bytes of a body that is no text become '?'. */
static char *copy_text(const char *text, size_t length, size_t maximum, size_t *kept)
{
	char *copy;

	*kept = prov_utf8_cut(text, length, maximum);
	copy = prov_calloc(*kept + CUT_NOTE_MAX, 1);
	if (!copy) {
		return NULL;
	}
	for (size_t i = 0; i < *kept; i++) {
		copy[i] = text[i] == '\0' ? '?' : text[i];
	}
	if (*kept < length) {
		snprintf(copy + *kept, CUT_NOTE_MAX, "… (%zu bytes)", length);
	}
	return copy;
}

void prov_records_add(struct prov_records *records, const char *step, const char *method, const char *url,
    unsigned attempt, const char *request, size_t request_length, int status, int64_t duration_ms, const char *response,
    size_t response_length, const char *failure)
{
	struct prov_record *record;
	size_t url_kept = 0;

	if (records->count == PROV_RECORDS_MAX) {
		records->dropped++;
		return;
	}
	record = &records->items[records->count];
	*record = (struct prov_record){.status = status, .duration_ms = duration_ms, .attempt = attempt};
	snprintf(record->step, sizeof(record->step), "%s", step);
	snprintf(record->method, sizeof(record->method), "%s", method);
	snprintf(record->failure, sizeof(record->failure), "%s", failure);
	record->url = copy_text(url, strlen(url), PROV_URL_MAX, &url_kept);
	record->request = copy_text(request, request_length, PROV_RECORD_BODY_MAX, &record->request_kept);
	record->response = copy_text(response, response_length, PROV_RECORD_BODY_MAX, &record->response_kept);
	if (!record->url || !record->request || !record->response) {
		wipe_record(record);
		records->dropped++;
		return;
	}
	records->count++;
}

/*
 * Puts the redacted text in place of *text, whose first *kept bytes are the body and whose rest is the note of its cut.
 */
static void redact_text(char **text, size_t *kept, const struct prov_secrets *secrets)
{
	size_t length = strlen(*text);
	struct prov_buf redacted;
	size_t redacted_kept;
	char *replacement;
	bool good;

	/* a mask is at most twice as long as what it hides */
	prov_buf_init(&redacted, *kept * 2 + length + CUT_NOTE_MAX);
	good = prov_redact(secrets, *text, *kept, &redacted);
	redacted_kept = redacted.length;
	good = good && prov_buf_append(&redacted, *text + *kept, length - *kept);
	replacement = good ? prov_buf_take(&redacted, NULL) : NULL;
	if (replacement) {
		wipe_text(*text);
		*text = replacement;
		*kept = redacted_kept;
		return;
	}
	/* copy_text and prov_buf both leave room for the mask */
	prov_buf_wipe(&redacted);
	prov_wipe(*text, length);
	if (length > 0) {
		memcpy(*text, PROV_SECRET_MASK, sizeof(PROV_SECRET_MASK));
		*kept = sizeof(PROV_SECRET_MASK) - 1;
	}
}

void prov_records_redact(struct prov_records *records, const struct prov_secrets *secrets)
{
	for (size_t i = 0; i < records->count; i++) {
		struct prov_record *record = &records->items[i];
		size_t url_kept = strlen(record->url);

		redact_text(&record->url, &url_kept, secrets);
		redact_text(&record->request, &record->request_kept, secrets);
		redact_text(&record->response, &record->response_kept, secrets);
		prov_redact_in_place(secrets, record->step, sizeof(record->step));
		prov_redact_in_place(secrets, record->failure, sizeof(record->failure));
	}
}
