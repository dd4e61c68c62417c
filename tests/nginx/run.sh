#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run.sh: the HTTP transport against nginx: TLS, certificates, pinned keys, HTTP/2, kept connections, name servers; and,
# with an extension to test, a service's life, fork and PHP-FPM as nginx sees them.
#
# usage: run.sh [EXTENSION.so]
# The last line counts: 'nginx: N passed, N failed'. What cannot be done here is told in a line that begins 'skipped:'.
# needs: nginx, openssl, make, a C compiler, cmocka and the extension's libraries. The name servers need root, unshare,
#   iproute2 and an /etc/resolv.conf to put another over; the extension's part PHP with pcntl, posix and openssl, its
#   last part PHP-FPM. PHP and PHP_FPM may name the programs.
# exit: 0 all passed, 77 nginx is missing, else 1.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
if [ $# -gt 1 ]; then
	sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi
if ! command -v nginx >/dev/null; then
	echo 'skipped: nginx is not installed'
	exit 77
fi
extension=
[ $# -eq 0 ] || extension=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
php=${PHP:-php}
fpm=${PHP_FPM:-$("$php" -r 'echo "php-fpm", PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;' 2>/dev/null || :)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
passed=0
failed=0

count() { # count NAME STATUS GOOD BAD: what a program that ended printed; one that broke down counts as a failure
	good=$(sed -n "s/$3/\\1/p" "$work/$1.log" | sort -u | wc -l)
	bad=$(sed -n "s/$4/\\1/p" "$work/$1.log" | sort -u | wc -l)
	if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
		echo "$1 ended with status $2"
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
}

program() { # program NAME COMMAND...: a cmocka program, which names each failed test twice
	name=$1
	shift
	status=0
	"$@" >"$work/$name.log" 2>&1 || status=$?
	cat "$work/$name.log"
	count "$name" "$status" '^\[       OK \] \([a-z0-9_]*\)$' '^\[  FAILED  \] \([a-z0-9_]*\)$'
}

certificates() { # the pin is the hash of the good certificate's public key
	"$here/../../tools/mkca.sh" "$work/certificates"
	openssl x509 -in "$work/certificates/good.pem" -pubkey -noout >"$work/good.pub"
	openssl pkey -pubin -in "$work/good.pub" -outform der | openssl dgst -sha256 -binary | openssl base64 |
		sed 's|^|sha256//|' >"$work/certificates/good.pin"
}

names() { # a network and a resolv.conf of its own; the mounts vanish with the command
	printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"$work/resolv.conf"
	# shellcheck disable=SC2016  # expanded by the inner shell
	set -- unshare -n -m sh -euc 'ip link set lo up; mount --bind "$1" /etc/resolv.conf; shift; exec "$@"' names
	if "$@" "$work/resolv.conf" true 2>/dev/null; then
		program names "$@" "$work/resolv.conf" "$work/build/test_names"
	else
		echo 'skipped: no network with a resolv.conf of its own can be made here'
	fi
}

with_extension() {
	command -v "$fpm" >/dev/null || fpm=
	mkdir "$work/extension"
	status=0
	"$php" -d "extension=$extension" "$here/extension.php" "$work/extension" "$extension" "$fpm" \
		>"$work/php.log" 2>&1 || status=$?
	cat "$work/php.log"
	count php "$status" '^ok \(.*\)$' '^not ok \(.*\)$'
}

make -s -C "$here" BUILD="$work/build"
certificates
program nginx "$work/build/test_nginx" "$work/certificates"
names
if [ -n "$extension" ]; then
	with_extension
else
	echo 'skipped: no extension was given'
fi
echo "nginx: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
