/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mailcow: what the files of this folder share. A service is one mail domain with one domain administrator.
 *
 *   backend.c        inputs and the table of operations
 *   wire.c           one call of mailcow's API               verdict.c, codes.c   what its answer means
 *   domain.c         reading and editing a domain            ownership.c          whose it is, and marking it
 *   limits.c         a package's limits, change_package      administrator.c      finding and making the administrator
 *   password.c       change_password                         username.c           change_username
 *   login.c          sso                                     state.c              suspend, unsuspend
 *   create.c, terminate.c                                    listing.c            status, usage, list_accounts
 *   server.c         test_connection, DNS records
 *
 * Facts: mailcow-dockerized 2026-08. Requests count in MiB, answers in bytes. HTTP 200 is no verdict; an empty answer
 * is a failure inside mailcow; "nothing found" is {}.
 */
#ifndef PROVISION_BACKENDS_MAILCOW_H
#define PROVISION_BACKENDS_MAILCOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/idn_domain.h"
#include "lib/json.h"
#include "lib/operation.h"

#define MC_MIB INT64_C(1048576)
/* Of every new domain, less where the plan is smaller; later it is the customer's own setting. */
#define MC_DEFAULT_MAILBOX_QUOTA_MIB 1024
#define MC_ADMIN_MAX 255 /* characters of an administrator's name */
#define MC_MARKER_PREFIX "whmcs"
#define MC_OTHER_MARKERS_MAX 32 /* more than mailcow allows tags */

/* --- backend.c: the inputs --- */
extern const struct prov_field mc_field_api_key;
extern const struct prov_field mc_field_domain;
extern const struct prov_field mc_field_quota;
extern const struct prov_field mc_field_max_mailboxes;
extern const struct prov_field mc_field_max_aliases;
extern const struct prov_field mc_field_max_mailbox_quota;
extern const struct prov_field mc_field_rate_limit;
extern const struct prov_field mc_field_dkim_key_size;
extern const struct prov_field mc_field_delete_dkim;
extern const struct prov_field mc_field_restart_sogo;
extern const struct prov_field mc_field_mail_host;
extern const struct prov_field mc_field_stored_admin;
extern const struct prov_field mc_field_username;
extern const struct prov_field mc_field_wanted_username;
extern const struct prov_field mc_field_password;

/* --- codes.c --- */
/*
 * Turns mailcow's code and its first argument ("" when none) into kind, plain words, backend_code. Of several failures
 * the first one counts, the others are added to its message.
 */
void mc_error_from_code(const struct prov_op *op, struct prov_error *error, const char *code, const char *argument);
/* True for failures in the middle of the work, after which it is not known what stands. */
bool mc_code_is_half_done(const char *code);

/* --- verdict.c --- */
/* True for status 200; else error says what the status means here. */
bool mc_status_is_good(const struct prov_op *op, const struct prov_response *response, struct prov_error *error);
/* Parses an answer of status 200. NULL: error. */
struct prov_json *mc_parse(const struct prov_op *op, const struct prov_response *response, struct prov_error *error);
/* True, with an error, when the answer to a GET is a message of the front end instead of what was asked for. */
bool mc_is_message(const struct prov_op *op, const struct prov_json *answer, struct prov_error *error);
/* The judge of every write; write->data is its struct mc_write. */
enum prov_verdict mc_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response);

/* --- wire.c --- */
/* Path of a call below /api/v1: up to four parts. */
struct mc_path {
	const char *parts[5]; /* ends with a NULL */
};

/* GET. The parsed answer (an object or array; free it), or NULL with op->error. */
struct prov_json *mc_get(struct prov_op *op, struct mc_path path);
/* Who takes the elements of a list. */
struct mc_list_target {
	/* False: op->error is set, reading ends. */
	bool (*each)(struct prov_op *op, void *target, const struct prov_json *element);
	void (*restart)(void *target); /* the list comes again from its beginning: forget what came */
	void *target;
};

/* GET of a list that may be as long as the server is large, one element in memory at a time; {} is an empty list. */
bool mc_get_list(struct prov_op *op, struct mc_path path, const struct mc_list_target *to);

/* A write under way: its URL and body live here, because the request only points at them. */
struct mc_write {
	struct prov_buf url;
	struct prov_buf body;      /* wiped: it may hold a password */
	const char *want_code;     /* the code that means success */
	const char *want_argument; /* its first argument, or NULL when any will do */
	size_t want_count;         /* entries with that code; 1 unless said otherwise */
	bool no_work;              /* nothing is asked for: "Task completed" is the success */
	bool created;              /* the answer said that something was created, whatever else it said */
	bool dkim_created;         /* create: a DKIM key was made by this very call */
	char *token;               /* add/sso: where the token of the answer goes; want_code does not count then */
	size_t token_size;
	/* for the settle function: the domain to read back, who is to be found there, and who no more */
	const char *settle_domain;
	const char *settle_admin;
	const char *settle_former_admin;
};

/*
 * Prepares a POST: path, and a body that is taken over (and freed). The verdict: DONE when each entry of the answer is
 * a success or warning and want_code stands there want_count times. False: op->error (memory); mc_write_end all the
 * same.
 */
bool mc_write_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc, enum prov_class class_,
    const char *step, struct mc_path path, struct prov_json *body);
void mc_write_end(struct mc_write *mc);
/* Prepares, sends and ends a write of an owned object that goes alone and is not settled by reading. */
bool mc_write_alone(struct prov_op *op, struct mc_write *mc, enum prov_class class_, const char *step,
    struct mc_path path, struct prov_json *body);
/* {"items":[item],"attr":attr}; takes attr over. NULL when memory is short. */
struct prov_json *mc_edit_body(const char *item, struct prov_json *attr);

/* --- domain.c --- */
struct mc_domain {
	bool exists;
	char name[PROV_DOMAIN_MAX + 1]; /* as mailcow stores it; equals the canonical name that was asked for */
	char created[20];               /* "Y-m-d H:i:s", "" when unknown */
	bool active;
	int64_t quota, max_mailbox_quota, default_mailbox_quota; /* bytes */
	int64_t max_mailboxes, max_aliases;
	int64_t assigned_quota, stored_bytes, messages, mailboxes, aliases;
	char rate_limit[32];                       /* "100/h", "" for none */
	char *administrators;                      /* "a, b"; NULL when none; owned */
	bool marked;                               /* carries our marker */
	char *other_markers[MC_OTHER_MARKERS_MAX]; /* of other services; owned */
	size_t other_marker_count;
};

void mc_domain_free(struct mc_domain *domain);
/* Reads one element of get/domain/all or the object of get/domain/{d}. Marks are looked up when marker is not NULL. */
bool mc_domain_from_json(
    const struct prov_json *object, const char *marker, struct mc_domain *domain, struct prov_error *error);
/* The canonical name of the service's domain. */
bool mc_canonical_domain(struct prov_op *op, struct prov_domain *domain);
/* get/domain/{d}: exists is false when there is none. An alias domain of that name is a conflict. No ownership here. */
bool mc_domain_read(struct prov_op *op, const char *name, struct mc_domain *domain);
/*
 * True when name (compared without regard to case) is one of the domain's administrators; spelling (MC_ADMIN_MAX + 1
 * bytes) becomes mailcow's.
 */
bool mc_domain_has_admin(const struct mc_domain *domain, const char *name, char *spelling);
/* The next administrator's name after *cursor (start with domain->administrators), or NULL. */
const char *mc_next_admin(const char **cursor, size_t *length);
/* Prepares edit/domain of the owned domain with attr (taken over). */
bool mc_domain_edit_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc,
    const struct mc_domain *domain, const char *step, struct prov_json *attr);
/* The same, sent alone. */
bool mc_domain_edit(struct prov_op *op, const struct mc_domain *domain, const char *step, struct prov_json *attr);

/* --- ownership.c --- */
enum mc_proof {
	MC_MARKER_ALONE,           /* create: nothing was stored for a service that does not exist yet */
	MC_MARKER_OR_STORED_ADMIN, /* later: also services of modules that set no marker */
};

/* Reads the service's domain and states whose it is. True also when it is absent. */
bool mc_domain_own(struct prov_op *op, const struct prov_domain *name, enum mc_proof proof, struct mc_domain *domain);
/* The service's domain, to be read; an absent one is PROV_ERROR_NOT_FOUND. */
bool mc_domain_need(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain);
/* The service's domain, to be written to: it carries our marker afterwards. */
bool mc_domain_need_marked(struct prov_op *op, const struct prov_domain *name, struct mc_domain *domain);
/* Adds our marker where it is missing; when the operator adopts the domain, takes those of other services away. */
bool mc_domain_mark(struct prov_op *op, const struct mc_domain *domain);

/* --- limits.c --- */
struct mc_limits {
	int64_t quota, max_mailbox_quota, default_mailbox_quota; /* MiB; the default one for create alone */
	int64_t max_mailboxes, max_aliases;
	bool has_rate_limit;
	char rate_value[16]; /* "" removes the limit */
	char rate_frame[2];
};

bool mc_limits_from_params(struct prov_op *op, struct mc_limits *limits);
/* Brings an owned domain to the limits; *changed says whether anything had to be sent. */
bool mc_limits_apply(
    struct prov_op *op, struct mc_domain *domain, const struct mc_limits *limits, bool activate, bool *changed);
/* mailcow refused an edit because the domain is over its limits, which it checks on every edit. */
bool mc_error_is_over_limits(const struct prov_error *error);
/* Adds limits to an edit that what is in use fits into. False: memory. */
bool mc_limits_make_room(const struct mc_domain *domain, struct prov_json *attr);
void mc_limits_report(const struct mc_limits *limits, struct prov_value *map);
bool mc_change_package(struct prov_op *op);

/* --- administrator.c --- */
/* True for names of the form that create generates for this client. */
bool mc_admin_is_generated(const struct prov_op *op, const char *name);
/* The service's administrator on this domain: the stored one, else one that create generated for this client. */
bool mc_find_admin(struct prov_op *op, const struct mc_domain *domain, char *name);
/* As mc_find_admin, but none is PROV_ERROR_NOT_FOUND. */
bool mc_need_admin(struct prov_op *op, const struct mc_domain *domain, char *name);
/* Prepares edit/domain-admin of one administrator; attr is taken over. */
bool mc_admin_edit_begin(struct prov_op *op, struct prov_write *write, struct mc_write *mc, const char *step,
    const char *name, struct prov_json *attr);
/* The same, sent alone. */
bool mc_admin_edit(struct prov_op *op, const char *step, const char *name, struct prov_json *attr);
/* {"active":"1"} or "0"; NULL when memory is short. */
struct prov_json *mc_active_attr(bool active);
/* What get/domain-admin/{u} says that matters here. */
struct mc_admin {
	bool exists;
	bool active;
	size_t domains; /* how many he administers */
};
bool mc_admin_read(struct prov_op *op, const char *name, struct mc_admin *admin);
/* Makes the stored administrator of the domain active. True also when there is none. */
bool mc_admin_activate(struct prov_op *op, const struct mc_domain *domain);
/* Gives the owned domain its administrator: keeps the stored one, takes over an unstored one of ours, or makes one. */
bool mc_admin_ensure(struct prov_op *op, const struct mc_domain *domain, bool *kept);

/* --- password.c --- */
#define MC_PASSWORD_MAX 72 /* bcrypt reads no more: a longer password would be cut without a word */
/* Adds "password" and "password2". */
bool mc_password_set_attr(struct prov_json *attr, const char *password, size_t length);
/* Sets an administrator's password, and makes him active when asked to. */
bool mc_password_edit(struct prov_op *op, const char *admin, const char *password, size_t length, bool activate);
/* The error is mailcow's password policy. */
bool mc_password_is_refused(const struct prov_error *error);
/* Adds to such an error what the policy asks for; *length is the length that it wants, 0 when it could not be read. */
void mc_password_explain(struct prov_op *op, int64_t *length);
bool mc_change_password(struct prov_op *op);

/* --- username.c, login.c --- */
bool mc_change_username(struct prov_op *op);
bool mc_sso(struct prov_op *op);

/* --- create.c, state.c, terminate.c, listing.c, server.c --- */
bool mc_create(struct prov_op *op);
bool mc_suspend(struct prov_op *op);
bool mc_unsuspend(struct prov_op *op);
bool mc_terminate(struct prov_op *op);
/* Deletes an owned domain that is empty; with it go its administrators without another domain. Settled by reading. */
bool mc_domain_delete(struct prov_op *op, const char *name);
bool mc_dkim_delete(struct prov_op *op, const char *name);
bool mc_status(struct prov_op *op);
bool mc_usage(struct prov_op *op);
bool mc_list_accounts(struct prov_op *op);
bool mc_test_connection(struct prov_op *op);
bool mc_dns_records(struct prov_op *op);

#endif
