/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * download: one platform's installer, as the server builds it. It goes piece by piece into a nameless temporary file
 * and is handed over only when it came whole: no memory holds it, and no customer gets half of one or an error page
 * named .exe.
 */
#include "backends/comet/comet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/spool.h"

#define HEAD_MAX 512                  /* bytes by which an installer's kind is known */
#define ERROR_MAX ((size_t)64 * 1024) /* of an answer that is JSON instead */

/* An installer on its way. */
struct download {
	struct prov_op *op;
	int file;
	int64_t bytes;
	char head[HEAD_MAX];
	size_t head_length;
	struct prov_buf error_text; /* what begins with a brace is no installer */
	struct prov_error error;
};

static bool is_json(const struct download *download)
{
	return download->head_length > 0 && download->head[0] == '{';
}

static bool receive(void *sink, const char *bytes, size_t length)
{
	struct download *download = sink;

	if (download->error.kind != PROV_OK) {
		return false;
	}
	for (size_t i = 0; i < length && download->head_length < HEAD_MAX; i++) {
		download->head[download->head_length++] = bytes[i];
	}
	if (is_json(download)) {
		return prov_buf_append(&download->error_text, bytes, length);
	}
	download->bytes += (int64_t)length;
	return prov_spool_write(download->file, bytes, length, &download->error);
}

static void restart(void *sink)
{
	struct download *download = sink;

	prov_spool_clear(download->file, &download->error);
	prov_buf_reset(&download->error_text);
	download->bytes = 0;
	download->head_length = 0;
}

/* --- what came --- */

static bool fail_with_json(struct download *download)
{
	struct prov_op *op = download->op;
	struct cm_reply reply = {.number = 0};
	struct prov_json *answer =
	    prov_json_parse(prov_buf_text(&download->error_text), download->error_text.length, PROV_JSON_DEPTH, op->error);

	if (answer) {
		cm_reply_of(answer, &reply);
		if (cm_reply_is_error(&reply)) {
			cm_error_from_reply(op, op->error, &reply);
		} else {
			prov_op_fail(op, PROV_ERROR_PROTOCOL, "the answer is no installer");
		}
	}
	prov_json_free(answer);
	return false;
}

static bool check(struct download *download, const struct prov_response *response)
{
	struct prov_op *op = download->op;

	if (!cm_http_is_good(response, op->error)) {
		return false;
	}
	if (download->error.kind != PROV_OK) {
		return prov_op_fail_with(op, &download->error);
	}
	if (is_json(download)) {
		return fail_with_json(download);
	}
	if (strncmp(response->content_type, "text/html", strlen("text/html")) == 0 || download->head[0] == '<') {
		return prov_op_fail(op, PROV_ERROR_PROTOCOL, "a page came instead of an installer");
	}
	return download->bytes > 0 || prov_op_fail(op, PROV_ERROR_PROTOCOL, "the installer is empty");
}

/* --- its name, by what it begins with --- */

struct kind {
	size_t offset;
	const char *magic;
	size_t length;
	const char *extension;
	const char *type;
};

static const struct kind *kind_of(const struct download *download)
{
	static const char any[] = "application/octet-stream";
	static const struct kind kinds[] = {
	    {0, "MZ", 2, "exe", "application/vnd.microsoft.portable-executable"},
	    {0, "PK\x03\x04", 4, "zip", "application/zip"},
	    {0, "!<arch>\n", 8, "deb", "application/vnd.debian.binary-package"},
	    {0, "\xed\xab\xee\xdb", 4, "rpm", "application/x-rpm"}, {0, "xar!", 4, "pkg", any}, {0, "#!", 2, "run", any},
	    {0, "\x7f\x45LF", 4, "run", any},
	    {257, "ustar", 5, "spk", any}, /* the only tar archives among the platforms are Synology's */
	};
	static const struct kind other = {0, "", 0, "bin", any};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct kind *kind = &kinds[i];

		if (download->head_length >= kind->offset + kind->length &&
		    memcmp(download->head + kind->offset, kind->magic, kind->length) == 0) {
			return kind;
		}
	}
	return &other;
}

static bool report(struct download *download)
{
	struct prov_op *op = download->op;
	const struct kind *kind = kind_of(download);
	char name[64];

	if (!prov_spool_rewind(download->file, op->error)) {
		return false;
	}
	snprintf(name, sizeof(name), "backup-client-%" PRId64 ".%s", prov_params_int(op->params, &cm_field_platform, 0),
	    kind->extension);
	prov_map_set_file(op->result, "stream", download->file);
	download->file = -1; /* the result's now */
	prov_map_set_int(op->result, "bytes", download->bytes);
	prov_map_set_text(op->result, "filename", name);
	prov_map_set_text(op->result, "type", kind->type);
	return true;
}

/* --- the request --- */

static bool fill_form(struct prov_op *op, struct prov_form *form)
{
	char platform[24];

	if (!cm_form_begin(op, form)) {
		return false;
	}
	snprintf(platform, sizeof(platform), "%" PRId64, prov_params_int(op->params, &cm_field_platform, 0));
	prov_form_add(form, "Platform", platform, strlen(platform));
	cm_form_self_address(op, form);
	return true;
}

static bool fetch(struct download *download)
{
	struct prov_op *op = download->op;
	const struct cm_sink sink = {.write = receive, .restart = restart, .target = download};
	struct prov_response response;
	struct prov_form form;
	bool done;

	if (!fill_form(op, &form)) {
		return false;
	}
	if (!cm_read_into(
	        op, (struct cm_path){{"admin", "branding", "generate-client", "by-platform"}}, &form, &sink, &response)) {
		/* what stopped the file says more than "the transfer was ended" */
		if (download->error.kind != PROV_OK) {
			prov_error_clear(op->error);
			prov_op_fail_with(op, &download->error);
		}
		return false;
	}
	done = check(download, &response);
	prov_response_free(&response);
	return done;
}

bool cm_download_installer(struct prov_op *op)
{
	struct download download = {.op = op};
	bool done;

	prov_op_step(op, "download installer");
	prov_buf_init(&download.error_text, ERROR_MAX);
	download.file = prov_spool_open(op->settings->temporary_directory, op->error);
	done = download.file >= 0 && fetch(&download) && report(&download);
	if (download.file >= 0) {
		close(download.file);
	}
	prov_buf_free(&download.error_text);
	return done;
}
