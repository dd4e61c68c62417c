/*
 * SPDX-License-Identifier: BSD-3-Clause
 * ztsrun: runs one PHP script many times on several threads of one process, each run a full PHP request.
 *
 * Why: PHP's command line has one thread, so phpt files on a thread-safe build prove little about thread safety.
 * build: gcc -g -O1 $(P/bin/php-config --includes) ztsrun.c -o ztsrun -LP/lib -lphp -Wl,-rpath,P/lib -lpthread
 *        (P: a PHP made by php-debug.sh; add -fsanitize=thread to find data races, see run-tsan.sh)
 * usage: ztsrun THREADS ROUNDS SCRIPT [PHP.INI]      the ini names extension_dir and extension
 * exit:  0 all requests ended well, 1 some did not (uncaught exception, fatal error, exit status), 2 usage or start.
 */
#include <sapi/embed/php_embed.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_THREADS 64

static const char *script;
static int rounds;
static int failed; /* atomic: shared by the workers */

static void count_failure(void)
{
	__atomic_add_fetch(&failed, 1, __ATOMIC_SEQ_CST);
}

static void one_request(void)
{
	zend_file_handle file;

	SG(server_context) = NULL;
	SG(headers_sent) = 1;
	SG(request_info).no_headers = 1;
	if (php_request_startup() == FAILURE) {
		count_failure();
		return;
	}
	zend_stream_init_filename(&file, script);
	/* clang-format off */
	zend_first_try {
		php_execute_script(&file);
		if (EG(exit_status)) {
			count_failure();
		}
	} zend_catch {
		count_failure();
	} zend_end_try();
	/* clang-format on */
	zend_destroy_file_handle(&file);
	php_request_shutdown(NULL);
}

static void *worker(void *unused)
{
	(void)unused;
	(void)ts_resource(0); /* this thread's own set of PHP globals */
	for (int i = 0; i < rounds; i++) {
		one_request();
	}
	ts_free_thread();
	return NULL;
}

int main(int argc, char **argv)
{
	pthread_t thread[MAX_THREADS];
	int threads = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;
	int started = 0;

	rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
	if (argc < 4 || threads < 1 || threads > MAX_THREADS || rounds < 1) {
		fprintf(stderr, "usage: ztsrun THREADS(1-%d) ROUNDS SCRIPT [PHP.INI]\n", MAX_THREADS);
		return 2;
	}
	script = argv[3];
	php_embed_module.php_ini_path_override = argc > 4 ? argv[4] : NULL;
	if (php_embed_init(argc, argv) == FAILURE) {
		return 2;
	}
	while (started < threads && pthread_create(&thread[started], NULL, worker, NULL) == 0) {
		started++;
	}
	for (int i = 0; i < started; i++) {
		pthread_join(thread[i], NULL);
	}
	php_embed_shutdown();
	fprintf(stderr, "ztsrun: %d threads x %d requests, %d failed\n", started, rounds, failed);
	return failed != 0 || started != threads;
}
