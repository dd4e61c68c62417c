#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# demo.sh: builds the extension and shows it at work: each WHMCS module through the whole life of a service, against the
# product's bundled test server over TLS, in a report that ends with a list of what must be true.
#
# usage: demo.sh [PRODUCT...]      mailcow, comet, meshcentral; default: all of them
# As root on a fresh Debian 12 or 13 it first installs the packages it needs. The checkout stays as it is: a copy is built in
# a temporary folder, which is removed at the end. Nothing is installed into the system's PHP; no network is used but loopback.
# needs: root, unless the packages of 'packages.sh --list demo' are there.
# exit:  0 all as it must be, 1 something differs or the build failed, 2 usage, 77 packages missing and no root.
set -eu
[ $# -gt 0 ] || set -- mailcow comet meshcentral
for product; do
	case $product in
	mailcow | comet | meshcentral) ;;
	*)
		sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2
		exit 2
		;;
	esac
done
tools=$(cd "$(dirname "$0")" && pwd)
root=${tools%/*}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

"$tools/packages.sh" demo

build() {
	"$tools/copy-tree.sh" "$root" "$work/provision" && cd "$work/provision" && phpize && ./configure -q && make -j2
}
echo 'demo: building (less than a minute)'
(build) >"$work/build.log" 2>&1 </dev/null || {
	echo 'demo: the build failed:' >&2
	tail -n 30 "$work/build.log" >&2
	exit 1
}
"$tools/mkca.sh" "$work/ca"

# -n: neither the machine's settings nor an installed provision count; the rest is what the WHMCS stand-in needs
with=
for name in ctype mbstring pdo pdo_sqlite; do
	if ! php -n -r "exit(extension_loaded('$name') ? 0 : 1);"; then with="$with -d extension=$name"; fi
done
cd "$work/provision"
status=0
for product; do
	mkdir "$work/$product"
	echo
	# shellcheck disable=SC2086  # a list of options on purpose
	php -n $with -d extension="$work/provision/modules/provision.so" \
		-d provision.servers_file="$work/$product/servers.ini" -d display_errors=stderr -d log_errors=0 \
		tools/demo/run.php "$product" "$work/$product" "$work/ca" || status=1
done
exit $status
