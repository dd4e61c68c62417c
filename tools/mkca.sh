#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# mkca.sh: makes a test CA and four server certificates for localhost, to prove that TLS verification bites.
#
# usage: mkca.sh DIR
# result in DIR: ca.pem                      the CA; hand it to the client as its CA file
#   good.pem       localhost and 127.0.0.1, signed by the CA         must be accepted
#   expired.pem    the same, but its time is over                    must be refused
#   wronghost.pem  signed by the CA, for another name                must be refused
#   selfsigned.pem localhost, signed by itself                       must be refused
#   and NAME.key for each. EC P-256. About 0.2 s; made anew on every call, never to be committed.
# needs: openssl.
set -eu
[ $# = 1 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
cd "$1"
umask 077
key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
local_names=DNS:localhost,IP:127.0.0.1
run() { openssl "$@" 2>openssl.log || { cat openssl.log >&2; exit 1; }; }

# shellcheck disable=SC2086  # $key is a list of options on purpose
run req -x509 $key -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test CA' \
	-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
# shellcheck disable=SC2086
run req -x509 $key -keyout selfsigned.key -out selfsigned.pem -days 3650 -subj /CN=localhost \
	-addext "subjectAltName=$local_names"

leaf() { # leaf NAME ALTERNATIVE-NAMES FROM UNTIL; 'openssl ca' is the one command that takes both dates
	rm -rf db
	mkdir db
	: >db/index
	openssl rand -hex 8 >db/serial
	cat >db/conf <<-END
		[ca]
		default_ca = testca
		[testca]
		database = db/index
		serial = db/serial
		new_certs_dir = db
		default_md = sha256
		policy = policy
		x509_extensions = extensions
		[policy]
		commonName = supplied
		[extensions]
		subjectAltName = $2
		basicConstraints = CA:FALSE
		extendedKeyUsage = serverAuth
	END
	# shellcheck disable=SC2086
	run req -new $key -keyout "$1.key" -out db/csr -subj "/CN=$1"
	run ca -batch -notext -config db/conf -cert ca.pem -keyfile ca.key -in db/csr -out "$1.pem" -startdate "$3" -enddate "$4"
	rm -rf db
}
leaf good      "$local_names"    20200101000000Z 20400101000000Z
leaf expired   "$local_names"    20200101000000Z 20210101000000Z
leaf wronghost DNS:other.invalid 20200101000000Z 20400101000000Z
chmod 644 ./*.pem
rm -f openssl.log
