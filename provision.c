/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * provision: the module's entry, its settings, its part of phpinfo() and its life cycle: nothing else. What happens in
 * a call stands in glue/, what the products are in backends/.
 *
 * Life cycle: GINIT counts a thread; MINIT sets libcurl up, registers settings and classes; post-deactivate wipes what
 * calls left; MSHUTDOWN drops the settings; GSHUTDOWN closes the thread's connections, and the last one cleans libcurl
 * up.
 */
#include "php_provision.h"

#include "ext/spl/spl_exceptions.h"
#include "ext/standard/info.h"
#include "zend_attributes.h"

#include "backends/backend.h"
#include "glue/call.h"
#include "glue/exceptions.h"
#include "glue/info.h"
#include "glue/ini.h"
#include "glue/transport.h"
#include "provision_arginfo.h"

ZEND_DECLARE_MODULE_GLOBALS(provision)

#ifdef ZTS
#	define SETTINGS_BASE (void *)&provision_globals_id
#else
#	define SETTINGS_BASE (void *)&provision_globals
#endif
#define SETTING(name, value, where, handler, field, rule)                                                              \
	ZEND_INI_ENTRY3_EX("provision." name, value, where, handler,                                                       \
	    (void *)XtOffsetOf(zend_provision_globals, ini.field), SETTINGS_BASE, (void *)(rule), NULL)

/*
 * Time-outs and ceilings may be set anywhere. What says whom to trust, what belongs to us on a server, and what is kept
 * between requests is the operator's alone (PHP_INI_SYSTEM).
 *
 *   connect_timeout_ms   until a connection, TLS included, must stand
 *   timeout_ms           until an operation must have ended; products that need minutes say so in provision_backends()
 *   max_response_bytes   ceiling of a decoded answer, and of one element of a streamed list
 *   max_list_bytes       ceiling of a streamed list of a whole server
 *   max_message_bytes    ceiling of an ordinary message of a WebSocket
 *   max_list_message_bytes   ceiling of a WebSocket message with a list of a whole server
 *   max_json_depth       ceiling of nesting in an answer
 *   keep_connections     connections stay open for later calls and requests of the process
 *   idle_connection_ms   an idle connection older than this is not used again (servers close theirs after a minute)
 *   dead_server_ms       how long a server that refused a connection is not asked again; 0: always ask
 *   installation         name of this WHMCS in the markers on the products, where several share a server
 *   servers_file         INI file with a section per server (glue/servers_file.h)
 *   ca_file              certificates to trust instead of the system's
 *   proxy                URL of the proxy for all servers; the environment's never counts
 */
/* clang-format off */
PHP_INI_BEGIN()
	SETTING("connect_timeout_ms", "10000", PHP_INI_ALL, provision_ini_on_field, connect_timeout_ms, &prov_field_connect_timeout)
	SETTING("timeout_ms", "30000", PHP_INI_ALL, provision_ini_on_field, timeout_ms, &prov_field_timeout)
	SETTING("max_response_bytes", "4194304", PHP_INI_ALL, provision_ini_on_number, max_response_bytes, &provision_range_bytes)
	SETTING("max_list_bytes", "536870912", PHP_INI_ALL, provision_ini_on_number, max_list_bytes, &provision_range_bytes)
	SETTING("max_message_bytes", "1048576", PHP_INI_ALL, provision_ini_on_number, max_message_bytes, &provision_range_bytes)
	SETTING("max_list_message_bytes", "67108864", PHP_INI_ALL, provision_ini_on_number, max_list_message_bytes, &provision_range_bytes)
	SETTING("max_json_depth", "64", PHP_INI_ALL, provision_ini_on_number, max_json_depth, &provision_range_depth)
	STD_PHP_INI_BOOLEAN("provision.keep_connections", "1", PHP_INI_SYSTEM, OnUpdateBool, ini.keep_connections, zend_provision_globals, provision_globals)
	SETTING("idle_connection_ms", "60000", PHP_INI_ALL, provision_ini_on_number, idle_connection_ms, &provision_range_idle)
	SETTING("dead_server_ms", "15000", PHP_INI_ALL, provision_ini_on_number, dead_server_ms, &provision_range_memory)
	SETTING("installation", "", PHP_INI_SYSTEM, provision_ini_on_text, installation, &provision_form_installation)
	SETTING("servers_file", "", PHP_INI_SYSTEM, provision_ini_on_text, servers_file, &provision_form_file)
	SETTING("ca_file", "", PHP_INI_SYSTEM, provision_ini_on_text, ca_file, &provision_form_file)
	SETTING("proxy", "", PHP_INI_SYSTEM, provision_ini_on_text, proxy, &provision_form_proxy)
PHP_INI_END()
/* clang-format on */

static void register_exceptions(void)
{
	zend_class_entry *base = register_class_Provision_Exception(spl_ce_RuntimeException);

	provision_exceptions_prepare(base);
	register_class_Provision_ConfigurationException(base);
	register_class_Provision_ConnectionException(base);
	register_class_Provision_TimeoutException(base);
	register_class_Provision_AuthenticationException(base);
	register_class_Provision_PermissionException(base);
	register_class_Provision_NotFoundException(base);
	register_class_Provision_ConflictException(base);
	register_class_Provision_LimitException(base);
	register_class_Provision_ProtocolException(base);
	register_class_Provision_RemoteException(base);
	register_class_Provision_UnsupportedException(base);
	provision_exceptions_startup();
}

/* Written out: PHP's macros for these two give the parameter the name of the NTS globals, which it would shadow. */
static void ZEND_MODULE_GLOBALS_CTOR_N(provision)(zend_provision_globals *globals)
{
#if defined(ZTS) && defined(COMPILE_DL_PROVISION)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	memset(globals, 0, sizeof(*globals));
	provision_transport_thread_begin(&globals->transport);
}

static void ZEND_MODULE_GLOBALS_DTOR_N(provision)(zend_provision_globals *globals)
{
	provision_transport_thread_end(&globals->transport);
}

static PHP_MINIT_FUNCTION(provision)
{
	if (!provision_transport_startup()) {
		return FAILURE;
	}
	REGISTER_INI_ENTRIES();
	register_provision_symbols(module_number);
	register_exceptions();
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(provision)
{
	UNREGISTER_INI_ENTRIES();
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(provision)
{
#if defined(ZTS) && defined(COMPILE_DL_PROVISION)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	return SUCCESS;
}

/*
 * Not RSHUTDOWN: other extensions' may still run PHP code after ours (a session handler in userland), and that code may
 * call a native. Here no PHP code runs any more, and the request's heap still stands.
 */
static ZEND_MODULE_POST_ZEND_DEACTIVATE_D(provision)
{
	provision_calls_end();
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(provision)
{
	provision_info();
	DISPLAY_INI_ENTRIES();
}

static const zend_module_dep dependencies[] = {ZEND_MOD_REQUIRED("spl") ZEND_MOD_REQUIRED("random") ZEND_MOD_END};

zend_module_entry provision_module_entry = {
    STANDARD_MODULE_HEADER_EX,
    NULL,
    dependencies,
    "provision",
    ext_functions,
    PHP_MINIT(provision),
    PHP_MSHUTDOWN(provision),
    PHP_RINIT(provision),
    NULL,
    PHP_MINFO(provision),
    PHP_PROVISION_VERSION,
    PHP_MODULE_GLOBALS(provision),
    PHP_GINIT(provision),
    PHP_GSHUTDOWN(provision),
    ZEND_MODULE_POST_ZEND_DEACTIVATE_N(provision),
    STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_PROVISION
#	ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#	endif
ZEND_GET_MODULE(provision)
#endif
