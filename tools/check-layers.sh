#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# check-layers.sh: the laws about who may know whom (docs/architecture.md), judged on includes and on compiled objects.
#
# usage: check-layers.sh [MODULE.so]      with a built module, its exported symbols are judged too
#   provision.c  glue/ and backends/backend.h      glue/  also lib/, never the inside of a backend
#   backends/    lib/ and its own folder           lib/   itself; a third-party library in the files named after it:
#   libcurl lib/curl_*  json-c lib/json*  libcrypto lib/crypto* lib/openssl_*  libidn2 lib/idn*  libwslay lib/ws*
# lib/ and backends/ are compiled here without PHP. Their objects may want nothing but the C library and what the law
# allows, and hold no writable data of static storage.
# needs: gcc, binutils, pkg-config, the libraries' development files; php-config for glue/.
# exit:  0 every law holds, 1 one does not (each line says which), 2 usage.
set -eu
[ $# -le 1 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
module=
if [ $# = 1 ]; then module=$(cd "$(dirname "$1")" && pwd)/${1##*/}; fi
# shellcheck source=tools/rules.sh
. "$(dirname "$0")/rules.sh"

# --- which third-party library may be known by which file -----------------------------------------------------------
owner_of() { # prints the library that a file of lib/ is named after, or nothing
	case $1 in
	lib/curl_*) echo curl ;;
	lib/json*) echo json-c ;;
	lib/crypto* | lib/openssl_*) echo crypto ;;
	lib/idn*) echo idn2 ;;
	lib/ws*) echo wslay ;;
	esac
}
libraries='curl json-c crypto idn2 wslay'

# --- includes as they are written -----------------------------------------------------------------------------------
written_includes() { # FILE<tab>INCLUDED of every own header, for the rooms of code
	find provision.c php_provision.h glue backends lib -name '*.[ch]' | sort | while read -r file; do
		sed -n "s|^#[[:space:]]*include[[:space:]]*\"\([^\"]*\)\".*|$file	\1|p" "$file"
	done
}
written_includes >"$work/includes"

while IFS='	' read -r file header; do
	[ -f "$header" ] || [ "${file%/*}" = "$file" ] || case $header in
	php*.h | SAPI.h | Zend/* | ext/* | main/* | zend_*.h) ;;
	*) echo "$file: \"$header\" is no file from the root of the tree" ;;
	esac
done <"$work/includes" >"$breaches"
rule 'headers are named from the root'

while IFS='	' read -r file header; do
	[ -f "$header" ] || continue
	room=${file%%/*}
	folder=${file%/*}
	case $room:$header in
	lib:lib/*) ;;
	backends:lib/* | backends:backends/backend.h) ;;
	backends:backends/*) # its own folder; the registry names every product
		[ "${header%/*}" = "$folder" ] || [ "$file" = backends/registry.c ] || echo "$file: \"$header\"" ;;
	glue:glue/* | glue:lib/* | glue:backends/backend.h | glue:php_provision.h | glue:provision_arginfo.h) ;;
	provision.c:glue/* | provision.c:backends/backend.h | provision.c:php_provision.h) ;;
	provision.c:provision_arginfo.h) ;;
	php_provision.h:glue/* | php_provision.h:lib/* | php_provision.h:backends/backend.h) ;;
	*) echo "$file: \"$header\"" ;;
	esac
done <"$work/includes" >"$breaches"
rule 'who may include whom'

# --- compiled without PHP: what is really included, wanted and kept -------------------------------------------------
flags="-std=gnu11 -O0 -fno-pic -fno-pie -I. $(pkg-config --cflags libcurl json-c libcrypto libidn2)"
find lib backends -name '*.c' | sort >"$work/sources"
object_of() { echo "$work/$(echo "${1%.c}" | tr / +).o"; }
while read -r file; do
	object=$(object_of "$file")
	# shellcheck disable=SC2086  # a list of flags
	gcc $flags -MD -MF "$object.d" -c "$file" -o "$object" 2>"$work/cc.log" ||
		{ echo "$file:"; grep -m 5 error "$work/cc.log"; }
done <"$work/sources" >"$breaches"
rule 'lib/ and backends/ compile without PHP'

reached() { # reached FILE DEPENDENCIES: breaches of third-party headers that a file reaches, by whatever way
	owner=$(owner_of "$1")
	tr ' ' '\n' <"$2" | sed -n \
		-e 's|.*/\(curl\)/curl\.h$|\1|p' -e 's|.*/\(json-c\)/json[a-z_]*\.h$|\1|p' \
		-e 's|.*/openssl/evp\.h$|crypto|p' -e 's|.*/\(idn2\)\.h$|\1|p' -e 's|.*/\(wslay\)/wslay\.h$|\1|p' |
		sort -u | while read -r library; do
		[ "$library" = "$owner" ] || echo "$1 reaches the headers of $library"
	done
}
# what did not compile has been told, and has no object to be judged
while read -r file; do
	if [ -f "$(object_of "$file")" ]; then echo "$file"; fi
done <"$work/sources" >"$work/compiled"

while read -r file; do
	reached "$file" "$(object_of "$file").d"
done <"$work/compiled" >"$breaches"
rule 'third-party headers in the files named after them'

# shellcheck disable=SC2046  # a list of flags
for file in provision.c glue/*.c; do
	gcc -std=gnu11 -I. $(php-config --includes) -DCOMPILE_DL_PROVISION -M "$file" >"$work/glue.d" \
		2>"$work/cc.log" || { echo "$file:"; grep -m 5 error "$work/cc.log"; }
	reached "$file" "$work/glue.d"
done >"$breaches"
rule 'glue/ and provision.c know no third-party header'

exported() { nm -D --defined-only "$1" | sed 's/.* //; s/@.*//' | sort -u; }
for library in $libraries; do
	exported "$(gcc -print-file-name="lib$library.so")" >"$work/$library.symbols"
done
{
	exported "$(gcc -print-file-name=libc.so.6)"
	exported "$(gcc -print-file-name=libm.so.6)"
	echo _GLOBAL_OFFSET_TABLE_
} | sort -u >"$work/libc.symbols"
defined() { nm --defined-only "$@" 2>/dev/null | awk 'NF == 3 && $2 ~ /[A-Z]/ { print $3 }' | sort -u; }
defined "$work"/lib+*.o >"$work/lib.symbols"
while read -r file; do
	object=$(object_of "$file")
	owner=$(owner_of "$file")
	case $file in
	lib/*) own= ;;
	backends/registry.c) own=$(echo "$work"/backends+*.o) ;;
	backends/*/*) own=$(echo "$work/$(echo "${file%/*}" | tr / +)"+*.o) ;;
	*) own=$object ;;
	esac
	# shellcheck disable=SC2086  # a list of objects
	{
		cat "$work/libc.symbols" "$work/lib.symbols"
		[ -z "$own" ] || defined $own
		[ -z "$owner" ] || cat "$work/$owner.symbols"
	} | sort -u >"$work/allowed"
	nm -u "$object" | sed 's/.* //' | sort -u | comm -23 - "$work/allowed" | sed "s|^|$file wants |"
done <"$work/compiled" >"$breaches"
rule 'objects want the C library, lib/ and their own alone'

while read -r file; do
	object=$(object_of "$file")
	nm "$object" | awk -v file="$file" '$2 ~ /^[bBdDC]$/ { print file " keeps " $3 }'
done <"$work/compiled" >"$breaches"
rule 'no writable static data in lib/ and backends/'

if [ -n "$module" ]; then
	nm -D --defined-only "$module" | awk '$3 != "get_module" { print $3 " is exported" }' >"$breaches"
	rule 'the module exports get_module alone'
fi

rules_verdict
