#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run.sh: builds the fuzz targets with libFuzzer, replays the corpus of each and then fuzzes it for a while.
#
# usage: run.sh [SECONDS [TARGET...]]    SECONDS for each target (0: replay only, the default); TARGET as in TARGET.c
# Nothing is written below the source: builds go to a temporary folder, and an input that broke a property to
# ${FUZZ_FINDINGS:-/tmp/provision-fuzz-findings}. What is new in a run is thrown away; add what is worth it to corpus/TARGET/.
# needs: clang with libFuzzer (Debian: clang-14 libclang-rt-14-dev; CLANG=... names another) and the extension's libraries.
# exit:  0 all targets passed, 1 a property is broken or a build failed, 2 usage, 77 no clang with libFuzzer here.
set -eu
seconds=${1:-0}
case $seconds in
*[!0-9]* | '') sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
[ $# = 0 ] || shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
findings=${FUZZ_FINDINGS:-/tmp/provision-fuzz-findings}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

if [ $# = 0 ]; then
	for file in "$here"/*.c; do
		name=${file##*/}
		set -- "$@" "${name%.c}"
	done
fi
for name; do
	[ -f "$here/$name.c" ] || { echo "run.sh: no target $name" >&2; exit 2; }
done

# --- a clang that can -----------------------------------------------------------------------------------------------
flags='-std=gnu11 -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all'
printf '%s\n' '#include <stddef.h>' '#include <stdint.h>' \
	'int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return data == 0 && size > 0; }' >"$work/probe.c"
clang=
for candidate in ${CLANG:-clang-14 clang clang-19 clang-17 clang-16 clang-15}; do
	if command -v "$candidate" >/dev/null &&
		"$candidate" -fsanitize=fuzzer,address,undefined -o "$work/probe" "$work/probe.c" 2>/dev/null; then
		clang=$candidate
		break
	fi
done
if [ -z "$clang" ]; then
	echo 'fuzz: skipped: no clang with libFuzzer here (Debian: clang-14 libclang-rt-14-dev)'
	exit 77
fi

# --- lib/, instrumented ---------------------------------------------------------------------------------------------
packages='libcurl json-c libcrypto libidn2'
# shellcheck disable=SC2046,SC2086  # lists of words
compile() { "$clang" $flags "-I$root" $(pkg-config --cflags $packages) "$@"; }
mkdir "$work/lib"
for file in "$root"/lib/*.c; do
	name=${file##*/}
	compile -fsanitize=fuzzer-no-link,address,undefined -c -o "$work/lib/${name%.c}.o" "$file"
done
ar rcs "$work/lib.a" "$work"/lib/*.o

# --- the targets ----------------------------------------------------------------------------------------------------
passed=0
failed=0
told() { # told WHAT: libFuzzer's last line: runs, coverage, corpus
	tr '\t' ' ' <"$work/log" | sed -n "s/^#\([0-9]*\) *DONE */$name: $1: \1 runs, /p"
}
fuzz() { # fuzz NAME
	# shellcheck disable=SC2046,SC2086
	compile -fsanitize=fuzzer,address,undefined -o "$work/$1" "$here/$1.c" "$work/lib.a" \
		$(pkg-config --libs $packages) -lwslay || return 1
	mkdir "$work/new"
	set -- "$1" -timeout=10 -rss_limit_mb=1024 -max_len=4096 -artifact_prefix="$findings/$1-"
	[ ! -f "$here/dict/$1.dict" ] || set -- "$@" -dict="$here/dict/$1.dict"
	name=$1
	shift
	UBSAN_OPTIONS=print_stacktrace=1 "$work/$name" "$@" -runs=0 "$here/corpus/$name" >"$work/log" 2>&1 || return 1
	told replay
	[ "$seconds" != 0 ] || return 0
	UBSAN_OPTIONS=print_stacktrace=1 "$work/$name" "$@" -max_total_time="$seconds" "$work/new" "$here/corpus/$name" \
		>"$work/log" 2>&1 || return 1
	told fuzzed
}
mkdir -p "$findings"
for target; do
	: >"$work/log"
	if fuzz "$target"; then
		passed=$((passed + 1))
	else
		tail -n 60 "$work/log"
		echo "$target: broken; the input is in $findings"
		failed=$((failed + 1))
	fi
	rm -rf "$work/new"
done
rmdir "$findings" 2>/dev/null || :
echo "fuzz: $passed passed, $failed failed"
[ "$failed" = 0 ]
