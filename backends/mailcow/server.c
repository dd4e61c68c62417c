/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * server: test_connection, and the DNS records that a customer has to publish. Changes nothing.
 */
#include "backends/mailcow/mailcow.h"

#include <stdio.h>
#include <string.h>

/*
 * An edit of no domain at all: a key that may write gets "Task completed", a read-only one 403. Nothing else in the API
 * tells the two apart without changing something.
 */
static bool probe_write_access(struct prov_op *op)
{
	struct prov_json *body = prov_json_new_object();
	struct mc_write mc = {.no_work = true};
	struct prov_write write;
	bool done = prov_json_set(body, "items", prov_json_new_array());

	done = prov_json_set(body, "attr", prov_json_new_object()) && done;
	if (!done) {
		prov_json_free(body);
		return prov_error_memory(op->error);
	}
	done = mc_write_begin(
	    op, &write, &mc, PROV_IDEMPOTENT, "test write access", (struct mc_path){{"edit", "domain"}}, body);
	if (done) {
		write.creates = true; /* no object is touched */
		done = prov_op_write(op, &write, 1);
	}
	mc_write_end(&mc);
	return done;
}

bool mc_test_connection(struct prov_op *op)
{
	struct prov_json *answer;
	const char *version;
	size_t length = 0;

	prov_op_step(op, "read version");
	answer = mc_get(op, (struct mc_path){{"get", "status", "version"}});
	if (!answer) {
		return false;
	}
	version = prov_json_text(prov_json_member(answer, "version"), &length); /* null in some installations */
	prov_map_set_string(op->result, "version", version ? version : "", version ? length : 0);
	prov_json_free(answer);
	if (!probe_write_access(op)) {
		return false;
	}
	prov_map_set_text(op->result, "access", "read-write");
	return true;
}

/*
 * --- DNS records
 * -----------------------------------------------------------------------------------------------------------------
 */

static void add_record(
    struct prov_value *list, const char *type, const char *name, int priority, const char *value, const char *purpose)
{
	struct prov_value *row = prov_list_add_map(list);

	if (row) {
		prov_map_set_text(row, "type", type);
		prov_map_set_text(row, "name", name);
		prov_map_set_text(row, "value", value);
		if (priority < 0) {
			prov_map_set_null(row, "priority");
		} else {
			prov_map_set_int(row, "priority", priority);
		}
		prov_map_set_text(row, "purpose", purpose);
	}
}

static void add_fixed_records(struct prov_value *list, const char *domain, const char *host)
{
	char name[PROV_DOMAIN_MAX + 32];
	char value[PROV_DOMAIN_MAX + 32];

	add_record(list, "MX", domain, 10, host, "mail delivery");
	add_record(list, "TXT", domain, -1, "v=spf1 mx -all", "SPF: who may send for the domain");
	snprintf(name, sizeof(name), "autodiscover.%s", domain);
	add_record(list, "CNAME", name, -1, host, "automatic set-up of Outlook");
	snprintf(name, sizeof(name), "autoconfig.%s", domain);
	add_record(list, "CNAME", name, -1, host, "automatic set-up of Thunderbird");
	snprintf(name, sizeof(name), "_autodiscover._tcp.%s", domain);
	snprintf(value, sizeof(value), "1 443 %s", host);
	add_record(list, "SRV", name, 0, value, "automatic set-up (weight, port, host)");
	snprintf(name, sizeof(name), "_dmarc.%s", domain);
	add_record(list, "TXT", name, -1, "v=DMARC1; p=none", "DMARC: what receivers do with forged mail");
}

/* mailcow can be set to hand out the private key too: no record may show it. */
static bool hide_private_key(struct prov_op *op, const struct prov_json *answer)
{
	size_t length = 0;
	const char *key = prov_json_text(prov_json_member(answer, "privkey"), &length);

	return !key || prov_op_secret(op, key, length);
}

static bool add_dkim_record(struct prov_op *op, const char *domain)
{
	char name[PROV_DOMAIN_MAX + 96];
	struct prov_json *answer;
	const char *selector, *text;
	size_t length = 0;
	bool done = true;

	prov_op_step(op, "read DKIM key");
	answer = mc_get(op, (struct mc_path){{"get", "dkim", domain}});
	if (!answer) {
		return false;
	}
	if (!hide_private_key(op, answer)) {
		prov_json_free(answer);
		return false;
	}
	if (prov_json_count(answer) > 0) {
		selector = prov_json_need_text(answer, "dkim_selector", &length, op->error);
		done = selector && length > 0 && length <= 63;
		text = done ? prov_json_need_text(answer, "dkim_txt", &length, op->error) : NULL;
		if (text) {
			snprintf(name, sizeof(name), "%s._domainkey.%s", selector, domain);
			add_record(op->result, "TXT", name, -1, text, "DKIM: signature of outgoing mail");
		} else {
			done = prov_op_fail(op, PROV_ERROR_PROTOCOL, "mailcow's DKIM answer has no usable selector or record");
		}
	}
	prov_json_free(answer);
	return done;
}

/*
 * The name that the records point at: as configured, else the server's own, which must then be a name and not an
 * address.
 */
static bool mail_host(struct prov_op *op, struct prov_domain *host)
{
	size_t length = 0;
	const char *configured = prov_params_text(op->params, &mc_field_mail_host, &length);

	if (!configured) {
		configured = op->origin.host;
		length = strlen(configured);
	}
	if (prov_domain_canonical(configured, length, host, op->error)) {
		return true;
	}
	prov_error_clear(op->error);
	return prov_op_fail(op, PROV_ERROR_CONFIGURATION,
	    "DNS records need the mail server's host name, and \"%s\" is none: enter it in the product's module settings",
	    configured);
}

bool mc_dns_records(struct prov_op *op)
{
	struct prov_domain name;
	struct prov_domain host;

	if (!mc_canonical_domain(op, &name) || !mail_host(op, &host)) {
		return false;
	}
	prov_value_init_list(op->result);
	add_fixed_records(op->result, name.ascii, host.ascii);
	return add_dkim_record(op, name.ascii);
}
