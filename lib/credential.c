/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * credential: passwords and names, every draw by prov_random_below. It knows no product: whoever needs more of a class
 * says so in the policy.
 *
 * How the classes are guaranteed. The whole password is drawn, each character with equal chance, and thrown away when a
 * class is short: what remains is uniform over all passwords that the policy allows. The default policy keeps 83 of 100
 * draws: 56^2 * 62^20 * 0.83 passwords, more than 2^130. Placing one character of each class first, as is often done,
 * would favour passwords with few of a class. Only where a policy asks for so much that draws keep failing is that way
 * taken: any allowed password can still come, though not with exactly equal chance.
 */
#include "lib/credential.h"

#include <stdint.h>
#include <string.h>

#include "lib/mem.h"

/* without o, l; O, I; 0, 1 */
#define LOWER "abcdefghijkmnpqrstuvwxyz"
#define UPPER "ABCDEFGHJKLMNPQRSTUVWXYZ"
#define DIGITS "23456789"

#define SYMBOLS_MAX 32 /* printable ASCII without letters, digits and the blank */
#define DRAWS_MAX 64   /* the default policy fails that often once in 2^163 */

enum class_ {
	CLASS_LOWER,
	CLASS_UPPER,
	CLASS_DIGIT,
	CLASS_SYMBOL,
	CLASSES,
	CLASS_ANY = CLASSES,
};

struct plan {
	const struct prov_random *random;
	size_t length;
	const char *symbols;
	unsigned minimum[CLASSES];
	char any[sizeof(LOWER UPPER DIGITS) + SYMBOLS_MAX]; /* all characters in use; those of names first */
	size_t any_count;
	size_t alphanumeric_count; /* of these, from the start, the ones that may stand first and last */
};

void prov_password_policy_init(struct prov_password_policy *policy)
{
	*policy = (struct prov_password_policy){
	    .length = PROV_PASSWORD_LENGTH, .min_lower = 1, .min_upper = 1, .min_digits = 1, .min_symbols = 1};
}

static bool impossible(struct prov_error *error, const char *why)
{
	return prov_error_set(error, PROV_ERROR_CONFIGURATION, "the password policy cannot be met: %s", why);
}

static bool is_in(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool check_symbols(const char *symbols, struct prov_error *error)
{
	if (strlen(symbols) > SYMBOLS_MAX) {
		return impossible(error, "it names too many symbols");
	}
	for (const char *at = symbols; *at != '\0'; at++) {
		bool alphanumeric = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');

		if (*at <= ' ' || *at > '~' || alphanumeric) {
			return impossible(error, "its symbols must be printable ASCII other than letters, digits and the blank");
		}
		if (is_in(*at, at + 1)) {
			return impossible(error, "it names a symbol twice");
		}
	}
	return true;
}

static bool make_plan(const struct prov_random *random, const struct prov_password_policy *policy, struct plan *plan,
    struct prov_error *error)
{
	const char *symbols = policy->symbols ? policy->symbols : PROV_PASSWORD_SYMBOLS;
	uint64_t wanted = 0;

	*plan = (struct plan){.random = random, .length = policy->length, .symbols = policy->no_symbols ? "" : symbols};
	plan->minimum[CLASS_LOWER] = policy->min_lower;
	plan->minimum[CLASS_UPPER] = policy->min_upper;
	plan->minimum[CLASS_DIGIT] = policy->min_digits;
	plan->minimum[CLASS_SYMBOL] = policy->min_symbols;
	if (policy->length < PROV_PASSWORD_LENGTH_MIN || policy->length > PROV_PASSWORD_LENGTH_MAX) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "the length of a password must be from %d to %d",
		    PROV_PASSWORD_LENGTH_MIN, PROV_PASSWORD_LENGTH_MAX);
	}
	if (!check_symbols(plan->symbols, error)) {
		return false;
	}
	if (plan->minimum[CLASS_SYMBOL] > 0 && plan->symbols[0] == '\0') {
		return impossible(
		    error, policy->no_symbols ? "it wants symbols and forbids them" : "it wants symbols and names none");
	}
	for (size_t i = 0; i < CLASSES; i++) {
		wanted += plan->minimum[i];
	}
	if (wanted > policy->length || plan->minimum[CLASS_SYMBOL] > policy->length - 2) {
		return impossible(error, "the classes want more characters than its length has");
	}
	memcpy(plan->any, LOWER UPPER DIGITS, sizeof(LOWER UPPER DIGITS));
	plan->alphanumeric_count = sizeof(LOWER UPPER DIGITS) - 1;
	memcpy(plan->any + plan->alphanumeric_count, plan->symbols, strlen(plan->symbols) + 1);
	plan->any_count = plan->alphanumeric_count + strlen(plan->symbols);
	return true;
}

static const char *characters_of(const struct plan *plan, enum class_ class_)
{
	switch (class_) {
	case CLASS_LOWER:
		return LOWER;
	case CLASS_UPPER:
		return UPPER;
	case CLASS_DIGIT:
		return DIGITS;
	default:
		return plan->symbols;
	}
}

static bool draw_character(const struct prov_random *random, const char *set, size_t count, char *c)
{
	uint32_t i = 0;

	if (!prov_random_below(random, (uint32_t)count, &i)) {
		return false;
	}
	*c = set[i];
	return true;
}

static bool is_edge(const struct plan *plan, size_t position)
{
	return position == 0 || position == plan->length - 1;
}

/* A character of any class that may stand at the position. */
static bool draw_any(const struct plan *plan, size_t position, char *c)
{
	return draw_character(
	    plan->random, plan->any, is_edge(plan, position) ? plan->alphanumeric_count : plan->any_count, c);
}

static bool meets_minimums(const struct plan *plan, const char *password)
{
	for (unsigned class_ = 0; class_ < CLASSES; class_++) {
		unsigned found = 0;

		for (size_t i = 0; i < plan->length; i++) {
			found += is_in(password[i], characters_of(plan, class_)) ? 1 : 0;
		}
		if (found < plan->minimum[class_]) {
			return false;
		}
	}
	return true;
}

/* The uniform way. *met stays false when no draw was good enough; false when the source failed. */
static bool draw_whole(const struct plan *plan, char *target, bool *met)
{
	for (unsigned draw = 0; draw < DRAWS_MAX && !*met; draw++) {
		for (size_t i = 0; i < plan->length; i++) {
			if (!draw_any(plan, i, &target[i])) {
				return false;
			}
		}
		*met = meets_minimums(plan, target);
	}
	return true;
}

/* Gives a free position, each with equal chance, to a class; symbols get none of the two edges. */
static bool place(const struct plan *plan, enum class_ class_, unsigned char *classes)
{
	size_t positions[PROV_PASSWORD_LENGTH_MAX];
	uint32_t count = 0;
	uint32_t chosen = 0;

	for (size_t i = 0; i < plan->length; i++) {
		if (classes[i] == CLASS_ANY && (class_ != CLASS_SYMBOL || !is_edge(plan, i))) {
			positions[count++] = i;
		}
	}
	if (!prov_random_below(plan->random, count, &chosen)) {
		return false;
	}
	classes[positions[chosen]] = (unsigned char)class_;
	return true;
}

/* The way for policies that leave little choice: places for the classes first, then the characters. */
static bool draw_placed(const struct plan *plan, char *target)
{
	unsigned char classes[PROV_PASSWORD_LENGTH_MAX];

	memset(classes, CLASS_ANY, sizeof(classes));
	/* symbols first: the others could take all inner positions */
	for (unsigned class_ = CLASSES; class_-- > 0;) {
		for (unsigned i = 0; i < plan->minimum[class_]; i++) {
			if (!place(plan, class_, classes)) {
				return false;
			}
		}
	}
	for (size_t i = 0; i < plan->length; i++) {
		const char *set = characters_of(plan, classes[i]);
		bool good = classes[i] == CLASS_ANY ? draw_any(plan, i, &target[i])
		                                    : draw_character(plan->random, set, strlen(set), &target[i]);

		if (!good) {
			return false;
		}
	}
	return true;
}

static bool source_failed(char *target, size_t size, struct prov_error *error)
{
	prov_wipe(target, size);
	return prov_error_set(error, PROV_ERROR_REMOTE, "the system's source of random numbers failed");
}

bool prov_password_generate(const struct prov_random *random, const struct prov_password_policy *policy, char *target,
    size_t size, struct prov_error *error)
{
	struct plan plan;
	bool met = false;

	prov_wipe(target, size);
	if (!make_plan(random, policy, &plan, error)) {
		return false;
	}
	if (size <= plan.length) {
		return impossible(error, "there is no room for the password");
	}
	if (!draw_whole(&plan, target, &met) || (!met && !draw_placed(&plan, target))) {
		return source_failed(target, size, error);
	}
	target[plan.length] = '\0';
	return true;
}

bool prov_name_generate(
    const struct prov_random *random, size_t length, char *target, size_t size, struct prov_error *error)
{
	prov_wipe(target, size);
	if (size <= length) {
		return prov_error_set(error, PROV_ERROR_CONFIGURATION, "a name of %zu characters has no room here", length);
	}
	for (size_t i = 0; i < length; i++) {
		if (!draw_character(random, LOWER DIGITS, sizeof(LOWER DIGITS) - 1, &target[i])) {
			return source_failed(target, size, error);
		}
	}
	target[length] = '\0';
	return true;
}
