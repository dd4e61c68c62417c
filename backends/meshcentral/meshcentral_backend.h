/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * meshcentral_backend: the one name that the registry takes from this folder.
 */
#ifndef PROVISION_BACKENDS_MESHCENTRAL_BACKEND_H
#define PROVISION_BACKENDS_MESHCENTRAL_BACKEND_H

#include "backends/backend.h"

extern const struct prov_backend prov_meshcentral_backend;

#endif
