/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * backend: mailcow's inputs (where WHMCS has them) and its table of operations. Nothing happens here.
 */
#include "backends/mailcow/mailcow.h"
#include "backends/mailcow/mailcow_backend.h"

#define QUOTA_MIB_MAX (INT64_C(1) << 32) /* 4 PiB: keeps every figure in bytes far inside 64 bits */
#define COUNT_MAX INT64_C(1000000)

const struct prov_field mc_field_api_key = {
    .name = "api_key",
    .type = PROV_TYPE_TEXT,
    .max = 256,
    .secret = true,
    .help = "API key with read and write access",
    .places = {{PROV_IN_PARAMS, "serveraccesshash"}, {PROV_IN_PARAMS, "serverpassword"}},
};

const struct prov_field mc_field_domain = {
    .name = "domain",
    .type = PROV_TYPE_TEXT,
    .max = 1024,
    .help = "the service's mail domain, in Unicode or punycode",
    .places = {{PROV_IN_PARAMS, "domain"}},
};

const struct prov_field mc_field_quota = {
    .name = "quota",
    .type = PROV_TYPE_INT,
    .unit = "MiB",
    .min = 1,
    .max = QUOTA_MIB_MAX,
    .help = "total quota of the domain",
    .places = {{PROV_IN_OPTIONS, "Quota Totale Dominio"}, {PROV_IN_OPTIONS, "Total Quota"},
        {PROV_IN_OPTIONS, "Domain Quota"}, {PROV_IN_PARAMS, "configoption1"}},
};

const struct prov_field mc_field_max_mailboxes = {
    .name = "max_mailboxes",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many mailboxes the domain may have",
    .places = {{PROV_IN_OPTIONS, "Max Caselle"}, {PROV_IN_OPTIONS, "Max Mailboxes"}, {PROV_IN_PARAMS, "configoption2"}},
};

const struct prov_field mc_field_max_aliases = {
    .name = "max_aliases",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "how many aliases the domain may have; 0 means none",
    .places = {{PROV_IN_OPTIONS, "Max Alias"}, {PROV_IN_OPTIONS, "Max Aliases"}, {PROV_IN_PARAMS, "configoption3"}},
};

const struct prov_field mc_field_max_mailbox_quota = {
    .name = "max_mailbox_quota",
    .type = PROV_TYPE_INT,
    .unit = "MiB",
    .min = 1,
    .max = QUOTA_MIB_MAX,
    .help = "largest quota of one mailbox; the total quota when not given",
    .places = {{PROV_IN_OPTIONS, "Max Mailbox Quota"}, {PROV_IN_PARAMS, "configoption4"}},
};

const struct prov_field mc_field_rate_limit = {
    .name = "rate_limit",
    .type = PROV_TYPE_TEXT,
    .unit = "messages/s, /m, /h or /d",
    .max = 32,
    .help = "outgoing messages of the domain, as in 100/h; 0 removes the limit; nothing leaves it as it is",
    .places = {{PROV_IN_OPTIONS, "Rate Limit"}, {PROV_IN_PARAMS, "configoption5"}},
};

const struct prov_field mc_field_dkim_key_size = {
    .name = "dkim_key_size",
    .type = PROV_TYPE_INT,
    .unit = "bit",
    .max = 4096,
    .help = "DKIM key that create makes: 1024, 2048, 4096; 0 makes none; mailcow's template decides when not given",
    .places = {{PROV_IN_PARAMS, "configoption6"}},
};

const struct prov_field mc_field_delete_dkim = {
    .name = "delete_dkim",
    .type = PROV_TYPE_BOOL,
    .help = "terminate deletes the domain's DKIM key too (mailcow keeps it otherwise)",
    .places = {{PROV_IN_PARAMS, "configoption7"}},
};

const struct prov_field mc_field_restart_sogo = {
    .name = "restart_sogo",
    .type = PROV_TYPE_BOOL,
    .help = "create restarts SOGo so that the new domain can log in to webmail at once; all users are interrupted",
    .places = {{PROV_IN_PARAMS, "configoption8"}},
};

const struct prov_field mc_field_mail_host = {
    .name = "mail_host",
    .type = PROV_TYPE_TEXT,
    .max = 253,
    .help = "host name that DNS records point at; the server's host name when not given",
    .places = {{PROV_IN_PARAMS, "configoption9"}},
};

const struct prov_field mc_field_stored_admin = {
    .name = "stored_administrator",
    .type = PROV_TYPE_TEXT,
    .max = MC_ADMIN_MAX,
    .help = "domain administrator as create returned and WHMCS stored it",
    .places = {{PROV_IN_FIELDS, "mailcow_admin_username"}},
};

const struct prov_field mc_field_username = {
    .name = "username",
    .type = PROV_TYPE_TEXT,
    .max = MC_ADMIN_MAX,
    .help = "the service's user name",
    .places = {{PROV_IN_PARAMS, "username"}},
};

const struct prov_field mc_field_wanted_username = {
    .name = "wanted_username",
    .type = PROV_TYPE_TEXT,
    .max = MC_ADMIN_MAX,
    .help = "the administrator's new name",
    .places = {{PROV_IN_PARAMS, "username"}},
};

const struct prov_field mc_field_password = {
    .name = "password",
    .type = PROV_TYPE_TEXT,
    .min = PROV_SECRET_MIN, /* a shorter one could not be hidden in records */
    .max = MC_PASSWORD_MAX,
    .secret = true,
    .help = "the administrator's new password",
    .places = {{PROV_IN_PARAMS, "password"}},
};

static const struct prov_input server_inputs[] = {
    {&mc_field_api_key, true},
    {NULL, false},
};

/* What every call about one service reads. */
#define SERVICE_INPUTS                                                                                                 \
	{&mc_field_api_key, true}, {&prov_field_service_id, true}, {&mc_field_domain, true},                               \
	    {&mc_field_stored_admin, false},                                                                               \
	{                                                                                                                  \
		&mc_field_username, false                                                                                      \
	}

#define PACKAGE_INPUTS                                                                                                 \
	{&mc_field_quota, true}, {&mc_field_max_mailboxes, true}, {&mc_field_max_aliases, true},                           \
	    {&mc_field_max_mailbox_quota, false},                                                                          \
	{                                                                                                                  \
		&mc_field_rate_limit, false                                                                                    \
	}

static const struct prov_input service_inputs[] = {
    SERVICE_INPUTS,
    {NULL, false},
};

static const struct prov_input create_inputs[] = {
    SERVICE_INPUTS,
    PACKAGE_INPUTS,
    {&prov_field_client_id, true},
    {&mc_field_dkim_key_size, false},
    {&mc_field_restart_sogo, false},
    {NULL, false},
};

static const struct prov_input package_inputs[] = {
    SERVICE_INPUTS,
    PACKAGE_INPUTS,
    {NULL, false},
};

static const struct prov_input terminate_inputs[] = {
    SERVICE_INPUTS,
    {&mc_field_delete_dkim, false},
    {NULL, false},
};

static const struct prov_input password_inputs[] = {
    SERVICE_INPUTS,
    {&mc_field_password, true},
    {NULL, false},
};

static const struct prov_input username_inputs[] = {
    {&mc_field_api_key, true},
    {&prov_field_service_id, true},
    {&mc_field_domain, true},
    {&mc_field_stored_admin, false},
    {&mc_field_wanted_username, true},
    {NULL, false},
};

static const struct prov_input dns_inputs[] = {
    {&mc_field_api_key, true},
    {&mc_field_domain, true},
    {&mc_field_mail_host, false},
    {NULL, false},
};

static const struct prov_operation operations[] = {
    {.name = "test_connection",
        .flags = PROV_OPERATION_SERVER_ONLY | PROV_OPERATION_ASKS_ANYWAY,
        .inputs = server_inputs,
        .run = mc_test_connection,
        .returns = "version, access"},
    {.name = "create",
        .flags = PROV_OPERATION_WRITES,
        .inputs = create_inputs,
        .run = mc_create,
        .returns = "state, domain, username, password, mailcow_admin_username, limits"},
    {.name = "suspend",
        .flags = PROV_OPERATION_WRITES,
        .inputs = service_inputs,
        .run = mc_suspend,
        .returns = "state, changed"},
    {.name = "unsuspend",
        .flags = PROV_OPERATION_WRITES,
        .inputs = service_inputs,
        .run = mc_unsuspend,
        .returns = "state, changed"},
    {.name = "terminate",
        .flags = PROV_OPERATION_WRITES,
        .inputs = terminate_inputs,
        .run = mc_terminate,
        .returns = "state, changed, removed"},
    {.name = "change_password",
        .flags = PROV_OPERATION_WRITES,
        .inputs = password_inputs,
        .run = mc_change_password,
        .returns = "changed"},
    {.name = "change_package",
        .flags = PROV_OPERATION_WRITES,
        .inputs = package_inputs,
        .run = mc_change_package,
        .returns = "changed, limits"},
    {.name = "change_username",
        .flags = PROV_OPERATION_WRITES,
        .inputs = username_inputs,
        .run = mc_change_username,
        .returns = "username, mailcow_admin_username, changed"},
    {.name = "status",
        .inputs = service_inputs,
        .run = mc_status,
        .returns = "state, domain, domain_unicode, limits, usage, administrators"},
    {.name = "usage",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = server_inputs,
        .run = mc_usage,
        .returns = "domain => mailboxes, aliases, disk_bytes, quota_bytes, assigned_quota_bytes, messages"},
    {.name = "list_accounts",
        .flags = PROV_OPERATION_SERVER_ONLY,
        .inputs = server_inputs,
        .run = mc_list_accounts,
        .returns = "rows of email, username, domain, uniqueIdentifier, product, primaryip, created, status"},
    {.name = "sso", .inputs = service_inputs, .run = mc_sso, .returns = "url, expires_in, username"},
    {.name = "dns_records",
        .inputs = dns_inputs,
        .run = mc_dns_records,
        .returns = "rows of type, name, value, priority, purpose"},
    {.name = NULL},
};

const struct prov_backend prov_mailcow_backend = {.name = "mailcow", .label = "mailcow", .operations = operations};
