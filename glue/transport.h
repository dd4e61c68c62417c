/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * transport: the connections of this process or thread, handed to one call after the other. What is kept between calls
 * and requests is transport only: no cookie, no credential, no answer.
 */
#ifndef PROVISION_GLUE_TRANSPORT_H
#define PROVISION_GLUE_TRANSPORT_H

#include "php_provision.h"

#include "lib/error.h"
#include "lib/random.h"
#include "lib/transport.h"

/* MINIT, once per process. */
bool provision_transport_startup(void);
/* GINIT and GSHUTDOWN, once per thread; the last one to end cleans up what startup made. */
void provision_transport_thread_begin(struct provision_transport_globals *globals);
void provision_transport_thread_end(struct provision_transport_globals *globals);

/* Fills in the table for one call of this thread. */
bool provision_transport(struct prov_transport *transport, struct prov_error *error);
/* PHP's CSPRNG. */
struct prov_random provision_random(void);

#endif
