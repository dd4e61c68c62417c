/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * names: which user name a service has, and which ones create tries. Sends nothing.
 *
 * A name that another has taken gets the service's number behind it. No chance is in a name, so that a create whose
 * answer was lost finds its own account again.
 */
#include "backends/comet/comet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The published module stores this in Username when the custom field holds the name. */
static const char placeholder[] = "[Using custom field]";

static bool is_name_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.' ||
	       c == '@' || c == '-';
}

bool cm_name_is_usable(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_name_character(name[i])) {
			return false;
		}
	}
	return length > 0 && length <= CM_NAME_MAX;
}

static const char *username(const struct prov_op *op)
{
	const char *name = prov_params_text(op->params, &cm_field_username, NULL);

	return name && strcmp(name, placeholder) != 0 ? name : NULL;
}

const char *cm_stored_name(const struct prov_op *op)
{
	const char *name = username(op);

	return name ? name : prov_params_text(op->params, &cm_field_chosen_username, NULL);
}

/* Puts the service's number behind a name, with as many zeros as a name that was made needs for its length. */
static void add_number(const struct prov_op *op, char *name, size_t least)
{
	char number[24];
	size_t length = strlen(name);
	int64_t service = prov_params_int(op->params, &prov_field_service_id, 0);
	int digits = length + 1 < least ? (int)(least - length - 1) : 1;
	int used = snprintf(number, sizeof(number), "_%0*" PRId64, digits, service);

	if (length + (size_t)used > CM_NAME_MAX) {
		length = CM_NAME_MAX - (size_t)used;
	}
	memcpy(name + length, number, (size_t)used + 1);
}

/* Of the client: the e-mail address, else the first name; a character that Comet does not take becomes "_". */
static void make_name(const struct prov_op *op, char *name)
{
	size_t length = 0;
	const char *from = prov_params_text(op->params, &cm_field_client_email, &length);
	bool lower = !from;

	if (!from) {
		from = prov_params_text(op->params, &cm_field_client_first_name, &length);
	}
	if (!from) {
		from = "user";
		length = strlen(from);
	}
	if (length > CM_NAME_MAX) {
		length = CM_NAME_MAX;
	}
	for (size_t i = 0; i < length; i++) {
		name[i] = (char)(lower && from[i] >= 'A' && from[i] <= 'Z' ? from[i] - 'A' + 'a' : from[i]);
		if (!is_name_character(name[i])) {
			name[i] = '_';
		}
	}
	name[length] = '\0';
	if (lower || length < CM_NAME_MIN) {
		add_number(op, name, CM_NAME_MIN);
	}
}

bool cm_names_to_try(struct prov_op *op, char names[CM_NAMES][CM_NAME_MAX + 1])
{
	size_t length = 0;
	const char *chosen = prov_params_text(op->params, &cm_field_chosen_username, &length);

	if (!chosen) {
		chosen = username(op);
		length = chosen ? strlen(chosen) : 0;
	}
	if (!chosen) {
		make_name(op, names[0]);
	} else if (cm_name_is_usable(chosen, length)) {
		memcpy(names[0], chosen, length + 1);
	} else {
		return prov_op_fail(op, PROV_ERROR_LIMIT,
		    "the user name must have from 1 to %d letters (a to z, without accents), digits, _ . @ and - alone",
		    CM_NAME_MAX);
	}
	memcpy(names[1], names[0], sizeof(names[1]));
	add_number(op, names[1], 0);
	return true;
}
