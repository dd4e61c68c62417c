/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_transfer: options, callbacks and judgement of one exchange; see the header.
 *
 * The two facts that everything rests on:
 * - libcurl calls before_send() each time before it hands a request to a connection, new or kept. Never called = no
 * byte of the request left; called twice = libcurl repeats the request because a kept connection turned out dead.
 * - CURLE_OK means that libcurl saw the end of the answer where Content-Length, chunks or the HTTP/2 stream put it.
 */
#include "lib/curl_transfer.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/curl_failure.h"
#include "lib/mem.h"

#define USER_AGENT "provision"
#define HEADERS_SENT_MAX ((size_t)16 * 1024)
#define HEADERS_RECEIVED_MAX ((size_t)64 * 1024)
/* Of an answer that refuses a streamed list, whose own ceiling is far above what a refusal needs. */
#define REFUSAL_BODY_MAX ((size_t)1024 * 1024)
#define CONNECTION_LIFETIME_S 900L
/*
 * libcurl's own timers fire so much later than ours: when they end a transfer during a name lookup, libcurl waits until
 * the system's resolver returns, which may take half a minute. Ours let such a transfer linger instead (curl_http.c).
 */
#define LIBCURL_SLACK_MS 1000

/* clang-format off */
static const struct {
	CURLoption option;
	long value;
} fixed_options[] = {
	{CURLOPT_NOSIGNAL, 1},
	{CURLOPT_FOLLOWLOCATION, 0}, /* headers with credentials would travel along */
	{CURLOPT_SSL_VERIFYPEER, 1},
	{CURLOPT_SSL_VERIFYHOST, 2},
	{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
	{CURLOPT_NETRC, CURL_NETRC_IGNORED},
	{CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS},
	{CURLOPT_HTTP09_ALLOWED, 0},
	{CURLOPT_TCP_KEEPALIVE, 1},
	{CURLOPT_MAXLIFETIME_CONN, CONNECTION_LIFETIME_S},
	{CURLOPT_HEADEROPT, CURLHEADER_SEPARATE}, /* a proxy sees no header of ours */
	{CURLOPT_SUPPRESS_CONNECT_HEADERS, 1},
};
/* clang-format on */

/* --- callbacks --- */

/* A transfer that lingers opens nothing any more; and a program that PHP starts must not inherit our connections. */
static int prepare_socket(void *target, curl_socket_t fd, curlsocktype purpose)
{
	const struct prov_transfer *transfer = target;

	(void)purpose;
	if (transfer->state == PROV_TRANSFER_LINGERING || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
		return CURL_SOCKOPT_ERROR;
	}
	return CURL_SOCKOPT_OK;
}

static int close_socket(void *target, curl_socket_t fd)
{
	prov_servers_forget_socket(target, fd);
	return close(fd);
}

static int before_send(void *target, char *peer_ip, char *own_ip, int peer_port, int own_port)
{
	struct prov_transfer *transfer = target;

	(void)peer_ip;
	(void)own_ip;
	(void)peer_port;
	(void)own_port;
	if (transfer->state == PROV_TRANSFER_LINGERING) {
		return CURL_PREREQFUNC_ABORT;
	}
	if (transfer->sends > 0 && transfer->request->class_ == PROV_ONCE) {
		transfer->abort = PROV_ABORT_REPEAT;
		return CURL_PREREQFUNC_ABORT;
	}
	transfer->sends++;
	return CURL_PREREQFUNC_OK;
}

/* The body of a creating write. There is no way back in it, so libcurl cannot send it twice. */
static size_t send_body(char *target, size_t size, size_t count, void *source)
{
	struct prov_transfer *transfer = source;
	size_t room = size * count;
	size_t left = transfer->request->body_length - transfer->body_sent;
	size_t length = left < room ? left : room;

	memcpy(target, transfer->request->body + transfer->body_sent, length);
	transfer->body_sent += length;
	return length;
}

static long status_of(const struct prov_transfer *transfer)
{
	long status = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

static void take_date(struct prov_transfer *transfer, const char *line, size_t length)
{
	char date[48] = "";

	if (length > 5 && length < sizeof(date) && curl_strnequal(line, "Date:", 5)) {
		time_t seconds;

		memcpy(date, line + 5, length - 5);
		seconds = curl_getdate(date, NULL);
		transfer->response->date = seconds > 0 ? (int64_t)seconds : 0;
	}
}

/* Line by line: those of informational answers, of the answer, and of trailers. */
static size_t receive_header(char *line, size_t size, size_t count, void *target)
{
	struct prov_transfer *transfer = target;
	size_t length = size * count;

	transfer->header_bytes += length;
	if (transfer->header_bytes > HEADERS_RECEIVED_MAX) {
		transfer->abort = PROV_ABORT_HEADER_TOO_LONG;
		return 0;
	}
	take_date(transfer, line, length);
	if (length > 5 && memcmp(line, "HTTP/", 5) == 0) {
		transfer->server->multiplexes = line[5] >= '2';
	} else if (length > 0 && (line[0] == '\r' || line[0] == '\n') && status_of(transfer) >= 200) {
		transfer->header_ended = true;
	}
	return length;
}

/* Bytes after decompression, so that the ceiling holds against a small answer that swells. */
static size_t receive_body(char *bytes, size_t size, size_t count, void *target)
{
	struct prov_transfer *transfer = target;
	const struct prov_request *request = transfer->request;
	struct prov_buf *body = &transfer->response->body;
	size_t length = size * count;
	long status = status_of(transfer);
	bool to_sink = request->sink && status >= 200 && status <= 299;

	transfer->body_ceiling = to_sink ? request->max_bytes : body->maximum;
	if (length > transfer->body_ceiling - transfer->body_bytes) {
		transfer->abort = PROV_ABORT_BODY_TOO_LONG;
		return 0;
	}
	transfer->body_bytes += length;
	if (to_sink && !request->sink(request->sink_target, bytes, length)) {
		transfer->abort = PROV_ABORT_SINK;
		return 0;
	}
	if (!to_sink && !prov_buf_append(body, bytes, length)) {
		transfer->abort = PROV_ABORT_MEMORY;
		return 0;
	}
	return length;
}

/* --- the request --- */

static bool is_header_name(const char *name)
{
	static const char token[] = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return name[0] != '\0' && name[strspn(name, token)] == '\0';
}

static bool is_header_value(const char *value)
{
	for (const char *c = value; *c; c++) {
		if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7f) {
			return false;
		}
	}
	return true;
}

static bool check_headers(const struct prov_request *request, struct prov_error *error)
{
	size_t size = 0;

	if (request->header_count > PROV_HEADERS_MAX) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "a request has more than %d headers", PROV_HEADERS_MAX);
	}
	for (size_t i = 0; i < request->header_count; i++) {
		const struct prov_header *header = &request->headers[i];

		if (!is_header_name(header->name) || !is_header_value(header->value)) {
			return prov_error_set(error, PROV_ERROR_CONFIGURATION,
			    "a credential or another value that travels in a header of the request holds a line break or control "
			    "character: check what is entered for the server");
		}
		size += strlen(header->name) + strlen(header->value);
	}
	if (size > HEADERS_SENT_MAX) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION,
		    "the headers of a request are longer than %zu bytes: check what is entered for the server",
		    HEADERS_SENT_MAX);
	}
	return true;
}

/* A URL made for one server must never carry its credentials to another. */
static bool is_url_of(const struct prov_origin *origin, const char *url)
{
	size_t length = strlen(origin->text);

	return strncmp(url, origin->text, length) == 0 && (url[length] == '/' || url[length] == '?' || url[length] == '\0');
}

bool prov_request_check(const struct prov_request *request, struct prov_error *error)
{
	if (!is_url_of(request->origin, request->url)) {
		return prov_error_set(
		    error, PROV_ERROR_CONFIGURATION, "the address of a request is not one of %s", request->origin->text);
	}
	if (request->method == PROV_GET && request->body_length > 0) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "a GET request cannot have a body");
	}
	return check_headers(request, error);
}

/* --- options --- */

/* Keeps the first failure, so that a series of options needs one look at its end. */
static void set(CURLcode *first, CURLcode code)
{
	if (*first == CURLE_OK) {
		*first = code;
	}
}

static bool has_header(const struct prov_request *request, const char *name)
{
	for (size_t i = 0; i < request->header_count; i++) {
		if (curl_strequal(request->headers[i].name, name)) {
			return true;
		}
	}
	return false;
}

/* Appends a NUL-terminated header line of up to three pieces and moves the target behind it. */
static char *write_line(char **target, const char *name, const char *separator, const char *value)
{
	const char *const pieces[] = {name, separator, value};
	char *line = *target;

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		size_t length = strlen(pieces[i]);

		memcpy(*target, pieces[i], length);
		*target += length;
	}
	*(*target)++ = '\0';
	return line;
}

static bool allocate_header_text(struct prov_transfer *transfer)
{
	const struct prov_request *request = transfer->request;
	size_t size = sizeof("Expect:") + sizeof("Content-Type:");

	for (size_t i = 0; i < request->header_count; i++) {
		size += strlen(request->headers[i].name) + strlen(": ") + strlen(request->headers[i].value) + 1;
	}
	transfer->header_text = prov_calloc(1, size);
	transfer->header_text_size = size;
	return transfer->header_text != NULL;
}

/*
 * The list's nodes and texts are ours, not curl_slist_append's, because that would leave copies of the credential which
 * nobody wipes. libcurl takes "name:" as an order to leave a header out, and "name;" as a header without value.
 */
static bool build_headers(struct prov_transfer *transfer)
{
	const struct prov_request *request = transfer->request;
	struct curl_slist *list = transfer->header_list;
	size_t count = 0;
	char *end;

	if (!allocate_header_text(transfer)) {
		return false;
	}
	end = transfer->header_text;
	for (; count < request->header_count; count++) {
		const struct prov_header *header = &request->headers[count];

		list[count].data = write_line(&end, header->name, header->value[0] == '\0' ? ";" : ": ", header->value);
	}
	list[count++].data = write_line(&end, "Expect", ":", ""); /* else libcurl may wait for a "100 Continue" */
	if (!has_header(request, "Content-Type")) {
		list[count++].data = write_line(&end, "Content-Type", ":", ""); /* else libcurl says it is a form */
	}
	for (size_t i = 0; i < count; i++) {
		list[i].next = i + 1 < count ? &list[i + 1] : NULL;
	}
	return true;
}

static CURLcode set_callbacks(struct prov_transfer *transfer)
{
	CURL *easy = transfer->easy;
	CURLcode code = CURLE_OK;

	set(&code, curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer));
	set(&code, curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_text));
	set(&code, curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, prepare_socket));
	set(&code, curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, transfer));
	set(&code, curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_send));
	set(&code, curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer));
	set(&code, curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header));
	set(&code, curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer));
	set(&code, curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_body));
	set(&code, curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer));
	return code;
}

static const char *text_or_null(const char *text)
{
	return text && text[0] != '\0' ? text : NULL;
}

static CURLcode set_connection(
    struct prov_transfer *transfer, const struct prov_transfer_options *options, int64_t now_ms)
{
	const struct prov_request *request = transfer->request;
	const struct prov_connection_options *connection = request->connection;
	CURL *easy = transfer->easy;
	CURLcode code = CURLE_OK;
	int64_t idle_s =
	    options->idle_connection_ms / 1000 - 1; /* libcurl 7 adds the fraction of a second that it cuts off */
	long once = options->keep_connections ? 0 : 1;

	for (size_t i = 0; i < sizeof(fixed_options) / sizeof(fixed_options[0]); i++) {
		set(&code, curl_easy_setopt(easy, fixed_options[i].option, fixed_options[i].value));
	}
	set(&code, curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket));
	set(&code, curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, options->servers));
	set(&code, curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, request->origin->scheme));
	set(&code, curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, request->origin->scheme));
	set(&code, curl_easy_setopt(easy, CURLOPT_PROXY, connection->proxy ? connection->proxy : ""));
	set(&code, curl_easy_setopt(easy, CURLOPT_NOPROXY, ""));
	if (text_or_null(connection->ca_file)) {
		set(&code, curl_easy_setopt(easy, CURLOPT_CAINFO, connection->ca_file));
		/* The named authority alone counts, not the system's folder beside it. */
		set(&code, curl_easy_setopt(easy, CURLOPT_CAPATH, NULL));
	}
	set(&code, curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, text_or_null(connection->pinned_public_key)));
	set(&code, curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)(idle_s > 1 ? idle_s : 1)));
	/*
	 * Wait for a connection of another transfer only where it is known to carry both: else libcurl may wait for
	 * nothing.
	 */
	set(&code, curl_easy_setopt(easy, CURLOPT_PIPEWAIT, transfer->server->multiplexes ? 1L : 0L));
	set(&code, curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, once));
	set(&code, curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, once));
	set(&code, curl_easy_setopt(
	               easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(transfer->connect_until_ms - now_ms + LIBCURL_SLACK_MS)));
	set(&code, curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(request->deadline_ms - now_ms + LIBCURL_SLACK_MS)));
	return code;
}

/* CURLOPT_POST stands for "has a body"; CUSTOMREQUEST then says the method. */
static CURLcode set_body(struct prov_transfer *transfer)
{
	const struct prov_request *request = transfer->request;
	CURL *easy = transfer->easy;
	CURLcode code = CURLE_OK;

	if (request->body_length == 0 && (request->method == PROV_GET || request->method == PROV_DELETE)) {
		set(&code, curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L));
		return code;
	}
	set(&code, curl_easy_setopt(easy, CURLOPT_POST, 1L));
	set(&code, curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length));
	if (request->class_ == PROV_ONCE && request->body_length > 0) {
		set(&code, curl_easy_setopt(easy, CURLOPT_READFUNCTION, send_body));
		set(&code, curl_easy_setopt(easy, CURLOPT_READDATA, transfer));
	} else {
		set(&code, curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body_length > 0 ? request->body : ""));
	}
	return code;
}

static CURLcode set_request(struct prov_transfer *transfer)
{
	const struct prov_request *request = transfer->request;
	CURL *easy = transfer->easy;
	CURLcode code = CURLE_OK;

	set(&code, curl_easy_setopt(easy, CURLOPT_URL, request->url));
	set(&code, set_body(transfer));
	if (request->method == PROV_PUT) {
		set(&code, curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT"));
	} else if (request->method == PROV_DELETE) {
		set(&code, curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "DELETE"));
	}
	set(&code, curl_easy_setopt(easy, CURLOPT_USERAGENT, USER_AGENT));
	set(&code, curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "")); /* all that libcurl can decode */
	set(&code, curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->header_list));
	return code;
}

static void set_limits(struct prov_transfer *transfer, int64_t now_ms)
{
	const struct prov_request *request = transfer->request;
	int64_t connect_ms = request->connection->connect_timeout_ms;

	transfer->started_ms = now_ms;
	transfer->connect_until_ms = request->deadline_ms;
	if (connect_ms > 0 && connect_ms < request->deadline_ms - now_ms) {
		transfer->connect_until_ms = now_ms + connect_ms;
	}
}

/* A channel speaks HTTP/1.1 itself, through a proxy's tunnel too; libcurl sees neither its path nor its headers. */
static CURLcode set_connect_only(struct prov_transfer *transfer)
{
	CURL *easy = transfer->easy;
	CURLcode code = CURLE_OK;

	set(&code, curl_easy_setopt(easy, CURLOPT_URL, transfer->request->origin->text));
	set(&code, curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L));
	set(&code, curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1));
	set(&code, curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L));
	set(&code, curl_easy_setopt(easy, CURLOPT_USERAGENT, USER_AGENT));
	return code;
}

bool prov_transfer_prepare(struct prov_transfer *transfer, const struct prov_transfer_options *options, int64_t now_ms,
    struct prov_error *error)
{
	CURLcode code = CURLE_OK;

	set_limits(transfer, now_ms);
	if (!transfer->own_multi && !build_headers(transfer)) {
		return prov_error_memory(error);
	}
	set(&code, set_callbacks(transfer));
	set(&code, set_connection(transfer, options, now_ms));
	set(&code, transfer->own_multi ? set_connect_only(transfer) : set_request(transfer));
	if (code != CURLE_OK) {
		prov_transfer_failure(transfer, code, now_ms, error);
	}
	return code == CURLE_OK;
}

/* --- the answer --- */

static void fill_answer(struct prov_transfer *transfer)
{
	struct prov_response *response = transfer->response;
	const char *type = NULL;
	long version = CURL_HTTP_VERSION_NONE;
	long connects = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
	curl_easy_getinfo(transfer->easy, CURLINFO_NUM_CONNECTS, &connects);
	if (type) {
		prov_error_foreign_text(response->content_type, sizeof(response->content_type), type, strlen(type));
	}
	response->multiplexed = version >= CURL_HTTP_VERSION_2_0;
	response->reused = connects == 0;
}

void prov_transfer_judge(struct prov_transfer *transfer, CURLcode code, int64_t now_ms)
{
	struct prov_response *response = transfer->response;
	long status = status_of(transfer);

	response->status = status >= 200 ? (int)status : 0;
	response->duration_ms = now_ms - transfer->started_ms;
	if (transfer->sends > 0) {
		fill_answer(transfer);
	}
	if (code == CURLE_OK && !transfer->header_ended) {
		code = CURLE_PARTIAL_FILE; /* libcurl takes the end of the stream amid the header for the answer's end */
	}
	if (code == CURLE_OK) {
		response->delivery = PROV_ANSWERED;
		return;
	}
	response->delivery = transfer->sends > 0 ? PROV_LOST : PROV_NOT_SENT;
	prov_transfer_failure(transfer, code, now_ms, &response->error);
	response->error.http_status = response->status;
	if (response->delivery == PROV_LOST && transfer->request->class_ == PROV_ONCE) {
		response->error.retryable = false; /* not before a read has settled what became of it */
	}
	prov_buf_wipe(&response->body); /* half an answer must not pass for one */
}

void prov_response_begin(const struct prov_request *request, struct prov_response *response)
{
	size_t ceiling = request->max_bytes;

	if (request->sink && ceiling > REFUSAL_BODY_MAX) {
		ceiling = REFUSAL_BODY_MAX;
	}
	prov_response_init(response);
	prov_buf_init(&response->body, ceiling);
}

/* --- life span --- */

struct prov_transfer *prov_transfer_new(void)
{
	struct prov_transfer *transfer = prov_calloc(1, sizeof(*transfer));

	if (!transfer) {
		return NULL;
	}
	transfer->easy = curl_easy_init();
	if (!transfer->easy) {
		prov_free(transfer);
		return NULL;
	}
	return transfer;
}

struct prov_transfer *prov_transfer_new_alone(void)
{
	struct prov_transfer *transfer = prov_transfer_new();

	if (!transfer) {
		return NULL;
	}
	transfer->own_multi = curl_multi_init();
	if (!transfer->own_multi) {
		prov_transfer_free(transfer);
		return NULL;
	}
	return transfer;
}

void prov_transfer_free(struct prov_transfer *transfer)
{
	CURL *easy = transfer->easy;

	prov_wipe_free(transfer->header_text, transfer->header_text_size);
	if (transfer->own_multi) {
		curl_multi_remove_handle(transfer->own_multi, easy);
	}
	curl_easy_cleanup(easy);
	curl_multi_cleanup(transfer->own_multi);
	prov_free(transfer);
}

bool prov_transfer_is_resolving(const struct prov_transfer *transfer)
{
	curl_off_t looked_up = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_NAMELOOKUP_TIME_T, &looked_up);
	return transfer->sends == 0 && looked_up == 0;
}

void prov_transfer_detach(struct prov_transfer *transfer)
{
	transfer->state = PROV_TRANSFER_LINGERING;
	/*
	 * Of plain settings libcurl refuses none; its timers must not end the transfer, because that would wait for the
	 * lookup.
	 */
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, NULL);
	curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, NULL);
	curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, 0L);
	curl_easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS, 0L);
	prov_wipe_free(transfer->header_text, transfer->header_text_size);
	transfer->header_text = NULL;
	transfer->header_text_size = 0;
	transfer->request = NULL;
	transfer->response = NULL;
	transfer->pending = NULL;
	transfer->server = NULL;
}

void prov_transfer_clear(struct prov_transfer *transfer)
{
	CURL *easy = transfer->easy;

	curl_easy_reset(easy);
	prov_wipe_free(transfer->header_text, transfer->header_text_size);
	*transfer = (struct prov_transfer){.easy = easy};
}
