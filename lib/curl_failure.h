/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_failure: what a libcurl result means for the people who read the error: kind, cause, remedy, and whether trying
 * again may help. It decides nothing about delivery. Internal to lib/curl_*.c.
 */
#ifndef PROVISION_LIB_CURL_FAILURE_H
#define PROVISION_LIB_CURL_FAILURE_H

#include <curl/curl.h>

#include "lib/curl_transfer.h"
#include "lib/error.h"

/* Sets error from a transfer that did not end well. */
void prov_transfer_failure(
    const struct prov_transfer *transfer, CURLcode code, int64_t now_ms, struct prov_error *error);

#endif
