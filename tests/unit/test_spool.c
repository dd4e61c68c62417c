/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/spool.c: a file without a name that is written, emptied and read again, folders that are missing or not
 * to be written to, and a disk without room. What changes the process (limits, user) happens in a child.
 */
#include "unit.h"

#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/spool.h"

#define NOBODY 65534

static char folder[] = "/tmp/provision-spool-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder); /* fails when a file is left in it */
}

static size_t count_files(void)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL) {
		count += entry->d_name[0] != '.';
	}
	closedir(directory);
	return count;
}

static int open_spool(void)
{
	struct prov_error error;
	int file;

	prov_error_clear(&error);
	file = prov_spool_open(folder, &error);
	assert_true(file >= 0);
	assert_int_equal(error.kind, PROV_OK);
	return file;
}

static void holds(int file, const char *expected)
{
	char text[100] = "";
	struct prov_error error;

	prov_error_clear(&error);
	assert_true(prov_spool_rewind(file, &error));
	assert_int_equal(read(file, text, sizeof(text) - 1), strlen(expected));
	assert_string_equal(text, expected);
}

static void what_is_written_is_read_again(void **state)
{
	struct prov_error error;
	int file = open_spool();

	(void)state;
	prov_error_clear(&error);
	assert_true(prov_spool_write(file, "", 0, &error));
	holds(file, "");
	assert_true(prov_spool_write(file, "first, ", 7, &error));
	assert_true(prov_spool_write(file, "second", 6, &error));
	holds(file, "first, second");
	assert_true(prov_spool_clear(file, &error));
	holds(file, "");
	assert_true(prov_spool_write(file, "new", 3, &error));
	holds(file, "new");
	assert_int_equal(error.kind, PROV_OK);
	close(file);
}

static void a_large_file_is_whole(void **state)
{
	static char block[100000];
	struct prov_error error;
	int file = open_spool();
	struct stat status;

	(void)state;
	prov_error_clear(&error);
	for (int i = 0; i < 50; i++) {
		memset(block, i, sizeof(block));
		assert_true(prov_spool_write(file, block, sizeof(block), &error));
	}
	assert_int_equal(fstat(file, &status), 0);
	assert_int_equal(status.st_size, 50 * sizeof(block));
	assert_true(prov_spool_rewind(file, &error));
	for (int i = 0; i < 50; i++) {
		assert_int_equal(read(file, block, sizeof(block)), sizeof(block));
		assert_int_equal(block[0], i);
		assert_int_equal(block[sizeof(block) - 1], i);
	}
	close(file);
}

static void the_file_has_no_name_and_is_nobody_elses(void **state)
{
	int file = open_spool();
	struct stat status;

	(void)state;
	assert_int_equal(count_files(), 0);
	assert_int_equal(fstat(file, &status), 0);
	assert_int_equal(status.st_nlink, 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(fcntl(file, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	close(file);
	assert_int_equal(count_files(), 0);
}

static void refused(const char *directory, const char *cause)
{
	struct prov_error error;

	prov_error_clear(&error);
	assert_int_equal(prov_spool_open(directory, &error), -1);
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "the temporary file cannot be made");
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, cause);
}

static void a_missing_folder_is_told(void **state)
{
	char path[sizeof(folder) + 20];
	static char too_long[5000];

	(void)state;
	snprintf(path, sizeof(path), "%s/missing", folder);
	refused(path, "the folder does not exist");
	refused("", "the folder does not exist");
	refused("/dev/null", "the folder does not exist");
	memset(too_long, 'x', sizeof(too_long) - 1);
	too_long[0] = '/';
	refused(too_long, "the system refused");
}

static void a_file_that_is_not_open_is_told(void **state)
{
	struct prov_error error;

	(void)state;
	prov_error_clear(&error);
	assert_false(prov_spool_write(-1, "x", 1, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "cannot be written: the system refused");
	prov_error_clear(&error);
	assert_false(prov_spool_clear(-1, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "cannot be read again");
	prov_error_clear(&error);
	assert_false(prov_spool_rewind(-1, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "cannot be read again");
}

/* --- in a child --- */

/* Runs it in a child that can break nothing here; what it says is wrong fails the test. */
static void in_a_child(const char *(*run)(void))
{
	char text[200] = "";
	int status = 0;
	int pipes[2];
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const char *wrong = run();

		_exit(wrong && write(pipes[1], wrong, strlen(wrong)) > 0 ? 1 : 0);
	}
	close(pipes[1]);
	assert_true(read(pipes[0], text, sizeof(text) - 1) >= 0);
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fail_msg("the child ended with %d: %s", status, text);
	}
}

static const char *open_where_nobody_may_write(void)
{
	struct prov_error error;
	int file;

	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
		return "the child cannot become nobody";
	}
	prov_error_clear(&error);
	file = prov_spool_open(folder, &error);
	if (file != -1) {
		return "a file was made";
	}
	if (error.kind != PROV_ERROR_CONFIGURATION) {
		return "the wrong kind";
	}
	return strstr(error.message, "cannot be made: no permission to write there") ? NULL : "the wrong message";
}

static void a_folder_that_may_not_be_written_to_is_told(void **state)
{
	(void)state;
	assert_int_equal(chmod(folder, 0555), 0);
	in_a_child(open_where_nobody_may_write);
	assert_int_equal(chmod(folder, 0700), 0);
}

/* EFBIG in place of a full disk: the same branch, and each user can have it. */
static const char *write_beyond_the_limit(void)
{
	struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
	struct prov_error error;
	char text[600] = "";
	int file;

	prov_error_clear(&error);
	file = prov_spool_open(folder, &error);
	if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0 || file < 0) {
		return "no limit, or no file";
	}
	if (!prov_spool_write(file, text, 600, &error)) {
		return "what has room was refused";
	}
	if (prov_spool_write(file, text, 600, &error)) {
		return "what has no room was taken";
	}
	if (error.kind != PROV_ERROR_LIMIT ||
	    !strstr(error.message, "cannot be written: it would be larger than files may be here")) {
		return "the wrong error";
	}
	/* emptied it takes bytes again */
	prov_error_clear(&error);
	return prov_spool_clear(file, &error) && prov_spool_write(file, text, 600, &error) ? NULL : "it stays full";
}

static void a_disk_without_room_is_told(void **state)
{
	(void)state;
	in_a_child(write_beyond_the_limit);
}

static const char *write_to_the_full_device(void)
{
	struct prov_error error;
	int file = open("/dev/full", O_RDWR | O_CLOEXEC);

	prov_error_clear(&error);
	if (file < 0 || prov_spool_write(file, "x", 1, &error)) {
		return "the full device took a byte, or is not there";
	}
	return error.kind == PROV_ERROR_LIMIT && strstr(error.message, "the disk is full") ? NULL : "the wrong error";
}

static void a_full_disk_is_told(void **state)
{
	(void)state;
	in_a_child(write_to_the_full_device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_is_read_again),
	    cmocka_unit_test(a_large_file_is_whole),
	    cmocka_unit_test(the_file_has_no_name_and_is_nobody_elses),
	    cmocka_unit_test(a_missing_folder_is_told),
	    cmocka_unit_test(a_file_that_is_not_open_is_told),
	    cmocka_unit_test(a_folder_that_may_not_be_written_to_is_told),
	    cmocka_unit_test(a_disk_without_room_is_told),
	    cmocka_unit_test(a_full_disk_is_told),
	};

	return cmocka_run_group_tests_name("spool", tests, make_folder, remove_folder);
}
