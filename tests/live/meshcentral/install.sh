#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# install.sh: installs MeshCentral, the real one, from npm into a folder outside the tree, for the live suite.
#
# usage: install.sh DIR
#   DIR   absolute folder that will hold node_modules/meshcentral; reused when it holds the version wanted
# The registry is the one that npm is set up with. About 20 s and 450 MB; nothing is written outside DIR and DIR.lock, and no
# script of a package is run.
# needs: node 20 or newer, npm, flock.
# exit:  0 installed, 2 usage, 77 this machine cannot: no node of that age, no npm, or the package is not to be had.
set -eu
case ${1:-} in /*) ;; *) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
dir=${1%/}
version=1.1.55

skip() {
	echo "skipped: MeshCentral $version: $*"
	exit 77
}
command -v node >/dev/null || skip 'there is no node here'
command -v npm >/dev/null || skip 'there is no npm here'
node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || skip "node $(node --version) is older than 20"

installed() {
	node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).version' "$dir/node_modules/meshcentral/package.json" 2>/dev/null
}
mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock 9 # two runs at once: the second waits for the first, and reuses
if [ "$(installed)" = $version ] && [ -e "$dir/complete" ]; then
	exit 0
fi
rm -rf "$dir"
mkdir "$dir"
log=$dir/install.log
echo '{"private": true}' >"$dir/package.json"
npm install --prefix "$dir" --save-exact --ignore-scripts --no-audit --no-fund --no-update-notifier \
	"meshcentral@$version" >"$log" 2>&1 </dev/null || {
	tail -n 5 "$log"
	skip 'npm cannot install it'
}
touch "$dir/complete"
