/* SPDX-License-Identifier: BSD-3-Clause */
/* mesh_script: see the header. */
#include "mesh_script.h"

#include <string.h>

void mesh_call(struct prov_call *call, const char *function)
{
	scripted_call_init(call, function);
	scripted_put(call, "server_username", "dienst");
	scripted_put(call, "server_password", "pass-word");
	if (!(call->operation->flags & PROV_OPERATION_SERVER_ONLY)) {
		scripted_put(call, "service_id", "41");
	}
}

void mesh_create_call(struct prov_call *call)
{
	mesh_call(call, "meshcentral_create");
	scripted_put(call, "client_first_name", "Jane");
	scripted_put(call, "client_last_name", "Doe");
	scripted_put(call, "client_email", "jane@example.org");
}

bool mesh_run(struct prov_call *call, const struct scripted_line *lines, size_t length)
{
	struct channel_script script;
	channel_script_init(&script, lines, length);
	const bool done = channel_script_run(call, &script);
	channel_script_free(&script);
	return done;
}

void mesh_succeeds(struct prov_call *call, const struct scripted_line *lines, size_t length)
{
	if (!mesh_run(call, lines, length)) {
		fail_msg("%s", call->error.message);
	}
}

void mesh_says(const struct prov_call *call, const char *key, const char *text)
{
	assert_string_equal(scripted_text(&call->result, key), text);
}

void mesh_says_bool(const struct prov_value *map, const char *key, bool boolean)
{
	const struct prov_value *value = prov_map_get(map, key);
	assert_true(value && value->type == PROV_VALUE_BOOL);
	assert_int_equal(value->as.boolean, boolean);
}

void mesh_says_int(const struct prov_value *map, const char *key, int64_t number)
{
	const struct prov_value *value = prov_map_get(map, key);
	assert_true(value && value->type == PROV_VALUE_INT);
	assert_int_equal(value->as.integer, number);
}

void mesh_fails(struct prov_call *call, const struct scripted_line *lines, size_t length, enum prov_error_kind kind,
    const char *part)
{
	if (mesh_run(call, lines, length)) {
		fail_msg("no failure: %s", part);
	}
	unit_assert_error(&call->error, kind, part);
	assert_null(strstr(call->error.message, "pass-word"));
	prov_call_free(call);
}
