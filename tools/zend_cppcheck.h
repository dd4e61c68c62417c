/*
 * SPDX-License-Identifier: BSD-3-Clause
 * zend_cppcheck.h: stand-ins for PHP's macros, so that cppcheck can read extension code without PHP's headers.
 *
 * usage: by analyse.sh
 * - Macros that are unknown end in an 'unknownMacro' error: add what you use here, with the plainest C that fits.
 * - lib/ and backends/ know no PHP: run those without --include.
 * - It knows little of loops and jumps hidden in macros: a leak inside a FOREACH or zend_try may go unseen.
 * needs: cppcheck 2.10 or later.
 */
#ifndef ZEND_CPPCHECK_H
#define ZEND_CPPCHECK_H

/* functions, methods and the module's life cycle */
#define PHP_FUNCTION(n) void zif_##n(zend_execute_data *execute_data, zval *return_value)
#define PHP_METHOD(c, n) void zim_##c##_##n(zend_execute_data *execute_data, zval *return_value)
#define PHP_MINIT_FUNCTION(n) int zm_startup_##n(int type, int module_number)
#define PHP_MSHUTDOWN_FUNCTION(n) int zm_shutdown_##n(int type, int module_number)
#define PHP_RINIT_FUNCTION(n) int zm_activate_##n(int type, int module_number)
#define PHP_RSHUTDOWN_FUNCTION(n) int zm_deactivate_##n(int type, int module_number)
#define PHP_MINFO_FUNCTION(n) void zm_info_##n(zend_module_entry *zend_module)
#define PHP_GINIT_FUNCTION(n) void zm_globals_ctor_##n(zend_##n##_globals *n##_globals)
#define PHP_GSHUTDOWN_FUNCTION(n) void zm_globals_dtor_##n(zend_##n##_globals *n##_globals)
#define PHP_MINIT(n) zm_startup_##n
#define PHP_MSHUTDOWN(n) zm_shutdown_##n
#define PHP_RINIT(n) zm_activate_##n
#define PHP_RSHUTDOWN(n) zm_deactivate_##n
#define PHP_MINFO(n) zm_info_##n
#define PHP_GINIT(n) zm_globals_ctor_##n
#define PHP_GSHUTDOWN(n) zm_globals_dtor_##n
#define PHP_FE(n, a) {#n, zif_##n, a, 0, 0},
#define PHP_FE_END {0, 0, 0, 0, 0}
#define STANDARD_MODULE_HEADER 0
#define STANDARD_MODULE_HEADER_EX 0
#define STANDARD_MODULE_PROPERTIES 0
#define STANDARD_MODULE_PROPERTIES_EX 0
#define ZEND_MOD_REQUIRED(n) {n, 0, 0, 1},
#define ZEND_MOD_OPTIONAL(n) {n, 0, 0, 3},
#define ZEND_MOD_END {0, 0, 0, 0}
#define ZEND_GET_MODULE(n)
#define ZEND_TSRMLS_CACHE_DEFINE()
#define ZEND_TSRMLS_CACHE_EXTERN()
#define ZEND_TSRMLS_CACHE_UPDATE()

/* module globals and INI */
#define ZEND_BEGIN_MODULE_GLOBALS(n) typedef struct _zend_##n##_globals {
#define ZEND_END_MODULE_GLOBALS(n) } zend_##n##_globals;
#define ZEND_DECLARE_MODULE_GLOBALS(n) zend_##n##_globals n##_globals;
#define ZEND_EXTERN_MODULE_GLOBALS(n) extern zend_##n##_globals n##_globals;
#define ZEND_MODULE_GLOBALS_ACCESSOR(n, v) (n##_globals.v)
#define PHP_MODULE_GLOBALS(n) sizeof(zend_##n##_globals), &n##_globals
#define PHP_INI_BEGIN() static const struct ini_def ini_entries[] = {
#define PHP_INI_END() {0}};
#define PHP_INI_ENTRY(name, value, access, handler) {name, value, 0},
#define STD_PHP_INI_ENTRY(name, value, access, handler, field, type, globals) {name, value, 0},
#define STD_PHP_INI_BOOLEAN(name, value, access, handler, field, type, globals) {name, value, 0},
#define ZEND_INI_ENTRY3_EX(name, value, access, handler, a, b, c, displayer) {name, value, 0},
#define XtOffsetOf(type, field) ((size_t)0)
#define ZEND_MODULE_GLOBALS_CTOR_N(n) zm_globals_ctor_##n
#define ZEND_MODULE_GLOBALS_DTOR_N(n) zm_globals_dtor_##n
#define REGISTER_INI_ENTRIES()
#define UNREGISTER_INI_ENTRIES()
#define DISPLAY_INI_ENTRIES()

/* arginfo: the generated header is read too, as a part of the file that includes it */
#define ZEND_BEGIN_ARG_INFO_EX(n, a, b, c) static const int n[] = {
#define ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(n, a, b, c, d) static const int n[] = {
#define ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(n, a, b, c, d) static const int n[] = {
#define ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(n, a, b, c) static const int n[] = {
#define ZEND_END_ARG_INFO() 0};
#define ZEND_ARG_INFO(a, n)
#define ZEND_ARG_TYPE_INFO(a, n, t, o)
#define ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(a, n, t, o, d)
#define ZEND_ARG_TYPE_MASK(a, n, t, d)
#define ZEND_ARG_OBJ_INFO(a, n, c, o)
#define ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(a, n, c, o, d)
#define ZEND_FUNCTION(n) PHP_FUNCTION(n)
#define ZEND_METHOD(c, n) PHP_METHOD(c, n)
#define ZEND_FE(n, a) {#n, zif_##n, a, 0, 0},
#define ZEND_ME(c, n, a, f) {#n, zim_##c##_##n, a, 0, f},
#define ZEND_FALIAS(n, alias, a) {#n, zif_##alias, a, 0, 0},
#define ZEND_FE_END {0, 0, 0, 0, 0}
#define INIT_NS_CLASS_ENTRY(ce, ns, n, m)
#define INIT_CLASS_ENTRY(ce, n, m)

/* parameters */
#define SUCCESS 0
#define FAILURE (-1)
#define zend_parse_parameters_none() 0
#define ZEND_PARSE_PARAMETERS_NONE()
#define ZEND_PARSE_PARAMETERS_START(a, b)
#define ZEND_PARSE_PARAMETERS_END()
#define Z_PARAM_OPTIONAL
#define Z_PARAM_ARRAY(z) z = execute_data_arg();
#define Z_PARAM_ARRAY_HT(h) h = execute_data_arg();
#define Z_PARAM_BOOL(b) b = 1;
#define Z_PARAM_LONG(l) l = 1;
#define Z_PARAM_STR(s) s = execute_data_arg();
#define Z_PARAM_STRING(s, l) s = execute_data_arg(); l = 1;
#define Z_PARAM_ZVAL(z) z = execute_data_arg();
#define ZEND_LONG_FMT "%ld"
#define ZEND_STRL(s) (s), (sizeof(s) - 1)

/* loops over arrays: one round with a value that is not null */
#define ZEND_HASH_FOREACH_VAL(ht, v) for (v = execute_data_arg(); v; v = 0) {
#define ZEND_HASH_FOREACH_STR_KEY(ht, k) for (k = execute_data_arg(); k; k = 0) {
#define ZEND_HASH_FOREACH_STR_KEY_VAL(ht, k, v) for (k = execute_data_arg(), v = execute_data_arg(); v; v = 0) {
#define ZEND_HASH_FOREACH_KEY_VAL(ht, i, k, v) for (i = 0, k = execute_data_arg(), v = execute_data_arg(); v; v = 0) {
#define ZEND_HASH_FOREACH_END() }

/* results: what matters is that they end the function */
#define RETURN_THROWS() return
#define RETURN_NULL() return
#define RETURN_TRUE return
#define RETURN_FALSE return
#define RETURN_BOOL(x) do { (void)(x); return; } while (0)
#define RETURN_LONG(x) do { (void)(x); return; } while (0)
#define RETURN_STR(x) do { (void)(x); return; } while (0)
#define RETURN_STRING(x) do { (void)(x); return; } while (0)
#define RETURN_STRINGL(x, n) do { (void)(x); (void)(n); return; } while (0)
#define RETURN_COPY(x) do { (void)(x); return; } while (0)
#define RETURN_COPY_DEREF(x) do { (void)(x); return; } while (0)
#define RETVAL_STRINGL(x, n) do { (void)(x); (void)(n); } while (0)

/* a body jumped out of by a bailout is read as run through once */
#define zend_try if (1)
#define zend_first_try if (1)
#define zend_catch else
#define zend_end_try()

#endif
