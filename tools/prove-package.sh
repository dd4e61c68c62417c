#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# prove-package.sh: the package is proven by installing it, the PECL way and the PIE way.
#
# usage: prove-package.sh
#   PECL  validate package.xml, make the package, install it into a registry of its own, compare what was installed with
#         package.xml, run the package's own phpt files against the installed extension, uninstall, and nothing is left.
#   PIE   the steps that PIE takes: the git archive of the tree (what it downloads), phpize, configure with the path of
#         php-config, make, make install; then the archive's phpt files. PIE itself is not run.
# The machine's own PHP stays as it is: a php-config in front of the real one names an extension folder of our own.
# needs: packages.sh test. No network.
# exit:  0 proven, 1 not, 2 usage.
# shellcheck disable=SC2317  # functions are called by way of step
set -eu
[ $# = 0 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
tools=$(cd "$(dirname "$0")" && pwd)
root=${tools%/*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
passed=0
failed=0
step() { # step NAME COMMAND...
	name=$1
	shift
	status=0
	("$@") >"$work/step.log" 2>&1 </dev/null & # in the background, because set -e is deaf inside a condition
	wait $! || status=$?
	if [ $status = 0 ]; then
		echo "prove-package: ok: $name"
		passed=$((passed + 1))
	else
		echo "prove-package: FAILED: $name"
		grep -vE '^ ?(cc|gcc|libtool|/bin/.*libtool|mkdir)' "$work/step.log" | tail -n 25
		failed=$((failed + 1))
	fi
}
verdict() {
	echo "prove-package: $passed passed, $failed failed"
	if [ $failed = 0 ] && [ $passed -gt 0 ]; then exit 0; else exit 1; fi
}
needed() { # a step that the rest builds on
	step "$@"
	[ $status = 0 ] || verdict
}

# --- a PHP that installs extensions into a folder of ours -----------------------------------------------------------
# phpize and php-config find their way by their own place in the file system: the wrappers stand in front of them.
real_config=$(command -v php-config)
extensions=$work/prefix/extensions
mkdir -p "$work/bin" "$extensions"
cat >"$work/bin/php-config" <<-END
	#!/bin/sh
	# answers like the machine's php-config, but for where extensions go (pecl looks for them below the prefix)
	case \${1:-} in
	--prefix) echo '$work/prefix' ;;
	--extension-dir) echo '$extensions' ;;
	*) exec '$real_config' "\$@" ;;
	esac
END
chmod 755 "$work/bin/php-config"
PATH=$work/bin:$PATH
export PATH

# --- the tree as it would be committed ------------------------------------------------------------------------------
tree=$work/tree
copy_tree() { "$tools/copy-tree.sh" "$root" "$tree"; }
needed 'the tree is copied' copy_tree

phpt() { # phpt FOLDER EXTENSION-DIR NAME: the phpt files of a folder against the extension in another
	(
		cd "$1"
		NO_COLOR=1 NO_INTERACTION=1 php -n "$work/run-tests.php" -n -d extension_dir="$2" -p "$(command -v php)" \
			-q -j2 --show-diff -g FAIL,BORK,WARN,LEAK -W "$work/results.$3" tests
	) >"$work/phpt.log" 2>&1 || :
	"$tools/phpt-words.sh" <"$work/phpt.log"
	"$tools/count-phpt.sh" "$3" "$work/results.$3"
}
cp "$("$real_config" --extension-dir)/build/run-tests.php" "$work/run-tests.php"
in_folder() { # in_folder FOLDER COMMAND...
	cd "$1"
	shift
	"$@"
}

# --- PECL -----------------------------------------------------------------------------------------------------------
validate() {
	cd "$tree"
	pear package-validate package.xml | tee "$work/validation"
	grep -q 'Validation: 0 error(s)' "$work/validation"
	# a release's day is today on that day alone
	! grep '^Warning:' "$work/validation" | grep -v 'Release Date "[0-9-]*" is not today'
}
version=$(sed -n 's/.*PHP_PROVISION_VERSION "\(.*\)".*/\1/p' "$root/php_provision.h")
tgz=$tree/provision-$version.tgz
pecl_install() {
	pear config-create "$work/pear" "$work/pearrc"
	yes '' | pecl -c "$work/pearrc" install -n "$tgz"
	test -f "$extensions/provision.so"
}
listed() { # the files of package.xml and the built module are what the registry lists
	pecl -c "$work/pearrc" list-files provision | tee "$work/all"
	grep -q "$extensions/provision.so" "$work/all"
	awk '$1 ~ /^(data|doc|test)$/ { print $2 }' "$work/all" >"$work/listed"
	sed -n 's/.*<file name="\([^"]*\)" role="\(data\|doc\|test\)".*/\1/p' "$tree/package.xml" >"$work/shipped"
	[ -s "$work/shipped" ]
	while read -r file; do
		grep -q "/$file\$" "$work/listed" || { echo "not installed: $file"; exit 1; }
	done <"$work/shipped"
	[ "$(wc -l <"$work/shipped")" = "$(wc -l <"$work/listed")" ]
}
unpack() { tar -xzf "$tgz" -C "$work"; }
uninstalled() {
	pecl -c "$work/pearrc" uninstall provision
	[ ! -e "$extensions/provision.so" ]
	[ -z "$(find "$work/pear" -path '*provision*' -type f)" ]
}
needed 'package.xml is valid' validate
needed 'pecl package' in_folder "$tree" pecl package package.xml
needed 'pecl install' pecl_install
step 'what is installed is what package.xml names' listed
needed 'the package unpacks' unpack
step 'phpt of the package against the installed extension' phpt "$work/provision-$version" "$extensions" installed
grep -h '^installed:' "$work/step.log" || :
step 'pecl uninstall leaves nothing' uninstalled

# --- PIE ------------------------------------------------------------------------------------------------------------
# The tree is committed in a copy, so that 'git archive' and its export-ignore rules are those of a release.
archive() {
	rm -f "$tgz"
	cd "$tree"
	git init -q .
	git add -A
	git -c user.name=provision -c user.email=provision@localhost commit -q -m 'the tree under test'
	mkdir "$work/archive"
	git archive HEAD | tar -x -C "$work/archive"
	[ ! -e "$work/archive/.ci" ]
}
pie_steps() {
	cd "$work/archive"
	phpize
	./configure -q --with-php-config="$work/bin/php-config"
	make -j2
	[ -f modules/provision.so ]
	make install
	[ -f "$extensions/provision.so" ]
}
needed 'git archive' archive
needed 'phpize, configure, make, make install in the archive' pie_steps
step 'phpt of the archive' phpt "$work/archive" "$extensions" archive
grep -h '^archive:' "$work/step.log" || :

verdict
