#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# test.sh: builds the extension and runs every test there is; what CI runs, and what README.md names.
#
# usage: test.sh             everything: about 15 minutes on 2 cores
#        test.sh quick       the stages before the sanitizer lanes
#        test.sh STAGE...    the stages named (test.sh --list prints them)
# As root on a fresh Debian 12 or 13 it first installs the packages it needs. The checkout stays as it is: a copy is
# built. A debug PHP and the other Debian release are made in the background and kept for later runs, outside the
# checkout: in ${PROVISION_CACHE:-/var/tmp/provision-cache}. So is MeshCentral, which npm installs where node is 20 or newer.
# Each stage ends with 'NAME: N passed, N failed, N skipped'; what this machine cannot do is skipped in so many words. The
# last line adds up what really ran.
# needs: root for the packages, the other release and the network namespaces; about 2 GB below /var/tmp.
# exit:  0 all passed, 1 something failed or nothing ran, 2 usage.
# shellcheck disable=SC2317  # the stages are called by their names
set -eu
quick='lint docs phpt unit fuzz matrix whmcs nginx opcache repeat'
full="$quick asan valgrind zts zts-asan tsan other analyse package gates demo live"

usage() {
	sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2
	exit 2
}
case ${1:-} in
'') stages=$full ;;
quick) stages=$quick ;;
--list) printf '%s\n' "$full" | tr ' ' '\n'; exit 0 ;;
*)
	stages=$*
	for stage; do case " $full " in *" $stage "*) ;; *) usage ;; esac; done
	;;
esac
tools=$(cd "$(dirname "$0")" && pwd)
root=${tools%/*}
cache=${PROVISION_CACHE:-/var/tmp/provision-cache}
debug_php=$cache/php-zts-debug
case $(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release) in
trixie) other=bookworm ;;
*) other=trixie ;;
esac
other_suite=$cache/$other
wants() { case " $stages " in *" $1 "*) true ;; *) false ;; esac; }

work=$(mktemp -d)
tree=$work/provision # the copy that is built for the machine's own PHP
background=
end() {
	for pid in $background; do kill -TERM -- "-$pid" 2>/dev/null || :; done
	rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM HUP

# --- what a stage's output counts ------------------------------------------------------------------------------------
tally() { # tally LOG: 'PASSED FAILED SKIPPED' by the last counting line, or by cmocka's groups when there is none
	awk '
		/^([a-z][a-z0-9 ._-]*: )?[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ {
			line = $0; sub(/^[^:]*: /, "", line); split(line, n, /[^0-9]+/)
			plain = 1; passed = n[1]; failed = n[2]; skipped = n[3] + 0
		}
		/^[0-9]+ of [0-9]+ cells passed/ { plain = 1; passed = $1; failed = $3 - $1; skipped = 0 }
		/^\[  PASSED  \] [0-9]+ test/ && !plain { groups += $4 }
		/^\[  FAILED  \] [0-9]+ test/ && !plain { broken += $4 }
		/^\[  SKIPPED \] [0-9]+ test/ && !plain { left += $4 }
		END { if (plain) print passed, failed, skipped; else print groups + 0, broken + 0, left + 0 }' "$1"
}

passed=0
failed=0
skipped=0
: >"$work/summary"
stage() { # stage NAME 'TITLE': runs the function stage_NAME when it is wanted
	wants "$1" || return 0
	printf '\n=== %s: %s\n' "$1" "$2"
	log=$work/$1.log
	began=$(date +%s)
	status=0
	# 'set -e' is deaf to the left of '||': the stages chain what must not go on
	("stage_$(echo "$1" | tr - _)") >"$log" 2>&1 </dev/null || status=$?
	took=$(($(date +%s) - began))
	# shellcheck disable=SC2046  # three numbers
	set -- "$1" $(tally "$log")
	if [ $status = 77 ]; then
		set -- "$1" 0 0 1
	elif [ $status != 0 ] && [ "$3" = 0 ]; then
		set -- "$1" "$2" 1 "$4" # it failed without counting
	elif [ "$2" = 0 ] && [ "$3" = 0 ]; then
		set -- "$1" 0 1 "$4" # it ran nothing, which proves nothing
	fi
	if [ "$3" = 0 ]; then
		grep -i skip "$log" | grep -vE '^(Tests|Exts) skipped|[0-9]+ passed, ' | head -n 20 || :
		[ $status != 77 ] || tail -n 3 "$log"
	else
		tail -n 200 "$log" | tr -d '\000'
	fi
	passed=$((passed + $2))
	failed=$((failed + $3))
	skipped=$((skipped + $4))
	echo "$1: $2 passed, $3 failed, $4 skipped"
	printf '%-10s %6d passed %4d failed %4d skipped %5d s\n' "$1" "$2" "$3" "$4" "$took" >>"$work/summary"
}

# --- what is made beside the tests -----------------------------------------------------------------------------------
in_background() { # in_background NAME COMMAND...: in a process group of its own, so that it can be ended as a whole
	name=$1
	shift
	# shellcheck disable=SC2016  # expanded by the inner shell
	setsid nice -n 15 sh -c 'status=0; "$@" || status=$?; echo $status >"$0"' "$work/$name.status" "$@" \
		>"$work/$name.background" 2>&1 </dev/null &
	background="$background $!"
	echo $! >"$work/$name.pid"
}
made() { # made NAME: waits for it; ends the calling stage with the builder's status when it failed
	tail --pid="$(cat "$work/$1.pid")" -f /dev/null
	cat "$work/$1.background"
	made_status=$(cat "$work/$1.status")
	[ "$made_status" = 0 ] || exit "$made_status"
}

# --- the stages ------------------------------------------------------------------------------------------------------
stage_lint() {
	total=0
	wrong=0
	left=0
	for check in check-layers.sh lint-c.sh lint-php.sh lint-text.sh 'gen-arginfo.sh --check' check-sources.php \
		module-files.php check-package.php; do
		status=0
		# shellcheck disable=SC2086  # a name and its option
		case $check in
		*.php) php "$tools/$check" ;;
		*) "$tools"/$check ;;
		esac >"$work/check" 2>&1 || status=$?
		cat "$work/check"
		# shellcheck disable=SC2046  # three numbers
		set -- $(tally "$work/check")
		if [ "$status" = 77 ]; then
			echo "$check: skipped"
			left=$((left + 1))
		elif [ "$status" != 0 ] && [ "$2" = 0 ]; then
			wrong=$((wrong + 1))
		fi
		total=$((total + $1))
		wrong=$((wrong + $2))
		left=$((left + $3))
	done
	echo "lint: $total passed, $wrong failed, $left skipped"
	[ "$wrong" = 0 ]
}

build_tree() { # the machine's own PHP, in the development configuration
	"$tools/copy-tree.sh" "$root" "$tree" && cd "$tree" && phpize && ./configure -q --enable-provision-dev && make -j2 &&
		"$tools/check-layers.sh" "$tree/modules/provision.so"
}

stage_docs() {
	cd "$tree" && php -n -d extension="$tree/modules/provision.so" tools/docs-keys.php --check &&
		echo 'docs: 1 passed, 0 failed'
}

stage_phpt() {
	cd "$tree" || return
	NO_COLOR=1 NO_INTERACTION=1 REPORT_EXIT_STATUS=1 make test \
		TEST_PHP_ARGS="-q -j2 --show-diff -g FAIL,XFAIL,BORK,WARN,LEAK,SKIP -W $work/phpt.results" |
		"$tools/phpt-words.sh"
	"$tools/count-phpt.sh" phpt "$work/phpt.results"
}

again() { # again NAME RUN-TESTS-OPTION...: the phpt files once more on the same build
	name=$1
	shift
	cd "$tree" || return
	NO_COLOR=1 NO_INTERACTION=1 php -n run-tests.php -n -d extension_dir="$tree/modules" -p "$(command -v php)" \
		-q -j2 --show-diff -g FAIL,XFAIL,BORK,WARN,LEAK,SKIP -W "$work/$name.results" "$@" tests |
		"$tools/phpt-words.sh"
	"$tools/count-phpt.sh" "$name" "$work/$name.results"
}
stage_opcache() {
	opcache=$(php-config --extension-dir)/opcache.so # built in since PHP 8.5
	if [ -f "$opcache" ]; then
		again opcache -d zend_extension="$opcache" -d opcache.enable_cli=1
	else
		again opcache -d opcache.enable_cli=1
	fi
}
stage_repeat() { again repeat --repeat 2; }

stage_unit() { make -j2 -C "$tree/tests/unit" check; }
stage_fuzz() { make -C "$tree/tests/fuzz" replay; }
stage_matrix() { cd "$tree" && php -n tests/matrix/run.php --extension="$tree/modules/provision.so"; }
stage_whmcs() { cd "$tree" && PROVISION_EXTENSION=$tree/modules/provision.so php tests/whmcs/run.php; }
stage_nginx() { cd "$tree" && tests/nginx/run.sh "$tree/modules/provision.so"; }

stage_asan() { "$tools/run-asan.sh" "$root"; }
stage_valgrind() { "$tools/run-valgrind.sh" "$root"; }
stage_zts() {
	made php-debug
	LANE=zts "$tools/run-plain.sh" -p "$debug_php" "$root"
}
stage_zts_asan() {
	made php-debug
	LANE=zts-asan "$tools/run-asan.sh" -p "$debug_php" "$root"
}
stage_tsan() {
	made php-debug
	"$tools/threads.sh" "$debug_php"
}
stage_other() {
	made suite
	mkdir -p "$work/other/tmp" && "$tools/copy-tree.sh" "$root" "$work/other/tree" &&
		"$tools/in.sh" -b "$work/other" "$other_suite" env LANE="$other" TMPDIR=/src/tmp tree/tools/run-plain.sh tree
}
stage_analyse() { "$tools/analyse.sh"; }
stage_package() { "$tools/prove-package.sh"; }
stage_gates() {
	made php-debug
	"$tools/prove-gates.sh" "$debug_php"
}
stage_demo() {
	"$tools/demo.sh" && echo 'demo: 1 passed, 0 failed'
}
stage_live() {
	cd "$tree" && PROVISION_EXTENSION=$tree/modules/provision.so \
		php -d extension="$tree/modules/provision.so" tests/live/meshcentral/run.php
}

# --- the run ---------------------------------------------------------------------------------------------------------
"$tools/packages.sh" test
# shellcheck disable=SC2016  # PHP's variable
php -n -r 'echo "PHP ", PHP_VERSION, PHP_ZTS ? " ZTS" : " NTS", ", ", php_uname("m"), "\n";'
mkdir -p "$cache"
if wants zts || wants zts-asan || wants tsan || wants gates; then
	in_background php-debug "$tools/php-debug.sh" "$debug_php"
fi
if wants other; then
	in_background suite "$tools/suite.sh" "$other" "$other_suite"
fi

stage lint 'laws, layout, style, package lists'
needs_build=
for stage in docs phpt unit fuzz matrix whmcs nginx opcache repeat live; do
	if wants $stage; then needs_build=1; fi
done
if [ -n "$needs_build" ]; then
	printf '\n=== build: development configuration\n'
	(build_tree) >"$work/build.log" 2>&1 || {
		grep -vE '^ ?(cc|gcc|libtool|/bin/.*libtool|mkdir)' "$work/build.log" | tail -n 40
		printf '\n0 passed, 1 failed\n'
		exit 1
	}
	echo "built with $(gcc --version | head -n 1)"
fi
stage docs 'the tables of docs/ are those of the code'
stage phpt 'make test'
stage unit 'lib/ and backends/ without PHP, under ASAN and UBSAN'
stage fuzz 'the corpus of the fuzz targets'
stage matrix 'each operation, each of its requests and messages, each fault'
stage whmcs 'the WHMCS modules in the host stand-in'
stage nginx 'HTTP/2, TLS and PHP-FPM behind nginx'
stage opcache 'phpt with OPcache'
stage repeat 'phpt, each script twice in one process'
stage asan 'phpt under ASAN, LSan and UBSAN'
stage valgrind 'phpt under valgrind'
stage zts 'phpt on a thread-safe debug PHP'
stage zts-asan 'phpt on that PHP under ASAN, LSan and UBSAN'
stage tsan 'requests on several threads under ThreadSanitizer'
stage other "phpt on Debian's $other"
stage analyse 'clang-tidy, gcc analyser, cppcheck, PHPStan'
stage package 'the PECL package and the way of PIE'
stage gates 'the memory lanes against planted defects'
stage demo 'the demonstration that README.md names'
stage live 'MeshCentral itself, with a real agent and a real browser'

printf '\n=== summary\n'
cat "$work/summary"
printf '\n'
if [ $skipped = 0 ]; then
	echo "$passed passed, $failed failed"
else
	echo "$passed passed, $failed failed, $skipped skipped"
fi
if [ $failed = 0 ] && [ $passed -gt 0 ]; then exit 0; else exit 1; fi
