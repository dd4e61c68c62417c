/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * words: Comet's numbers and engine names as the words that results hold.
 */
#include "backends/comet/comet.h"

#include <string.h>

struct word {
	int64_t number;
	const char *word;
};

static const char *find(const struct word *words, size_t count, int64_t number)
{
	for (size_t i = 0; i < count; i++) {
		if (words[i].number == number) {
			return words[i].word;
		}
	}
	return NULL;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *cm_job_kind(int64_t classification)
{
	static const struct word words[] = {{4001, "backup"}, {4002, "restore"}, {4003, "retention"}, {4004, "unlock"},
	    {4005, "delete"}, {4006, "remeasure"}, {4007, "update"}, {4008, "import"}, {4009, "reindex"},
	    {4010, "deep_verify"}, {4011, "uninstall"}};
	const char *word = find(words, COUNT(words), classification);

	return word ? word : "unknown";
}

const char *cm_job_state(int64_t status)
{
	static const struct word words[] = {{6004, "waiting"}, {7000, "timeout"}, {7001, "warning"}, {7002, "error"},
	    {7003, "quota_exceeded"}, {7004, "missed"}, {7005, "cancelled"}, {7006, "skipped"}, {7007, "abandoned"}};
	const char *word = find(words, COUNT(words), status);

	if (word) {
		return word;
	}
	if (status >= 5000 && status < 6000) {
		return "success";
	}
	if (status >= 6000 && status < 7000) {
		return "running";
	}
	return status >= 7000 && status < 8000 ? "error" : "unknown";
}

const char *cm_vault_kind(int64_t type)
{
	static const struct word words[] = {{1000, "s3"}, {1001, "sftp"}, {1002, "local"}, {CM_VAULT_TYPE_COMET, "comet"},
	    {1004, "ftp"}, {1005, "azure"}, {1006, "spanned"}, {1007, "swift"}, {1008, "b2"}, {1009, "storj"},
	    {1010, "webdav"}, {1011, "smb"}};
	const char *word = find(words, COUNT(words), type);

	return word ? word : "unknown";
}

const char *cm_item_kind(const char *engine, size_t length)
{
	static const struct {
		const char *engine;
		const char *word;
	} words[] = {{"engine1/file", "files"}, {"engine1/stdout", "program_output"}, {"engine1/mysql", "mysql"},
	    {"engine1/systemstate", "system_state"}, {"engine1/mssql", "sql_server"},
	    {"engine1/windowssystem", "windows_system"}, {"engine1/exchangeedb", "exchange"},
	    {"engine1/vsswriter", "vss_writer"}, {"engine1/hyperv", "hyperv"}, {"engine1/windisk", "disk_image"},
	    {"engine1/mongodb", "mongodb"}, {"engine1/winmsofficemail", "microsoft_365"}, {"engine1/vmware", "vmware"},
	    {"engine1/proxmox", "proxmox"}};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strlen(words[i].engine) == length && memcmp(words[i].engine, engine, length) == 0) {
			return words[i].word;
		}
	}
	return "unknown";
}
