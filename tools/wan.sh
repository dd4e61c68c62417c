#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# wan.sh: runs a command as if its servers were far away: every TCP packet on the loopback is held for a while.
#
# usage: wan.sh ONE_WAY_MS COMMAND [ARGUMENT...]        10 gives a round trip of 20 ms; 0 gives just the empty namespace
# The command gets a network namespace of its own: only a loopback, and nothing on it but what the command starts there.
# So COMMAND is a script that starts the server and the client. Nothing outside that namespace is touched.
# needs: root (CAP_NET_ADMIN), iproute2, iptables, gcc with libnetfilter-queue-dev (wandelay is compiled on each call).
# exit:  the command's own status; 77 where namespaces or the packet queue are not to be had: skip, saying so.
set -eu
[ $# -ge 2 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
unshare -n true 2>/dev/null || { echo "wan: no network namespaces here" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
gcc -O2 -o "$work/wandelay" "$here/wandelay.c" -lnetfilter_queue 2>"$work/cc.log" ||
	{ echo "wan: cannot compile wandelay.c:" >&2; head -n 3 "$work/cc.log" >&2; exit 77; }
status=0
# shellcheck disable=SC2016  # expanded by the inner shell
WAN_WORK=$work WAN_MS=$1 unshare -n sh -c '
	ms=$WAN_MS; work=$WAN_WORK; unset WAN_MS WAN_WORK; shift
	ip link set lo up || exit 77
	[ "$ms" != 0 ] || exec "$@"
	# The queue works by way of the legacy tables also where the kernel lacks the nftables statement for it.
	iptables-legacy -A INPUT -i lo -p tcp -j NFQUEUE --queue-num 7 || exit 77
	"$work/wandelay" 7 "$ms" 2>"$work/log" &
	pid=$!
	tries=0
	until grep -q ready "$work/log" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] && kill -0 $pid 2>/dev/null || { cat "$work/log" >&2; exit 77; }
		sleep 0.05
	done
	"$@"; status=$?
	kill $pid; wait $pid 2>/dev/null
	exit $status' wan "$@" || status=$?
exit $status
