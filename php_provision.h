/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * php_provision: the one way to PHP's headers for provision.c and glue/, the version, and the module's globals.
 * The globals are one struct a room of glue/; each field says who makes it, who frees it and how long it lives. One set
 * exists per process (NTS) or per thread (ZTS); nothing else in the extension is mutable after MINIT.
 */
#ifndef PHP_PROVISION_H
#define PHP_PROVISION_H

#ifdef HAVE_CONFIG_H
#	include "config.h"
#endif

#include "php.h"
#include "php_ini.h"

#include <stdbool.h>

#define PHP_PROVISION_VERSION "0.1.0"

extern zend_module_entry provision_module_entry;
#define phpext_provision_ptr &provision_module_entry

struct prov_http;
struct provision_call;

/* glue/ini.c: what the INI settings say now. The texts belong to PHP's INI table and hold until the setting changes. */
struct provision_ini {
	zend_long connect_timeout_ms;
	zend_long timeout_ms;
	zend_long max_response_bytes;
	zend_long max_list_bytes;
	zend_long max_message_bytes;
	zend_long max_list_message_bytes;
	zend_long max_json_depth;
	zend_long idle_connection_ms;
	zend_long dead_server_ms;
	bool keep_connections;
	const char *installation;
	const char *servers_file;
	const char *ca_file;
	const char *proxy;
};

/* glue/transport.c: what outlives the request. */
struct provision_transport_globals {
	/*
	 * The connections. Made by the first call of the process or thread, never before a fork of PHP-FPM; freed by
	 * GSHUTDOWN. A child that finds its parent's forgets it without closing, and makes its own.
	 */
	struct prov_http *http;
};

/* glue/call.c: calls of this request. Nothing is left of them when the request has ended (post-deactivate). */
struct provision_call_globals {
	/* Calls under way, newest first, and those that a jump out of a Zend call left behind. */
	struct provision_call *open;
	/* The one that ended last: its secrets and exchanges, until the next begins. */
	struct provision_call *last;
};

ZEND_BEGIN_MODULE_GLOBALS(provision)
	struct provision_ini ini;
	struct provision_transport_globals transport;
	struct provision_call_globals call;
ZEND_END_MODULE_GLOBALS(provision)

ZEND_EXTERN_MODULE_GLOBALS(provision)
#define PROVISION_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(provision, v)

#if defined(ZTS) && defined(COMPILE_DL_PROVISION)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

#endif
