/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_url: origins from what an operator typed, and URLs of calls through libcurl's URL API. Texts that are refused
 * are never quoted in the error, because a password may have been typed into the wrong field. It opens no connection
 * and resolves no name.
 */
#include "lib/url.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "lib/idn_domain.h"
#include "lib/mem.h"

#define LABEL_MAX 63
#define PORT_MAX 65535
#define PORT_DIGITS_MAX 5

static uint16_t scheme_port(const char *scheme)
{
	return strcmp(scheme, "https") == 0 ? 443 : 80;
}

/* --- origins --- */

/* A piece of the operator's text, not terminated. */
struct span {
	const char *text;
	size_t length;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_digit(text[i])) {
			return false;
		}
	}
	return length > 0;
}

static bool refuse_characters(struct span typed, struct prov_error *error)
{
	if (typed.length == 0) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "no host name of the server is given");
	}
	for (size_t i = 0; i < typed.length; i++) {
		unsigned char c = (unsigned char)typed.text[i];

		if (c <= ' ' || c == 0x7f) {
			return prov_error_set(
			    error, PROV_ERROR_CONFIGURATION, "the server's host name must not hold blanks or control characters");
		}
	}
	return true;
}

static bool is_scheme(struct span typed, size_t length, const char *scheme)
{
	if (length != strlen(scheme)) {
		return false;
	}
	for (size_t i = 0; i < length; i++) {
		if (lower(typed.text[i]) != scheme[i]) {
			return false;
		}
	}
	return true;
}

/* Takes "https://" or "http://" off, with the one slash that may then end the text. */
static bool take_scheme(struct span *typed, const char *scheme, struct prov_error *error)
{
	size_t length = 0;

	while (length + 3 <= typed->length && memcmp(typed->text + length, "://", 3) != 0) {
		length++;
	}
	if (length + 3 > typed->length) {
		return true;
	}
	if (!is_scheme(*typed, length, scheme)) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the server's host name begins with another scheme than %s://: leave the scheme out, or make it agree with "
		    "the "
		    "server's setting \"secure\"",
		    scheme);
	}
	typed->text += length + 3;
	typed->length -= length + 3;
	if (typed->length > 0 && typed->text[typed->length - 1] == '/') {
		typed->length--;
	}
	return true;
}

static bool refuse_more_than_host(struct span typed, struct prov_error *error)
{
	for (size_t i = 0; i < typed.length; i++) {
		if (strchr("/\\?#@%", typed.text[i])) {
			return prov_error_set(error, PROV_ERROR_CONFIGURATION,
			    "the server's host name must be a host name, with a port if need be, without user, path or query");
		}
	}
	return true;
}

/*
 * Cuts "host", "host:port", "[v6]", "[v6]:port" or a bare IPv6 address into its two pieces; port is empty when not
 * there.
 */
static bool split_port(struct span typed, struct span *host, struct span *port, bool *is_ipv6, struct prov_error *error)
{
	const char *end = typed.text + typed.length;
	const char *colon = memchr(typed.text, ':', typed.length);

	*host = typed;
	*port = (struct span){end, 0};
	*is_ipv6 = false;
	if (typed.length > 0 && typed.text[0] == '[') {
		const char *close = memchr(typed.text, ']', typed.length);

		if (!close || (close + 1 < end && close[1] != ':') || close + 2 == end) {
			return prov_error_set(error, PROV_ERROR_CONFIGURATION,
			    "the server's IPv6 address is not of the form [address] or [address]:port");
		}
		*is_ipv6 = true;
		*host = (struct span){typed.text + 1, (size_t)(close - typed.text - 1)};
		if (close + 1 < end) {
			*port = (struct span){close + 2, (size_t)(end - close - 2)};
		}
		return true;
	}
	if (!colon) {
		return true;
	}
	if (memchr(colon + 1, ':', (size_t)(end - colon - 1))) {
		*is_ipv6 = true;
		return true;
	}
	*host = (struct span){typed.text, (size_t)(colon - typed.text)};
	*port = (struct span){colon + 1, (size_t)(end - colon - 1)};
	if (port->length == 0) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "the server's host name ends in a colon without a port");
	}
	return true;
}

/* The one port that the text inside the host, the port's own field and the scheme's default leave. */
static bool settle_port(struct span inside, int64_t given, struct prov_origin *origin, struct prov_error *error)
{
	int64_t port = 0;

	if (inside.length > 0) {
		if (inside.length > PORT_DIGITS_MAX || !is_digits(inside.text, inside.length)) {
			return prov_error_set(
			    error, PROV_ERROR_CONFIGURATION, "the port in the server's host name is not a number from 1 to 65535");
		}
		for (size_t i = 0; i < inside.length; i++) {
			port = port * 10 + (inside.text[i] - '0');
		}
		if (port == 0 || port > PORT_MAX) {
			return prov_error_set(
			    error, PROV_ERROR_CONFIGURATION, "the port in the server's host name is not a number from 1 to 65535");
		}
	}
	if (given < 0 || given > PORT_MAX) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "the server's port is not a number from 1 to 65535");
	}
	if (port != 0 && given != 0 && port != given) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the server's host name says port %" PRId64 " and its port setting %" PRId64 ": give one of them", port,
		    given);
	}
	if (port == 0) {
		port = given;
	}
	origin->port = port == 0 ? scheme_port(origin->scheme) : (uint16_t)port;
	return true;
}

static bool refuse_name(struct prov_error *error)
{
	return prov_error_set(error, PROV_ERROR_CONFIGURATION,
	    "the server's host name is not a valid name or address: labels of letters, digits and inner hyphens, at most "
	    "63 "
	    "characters each, with dots between");
}

/*
 * One label of a lower-case name. Underscores are no host name's, yet container networks have them and libcurl takes
 * them.
 */
static bool is_label(const char *label, size_t length)
{
	if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-') {
		return false;
	}
	for (size_t i = 0; i < length; i++) {
		char c = label[i];

		if (!is_digit(c) && !(c >= 'a' && c <= 'z') && c != '-' && c != '_') {
			return false;
		}
	}
	return true;
}

/*
 * A last label that reads as a number would make libcurl (and others) take the name for an IPv4 address in a rare
 * spelling.
 */
static bool is_number_label(const char *label, size_t length)
{
	return is_digits(label, length) || (length >= 2 && label[0] == '0' && label[1] == 'x');
}

static bool check_name(const char *name, struct prov_error *error)
{
	const char *label = name;

	for (;;) {
		size_t length = strcspn(label, ".");
		bool last = label[length] == '\0';

		if (!is_label(label, length) || (last && is_number_label(label, length))) {
			return refuse_name(error);
		}
		if (last) {
			return true;
		}
		label += length + 1;
	}
}

static bool canonical_name(struct span host, struct prov_origin *origin, struct prov_error *error)
{
	bool ascii = true;

	for (size_t i = 0; i < host.length; i++) {
		ascii = ascii && (unsigned char)host.text[i] < 0x80;
	}
	if (!ascii) {
		struct prov_domain domain;

		if (!prov_domain_canonical(host.text, host.length, &domain, error)) {
			return false;
		}
		snprintf(origin->host, sizeof(origin->host), "%s", domain.ascii);
		return check_name(origin->host, error);
	}
	if (host.length > 0 && host.text[host.length - 1] == '.') {
		host.length--;
	}
	if (host.length == 0 || host.length > PROV_DOMAIN_MAX) {
		return refuse_name(error);
	}
	for (size_t i = 0; i < host.length; i++) {
		origin->host[i] = lower(host.text[i]);
	}
	origin->host[host.length] = '\0';
	return check_name(origin->host, error);
}

/* Fills host and loopback. */
static bool settle_host(struct span host, bool is_ipv6, struct prov_origin *origin, struct prov_error *error)
{
	char text[INET6_ADDRSTRLEN] = "";
	struct in6_addr six;
	struct in_addr four;

	if (host.length < sizeof(text)) {
		memcpy(text, host.text, host.length);
	}
	if (is_ipv6) {
		if (inet_pton(AF_INET6, text, &six) != 1 || !inet_ntop(AF_INET6, &six, origin->host, sizeof(origin->host))) {
			return prov_error_set(error, PROV_ERROR_CONFIGURATION, "the server's IPv6 address is not a valid one");
		}
		origin->loopback = IN6_IS_ADDR_LOOPBACK(&six);
		return true;
	}
	if (inet_pton(AF_INET, text, &four) == 1) {
		memcpy(origin->host, text, sizeof(text));
		origin->loopback = ntohl(four.s_addr) >> 24 == 127;
		return true;
	}
	if (!canonical_name(host, origin, error)) {
		return false;
	}
	origin->loopback = strcmp(origin->host, "localhost") == 0;
	return true;
}

static bool is_ipv6_host(const struct prov_origin *origin)
{
	return strchr(origin->host, ':') != NULL;
}

bool prov_origin_parse(const char *host, size_t host_length, int64_t port, bool secure, struct prov_origin *origin,
    struct prov_error *error)
{
	struct prov_origin made = {0};
	struct span typed = {host, host_length};
	struct span name;
	struct span inside;
	bool is_ipv6;
	int length;

	memcpy(made.scheme, secure ? "https" : "http", secure ? 6 : 5);
	if (!refuse_characters(typed, error) || !take_scheme(&typed, made.scheme, error) ||
	    !refuse_more_than_host(typed, error) || !split_port(typed, &name, &inside, &is_ipv6, error) ||
	    !settle_port(inside, port, &made, error) || !settle_host(name, is_ipv6, &made, error)) {
		return false;
	}
	length = snprintf(made.text, sizeof(made.text), is_ipv6 ? "%s://[%s]" : "%s://%s", made.scheme, made.host);
	if (made.port != scheme_port(made.scheme)) {
		snprintf(made.text + length, sizeof(made.text) - (size_t)length, ":%" PRIu16, made.port);
	}
	*origin = made;
	return true;
}

/* --- addresses --- */

static bool is_folder(struct span folder)
{
	if (folder.length == 0 || folder.text[0] == '.') {
		return folder.length == 0;
	}
	for (size_t i = 0; i < folder.length; i++) {
		char c = lower(folder.text[i]);

		if (!is_digit(c) && !(c >= 'a' && c <= 'z') && c != '-' && c != '_' && c != '.') {
			return false;
		}
	}
	return true;
}

/* Where the host begins: behind "://", or at once. */
static size_t scheme_length(struct span typed)
{
	for (size_t i = 0; i + 3 <= typed.length; i++) {
		if (memcmp(typed.text + i, "://", 3) == 0) {
			return i + 3;
		}
	}
	return 0;
}

bool prov_address_parse(const char *text, size_t length, struct prov_origin *origin, char *folder, size_t folder_size,
    struct prov_error *error)
{
	struct span typed = {text, length};
	size_t begin = scheme_length(typed);
	const char *slash = memchr(text + begin, '/', length - begin);
	struct span path = {text + length, 0};
	bool plain = begin > 0 && is_scheme(typed, begin - 3, "http");

	if (slash) {
		path = (struct span){slash + 1, (size_t)(text + length - slash - 1)};
		typed.length = (size_t)(slash - text);
	}
	if (path.length > 1 && path.text[path.length - 1] == '/') {
		path.length--;
	}
	if (!is_folder(path) || (folder && path.length >= folder_size)) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the server's address must be of the form https://host, with a port and one folder behind it if need be");
	}
	if (folder) {
		memcpy(folder, path.text, path.length);
		folder[path.length] = '\0';
	}
	return prov_origin_parse(typed.text, typed.length, 0, !plain, origin, error);
}

/* --- URLs --- */

const char prov_url_trailing_slash[] = "";

static bool too_long(struct prov_error *error)
{
	return prov_error_set(error, PROV_ERROR_CONFIGURATION,
	    "the address of a call would be longer than %d bytes: a name in it is too long", PROV_URL_MAX);
}

/* A buffer here fails for its ceiling or for want of memory, and each is another error. */
static bool buffer_failed(const struct prov_buf *buf, struct prov_error *error)
{
	return buf->too_long ? too_long(error) : prov_error_memory(error);
}

/* Appends text with all but letters, digits and "-._~" percent-encoded. */
static bool append_escaped(struct prov_buf *buf, const char *text, struct prov_error *error)
{
	size_t length = strlen(text);
	char *escaped;
	bool fits;

	if (length > PROV_URL_MAX) {
		return too_long(error);
	}
	escaped = curl_easy_escape(NULL, text, (int)length);
	if (!escaped) {
		return prov_error_memory(error);
	}
	fits = prov_buf_append_text(buf, escaped);
	prov_wipe(escaped, strlen(escaped));
	curl_free(escaped);
	return fits || buffer_failed(buf, error);
}

static bool is_safe_part(const char *part)
{
	return part[0] != '\0' && strcmp(part, ".") != 0 && strcmp(part, "..") != 0 && !strpbrk(part, "/\\\r\n");
}

static bool build_path(const char *const *parts, struct prov_buf *path, struct prov_error *error)
{
	if (!parts[0] && !prov_buf_append_char(path, '/')) {
		return buffer_failed(path, error);
	}
	for (size_t i = 0; parts[i]; i++) {
		if (parts[i] == prov_url_trailing_slash && !parts[i + 1]) {
			return prov_buf_append_char(path, '/') || buffer_failed(path, error);
		}
		if (!is_safe_part(parts[i])) {
			return prov_error_set(error, PROV_ERROR_CONFIGURATION,
			    "a name that belongs in the address of a call is empty, '.' or '..', or holds a slash or a line break");
		}
		if (!prov_buf_append_char(path, '/')) {
			return buffer_failed(path, error);
		}
		if (!append_escaped(path, parts[i], error)) {
			return false;
		}
	}
	return true;
}

static bool url_result(CURLUcode code, struct prov_error *error)
{
	if (code == CURLUE_OK) {
		return true;
	}
	if (code == CURLUE_OUT_OF_MEMORY) {
		return prov_error_memory(error);
	}
	return prov_error_set(error, PROV_ERROR_CONFIGURATION,
	    "the address of a call cannot be made (%s): check the server's host name", curl_url_strerror(code));
}

static bool set_part(CURLU *url, CURLUPart part, const char *text, unsigned flags, struct prov_error *error)
{
	return url_result(curl_url_set(url, part, text, flags), error);
}

static bool set_origin(CURLU *url, const struct prov_origin *origin, struct prov_error *error)
{
	char host[PROV_HOST_MAX + 3];
	char port[PORT_DIGITS_MAX + 1];

	snprintf(host, sizeof(host), is_ipv6_host(origin) ? "[%s]" : "%s", origin->host);
	if (!set_part(url, CURLUPART_SCHEME, origin->scheme, 0, error) || !set_part(url, CURLUPART_HOST, host, 0, error)) {
		return false;
	}
	if (origin->port == scheme_port(origin->scheme)) {
		return true;
	}
	snprintf(port, sizeof(port), "%" PRIu16, origin->port);
	return set_part(url, CURLUPART_PORT, port, 0, error);
}

static bool set_path(CURLU *url, const char *const *parts, struct prov_error *error)
{
	struct prov_buf path;
	bool done;

	prov_buf_init(&path, PROV_URL_MAX);
	done = build_path(parts, &path, error) && set_part(url, CURLUPART_PATH, prov_buf_text(&path), 0, error);
	prov_buf_wipe(&path);
	return done;
}

/* Name and value are escaped here, not by CURLU_URLENCODE, which would leave a '=' inside a name as it is. */
static bool append_query(CURLU *url, const struct prov_query *query, struct prov_error *error)
{
	struct prov_buf pair;
	bool done;

	prov_buf_init(&pair, PROV_URL_MAX);
	done = append_escaped(&pair, query->name, error) &&
	       (prov_buf_append_char(&pair, '=') || buffer_failed(&pair, error)) &&
	       append_escaped(&pair, query->value, error) &&
	       set_part(url, CURLUPART_QUERY, prov_buf_text(&pair), CURLU_APPENDQUERY, error);
	prov_buf_wipe(&pair);
	return done;
}

static bool append_url(CURLU *url, struct prov_buf *out, struct prov_error *error)
{
	char *text = NULL;
	size_t length;
	bool done;

	if (!url_result(curl_url_get(url, CURLUPART_URL, &text, 0), error)) {
		return false;
	}
	length = strlen(text);
	if (length > PROV_URL_MAX) {
		done = too_long(error);
	} else {
		done = prov_buf_append(out, text, length) || buffer_failed(out, error);
	}
	prov_wipe(text, length);
	curl_free(text);
	return done;
}

bool prov_url_build(const struct prov_origin *origin, const char *const *parts, const struct prov_query *query,
    struct prov_buf *out, struct prov_error *error)
{
	CURLU *url = curl_url();
	bool done;

	if (!url) {
		return prov_error_memory(error);
	}
	done = set_origin(url, origin, error) && set_path(url, parts, error);
	for (size_t i = 0; done && query && query[i].name; i++) {
		done = append_query(url, &query[i], error);
	}
	done = done && append_url(url, out, error);
	curl_url_cleanup(url);
	return done;
}
