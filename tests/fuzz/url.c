/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzz target of lib/curl_url.c. Input: a host line, then the parts of a path, a line each. Properties: an origin's
 * text is plain and stands for the same origin again; a URL begins with its origin, has as many slashes as parts, and
 * no character of a part or value comes out of its place.
 */
#include "fuzz.h"

#include "lib/url.h"

#define PARTS_MAX 4

struct line {
	char *text; /* NUL-terminated */
	size_t length;
};

/* The next line, or what is left; NULs in it stay for the host alone, a path's part ends with them. */
static struct line next_line(const uint8_t **data, size_t *size)
{
	const uint8_t *end = memchr(*data, '\n', *size);
	const size_t length = end == NULL ? *size : (size_t)(end - *data);
	struct line line = {.text = calloc(length + 1, 1), .length = length};
	fuzz_check(line.text != NULL, "there is memory");
	if (length > 0) {
		memcpy(line.text, *data, length);
	}
	*data += length + (end != NULL);
	*size -= length + (end != NULL);
	return line;
}

static void check_origin(const struct prov_origin *origin)
{
	struct prov_origin again;
	struct prov_error error;
	const bool secure = strcmp(origin->scheme, "https") == 0;
	fuzz_check(secure || strcmp(origin->scheme, "http") == 0, "no other scheme");
	fuzz_check(origin->port != 0, "a port is known");
	fuzz_check(origin->host[0] != '\0', "a host is known");
	for (const char *at = origin->text; *at != '\0'; at++) {
		fuzz_check(*at > ' ' && *at < 0x7F && strchr("@?#\\%\"<>", *at) == NULL, "an origin's text is plain");
	}
	prov_error_clear(&error);
	fuzz_check(prov_origin_parse(origin->text, strlen(origin->text), 0, secure, &again, &error),
	    "an origin's text is an origin");
	fuzz_check(strcmp(again.text, origin->text) == 0 && strcmp(again.host, origin->host) == 0 &&
	               again.port == origin->port && again.loopback == origin->loopback,
	    "an origin's text is the same origin");
}

static size_t count(const char *text, char c)
{
	size_t found = 0;
	for (; *text != '\0'; text++) {
		found += *text == c ? 1 : 0;
	}
	return found;
}

static void check_url(const struct prov_origin *origin, const char *url, size_t parts)
{
	const size_t length = strlen(origin->text);
	fuzz_check(strncmp(url, origin->text, length) == 0 && (url[length] == '/' || url[length] == '?'),
	    "a URL begins with its origin");
	const char *path = url + length;
	for (const char *at = path; *at != '\0'; at++) {
		fuzz_check(*at > ' ' && *at < 0x7F && strchr("#\\\"<>^`{|}", *at) == NULL, "a URL has no other characters");
	}
	fuzz_check(count(path, '?') == 1 && count(path, '=') == 1 && count(path, '&') == 0, "a URL has its one query");
	const size_t slashes = count(path, '/');
	fuzz_check(parts == 0 ? slashes <= 1 : slashes == parts, "a path has as many slashes as parts");
	fuzz_check(strstr(path, "/../") == NULL && strstr(path, "/./") == NULL, "no part leads elsewhere");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prov_origin origin;
	struct prov_error error;
	struct line lines[PARTS_MAX + 1];
	const char *parts[PARTS_MAX + 1] = {NULL};
	struct line host = next_line(&data, &size);
	size_t count_of_parts = 0;
	prov_error_clear(&error);
	while (count_of_parts < PARTS_MAX && size > 0) {
		lines[count_of_parts] = next_line(&data, &size);
		parts[count_of_parts] = lines[count_of_parts].text;
		count_of_parts++;
	}
	const bool secure = host.length % 2 == 0;
	if (prov_origin_parse(host.text, host.length, 0, secure, &origin, &error)) {
		const struct prov_query query[] = {{"q", count_of_parts > 0 ? parts[0] : "x"}, {NULL, NULL}};
		struct prov_buf url;
		check_origin(&origin);
		prov_buf_init(&url, PROV_URL_MAX);
		if (prov_url_build(&origin, parts, query, &url, &error)) {
			check_url(&origin, prov_buf_text(&url), count_of_parts);
		}
		prov_buf_free(&url);
	} else {
		fuzz_check(error.kind == PROV_ERROR_CONFIGURATION, "a refusal is a matter of configuration");
	}
	while (count_of_parts > 0) {
		free(lines[--count_of_parts].text);
	}
	free(host.text);
	return 0;
}
