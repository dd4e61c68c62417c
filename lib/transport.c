/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * transport: what every transport needs for its responses, the scripted ones of the unit tests too. No libcurl here.
 */
#include "lib/transport.h"

#include <string.h>

void prov_response_init(struct prov_response *response)
{
	memset(response, 0, sizeof(*response));
	response->delivery = PROV_NOT_SENT;
	prov_error_clear(&response->error);
	prov_buf_init(&response->body, 0);
}

void prov_response_free(struct prov_response *response)
{
	/* An answer may hold a token or a password. */
	prov_buf_wipe(&response->body);
	prov_response_init(response);
}
