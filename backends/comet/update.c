/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * update: changes members of an account's profile and sends the whole back, every other byte as it came: a member left
 * out would count as zero on the server, and take keys or vaults with it.
 *
 * The server refuses a profile that somebody else changed in between (live backup clients write it too). Then the new
 * one is read, the same wish applied to it, and sent, five times at most.
 */
#include "backends/comet/comet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ATTEMPTS 5
#define PAUSE_MS 150 /* before another attempt: so long at most, by chance, times the attempt */
#define SHOWN_MAX 4096

/* --- what is to change --- */

/* Notes a change for records: "Name=value". One that finds no room there is made all the same. */
static void show(struct cm_changes *changes, const char *name, const char *value, size_t length)
{
	if (changes->shown.length > 0) {
		prov_buf_append_text(&changes->shown, ", ");
	}
	prov_buf_append_text(&changes->shown, name);
	prov_buf_append_char(&changes->shown, '=');
	prov_buf_append(&changes->shown, value, length);
}

/* Whether the member has the value already, written as Comet writes it; one that is missing or null has its zero value.
 */
static bool stands(const struct cm_changes *changes, struct prov_json_span object, const char *name, const char *value,
    const char *zero)
{
	const char *text = prov_buf_text(&changes->profile->text);
	struct prov_json_span place;
	size_t length;

	if (!prov_json_span_member(text, object, name, &place)) {
		return strcmp(value, zero) == 0;
	}
	length = place.end - place.begin;
	if (length == strlen("null") && memcmp(text + place.begin, "null", length) == 0) {
		return strcmp(value, zero) == 0;
	}
	return length == strlen(value) && memcmp(text + place.begin, value, length) == 0;
}

void cm_change_bool(struct cm_changes *changes, struct prov_json_span object, const char *name, bool boolean)
{
	const char *value = boolean ? "true" : "false";

	if (!stands(changes, object, name, value, "false")) {
		prov_json_edits_bool(&changes->edits, object, name, boolean);
		show(changes, name, value, strlen(value));
	}
}

void cm_change_int(struct cm_changes *changes, struct prov_json_span object, const char *name, int64_t number)
{
	char value[24];

	snprintf(value, sizeof(value), "%" PRId64, number);
	if (!stands(changes, object, name, value, "0")) {
		prov_json_edits_int(&changes->edits, object, name, number);
		show(changes, name, value, strlen(value));
	}
}

void cm_change_empty(struct cm_changes *changes, struct prov_json_span object, const char *name)
{
	if (!stands(changes, object, name, "\"\"", "\"\"")) {
		prov_json_edits_text(&changes->edits, object, name, "", 0);
		show(changes, name, "\"\"", 2);
	}
}

void cm_change_text(struct cm_changes *changes, const char *name, const char *text, size_t length)
{
	size_t present_length = 0;
	const char *present = prov_json_text(prov_json_member(changes->profile->json, name), &present_length);

	if ((present || length == 0) && present_length == length && (length == 0 || memcmp(present, text, length) == 0)) {
		return;
	}
	prov_json_edits_text(&changes->edits, changes->whole, name, text, length);
	show(changes, name, text, length);
}

void cm_change_list_of_one(struct cm_changes *changes, const char *name, const char *text, size_t length)
{
	prov_json_edits_list_of_text(&changes->edits, changes->whole, name, text, length);
	show(changes, name, text, length);
}

/* --- sending it --- */

/* One account's change on its way; lives on the stack of cm_profile_update. */
struct update {
	const char *username;
	struct cm_profile *profile; /* what the change is applied to; then the new one */
	struct cm_profile sent_to;  /* filled from the answer */
	const struct cm_wish *wish;
	bool mark; /* our marker is part of the change */
};

static bool collect(
    struct prov_op *op, const struct update *update, const struct cm_profile *profile, struct cm_changes *changes)
{
	struct prov_buf name;
	bool done = true;

	changes->profile = profile;
	changes->whole = prov_json_span_whole(prov_buf_text(&profile->text), profile->text.length);
	prov_json_edits_init(&changes->edits, prov_buf_text(&profile->text), profile->text.length);
	prov_buf_init(&changes->shown, SHOWN_MAX);
	if (update->mark) {
		done = cm_marked_name(op, profile, update->wish->label, &name);
		if (done) {
			cm_change_text(changes, "AccountName", prov_buf_text(&name), name.length);
		}
		prov_buf_free(&name);
	}
	update->wish->want(op, changes, update->wish->data);
	return done;
}

static void end_changes(struct cm_changes *changes)
{
	prov_json_edits_free(&changes->edits);
	prov_buf_free(&changes->shown);
}

/* Whether anything of the wish is still missing in a profile. False also when that cannot be told (op->error). */
static bool is_fulfilled(struct prov_op *op, const struct update *update, const struct cm_profile *profile)
{
	struct cm_changes changes;
	bool fulfilled = collect(op, update, profile, &changes) && changes.edits.count == 0 && !changes.edits.failed;

	end_changes(&changes);
	return fulfilled;
}

static enum prov_verdict settle(struct prov_op *op, struct prov_write *write)
{
	const struct cm_write *cm = write->data;
	struct update *update = cm->target;
	struct cm_profile now;
	enum prov_verdict verdict;

	if (!cm_profile_read(op, update->username, &now)) {
		return PROV_UNKNOWN;
	}
	verdict = now.exists && is_fulfilled(op, update, &now) ? PROV_DONE : PROV_NOT_DONE;
	if (verdict == PROV_DONE) {
		cm_profile_free(&update->sent_to);
		update->sent_to = now;
		return verdict;
	}
	cm_profile_free(&now);
	return verdict;
}

static bool take_new_profile(struct prov_op *op, void *target, const struct prov_json *answer,
    const struct prov_response *response, struct prov_error *error)
{
	return cm_profile_take(op, &((struct update *)target)->sent_to, answer, response, error);
}

/* The edited profile. It is parsed once more before it goes: what is sent must be sound whatever came in. */
static bool build(struct prov_op *op, struct cm_changes *changes, struct prov_buf *text)
{
	struct prov_json *check;

	prov_buf_init(text, op->settings->max_response_bytes + SHOWN_MAX + changes->edits.count * 128);
	if (!prov_json_edits_apply(&changes->edits, text)) {
		return text->too_long ? prov_op_fail(op, PROV_ERROR_UNSUPPORTED, "the profile would be too long")
		                      : prov_error_memory(op->error);
	}
	check = prov_json_parse(prov_buf_text(text), text->length, op->settings->max_json_depth, op->error);
	prov_json_free(check);
	return check != NULL;
}

static bool fill_form(
    struct prov_op *op, struct prov_form *form, const struct update *update, struct cm_changes *changes)
{
	struct prov_buf text;
	struct prov_buf shown;
	bool done = cm_form_begin(op, form);

	prov_buf_init(&text, 0);
	prov_buf_init(&shown, SHOWN_MAX + 128);
	done = done && build(op, changes, &text);
	if (done) {
		cm_form_user(form, update->username);
		prov_form_add(form, "RequireHash", update->profile->hash, strlen(update->profile->hash));
		prov_buf_printf(&shown, "(as it was read, %zu bytes, but for %s)", text.length, prov_buf_text(&changes->shown));
		prov_form_add_shown(form, "ProfileData", prov_buf_text(&text), text.length, prov_buf_text(&shown));
	}
	prov_buf_wipe(&text);
	prov_buf_free(&shown);
	return done;
}

/* Waits a little before another attempt, so that two who change one profile do not go on meeting. */
static void pause_before(struct prov_op *op, struct prov_write *write, unsigned attempt)
{
	uint32_t pause = 0;

	if (attempt > 1 && prov_random_below(&op->transport->random, PAUSE_MS, &pause)) {
		write->request.not_before_ms = op->transport->now_ms(op->transport->self) + (int64_t)(pause + 1) * attempt;
	}
}

static bool send(struct prov_op *op, struct update *update, struct cm_changes *changes, unsigned attempt)
{
	struct cm_write cm = {.take = take_new_profile, .target = update};
	struct prov_write write;
	bool done = fill_form(op, &cm.form, update, changes) && cm_write_begin(op, &write, &cm, PROV_ONCE, "write profile",
	                                                            (struct cm_path){{"admin", "set-user-profile-hash"}});

	if (done) {
		write.settle = settle;
		pause_before(op, &write, attempt);
		done = prov_op_write(op, &write, 1);
	}
	cm_write_end(&cm);
	return done;
}

/* The profile that the write left behind takes the old one's place. What was silently not kept is an error. */
static bool accept(struct prov_op *op, struct update *update)
{
	struct cm_changes missing;
	bool kept;

	if (!update->sent_to.exists && !cm_profile_read(op, update->username, &update->sent_to)) {
		return false;
	}
	if (!update->sent_to.exists) {
		return prov_op_fail(op, PROV_ERROR_CONFLICT, "the account %s was deleted meanwhile", update->username);
	}
	cm_profile_free(update->profile);
	*update->profile = update->sent_to;
	cm_profile_init(&update->sent_to);
	kept = collect(op, update, update->profile, &missing);
	if (kept && missing.edits.count > 0) {
		kept = prov_op_fail(
		    op, PROV_ERROR_REMOTE, "Comet took the profile, but did not keep %s", prov_buf_text(&missing.shown));
	}
	end_changes(&missing);
	return kept;
}

/*
 * A write was refused: true when that was because somebody else had changed the profile; then it is read again, and
 * still ours.
 */
static bool refresh(struct prov_op *op, struct update *update)
{
	struct prov_error refusal = *op->error;
	struct cm_profile now;
	enum cm_mark mark = CM_MARK_NONE;

	if (!refusal.refused || !cm_error_is_refusal(&refusal)) {
		return false;
	}
	prov_error_clear(op->error);
	if (!cm_profile_read(op, update->username, &now)) {
		return false;
	}
	if (!now.exists || strcmp(now.hash, update->profile->hash) == 0) {
		cm_profile_free(&now);
		return prov_op_fail_with(op, &refusal);
	}
	if (!cm_mark_of(op, &now, &mark) || (mark == CM_MARK_OTHER && op->ownership != PROV_OWNER_ADOPTED)) {
		cm_profile_free(&now);
		return prov_op_fail(
		    op, PROV_ERROR_CONFLICT, "the account %s was given another service's marker meanwhile", update->username);
	}
	cm_profile_free(update->profile);
	*update->profile = now;
	return true;
}

/* One attempt. True: it ended, well or not (*done); false: the profile had changed, and is read again. */
static bool attempt_update(struct prov_op *op, struct update *update, unsigned attempt, bool *done, bool *changed)
{
	struct cm_changes changes;
	bool ended = true;

	*done = collect(op, update, update->profile, &changes);
	if (*done && (changes.edits.count > 0 || changes.edits.failed)) {
		*done = send(op, update, &changes, attempt) && accept(op, update);
		*changed = *changed || *done;
		ended = *done || attempt == ATTEMPTS || !refresh(op, update);
	}
	end_changes(&changes);
	return ended;
}

bool cm_profile_update(
    struct prov_op *op, const char *username, struct cm_profile *profile, const struct cm_wish *wish, bool *changed)
{
	struct update update = {
	    .username = username,
	    .profile = profile,
	    .wish = wish,
	    .mark = prov_op_needs_marker(op),
	};
	enum cm_mark mark = CM_MARK_NONE;
	bool done = cm_mark_of(op, profile, &mark);
	unsigned attempt;

	*changed = false;
	/* what this very call made is ours without carrying the marker yet */
	update.mark = update.mark || mark != CM_MARK_OURS;
	cm_profile_init(&update.sent_to);
	for (attempt = 1; done && !attempt_update(op, &update, attempt, &done, changed); attempt++) {
		done = true;
	}
	if (!done && attempt == ATTEMPTS && op->error->refused) {
		op->error->kind = PROV_ERROR_CONFLICT;
		op->error->retryable = true;
		prov_error_add(op->error, "; somebody else kept changing the profile, %d attempts were made", ATTEMPTS);
	}
	cm_profile_free(&update.sent_to);
	if (done && prov_op_needs_marker(op)) {
		op->ownership = PROV_OWNER_OURS;
	}
	return done;
}
