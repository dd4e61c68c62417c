#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# phpstan.sh: installs PHPStan from composer's registry into a folder outside the tree, for analyse.sh.
#
# usage: phpstan.sh DIR
#   DIR   absolute folder that will hold vendor/bin/phpstan; reused when it holds the version wanted
# The registry is the one that composer is set up with. About 30 MB; nothing is written outside DIR and DIR.lock, and no
# script of a package is run.
# needs: composer, flock.
# exit:  0 installed, 1 failed, 2 usage, 77 this machine cannot: no composer, or the package is not to be had.
set -eu
case ${1:-} in /*) ;; *) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
dir=${1%/}
version=2.3.5

command -v composer >/dev/null || {
	echo 'there is no composer here'
	exit 77
}
mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock 9 # two runs at once: the second waits for the first, and reuses
if [ "$(cat "$dir/complete" 2>/dev/null)" = $version ]; then
	exit 0
fi
rm -rf "$dir"
mkdir "$dir"
COMPOSER_ALLOW_SUPERUSER=1 composer require --working-dir="$dir" --no-interaction --no-plugins --no-scripts --quiet \
	"phpstan/phpstan:$version" >"$dir/install.log" 2>&1 </dev/null || {
	echo "composer cannot install PHPStan $version: $dir/install.log"
	exit 77
}
echo $version >"$dir/complete"
