#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# rules.sh: what the linting scripts have in common: rules that are judged one by one, and one counting line at the end.
# Sourced, not run.
#
# usage: write the breaches of a rule, a line each, to $breaches; then: rule 'NAME'
#        unjudged 'NAME' 'WHY'       a rule that this machine cannot judge
#        rules_verdict               prints 'SCRIPT: N passed, N failed[, N skipped]' and exits
# The working directory becomes the root of the tree; $work is a temporary folder.
set -eu

script=${0##*/}
script=${script%.sh}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
breaches=$work/breaches
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
passed=0
failed=0
skipped=0

rule() {
	if [ -s "$breaches" ]; then
		sed "s|^|$script: $1: |" "$breaches" >&2
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
	: >"$breaches"
}

unjudged() {
	echo "$script: $1: skipped, $2"
	skipped=$((skipped + 1))
}

rules_verdict() {
	echo "$script: $passed passed, $failed failed, $skipped skipped"
	if [ $failed = 0 ] && [ $passed -gt 0 ]; then exit 0; else exit 1; fi
}
