/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * comet_backend: the one name of this folder that the registry knows.
 */
#ifndef PROVISION_BACKENDS_COMET_BACKEND_H
#define PROVISION_BACKENDS_COMET_BACKEND_H

#include "backends/backend.h"

extern const struct prov_backend prov_comet_backend;

#endif
