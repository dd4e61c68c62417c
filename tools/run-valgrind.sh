#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run-valgrind.sh: phpt files under valgrind's memcheck, leak search included, on an ordinary PHP.
#
# usage: run-valgrind.sh [-p PREFIX] [-j N] EXTENSION-FOLDER [TEST...]  tests: paths within the folder; default 'tests'
# The only lane that sees uninitialised reads. 'run-tests.php -m' alone looks for no leaks: the options below do.
# Not seen by it: overflows on the stack, undefined behaviour, small overflows of constant-size emalloc blocks (unless -p).
# needs: valgrind, gcc, make, autoconf, php with phpize. 1-2 s a test.     options: see lane.sh
# exit:  0 clean, 1 a test failed or leaked (the reports are shown), 2 usage.
set -eu
# shellcheck source=tools/lane.sh
. "$(dirname "$0")/lane.sh"

lane_build '-g -O0' ''
export ZEND_DONT_UNLOAD_MODULES=1
# run-tests lets valgrind follow child processes; a test server that is killed at the end would count as a leak of the
# test, so servers ('php -S', scripts below tests/server/) run without it.
export VALGRIND_OPTS="--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
--trace-children-skip-by-arg=-S,*/tests/server/* ${VALGRIND_MORE:-}"
# code that PCRE compiles at run time reads whole words, beyond what was allocated or set: valgrind cannot know better
lane_phpt -m -d pcre.jit=0 -- "$@"
# a report for each test that valgrind objected to
awk -F '\t' '$1 == "LEAKED" { print $2 }' "$work/results" | while read -r test; do
	echo "--- ${test#"$copy"/}"
	head -n 40 "${test%.phpt}.mem" 2>/dev/null || :
done
lane_verdict
