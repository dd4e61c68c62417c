/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * curl_http: the loop over one multi handle. It decides when an exchange starts, waits and is cut off; what an exchange
 * is stands in curl_transfer.c, what is remembered of servers in curl_servers.c.
 *
 * Three steps, so that one caller with a pair of requests and, one day, many coroutines with one each need the same
 * code: add() takes an exchange, turn() drives all of them one round further, and an exchange that ended counts its
 * caller's `pending` down. Exchanges with one server go one after the other, until an answer showed that its connection
 * multiplexes. This sequencing is ours because libcurl's (CURLMOPT_MAX_HOST_CONNECTIONS) lets waiting transfers outlive
 * their deadline and wakes only the first of them, whatever server that one waits for.
 */
#include "lib/curl_http.h"

#include <limits.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <curl/curl.h>

#include "lib/curl_channel.h"
#include "lib/curl_servers.h"
#include "lib/curl_transfer.h"
#include "lib/curl_transfer_list.h"
#include "lib/mem.h"

#define IDLE_CONNECTIONS_MAX 32L
#define IDLE_TRANSFERS_MAX 16
#define MULTIPLEXED_MAX 100 /* exchanges under way with one server: what HTTP/2 asks every server to allow */
#define LINGERING_MAX 16    /* name lookups left behind; to end one would wait for the system's resolver */
#define DEAD_AFTER_MS 2000  /* a connection not made for so long is no accident: TCP has tried twice */

struct prov_http {
	CURLM *multi;
	pid_t pid; /* the process whose connections these are */
	struct prov_transfer_options options;
	int64_t dead_server_ms;
	struct prov_transfer_list queued; /* these three in the order of their arrival */
	struct prov_transfer_list running;
	struct prov_transfer_list lingering;
	struct prov_transfer_list idle; /* the one used last stands first: it has the newest TLS sessions */
	struct prov_servers servers;
};

/* --- clock --- */

int64_t prov_http_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t transport_now_ms(void *self)
{
	(void)self;
	return prov_http_now_ms();
}

static int64_t transport_unix_ms(void *self)
{
	struct timespec now;

	(void)self;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- an exchange ends --- */

/* A handle that failed is not used again: curl_easy_reset of libcurl 8 keeps "rewind the body" for the next request. */
static void recycle(struct prov_http *http, struct prov_transfer *transfer, bool failed)
{
	if (failed || http->idle.count >= IDLE_TRANSFERS_MAX) {
		prov_transfer_free(transfer);
		return;
	}
	prov_transfer_clear(transfer);
	prov_transfer_list_push(&http->idle, transfer);
}

/* Ends an exchange that never reached libcurl; its response says why. */
static void end_queued(struct prov_http *http, struct prov_transfer *transfer)
{
	--*transfer->pending;
	prov_transfer_list_remove(&http->queued, transfer);
	recycle(http, transfer, false);
}

/*
 * Only what the network said counts: a certificate that is refused, or a request that is, says nothing about the
 * server.
 */
static bool is_sign_of_death(const struct prov_transfer *transfer, CURLcode code, int64_t now)
{
	int64_t connect_ms = transfer->request->connection->connect_timeout_ms;
	int64_t waited_ms = now - transfer->started_ms;

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
		return true;
	case CURLE_OPERATION_TIMEDOUT:
		return waited_ms >= DEAD_AFTER_MS || (connect_ms > 0 && waited_ms >= connect_ms);
	default:
		return false;
	}
}

static void remember(struct prov_http *http, const struct prov_transfer *transfer, CURLcode code, int64_t now)
{
	if (transfer->sends > 0) {
		prov_server_set_alive(transfer->server);
	} else if (is_sign_of_death(transfer, code, now)) {
		prov_server_set_dead(transfer->server, now + http->dead_server_ms, transfer->response->error.message);
	}
}

/* libcurl tells the socket only while the transfer is in the multi handle. */
static void park(struct prov_transfer *transfer, CURLcode code)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (code == CURLE_OK && curl_easy_getinfo(transfer->easy, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK) {
		transfer->server->parked_socket = fd;
	}
}

/* Ends an exchange that libcurl has finished, or that we cut off. */
static void end_running(struct prov_http *http, struct prov_transfer *transfer, CURLcode code)
{
	int64_t now = prov_http_now_ms();
	bool resolving = code == CURLE_OPERATION_TIMEDOUT && prov_transfer_is_resolving(transfer);

	park(transfer, code);
	prov_transfer_list_remove(&http->running, transfer);
	if (!resolving) {
		curl_multi_remove_handle(http->multi, transfer->easy);
	}
	prov_transfer_judge(transfer, code, now);
	remember(http, transfer, code, now);
	transfer->server->active--;
	--*transfer->pending;
	if (resolving) {
		prov_transfer_detach(transfer);
		prov_transfer_list_append(&http->lingering, transfer);
	} else {
		recycle(http, transfer, code != CURLE_OK);
	}
}

static void end_lingering(struct prov_http *http, struct prov_transfer *transfer)
{
	prov_transfer_list_remove(&http->lingering, transfer);
	curl_multi_remove_handle(http->multi, transfer->easy);
	recycle(http, transfer, true);
}

static void end_finished_lookups(struct prov_http *http)
{
	struct prov_transfer *next;

	for (struct prov_transfer *transfer = http->lingering.first; transfer; transfer = next) {
		next = transfer->next;
		if (transfer->own_multi) {
			int running;

			curl_multi_perform(transfer->own_multi, &running); /* nobody else turns it */
		}
		if (!prov_transfer_is_resolving(transfer)) {
			end_lingering(http, transfer);
		}
	}
}

/* --- an exchange begins --- */

static void add(struct prov_http *http, struct prov_exchange *exchange, size_t *pending)
{
	struct prov_response *response = exchange->response;
	struct prov_transfer *transfer;

	prov_response_begin(exchange->request, response);
	if (!prov_request_check(exchange->request, &response->error)) {
		return;
	}
	transfer = prov_transfer_list_pop(&http->idle);
	if (!transfer) {
		transfer = prov_transfer_new();
	}
	if (!transfer) {
		prov_error_memory(&response->error);
		return;
	}
	transfer->state = PROV_TRANSFER_QUEUED;
	transfer->request = exchange->request;
	transfer->response = response;
	transfer->pending = pending;
	++*pending;
	prov_transfer_list_append(&http->queued, transfer);
}

static void start(struct prov_http *http, struct prov_transfer *transfer, struct prov_server *server, int64_t now)
{
	struct prov_error *error = &transfer->response->error;
	CURLMcode code;

	prov_server_drop_closed(server);
	transfer->server = server;
	if (!prov_transfer_prepare(transfer, &http->options, now, error)) {
		end_queued(http, transfer);
		return;
	}
	code = curl_multi_add_handle(http->multi, transfer->easy);
	if (code != CURLM_OK) {
		if (code == CURLM_OUT_OF_MEMORY) {
			prov_error_memory(error);
		} else {
			prov_error_set(error, PROV_ERROR_CONNECTION, "no request could be started (%s)", curl_multi_strerror(code));
		}
		end_queued(http, transfer);
		return;
	}
	prov_transfer_list_remove(&http->queued, transfer);
	prov_transfer_list_append(&http->running, transfer);
	transfer->state = PROV_TRANSFER_RUNNING;
	server->active++;
}

static bool has_room(const struct prov_http *http, const struct prov_server *server)
{
	unsigned most = server->multiplexes && http->options.keep_connections ? MULTIPLEXED_MAX : 1;

	return server->active < most;
}

static struct prov_server *server_of(struct prov_http *http, const struct prov_request *request, int64_t now)
{
	const char *proxy = request->connection->proxy;

	return prov_servers_get(&http->servers, request->origin, proxy && proxy[0] != '\0', now);
}

/* Says in the response why an exchange is not to be tried now. */
static bool must_not_start(
    struct prov_http *http, struct prov_transfer *transfer, const struct prov_server *server, int64_t now)
{
	const struct prov_request *request = transfer->request;
	struct prov_error *error = &transfer->response->error;

	if (http->lingering.count >= LINGERING_MAX) {
		prov_error_set(error, PROV_ERROR_CONNECTION,
		    "%s was not asked, because %d name lookups hang: check the DNS servers that this host asks",
		    request->origin->text, LINGERING_MAX);
		error->retryable = true;
		return true;
	}
	return !request->connection->ignore_dead_memory && prov_server_is_dead(server, now, error);
}

static void no_time_left(const struct prov_request *request, struct prov_error *error)
{
	prov_error_set(error, PROV_ERROR_TIMEOUT, "no time was left to ask %s: its earlier answers took too long",
	    request->origin->text);
	error->retryable = true;
}

/* True when anything began or ended. */
static bool start_due(struct prov_http *http, int64_t now)
{
	struct prov_transfer *next;
	bool moved = false;

	for (struct prov_transfer *transfer = http->queued.first; transfer; transfer = next) {
		const struct prov_request *request = transfer->request;
		struct prov_server *server;

		next = transfer->next;
		if (request->deadline_ms <= now || request->not_before_ms >= request->deadline_ms) {
			no_time_left(request, &transfer->response->error);
			end_queued(http, transfer);
			moved = true;
			continue;
		}
		server = request->not_before_ms <= now ? server_of(http, request, now) : NULL;
		if (!server) {
			continue;
		}
		if (must_not_start(http, transfer, server, now)) {
			end_queued(http, transfer);
			moved = true;
		} else if (has_room(http, server)) {
			start(http, transfer, server, now);
			moved = true;
		}
	}
	return moved;
}

/* --- the loop --- */

/* True when anything ended. */
static bool collect(struct prov_http *http)
{
	CURLMsg *message;
	int left;
	bool ended = false;

	while ((message = curl_multi_info_read(http->multi, &left)) != NULL) {
		CURLcode code = message->data.result; /* the message goes with the handle */
		struct prov_transfer *transfer = NULL;

		if (message->msg != CURLMSG_DONE ||
		    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer) != CURLE_OK) {
			continue;
		}
		if (transfer->state == PROV_TRANSFER_LINGERING) {
			end_lingering(http, transfer);
		} else {
			end_running(http, transfer, code);
			ended = true;
		}
	}
	return ended;
}

static int64_t limit_of(const struct prov_transfer *transfer)
{
	return transfer->sends > 0 ? transfer->request->deadline_ms : transfer->connect_until_ms;
}

/* True when anything ended. */
static bool cut_overdue(struct prov_http *http, int64_t now)
{
	struct prov_transfer *next;
	bool ended = false;

	for (struct prov_transfer *transfer = http->running.first; transfer; transfer = next) {
		next = transfer->next;
		if (limit_of(transfer) <= now) {
			end_running(http, transfer, CURLE_OPERATION_TIMEDOUT);
			ended = true;
		}
	}
	end_finished_lookups(http);
	return ended;
}

/* After a failure of the multi handle itself nothing that is under way can end by itself. */
static void end_all(struct prov_http *http, CURLMcode code)
{
	while (http->running.first) {
		end_running(http, http->running.first, code == CURLM_OUT_OF_MEMORY ? CURLE_OUT_OF_MEMORY : CURLE_FAILED_INIT);
	}
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Sleeps until the network stirs or a time of ours comes. */
static CURLMcode wait(struct prov_http *http, int64_t now)
{
	int64_t until = now + INT_MAX;

	for (const struct prov_transfer *transfer = http->queued.first; transfer; transfer = transfer->next) {
		int64_t begin = transfer->request->not_before_ms;

		until = earlier(until, begin > now ? begin : transfer->request->deadline_ms);
	}
	for (const struct prov_transfer *transfer = http->running.first; transfer; transfer = transfer->next) {
		until = earlier(until, limit_of(transfer));
	}
	return curl_multi_poll(http->multi, NULL, 0, until > now ? (int)(until - now) : 0, NULL);
}

/* One round. Sleeps only when nothing began or ended in it. */
static void turn(struct prov_http *http)
{
	bool moved = start_due(http, prov_http_now_ms());
	int running;
	CURLMcode code = curl_multi_perform(http->multi, &running);

	moved = collect(http) || moved;
	moved = cut_overdue(http, prov_http_now_ms()) || moved;
	if (code == CURLM_OK && !moved) {
		code = wait(http, prov_http_now_ms());
	}
	if (code != CURLM_OK) {
		end_all(http, code);
	}
}

static void transport_exchange(void *self, struct prov_exchange *exchanges, size_t count)
{
	struct prov_http *http = self;
	size_t pending = 0;

	for (size_t i = 0; i < count; i++) {
		add(http, &exchanges[i], &pending);
	}
	while (pending > 0) {
		turn(http);
	}
}

/* --- a connection for a channel: the same rules, a multi handle of its own --- */

/* Turns the transfer's own multi handle until the connection stands or its time is over. */
static CURLcode connect_alone(struct prov_transfer *transfer)
{
	CURLMcode code = curl_multi_add_handle(transfer->own_multi, transfer->easy);

	while (code == CURLM_OK) {
		int count;
		CURLMsg *message;
		int64_t left;

		code = curl_multi_perform(transfer->own_multi, &count);
		message = curl_multi_info_read(transfer->own_multi, &count);
		if (message && message->msg == CURLMSG_DONE) {
			return message->data.result;
		}
		left = transfer->connect_until_ms - prov_http_now_ms();
		if (left <= 0) {
			return CURLE_OPERATION_TIMEDOUT;
		}
		if (code == CURLM_OK) {
			code = curl_multi_poll(transfer->own_multi, NULL, 0, left > INT_MAX ? INT_MAX : (int)left, NULL);
		}
	}
	return code == CURLM_OUT_OF_MEMORY ? CURLE_OUT_OF_MEMORY : CURLE_FAILED_INIT;
}

/* The server's entry, counted as active; NULL: the transfer's response says why it is not to be asked. */
static struct prov_server *server_to_ask(struct prov_http *http, struct prov_transfer *transfer)
{
	int64_t now = prov_http_now_ms();
	struct prov_server *server = server_of(http, transfer->request, now);

	end_finished_lookups(http);
	if (!server) {
		prov_error_set(&transfer->response->error, PROV_ERROR_CONNECTION,
		    "%s was not asked, because exchanges with %d other servers are under way", transfer->request->origin->text,
		    PROV_SERVERS_MAX);
		transfer->response->error.retryable = true;
		return NULL;
	}
	if (must_not_start(http, transfer, server, now)) {
		return NULL;
	}
	server->active++;
	return server;
}

/* Connects within the request's limits. False: the response says why, and the transfer is disposed of. */
static bool connect_transfer(struct prov_http *http, struct prov_transfer *transfer)
{
	struct prov_response *response = transfer->response;
	CURLcode code;
	bool resolving;

	transfer->server = server_to_ask(http, transfer);
	if (!transfer->server) {
		prov_transfer_free(transfer);
		return false;
	}
	if (!prov_transfer_prepare(transfer, &http->options, prov_http_now_ms(), &response->error)) {
		transfer->server->active--;
		prov_transfer_free(transfer);
		return false;
	}
	transfer->state = PROV_TRANSFER_RUNNING;
	code = connect_alone(transfer);
	if (code == CURLE_OK) {
		transfer->sends = 1; /* from here on bytes can have left */
	} else {
		transfer->sends = 0;
		prov_transfer_judge(transfer, code, prov_http_now_ms());
	}
	remember(http, transfer, code, prov_http_now_ms());
	transfer->server->active--;
	transfer->server = NULL;
	if (code == CURLE_OK) {
		return true;
	}
	resolving = code == CURLE_OPERATION_TIMEDOUT && prov_transfer_is_resolving(transfer);
	if (resolving) {
		prov_transfer_detach(transfer);
		prov_transfer_list_append(&http->lingering, transfer);
	} else {
		prov_transfer_free(transfer);
	}
	return false;
}

struct prov_transfer *prov_http_connect(
    struct prov_http *http, const struct prov_request *request, struct prov_response *response)
{
	struct prov_transfer *transfer;

	prov_response_begin(request, response);
	if (!prov_request_check(request, &response->error)) {
		return NULL;
	}
	if (request->deadline_ms <= prov_http_now_ms()) {
		no_time_left(request, &response->error);
		return NULL;
	}
	transfer = prov_transfer_new_alone();
	if (!transfer) {
		prov_error_memory(&response->error);
		return NULL;
	}
	transfer->request = request;
	transfer->response = response;
	return connect_transfer(http, transfer) ? transfer : NULL;
}

/* --- life span --- */

bool prov_http_global_init(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void prov_http_global_cleanup(void)
{
	curl_global_cleanup();
}

struct prov_http *prov_http_new(const struct prov_http_options *options, struct prov_error *error)
{
	struct prov_http *http = prov_calloc(1, sizeof(*http));

	if (!http) {
		prov_error_memory(error);
		return NULL;
	}
	http->multi = curl_multi_init();
	if (!http->multi || curl_multi_setopt(http->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX) != CURLM_OK ||
	    curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, IDLE_CONNECTIONS_MAX) != CURLM_OK) {
		curl_multi_cleanup(http->multi);
		prov_free(http);
		prov_error_memory(error);
		return NULL;
	}
	http->pid = getpid();
	http->options.servers = &http->servers;
	prov_http_configure(http, options);
	return http;
}

void prov_http_configure(struct prov_http *http, const struct prov_http_options *options)
{
	http->options.keep_connections = options->keep_connections && options->idle_connection_ms > 0;
	http->options.idle_connection_ms = options->idle_connection_ms;
	http->dead_server_ms = options->dead_server_ms;
}

bool prov_http_is_foreign(const struct prov_http *http)
{
	return http->pid != getpid();
}

void prov_http_abandon(struct prov_http *http)
{
	(void)http; /* every call on its handles would write to sockets that are the parent's too */
}

static void free_list(struct prov_http *http, struct prov_transfer_list *list)
{
	struct prov_transfer *transfer;

	while ((transfer = prov_transfer_list_pop(list)) != NULL) {
		curl_multi_remove_handle(http->multi, transfer->easy);
		prov_transfer_free(transfer);
	}
}

void prov_http_free(struct prov_http *http)
{
	if (!http) {
		return;
	}
	/*
	 * This waits for name lookups that still run, for as long as the system's resolver does: left alone, their threads
	 * would come back into a libcurl that PHP has unloaded.
	 */
	free_list(http, &http->lingering);
	free_list(http, &http->idle);
	curl_multi_cleanup(http->multi);
	prov_free(http);
}

void prov_http_transport(struct prov_http *http, struct prov_transport *transport)
{
	transport->exchange = transport_exchange;
	transport->now_ms = transport_now_ms;
	transport->unix_ms = transport_unix_ms;
	transport->open = prov_channel_open;
	transport->send = prov_channel_send;
	transport->receive = prov_channel_receive;
	transport->close = prov_channel_close;
	transport->self = http;
}

/* --- for phpinfo() --- */

const char *prov_http_library_version(void)
{
	return curl_version_info(CURLVERSION_NOW)->version;
}

const char *prov_http_library_version_compiled(void)
{
	return LIBCURL_VERSION;
}

const char *prov_http_tls_version(void)
{
	const char *version = curl_version_info(CURLVERSION_NOW)->ssl_version;

	return version ? version : "none";
}

bool prov_http_has_http2(void)
{
	return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) != 0;
}
