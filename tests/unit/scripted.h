/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * scripted: a transport that plays a script. Each exchange must be the next one of the script (method, path, what its
 * body has and has not) and gets the reply that stands there; the clock moves only when the script says so. For unit
 * tests of operations.
 */
#ifndef PROVISION_TESTS_SCRIPTED_H
#define PROVISION_TESTS_SCRIPTED_H

#include "backends/backend.h"
#include "lib/json.h"
#include "lib/operation.h"

struct scripted_exchange {
	const char *method_and_path; /* "GET /api/v1/get/domain/a.test" */
	/*
	 * What the request's body has, a part a line; a part behind "!" it has not, and one behind "=" is the whole of it.
	 * NULL: no matter.
	 */
	const char *body_has;
	enum prov_delivery delivery;
	enum prov_error_kind failure; /* unless answered */
	int status;
	const char *reply; /* of a lost one: what came of it, for a request whose answer goes to a sink */
	int64_t takes_ms;
};

#define SCRIPTED_SENT_MAX 32

struct scripted {
	struct prov_transport transport;
	const struct scripted_exchange *script;
	size_t length;
	size_t next;
	size_t together; /* the most exchanges that went out in one go */
	int64_t now_ms;
	int64_t unix_ms;
	unsigned random_state;
	const char *content_type; /* of all answers; NULL: application/json */
	bool random_fails;
	bool memory_fails; /* the operation may leave the script: what is not in it is not sent, and not all need be played
	                    */
	bool keeps_sent;   /* keep the bodies, for scripted_sent; scripted_free then frees them */
	char *sent[SCRIPTED_SENT_MAX];
};

void scripted_init(struct scripted *scripted, const struct scripted_exchange *script, size_t length);
void scripted_free(struct scripted *scripted);
/* The value of a field of the form that went out as the n-th request, counted from 0, decoded. */
void scripted_sent(const struct scripted *scripted, size_t n, const char *field, struct prov_buf *value);
/*
 * Makes a call of a function ("mailcow_create") with the usual server and settings; params are added by scripted_put.
 */
void scripted_call_init(struct prov_call *call, const char *function);
/* Puts a value for the field of that logical name among the operation's inputs. */
void scripted_put(struct prov_call *call, const char *field, const char *text);
/* Runs the call; asserts that the whole script was played. */
bool scripted_run(struct prov_call *call, struct scripted *scripted);
/* A text of the result (or of its map `part`), "" when it is not there. */
const char *scripted_text(const struct prov_value *map, const char *key);

#endif
