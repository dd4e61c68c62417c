/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_write: how a write is sent, judged, and settled when its answer is lost. See operation.h for the rule.
 * It never repeats a write of class PROV_ONCE unseen: it reads back first.
 */
#include "lib/operation.h"

#include <stdio.h>

#include "lib/operation_exchange.h"

#define IDEMPOTENT_ATTEMPTS 3
#define ONCE_SENDS 2
#define HTTP_GATEWAY_TIMEOUT 504

/* A write may take two thirds of the time that is left: the rest is for the read that may have to settle it. */
static int64_t write_deadline(const struct prov_op *op)
{
	return op->deadline_ms - prov_op_time_left(op) / 3;
}

/* Turns what came back into a verdict. */
static void judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response)
{
	prov_error_clear(&write->error);
	write->settled = false;
	write->may_still_run = response->status == HTTP_GATEWAY_TIMEOUT ||
	                       (response->delivery == PROV_LOST && response->error.kind == PROV_ERROR_TIMEOUT);
	if (response->delivery == PROV_NOT_SENT) {
		write->error = response->error;
		write->verdict = PROV_NOT_DONE;
	} else if (response->delivery == PROV_LOST) {
		write->error = response->error;
		write->verdict = PROV_UNKNOWN;
	} else if (prov_status_is_passing(response->status)) {
		prov_error_passing_status(&write->error, response->status);
		write->verdict = PROV_UNKNOWN;
	} else {
		write->verdict = write->judge(op, write, response);
		write->error.http_status = response->status;
	}
	write->error.refused = write->verdict == PROV_REFUSED;
	if (write->error.step[0] == '\0') {
		snprintf(write->error.step, sizeof(write->error.step), "%s", write->step);
	}
}

static void send_together(struct prov_op *op, struct prov_write *writes, size_t count, unsigned attempt)
{
	struct prov_response responses[PROV_WRITES_MAX];
	struct prov_exchange exchanges[PROV_WRITES_MAX];
	const char *steps[PROV_WRITES_MAX] = {NULL};

	for (size_t i = 0; i < count; i++) {
		writes[i].request.deadline_ms = write_deadline(op);
		exchanges[i] = (struct prov_exchange){.request = &writes[i].request, .response = &responses[i]};
		steps[i] = writes[i].step;
	}
	prov_op_exchange(op, exchanges, count, steps, attempt);
	for (size_t i = 0; i < count; i++) {
		judge(op, &writes[i], &responses[i]);
		prov_response_free(&responses[i]);
	}
}

/* An idempotent write settles itself: the same request again ends in the same state, and its answer tells. */
static void settle_by_repeating(struct prov_op *op, struct prov_write *write)
{
	for (unsigned attempt = 1; write->verdict == PROV_UNKNOWN && attempt < IDEMPOTENT_ATTEMPTS; attempt++) {
		if (!prov_op_back_off(op, attempt, &write->request.not_before_ms)) {
			return;
		}
		send_together(op, write, 1, attempt + 1);
		if (write->verdict == PROV_NOT_DONE) {
			write->verdict = PROV_UNKNOWN; /* this attempt never left, but the first one may have arrived */
		}
	}
}

/* Asks the write's settle function, with an error of its own so that the operation's stays clean. */
static void read_back(struct prov_op *op, struct prov_write *write)
{
	struct prov_error error;
	struct prov_error *outer = prov_op_set_aside(op, &error);
	const char *step = op->step;

	write->verdict = write->settle(op, write);
	write->settled = write->verdict != PROV_UNKNOWN;
	op->error = outer;
	op->step = step;
	if (write->verdict == PROV_NOT_DONE && write->may_still_run) {
		write->verdict = PROV_UNKNOWN;
	} else if (write->verdict == PROV_UNKNOWN) {
		prov_error_add(&write->error, "; reading back failed too (%s)", error.message);
	} else if (write->verdict == PROV_REFUSED) {
		write->error = error;
	}
}

/*
 * Reads back; sends once more what is seen not to have taken effect. Not at once, where there is time: a connection
 * whose end is on its way is then known to be dead, and a write that cannot be rewound does not get lost on it again.
 */
static void settle_by_reading(struct prov_op *op, struct prov_write *write)
{
	read_back(op, write);
	for (unsigned sends = 1; write->verdict == PROV_NOT_DONE && sends < ONCE_SENDS && prov_op_time_left(op) > 0;
	     sends++) {
		(void)prov_op_back_off(op, sends, &write->request.not_before_ms);
		send_together(op, write, 1, sends + 1);
		if (write->verdict == PROV_UNKNOWN) {
			read_back(op, write);
		}
	}
}

static void settle(struct prov_op *op, struct prov_write *write)
{
	if (write->settle) {
		settle_by_reading(op, write);
	} else if (write->request.class_ == PROV_IDEMPOTENT) {
		settle_by_repeating(op, write);
	}
	if (write->verdict == PROV_UNKNOWN) {
		write->error.outcome_unknown = true;
		write->error.retryable = true;
		prov_error_add(
		    &write->error, "; it is not known whether this step took effect: make the same call again, it finds out");
	} else if (write->verdict == PROV_NOT_DONE) {
		write->error.retryable = true;
	}
}

/* The operation's error is that of the first write that is not done; what the others did is told with it. */
static bool report(struct prov_op *op, const struct prov_write *writes, size_t count)
{
	const struct prov_write *first = NULL;

	for (size_t i = 0; i < count; i++) {
		if (writes[i].verdict != PROV_DONE) {
			first = &writes[i];
			break;
		}
	}
	if (!first) {
		return true;
	}
	prov_op_fail_with(op, &first->error);
	for (size_t i = 0; i < count; i++) {
		const struct prov_write *other = &writes[i];

		if (other == first) {
			continue;
		}
		op->error->refused = op->error->refused && other->verdict == PROV_REFUSED;
		op->error->outcome_unknown = op->error->outcome_unknown || other->error.outcome_unknown;
		if (other->verdict == PROV_DONE) {
			prov_error_add(op->error, "; \"%s\" was done", other->step);
		} else {
			prov_error_add(op->error, "; \"%s\" failed too: %s", other->step, other->error.message);
		}
	}
	return false;
}

static bool may_write(struct prov_op *op, const struct prov_write *write)
{
	bool owned =
	    op->ownership == PROV_OWNER_OURS || op->ownership == PROV_OWNER_LEGACY || op->ownership == PROV_OWNER_ADOPTED;

	if (owned || write->creates) {
		return true;
	}
	prov_op_step(op, write->step);
	return prov_op_fail(
	    op, PROV_ERROR_CONFLICT, "refused to write to an object that was not read and found to be this service's");
}

bool prov_op_write(struct prov_op *op, struct prov_write *writes, size_t count)
{
	if (count > PROV_WRITES_MAX) {
		return prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "more than %d writes at once", PROV_WRITES_MAX);
	}
	for (size_t i = 0; i < count; i++) {
		if (!may_write(op, &writes[i])) {
			return false;
		}
	}
	send_together(op, writes, count, 1);
	for (size_t i = 0; i < count; i++) {
		if (writes[i].verdict == PROV_UNKNOWN) {
			settle(op, &writes[i]);
		}
	}
	return report(op, writes, count);
}
