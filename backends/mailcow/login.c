/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * login: a one-time link with which the service's administrator is logged in to mailcow. Issues a token, changes
 * nothing else.
 */
#include "backends/mailcow/mailcow.h"

#include <string.h>

#include "lib/mem.h"

#define LOGIN_SECONDS 30 /* life of a token */

static bool issue_token(struct prov_op *op, const char *admin, char *token, size_t size)
{
	struct prov_json *body = prov_json_new_object();
	struct mc_write mc = {.token = token, .token_size = size};

	if (!prov_json_set_text(body, "username", admin, strlen(admin))) {
		prov_json_free(body);
		return prov_error_memory(op->error);
	}
	return mc_write_alone(
	    op, &mc, PROV_IDEMPOTENT, "issue login token", (struct mc_path){{"add", "sso", "domain-admin"}}, body);
}

static bool report_login_url(struct prov_op *op, const char *admin, const char *token)
{
	static const char *const parts[] = {"domainadmin", prov_url_trailing_slash, NULL};
	const struct prov_query query[] = {{"sso_token", token}, {NULL, NULL}};
	struct prov_buf url;
	bool done;

	prov_buf_init(&url, PROV_URL_MAX);
	done = prov_url_build(&op->origin, parts, query, &url, op->error);
	if (done) {
		prov_map_set_string(op->result, "url", prov_buf_text(&url), url.length);
		prov_map_set_int(op->result, "expires_in", LOGIN_SECONDS);
		prov_map_set_text(op->result, "username", admin);
	}
	prov_buf_wipe(&url);
	return done;
}

bool mc_sso(struct prov_op *op)
{
	char admin[MC_ADMIN_MAX + 1];
	char token[128];
	struct prov_domain name;
	struct mc_domain domain;
	bool done;

	if (!mc_canonical_domain(op, &name) || !mc_domain_need(op, &name, &domain)) {
		return false;
	}
	/* mailcow hands a suspended administrator a token too, and then does not let him in */
	done = domain.active || prov_op_fail(op, PROV_ERROR_PERMISSION,
	                            "the service is suspended: there is no login until it is unsuspended");
	done = done && mc_need_admin(op, &domain, admin) && issue_token(op, admin, token, sizeof(token));
	done = done && report_login_url(op, admin, token);
	prov_wipe(token, sizeof(token));
	mc_domain_free(&domain);
	return done;
}
