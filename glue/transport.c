/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * transport: see transport.h. MSHUTDOWN runs before the threads' globals end, so libcurl is cleaned up not there but by
 * the last GSHUTDOWN: the same way in NTS, where there is one set of globals, and in ZTS, where each thread has its
 * own.
 */
#include "glue/transport.h"

#include <stdatomic.h>

#include "ext/random/php_random.h"

#include "lib/curl_http.h"

/* Facts of the process: how many threads have globals, and whether libcurl is initialised. */
static atomic_int threads;
static atomic_bool initialised;

bool provision_transport_startup(void)
{
	atomic_store(&initialised, prov_http_global_init());
	return atomic_load(&initialised);
}

void provision_transport_thread_begin(struct provision_transport_globals *globals)
{
	globals->http = NULL;
	atomic_fetch_add(&threads, 1);
}

void provision_transport_thread_end(struct provision_transport_globals *globals)
{
	if (globals->http && prov_http_is_foreign(globals->http)) {
		prov_http_abandon(globals->http);
	} else if (globals->http) {
		prov_http_free(globals->http);
	}
	globals->http = NULL;
	if (atomic_fetch_sub(&threads, 1) == 1 && atomic_exchange(&initialised, false)) {
		prov_http_global_cleanup();
	}
}

/* The silent form of PHP's source throws nothing and makes no call that could jump away. */
static bool fill(void *source, void *bytes, size_t length)
{
	(void)source;
	return php_random_bytes_silent(bytes, length) == SUCCESS;
}

struct prov_random provision_random(void)
{
	return (struct prov_random){.fill = fill, .source = NULL};
}

bool provision_transport(struct prov_transport *transport, struct prov_error *error)
{
	struct prov_http *http = PROVISION_G(transport).http;
	const struct prov_http_options options = {
	    .keep_connections = PROVISION_G(ini).keep_connections,
	    .idle_connection_ms = PROVISION_G(ini).idle_connection_ms,
	    .dead_server_ms = PROVISION_G(ini).dead_server_ms,
	};

	if (http && prov_http_is_foreign(http)) {
		prov_http_abandon(http);
		http = NULL;
	}
	if (http) {
		prov_http_configure(http, &options);
	} else {
		http = prov_http_new(&options, error);
	}
	PROVISION_G(transport).http = http;
	if (!http) {
		return false;
	}
	prov_http_transport(http, transport);
	transport->random = provision_random();
	return true;
}
