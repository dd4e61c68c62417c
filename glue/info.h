/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * info: what phpinfo() shows of the extension besides its settings.
 */
#ifndef PROVISION_GLUE_INFO_H
#define PROVISION_GLUE_INFO_H

void provision_info(void);

#endif
