/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: eea3f78a412ad29fbe8a524d7ed5cecb9526191d */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_mailcow_test_connection, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, params, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_mailcow_create arginfo_mailcow_test_connection

#define arginfo_mailcow_suspend arginfo_mailcow_test_connection

#define arginfo_mailcow_unsuspend arginfo_mailcow_test_connection

#define arginfo_mailcow_terminate arginfo_mailcow_test_connection

#define arginfo_mailcow_change_password arginfo_mailcow_test_connection

#define arginfo_mailcow_change_package arginfo_mailcow_test_connection

#define arginfo_mailcow_change_username arginfo_mailcow_test_connection

#define arginfo_mailcow_status arginfo_mailcow_test_connection

#define arginfo_mailcow_usage arginfo_mailcow_test_connection

#define arginfo_mailcow_list_accounts arginfo_mailcow_test_connection

#define arginfo_mailcow_sso arginfo_mailcow_test_connection

#define arginfo_mailcow_dns_records arginfo_mailcow_test_connection

#define arginfo_comet_test_connection arginfo_mailcow_test_connection

#define arginfo_comet_create arginfo_mailcow_test_connection

#define arginfo_comet_suspend arginfo_mailcow_test_connection

#define arginfo_comet_unsuspend arginfo_mailcow_test_connection

#define arginfo_comet_terminate arginfo_mailcow_test_connection

#define arginfo_comet_change_password arginfo_mailcow_test_connection

#define arginfo_comet_change_package arginfo_mailcow_test_connection

#define arginfo_comet_status arginfo_mailcow_test_connection

#define arginfo_comet_jobs arginfo_mailcow_test_connection

#define arginfo_comet_usage arginfo_mailcow_test_connection

#define arginfo_comet_list_accounts arginfo_mailcow_test_connection

#define arginfo_comet_policies arginfo_mailcow_test_connection

#define arginfo_comet_storage_providers arginfo_mailcow_test_connection

#define arginfo_comet_installers arginfo_mailcow_test_connection

#define arginfo_comet_download_installer arginfo_mailcow_test_connection

#define arginfo_comet_sso arginfo_mailcow_test_connection

#define arginfo_comet_admin_sso arginfo_mailcow_test_connection

#define arginfo_meshcentral_test_connection arginfo_mailcow_test_connection

#define arginfo_meshcentral_create arginfo_mailcow_test_connection

#define arginfo_meshcentral_suspend arginfo_mailcow_test_connection

#define arginfo_meshcentral_unsuspend arginfo_mailcow_test_connection

#define arginfo_meshcentral_terminate arginfo_mailcow_test_connection

#define arginfo_meshcentral_change_password arginfo_mailcow_test_connection

#define arginfo_meshcentral_change_package arginfo_mailcow_test_connection

#define arginfo_meshcentral_status arginfo_mailcow_test_connection

#define arginfo_meshcentral_usage arginfo_mailcow_test_connection

#define arginfo_meshcentral_list_accounts arginfo_mailcow_test_connection

#define arginfo_meshcentral_sso arginfo_mailcow_test_connection

#define arginfo_meshcentral_devices arginfo_mailcow_test_connection

#define arginfo_meshcentral_agent_links arginfo_mailcow_test_connection

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_provision_generate_password, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, policy, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_provision_last_exchanges, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_provision_backends arginfo_provision_last_exchanges

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_provision_whmcs_outcome, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, outcome, Throwable, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()


ZEND_FUNCTION(provision_operation);
ZEND_FUNCTION(provision_generate_password);
ZEND_FUNCTION(provision_last_exchanges);
ZEND_FUNCTION(provision_backends);
ZEND_FUNCTION(provision_whmcs_outcome);


static const zend_function_entry ext_functions[] = {
	ZEND_FALIAS(mailcow_test_connection, provision_operation, arginfo_mailcow_test_connection)
	ZEND_FALIAS(mailcow_create, provision_operation, arginfo_mailcow_create)
	ZEND_FALIAS(mailcow_suspend, provision_operation, arginfo_mailcow_suspend)
	ZEND_FALIAS(mailcow_unsuspend, provision_operation, arginfo_mailcow_unsuspend)
	ZEND_FALIAS(mailcow_terminate, provision_operation, arginfo_mailcow_terminate)
	ZEND_FALIAS(mailcow_change_password, provision_operation, arginfo_mailcow_change_password)
	ZEND_FALIAS(mailcow_change_package, provision_operation, arginfo_mailcow_change_package)
	ZEND_FALIAS(mailcow_change_username, provision_operation, arginfo_mailcow_change_username)
	ZEND_FALIAS(mailcow_status, provision_operation, arginfo_mailcow_status)
	ZEND_FALIAS(mailcow_usage, provision_operation, arginfo_mailcow_usage)
	ZEND_FALIAS(mailcow_list_accounts, provision_operation, arginfo_mailcow_list_accounts)
	ZEND_FALIAS(mailcow_sso, provision_operation, arginfo_mailcow_sso)
	ZEND_FALIAS(mailcow_dns_records, provision_operation, arginfo_mailcow_dns_records)
	ZEND_FALIAS(comet_test_connection, provision_operation, arginfo_comet_test_connection)
	ZEND_FALIAS(comet_create, provision_operation, arginfo_comet_create)
	ZEND_FALIAS(comet_suspend, provision_operation, arginfo_comet_suspend)
	ZEND_FALIAS(comet_unsuspend, provision_operation, arginfo_comet_unsuspend)
	ZEND_FALIAS(comet_terminate, provision_operation, arginfo_comet_terminate)
	ZEND_FALIAS(comet_change_password, provision_operation, arginfo_comet_change_password)
	ZEND_FALIAS(comet_change_package, provision_operation, arginfo_comet_change_package)
	ZEND_FALIAS(comet_status, provision_operation, arginfo_comet_status)
	ZEND_FALIAS(comet_jobs, provision_operation, arginfo_comet_jobs)
	ZEND_FALIAS(comet_usage, provision_operation, arginfo_comet_usage)
	ZEND_FALIAS(comet_list_accounts, provision_operation, arginfo_comet_list_accounts)
	ZEND_FALIAS(comet_policies, provision_operation, arginfo_comet_policies)
	ZEND_FALIAS(comet_storage_providers, provision_operation, arginfo_comet_storage_providers)
	ZEND_FALIAS(comet_installers, provision_operation, arginfo_comet_installers)
	ZEND_FALIAS(comet_download_installer, provision_operation, arginfo_comet_download_installer)
	ZEND_FALIAS(comet_sso, provision_operation, arginfo_comet_sso)
	ZEND_FALIAS(comet_admin_sso, provision_operation, arginfo_comet_admin_sso)
	ZEND_FALIAS(meshcentral_test_connection, provision_operation, arginfo_meshcentral_test_connection)
	ZEND_FALIAS(meshcentral_create, provision_operation, arginfo_meshcentral_create)
	ZEND_FALIAS(meshcentral_suspend, provision_operation, arginfo_meshcentral_suspend)
	ZEND_FALIAS(meshcentral_unsuspend, provision_operation, arginfo_meshcentral_unsuspend)
	ZEND_FALIAS(meshcentral_terminate, provision_operation, arginfo_meshcentral_terminate)
	ZEND_FALIAS(meshcentral_change_password, provision_operation, arginfo_meshcentral_change_password)
	ZEND_FALIAS(meshcentral_change_package, provision_operation, arginfo_meshcentral_change_package)
	ZEND_FALIAS(meshcentral_status, provision_operation, arginfo_meshcentral_status)
	ZEND_FALIAS(meshcentral_usage, provision_operation, arginfo_meshcentral_usage)
	ZEND_FALIAS(meshcentral_list_accounts, provision_operation, arginfo_meshcentral_list_accounts)
	ZEND_FALIAS(meshcentral_sso, provision_operation, arginfo_meshcentral_sso)
	ZEND_FALIAS(meshcentral_devices, provision_operation, arginfo_meshcentral_devices)
	ZEND_FALIAS(meshcentral_agent_links, provision_operation, arginfo_meshcentral_agent_links)
	ZEND_FE(provision_generate_password, arginfo_provision_generate_password)
	ZEND_FE(provision_last_exchanges, arginfo_provision_last_exchanges)
	ZEND_FE(provision_backends, arginfo_provision_backends)
	ZEND_FE(provision_whmcs_outcome, arginfo_provision_whmcs_outcome)
	ZEND_FE_END
};


static const zend_function_entry class_Provision_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_ConfigurationException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_ConnectionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_TimeoutException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_AuthenticationException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_PermissionException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_NotFoundException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_ConflictException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_LimitException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_ProtocolException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_RemoteException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Provision_UnsupportedException_methods[] = {
	ZEND_FE_END
};

static void register_provision_symbols(int module_number)
{

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_test_connection", sizeof("mailcow_test_connection") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_create", sizeof("mailcow_create") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_suspend", sizeof("mailcow_suspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_unsuspend", sizeof("mailcow_unsuspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_terminate", sizeof("mailcow_terminate") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_change_password", sizeof("mailcow_change_password") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_change_package", sizeof("mailcow_change_package") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_change_username", sizeof("mailcow_change_username") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_status", sizeof("mailcow_status") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_usage", sizeof("mailcow_usage") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_list_accounts", sizeof("mailcow_list_accounts") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_sso", sizeof("mailcow_sso") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "mailcow_dns_records", sizeof("mailcow_dns_records") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_test_connection", sizeof("comet_test_connection") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_create", sizeof("comet_create") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_suspend", sizeof("comet_suspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_unsuspend", sizeof("comet_unsuspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_terminate", sizeof("comet_terminate") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_change_password", sizeof("comet_change_password") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_change_package", sizeof("comet_change_package") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_status", sizeof("comet_status") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_jobs", sizeof("comet_jobs") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_usage", sizeof("comet_usage") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_list_accounts", sizeof("comet_list_accounts") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_policies", sizeof("comet_policies") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_storage_providers", sizeof("comet_storage_providers") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_installers", sizeof("comet_installers") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_download_installer", sizeof("comet_download_installer") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_sso", sizeof("comet_sso") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "comet_admin_sso", sizeof("comet_admin_sso") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_test_connection", sizeof("meshcentral_test_connection") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_create", sizeof("meshcentral_create") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_suspend", sizeof("meshcentral_suspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_unsuspend", sizeof("meshcentral_unsuspend") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_terminate", sizeof("meshcentral_terminate") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_change_password", sizeof("meshcentral_change_password") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_change_package", sizeof("meshcentral_change_package") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_status", sizeof("meshcentral_status") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_usage", sizeof("meshcentral_usage") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_list_accounts", sizeof("meshcentral_list_accounts") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_sso", sizeof("meshcentral_sso") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_devices", sizeof("meshcentral_devices") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "meshcentral_agent_links", sizeof("meshcentral_agent_links") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "provision_whmcs_outcome", sizeof("provision_whmcs_outcome") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
}

static zend_class_entry *register_class_Provision_Exception(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "Exception", class_Provision_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_NOT_SERIALIZABLE;

	zval property_operation_default_value;
	ZVAL_UNDEF(&property_operation_default_value);
	zend_string *property_operation_name = zend_string_init("operation", sizeof("operation") - 1, 1);
	zend_declare_typed_property(class_entry, property_operation_name, &property_operation_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_operation_name);

	zval property_step_default_value;
	ZVAL_UNDEF(&property_step_default_value);
	zend_string *property_step_name = zend_string_init("step", sizeof("step") - 1, 1);
	zend_declare_typed_property(class_entry, property_step_name, &property_step_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_step_name);

	zval property_httpStatus_default_value;
	ZVAL_UNDEF(&property_httpStatus_default_value);
	zend_string *property_httpStatus_name = zend_string_init("httpStatus", sizeof("httpStatus") - 1, 1);
	zend_declare_typed_property(class_entry, property_httpStatus_name, &property_httpStatus_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_httpStatus_name);

	zval property_backendCode_default_value;
	ZVAL_UNDEF(&property_backendCode_default_value);
	zend_string *property_backendCode_name = zend_string_init("backendCode", sizeof("backendCode") - 1, 1);
	zend_declare_typed_property(class_entry, property_backendCode_name, &property_backendCode_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_backendCode_name);

	zval property_retryable_default_value;
	ZVAL_UNDEF(&property_retryable_default_value);
	zend_string *property_retryable_name = zend_string_init("retryable", sizeof("retryable") - 1, 1);
	zend_declare_typed_property(class_entry, property_retryable_name, &property_retryable_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_retryable_name);

	zval property_outcomeUnknown_default_value;
	ZVAL_UNDEF(&property_outcomeUnknown_default_value);
	zend_string *property_outcomeUnknown_name = zend_string_init("outcomeUnknown", sizeof("outcomeUnknown") - 1, 1);
	zend_declare_typed_property(class_entry, property_outcomeUnknown_name, &property_outcomeUnknown_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_outcomeUnknown_name);

	zval property_partial_default_value;
	ZVAL_UNDEF(&property_partial_default_value);
	zend_string *property_partial_name = zend_string_init("partial", sizeof("partial") - 1, 1);
	zend_declare_typed_property(class_entry, property_partial_name, &property_partial_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_partial_name);

	return class_entry;
}

static zend_class_entry *register_class_Provision_ConfigurationException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "ConfigurationException", class_Provision_ConfigurationException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_ConnectionException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "ConnectionException", class_Provision_ConnectionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_TimeoutException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "TimeoutException", class_Provision_TimeoutException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_AuthenticationException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "AuthenticationException", class_Provision_AuthenticationException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_PermissionException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "PermissionException", class_Provision_PermissionException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_NotFoundException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "NotFoundException", class_Provision_NotFoundException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_ConflictException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "ConflictException", class_Provision_ConflictException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_LimitException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "LimitException", class_Provision_LimitException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_ProtocolException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "ProtocolException", class_Provision_ProtocolException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_RemoteException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "RemoteException", class_Provision_RemoteException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Provision_UnsupportedException(zend_class_entry *class_entry_Provision_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Provision", "UnsupportedException", class_Provision_UnsupportedException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Provision_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
