/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_failure: one sentence each for the ways in which an exchange fails. Of libcurl's own words only those about TLS
 * are quoted: they name certificates and protocols, nothing that we sent.
 */
#include "lib/curl_failure.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/*
 * Verdicts on a chain of certificates as OpenSSL numbers them, which CURLINFO_SSL_VERIFYRESULT hands on. A chain that
 * is good but made for another host leaves either of the first two, depending on libcurl's release.
 */
enum {
	CERTIFICATE_GOOD = 0,
	CERTIFICATE_NOT_JUDGED = 1,
	CERTIFICATE_NOT_YET_VALID = 9,
	CERTIFICATE_EXPIRED = 10,
};

/* What the sentences need of a transfer. */
struct scene {
	const struct prov_transfer *transfer;
	const char *server; /* "https://host:8443" */
	const char *to;     /* "" or "the proxy on the way to " */
	int64_t elapsed_ms;
	long os_error;
	long proxy_status; /* a proxy's answer to CONNECT */
};

static bool is_under_way(const struct scene *scene)
{
	return scene->transfer->sends > 0;
}

static void describe_unreachable(const struct scene *scene, struct prov_error *error)
{
	const char *cause = "the connection could not be made";

	if (scene->os_error == ECONNREFUSED) {
		prov_error_set(error, PROV_ERROR_CONNECTION,
		    "%s%s refused the connection: check that the service runs there and that the port is right", scene->to,
		    scene->server);
		return;
	}
	if (scene->os_error == EHOSTUNREACH) {
		cause = "no route to the host";
	} else if (scene->os_error == ENETUNREACH) {
		cause = "the network is unreachable";
	} else if (scene->os_error == ETIMEDOUT) {
		cause = "no answer";
	}
	prov_error_set(error, PROV_ERROR_CONNECTION,
	    "%s%s cannot be reached (%s): check the server, the network and the firewalls between", scene->to,
	    scene->server, cause);
}

static void describe_timeout(const struct scene *scene, struct prov_error *error)
{
	const struct prov_transfer *transfer = scene->transfer;
	curl_off_t looked_up = 0;
	long own_port = 0; /* known as soon as TCP is connected in libcurl 7, and not before TLS stands in later releases */

	curl_easy_getinfo(transfer->easy, CURLINFO_NAMELOOKUP_TIME_T, &looked_up);
	curl_easy_getinfo(transfer->easy, CURLINFO_LOCAL_PORT, &own_port);
	if (is_under_way(scene)) {
		prov_error_set(error, PROV_ERROR_TIMEOUT, "%s %s within %" PRId64 " ms: it may be overloaded or hang",
		    scene->server, transfer->header_bytes > 0 ? "did not complete its answer" : "did not answer",
		    scene->elapsed_ms);
	} else if (own_port > 0) {
		prov_error_set(error, PROV_ERROR_TIMEOUT,
		    "%s%s took the connection, but did not speak TLS within %" PRId64 " ms: check that the port is right",
		    scene->to, scene->server, scene->elapsed_ms);
	} else if (looked_up > 0) {
		prov_error_set(error, PROV_ERROR_TIMEOUT,
		    "%s%s did not take the connection within %" PRId64
		    " ms: check the server, its port and the firewalls between",
		    scene->to, scene->server, scene->elapsed_ms);
	} else {
		prov_error_set(error, PROV_ERROR_TIMEOUT,
		    "no connection to %s%s was made within %" PRId64
		    " ms: check its host name and the DNS servers that this host asks",
		    scene->to, scene->server, scene->elapsed_ms);
	}
}

static void describe_certificate(const struct scene *scene, struct prov_error *error)
{
	const char *remedy = "have it issued by a known authority, or give the file of its authority in provision.ca_file";
	char text[160];
	long verdict = -1;

	curl_easy_getinfo(scene->transfer->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
	if (verdict == CERTIFICATE_EXPIRED) {
		remedy = "renew it on the server";
	} else if (verdict == CERTIFICATE_NOT_YET_VALID) {
		remedy = "check the clock of this host, and the certificate";
	} else if (verdict == CERTIFICATE_GOOD || verdict == CERTIFICATE_NOT_JUDGED) {
		remedy = "use the host name for which it was issued, or have it issued for this one";
	}
	prov_error_foreign_text(text, sizeof(text), scene->transfer->curl_text, strlen(scene->transfer->curl_text));
	prov_error_set(error, PROV_ERROR_CONNECTION, "the certificate of %s%s is not accepted (%s): %s", scene->to,
	    scene->server, text, remedy);
}

static void describe_handshake(const struct scene *scene, struct prov_error *error)
{
	char text[160];

	prov_error_foreign_text(text, sizeof(text), scene->transfer->curl_text, strlen(scene->transfer->curl_text));
	prov_error_set(error, PROV_ERROR_CONNECTION,
	    "no TLS connection with %s%s (%s): check that this port speaks TLS, version 1.2 or newer", scene->to,
	    scene->server, text);
}

static void describe_ca_file(const struct scene *scene, struct prov_error *error)
{
	const char *ca_file = scene->transfer->request->connection->ca_file;
	char name[200];

	if (!ca_file || ca_file[0] == '\0') {
		prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the system's file of certificate authorities cannot be read: install it (Debian: ca-certificates), or "
		    "name one "
		    "in provision.ca_file");
		return;
	}
	prov_error_foreign_text(name, sizeof(name), ca_file, strlen(ca_file));
	prov_error_set(error, PROV_ERROR_CONFIGURATION,
	    "the CA file %s cannot be read or holds no certificate: check provision.ca_file", name);
}

/* What a callback of ours ended. False when none did. */
static bool describe_abort(const struct scene *scene, struct prov_error *error)
{
	switch (scene->transfer->abort) {
	case PROV_ABORT_NONE:
		return false;
	case PROV_ABORT_BODY_TOO_LONG:
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer of %s is longer than the ceiling of %zu bytes",
		    scene->server, scene->transfer->body_ceiling);
		break;
	case PROV_ABORT_HEADER_TOO_LONG:
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the headers of the answer of %s are too long", scene->server);
		break;
	case PROV_ABORT_SINK:
		prov_error_set(error, PROV_ERROR_PROTOCOL, "the answer of %s could not be used", scene->server);
		break;
	case PROV_ABORT_MEMORY:
		prov_error_memory(error);
		break;
	case PROV_ABORT_REPEAT:
		prov_error_set(error, PROV_ERROR_CONNECTION,
		    "%s closed a kept connection while a request was under way: whether it took effect is not known",
		    scene->server);
		break;
	}
	return true;
}

/* The ways in which a connection ends, before or behind the request. */
static void describe_lost(const struct scene *scene, CURLcode code, struct prov_error *error)
{
	if (!is_under_way(scene)) {
		prov_error_set(error, PROV_ERROR_CONNECTION, "no request could be sent to %s (%s)", scene->server,
		    curl_easy_strerror(code));
	} else if (code == CURLE_GOT_NOTHING) {
		prov_error_set(error, PROV_ERROR_CONNECTION, "%s closed the connection without an answer", scene->server);
	} else if (scene->transfer->header_bytes > 0) {
		prov_error_set(error, PROV_ERROR_CONNECTION, "the answer of %s broke off before its end", scene->server);
	} else {
		prov_error_set(
		    error, PROV_ERROR_CONNECTION, "the connection to %s was lost before an answer came", scene->server);
	}
}

static void describe_proxy_refusal(const struct scene *scene, struct prov_error *error)
{
	prov_error_set(error, PROV_ERROR_CONNECTION,
	    "the proxy did not open the way to %s (its status: %ld): check the proxy's address, credentials and rules",
	    scene->server, scene->proxy_status);
}

/* False when the code is none of TLS. */
static bool describe_tls(const struct scene *scene, CURLcode code, struct prov_error *error)
{
	switch (code) {
	case CURLE_PEER_FAILED_VERIFICATION:
		describe_certificate(scene, error);
		return true;
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
		prov_error_set(error, PROV_ERROR_CONNECTION,
		    "the public key of %s is not the pinned one: if the server got a new key on purpose, pin that one",
		    scene->server);
		return true;
	case CURLE_SSL_CACERT_BADFILE:
		describe_ca_file(scene, error);
		return true;
	case CURLE_SSL_CONNECT_ERROR:
		describe_handshake(scene, error);
		return true;
	default:
		return false;
	}
}

static void describe_not_http(const struct scene *scene, struct prov_error *error)
{
	if (is_under_way(scene)) {
		prov_error_set(error, PROV_ERROR_PROTOCOL, "what answers at %s does not speak HTTP: check host name and port",
		    scene->server);
	} else {
		prov_error_set(error, PROV_ERROR_CONFIGURATION, "the libcurl of this machine cannot speak %s",
		    scene->transfer->request->origin->scheme);
	}
}

static void describe_code(const struct scene *scene, CURLcode code, struct prov_error *error)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		prov_error_set(error, PROV_ERROR_CONNECTION, "cannot find the address of %s: check the server's host name",
		    scene->transfer->request->origin->host);
		break;
	case CURLE_COULDNT_RESOLVE_PROXY:
		prov_error_set(
		    error, PROV_ERROR_CONNECTION, "cannot find the address of the proxy: check the proxy's host name");
		break;
	case CURLE_COULDNT_CONNECT:
		describe_unreachable(scene, error);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		describe_timeout(scene, error);
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		describe_not_http(scene, error);
		break;
	case CURLE_BAD_CONTENT_ENCODING:
		prov_error_set(
		    error, PROV_ERROR_PROTOCOL, "the answer of %s is compressed in a way that cannot be undone", scene->server);
		break;
	case CURLE_OUT_OF_MEMORY:
		prov_error_memory(error);
		break;
	default:
		describe_lost(scene, code, error);
	}
}

/* What a person must put right does not go away by itself. */
static bool is_lasting(CURLcode code)
{
	return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
}

void prov_transfer_failure(
    const struct prov_transfer *transfer, CURLcode code, int64_t now_ms, struct prov_error *error)
{
	const struct prov_connection_options *connection = transfer->request->connection;
	struct scene scene = {
	    .transfer = transfer,
	    .server = transfer->request->origin->text,
	    .to = connection->proxy && connection->proxy[0] != '\0' ? "the proxy on the way to " : "",
	    .elapsed_ms = now_ms - transfer->started_ms,
	};

	curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &scene.os_error);
	curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &scene.proxy_status);
	if (!is_under_way(&scene) && scene.proxy_status >= 300) {
		describe_proxy_refusal(&scene, error);
	} else if (!describe_abort(&scene, error) && !describe_tls(&scene, code, error)) {
		describe_code(&scene, code, error);
	}
	error->retryable = (error->kind == PROV_ERROR_CONNECTION && !is_lasting(code)) || error->kind == PROV_ERROR_TIMEOUT;
}
