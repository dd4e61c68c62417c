/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * nginx: one nginx process of a test, with a server block per kind of certificate and protocol. Its listening sockets
 * are made here, on ports of the kernel's choice, and inherited, so that no port can be lost to another program, and so
 * that connections made before nginx is up simply wait for it.
 */
#ifndef PROVISION_TESTS_NGINX_H
#define PROVISION_TESTS_NGINX_H

#include <stdint.h>

enum nginx_port {
	NGINX_HTTP2,   /* good certificate, HTTP/2 */
	NGINX_HTTP1,   /* good certificate, HTTP/1.1 alone */
	NGINX_BRIEF,   /* good certificate, HTTP/1.1, each connection closed after its second answer */
	NGINX_EXPIRED, /* certificates that must be refused */
	NGINX_WRONG_HOST,
	NGINX_SELF_SIGNED,
	NGINX_PLAIN, /* no TLS */
	NGINX_PORTS,
};

struct nginx;

/*
 * certificates: folder made by tools/mkca.sh. upstream: a port on 127.0.0.1 to which /upstream goes; every other path
 * answers
 * {"a":1} by itself.
 */
struct nginx *nginx_start(const char *certificates, uint16_t upstream);
/* Ends the process with all its connections, and starts another on the same sockets. */
void nginx_restart(struct nginx *nginx);
void nginx_stop(struct nginx *nginx);
uint16_t nginx_port(const struct nginx *nginx, enum nginx_port port);
/*
 * Waits until so many requests were logged since the start, and gives their lines:
 * "connection requests-on-it protocol session-reused status".
 */
const char *nginx_log(struct nginx *nginx, unsigned lines);

#endif
