#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# lane.sh: what run-asan.sh, run-valgrind.sh and run-tsan.sh have in common. Sourced, not run.
#
# A lane builds a copy of the extension with its own flags (stale objects and half-built trees cannot fool it), runs the
# tests against that copy, and ends with one plain line: 'NAME: 12 passed, 0 failed, 1 skipped'.
# Options that every lane takes, before the extension's folder:
#   -p PREFIX   use the PHP under PREFIX (made by php-debug.sh) instead of the machine's own
#   -j N        parallel test jobs (2)
# Environment: EXT_CONFIGURE='--enable-x ...' goes to configure; KEEP=1 keeps the copy (it is kept after a failure too);
#   TEST_OPTIONS='--set-timeout 300 ...' goes to run-tests.php; VALGRIND_MORE=... to valgrind; LANE=... is the name printed.
# shellcheck disable=SC2034  # several variables are for the lanes that source this
set -eu

lane=${LANE:-${0##*/run-}}
lane=${lane%.sh}
here=$(cd "$(dirname "$0")" && pwd)
say() { echo "$lane: $*"; }
usage() {
	sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2
	exit 2
}

prefix=
jobs=2
threads=4
rounds=200
while getopts p:j:t:r: option; do
	case $option in
	p) prefix=$(cd "$OPTARG" && pwd) ;;
	j) jobs=$OPTARG ;;
	t) threads=$OPTARG ;;
	r) rounds=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] || usage
ext=$(cd "$1" && pwd)
shift
php=${prefix:+$prefix/bin/}php
phpize=${prefix:+$prefix/bin/}phpize
php_config=${prefix:+$prefix/bin/}php-config

work=$(mktemp -d)
copy=$work/ext
status=1
ended=
lane_end() {
	[ -z "$ended" ] || return 0
	ended=1
	if [ -z "${KEEP:-}" ] && { [ "$status" = 0 ] || [ ! -d "$copy" ]; }; then
		rm -rf "$work"
	else
		say "kept $work" >&2
	fi
}
trap lane_end EXIT
trap 'exit 130' INT TERM HUP

lane_compile() { # lane_compile CFLAGS LDFLAGS: in the current folder
	# The tests of configure run sanitized programs too: those must not fail for a leak of their own.
	export ASAN_OPTIONS=detect_leaks=0
	# shellcheck disable=SC2086  # a list of options on purpose
	"$phpize" && CFLAGS=$1 LDFLAGS=$2 ./configure -q ${EXT_CONFIGURE:-} \
		--with-php-config="$(command -v "$php_config")" && make -j"$jobs"
}

lane_build() { # lane_build CFLAGS LDFLAGS: copies and builds; the module lies in $copy/modules, its name is $module
	"$here/copy-tree.sh" "$ext" "$copy"
	cd "$copy"
	if ! (lane_compile "$1" "$2") >"$work/build.log" 2>&1; then
		say "build failed:" >&2
		grep -vE '^ ?(cc|gcc|libtool|/bin/.*libtool|mkdir)' "$work/build.log" | tail -n 15 >&2
		exit 1
	fi
	module=$(cd modules && ls -- *.so)
	module=${module%.so}
	# Tests may name the machine's other extensions in their EXTENSIONS section.
	for so in "$("$php_config" --extension-dir)"/*.so; do
		if [ -e "$so" ] && [ ! -e "modules/${so##*/}" ]; then ln -s "$so" modules/; fi
	done
}

lane_phpt() { # lane_phpt [RUN-TESTS-OPTION...] -- TEST...: sets $status
	options=
	while [ "$1" != -- ]; do
		options="$options $1"
		shift
	done
	shift
	[ $# -gt 0 ] || set -- tests
	# -n twice: for the driver and for the tests; -p because the driver's PHP is not always the tested one;
	# no 'extension=' here: the tests' EXTENSIONS section loads it, and twice is a warning in every test.
	status=0
	# shellcheck disable=SC2086  # a list of options on purpose
	NO_COLOR=1 NO_INTERACTION=1 "$php" -n run-tests.php -n -d extension_dir="$copy/modules" \
		-p "$(command -v "$php")" -q -j"$jobs" --show-diff -g FAIL,XFAIL,BORK,WARN,LEAK,SKIP -W "$work/results" \
		$options ${TEST_OPTIONS:-} "$@" >"$work/tests.log" 2>&1 || status=$?
	"$here/phpt-words.sh" <"$work/tests.log"
}

lane_verdict() { # counts the results; a lane in which nothing passed is no proof and fails
	counts=$("$here/count-phpt.sh" "$lane" "$work/results") || status=1
	lane_end # before the verdict, which is to be the last line
	echo "$counts"
	exit "$status"
}
