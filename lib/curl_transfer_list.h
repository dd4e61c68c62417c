/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_transfer_list: transfers in a row, each in one list at a time, by its `next`. Nothing is allocated and nothing
 * can fail; a list does not own what stands in it.
 */
#ifndef PROVISION_LIB_CURL_TRANSFER_LIST_H
#define PROVISION_LIB_CURL_TRANSFER_LIST_H

#include <stddef.h>

struct prov_transfer;

struct prov_transfer_list {
	struct prov_transfer *first;
	size_t count;
};

/* At the end. */
void prov_transfer_list_append(struct prov_transfer_list *list, struct prov_transfer *transfer);

/* At the front. */
void prov_transfer_list_push(struct prov_transfer_list *list, struct prov_transfer *transfer);

/* Nothing happens when the transfer is not in the list. */
void prov_transfer_list_remove(struct prov_transfer_list *list, struct prov_transfer *transfer);

/* Takes the first one out; NULL when the list is empty. */
struct prov_transfer *prov_transfer_list_pop(struct prov_transfer_list *list);

#endif
