/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * backend: Comet's inputs (where WHMCS has them) and its table of operations. Nothing happens here. The first three
 * product options and the names of the configurable options and custom fields are those of the published module.
 */
#include "backends/comet/comet.h"
#include "backends/comet/comet_backend.h"

#define GB_MAX (INT64_C(1) << 32) /* keeps every figure in bytes inside 64 bits */
#define TB_MAX (INT64_C(1) << 22)
#define COUNT_MAX INT64_C(1000000)
#define DOWNLOAD_MS (INT64_C(10) * 60 * 1000) /* the server builds a platform's first installer for minutes */

const struct prov_field cm_field_admin_username = {
    .name = "admin_username",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "user name of the Comet admin account",
    .places = {{PROV_IN_PARAMS, "serverusername"}},
};

const struct prov_field cm_field_admin_password = {
    .name = "admin_password",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 1024,
    .secret = true,
    .help = "the admin account's password",
    .places = {{PROV_IN_PARAMS, "serverpassword"}},
};

const struct prov_field cm_field_totp_secret = {
    .name = "totp_secret",
    .type = PROV_TYPE_TEXT,
    .min = 16,
    .max = 256,
    .secret = true,
    .help = "secret of the admin account's second factor in base32; the codes are made of it",
    .places = {{PROV_IN_PARAMS, "serveraccesshash"}},
};

const struct prov_field cm_field_policy_group = {
    .name = "policy_group",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 128,
    .help = "id of the policy group that accounts get; one that begins WHMCS_ is made when it is not there",
    .places = {{PROV_IN_PARAMS, "configoption1"}},
};

const struct prov_field cm_field_storage_provider = {
    .name = "storage_provider",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 128,
    .help = "id of the storage template that a new account's vault is made from; none when not given",
    .places = {{PROV_IN_PARAMS, "configoption2"}},
};

const struct prov_field cm_field_require_password_change = {
    .name = "require_password_change",
    .type = PROV_TYPE_BOOL,
    .help = "whether the customer must change the password at the first login",
    .places = {{PROV_IN_PARAMS, "configoption3"}},
};

const struct prov_field cm_field_tenant = {
    .name = "tenant",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 128,
    .help = "organisation that accounts are made in, for an admin of the top level",
    .places = {{PROV_IN_PARAMS, "configoption4"}},
};

const struct prov_field cm_field_devices = {
    .name = "devices",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many devices the account may have; 0 or nothing: any number",
    .places = {{PROV_IN_OPTIONS, "number_of_devices"}, {PROV_IN_PARAMS, "configoption5"}},
};

const struct prov_field cm_field_protected_gb = {
    .name = "protected_item_quota_gb",
    .type = PROV_TYPE_INT,
    .unit = "GB",
    .max = GB_MAX,
    .help = "quota of all Protected Items; 0: none. It wins over the one in TB",
    .places = {{PROV_IN_OPTIONS, "protected_item_quota_gb"}},
};

const struct prov_field cm_field_protected_tb = {
    .name = "protected_item_quota_tb",
    .type = PROV_TYPE_INT,
    .unit = "TB",
    .max = TB_MAX,
    .help = "the same in TB",
    .places = {{PROV_IN_OPTIONS, "protected_item_quota_tb"}},
};

const struct prov_field cm_field_protected_default = {
    .name = "protected_item_quota",
    .type = PROV_TYPE_INT,
    .unit = "GB",
    .max = GB_MAX,
    .help = "the same, for products without such an option",
    .places = {{PROV_IN_PARAMS, "configoption6"}},
};

const struct prov_field cm_field_vault_gb = {
    .name = "storage_vault_quota_gb",
    .type = PROV_TYPE_INT,
    .unit = "GB",
    .max = GB_MAX,
    .help = "quota of each storage vault; 0: none. It wins over the one in TB",
    .places = {{PROV_IN_OPTIONS, "storage_vault_quota_gb"}},
};

const struct prov_field cm_field_vault_tb = {
    .name = "storage_vault_quota_tb",
    .type = PROV_TYPE_INT,
    .unit = "TB",
    .max = TB_MAX,
    .help = "the same in TB",
    .places = {{PROV_IN_OPTIONS, "storage_vault_quota_tb"}},
};

const struct prov_field cm_field_vault_default = {
    .name = "storage_vault_quota",
    .type = PROV_TYPE_INT,
    .unit = "GB",
    .max = GB_MAX,
    .help = "the same, for products without such an option",
    .places = {{PROV_IN_PARAMS, "configoption7"}},
};

const struct prov_field cm_field_microsoft_365 = {
    .name = "microsoft_365_accounts",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many Microsoft 365 accounts may be protected; 0: any number; nothing leaves it as it is",
    .places = {{PROV_IN_OPTIONS, "microsoft_365_accounts"}, {PROV_IN_PARAMS, "configoption8"}},
};

const struct prov_field cm_field_hyperv = {
    .name = "hyperv_guests",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many Hyper-V guests may be protected; 0: any number; nothing leaves it as it is",
    .places = {{PROV_IN_OPTIONS, "hyperv_guests"}, {PROV_IN_PARAMS, "configoption9"}},
};

const struct prov_field cm_field_vmware = {
    .name = "vmware_guests",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many VMware guests may be protected; 0: any number; nothing leaves it as it is",
    .places = {{PROV_IN_OPTIONS, "vmware_guests"}, {PROV_IN_PARAMS, "configoption10"}},
};

const struct prov_field cm_field_email_reports = {
    .name = "email_reports",
    .type = PROV_TYPE_BOOL,
    .help = "whether a new account's backup reports go to the client's address",
    .places = {{PROV_IN_PARAMS, "configoption11"}},
};

const struct prov_field cm_field_uninstall_client = {
    .name = "uninstall_client",
    .type = PROV_TYPE_BOOL,
    .help = "whether the devices are told to uninstall the software when the account is deleted",
    .places = {{PROV_IN_PARAMS, "configoption12"}},
};

const struct prov_field cm_field_erase_storage = {
    .name = "erase_storage",
    .type = PROV_TYPE_BOOL,
    .help = "whether what the account stored on this server is erased with it; there is no way back",
    .places = {{PROV_IN_PARAMS, "configoption13"}},
};

const struct prov_field cm_field_self_address = {
    .name = "self_address",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 512,
    .help = "address of the Comet Server for clients, as https://host/, where WHMCS knows it by another",
    .places = {{PROV_IN_PROVISION, "self_address"}, {PROV_IN_PARAMS, "configoption15"}},
};

const struct prov_field cm_field_username = {
    .name = "username",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the account's name on Comet",
    .places = {{PROV_IN_PARAMS, "username"}},
};

const struct prov_field cm_field_chosen_username = {
    .name = "chosen_username",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the name that the customer chose; for a new account it comes first",
    .places = {{PROV_IN_FIELDS, "Username"}},
};

const struct prov_field cm_field_password = {
    .name = "password",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = CM_PASSWORD_MAX,
    .secret = true,
    .help = "the account's password",
    .places = {{PROV_IN_PARAMS, "password"}},
};

const struct prov_field cm_field_new_password = {
    .name = "new_password",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = CM_PASSWORD_MAX,
    .secret = true,
    .help = "the account's new password",
    .places = {{PROV_IN_PARAMS, "password"}},
};

const struct prov_field cm_field_chosen_password = {
    .name = "chosen_password",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = CM_PASSWORD_MAX,
    .secret = true,
    .help = "the password that the customer chose; it comes first",
    .places = {{PROV_IN_FIELDS, "Password"}},
};

const struct prov_field cm_field_client_email = {
    .name = "client_email",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the client's address",
    .places = {{PROV_IN_CLIENT, "email"}},
};

const struct prov_field cm_field_client_first_name = {
    .name = "client_first_name",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the client's first name",
    .places = {{PROV_IN_CLIENT, "firstname"}},
};

const struct prov_field cm_field_client_last_name = {
    .name = "client_last_name",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the client's last name",
    .places = {{PROV_IN_CLIENT, "lastname"}},
};

const struct prov_field cm_field_client_company = {
    .name = "client_company",
    .type = PROV_TYPE_TEXT,
    .min = 1,
    .max = 255,
    .help = "the client's company; part of the account's name on Comet",
    .places = {{PROV_IN_CLIENT, "companyname"}},
};

const struct prov_field cm_field_platform = {
    .name = "platform",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "number of the installer, as comet_installers gives it",
    .places = {{PROV_IN_PROVISION, "platform"}},
};

const struct prov_field cm_field_job_days = {
    .name = "job_days",
    .type = PROV_TYPE_INT,
    .unit = "days",
    .max = 366,
    .help = "of how many past days the jobs are given",
    .places = {{PROV_IN_PROVISION, "job_days"}},
};

/* Who asks; part of every list below. */
#define ADMIN                                                                                                          \
	{&cm_field_admin_username, true}, {&cm_field_admin_password, true},                                                \
	{                                                                                                                  \
		&cm_field_totp_secret, false                                                                                   \
	}
/* The service's account, and what proves one without a marker. */
#define SERVICE                                                                                                        \
	{&prov_field_service_id, true}, {&cm_field_username, false}, {&cm_field_chosen_username, false},                   \
	{                                                                                                                  \
		&cm_field_chosen_password, false                                                                               \
	}
#define LIMITS                                                                                                         \
	{&cm_field_devices, false}, {&cm_field_protected_gb, false}, {&cm_field_protected_tb, false},                      \
	    {&cm_field_protected_default, false}, {&cm_field_vault_gb, false}, {&cm_field_vault_tb, false},                \
	    {&cm_field_vault_default, false}, {&cm_field_microsoft_365, false}, {&cm_field_hyperv, false},                 \
	{                                                                                                                  \
		&cm_field_vmware, false                                                                                        \
	}
#define END                                                                                                            \
	{                                                                                                                  \
		NULL, false                                                                                                    \
	}

static const struct prov_input server_inputs[] = {ADMIN, END};
static const struct prov_input admin_login_inputs[] = {ADMIN, {&cm_field_self_address, false}, END};
static const struct prov_input catalogue_inputs[] = {ADMIN, {&cm_field_tenant, false}, END};
static const struct prov_input download_inputs[] = {
    ADMIN, {&cm_field_platform, true}, {&cm_field_self_address, false}, END};
static const struct prov_input service_inputs[] = {ADMIN, SERVICE, {&cm_field_password, false}, END};
static const struct prov_input job_inputs[] = {
    ADMIN, SERVICE, {&cm_field_password, false}, {&cm_field_job_days, false}, END};
static const struct prov_input password_inputs[] = {ADMIN, SERVICE, {&cm_field_new_password, true}, END};
static const struct prov_input package_inputs[] = {ADMIN, SERVICE, {&cm_field_password, false},
    {&cm_field_policy_group, false}, {&cm_field_tenant, false}, LIMITS, END};
static const struct prov_input terminate_inputs[] = {ADMIN, SERVICE, {&cm_field_password, false},
    {&cm_field_uninstall_client, false}, {&cm_field_erase_storage, false}, {&cm_field_self_address, false}, END};
static const struct prov_input create_inputs[] = {ADMIN, SERVICE, {&cm_field_password, false},
    {&cm_field_policy_group, false}, {&cm_field_storage_provider, false}, {&cm_field_require_password_change, false},
    {&cm_field_tenant, false}, LIMITS, {&cm_field_email_reports, false}, {&cm_field_self_address, false},
    {&cm_field_client_email, false}, {&cm_field_client_first_name, false}, {&cm_field_client_last_name, false},
    {&cm_field_client_company, false}, END};

static const struct prov_operation operations[] = {
    {.name = "test_connection",
        .flags = PROV_OPERATION_SERVER_ONLY | PROV_OPERATION_ASKS_ANYWAY,
        .inputs = server_inputs,
        .run = cm_test_connection,
        .returns = "version, codename, roles, server_time, license_valid_until, organization, rights"},
    {.name = "create",
        .flags = PROV_OPERATION_WRITES,
        .inputs = create_inputs,
        .run = cm_create,
        .returns = "username, password (when this call set it), state, limits"},
    {.name = "suspend",
        .flags = PROV_OPERATION_WRITES,
        .inputs = service_inputs,
        .run = cm_suspend,
        .returns = "state, changed"},
    {.name = "unsuspend",
        .flags = PROV_OPERATION_WRITES,
        .inputs = service_inputs,
        .run = cm_unsuspend,
        .returns = "state, changed"},
    {.name = "terminate",
        .flags = PROV_OPERATION_WRITES,
        .inputs = terminate_inputs,
        .run = cm_terminate,
        .returns = "state, changed, removed"},
    {.name = "change_password",
        .flags = PROV_OPERATION_WRITES,
        .inputs = password_inputs,
        .run = cm_change_password,
        .returns = "changed"},
    {.name = "change_package",
        .flags = PROV_OPERATION_WRITES,
        .inputs = package_inputs,
        .run = cm_change_package,
        .returns = "changed, limits, policy_group"},
    {.name = "status",
        .inputs = job_inputs,
        .run = cm_status,
        .returns =
            "state, username; unless absent account_name, created, policy_group, require_password_change, limits, "
            "usage, devices, vaults, items, jobs (with job_days)"},
    {.name = "jobs",
        .inputs = job_inputs,
        .run = cm_jobs,
        .returns = "rows of id, device, item, kind, state, started_at, ended_at, total_bytes, uploaded_bytes"},
    {.name = "usage",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = server_inputs,
        .run = cm_usage,
        .returns = "user name => devices, protected_items, protected_bytes, vault_bytes, microsoft_365_accounts, "
                   "hyperv_guests, vmware_guests, protected_quota_bytes, vault_quota_bytes, device_limit"},
    {.name = "list_accounts",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = server_inputs,
        .run = cm_list_accounts,
        .returns = "rows of email, username, domain, uniqueIdentifier, product, primaryip, created, status"},
    {.name = "policies",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = catalogue_inputs,
        .run = cm_policies,
        .returns = "rows of id, name"},
    {.name = "storage_providers",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = catalogue_inputs,
        .run = cm_storage_providers,
        .returns = "rows of id, name"},
    {.name = "installers",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = catalogue_inputs,
        .run = cm_installers,
        .returns = "rows of platform, category, name, recommended"},
    {.name = "download_installer",
        .min_timeout_ms = DOWNLOAD_MS,
        .inputs = download_inputs,
        .run = cm_download_installer,
        .returns = "stream, bytes, filename, type"},
    {.name = "sso",
        .inputs = service_inputs,
        .run = cm_sso,
        .returns = "url, username, session_key, message, expires_in"},
    {.name = "admin_sso",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = admin_login_inputs,
        .run = cm_admin_sso,
        .returns = "url, username, session_key, message, expires_in"},
    {.name = NULL},
};

const struct prov_backend prov_comet_backend = {.name = "comet", .label = "Comet", .operations = operations};
