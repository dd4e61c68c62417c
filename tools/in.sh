#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# in.sh: runs a command inside a folder made by suite.sh.
#
# usage: in.sh [-b SOURCE] DIR COMMAND [ARGUMENT...]
#   -b SOURCE   the folder SOURCE appears as /src inside (writable), and the command starts there. phpize builds in
#               place, so give every suite a copy of the tree: git archive HEAD | tar -x -C COPY
# /proc and /dev are there (sanitizer builds and configure's test programs need them). All mounts live in a private
# namespace and vanish with the command. The network, 127.0.0.1 included, is the machine's own.
# needs: root, unshare (util-linux).   exit: the command's own status; 77 where no mount namespace can be made.
set -eu
src=
if [ "${1:-}" = -b ]; then
	src=$(cd "$2" && pwd)
	shift 2
fi
[ $# -ge 2 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
dir=$1
shift
unshare -m true 2>/dev/null || { echo "in: no mount namespace can be made here" >&2; exit 77; }
# shellcheck disable=SC2016  # expanded by the inner shell
exec unshare -m sh -euc '
	dir=$1; src=$2; shift 2
	mount -t proc proc "$dir/proc"
	mount --rbind /dev "$dir/dev"
	start=/
	if [ -n "$src" ]; then mkdir -p "$dir/src"; mount --bind "$src" "$dir/src"; start=/src; fi
	exec chroot "$dir" env -u TMPDIR LC_ALL=C HOME=/root sh -c "cd \"\$0\" && exec \"\$@\"" "$start" "$@"
' in.sh "$dir" "$src" "$@"
