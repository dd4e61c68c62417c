/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_transfer_list: see the header. Lists are short, so that a walk costs less than a second pointer in each
 * transfer.
 */
#include "lib/curl_transfer_list.h"

#include "lib/curl_transfer.h"

void prov_transfer_list_append(struct prov_transfer_list *list, struct prov_transfer *transfer)
{
	struct prov_transfer **end = &list->first;

	while (*end) {
		end = &(*end)->next;
	}
	transfer->next = NULL;
	*end = transfer;
	list->count++;
}

void prov_transfer_list_push(struct prov_transfer_list *list, struct prov_transfer *transfer)
{
	transfer->next = list->first;
	list->first = transfer;
	list->count++;
}

void prov_transfer_list_remove(struct prov_transfer_list *list, struct prov_transfer *transfer)
{
	struct prov_transfer **place = &list->first;

	while (*place && *place != transfer) {
		place = &(*place)->next;
	}
	if (*place) {
		*place = transfer->next;
		transfer->next = NULL;
		list->count--;
	}
}

struct prov_transfer *prov_transfer_list_pop(struct prov_transfer_list *list)
{
	struct prov_transfer *transfer = list->first;

	if (transfer) {
		prov_transfer_list_remove(list, transfer);
	}
	return transfer;
}
