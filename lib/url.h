/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * url: where a server is, and the URLs of its calls, made part by part through libcurl's URL API (curl_url.c): no URL
 * is put together by hand, so a name from an order can never leave its place in a path or query.
 */
#ifndef PROVISION_LIB_URL_H
#define PROVISION_LIB_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/error.h"

#define PROV_URL_MAX 8192
#define PROV_HOST_MAX 255

/* scheme://host:port of a server, and its identity for everything that is remembered per server. */
struct prov_origin {
	char scheme[8];               /* "https" or "http" */
	char host[PROV_HOST_MAX + 1]; /* lower case; an IPv6 address without brackets */
	uint16_t port;
	bool loopback;                 /* 127.0.0.0/8, ::1 or "localhost" in so many words */
	char text[PROV_HOST_MAX + 32]; /* "https://host:8443", the port left out when it is the scheme's own */
};

struct prov_query {
	const char *name;
	const char *value;
};

/*
 * Makes an origin of what an operator typed: a host name (also Unicode), an IPv4 or IPv6 address, "host:port",
 * "[v6]:port" or "https://host[:port][/]". port 0 = not given; one inside host wins over none, and differing ones are
 * refused. A scheme inside host must agree with `secure`. Refused: a path, query, user or fragment, blanks, control
 * characters.
 */
bool prov_origin_parse(const char *host, size_t host_length, int64_t port, bool secure, struct prov_origin *origin,
    struct prov_error *error);
/*
 * The same of a whole address, "https://host[:port][/folder][/]"; without a scheme it is https. Its one folder goes to
 * `folder`, "" when there is none; folder may be NULL. Refused besides: more than one folder, and a folder of other
 * than letters, digits, '-', '_' and '.'.
 */
bool prov_address_parse(const char *text, size_t length, struct prov_origin *origin, char *folder, size_t folder_size,
    struct prov_error *error);
/* As the last part of a path: ends it with a slash. Known by its address, so that no empty name can do the same. */
extern const char prov_url_trailing_slash[];
/*
 * Appends the URL of a call to out: the parts of the path (each percent-encoded as one segment; "", ".", "..", '/',
 * '\\', NUL, CR and LF in a part are refused) and the query. parts ends with a NULL, query with a NULL name; query may
 * be NULL.
 */
bool prov_url_build(const struct prov_origin *origin, const char *const *parts, const struct prov_query *query,
    struct prov_buf *out, struct prov_error *error);

#endif
