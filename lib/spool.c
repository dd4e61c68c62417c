/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * spool: see spool.h. Where the file system knows no nameless files the name goes at once after the file is made.
 */
#ifndef _GNU_SOURCE
#	define _GNU_SOURCE /* O_TMPFILE, mkostemp */
#endif
#include "lib/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_LENGTH_MAX 4096

static const char *cause_of(int number)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return "the disk is full";
	case EFBIG:
		return "it would be larger than files may be here";
	case EACCES:
	case EROFS:
		return "no permission to write there";
	case ENOENT:
	case ENOTDIR:
		return "the folder does not exist";
	default:
		return "the system refused";
	}
}

/* By errno. Always false. */
static bool refuse(struct prov_error *error, const char *what)
{
	bool no_room = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;

	return prov_error_set(error, no_room ? PROV_ERROR_LIMIT : PROV_ERROR_CONFIGURATION, "the temporary file %s: %s",
	    what, cause_of(errno));
}

static int open_named(const char *directory)
{
	char path[PATH_LENGTH_MAX];
	int length = snprintf(path, sizeof(path), "%s/provision-XXXXXX", directory);
	int file;

	if (length < 0 || (size_t)length >= sizeof(path) || directory[0] == '\0') {
		errno = directory[0] == '\0' ? ENOENT : ENAMETOOLONG; /* without a name it would be the root folder */
		return -1;
	}
	file = mkostemp(path, O_CLOEXEC);
	if (file >= 0) {
		unlink(path);
	}
	return file;
}

int prov_spool_open(const char *directory, struct prov_error *error)
{
	int file = -1;

#ifdef O_TMPFILE
	file = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
#endif
	if (file < 0) {
		file = open_named(directory);
	}
	if (file < 0) {
		refuse(error, "cannot be made");
	}
	return file;
}

bool prov_spool_write(int file, const char *bytes, size_t length, struct prov_error *error)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);

		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written <= 0) {
			return refuse(error, "cannot be written");
		}
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

bool prov_spool_clear(int file, struct prov_error *error)
{
	return prov_spool_rewind(file, error) && (ftruncate(file, 0) == 0 || refuse(error, "cannot be emptied"));
}

bool prov_spool_rewind(int file, struct prov_error *error)
{
	return lseek(file, 0, SEEK_SET) == 0 || refuse(error, "cannot be read again");
}
