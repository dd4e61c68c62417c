/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * settings: see settings.h. The texts of prov_settings belong to the C side: they are copied, the old one freed.
 * A CA file that the caller names is held to open_basedir, because libcurl, which opens it, knows nothing of that; the
 * operator's own, from the INI settings or the servers file, is not.
 */
#include "glue/settings.h"

#include <string.h>

#include "glue/servers_file.h"
#include "lib/mem.h"

static bool replace(char **target, const char *text, struct prov_error *error)
{
	char *copy;

	if (!text || text[0] == '\0') {
		return true;
	}
	copy = prov_strdup(text);
	if (!copy) {
		return prov_error_memory(error);
	}
	prov_free(*target);
	*target = copy;
	return true;
}

static bool from_ini(struct prov_settings *settings, struct prov_error *error)
{
	const struct provision_ini *ini = &PROVISION_G(ini);

	settings->connect_timeout_ms = ini->connect_timeout_ms;
	settings->timeout_ms = ini->timeout_ms;
	settings->max_response_bytes = (size_t)ini->max_response_bytes;
	settings->max_list_bytes = (size_t)ini->max_list_bytes;
	settings->max_message_bytes = (size_t)ini->max_message_bytes;
	settings->max_list_message_bytes = (size_t)ini->max_list_message_bytes;
	settings->max_json_depth = (unsigned)ini->max_json_depth;
	snprintf(settings->installation, sizeof(settings->installation), "%s", ini->installation);
	return replace(&settings->ca_file, ini->ca_file, error) && replace(&settings->proxy, ini->proxy, error);
}

/* The fields that servers file and call have in common; an absent one leaves what was there. */
static bool from_params(struct prov_settings *settings, const struct prov_params *params, struct prov_error *error)
{
	settings->connect_timeout_ms = prov_params_int(params, &prov_field_connect_timeout, settings->connect_timeout_ms);
	settings->timeout_ms = prov_params_int(params, &prov_field_timeout, settings->timeout_ms);
	settings->allow_plain_http = prov_params_bool(params, &prov_field_allow_plain_http, settings->allow_plain_http);
	return replace(&settings->ca_file, prov_params_text(params, &prov_field_ca_file, NULL), error) &&
	       replace(&settings->pinned_public_key, prov_params_text(params, &prov_field_pinned_public_key, NULL), error);
}

static bool from_servers_file(struct provision_call *entry)
{
	struct prov_settings *settings = &entry->call.settings;
	struct prov_error *error = &entry->call.error;
	struct prov_error ignored;
	struct prov_origin origin;

	prov_error_clear(&ignored);
	if (PROVISION_G(ini).servers_file[0] == '\0' || !prov_call_origin(&entry->call, &origin, &ignored)) {
		return true; /* an unusable host has no section; the engine will say what is wrong with it */
	}
	return provision_servers_file_read(PROVISION_G(ini).servers_file, &origin, &entry->server, error) &&
	       from_params(settings, &entry->server, error) &&
	       replace(&settings->proxy, prov_params_text(&entry->server, &provision_field_proxy, NULL), error);
}

static bool may_read(const char *file, struct prov_error *error)
{
	if (file && php_check_open_basedir_ex(file, 0) != 0) {
		return prov_error_set(
		    error, PROV_ERROR_CONFIGURATION, "provision[ca_file] is outside of what open_basedir allows");
	}
	return true;
}

bool provision_settings_read(struct provision_call *entry)
{
	struct prov_call *call = &entry->call;

	if (!from_ini(&call->settings, &call->error) || !from_servers_file(entry) ||
	    !may_read(prov_params_text(&call->params, &prov_field_ca_file, NULL), &call->error) ||
	    !from_params(&call->settings, &call->params, &call->error)) {
		return false;
	}
	call->settings.adopt = prov_params_bool(&call->params, &prov_field_adopt, false);
	return true;
}
