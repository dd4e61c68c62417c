#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# threads.sh: concurrent requests on several threads of one process, against the bundled test servers, under ThreadSanitizer.
#
# usage: threads.sh PREFIX          a thread-safe PHP with libphp.so, made by php-debug.sh
# Starts a TLS test server for each script of tests/threads/ (mailcow.php talks to tests/server/mailcow.php), hands over its
# address in PROVISION_TEST_SERVER and the CA file in PROVISION_TEST_CA, and runs the script by run-tsan.sh.
# needs: run-tsan.sh's.      exit: 0 clean, 1 a race or a failed request, 2 usage.
set -eu
[ $# = 1 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
prefix=$1
tools=$(cd "$(dirname "$0")" && pwd)
root=${tools%/*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
passed=0
failed=0

"$tools/mkca.sh" "$work/ca"
export PROVISION_TEST_CA="$work/ca/ca.pem"
for script in "$root"/tests/threads/*.php; do
	product=${script##*/}
	mkfifo "$work/in" "$work/out"
	php -n "$root/tests/server/$product" --cert "$work/ca/good.pem" --key "$work/ca/good.key" \
		<"$work/in" >"$work/out" 2>"$work/server.log" &
	server=$!
	exec 3>"$work/in" 4<"$work/out" # the server ends when 3 is closed
	read -r line <&4
	status=0
	# few rounds miss races; the test server answers one after the other
	PROVISION_TEST_SERVER=${line#listening } "$tools/run-tsan.sh" -p "$prefix" -r 60 "$root" "tests/threads/$product" \
		>"$work/log" 2>&1 3>&- || status=$?
	exec 3>&- 4<&-
	wait $server || :
	cat "$work/log"
	if [ $status = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
	rm -f "$work/in" "$work/out"
done
echo "threads: $passed passed, $failed failed"
if [ $failed = 0 ] && [ $passed -gt 0 ]; then exit 0; else exit 1; fi
