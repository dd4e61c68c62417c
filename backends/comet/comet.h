/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * comet: what the files of this folder share. A service is one user account of a Comet Server.
 *
 *   backend.c     inputs and the table of operations     wire.c       one call of Comet's API
 *   verdict.c     what its answer means                  profile.c    reading an account's profile
 *   update.c      changing some members of it            ownership.c  whose it is, and who opens it
 *   names.c       the names that create tries            policy.c     the product's policy group
 *   limits.c      a package's limits, change_package     create.c     vault.c      a new account, its storage vault
 *   state.c       suspend, unsuspend                     password.c   change_password
 *   terminate.c   buckets.c     the end, and the erasing of stored data
 *   account.c     status        figures.c  what an account uses        jobs.c  what its devices did        words.c
 *   listing.c     usage, list_accounts of a whole server                     login.c  sso, admin_sso
 *   catalogue.c   policies, storage providers, installers                    download.c   server.c   test_connection
 *
 * Facts: Comet Server 25.9, API of form fields and JSON. Errors come with HTTP 200 as {"Status":4xx,"Message":…}, also
 * where a bare list or map is due; texts and numbers of errors are hardly documented, so what stands is found out by
 * reading. A profile goes back whole, each byte that is not meant to change as it came. GB = 1024^3 bytes.
 */
#ifndef PROVISION_BACKENDS_COMET_H
#define PROVISION_BACKENDS_COMET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/form.h"
#include "lib/json.h"
#include "lib/json_edit.h"
#include "lib/operation.h"

#define CM_GB INT64_C(1073741824)
#define CM_NAME_MAX 255     /* bytes of a user name */
#define CM_NAME_MIN 6       /* of a name that create makes: servers before 21.9.10 ask for it */
#define CM_PASSWORD_MIN 8   /* characters */
#define CM_PASSWORD_MAX 256 /* bytes of one that the billing host hands over */
#define CM_HASH_MAX 512     /* bytes of a profile's hash */
#define CM_MARKER_PREFIX "whmcs"
#define CM_VAULT_TYPE_COMET 1003 /* DestinationType of a vault on a Comet Server */

/* --- backend.c: the inputs --- */
extern const struct prov_field cm_field_admin_username;
extern const struct prov_field cm_field_admin_password;
extern const struct prov_field cm_field_totp_secret;
extern const struct prov_field cm_field_policy_group;
extern const struct prov_field cm_field_storage_provider;
extern const struct prov_field cm_field_require_password_change;
extern const struct prov_field cm_field_tenant;
extern const struct prov_field cm_field_devices;
extern const struct prov_field cm_field_protected_gb;
extern const struct prov_field cm_field_protected_tb;
extern const struct prov_field cm_field_protected_default;
extern const struct prov_field cm_field_vault_gb;
extern const struct prov_field cm_field_vault_tb;
extern const struct prov_field cm_field_vault_default;
extern const struct prov_field cm_field_microsoft_365;
extern const struct prov_field cm_field_hyperv;
extern const struct prov_field cm_field_vmware;
extern const struct prov_field cm_field_email_reports;
extern const struct prov_field cm_field_uninstall_client;
extern const struct prov_field cm_field_erase_storage;
extern const struct prov_field cm_field_username;
extern const struct prov_field cm_field_chosen_username;
extern const struct prov_field cm_field_password;
extern const struct prov_field cm_field_new_password;
extern const struct prov_field cm_field_chosen_password;
extern const struct prov_field cm_field_client_email;
extern const struct prov_field cm_field_client_first_name;
extern const struct prov_field cm_field_client_last_name;
extern const struct prov_field cm_field_client_company;
extern const struct prov_field cm_field_platform;
extern const struct prov_field cm_field_job_days;
extern const struct prov_field cm_field_self_address;

/* --- verdict.c --- */
/* What an answer says of itself: an error object of Comet's has a Status outside of 200 to 299. */
struct cm_reply {
	int64_t number; /* 0: the answer is no Status/Message object */
	const char *message;
	size_t message_length;
};
void cm_reply_of(const struct prov_json *answer, struct cm_reply *reply);
bool cm_reply_is_error(const struct cm_reply *reply);
/* Sets the error for Comet's own refusal; backend_code becomes the number. Always false. */
bool cm_error_from_reply(const struct prov_op *op, struct prov_error *error, const struct cm_reply *reply);
/* True when error is Comet's own refusal of what was asked, and not of the admin account. */
bool cm_error_is_refusal(const struct prov_error *error);
/* True for HTTP status 200; else error says what the status means here. */
bool cm_http_is_good(const struct prov_response *response, struct prov_error *error);
/* Parses an answer of HTTP status 200. NULL: error. */
struct prov_json *cm_parse(const struct prov_op *op, const struct prov_response *response, struct prov_error *error);
/* The judge of every write; write->data is its struct cm_write. */
enum prov_verdict cm_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response);

/* --- wire.c --- */
/* Path of a call below /api/v1: up to five parts. */
struct cm_path {
	const char *parts[6]; /* ends with a NULL */
};

/* The form of a call by the admin account, its credentials in front. False: op->error, and the form is ended. */
bool cm_form_begin(struct prov_op *op, struct prov_form *form);
/* The same for a call by an end user. */
void cm_form_begin_user(struct prov_form *form, const char *username, const char *password, size_t length);
void cm_form_end(struct prov_form *form);
/* Fields that many calls have; absent inputs add nothing. */
void cm_form_user(struct prov_form *form, const char *username);
void cm_form_tenant(const struct prov_op *op, struct prov_form *form);
void cm_form_self_address(const struct prov_op *op, struct prov_form *form);

/* A parsed answer and its bytes. */
struct cm_answer {
	struct prov_response response;
	struct prov_json *json;
	struct cm_reply reply; /* what it says of itself; borrowed from json */
};
void cm_answer_free(struct cm_answer *answer);
/*
 * Sends a form as a read; *form is ended here. True: an answer came and could be parsed, Comet's refusal among them
 * (cm_reply_is_error). False: op->error; nothing to free.
 */
bool cm_ask(struct prov_op *op, struct cm_path path, struct prov_form *form, struct cm_answer *answer);
/* As cm_ask, but a refusal is an error too. */
bool cm_read(struct prov_op *op, struct cm_path path, struct prov_form *form, struct cm_answer *answer);

/* Who takes an answer's bytes as they come. */
struct cm_sink {
	prov_sink_write *write;
	prov_sink_restart *restart;
	void *target;
};
/* Sends a form as a read whose answer goes to a sink; *form is ended here. The caller judges and frees the response. */
bool cm_read_into(struct prov_op *op, struct cm_path path, struct prov_form *form, const struct cm_sink *sink,
    struct prov_response *response);

/* Who takes the elements of a list or map that may be as long as the server is large. */
struct cm_list_target {
	bool map; /* members of an object: name is each one's; else NULL */
	/* False: op->error is set, reading ends. */
	bool (*each)(
	    struct prov_op *op, void *target, const char *name, size_t name_length, const struct prov_json *element);
	void (*restart)(void *target); /* it comes again from its beginning: forget what came */
	void *target;
};
bool cm_read_list(struct prov_op *op, struct cm_path path, struct prov_form *form, const struct cm_list_target *to);

/* A write under way: URL and form live here, because the request only points at them. */
struct cm_write {
	struct prov_buf url;
	struct prov_form form;
	/* Takes what a success carries besides its Status. False: error; the write's outcome then counts as unknown. NULL:
	 * nothing. */
	bool (*take)(struct prov_op *op, void *target, const struct prov_json *answer, const struct prov_response *response,
	    struct prov_error *error);
	void *target; /* for take and settle */
};
/* Prepares a POST of the form in cm->form (begun by cm_form_begin). False: op->error; cm_write_end all the same. */
bool cm_write_begin(struct prov_op *op, struct prov_write *write, struct cm_write *cm, enum prov_class class_,
    const char *step, struct cm_path path);
void cm_write_end(struct cm_write *cm);

/* --- profile.c --- */
struct cm_profile {
	bool exists;
	struct prov_buf text;   /* the profile's bytes as they came; wiped */
	struct prov_json *json; /* the same, parsed */
	char hash[CM_HASH_MAX];
	const char *account_name; /* borrowed from json */
	size_t account_name_length;
	bool suspended;
};
void cm_profile_init(struct cm_profile *profile);
void cm_profile_free(struct cm_profile *profile);
/* Reads it; exists is false when there is no such account. */
bool cm_profile_read(struct prov_op *op, const char *username, struct cm_profile *profile);
/*
 * Takes Profile and ProfileHash out of an answer that has them; servers of old leave them out of some: exists says
 * whether they were there.
 */
bool cm_profile_take(struct prov_op *op, struct cm_profile *profile, const struct prov_json *answer,
    const struct prov_response *response, struct prov_error *error);
/* Members: one that is missing or null has its zero value, one of another type is PROV_ERROR_PROTOCOL. */
bool cm_member_text(
    const struct prov_json *object, const char *key, const char **text, size_t *length, struct prov_error *error);
bool cm_member_int(const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error);
bool cm_member_bool(const struct prov_json *object, const char *key, bool *boolean, struct prov_error *error);
/* NULL when it is missing or null; *good is false, with error, for another type. */
const struct prov_json *cm_member_object(
    const struct prov_json *object, const char *key, bool *good, struct prov_error *error);
/* How many members an object has that may be missing. */
size_t cm_member_count(const struct prov_json *object, const char *key);

/* --- update.c --- */
/* What is to change in a profile: only what differs from what stands there. */
struct cm_changes {
	const struct cm_profile *profile;
	struct prov_json_span whole; /* the profile */
	struct prov_json_edits edits;
	struct prov_buf shown; /* "IsSuspended=true, …", for records and errors */
};
void cm_change_bool(struct cm_changes *changes, struct prov_json_span object, const char *name, bool boolean);
void cm_change_int(struct cm_changes *changes, struct prov_json_span object, const char *name, int64_t number);
/* A text becomes empty. */
void cm_change_empty(struct cm_changes *changes, struct prov_json_span object, const char *name);
/* A text of the profile itself. */
void cm_change_text(struct cm_changes *changes, const char *name, const char *text, size_t length);
/* A text of the profile itself becomes a list of this one. */
void cm_change_list_of_one(struct cm_changes *changes, const char *name, const char *text, size_t length);
/* What an operation wants of a profile. */
struct cm_wish {
	/* Adds the changes that fulfil it; asked again whenever the profile was changed by somebody else. */
	void (*want)(const struct prov_op *op, struct cm_changes *changes, const void *data);
	const void *data;
	const char *label; /* stands behind our marker where the account has no name yet; NULL: nothing does */
};
/*
 * Brings the owned account's profile to what is wanted, our marker included when it lacks it; profile is then the new
 * one. Somebody else's change in between is read and the wish applied to it, five times at most. *changed says whether
 * anything had to be sent.
 */
bool cm_profile_update(
    struct prov_op *op, const char *username, struct cm_profile *profile, const struct cm_wish *wish, bool *changed);

/* --- ownership.c --- */
enum cm_mark {
	CM_MARK_NONE,
	CM_MARK_OURS,
	CM_MARK_OTHER, /* another service's */
};
/* What the first word of the account's name says. */
bool cm_mark_of(struct prov_op *op, const struct cm_profile *profile, enum cm_mark *mark);
/* The account's name (or the label, when it has none) with our marker in front, in place of another's. */
bool cm_marked_name(struct prov_op *op, const struct cm_profile *profile, const char *label, struct prov_buf *name);
/* What proves an account without marker. */
enum cm_proof {
	CM_PROOF_PASSWORD,    /* the service's password opens it */
	CM_PROOF_NEW_ACCOUNT, /* the same, and it has no device yet: create's own, which was cut off */
};
/* Whose the account of a profile is, and why it is not this service's. False: op->error. */
bool cm_judge_account(struct prov_op *op, const char *username, const struct cm_profile *profile, enum cm_proof proof,
    enum prov_ownership *ownership, char *why, size_t size);
/* Reads the service's account and states whose it is. True also when it is absent. name has room for CM_NAME_MAX. */
bool cm_own(struct prov_op *op, char *name, struct cm_profile *profile);
/* The same; an absent one is PROV_ERROR_NOT_FOUND. */
bool cm_need(struct prov_op *op, char *name, struct cm_profile *profile);
enum cm_login {
	CM_LOGIN_UNKNOWN, /* op->error */
	CM_LOGIN_OPENS,
	CM_LOGIN_REFUSED,
	CM_LOGIN_SECOND_FACTOR, /* the account asks for a code besides: says nothing of the password */
};
/* Whether a password opens an account. The session that it opens is closed again. */
enum cm_login cm_try_login(struct prov_op *op, const char *username, const char *password, size_t length);

/* --- names.c --- */
/* True for a user name that Comet takes; an empty one is none. */
bool cm_name_is_usable(const char *name, size_t length);
/* The stored name of the service; one that stands for "see the custom field" counts as none. NULL: none. */
const char *cm_stored_name(const struct prov_op *op);
#define CM_NAMES 2
/*
 * The names that create tries, in this order: the chosen one (or the stored one, or one made of the client), and the
 * same with the service's number behind it, for when the first is another's.
 */
bool cm_names_to_try(struct prov_op *op, char names[CM_NAMES][CM_NAME_MAX + 1]);

/* --- policy.c --- */
/* Sees that the product's policy group is there; makes one that the product was told to make. NULL is no group. */
bool cm_policy_ensure(struct prov_op *op, const char *policy);

/* --- limits.c --- */
struct cm_limits {
	int64_t devices, protected_bytes, vault_bytes;  /* 0: unlimited */
	bool has_microsoft_365, has_hyperv, has_vmware; /* others are left as they are */
	int64_t microsoft_365, hyperv, vmware;
};
void cm_limits_from_params(const struct prov_op *op, struct cm_limits *limits);
/* Adds to the changes what brings the account to the limits. */
void cm_limits_want(struct cm_changes *changes, const struct cm_limits *limits);
/* The limits that a profile holds, as a map of the result. */
bool cm_limits_report(struct prov_op *op, const struct cm_profile *profile, struct prov_value *map);
bool cm_change_package(struct prov_op *op);

/* --- vault.c --- */
/* Asks for the account's storage vault; profile is then the new one. */
bool cm_vault_request(struct prov_op *op, const char *username, const char *provider, struct cm_profile *profile);

/* --- password.c --- */
/* PROV_ERROR_LIMIT for one that Comet would refuse. */
bool cm_password_is_usable(struct prov_op *op, const char *password, size_t length);
/* Sets an owned account's password; needs the recovery code that its profile holds. */
bool cm_password_set(
    struct prov_op *op, const char *username, const struct cm_profile *profile, const char *password, size_t length);
bool cm_change_password(struct prov_op *op);

/* --- buckets.c --- */
#define CM_BUCKETS_MAX 64
#define CM_BUCKET_NAME_MAX 128
struct cm_bucket {
	char id[CM_BUCKET_NAME_MAX + 1];
	size_t length;
	bool listed; /* this server holds it */
	bool shared; /* another account's vault is in it */
};
struct cm_buckets {
	struct cm_bucket items[CM_BUCKETS_MAX];
	size_t count;
};
/* The account's storage buckets, and which of them may be erased. False when not all of its data is in reach. */
bool cm_buckets_find(
    struct prov_op *op, const char *username, const struct cm_profile *profile, struct cm_buckets *buckets);
/* Erases those that this server holds for this account alone; their names go into list. */
bool cm_buckets_erase(struct prov_op *op, const struct cm_buckets *buckets, struct prov_value *list);

/* --- terminate.c --- */
/* Deletes an owned account. Settled by reading. */
bool cm_user_delete(struct prov_op *op, const char *username);
bool cm_terminate(struct prov_op *op);

/* --- figures.c --- */
/* What an account uses. */
struct cm_figures {
	int64_t devices, items, protected_bytes, vault_bytes;
	int64_t microsoft_365, hyperv, vmware;
	int64_t vault_limit_bytes; /* of the vaults that have a limit */
};
bool cm_figures_of(const struct prov_json *profile, struct cm_figures *figures, struct prov_error *error);
void cm_figures_report(const struct cm_figures *figures, struct prov_value *map);
/* An item's last job, however it went or goes; NULL when there was none. */
const struct prov_json *cm_last_job(const struct prov_json *source);
/* How large a Protected Item is, and how much a vault holds, in bytes. */
bool cm_source_size(const struct prov_json *source, int64_t *size, struct prov_error *error);
bool cm_vault_size(const struct prov_json *vault, int64_t *size, struct prov_error *error);

/* --- words.c --- */
const char *cm_job_kind(int64_t classification);
const char *cm_job_state(int64_t status);
const char *cm_vault_kind(int64_t type);
const char *cm_item_kind(const char *engine, size_t length);

/* --- jobs.c --- */
#define CM_JOBS_MAX 500
/* Adds the jobs of the last days to a list, newest first. */
bool cm_jobs_read(
    struct prov_op *op, const char *username, const struct cm_profile *profile, int64_t days, struct prov_value *list);
bool cm_jobs(struct prov_op *op);

/* --- create.c, state.c, account.c, listing.c, login.c, catalogue.c, download.c, server.c --- */
bool cm_create(struct prov_op *op);
bool cm_suspend(struct prov_op *op);
bool cm_unsuspend(struct prov_op *op);
bool cm_status(struct prov_op *op);
bool cm_usage(struct prov_op *op);
bool cm_list_accounts(struct prov_op *op);
bool cm_sso(struct prov_op *op);
bool cm_admin_sso(struct prov_op *op);
bool cm_policies(struct prov_op *op);
bool cm_storage_providers(struct prov_op *op);
bool cm_installers(struct prov_op *op);
bool cm_download_installer(struct prov_op *op);
bool cm_test_connection(struct prov_op *op);

#endif
