#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# suite.sh: makes (or reuses) a folder with another Debian release in it, with its PHP and the development packages.
#
# usage: suite.sh SUITE DIR [PACKAGE...]
#   SUITE       trixie (PHP 8.4), forky, sid ...; 'sid+experimental' adds the experimental archive
#   DIR         absolute folder of the finished system; reused when it was made from the same packages
#   PACKAGE...  installed besides the build packages, for instance php8.5-cli php8.5-dev with sid+experimental
# Run something inside with in.sh. Removing DIR is all there is to clean up (nothing stays mounted).
# needs: root, debootstrap, apt with a Debian mirror configured. 30-90 s and 0.7-1 GB a suite.
# exit:  0 ready, 1 failed, 2 usage, 77 not possible here (no root or no debootstrap): a lane may be skipped, saying so.
set -eu
case ${2:-} in /*) ;; *) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
here=$(cd "$(dirname "$0")" && pwd)
suite=${1%%+*}
extra=${1#"$suite"}
extra=${extra#+}
dir=${2%/}
shift 2
packages="$("$here/packages.sh" --list build) $*"

say() { echo "suite: $*"; }
report() {
	# shellcheck disable=SC2016  # expanded inside
	chroot "$1" sh -c 'for p in /usr/bin/php[0-9]*; do "$p" -n -r "echo PHP_VERSION, chr(32);"; done
		echo "gcc $(gcc -dumpversion) libcurl $(pkg-config --modversion libcurl) json-c $(pkg-config --modversion json-c)"'
}

[ "$(id -u)" = 0 ] || { say "needs root" >&2; exit 77; }
command -v debootstrap >/dev/null || { say "needs debootstrap" >&2; exit 77; }
mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock 9 # two runs at once: the second waits for the first, and reuses
if [ -x "$dir/usr/bin/php" ] && [ "$(cat "$dir/packages" 2>/dev/null)" = "$packages" ]; then
	say "reused $dir: $(report "$dir")"
	exit 0
fi

# The mirror is the one that apt uses on this machine; no host name is written down anywhere.
# shellcheck disable=SC2016  # apt fills the format in
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 'Origin: Debian' |
	grep -v security | sort -u | head -n 1)
[ -n "$mirror" ] || { say "apt knows no mirror" >&2; exit 1; }
# An older debootstrap has no script for a newer release; sid's script serves.
script=/usr/share/debootstrap/scripts/$suite
[ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid

new=$(mktemp -d "$dir.new.XXXXXX")
log=$new.log
trap 'rm -rf "$new" "$log"' EXIT
trap 'exit 130' INT TERM HUP
step() {
	"$@" >>"$log" 2>&1 || {
		say "$suite: $1 failed:" >&2
		tail -n 8 "$log" >&2
		exit 1
	}
}

chmod 755 "$new"
step debootstrap --variant=minbase "$suite" "$new" "$mirror" "$script"
# No service may start inside; the name servers are the machine's.
printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
chmod 755 "$new/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$new/etc/resolv.conf"
[ -z "$extra" ] || echo "deb $mirror $extra main" >"$new/etc/apt/sources.list.d/$extra.list"
# Moving suites are often served with an expired Valid-Until; signatures are still checked.
install() {
	chroot "$new" env -u TMPDIR DEBIAN_FRONTEND=noninteractive LC_ALL=C HOME=/root sh -eu -c '
		set -- -q -o Acquire::Check-Valid-Until=false "$@"
		apt-get -q -o Acquire::Check-Valid-Until=false update
		apt-get install -y --no-install-recommends "$@"
		apt-get clean' suite "$@"
}
# shellcheck disable=SC2086  # a list of package names on purpose
step install $packages
echo "$packages" >"$new/packages"

if [ -e "$dir" ]; then rm -rf "$dir"; fi
mv -T "$new" "$dir"
say "made $dir: $(report "$dir")"
