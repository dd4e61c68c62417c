#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# php-debug.sh: builds a thread-safe debug PHP (with libphp.so for embedding) from Debian's source package, for the lanes.
#
# usage: php-debug.sh DIR
#   DIR                 absolute folder of the finished PHP; reused when it was built with the same settings
#   PHP_PACKAGE=php8.4  Debian source package to build (default: the machine's own PHP version)
#   PHP_TARBALL=FILE    use this upstream tarball instead of downloading one
#   JOBS=2              parallel compile jobs
#   KEEP=1              keep the source and build trees (DIR.work.*), to step through PHP with a debugger
# result: DIR/bin/{php,phpize,php-config}, DIR/lib/libphp.so. Built in are the extensions that the tests' servers need.
#   About 2 minutes on 2 cores, 50 MB. Nothing is written outside DIR and its neighbours DIR.*; apt's own lists stay as
#   they are.
# needs: gcc make tar xz-utils pkg-config libssl-dev zlib1g-dev (packages.sh test); apt with a Debian mirror. No root.
# exit:  0 ready, 1 failed (the last lines of the log are shown), 2 usage.
set -eu
case ${1:-} in /*) ;; *) sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
dir=${1%/}
package=${PHP_PACKAGE:-php$(php -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')}
# openssl, pcntl, posix, sockets: test servers that speak TLS, fork and stall; zlib: compressed answers
features='--with-openssl --with-zlib --enable-ctype --enable-filter --enable-pcntl --enable-posix --enable-sockets'
features="$features --enable-tokenizer"

say() { echo "php-debug: $*"; }
version() { "$dir/bin/php" -n -r 'echo PHP_VERSION, PHP_ZTS ? " zts" : " nts", PHP_DEBUG ? " debug" : " release", "\n";'; }
settings() { echo "$package" "$features"; } # what a finished DIR is compared with

mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock 9 # two runs at once: the second waits for the first, and reuses
if [ -x "$dir/bin/php-config" ] && [ "$(cat "$dir/settings" 2>/dev/null)" = "$(settings)" ]; then
	say "reused $dir: $(version)"
	exit 0
fi

work=$(mktemp -d "$dir.work.XXXXXX")
end() { if [ -n "${KEEP:-}" ]; then say "kept $work"; else rm -rf "$work"; fi; }
trap end EXIT
trap 'exit 130' INT TERM HUP
step() { # step NAME COMMAND...: quiet while all goes well
	name=$1
	shift
	if ! "$@" >"$work/$name.log" 2>&1; then
		say "$name failed:" >&2
		tail -n 15 "$work/$name.log" >&2
		exit 1
	fi
}

# --- the source, by way of a private set of apt folders ------------------------------------------------------------
fetch() {
	# The mirror and the release come from apt's own configuration. Only the main suite is asked: a mirror may list a
	# security source package whose files it does not carry.
	# shellcheck disable=SC2046,SC2016  # two words on purpose; apt fills the format in
	set -- $(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 'Component: main' |
		awk '$2 !~ /-/ && !seen++')
	[ $# = 2 ] || { echo "apt knows no main suite"; return 1; }
	keyring=/usr/share/keyrings/debian-archive-keyring.gpg
	signed=
	if [ -f $keyring ]; then signed="[signed-by=$keyring]"; fi
	mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/parts"
	echo "deb-src $signed $1 $2 main" >"$work/apt/sources.list"
	set -- -q -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts="$work/apt/parts" \
		-o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" -o APT::Sandbox::User=root \
		-o Acquire::Languages=none
	apt-get "$@" update && cd "$work" && apt-get "$@" source --download-only "$package"
}
if [ -n "${PHP_TARBALL:-}" ]; then
	tarball=$PHP_TARBALL
else
	step fetch fetch
	tarball=$(find "$work" -maxdepth 1 -name '*.orig.tar.?z') # the version moves with Debian: never written down
fi
mkdir "$work/src" "$work/build"
step unpack tar -xf "$tarball" -C "$work/src" --strip-components=1

# --- build: the tarball carries a ready configure, so neither bison nor re2c nor Debian's patches are needed ---------
cd "$work/build"
# shellcheck disable=SC2086  # $features is a list of options on purpose
step configure "$work/src/configure" --prefix="$dir" --disable-all --enable-cli --disable-cgi --disable-phpdbg \
	--without-pear --enable-debug --enable-zts --enable-embed=shared $features
step make make -j"${JOBS:-2}"
step install make install INSTALL_ROOT="$work/root"
settings >"$work/root$dir/settings"

# --- publish in one step, so that a half-built PHP is never seen ----------------------------------------------------
if [ -e "$dir" ]; then mv -T "$dir" "$work/old"; fi
if ! mv -T "$work/root$dir" "$dir" 2>/dev/null && [ ! -x "$dir/bin/php-config" ]; then
	say "cannot move the result to $dir" >&2
	exit 1
fi
say "built $dir: $(version)"
