#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# lint-c.sh: the rules for C that a reader should not have to watch: layout, heads, calls that are banned, long functions.
#
# usage: lint-c.sh
# needs: gcc, awk, the build packages; clang-format-14 for the layout (skipped, saying so, where it is not to be had).
# exit:  0 clean, 1 a rule is broken (each line names file and line), 2 usage.
set -eu
[ $# = 0 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
# shellcheck source=tools/rules.sh
. "$(dirname "$0")/rules.sh"
longest=70 # lines of a function, braces included

find . -name '*.[ch]' ! -name '*_arginfo.h' ! -path './tests/*/build/*' ! -path './build/*' ! -path './include/*' \
	! -path ./config.h | sed 's|^\./||' | sort >"$work/files"
grep -E '^(provision\.c|php_provision\.h|glue/|backends/|lib/)' "$work/files" >"$work/product"

# The code without comments and with empty strings, a line for a line: words in prose are no calls.
code() {
	awk '{
		out = ""
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1); two = substr($0, i, 2)
			if (comment) { if (two == "*/") { comment = 0; i++ } }
			else if (quote) { if (c == "\\") i++; else if (c == quote) { quote = ""; out = out c } }
			else if (two == "/*") { comment = 1; i++ }
			else if (two == "//") break
			else { out = out c; if (c == "\"" || c == "\047") quote = c }
		}
		quote = ""
		print out
	}' "$1"
}
calls() { # calls LIST REGEX: file:line of calls by that name in the files of LIST
	while read -r file; do
		code "$file" | grep -nE "(^|[^A-Za-z0-9_>.])($2)[[:space:]]*\(" | sed "s|^|$file:|" || :
	done <"$1"
}

calls "$work/files" 'v?sprintf|strcpy|strcat|strncat|strtok|atoi|atol|atof|gets|alloca' >"$breaches"
rule 'banned call'

grep -vx 'lib/mem\.c' "$work/product" >"$work/wrapped"
calls "$work/wrapped" 'malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|vasprintf|free' >"$breaches"
rule 'memory of the C library outside lib/mem.c'

# parts of a URL are encoded by the URL API, never pasted (a number before the slash is no URL)
while read -r file; do
	grep -nE '"([^"%]*[A-Za-z0-9_-])?/%(\.\*)?s' "$file" | grep -vE 'PRI[a-z0-9]+ "/' | sed "s|^|$file:|" || :
done <"$work/product" >"$breaches"
rule 'a part pasted into a URL'

while read -r file; do
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: BSD-3-Clause' || echo "$file"
done <"$work/files" >"$breaches"
rule 'no SPDX line at the head'

while read -r file; do
	awk -v file="$file" -v longest=$longest '
		/^[A-Za-z_].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
		/^\{/ { start = NR }
		/^\}/ && start { if (NR - start + 1 > longest) print file ":" start ": " name " has " NR - start + 1 " lines"; start = 0 }
	' "$file"
done <"$work/product" >"$breaches"
rule "a function of more than $longest lines"

# shellcheck disable=SC2046  # lists of flags and files
gcc -std=gnu11 -fsyntax-only -Wvla -I. $(php-config --includes) $(pkg-config --cflags libcurl json-c libcrypto libidn2) \
	$(grep '\.c$' "$work/product") 2>&1 | grep -E '(error|warning):' >"$breaches" || :
rule 'variable-length arrays'

if command -v clang-format-14 >/dev/null; then
	grep -v '^tools/zend_cppcheck\.h$' "$work/files" | xargs clang-format-14 --dry-run -Werror 2>&1 |
		sed -n 's/:[0-9]*:[0-9]*: error:.*//p' | sort | uniq -c | awk '{ print $2 " (" $1 " places)" }' >"$breaches"
	rule 'layout (clang-format-14 -i FILE)'
else
	unjudged 'layout' 'no clang-format-14 here'
fi

rules_verdict
