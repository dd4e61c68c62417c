/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * figures: what an account uses, counted from its profile alone: devices, Protected Items and their sizes, what its
 * vaults hold, and the licensed guests (Microsoft 365 accounts, Hyper-V and VMware machines) of its last jobs.
 */
#include "backends/comet/comet.h"

#include <string.h>

#define JOB_WARNING 7001

struct sum {
	struct cm_figures *figures;
	struct prov_error *error;
};

/* Sizes come from machines of customers: a sum that would pass 64 bits stays at their end. */
static void add(int64_t *sum, int64_t number)
{
	if (number > 0) {
		*sum = number > INT64_MAX - *sum ? INT64_MAX : *sum + number;
	}
}

static bool went_well(const struct prov_json *job)
{
	int64_t status = 0;

	return prov_json_whole_number(prov_json_member(job, "Status"), &status) &&
	       ((status >= 5000 && status < 6000) || status == JOB_WARNING);
}

static bool has_started(const struct prov_json *job)
{
	int64_t started = 0;

	return prov_json_whole_number(prov_json_member(job, "StartTime"), &started) && started > 0;
}

/* A job that runs or failed says nothing of an item's size: then the last good one does. */
static const struct prov_json *sizing_job(const struct prov_json *source)
{
	const struct prov_json *statistics = prov_json_member(source, "Statistics");
	const struct prov_json *last = prov_json_member(statistics, "LastBackupJob");
	const struct prov_json *good = prov_json_member(statistics, "LastSuccessfulBackupJob");

	return has_started(good) && !went_well(last) ? good : last;
}

const struct prov_json *cm_last_job(const struct prov_json *source)
{
	const struct prov_json *last = prov_json_member(prov_json_member(source, "Statistics"), "LastBackupJob");

	return has_started(last) ? last : NULL;
}

bool cm_source_size(const struct prov_json *source, int64_t *size, struct prov_error *error)
{
	return cm_member_int(sizing_job(source), "TotalSize", size, error);
}

static bool is_engine(const char *engine, size_t length, const char *name)
{
	return length == strlen(name) && memcmp(engine, name, length) == 0;
}

/* What is licensed by the piece. */
static bool add_guests(const struct sum *sum, const struct prov_json *source)
{
	const struct prov_json *job = sizing_job(source);
	const char *engine = NULL;
	size_t length = 0;
	int64_t machines = 0;
	int64_t accounts = 0;

	if (!cm_member_text(source, "Engine", &engine, &length, sum->error) ||
	    !cm_member_int(job, "TotalVmCount", &machines, sum->error) ||
	    !cm_member_int(job, "TotalAccountsCount", &accounts, sum->error)) {
		return false;
	}
	if (is_engine(engine, length, "engine1/hyperv")) {
		add(&sum->figures->hyperv, machines);
	} else if (is_engine(engine, length, "engine1/vmware")) {
		add(&sum->figures->vmware, machines);
	} else if (is_engine(engine, length, "engine1/winmsofficemail")) {
		add(&sum->figures->microsoft_365, accounts);
	}
	return true;
}

static bool add_source(void *target, const char *name, size_t name_length, const struct prov_json *source)
{
	struct sum *sum = target;
	int64_t size = 0;

	(void)name;
	(void)name_length;
	if (!cm_source_size(source, &size, sum->error) || !add_guests(sum, source)) {
		return false;
	}
	add(&sum->figures->protected_bytes, size);
	return true;
}

bool cm_vault_size(const struct prov_json *vault, int64_t *size, struct prov_error *error)
{
	const struct prov_json *statistics = prov_json_member(vault, "Statistics");

	return cm_member_int(prov_json_member(statistics, "ClientProvidedSize"), "Size", size, error);
}

static bool add_vault(void *target, const char *name, size_t name_length, const struct prov_json *vault)
{
	struct sum *sum = target;
	int64_t size = 0;
	int64_t limit = 0;
	bool limited = false;

	(void)name;
	(void)name_length;
	if (!cm_vault_size(vault, &size, sum->error) ||
	    !cm_member_bool(vault, "StorageLimitEnabled", &limited, sum->error) ||
	    !cm_member_int(vault, "StorageLimitBytes", &limit, sum->error)) {
		return false;
	}
	add(&sum->figures->vault_bytes, size);
	add(&sum->figures->vault_limit_bytes, limited ? limit : 0);
	return true;
}

bool cm_figures_of(const struct prov_json *profile, struct cm_figures *figures, struct prov_error *error)
{
	struct sum sum = {.figures = figures, .error = error};

	*figures = (struct cm_figures){
	    .devices = (int64_t)cm_member_count(profile, "Devices"),
	    .items = (int64_t)cm_member_count(profile, "Sources"),
	};
	return prov_json_members(prov_json_member(profile, "Sources"), add_source, &sum) &&
	       prov_json_members(prov_json_member(profile, "Destinations"), add_vault, &sum);
}

void cm_figures_report(const struct cm_figures *figures, struct prov_value *map)
{
	prov_map_set_int(map, "devices", figures->devices);
	prov_map_set_int(map, "protected_items", figures->items);
	prov_map_set_int(map, "protected_bytes", figures->protected_bytes);
	prov_map_set_int(map, "vault_bytes", figures->vault_bytes);
	prov_map_set_int(map, "microsoft_365_accounts", figures->microsoft_365);
	prov_map_set_int(map, "hyperv_guests", figures->hyperv);
	prov_map_set_int(map, "vmware_guests", figures->vmware);
}
