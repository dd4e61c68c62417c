/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/idn_domain.c: one canonical name for every spelling, everything refused that is no domain, and the way
 * back to Unicode.
 */
#include "unit.h"

#include "lib/idn_domain.h"

static void becomes(const char *text, const char *expected)
{
	struct prov_domain domain;
	struct prov_error error;
	prov_error_clear(&error);
	if (!prov_domain_canonical(text, strlen(text), &domain, &error)) {
		fail_msg("refused: %s: %s", text, error.message);
	}
	assert_string_equal(domain.ascii, expected);
	/* canonical names are fixed points */
	struct prov_domain again;
	assert_true(prov_domain_canonical(domain.ascii, strlen(domain.ascii), &again, &error));
	assert_string_equal(again.ascii, expected);
}

static void refused(const char *text, const char *part)
{
	struct prov_domain domain = {.ascii = "untouched"};
	struct prov_error error;
	prov_error_clear(&error);
	if (prov_domain_canonical(text, strlen(text), &domain, &error)) {
		fail_msg("accepted: %s as %s", text, domain.ascii);
	}
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, part);
	assert_string_equal(domain.ascii, "");
}

static void test_ascii(void **state)
{
	(void)state;
	becomes("example.com", "example.com");
	becomes("EXAMPLE.Com", "example.com");
	becomes("example.com.", "example.com");
	becomes(" \texample.com\t ", "example.com");
	becomes("a.b.c.d.e", "a.b.c.d.e");
	becomes("1and1.com", "1and1.com");
	becomes("3.141.example", "3.141.example");
	becomes("r3---sn-abc.example.com", "r3---sn-abc.example.com");
	becomes("a-b.example.co.uk", "a-b.example.co.uk");
}

static void test_unicode(void **state)
{
	(void)state;
	becomes("m\xC3\xBCnchen.de", "xn--mnchen-3ya.de");
	becomes("M\xC3\x9CNCHEN.DE", "xn--mnchen-3ya.de");
	/* u and combining diaeresis: another normal form of the same name */
	becomes("mu\xCC\x88nchen.de", "xn--mnchen-3ya.de");
	becomes("XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de");
	/* non-transitional: sharp s stays */
	becomes("stra\xC3\x9F"
	        "e.de",
	    "xn--strae-oqa.de");
	/* ideographic full stops, also as the last one */
	becomes("\xE4\xBE\x8B\xE3\x81\x88\xE3\x80\x82\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88\xE3\x80\x82",
	    "xn--r8jz45g.xn--zckzah");
	/* full-width letters are ASCII in disguise */
	becomes("\xEF\xBD\x85\xEF\xBD\x98.com", "ex.com");
	becomes("\xD0\xBF\xD1\x80\xD0\xB8\xD0\xBC\xD0\xB5\xD1\x80.\xD1\x80\xD1\x84", "xn--e1afmkfd.xn--p1ai");
	becomes("sub.m\xC3\xBCnchen.example.de", "sub.xn--mnchen-3ya.example.de");
}

static void test_refused(void **state)
{
	(void)state;
	refused("", "empty");
	refused("  \t ", "empty");
	refused(".", "empty part");
	refused("example", "no dot");
	refused("localhost.", "no dot");
	refused("a..com", "empty part");
	refused(".example.com", "empty part");
	refused("example.com..", "empty part");
	refused("-a.com", "hyphen");
	refused("a-.com", "hyphen");
	refused("a.-com", "hyphen");
	refused("_dmarc.example.com", "only letters");
	refused("a_b.example.com", "only letters");
	refused("*.example.com", "wildcard");
	refused("a.*.com", "only letters");
	refused("a b.com", "only letters");
	refused("user@example.com", "only letters");
	refused("example.com/path", "only letters");
	refused("https://example.com", "port");
	refused("example.com:443", "port");
	refused("192.0.2.1", "IP address");
	refused("::1", "IP address");
	refused("2001:db8::1", "IP address");
	refused("a.0x7f", "IP address");
	refused("example.123", "IP address");
	refused("a\tb.com", "control");
	refused("a\nb.com", "control");
	refused("example.com\n", "control");
	refused("m\xC3.de", "UTF-8");
	refused("m\xC2\x85.de", "control");
}

static void test_nul(void **state)
{
	(void)state;
	struct prov_domain domain;
	struct prov_error error;
	prov_error_clear(&error);
	assert_false(prov_domain_canonical("example.com\0.evil", 17, &domain, &error));
	unit_assert_error(&error, PROV_ERROR_CONFIGURATION, "control");
}

static void test_lengths(void **state)
{
	(void)state;
	char text[2000];
	memset(text, 'a', 63);
	memcpy(text + 63, ".com", 5);
	becomes(text, text);
	memset(text, 'a', 64);
	memcpy(text + 64, ".com", 5);
	refused(text, "63");
	/* 253 characters are allowed, 254 are not */
	for (size_t length = 253; length <= 254; length++) {
		memset(text, 'a', sizeof(text));
		for (size_t at = 50; at < length - 10; at += 50) {
			text[at] = '.';
		}
		text[length] = '\0';
		if (length == 253) {
			becomes(text, text);
		} else {
			refused(text, "253");
		}
	}
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	refused(text, "too long");
}

static void refused_somehow(const char *text)
{
	refused(text, "no usable domain name");
}

static void test_a_labels(void **state)
{
	(void)state;
	/* stands for "mnchen" without a character beyond ASCII, for nothing, for broken punycode */
	refused_somehow("xn--mnchen-.de");
	refused_somehow("xn--.de");
	refused_somehow("xn--a.de");
	refused_somehow("xn--\xC3\xBC.de");
	refused_somehow("xn--99999999.de");
	/* decode to what the mapping changes: an upper-case letter (U+00DC), a ligature (U+FB01) */
	refused_somehow("xn--mnchen-psa.de");
	refused_somehow("xn--x-sy8h.de");
	/* decodes to U+247F, which the mapping makes "(12)": libidn2 2.3.3 by itself lets it pass */
	refused_somehow("xn--ksh.de");
	/* decodes to a symbol (U+2665), which IDNA 2008 does not allow */
	refused_somehow("xn--iny-zx5a.de");
	/* joiners where the rules of context forbid them, and a symbol */
	refused_somehow("a\xE2\x80\x8D"
	                "b.de");
	refused_somehow("\xE2\x80\x8B.de");
	refused_somehow("a\xE2\x80\xAE"
	                "b.de");
	/* U+2100 maps to "a/c" */
	refused_somehow("\xE2\x84\x80.de");
	/* one part of left-to-right and right-to-left letters */
	refused_somehow("a\xD7\x90.de");
}

static void test_unicode_spelling(void **state)
{
	(void)state;
	struct prov_domain domain = {.ascii = "xn--mnchen-3ya.de"};
	char target[64];
	prov_domain_unicode(&domain, target, sizeof(target));
	assert_string_equal(target, "m\xC3\xBCnchen.de");
	/* no room for the Unicode spelling, or for none */
	prov_domain_unicode(&domain, target, 11);
	assert_string_equal(target, "");
	prov_domain_unicode(&domain, target, 12);
	assert_string_equal(target, "m\xC3\xBCnchen.de");
	domain = (struct prov_domain){.ascii = "example.com"};
	prov_domain_unicode(&domain, target, sizeof(target));
	assert_string_equal(target, "example.com");
	domain = (struct prov_domain){.ascii = ""};
	prov_domain_unicode(&domain, target, sizeof(target));
	assert_string_equal(target, "");
	target[0] = 'k';
	prov_domain_unicode(&domain, target, 0);
	assert_int_equal(target[0], 'k');
}

static void test_version(void **state)
{
	(void)state;
	assert_true(prov_idn_version()[0] >= '2');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ascii),
	    cmocka_unit_test(test_unicode),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_nul),
	    cmocka_unit_test(test_lengths),
	    cmocka_unit_test(test_a_labels),
	    cmocka_unit_test(test_unicode_spelling),
	    cmocka_unit_test(test_version),
	};
	return cmocka_run_group_tests_name("idn_domain", tests, NULL, NULL);
}
