/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * comet_script: see comet_script.h. Part of the tests, linked into each of them.
 */
#include "tests/unit/comet_script.h"

#define SECRET "S3CR3T"

static void server_inputs(struct prov_call *call)
{
	scripted_put(call, "admin_username", "admin");
	scripted_put(call, "admin_password", ADMIN_PASSWORD);
}

void comet_server_call(struct prov_call *call, const char *function)
{
	scripted_call_init(call, function);
	server_inputs(call);
}

void comet_call(struct prov_call *call, const char *function)
{
	comet_server_call(call, function);
	scripted_put(call, "service_id", "41");
	scripted_put(call, "username", "alice");
}

void comet_create_call(struct prov_call *call)
{
	comet_call(call, "comet_create");
	scripted_put(call, "password", PASSWORD);
	scripted_put(call, "policy_group", "pol-1");
	scripted_put(call, "storage_provider", "tpl-1");
	scripted_put(call, "devices", "3");
	scripted_put(call, "protected_item_quota_gb", "10");
	scripted_put(call, "storage_vault_quota", "5");
	scripted_put(call, "email_reports", "on");
	scripted_put(call, "client_email", "bob@example.test");
	scripted_put(call, "client_company", "Acme \"X\" \xC3\xA8");
}

/* An account without policy group, vault or limits. */
void comet_small_create_call(struct prov_call *call)
{
	comet_call(call, "comet_create");
	scripted_put(call, "password", PASSWORD);
}

void comet_is_created(const struct prov_call *call)
{
	assert_string_equal(scripted_text(&call->result, "state"), "created");
	assert_string_equal(scripted_text(&call->result, "username"), "alice");
	assert_string_equal(scripted_text(&call->result, "password"), PASSWORD);
}

static void holds_no_secret(const char *text)
{
	if (text && strstr(text, SECRET)) {
		fail_msg("a secret is seen: %s", text);
	}
}

static void check_secrets(const struct prov_call *call)
{
	for (size_t i = 0; i < call->records.count; i++) {
		const struct prov_record *record = &call->records.items[i];

		holds_no_secret(record->url);
		holds_no_secret(record->request);
		holds_no_secret(record->response);
		holds_no_secret(record->failure);
	}
	holds_no_secret(call->error.message);
	holds_no_secret(call->error.backend_code);
}

bool comet_run_with(struct prov_call *call, struct scripted *scripted)
{
	bool done = scripted_run(call, scripted);

	check_secrets(call);
	return done;
}

bool comet_run(struct prov_call *call, const struct scripted_exchange *script, size_t length)
{
	struct scripted scripted;

	scripted_init(&scripted, script, length);
	return comet_run_with(call, &scripted);
}

void comet_assert_sent(const struct scripted *scripted, size_t n, const char *field, const char *expected)
{
	struct prov_buf value;

	prov_buf_init(&value, 64 * 1024);
	scripted_sent(scripted, n, field, &value);
	assert_string_equal(prov_buf_text(&value), expected);
	prov_buf_free(&value);
}

void comet_fails(struct prov_call *call, const struct scripted_exchange *script, size_t length,
    enum prov_error_kind kind, const char *part)
{
	if (comet_run(call, script, length)) {
		fail_msg("done, though it was to fail with %s", part);
	}
	unit_assert_error(&call->error, kind, part);
	prov_call_free(call);
}

bool comet_bool(const struct prov_value *map, const char *key)
{
	const struct prov_value *value = prov_map_get(map, key);

	assert_non_null(value);
	assert_int_equal(value->type, PROV_VALUE_BOOL);
	return value->as.boolean;
}

int64_t comet_int(const struct prov_value *map, const char *key)
{
	const struct prov_value *value = prov_map_get(map, key);

	assert_non_null(value);
	assert_int_equal(value->type, PROV_VALUE_INT);
	return value->as.integer;
}

static bool scenario(void *data)
{
	const struct comet_memory *memory = data;
	struct scripted scripted;
	struct prov_call call;
	bool done;

	unit_hold_failures(true);
	memory->make(&call);
	unit_hold_failures(false);
	scripted_init(&scripted, memory->script, memory->length);
	scripted.memory_fails = true;
	done = comet_run_with(&call, &scripted);
	prov_call_free(&call);
	return done;
}

size_t comet_fail_each_allocation(struct comet_memory *memory)
{
	return unit_fail_each_allocation(scenario, memory);
}
