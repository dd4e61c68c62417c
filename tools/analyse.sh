#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# analyse.sh: the static analysers, each with a baseline of nothing at all.
#
# usage: analyse.sh [FILE.c...]      default: provision.c, glue/, backends/, lib/
#   clang-tidy      clang's analyser, bugprone and cert checks: use after free, uninitialised reads, missed errors
#   gcc -fanalyzer  leaks, double free, NULL on every path, in lib/ and backends/
#   cppcheck        the same from a third view; PHP's macros are replaced by the stand-ins of zend_cppcheck.h
#   PHPStan         types and calls of the WHMCS modules (phpstan.neon); not when files are named
# A finding that is wrong is answered beside the code, by a comment that says why (NOLINT, cppcheck-suppress, a pragma).
# needs: clang-tidy, gcc, cppcheck, the build packages; composer and its registry for PHPStan, which is skipped without,
#        saying so. It is kept below ${PROVISION_CACHE:-/var/tmp/provision-cache}.
# exit:  0 no finding, 1 findings, 2 usage.
set -eu
case ${1:-} in -*) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
# shellcheck source=tools/rules.sh
. "$(dirname "$0")/rules.sh"

modules=
[ $# -gt 0 ] || modules=1
[ $# -gt 0 ] || set -- provision.c glue/*.c backends/*.c backends/*/*.c lib/*.c
printf '%s\n' "$@" >"$work/files"
grep -E '^(lib|backends)/' "$work/files" >"$work/pure" || :
grep -vE '^(lib|backends)/' "$work/files" >"$work/zend" || :
libraries=$(pkg-config --cflags libcurl json-c libcrypto libidn2)
pure_flags="-std=gnu11 -I. $libraries"
zend_flags="$pure_flags $(php-config --includes) -DCOMPILE_DL_PROVISION -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1"

# Left out: checks that dislike C's own idioms (assignment in a condition, void pointers, reserved names in PHP's headers),
# ask for Annex K, which glibc does not have, or count the padding of constant tables.
checks='-*,clang-analyzer-*,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
checks="$checks,-clang-analyzer-optin.performance.Padding,bugprone-*"
for left_out in easily-swappable-parameters reserved-identifier macro-parentheses assignment-in-if-condition \
	branch-clone implicit-widening-of-multiplication-result narrowing-conversions multi-level-implicit-pointer-conversion; do
	checks="$checks,-bugprone-$left_out"
done
checks="$checks,cert-*,-cert-err33-c,-cert-int09-c,-cert-dcl*"
tidy() { # tidy LIST FLAGS
	# one file a call: its va_list check errs when a call reads several
	# shellcheck disable=SC2016,SC2086  # expanded by the inner shell; lists of flags
	xargs -r -n 1 -P 2 sh -c 'clang-tidy --quiet --checks="$1" --header-filter="^$" "$2" -- $0 2>/dev/null' \
		"$2" "$checks" <"$1"
}
{
	tidy "$work/pure" "$pure_flags"
	tidy "$work/zend" "$zend_flags"
} >"$work/tidy" || :
grep -E '(warning|error):' "$work/tidy" >"$breaches" || :
rule 'clang-tidy'

# not for the Zend side: it takes PHP's tagged unions and bailouts for uninitialised reads
# shellcheck disable=SC2086  # a list of flags
xargs -r -n 1 -P 2 gcc $pure_flags -O1 -Wall -Wextra -fanalyzer -S -o /dev/null <"$work/pure" >"$work/analyser" 2>&1 || :
grep -E '(warning|error):' "$work/analyser" >"$breaches" || :
rule 'gcc -fanalyzer'

check() { # check LIST OPTION...
	[ -s "$1" ] || return 0
	list=$1
	shift
	# unknown includes are expected: system headers are not read
	cppcheck --quiet --std=c11 --enable=warning,portability,performance --library=posix --inline-suppr -j2 -I. \
		--library=tools/zend_cppcheck.cfg --suppress=missingInclude "$@" --file-list="$list" 2>&1
}
{
	check "$work/pure" || :
	check "$work/zend" --include=tools/zend_cppcheck.h || :
} | grep -E ': (error|warning|portability|performance):' >"$breaches" || :
rule 'cppcheck'

phpstan=${PROVISION_CACHE:-/var/tmp/provision-cache}/phpstan
judge_modules() {
	status=0
	TMPDIR=$work php -d memory_limit=1G "$phpstan/vendor/bin/phpstan" analyse --configuration=tools/phpstan.neon --no-progress \
		--error-format=raw >"$breaches" 2>"$work/phpstan.err" </dev/null || status=$?
	[ $status = 0 ] || [ -s "$breaches" ] || cat "$work/phpstan.err" >"$breaches"
	[ $status = 0 ] || [ -s "$breaches" ] || echo "it ended with status $status" >"$breaches"
	rule 'PHPStan'
}
if [ -n "$modules" ]; then
	status=0
	why=$(tools/phpstan.sh "$phpstan") || status=$?
	case $status in
	0) judge_modules ;;
	77) unjudged 'PHPStan' "$why" ;;
	*) exit 1 ;;
	esac
fi

rules_verdict
