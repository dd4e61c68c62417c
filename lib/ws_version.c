/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ws_version: see ws_version.h. Includes wslay's version header and nothing else of it.
 */
#include "lib/ws_version.h"

#include <wslay/wslayver.h>

const char *prov_ws_version_compiled(void)
{
	return WSLAY_VERSION;
}
