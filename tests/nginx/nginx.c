/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * nginx: see the header. Whatever goes wrong here is a fault of the test's surroundings, and ends it.
 */
#include "nginx.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOG_SIZE 65536
#define LOG_WAIT_STEPS 1000 /* of 10 ms */

struct nginx {
	char folder[64];
	char log[LOG_SIZE];
	int sockets[NGINX_PORTS];
	uint16_t ports[NGINX_PORTS];
	pid_t pid;
};

static void require(bool holds, const char *what)
{
	if (!holds) {
		perror(what);
		abort();
	}
}

static void open_socket(struct nginx *nginx, enum nginx_port port)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	require(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0 && listen(fd, 64) == 0, "listen");
	require(getsockname(fd, (struct sockaddr *)&address, &length) == 0, "getsockname");
	nginx->sockets[port] = fd;
	nginx->ports[port] = ntohs(address.sin_port);
}

static void write_server(FILE *file, const struct nginx *nginx, enum nginx_port port, const char *certificates,
    const char *certificate, const char *more)
{
	fprintf(file, "server { listen 127.0.0.1:%u%s%s; %s\n", nginx->ports[port], certificate ? " ssl" : "",
	    port == NGINX_HTTP2 ? " http2" : "", more);
	if (certificate) {
		fprintf(file, "ssl_certificate %s/%s.pem; ssl_certificate_key %s/%s.key;\n", certificates, certificate,
		    certificates, certificate);
	}
	fprintf(file, "location / { return 200 '{\"a\":1}'; }\n"
	              "location /upstream { proxy_pass http://upstream; proxy_request_buffering off; } }\n");
}

static void write_configuration(const struct nginx *nginx, const char *certificates, uint16_t upstream)
{
	static const char *const kinds[] = {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"};
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/nginx.conf", nginx->folder);
	file = fopen(path, "w");
	require(file != NULL, path);
	fprintf(
	    file, "daemon off; worker_processes 1; pid %s/pid; error_log %s/error.log;\n", nginx->folder, nginx->folder);
	if (geteuid() == 0) {
		fprintf(file, "user root;\n"); /* its worker, too, writes in a folder that is ours alone */
	}
	fprintf(file, "events { worker_connections 256; }\nhttp {\n");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		fprintf(file, "%s_temp_path %s/%s;\n", kinds[i], nginx->folder, kinds[i]);
	}
	/* the format stands before the log that uses it; nginx 1.22 would stop at TLS 1.2 by itself */
	fprintf(file,
	    "log_format c '$connection $connection_requests $server_protocol $ssl_session_reused $status';\n"
	    "access_log %s/access.log c;\ndefault_type application/json; keepalive_timeout 60s; keepalive_requests 10000;\n"
	    "ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:S:1m;\n"
	    "upstream upstream { server 127.0.0.1:%u; }\n",
	    nginx->folder, upstream);
	write_server(file, nginx, NGINX_HTTP2, certificates, "good", "");
	write_server(file, nginx, NGINX_HTTP1, certificates, "good", "");
	write_server(file, nginx, NGINX_BRIEF, certificates, "good", "keepalive_requests 2;");
	write_server(file, nginx, NGINX_EXPIRED, certificates, "expired", "");
	write_server(file, nginx, NGINX_WRONG_HOST, certificates, "wronghost", "");
	write_server(file, nginx, NGINX_SELF_SIGNED, certificates, "selfsigned", "");
	write_server(file, nginx, NGINX_PLAIN, certificates, NULL, "");
	fprintf(file, "}\n");
	require(fclose(file) == 0, path);
}

static void start_process(struct nginx *nginx)
{
	char configuration[128];
	char errors[128];
	char inherited[NGINX_PORTS * 12 + 1] = "";
	size_t length = 0;

	snprintf(configuration, sizeof(configuration), "%s/nginx.conf", nginx->folder);
	snprintf(errors, sizeof(errors), "%s/error.log", nginx->folder);
	for (int i = 0; i < NGINX_PORTS; i++) {
		length += (size_t)snprintf(inherited + length, sizeof(inherited) - length, "%d;", nginx->sockets[i]);
	}
	nginx->pid = fork();
	require(nginx->pid >= 0, "fork");
	if (nginx->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that fails does not stop it */
		setenv("NGINX", inherited, 1);    /* nginx takes over the sockets with these numbers */
		execlp("nginx", "nginx", "-p", nginx->folder, "-e", errors, "-c", configuration, (char *)NULL);
		perror("nginx");
		_exit(127);
	}
}

static void end_process(struct nginx *nginx)
{
	kill(nginx->pid, SIGTERM); /* nginx's fast end: it takes its worker along and closes every connection at once */
	waitpid(nginx->pid, NULL, 0);
}

struct nginx *nginx_start(const char *certificates, uint16_t upstream)
{
	struct nginx *nginx = calloc(1, sizeof(*nginx));

	require(nginx != NULL, "calloc");
	snprintf(nginx->folder, sizeof(nginx->folder), "/tmp/provision-nginx-XXXXXX");
	require(mkdtemp(nginx->folder) != NULL, "mkdtemp");
	for (int i = 0; i < NGINX_PORTS; i++) {
		open_socket(nginx, (enum nginx_port)i);
	}
	write_configuration(nginx, certificates, upstream);
	start_process(nginx);
	return nginx;
}

void nginx_restart(struct nginx *nginx)
{
	end_process(nginx);
	start_process(nginx);
}

void nginx_stop(struct nginx *nginx)
{
	char command[128];

	end_process(nginx);
	for (int i = 0; i < NGINX_PORTS; i++) {
		close(nginx->sockets[i]);
	}
	snprintf(command, sizeof(command), "rm -rf '%s'", nginx->folder);
	require(system(command) == 0, command);
	free(nginx);
}

uint16_t nginx_port(const struct nginx *nginx, enum nginx_port port)
{
	return nginx->ports[port];
}

static unsigned read_log(struct nginx *nginx)
{
	char path[128];
	unsigned lines = 0;
	FILE *file;
	size_t length;

	snprintf(path, sizeof(path), "%s/access.log", nginx->folder);
	file = fopen(path, "r");
	if (!file) {
		return 0;
	}
	length = fread(nginx->log, 1, sizeof(nginx->log) - 1, file);
	nginx->log[length] = '\0';
	fclose(file);
	for (const char *line = strchr(nginx->log, '\n'); line; line = strchr(line + 1, '\n')) {
		lines++;
	}
	return lines;
}

const char *nginx_log(struct nginx *nginx, unsigned lines)
{
	unsigned there = read_log(nginx);

	for (int i = 0; there < lines && i < LOG_WAIT_STEPS; i++) {
		usleep(10000);
		there = read_log(nginx);
	}
	require(there >= lines, "nginx's log is too short");
	return nginx->log;
}
