/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * backend: MeshCentral's inputs (where WHMCS has them) and its table of operations. Nothing happens here.
 *
 * Positions of configoptionN are stored with every product of a billing host: none may ever move. 1 and 2 are those of
 * the module that came before.
 */
#include "backends/meshcentral/meshcentral.h"
#include "backends/meshcentral/meshcentral_backend.h"

#define COUNT_MAX INT64_C(1000000)
#define INVITE_HOURS_MAX 99999

/* --- the server and how to log in to it --- */

const struct prov_field mesh_field_server_url = {
    .name = "server_url",
    .type = PROV_TYPE_TEXT,
    .max = 512,
    .pasted = true,
    .help = "ServerURL: https://host[:port][/domain]; in place of the server's record, whose address counts when empty",
    .places = {{PROV_IN_PARAMS, "configoption1"}},
};

const struct prov_field mesh_field_product_key = {
    .name = "product_key",
    .type = PROV_TYPE_TEXT,
    .max = 1024,
    .secret = true,
    .pasted = true,
    .help =
        "APIKey: a login key (160 hex digits), or a login token as ~t:user:password; logs in instead of the server's "
        "record",
    .places = {{PROV_IN_PARAMS, "configoption2"}},
};

const struct prov_field mesh_field_server_key = {
    .name = "server_key",
    .type = PROV_TYPE_TEXT,
    .max = 1024,
    .secret = true,
    .pasted = true,
    .help =
        "login key (160 hex digits) or login token as ~t:user:password; a login key makes the clients' login links, "
        "and logs in where no user name and password are given",
    .places = {{PROV_IN_PARAMS, "serveraccesshash"}},
};

const struct prov_field mesh_field_server_username = {
    .name = "server_username",
    .type = PROV_TYPE_TEXT,
    .max = 256,
    .help = "login token (~t:...) or account; without a password: the account that a login key acts as",
    .places = {{PROV_IN_PARAMS, "serverusername"}},
};

const struct prov_field mesh_field_server_password = {
    .name = "server_password",
    .type = PROV_TYPE_TEXT,
    .max = 256,
    .secret = true,
    .help = "password of the login token or account",
    .places = {{PROV_IN_PARAMS, "serverpassword"}},
};

const struct prov_field mesh_field_server_domain = {
    .name = "server_domain",
    .type = PROV_TYPE_TEXT,
    .max = MESH_DOMAIN_MAX + 4,
    .help = "MeshCentral domain, reached below https://host/domain/; dns:domain for one with a host name of its own",
    .places = {{PROV_IN_PARAMS, "configoption4"}},
};

const struct prov_field mesh_field_url_key = {
    .name = "url_key",
    .type = PROV_TYPE_TEXT,
    .min = PROV_SECRET_MIN, /* a shorter one could not be hidden in records */
    .max = 256,
    .secret = true,
    .pasted = true,
    .help = "the domain's setting LoginKey, without which MeshCentral shows nothing: sent as ?key=",
    .places = {{PROV_IN_PARAMS, "configoption5"}},
};

const struct prov_field mesh_field_cookie_encoding = {
    .name = "cookie_encoding",
    .type = PROV_TYPE_TEXT,
    .max = 16,
    .help =
        "how the login key's cookies are written: base64 (default), or hex where MeshCentral's CookieEncoding says so",
    .places = {{PROV_IN_PARAMS, "configoption6"}},
};

const struct prov_field mesh_field_public_url = {
    .name = "public_url",
    .type = PROV_TYPE_TEXT,
    .max = 512,
    .pasted = true,
    .help =
        "address for clients, https://host[:port][/domain], where the billing host reaches the server by another one",
    .places = {{PROV_IN_PARAMS, "configoption12"}},
};

const struct prov_field mesh_field_admin_name = {
    .name = "admin_name",
    .type = PROV_TYPE_TEXT,
    .max = MESH_NAME_MAX,
    .help = "account that a login key acts as when the server's record names none; default admin",
    .places = {{PROV_IN_PARAMS, "configoption13"}},
};

/* --- the service --- */

const struct prov_field mesh_field_rights = {
    .name = "rights",
    .type = PROV_TYPE_TEXT,
    .max = 32,
    .help = "what the client may do with his devices: full (default), support, desktop, view, or MeshCentral's number",
    .places = {{PROV_IN_OPTIONS, "Rights"}, {PROV_IN_PARAMS, "configoption3"}},
};

const struct prov_field mesh_field_site_rights = {
    .name = "site_rights",
    .type = PROV_TYPE_INT,
    .max = UINT32_MAX,
    .help = "site rights of the client's account: 64 (no new groups, always added), 8 server files, 128 no tools, 1024 "
            "locked settings, 4096 no new devices",
    .places = {{PROV_IN_PARAMS, "configoption8"}},
};

const struct prov_field mesh_field_invite_hours = {
    .name = "invite_hours",
    .type = PROV_TYPE_INT,
    .unit = "hours",
    .min = 1,
    .max = INVITE_HOURS_MAX,
    .help = "life of an invitation to install the agent; default 168",
    .places = {{PROV_IN_PARAMS, "configoption7"}},
};

const struct prov_field mesh_field_remove_agents = {
    .name = "remove_agents",
    .type = PROV_TYPE_BOOL,
    .help = "terminate asks the devices that are online to uninstall the agent first",
    .places = {{PROV_IN_PARAMS, "configoption9"}},
};

const struct prov_field mesh_field_device_limit = {
    .name = "device_limit",
    .type = PROV_TYPE_INT,
    .max = COUNT_MAX,
    .help = "devices that the package includes; MeshCentral knows no such limit: it is watched; 0 means none",
    .places = {{PROV_IN_OPTIONS, "Devices"}, {PROV_IN_OPTIONS, "Device Limit"}, {PROV_IN_PARAMS, "configoption10"}},
};

const struct prov_field mesh_field_name_prefix = {
    .name = "name_prefix",
    .type = PROV_TYPE_TEXT,
    .max = 64,
    .one_direction = true,
    .help = "beginning of made user names, before the service's number; default whmcs-",
    .places = {{PROV_IN_PARAMS, "configoption11"}},
};

const struct prov_field mesh_field_username = {
    .name = "username",
    .type = PROV_TYPE_TEXT,
    .max = MESH_NAME_MAX,
    .help = "the service's user name; made when empty, or when somebody else has it",
    .places = {{PROV_IN_FIELDS, "username"}, {PROV_IN_PARAMS, "username"}},
};

const struct prov_field mesh_field_mesh_id = {
    .name = "mesh_id",
    .type = PROV_TYPE_TEXT,
    .max = MESH_ID_MAX,
    .help = "the service's device group as create returned it and the billing host stored it",
    .places = {{PROV_IN_FIELDS, "mesh_id"}},
};

const struct prov_field mesh_field_password = {
    .name = "password",
    .type = PROV_TYPE_TEXT,
    .min = PROV_SECRET_MIN, /* a shorter one could not be hidden in records */
    .max = 256,
    .secret = true,
    .help = "the account's password",
    .places = {{PROV_IN_PARAMS, "password"}},
};

const struct prov_field mesh_field_first_name = {
    .name = "client_first_name",
    .type = PROV_TYPE_TEXT,
    .max = 4096,
    .help = "in the names of account and group, cut where it is too long",
    .places = {{PROV_IN_CLIENT, "firstname"}},
};

const struct prov_field mesh_field_last_name = {
    .name = "client_last_name",
    .type = PROV_TYPE_TEXT,
    .max = 4096,
    .help = "in the names of account and group, cut where it is too long",
    .places = {{PROV_IN_CLIENT, "lastname"}},
};

const struct prov_field mesh_field_company = {
    .name = "client_company",
    .type = PROV_TYPE_TEXT,
    .max = 4096,
    .help = "in the names of account and group, before the client's own name; cut where it is too long",
    .places = {{PROV_IN_CLIENT, "companyname"}},
};

const struct prov_field mesh_field_email = {
    .name = "client_email",
    .type = PROV_TYPE_TEXT,
    .max = 1024,
    .help = "e-mail address of the account, and its name where MeshCentral takes addresses as names",
    .places = {{PROV_IN_CLIENT, "email"}},
};

/* --- what each operation reads --- */

/* Where the server is and how to log in. Its host is needed only where no ServerURL is given: the engine says so. */
/* clang-format off */
#define SERVER_INPUTS                                                                                                  \
	{&prov_field_server_host, false},                                                                                  \
	{&mesh_field_server_url, false},                                                                                   \
	{&mesh_field_product_key, false},                                                                                  \
	{&mesh_field_server_key, false},                                                                                   \
	{&mesh_field_server_username, false},                                                                              \
	{&mesh_field_server_password, false},                                                                              \
	{&mesh_field_server_domain, false},                                                                                \
	{&mesh_field_url_key, false},                                                                                      \
	{&mesh_field_cookie_encoding, false},                                                                              \
	{&mesh_field_admin_name, false}

#define SERVICE_INPUTS                                                                                                 \
	SERVER_INPUTS,                                                                                                     \
	{&prov_field_service_id, true},                                                                                    \
	{&mesh_field_username, false},                                                                                     \
	{&mesh_field_mesh_id, false}

#define PACKAGE_INPUTS                                                                                                 \
	{&mesh_field_rights, false},                                                                                       \
	{&mesh_field_site_rights, false},                                                                                  \
	{&mesh_field_device_limit, false}
/* clang-format on */

static const struct prov_input server_inputs[] = {SERVER_INPUTS, {NULL, false}};

static const struct prov_input service_inputs[] = {SERVICE_INPUTS, {NULL, false}};

static const struct prov_input create_inputs[] = {
    SERVICE_INPUTS,
    PACKAGE_INPUTS,
    {&mesh_field_name_prefix, false},
    {&mesh_field_password, false},
    {&mesh_field_first_name, false},
    {&mesh_field_last_name, false},
    {&mesh_field_company, false},
    {&mesh_field_email, false},
    {NULL, false},
};

static const struct prov_input package_inputs[] = {SERVICE_INPUTS, PACKAGE_INPUTS, {NULL, false}};

static const struct prov_input unsuspend_inputs[] = {SERVICE_INPUTS, {&mesh_field_rights, false}, {NULL, false}};

static const struct prov_input terminate_inputs[] = {SERVICE_INPUTS, {&mesh_field_remove_agents, false}, {NULL, false}};

static const struct prov_input password_inputs[] = {SERVICE_INPUTS, {&mesh_field_password, true}, {NULL, false}};

static const struct prov_input status_inputs[] = {SERVICE_INPUTS, {&mesh_field_device_limit, false}, {NULL, false}};

static const struct prov_input sso_inputs[] = {
    SERVICE_INPUTS, {&mesh_field_password, false}, {&mesh_field_public_url, false}, {NULL, false}};

static const struct prov_input links_inputs[] = {
    SERVICE_INPUTS, {&mesh_field_invite_hours, false}, {&mesh_field_public_url, false}, {NULL, false}};

#define OPERATION(operation, function, what, reads, gives)                                                             \
	{                                                                                                                  \
		.name = operation, .flags = (what), .inputs = (reads), .address = &mesh_field_server_url, .run = (function),   \
		.returns = (gives)                                                                                             \
	}

static const struct prov_operation operations[] = {
    OPERATION("test_connection", mesh_test_connection, PROV_OPERATION_SERVER_ONLY | PROV_OPERATION_ASKS_ANYWAY,
        server_inputs, "version, server_name, domain, account, credential, sso, clock_skew, rights"),
    OPERATION(
        "create", mesh_create, PROV_OPERATION_WRITES, create_inputs, "state, username, password, mesh_id, limits"),
    OPERATION("suspend", mesh_suspend, PROV_OPERATION_WRITES, service_inputs, "state, changed"),
    OPERATION("unsuspend", mesh_unsuspend, PROV_OPERATION_WRITES, unsuspend_inputs, "state, changed"),
    OPERATION("terminate", mesh_terminate, PROV_OPERATION_WRITES, terminate_inputs, "state, changed, removed"),
    OPERATION("change_password", mesh_change_password, PROV_OPERATION_WRITES, password_inputs, "changed"),
    OPERATION("change_package", mesh_change_package, PROV_OPERATION_WRITES, package_inputs, "changed, limits"),
    OPERATION("status", mesh_status, 0, status_inputs,
        "state, username, mesh_id, group, created, rights, site_rights, last_login, email, missing, usage, "
        "device_limit, over_limit"),
    OPERATION("usage", mesh_usage, PROV_OPERATION_SERVER_ONLY, server_inputs, "username => devices, online_devices"),
    OPERATION("list_accounts", mesh_list_accounts, PROV_OPERATION_SERVER_ONLY, server_inputs,
        "rows of email, username, domain, uniqueIdentifier, product, primaryip, created, status"),
    OPERATION("sso", mesh_sso, 0, sso_inputs, "url, expires_in, username"),
    OPERATION("devices", mesh_devices, 0, service_inputs, "rows of id, name, system, online, last_seen"),
    OPERATION("agent_links", mesh_agent_links, 0, links_inputs,
        "mesh_id, group, invite_url, invite_hours, invite_expires, installers, linux_command, "
        "linux_uninstall_command, certificate_trusted"),
    {.name = NULL},
};

const struct prov_backend prov_meshcentral_backend = {
    .name = "meshcentral", .label = "MeshCentral", .operations = operations};
