#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# phpt-words.sh: what is worth reading of run-tests.php's output: tests that did not pass, and why.
#
# usage: run-tests.php ... | phpt-words.sh
# Left out: progress, tests that passed, the description of the machine, rules, percentages.
set -eu
tr '\r' '\n' | tr -d '\000' | grep -aEv "^(TEST |PASS |PHP +:|PHP_|ZEND_VERSION|INI actual|More \.INIs|CWD  |Extra dirs|VALGRIND  )
^(Running selected|Spawning |TIME (START|END)|Exts |Number of tests|Tests |Time taken|TEST RESULT SUMMARY| *$)
^(=|-)*$" || :
