/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mailcow_backend: the door of this folder; registry.c takes mailcow's table from here, and nothing else is seen
 * outside.
 */
#ifndef PROVISION_BACKENDS_MAILCOW_BACKEND_H
#define PROVISION_BACKENDS_MAILCOW_BACKEND_H

#include "backends/backend.h"

extern const struct prov_backend prov_mailcow_backend;

#endif
