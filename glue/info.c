/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * info: see info.h. Each library with the version of the headers it was compiled with and of the code that runs: they
 * differ after a system update, and that is worth seeing in a fault report.
 */
#include "php_provision.h"

#include "ext/standard/info.h"

#include "backends/backend.h"
#include "glue/info.h"
#include "lib/crypto.h"
#include "lib/curl_http.h"
#include "lib/idn_domain.h"
#include "lib/json.h"
#include "lib/ws_frames.h"

static void library(const char *name, const char *compiled, const char *runs)
{
	php_info_print_table_row(3, name, compiled, runs);
}

static void backends(void)
{
	for (const struct prov_backend *const *backend = prov_backends; *backend; backend++) {
		char operations[24];
		size_t count = 0;

		while ((*backend)->operations[count].name) {
			count++;
		}
		snprintf(operations, sizeof(operations), "%zu operations", count);
		php_info_print_table_row(3, (*backend)->label, (*backend)->name, operations);
	}
}

void provision_info(void)
{
	php_info_print_table_start();
	php_info_print_table_row(2, "provision support", "enabled");
	php_info_print_table_row(2, "Version", PHP_PROVISION_VERSION);
	php_info_print_table_row(2, "HTTP/2", prov_http_has_http2() ? "yes" : "no");
	php_info_print_table_row(2, "TLS", prov_http_tls_version());
	php_info_print_table_row(2, "Internationalised domain names", "yes");
	php_info_print_table_end();

	php_info_print_table_start();
	php_info_print_table_header(3, "Library", "Compiled", "Linked");
	library("libcurl", prov_http_library_version_compiled(), prov_http_library_version());
	library("json-c", prov_json_library_version_compiled(), prov_json_library_version());
	library("OpenSSL", prov_crypto_version_compiled(), prov_crypto_version());
	library("libidn2", "-", prov_idn_version());
	library("wslay", prov_ws_version_compiled(), "-");
	php_info_print_table_end();

	php_info_print_table_start();
	php_info_print_table_header(3, "Product", "Functions", "");
	backends();
	php_info_print_table_end();
}
