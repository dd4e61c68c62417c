/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_version: which wslay the WebSocket code was compiled with. wslay does not tell the version of its code that runs.
 */
#ifndef PROVISION_LIB_WS_VERSION_H
#define PROVISION_LIB_WS_VERSION_H

const char *prov_ws_version_compiled(void);

#endif
