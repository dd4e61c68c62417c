#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# lint-text.sh: what holds for every text: shell scripts are clean, no unfinished marks, links lead somewhere, spelling.
#
# usage: lint-text.sh
# needs: git (the files of the tree are asked of it), shellcheck, codespell, php.     exit: 0 clean, 1 not, 2 usage.
set -eu
[ $# = 0 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
# shellcheck source=tools/rules.sh
. "$(dirname "$0")/rules.sh"

if [ ! -e .git ]; then
	unjudged 'texts' 'this is no git checkout'
	rules_verdict
fi
git -c safe.directory="$PWD" ls-files -co --exclude-standard | while read -r file; do
	[ ! -f "$file" ] || echo "$file"
done >"$work/all"
# recorded answers, fuzz corpora and pictures are no texts of ours
grep -Ev '\.(png|ico|gif|jpg|svg|pem|jsonl)$|^tests/fuzz/corpus/|_arginfo\.h$|^LICENSE$' "$work/all" >"$work/texts"

# shellcheck disable=SC2046  # names without blanks
shellcheck -x $(grep -E '\.sh$|^\.ci/run$' "$work/texts") >"$breaches" 2>&1 || :
rule 'shellcheck'

# .gitignore keeps out what run-tests.php writes beside a phpt file, and must not keep out anything of ours
git -c safe.directory="$PWD" ls-files -oi --exclude-standard -- backends bench docs glue lib tests tools whmcs |
	grep -E '\.(c|h|inc|md|php|phpt|sh|tpl)$' | while read -r file; do
		[ -f "${file%.*}.phpt" ] || echo "$file"
	done >"$breaches" || :
rule 'a source that git ignores'

# written so that this file does not find itself
grep -vx 'tools/lint-text\.sh' "$work/texts" | xargs -r grep -nE '\b(TODO|FIXME|XXX|HACK)\b' >"$breaches" || :
rule 'unfinished'

grep -vE '\.(phpt|md)$' "$work/texts" | xargs -r grep -nE '[[:space:]]+$' | grep -v '^Binary' | cut -c1-120 >"$breaches" || :
rule 'blanks at the end of a line'

while read -r file; do
	[ ! -s "$file" ] || [ -z "$(tail -c 1 "$file" | tr -d '\n')" ] || echo "$file"
done <"$work/texts" >"$breaches"
rule 'no newline at the end of the file'

grep '\.md$' "$work/texts" | while read -r file; do
	grep -oE '\]\([^)# ]+' "$file" | sed 's/^](//' | grep -vE '^[a-z]+:' | sort -u | while read -r link; do
		[ -e "$(dirname "$file")/$link" ] || echo "$file: $link"
	done || :
done >"$breaches"
rule 'a link that leads nowhere'

grep -E '\.json$' "$work/all" | grep -v '^tests/fuzz/' | while read -r file; do
	# shellcheck disable=SC2016  # PHP's variable
	php -n -r 'json_decode(file_get_contents($argv[1]), flags: JSON_THROW_ON_ERROR);' "$file" >/dev/null 2>&1 ||
		echo "$file"
done >"$breaches"
rule 'JSON that does not parse'

if command -v codespell >/dev/null; then
	grep -vE '^(tests/(fuzz|server|unit)/|whmcs/.*/lang/)' "$work/texts" |
		xargs -r codespell --ignore-words-list=bu,fo,lookin,nd,nulll,ot,te,ue >"$breaches" 2>&1 || :
	rule 'spelling'
else
	unjudged 'spelling' 'no codespell here'
fi

rules_verdict
