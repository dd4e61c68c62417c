/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * idn_domain: canonical domain names; the only file that includes libidn2's header. Plain ASCII names are judged here
 * alone. Names with other characters or with A-labels (xn--…) go through libidn2, and their canonical form must decode
 * and encode to itself: two spellings of one name that a product might tell apart must not both come out of here.
 */
#include "lib/idn_domain.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <idn2.h>

#include "lib/text.h"

#define INPUT_MAX 1024 /* bytes: 253 characters of any script fit */
#define LABEL_MAX 63

/* Unicode's lookup mapping (UTS 46, non-transitional: ß stays ß) with input in any normal form. */
#define LOOKUP_FLAGS (IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL)

static bool refuse(struct prov_error *error, const char *why)
{
	return prov_error_set(error, PROV_ERROR_CONFIGURATION, "this is no usable domain name: %s", why);
}

static bool refuse_by_library(struct prov_error *error, int code)
{
	return code == IDN2_MALLOC ? prov_error_memory(error) : refuse(error, idn2_strerror(code));
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Drops blanks around, lowers ASCII letters, refuses what is no text. The copy ends with a NUL. */
static bool tidy(const char *text, size_t length, char copy[INPUT_MAX + 1], struct prov_error *error)
{
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
		length--;
	}
	while (length > 0 && (text[0] == ' ' || text[0] == '\t')) {
		text++;
		length--;
	}
	if (length == 0) {
		return refuse(error, "it is empty");
	}
	if (length > INPUT_MAX) {
		return refuse(error, "it is too long");
	}
	for (size_t at = 0; at < length;) {
		uint32_t code_point = 0;
		size_t used = prov_utf8_next(text + at, length - at, &code_point);

		if (used == 0) {
			return refuse(error, "it is not valid UTF-8");
		}
		if (prov_is_control(code_point)) {
			return refuse(error, "it has a control character");
		}
		at += used;
	}
	for (size_t at = 0; at < length; at++) {
		copy[at] = ascii_lower(text[at]);
	}
	copy[length] = '\0';
	return true;
}

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80) {
			return false;
		}
	}
	return true;
}

static bool is_a_label(const char *label)
{
	return strncmp(label, "xn--", 4) == 0;
}

static bool has_a_label(const char *name)
{
	for (const char *label = name; label; label = strchr(label, '.')) {
		label += label[0] == '.' ? 1 : 0;
		if (is_a_label(label)) {
			return true;
		}
	}
	return false;
}

/* Keeps a converted name without its trailing dot (which may have been a dot of another script: U+3002). */
static bool store(struct prov_domain *domain, const char *name, struct prov_error *error)
{
	size_t length = strlen(name);

	if (length > 0 && name[length - 1] == '.') {
		length--;
	}
	if (length > PROV_DOMAIN_MAX) {
		return refuse(error, "it has more than 253 characters");
	}
	memcpy(domain->ascii, name, length);
	domain->ascii[length] = '\0';
	return true;
}

/* The canonical form by libidn2. */
static bool look_up(const char *name, struct prov_domain *domain, struct prov_error *error)
{
	uint8_t *ascii = NULL;
	int code = idn2_lookup_u8((const uint8_t *)name, &ascii, LOOKUP_FLAGS);
	bool good;

	if (code != IDN2_OK) {
		return refuse_by_library(error, code);
	}
	good = store(domain, (const char *)ascii, error);
	idn2_free(ascii);
	return good;
}

/* A name with A-labels must be what its own Unicode spelling encodes to. */
static bool check_round_trip(const struct prov_domain *domain, struct prov_error *error)
{
	char *unicode = NULL;
	struct prov_domain again;
	int code = idn2_to_unicode_8z8z(domain->ascii, &unicode, 0);
	bool good;

	if (code != IDN2_OK) {
		return refuse_by_library(error, code);
	}
	good = !is_ascii(unicode) && look_up(unicode, &again, error) && strcmp(again.ascii, domain->ascii) == 0;
	idn2_free(unicode);
	return good ? true
	            : refuse(error, "its encoded (xn--) form stands for no name, or for one that is written otherwise");
}

static bool check_label(const char *label, size_t length, struct prov_error *error)
{
	if (length == 0) {
		return refuse(error, "it has an empty part between its dots");
	}
	if (length > LABEL_MAX) {
		return refuse(error, "a part between its dots has more than 63 characters");
	}
	for (size_t i = 0; i < length; i++) {
		char c = label[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
			return refuse(error, "only letters, digits, hyphens and dots are allowed");
		}
	}
	if (label[0] == '-' || label[length - 1] == '-') {
		return refuse(error, "a part begins or ends with a hyphen");
	}
	return true;
}

/* Letters, digits and hyphens in two labels at least, the last of which is no number. */
static bool check_labels(const struct prov_domain *domain, struct prov_error *error)
{
	size_t labels = 0;
	const char *label = domain->ascii;

	for (;;) {
		size_t length = strcspn(label, ".");

		if (!check_label(label, length, error)) {
			return false;
		}
		labels++;
		if (label[length] == '\0') {
			break;
		}
		label += length + 1;
	}
	if (label[0] >= '0' && label[0] <= '9') {
		return refuse(error, "it is an IP address, or ends with a number");
	}
	return labels > 1 ? true : refuse(error, "it has no dot");
}

static bool make_canonical(const char *text, size_t length, struct prov_domain *domain, struct prov_error *error)
{
	char name[INPUT_MAX + 1] = "";
	bool plain;

	if (!tidy(text, length, name, error)) {
		return false;
	}
	if (strncmp(name, "*.", 2) == 0) {
		return refuse(error, "it is a wildcard");
	}
	if (strchr(name, ':')) {
		return refuse(error, "it is an IP address, or has a port");
	}
	plain = is_ascii(name) && !has_a_label(name);
	if (!(plain ? store(domain, name, error) : look_up(name, domain, error)) || !check_labels(domain, error)) {
		return false;
	}
	return has_a_label(domain->ascii) ? check_round_trip(domain, error) : true;
}

bool prov_domain_canonical(const char *text, size_t length, struct prov_domain *domain, struct prov_error *error)
{
	if (make_canonical(text, length, domain, error)) {
		return true;
	}
	/* half a name must not be mistaken for one */
	domain->ascii[0] = '\0';
	return false;
}

void prov_domain_unicode(const struct prov_domain *domain, char *target, size_t size)
{
	char *unicode = NULL;
	const char *name;
	bool decoded;

	if (size == 0) {
		return;
	}
	decoded = idn2_to_unicode_8z8z(domain->ascii, &unicode, 0) == IDN2_OK;
	name = decoded && strlen(unicode) < size ? unicode : domain->ascii;
	snprintf(target, size, "%s", strlen(name) < size ? name : "");
	if (decoded) {
		idn2_free(unicode);
	}
}

const char *prov_idn_version(void)
{
	return idn2_check_version(NULL);
}
