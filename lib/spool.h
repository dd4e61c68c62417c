/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * spool: a nameless temporary file for an answer that is too large for memory. It has no name on the disk, so nothing
 * is left of it whatever ends the process.
 */
#ifndef PROVISION_LIB_SPOOL_H
#define PROVISION_LIB_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/error.h"

/* A file descriptor for reading and writing, closed on exec; -1 with PROV_ERROR_CONFIGURATION. The caller closes it. */
int prov_spool_open(const char *directory, struct prov_error *error);
/* Writes all of it. False with PROV_ERROR_LIMIT (the disk is full), or another error of the file. */
bool prov_spool_write(int file, const char *bytes, size_t length, struct prov_error *error);
/* Forgets what is in it. */
bool prov_spool_clear(int file, struct prov_error *error);
/* Back to the beginning, for who reads it. */
bool prov_spool_rewind(int file, struct prov_error *error);

#endif
