/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * meshcentral: what the files of this folder share. A service is one device group and one account that is a member of
 * it. All goes over one WebSocket, /control.ashx.
 *
 *   backend.c        inputs and the table of operations
 *   credential.c     how to log in, from the inputs           cookie.c     what a login key makes
 *   session.c        logging in, and picking out answers      wire.c       one message and its answer
 *   verdict.c        what an answer means                     lists.c      lists of the whole server
 *   group.c, account.c   one of a list                        service.c    finding a service, whose it is, marking it
 *   names.c          names that create gives                  rights.c     rights of a package
 *   create.c, state.c, package.c, password.c, terminate.c     login.c      sso
 *   listing.c        status, usage, list_accounts             devices.c    devices, agent_links
 *   server.c         test_connection
 *
 * Facts: MeshCentral 1.1.55. "ok" is no proof (edituser says it also when it changed nothing), changeuserpass never
 * answers, lists carry only the tag of what asked for them, and deleted groups come back with their members when one of
 * their agents does: an account must go before its group.
 */
#ifndef PROVISION_BACKENDS_MESHCENTRAL_H
#define PROVISION_BACKENDS_MESHCENTRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/crypto.h"
#include "lib/json.h"
#include "lib/operation_channel.h"

#define MESH_ID_MAX 134                                        /* characters of a group's id */
#define MESH_NAME_MAX 256                                      /* of an account's name */
#define MESH_DOMAIN_MAX 64                                     /* of a server domain's id */
#define MESH_GROUP_MAX 128                                     /* of a group's name */
#define MESH_DESC_MAX 1024                                     /* of a group's description */
#define MESH_USER_ID_MAX (MESH_NAME_MAX + MESH_DOMAIN_MAX + 8) /* of an account's id, user/domain/name */
#define MESH_MARKER_SIZE 80
#define MESH_PASSWORD_MAX 256

/* --- backend.c: the inputs --- */
extern const struct prov_field mesh_field_server_url;
extern const struct prov_field mesh_field_product_key;
extern const struct prov_field mesh_field_server_key;
extern const struct prov_field mesh_field_server_username;
extern const struct prov_field mesh_field_server_password;
extern const struct prov_field mesh_field_server_domain;
extern const struct prov_field mesh_field_url_key;
extern const struct prov_field mesh_field_cookie_encoding;
extern const struct prov_field mesh_field_public_url;
extern const struct prov_field mesh_field_admin_name;
extern const struct prov_field mesh_field_rights;
extern const struct prov_field mesh_field_site_rights;
extern const struct prov_field mesh_field_invite_hours;
extern const struct prov_field mesh_field_remove_agents;
extern const struct prov_field mesh_field_device_limit;
extern const struct prov_field mesh_field_name_prefix;
extern const struct prov_field mesh_field_username;
extern const struct prov_field mesh_field_mesh_id;
extern const struct prov_field mesh_field_password;
extern const struct prov_field mesh_field_first_name;
extern const struct prov_field mesh_field_last_name;
extern const struct prov_field mesh_field_company;
extern const struct prov_field mesh_field_email;

/* --- credential.c --- */
enum mesh_login {
	MESH_LOGIN_KEY,   /* the server's login key, as one of its accounts */
	MESH_LOGIN_TOKEN, /* ~t:... */
	MESH_LOGIN_ACCOUNT,
};

struct mesh_service;

struct mesh_credential {
	enum mesh_login login;
	char name[MESH_NAME_MAX + 1];         /* token or account that logs in, or account that a login key acts as */
	char password[MESH_PASSWORD_MAX + 1]; /* "" with a login key */
	bool has_key;                         /* a login key is there, whether it logs in or not */
	unsigned char key[PROV_AES256_KEY_LENGTH];
};

/* From the inputs. What it holds is wiped by who holds it. */
bool mesh_credential_read(struct prov_op *op, struct mesh_credential *credential);

/* --- cookie.c --- */
/*
 * Appends the cookie of a login key for this text: what MeshCentral decrypts to know who comes. nonce must be fresh.
 */
bool mesh_cookie_encode(const unsigned char key[PROV_AES256_KEY_LENGTH],
    const unsigned char nonce[PROV_GCM_NONCE_LENGTH], const char *text, size_t length, bool hex,
    struct prov_buf *cookie);
/*
 * A cookie for one use within a minute of the server's clock: as this account (a full id) on the control channel, or,
 * for a login page, in a browser. It is a secret of the operation from then on.
 */
bool mesh_cookie_make(
    struct prov_op *op, const char *user_id, bool for_browser, struct prov_buf *cookie, struct prov_error *error);

/* --- clock.c --- */
/* This machine's clock before the server's: how much at least and at most. Zeroed: as if both agreed. */
struct mesh_clock {
	int64_t ahead_min_ms;
	int64_t ahead_max_ms;
	bool known;
};

/*
 * Takes the server's reading (Unix milliseconds, cut to its resolution), and our own from before and after the exchange
 * that brought it.
 */
void mesh_clock_compare(
    struct mesh_clock *clock, int64_t before_ms, int64_t after_ms, int64_t server_ms, int64_t resolution_ms);
/* Whole seconds that this machine's clock is before the server's at least; negative: behind. 0: they may well agree. */
int64_t mesh_clock_skew(const struct mesh_clock *clock);
/* The server's clock when ours is at unix_ms, in seconds since 1970. */
int64_t mesh_clock_server_seconds(const struct mesh_clock *clock, int64_t unix_ms);

/* --- session.c --- */
/* What is known of the server and of who is logged in there. One for each operation, on the heap. */
struct mesh_session {
	struct mesh_credential credential;
	char folder[MESH_DOMAIN_MAX + 1]; /* of the server's address, "" for none */
	char domain[MESH_DOMAIN_MAX + 1]; /* id of the server domain, "" for the default one */
	bool hex_cookies;
	/* the client's own name and password, for a channel as himself; NULL: the credential's. Borrowed */
	const char *client_name;
	const char *client_password;
	struct mesh_clock clock;
	int64_t opening_ms; /* by this machine's clock: when the opening began */

	/* of the channel that is open, or was last */
	struct prov_buf url;
	struct prov_buf header;
	unsigned heard;   /* messages */
	char refusal[48]; /* "noauth/noauth-2d" when the server refused the login, "" else */

	/* what the server said of itself and of the account that is logged in, at the last greeting */
	char server_name[256];
	char user_id[MESH_USER_ID_MAX + 1];
	char user_name[MESH_NAME_MAX + 1];
	uint32_t site_rights;
	uint32_t features;

	/* the message heard last */
	char action[32];
	char response_id[16];
	char tag[16];
	unsigned next_id;
};

/* Makes the operation's session; nothing is sent yet. False: the inputs do not do. */
bool mesh_session_begin(struct prov_op *op);
struct mesh_session *mesh_session_of(const struct prov_op *op);
/* Ends the channel; the next one logs in with the client's own password (both borrowed), or as before (both NULL). */
void mesh_session_as_client(struct prov_op *op, const char *name, const char *password);
/* Whether this error of a channel's opening says that MeshCentral itself found name and password, or key, wrong. */
bool mesh_login_refused(const struct prov_op *op, const struct prov_error *error);
/* Seconds since 1970 by the server's clock, as far as it is known. */
int64_t mesh_session_time(const struct prov_op *op);
/* Server features that the greeting tells. */
#define MESH_FEATURE_NAME_IS_EMAIL UINT32_C(0x00200000)
#define MESH_FEATURE_UNTRUSTED_CERTIFICATE UINT32_C(0x80000000)

/* --- wire.c --- */
/* A message under way, and what its answer is known by. Lives until the answer is judged. */
struct mesh_message {
	const char *action; /* of the message and of its answer */
	char id[16];
	const char *refused_by;   /* action of a message that comes in place of an answer; NULL: none */
	const char *awaited_user; /* the answer is the event that this account's password was changed; NULL: an answer */
	struct prov_buf body;     /* wiped: it may hold a password */
	/* for judges and settling */
	const struct mesh_service *service;
	void *data;
	char made_id[MESH_ID_MAX + 1]; /* createmesh: the new group */
};

/* {"action":...}, to be filled in further. NULL when memory is short. */
struct prov_json *mesh_command(const char *action);
/* Prepares a message of this body (taken over) as a request. False: op->error; mesh_message_end all the same. */
bool mesh_message_begin(struct prov_op *op, struct mesh_message *message, struct prov_request *request,
    enum prov_class class_, struct prov_json *body);
void mesh_message_end(struct mesh_message *message);
/*
 * A read: the parsed answer to body (a mesh_command of that action, taken over), free it; NULL: op->error. An answer
 * with a `result` other than ok is an error. patience_ms: at most so long for the answer; 0: until the deadline.
 */
struct prov_json *mesh_ask(struct prov_op *op, const char *action, struct prov_json *body, int64_t patience_ms);
/*
 * A write: as mesh_message_begin, with mesh_judge as judge. message->action says how its answer is judged; settle is
 * the caller's.
 */
bool mesh_write_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    enum prov_class class_, const char *step, struct prov_json *body);

/* --- verdict.c --- */
/* MeshCentral's own words for a refusal as kind, plain words and backend_code. False: these words are not known. */
bool mesh_error_from_result(const struct prov_op *op, const struct prov_json *answer, const char *result, size_t length,
    struct prov_error *error);
/* The judge of every write; write->data is its struct mesh_message. */
enum prov_verdict mesh_judge(struct prov_op *op, struct prov_write *write, const struct prov_response *response);
/* Cause and message of a {"action":"close"} as an error. */
void mesh_error_from_close(const struct prov_op *op, const struct mesh_session *session, const struct prov_json *close,
    struct prov_error *error);

/* --- lists.c --- */
enum mesh_list {
	MESH_LIST_GROUPS,
	MESH_LIST_ACCOUNTS,
	MESH_LIST_LAST_SEEN
};
#define MESH_LISTS_MAX 2

/* Lists that were asked for together. */
struct mesh_lists {
	enum mesh_list kinds[MESH_LISTS_MAX];
	size_t count;
	struct prov_response responses[MESH_LISTS_MAX];
};

/* Receives one element; of devices with the id of their group, else "". False: op->error. */
typedef bool mesh_list_each(struct prov_op *op, void *target, const char *group_id, const struct prov_json *element);

/* Asks for the kinds that are set. False: op->error. mesh_lists_free them. */
bool mesh_lists_read(struct prov_op *op, struct mesh_lists *lists);
void mesh_lists_free(struct mesh_lists *lists);
/* Hands over each element of groups or accounts, one in memory at a time. False: op->error. */
bool mesh_lists_each(
    struct prov_op *op, const struct mesh_lists *lists, enum mesh_list kind, mesh_list_each *each, void *target);
/* Asks for devices, of one group or (NULL) of all, page by page where the server has pages, and hands each over. */
bool mesh_devices_each(struct prov_op *op, const char *group_id, mesh_list_each *each, void *target);
/* When each device was connected last, of all that the server knows: by its id, in milliseconds since 1970. */
bool mesh_last_seen_each(struct prov_op *op,
    bool (*each)(void *target, const char *device_id, size_t length, int64_t time_ms), void *target);

/* --- group.c, account.c --- */
struct mesh_member {
	char *id; /* owned */
	int64_t rights;
};

struct mesh_group {
	bool exists;
	char id[MESH_ID_MAX + 1];
	char *name;    /* owned, "" when it has none */
	char *desc;    /* owned, "" when it has none */
	char *creator; /* id of the account that made it; owned */
	int64_t created_ms;
	struct mesh_member *members; /* owned */
	size_t member_count;
};

void mesh_group_free(struct mesh_group *group);
/* Reads one element of `meshes`. False: error. */
bool mesh_group_from_json(const struct prov_json *object, struct mesh_group *group, struct prov_error *error);
/* mesh/<domain>/ and 64 letters, digits, '@' and '$': what may stand in a link or behind single quotes. */
bool mesh_is_group_id(const char *id);
/* The last part of a group's id. */
const char *mesh_short_id(const char *id);
/* The first word of a description or real name, when it is a marker of ours ("whmcs:..."); NULL: it has none. */
const char *mesh_marker_in(const char *text, size_t *length);
bool mesh_has_marker(const char *text, const char *marker);

struct mesh_account {
	bool exists;
	char id[MESH_USER_ID_MAX + 1];
	char name[MESH_NAME_MAX + 1];
	char *real_name; /* owned, "" when there is none */
	char *email;     /* owned, "" when there is none */
	uint32_t site_rights;
	bool has_quota;
	int64_t quota;
	int64_t created, last_login, password_changed; /* Unix seconds; 0 when unknown, -1 for a password to be changed */
	bool linked;                                   /* a member of the group that was asked about */
	int64_t rights;                                /* in that group */
};

void mesh_account_free(struct mesh_account *account);
/* Reads one element of `users`; membership is looked up in the group of that id (NULL: in none). False: error. */
bool mesh_account_from_json(
    const struct prov_json *object, const char *group_id, struct mesh_account *account, struct prov_error *error);
/* Of userinfo. */
uint32_t mesh_site_rights_of(const struct prov_json *object);
/* The account manages users or the server itself: never a client's. */
bool mesh_is_manager(uint32_t site_rights);
/* Members that may be missing or null: "" and 0 then. One of another type is an error of the protocol. */
bool mesh_take_text(const struct prov_json *object, const char *key, char **copy, struct prov_error *error);
bool mesh_take_number(const struct prov_json *object, const char *key, int64_t *number, struct prov_error *error);
bool mesh_wrong_type(struct prov_error *error, const char *key);
/* user/<domain>/<name in lower case>. False: too long. */
bool mesh_user_id(const char *domain, const char *name, char id[MESH_USER_ID_MAX + 1]);

/* --- service.c --- */
struct mesh_service {
	char marker[MESH_MARKER_SIZE];
	struct mesh_group group;
	struct mesh_account account;
	bool account_marked;
	bool name_taken;      /* an account that is not this service's has the service's user name */
	bool more_groups;     /* beside `group` there are others that are ours */
	bool made_name_taken; /* and one has the name that create would make; looked up where made_name is set */
	char made_name[MESH_NAME_MAX + 1]; /* set by create before reading */
};

void mesh_service_init(struct mesh_service *service);
void mesh_service_free(struct mesh_service *service);
/* Reads group and account and states whose they are. True also when they are absent. */
bool mesh_service_read(struct prov_op *op, struct mesh_service *service);
/* Whether the name of the account, if there is one, could be read: it logs in, and is stored. */
bool mesh_service_has_name(struct prov_op *op, const struct mesh_service *service);
/* The same for what must be there: an absent group or account is PROV_ERROR_NOT_FOUND, an administrator a conflict. */
bool mesh_service_need(struct prov_op *op, struct mesh_service *service);
/* And both carry our marker afterwards. */
bool mesh_service_need_marked(struct prov_op *op, struct mesh_service *service);
/* Adds our marker where it is missing. */
bool mesh_service_mark(struct prov_op *op, struct mesh_service *service);
/* Reads the account again, as it is now; exists is false when it is gone. */
bool mesh_account_read(
    struct prov_op *op, const struct mesh_service *service, const char *id, struct mesh_account *account);
/* Locked, or not a member of its group: the client can do nothing. */
bool mesh_is_suspended(const struct mesh_account *account);

/* --- rights.c --- */
#define MESH_SITE_MANAGE_USERS UINT32_C(2)
#define MESH_SITE_LOCKED UINT32_C(32)
#define MESH_SITE_NO_NEW_GROUPS UINT32_C(64)
#define MESH_SITE_FULL UINT32_C(0xFFFFFFFF)

struct mesh_package {
	int64_t rights;       /* in the group */
	uint32_t site_rights; /* those that a package decides */
	int64_t device_limit; /* 0: none */
};

bool mesh_package_read(struct prov_op *op, struct mesh_package *package);
/* The account's site rights with the package's in place of those that a package decides. */
uint32_t mesh_package_apply(const struct mesh_package *package, uint32_t site_rights);
void mesh_package_report(const struct mesh_package *package, struct prov_value *map);

/* --- names.c --- */
/* <prefix><service>, the name that create makes. */
bool mesh_made_name(struct prov_op *op, char name[MESH_NAME_MAX + 1]);
/* The name that the new account is to have, by what the inputs say, the server takes and others have. */
bool mesh_new_name(struct prov_op *op, const struct mesh_service *service, char name[MESH_NAME_MAX + 1]);
/* "Company #41" or "First Last #41"; "whmcs:41 First Last". */
bool mesh_new_group_name(struct prov_op *op, char name[MESH_GROUP_MAX + 1]);
bool mesh_new_real_name(struct prov_op *op, const char *marker, char name[MESH_NAME_MAX + 1]);

/* --- state.c: edits of an account, verified --- */
/* Prepares edituser; real_name may be NULL. The quota goes back as it was read: left out, it would be erased. */
bool mesh_account_edit_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    const struct mesh_service *service, const char *step, uint32_t site_rights, const char *real_name);
/* Prepares addmeshuser: membership with these rights, or, below 0, none. */
bool mesh_member_edit_begin(struct prov_op *op, struct prov_write *write, struct mesh_message *message,
    const struct mesh_service *service, const char *step, int64_t rights);
/*
 * Brings the account to these site rights and this membership (rights below 0: none), in one go, and verifies it.
 * *changed says whether anything had to be sent.
 */
bool mesh_account_bring(
    struct prov_op *op, struct mesh_service *service, uint32_t site_rights, int64_t rights, bool *changed);

/* --- password.c --- */
/* Sets the password of the service's account and makes sure that it took effect. */
bool mesh_password_set(struct prov_op *op, const struct mesh_service *service, const char *password, size_t length);
/* Whether the password opens the account. False: it cannot be told (op->error). */
bool mesh_password_fits(struct prov_op *op, const char *name, const char *password, bool *fits);

/* --- terminate.c: for the undo of create as well --- */
bool mesh_delete_account(struct prov_op *op, const struct mesh_service *service);
bool mesh_delete_group(struct prov_op *op, const struct mesh_service *service);

/* --- login.c, devices.c --- */
/* What clients' links begin with: public_url, or the server's address; folder is that of the path. */
bool mesh_client_base(struct prov_op *op, struct prov_origin *origin, char folder[MESH_DOMAIN_MAX + 1]);

/* --- operations --- */
bool mesh_test_connection(struct prov_op *op);
bool mesh_create(struct prov_op *op);
bool mesh_suspend(struct prov_op *op);
bool mesh_unsuspend(struct prov_op *op);
bool mesh_terminate(struct prov_op *op);
bool mesh_change_password(struct prov_op *op);
bool mesh_change_package(struct prov_op *op);
bool mesh_status(struct prov_op *op);
bool mesh_usage(struct prov_op *op);
bool mesh_list_accounts(struct prov_op *op);
bool mesh_sso(struct prov_op *op);
bool mesh_devices(struct prov_op *op);
bool mesh_agent_links(struct prov_op *op);

#endif
