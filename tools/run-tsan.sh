#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run-tsan.sh: PHP scripts as concurrent requests on several threads of one process, under ThreadSanitizer.
#
# usage: run-tsan.sh -p PREFIX [-t THREADS] [-r ROUNDS] EXTENSION-FOLDER SCRIPT...
#   PREFIX    a thread-safe PHP with libphp.so, made by php-debug.sh      THREADS 4, ROUNDS per thread 200
#   SCRIPT    a PHP file that uses the extension and ends well (an uncaught exception is a failure); no phpt. Paths are
#             taken within the extension's folder first, then as they stand.
# The extension and ztsrun are instrumented, PHP is not: a report names the extension's own lines. Few rounds miss races.
# needs: gcc with libtsan, make, autoconf, setarch (fixed addresses).    options: see lane.sh
# exit:  0 clean, 1 a race or a failed request, 2 usage.
set -eu
# shellcheck source=tools/lane.sh
. "$(dirname "$0")/lane.sh"
if [ -z "$prefix" ] || [ $# = 0 ]; then usage; fi

start=$PWD
locate() { # prints where a script is: within the folder, or as it stands
	if [ -f "$1/$2" ]; then echo "$1/$2"
	else case $2 in /*) echo "$2" ;; *) echo "$start/$2" ;; esac
	fi
}
for script; do
	[ -f "$(locate "$ext" "$script")" ] || { say "no such script: $script" >&2; exit 2; }
done
lane_build '-g -O1 -fsanitize=thread' '-fsanitize=thread'
gcc -shared -fPIC -O1 -o "$work/nodeepbind.so" "$here/nodeepbind.c"
# shellcheck disable=SC2046
gcc -g -O1 -fsanitize=thread $("$php_config" --includes) "$here/ztsrun.c" -o "$work/ztsrun" \
	-L"$prefix/lib" -lphp -Wl,-rpath,"$prefix/lib" -lpthread
printf 'extension_dir=%s\nextension=%s\n' "$copy/modules" "$module" >"$work/php.ini"
passed=0
failed=0
for script; do
	file=$(locate "$copy" "$script")
	result=0
	(cd "$(dirname "$file")" && LD_PRELOAD="$work/nodeepbind.so" TSAN_OPTIONS=exitcode=66 \
		setarch -R "$work/ztsrun" "$threads" "$rounds" "$file" "$work/php.ini") >"$work/out" 2>"$work/err" || result=$?
	if [ $result = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		say "$script: exit status $result" >&2
		head -n 60 "$work/err" >&2
	fi
done
[ $failed = 0 ] && status=0
lane_end
echo "$lane: $passed passed, $failed failed, 0 skipped"
exit "$status"
