#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# count-phpt.sh: sums up the result file that run-tests.php writes with -W, as 'NAME: N passed, N failed, N skipped'.
#
# usage: count-phpt.sh NAME RESULTS
# What leaked, warned or could not run counts as failed.      exit: 0 some passed and none failed, else 1.
set -eu
[ $# = 2 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ -r "$2" ] || { echo "$1: 0 passed, 0 failed, 0 skipped"; exit 1; }
awk -F '\t' -v name="$1" '
	$1 == "PASSED" || $1 == "XFAILED" { passed++; next }
	$1 == "SKIPPED" { skipped++; next }
	NF > 1 { failed++ }
	END {
		printf "%s: %d passed, %d failed, %d skipped\n", name, passed, failed, skipped
		exit failed > 0 || passed == 0
	}' "$2"
