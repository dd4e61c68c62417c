/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * operation_exchange: what reads (operation.c) and writes (operation_write.c) of the engine share: the recorded
 * exchange, the pause before another attempt, and which HTTP statuses pass by themselves. For these two files alone.
 */
#ifndef PROVISION_LIB_OPERATION_EXCHANGE_H
#define PROVISION_LIB_OPERATION_EXCHANGE_H

#include "lib/operation.h"

/* Performs the exchanges, all by HTTP or all messages of the channel, and records each under its step. */
void prov_op_exchange(
    struct prov_op *op, struct prov_exchange *exchanges, size_t count, const char *const *steps, unsigned attempt);
/*
 * Sets the time of the next attempt after `attempt` failed; false when too little time is left for a pause and another
 * attempt.
 */
bool prov_op_back_off(const struct prov_op *op, unsigned attempt, int64_t *not_before_ms);
/* 429, 502, 503, 504: the server or something before it is busy or restarting. */
bool prov_status_is_passing(int status);
void prov_error_passing_status(struct prov_error *error, int status);

#endif
