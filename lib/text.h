/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * text: what every reader of foreign text needs: UTF-8 one character at a time, and whole numbers in decimal. It knows
 * no locale (PHP scripts change it) and judges bytes only: what a field may hold is its reader's business.
 */
#ifndef PROVISION_LIB_TEXT_H
#define PROVISION_LIB_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Bytes of the UTF-8 character that begins at text, 1 to 4; 0 when none does: length 0, a stray or missing continuation
 * byte, an overlong form, a surrogate, beyond U+10FFFF. code_point may be NULL.
 */
size_t prov_utf8_next(const char *text, size_t length, uint32_t *code_point);
bool prov_utf8_valid(const char *text, size_t length);
/* The greatest length not above `maximum` at which text can be cut between two characters. */
size_t prov_utf8_cut(const char *text, size_t length, size_t maximum);
/* C0, DEL and C1: what no line of text for people holds. */
bool prov_is_control(uint32_t code_point);
/* Marks, embeddings, overrides and isolates: they turn what stands behind them round, so that it reads as another. */
bool prov_turns_direction(uint32_t code_point);
/* Decimal digits with an optional sign and nothing else. False also when it does not fit in 64 bits. */
bool prov_decimal(const char *text, size_t length, int64_t *number);

#endif
