/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cookie: what MeshCentral's login key makes: a short JSON text, encrypted, that says who comes and until when. Whoever
 * has the key can be anyone on that server, so each cookie is for one use within a minute, counted on the server's
 * clock, and made when it is needed.
 */
#include "backends/meshcentral/meshcentral.h"

#include <string.h>

#include "lib/credential.h"
#include "lib/mem.h"

#define TEXT_MAX 2048
#define ONCE_LENGTH 24
#define LIFE_MINUTES 1
#define CLIENT_COOKIE 3 /* MeshCentral's number of the kind of cookie that opens a browser session */

/* nonce, tag, ciphertext */
#define HEAD_LENGTH (PROV_GCM_NONCE_LENGTH + PROV_GCM_TAG_LENGTH)

static bool append_hex(struct prov_buf *out, const unsigned char *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	bool done = !out->failed;

	for (size_t i = 0; done && i < length; i++) {
		done = prov_buf_append_char(out, digits[bytes[i] >> 4]) && prov_buf_append_char(out, digits[bytes[i] & 0xF]);
	}
	return done;
}

/* base64 with '@' and '$' in the places of '+' and '/'. */
static bool append_base64(struct prov_buf *out, const unsigned char *bytes, size_t length)
{
	size_t begin = out->length;

	if (!prov_base64_encode(bytes, length, out)) {
		return false;
	}
	for (size_t i = begin; i < out->length; i++) {
		if (out->data[i] == '+') {
			out->data[i] = '@';
		} else if (out->data[i] == '/') {
			out->data[i] = '$';
		}
	}
	return true;
}

bool mesh_cookie_encode(const unsigned char key[PROV_AES256_KEY_LENGTH],
    const unsigned char nonce[PROV_GCM_NONCE_LENGTH], const char *text, size_t length, bool hex,
    struct prov_buf *cookie)
{
	unsigned char bytes[HEAD_LENGTH + TEXT_MAX];
	bool done;

	if (length > TEXT_MAX) {
		return false;
	}
	memcpy(bytes, nonce, PROV_GCM_NONCE_LENGTH);
	done = prov_aes256_gcm_encrypt(key, nonce, text, length, bytes + HEAD_LENGTH, bytes + PROV_GCM_NONCE_LENGTH);
	done = done &&
	       (hex ? append_hex(cookie, bytes, HEAD_LENGTH + length) : append_base64(cookie, bytes, HEAD_LENGTH + length));
	prov_wipe(bytes, sizeof(bytes));
	return done;
}

/* Who comes. The control channel and the login page each know one of the two forms. */
static bool write_text(
    struct prov_op *op, const char *user_id, bool for_browser, const char *once, struct prov_buf *out)
{
	const struct mesh_session *session = mesh_session_of(op);
	struct prov_json *text = prov_json_new_object();
	bool done;

	if (for_browser) {
		done = prov_json_set_text(text, "u", user_id, strlen(user_id)) && prov_json_set_int(text, "a", CLIENT_COOKIE);
	} else {
		done = prov_json_set_text(text, "userid", user_id, strlen(user_id)) &&
		       prov_json_set_text(text, "domainid", session->domain, strlen(session->domain));
	}
	done = done && prov_json_set_int(text, "time", mesh_session_time(op)) &&
	       prov_json_set_int(text, "expire", LIFE_MINUTES) && prov_json_set_text(text, "once", once, strlen(once)) &&
	       prov_json_print(text, out);
	prov_json_free(text);
	return done;
}

bool mesh_cookie_make(
    struct prov_op *op, const char *user_id, bool for_browser, struct prov_buf *cookie, struct prov_error *error)
{
	const struct mesh_session *session = mesh_session_of(op);
	const struct prov_random *random = &op->transport->random;
	unsigned char nonce[PROV_GCM_NONCE_LENGTH];
	char once[ONCE_LENGTH + 1];
	struct prov_buf text;
	bool done;

	if (!random->fill(random->source, nonce, sizeof(nonce)) ||
	    !prov_name_generate(random, ONCE_LENGTH, once, sizeof(once), error)) {
		return prov_error_set(error, PROV_ERROR_REMOTE, "the system's source of random bytes failed");
	}
	prov_buf_init(&text, TEXT_MAX);
	prov_buf_reset(cookie);
	done = write_text(op, user_id, for_browser, once, &text) &&
	       mesh_cookie_encode(session->credential.key, nonce, text.data, text.length, session->hex_cookies, cookie) &&
	       prov_secrets_add(&op->call->secrets, cookie->data, cookie->length);
	prov_buf_wipe(&text);
	return done || prov_error_memory(error);
}
