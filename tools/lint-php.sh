#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# lint-php.sh: every PHP file parses, and ours follow PSR-12.
#
# usage: lint-php.sh
# needs: php; phpcs (Debian 12: php-codesniffer) for PSR-12, which is skipped, saying so, where it is not to be had.
# exit:  0 clean, 1 a rule is broken, 2 usage.
set -eu
[ $# = 0 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
# shellcheck source=tools/rules.sh
. "$(dirname "$0")/rules.sh"

# what run-tests.php and configure leave in the tree is not ours
find tests tools whmcs vumaerp-api bench docs provision.stub.php \( -name '*.php' -o -name '*.inc' \) 2>/dev/null | sort |
	while read -r file; do
		[ -f "${file%.php}.phpt" ] || echo "$file"
	done >"$work/files"

xargs -r -n 1 -P 2 php -n -l <"$work/files" 2>&1 | grep -Ev '^(No syntax errors|Errors parsing|$)' >"$breaches" || :
rule 'syntax'

while read -r file; do
	case $file in provision.stub.php | whmcs/*/lang/*) continue ;; esac
	grep -q '^declare(strict_types=1);' "$file" || echo "$file"
done <"$work/files" >"$breaches"
rule 'strict types'

if command -v phpcs >/dev/null; then
	grep -v '^provision\.stub\.php$' "$work/files" |
		xargs -r phpcs -n -q --standard=PSR12 --extensions=php,inc --report=emacs >"$breaches" 2>&1 || :
	rule 'PSR-12'
else
	unjudged 'PSR-12' 'no phpcs here'
fi

rules_verdict
