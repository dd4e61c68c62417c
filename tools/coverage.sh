#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# coverage.sh: which lines of C the phpt files reach; what a change leaves untested is seen here.
#
# usage: coverage.sh [LEAST]      LEAST: per cent of lines below which the result is a failure (0)
# Writes coverage/index.html at the root of the tree (ignored by git) and prints a table, the least covered files first.
# needs: packages.sh test (gcovr).     exit: 0 done, 1 a test failed or too little is reached.
set -eu
least=${1:-0}
tools=$(cd "$(dirname "$0")" && pwd)
root=${tools%/*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

"$tools/copy-tree.sh" "$root" "$work/tree"
cd "$work/tree"
{
	phpize
	CFLAGS='-g -O0 --coverage' LDFLAGS=--coverage ./configure -q
	make -j2
} >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
NO_COLOR=1 NO_INTERACTION=1 php -n run-tests.php -n -d extension_dir="$PWD/modules" -p "$(command -v php)" \
	-q -j2 -W "$work/results" tests >"$work/log" 2>&1 || :
"$tools/count-phpt.sh" coverage "$work/results" || { tail -n 40 "$work/log" >&2; exit 1; }
rm -rf "$root/coverage"
mkdir "$root/coverage"
gcovr -r . --object-directory . --sort-percentage --html-details "$root/coverage/index.html" --txt - \
	--fail-under-line "$least"
