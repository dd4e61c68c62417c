#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run.sh: what a suspend costs over a line of 20 ms round trip and on loopback: of mailcow with a new connection for each request,
# with one that is kept, and with the extension; of MeshCentral with the extension. Prints figures and judges nothing.
#
# usage: bench/run.sh PROVISION.SO [COUNT]        COUNT suspends a way (50)
# needs: root, php-cli with curl; what tools/wan.sh needs.      exit: 0, or 77 where no slow line can be made here
set -eu
[ $# -ge 1 ] || { sed -n '3,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
extension=$(realpath "$1")
echo "TLS 1.3, HTTP/1.1, test servers, PHP $(php -r 'echo PHP_VERSION;'); load before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
for way in 10 0; do
	echo "$((2 * way)) ms round trip:"
	"$here/../tools/wan.sh" $way php "$here/run.php" "$extension" "${2:-50}"
done
