#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# gen-arginfo.sh: makes provision_arginfo.h from provision.stub.php with PHP's own generator, without any download.
#
# usage: gen-arginfo.sh [--check]      --check compares with the committed header instead of writing it
# One generator is pinned, that of PHP 8.2, the oldest version supported: newer ones write macros that older headers lack.
# needs: php8.2-dev (its gen_stub.php), php-parser 4 (Debian's; gen_stub.php would download it otherwise), tokenizer.
# exit:  0 written, or equal; 1 different or failed; 2 usage; 77 this machine has not the pinned generator.
set -eu
case ${1:-} in '' | --check) ;; *) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
root=$(cd "$(dirname "$0")/.." && pwd)
pinned=8.2
wanted_parser=4.15.1 # the folder name that this generator looks for; any 4.15 serves
generator=$(php-config --extension-dir)/build/gen_stub.php
parser=/usr/share/php/PhpParser

version=$(php-config --version)
case $version in
$pinned.*) ;;
*) echo "gen-arginfo: the generator of PHP $pinned is pinned, this is PHP $version" >&2; exit 77 ;;
esac
[ -f "$generator" ] || { echo "gen-arginfo: no $generator: install php-dev" >&2; exit 77; }
[ -d $parser ] || { echo "gen-arginfo: no $parser: install php-parser" >&2; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$work/PHP-Parser-$wanted_parser/lib"
ln -s $parser "$work/PHP-Parser-$wanted_parser/lib/PhpParser"
cp "$generator" "$work/gen_stub.php"
cp "$root/provision.stub.php" "$work/"
# the generator reports some errors on standard output and still ends with 0
php "$work/gen_stub.php" -f "$work/provision.stub.php" >"$work/log" 2>&1 || :
[ -s "$work/provision_arginfo.h" ] || { cat "$work/log" >&2; exit 1; }
if [ -z "${1:-}" ]; then
	cp "$work/provision_arginfo.h" "$root/provision_arginfo.h"
	exit 0
fi
if diff -u "$root/provision_arginfo.h" "$work/provision_arginfo.h" >&2; then
	echo "gen-arginfo: 1 passed, 0 failed"
else
	echo "gen-arginfo: provision_arginfo.h is not what provision.stub.php says: run tools/gen-arginfo.sh" >&2
	echo "gen-arginfo: 0 passed, 1 failed"
	exit 1
fi
