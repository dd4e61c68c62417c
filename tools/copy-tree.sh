#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# copy-tree.sh: copies the source tree to a fresh folder, so that a build there sees no stale object and leaves no litter.
#
# usage: copy-tree.sh SOURCE NEW
# In a git checkout: the working tree as git sees it, local changes and new files included, ignored ones not. Elsewhere
# (an unpacked archive, or no git here): everything but what a build leaves behind.
# needs: tar.      exit: 0 copied, else failed.
set -eu
[ $# = 2 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
source=$(cd "$1" && pwd)
mkdir "$2"
new=$(cd "$2" && pwd)
if [ -e "$source/.git" ] && command -v git >/dev/null; then
	cd "$source"
	# safe.directory: the checkout may belong to another user than the one who tests
	git -c safe.directory="$source" ls-files -co --exclude-standard | while IFS= read -r file; do
		# a file that was removed but not yet from the index
		if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\n' "$file"; fi
	done >"$new.list"
	tar -cf - -T "$new.list" | tar -xf - -C "$new"
	rm -f "$new.list"
else
	tar -C "$source" --exclude-vcs --exclude='*.o' --exclude='*.lo' --exclude='*.la' --exclude='*.dep' --exclude=.libs \
		--exclude=./modules --exclude=./build --exclude=autom4te.cache --exclude=./Makefile \
		--exclude=./config.status --exclude=./config.nice -cf - . | tar -xf - -C "$new"
fi
