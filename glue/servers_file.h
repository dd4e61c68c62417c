/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * servers_file: what the operator says of one server in the INI file that provision.servers_file names, because WHMCS's
 * server record has no field for it:
 *
 *   [mail.example.org:8443]
 *   ca_file = /etc/ssl/own-ca.pem          pinned_public_key = sha256//...
 *   connect_timeout_ms = 5000              timeout_ms = 60000
 *   allow_plain_http = no                  proxy = http://proxy.example.org:3128
 *
 * The port may be left out when it is 443; an IPv6 address and its port are parted by a blank: [2001:db8::1 8443].
 */
#ifndef PROVISION_GLUE_SERVERS_FILE_H
#define PROVISION_GLUE_SERVERS_FILE_H

#include "php_provision.h"

#include "lib/params.h"
#include "lib/url.h"

/* A key of the servers file alone: what a call's traffic passes through is the operator's to say. */
extern const struct prov_field provision_field_proxy;

/*
 * Puts the section of a server into params; a server without a section puts nothing. The file is read at each call: a
 * change counts at once. False: unreadable, not an INI file, a section that names no server, an unknown key, or an
 * unusable value of this server's section. params must survive a jump (see glue/call.h).
 */
bool provision_servers_file_read(
    const char *file, const struct prov_origin *origin, struct prov_params *params, struct prov_error *error);

#endif
