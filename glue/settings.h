/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * settings: how a call is to behave: $params['provision'] before the server's section of the servers file before the
 * INI settings. Runs after provision_params_read, whose inputs it uses.
 */
#ifndef PROVISION_GLUE_SETTINGS_H
#define PROVISION_GLUE_SETTINGS_H

#include "glue/call.h"

/* Fills entry->call.settings, with the servers file read into entry->server. False: entry->call.error says why. */
bool provision_settings_read(struct provision_call *entry);

#endif
