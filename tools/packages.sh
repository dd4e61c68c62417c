#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# packages.sh: installs the Debian packages (Debian 12 and 13) that building, showing and testing the extension need.
#
# usage: packages.sh [--list] GROUP...      --list prints the names and installs nothing
#   build   compiler, PHP with its headers, the libraries, the certificate authorities that TLS trusts
#   demo    what tools/demo.sh needs besides: the test server's PHP extensions, the WHMCS stand-in's Smarty and database
#   test    what tools/test.sh needs besides: sanitizers, valgrind, nginx, php-fpm, linters, chroots, packaging
#           (each group contains the ones before it)
# Quiet, and nothing happens when all is there already. Services that come along (nginx, php-fpm) are not started.
# A name with '?' is not in every release: the stage that wants it then says that it is skipped.
# needs: root, unless --list or all is installed.      exit: 0 done, 1 failed, 2 usage, 77 packages missing and no root.
set -euf

build='gcc make autoconf pkg-config php-cli php-dev libcurl4-openssl-dev libjson-c-dev libssl-dev libwslay-dev
	libidn2-dev ca-certificates'
demo='php-curl php-mbstring php-sqlite3 php-xml php-illuminate-database smarty4 openssl'
# clang-format-14: the one version that lays out the C files; xz-utils, zlib1g-dev: php-debug.sh; iproute2, iptables,
# libnetfilter-queue-dev: wan.sh; git, php-pear: prove-package.sh; php-parser: gen-arginfo.sh
test='chromium chromium-driver clang libclang-rt-dev clang-tidy ?clang-format-14 codespell composer cppcheck debootstrap gcovr git iproute2
	iptables fonts-lato libcmocka-dev libjs-bootstrap libjs-bootstrap4 libnetfilter-queue-dev nginx-light php-fpm php-intl php-parser php-pear ?php-codesniffer
	shellcheck valgrind xz-utils zlib1g-dev'

usage() {
	sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2
	exit 2
}
list=
if [ "${1:-}" = --list ]; then
	list=1
	shift
fi
[ $# -gt 0 ] || usage
wanted=
for group; do
	case $group in
	build) wanted="$wanted $build" ;;
	demo) wanted="$wanted $build $demo" ;;
	test) wanted="$wanted $build $demo $test" ;;
	*) usage ;;
	esac
done
# shellcheck disable=SC2086  # from here on, lists of names
wanted=$(printf '%s\n' $wanted | sort -u)
if [ -n "$list" ]; then
	# shellcheck disable=SC2086
	echo $wanted
	exit 0
fi

installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = 'ii ' ]; }
missing() { for name in $wanted; do installed "${name#\?}" || printf '%s\n' "$name"; done; }
lacking=$(missing)
# what no release of this machine has is not worth an update of the lists
printf '%s\n' "$lacking" | grep -q '^[^?]' || exit 0
[ "$(id -u)" = 0 ] || {
	# shellcheck disable=SC2086
	echo "packages: root is needed to install:" $lacking >&2
	exit 77
}

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
own_policy=
end() {
	rm -f "$log"
	if [ -n "$own_policy" ]; then rm -f "$policy"; fi
}
trap end EXIT
trap 'exit 130' INT TERM HUP
quietly() {
	"$@" >"$log" 2>&1 </dev/null || {
		echo "packages: $* failed:" >&2
		tail -n 15 "$log" >&2
		exit 1
	}
}
export DEBIAN_FRONTEND=noninteractive
echo 'packages: installing what is missing ...'
quietly apt-get -q update
names=
for name in $lacking; do
	case $name in
	\?*) apt-cache policy "${name#\?}" | grep -q 'Candidate: [^(]' || continue ;;
	esac
	names="$names ${name#\?}"
done
if [ ! -e $policy ]; then
	own_policy=1
	printf '#!/bin/sh\nexit 101\n' >$policy
	chmod 755 $policy
fi
# shellcheck disable=SC2086
quietly apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=600 install $names
