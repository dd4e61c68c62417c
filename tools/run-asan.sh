#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run-asan.sh: phpt files under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer, on an ordinary PHP.
#
# usage: run-asan.sh [-p PREFIX] [-j N] EXTENSION-FOLDER [TEST...]      tests: paths within the folder; default 'tests'
# Only the extension is built with the sanitizers; their runtimes are preloaded into PHP (nodeepbind.c makes it accept
# them). With -p PREFIX, a debug PHP of php-debug.sh, it also sees small overflows of emalloc blocks, wrong arginfo and
# wrong return types: the best single lane. Not seen by it: uninitialised reads (run-valgrind.sh), races (run-tsan.sh).
# needs: gcc with libasan and libubsan, make, autoconf, php with phpize; /proc.    options: see lane.sh
# exit:  0 clean, 1 a test failed, leaked or broke a rule, 2 usage.
set -eu
# shellcheck source=tools/lane.sh
. "$(dirname "$0")/lane.sh"

lane_build '-g -O1 -fsanitize=address,undefined -fno-omit-frame-pointer' '-fsanitize=address,undefined'
gcc -shared -fPIC -O1 -o "$work/nodeepbind.so" "$here/nodeepbind.c"
export USE_ZEND_ALLOC=0 # every emalloc becomes a malloc that the sanitizer watches
export ZEND_DONT_UNLOAD_MODULES=1 # keeps the stacks readable, and one-time blocks of libraries reachable
export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=1:exitcode=98
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
preload=$work/nodeepbind.so:$(gcc -print-file-name=libasan.so):$(gcc -print-file-name=libubsan.so)
export LD_PRELOAD="$preload"
lane_phpt -- "$@"
unset LD_PRELOAD
lane_verdict
