/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/transport.c: a response begins as "nothing was sent, nothing fits" and can be freed and used again.
 */
#include "unit.h"

#include "lib/transport.h"

static void test_response(void **state)
{
	(void)state;
	struct prov_response response;
	memset(&response, 0xA5, sizeof(response));
	prov_response_init(&response);
	assert_int_equal(response.delivery, PROV_NOT_SENT);
	assert_int_equal(response.status, 0);
	assert_int_equal(response.error.kind, PROV_OK);
	assert_false(prov_buf_append_text(&response.body, "no ceiling was set yet"));
	prov_response_free(&response);
	prov_buf_init(&response.body, 100);
	assert_true(prov_buf_append_text(&response.body, "answer"));
	prov_response_free(&response);
	assert_null(response.body.data);
	prov_response_free(&response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_response)};
	return cmocka_run_group_tests_name("transport", tests, NULL, NULL);
}
