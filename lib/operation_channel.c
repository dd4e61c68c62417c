/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_channel: opens the channel when the first message wants it, sends, and waits until each message has its
 * answer or its time is over. See the header.
 *
 * How far a message came: one whose frame did not leave whole was NOT_SENT, because a server acts on whole messages
 * alone; one that left and has no answer is LOST. A read that found no channel because the opening was cut is LOST as
 * well: it may simply be tried again.
 */
#include "lib/operation_channel.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/operation_exchange.h"

#define SWITCHING_PROTOCOLS 101
#define OPENINGS 2
#define GREETING_RECORD_MAX ((size_t)64 * 1024)

void prov_op_speak(struct prov_op *op, const struct prov_dialect *dialect, void *data)
{
	op->dialect = dialect;
	op->dialect_data = data;
}

void prov_op_hang_up(struct prov_op *op)
{
	struct prov_channel *channel = op->channel;

	op->channel = NULL;
	if (channel) {
		op->transport->close(op->transport->self, channel);
	}
}

void prov_op_channel_end(struct prov_op *op)
{
	prov_op_hang_up(op);
	if (op->dialect) {
		op->dialect->end(op->dialect_data);
	}
	op->dialect = NULL;
	op->channel_url = NULL;
}

static int64_t now_ms(const struct prov_op *op)
{
	return op->transport->now_ms(op->transport->self);
}

/* --- opening --- */

static bool greet(struct prov_op *op, int64_t deadline_ms, struct prov_buf *heard, struct prov_error *error)
{
	enum prov_message meaning = PROV_MESSAGE_OTHER;
	struct prov_buf message;

	prov_buf_init(&message, 0);
	while (meaning == PROV_MESSAGE_OTHER) {
		if (!op->transport->receive(
		        op->transport->self, op->channel, op->settings->max_message_bytes, deadline_ms, &message, error)) {
			break;
		}
		(void)(prov_buf_append(heard, prov_buf_text(&message), message.length) && prov_buf_append_char(heard, '\n'));
		meaning = op->dialect->greet(op, op->dialect_data, &message, error);
	}
	prov_buf_wipe(&message);
	return meaning == PROV_MESSAGE_AWAITED;
}

static void record_opening(struct prov_op *op, const struct prov_response *opening, const struct prov_buf *heard)
{
	prov_records_add(&op->call->records, op->dialect->step, "WS", op->channel_url, 1, "", 0, opening->status,
	    opening->duration_ms, prov_buf_text(heard), heard->length, opening->error.message);
}

/* One attempt to open the channel. False: opening->error says why, opening->delivery how far it came. */
static bool try_to_open(struct prov_op *op, struct prov_request *request, struct prov_response *opening)
{
	struct prov_buf heard;

	prov_response_init(opening);
	if (!op->dialect->open(op, op->dialect_data, request, &opening->error)) {
		return false;
	}
	op->channel_url = request->url;
	prov_buf_init(&heard, GREETING_RECORD_MAX);
	op->channel = op->transport->open(op->transport->self, &op->transport->random, request, opening);
	if (op->channel && !greet(op, request->deadline_ms, &heard, &opening->error)) {
		prov_op_hang_up(op);
		opening->delivery = PROV_LOST;
	}
	record_opening(op, opening, &heard);
	prov_buf_wipe(&heard);
	return op->channel != NULL;
}

/* Opens the channel within the times of the message that wants it. */
static bool open_channel(struct prov_op *op, const struct prov_request *wanted, struct prov_response *opening)
{
	struct prov_request request;

	prov_op_request(op, &request, PROV_GET, PROV_READ, "");
	request.deadline_ms = wanted->deadline_ms;
	request.not_before_ms = wanted->not_before_ms;
	for (int attempt = 1; attempt <= OPENINGS; attempt++) {
		if (try_to_open(op, &request, opening)) {
			return true;
		}
		if (!op->dialect->failed(op, op->dialect_data, opening)) {
			break;
		}
	}
	opening->error.http_status = opening->status == SWITCHING_PROTOCOLS ? 0 : opening->status;
	if (opening->error.step[0] == '\0') {
		snprintf(opening->error.step, sizeof(opening->error.step), "%s", op->dialect->step);
	}
	return false;
}

/* What an opening that failed means to a message that wanted it. */
static void fail_unsent(
    const struct prov_request *request, const struct prov_response *opening, struct prov_response *response)
{
	response->error = opening->error;
	response->delivery = PROV_NOT_SENT;
	if (request->class_ != PROV_READ) {
		return;
	}
	if (opening->delivery == PROV_ANSWERED && prov_status_is_passing(opening->status)) {
		/* prov_op_read knows what to do about such a status, and what to say */
		prov_error_clear(&response->error);
		response->delivery = PROV_ANSWERED;
		response->status = opening->status;
	} else if (opening->delivery == PROV_LOST) {
		response->delivery = PROV_LOST;
	}
}

/* --- sending and waiting --- */

/* Messages under way, in the order in which they were sent. */
struct wait {
	struct prov_exchange *exchanges;
	size_t count;
	bool waits[PROV_MESSAGES_MAX];
	int64_t sent_ms[PROV_MESSAGES_MAX];
};

static void end(struct prov_op *op, struct wait *wait, size_t i, enum prov_delivery delivery)
{
	struct prov_response *response = wait->exchanges[i].response;

	response->delivery = delivery;
	response->duration_ms = now_ms(op) - wait->sent_ms[i];
	wait->waits[i] = false;
}

/* Ends all that wait with one error, and the channel, whose next messages could be late answers. */
static void lose(struct prov_op *op, struct wait *wait, const struct prov_error *error)
{
	for (size_t i = 0; i < wait->count; i++) {
		if (wait->waits[i]) {
			struct prov_response *response = wait->exchanges[i].response;

			response->error = *error;
			if (wait->exchanges[i].request->class_ == PROV_ONCE) {
				response->error.retryable = false; /* not before a read has settled what became of it */
			}
			end(op, wait, i, PROV_LOST);
		}
	}
	prov_op_hang_up(op);
}

/* Sends them in turn. How many left; all of them, or error says why the next one did not. */
static size_t send_all(struct prov_op *op, struct wait *wait, struct prov_error *error)
{
	for (size_t i = 0; i < wait->count; i++) {
		const struct prov_request *request = wait->exchanges[i].request;

		wait->sent_ms[i] = now_ms(op);
		if (!op->transport->send(
		        op->transport->self, op->channel, request->body, request->body_length, request->deadline_ms, error)) {
			return i;
		}
		if (request->unanswered) {
			end(op, wait, i, PROV_ANSWERED);
		} else {
			wait->waits[i] = true;
		}
	}
	return wait->count;
}

/*
 * The messages from `first` on did not leave, and those before them will get no answer any more. When some have left,
 * the others count as lost as well: they are settled, and sent again, over a new channel as those are.
 */
static void fail_rest(struct prov_op *op, struct wait *wait, size_t first, const struct prov_error *error)
{
	lose(op, wait, error);
	for (size_t i = first; i < wait->count; i++) {
		wait->exchanges[i].response->error = *error;
		wait->sent_ms[i] = now_ms(op);
		end(op, wait, i, first > 0 || wait->exchanges[i].request->class_ == PROV_READ ? PROV_LOST : PROV_NOT_SENT);
	}
}

/* The ceiling and the end of the next wait. False: nothing waits. */
static bool next_wait(const struct wait *wait, size_t *max_bytes, int64_t *until_ms)
{
	bool any = false;

	*max_bytes = 0;
	for (size_t i = 0; i < wait->count; i++) {
		const struct prov_request *request = wait->exchanges[i].request;
		int64_t until = request->deadline_ms;

		if (!wait->waits[i]) {
			continue;
		}
		if (request->patience_ms > 0 && wait->sent_ms[i] + request->patience_ms < until) {
			until = wait->sent_ms[i] + request->patience_ms;
		}
		*until_ms = any && *until_ms < until ? *until_ms : until;
		*max_bytes = request->max_bytes > *max_bytes ? request->max_bytes : *max_bytes;
		any = true;
	}
	return any;
}

/* Gives the message to the first request that it answers; it is passed over when there is none. */
static void hand_over(struct prov_op *op, struct wait *wait, struct prov_buf *message)
{
	for (size_t i = 0; i < wait->count; i++) {
		const struct prov_exchange *exchange = &wait->exchanges[i];

		if (wait->waits[i] && op->dialect->answers(op->dialect_data, exchange->request, message)) {
			exchange->response->body = *message;
			prov_buf_init(message, 0);
			end(op, wait, i, PROV_ANSWERED);
			return;
		}
	}
}

static void await_answers(struct prov_op *op, struct wait *wait)
{
	struct prov_error error;
	struct prov_buf message;
	size_t max_bytes;
	int64_t until_ms = 0;

	prov_error_clear(&error);
	prov_buf_init(&message, 0);
	while (next_wait(wait, &max_bytes, &until_ms)) {
		if (!op->transport->receive(op->transport->self, op->channel, max_bytes, until_ms, &message, &error) ||
		    !op->dialect->hear(op, op->dialect_data, &message, &error)) {
			lose(op, wait, &error);
		} else {
			hand_over(op, wait, &message);
		}
	}
	prov_buf_wipe(&message);
}

static void record(struct prov_op *op, const struct prov_exchange *exchange, const char *step, unsigned attempt)
{
	const struct prov_request *request = exchange->request;
	const struct prov_response *response = exchange->response;
	const char *answer = prov_buf_text(&response->body);
	size_t length = response->body.length;
	char note[48];

	if (request->counts_only && length > 0) {
		snprintf(note, sizeof(note), "… (%zu bytes)", length);
		answer = note;
		length = strlen(note);
	}
	prov_records_add(&op->call->records, step, "WS", op->channel_url, attempt, request->body, request->body_length,
	    response->status, response->duration_ms, answer, length, response->error.message);
}

/* A channel for these messages. False: none came about, and each response says why. */
static bool need_channel(struct prov_op *op, struct wait *wait)
{
	struct prov_response opening;

	if (op->channel || open_channel(op, wait->exchanges[0].request, &opening)) {
		return true;
	}
	for (size_t i = 0; i < wait->count; i++) {
		fail_unsent(wait->exchanges[i].request, &opening, wait->exchanges[i].response);
	}
	return false;
}

void prov_op_messages(
    struct prov_op *op, struct prov_exchange *exchanges, size_t count, const char *const *steps, unsigned attempt)
{
	struct wait wait = {.exchanges = exchanges, .count = count};
	bool was_open = op->channel != NULL;
	struct prov_error error;
	size_t sent;

	for (size_t i = 0; i < count; i++) {
		prov_response_init(exchanges[i].response);
	}
	if (!need_channel(op, &wait)) {
		return;
	}
	prov_error_clear(&error);
	sent = send_all(op, &wait, &error);
	if (sent == 0 && was_open) {
		/* the server ended it meanwhile, and nothing of these messages left: another one will do */
		prov_op_hang_up(op);
		prov_error_clear(&error);
		if (!need_channel(op, &wait)) {
			return;
		}
		sent = send_all(op, &wait, &error);
	}
	if (sent == count) {
		await_answers(op, &wait);
	} else {
		fail_rest(op, &wait, sent, &error);
	}
	for (size_t i = 0; i < count; i++) {
		record(op, &exchanges[i], steps[i], attempt);
	}
}
