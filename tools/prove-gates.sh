#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# prove-gates.sh: shows that the memory and thread lanes can turn red: plants defects into a copy of the tree, one by one.
#
# usage: prove-gates.sh PREFIX          a debug PHP made by php-debug.sh
# Each defect runs in a process of its own, when a request begins. A gate is proven when the lane that must see the
# defect fails exactly there, and passes the same test without a defect. The table at the end of this file says which
# lane must see what. The tree itself is not touched.
# needs: packages.sh test.     exit: 0 every gate is proven, 1 one is not, 2 usage.
set -eu
[ $# = 1 ] || { sed -n '3,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
prefix=$1
tools=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
tree=$work/tree
TMPDIR=$work # what a red lane keeps goes with us
export TMPDIR
passed=0
failed=0

# --- the copy: a room file with the defects, called when a request begins --------------------------------------------
"$tools/copy-tree.sh" "$tools/.." "$tree"
cat >"$tree/glue/plant.c" <<'END'
/*
 * SPDX-License-Identifier: BSD-3-Clause
 * plant.c: defects on purpose, chosen by the environment; made by tools/prove-gates.sh, never part of the tree.
 * 'volatile' keeps the compiler from seeing, and removing, what is wrong here.
 */
#include "php.h"
#include <limits.h>
#include <stdlib.h>

void provision_plant(const char *defect);

static volatile int sink;
static int shared; /* written by every thread without a lock */

static void plant_uninitialised(void)
{
	volatile int *volatile values = malloc(4 * sizeof(int));

	if (values && values[2] > 7) {
		sink = 1;
	}
	free((void *)values);
}

static void plant_heap_overflow(void)
{
	volatile char *volatile block = malloc(10);
	volatile size_t end = 10;

	if (block) {
		block[end] = 1;
	}
	free((void *)block);
}

static void plant_stack_overflow(void)
{
	volatile char block[8];
	volatile size_t end = sizeof block;

	block[end] = 1;
}

static void plant_use_after_free(void)
{
	volatile char *volatile block = malloc(10);

	free((void *)block);
	sink = block ? block[3] : 0;
}

static void plant_signed_overflow(void)
{
	volatile int most = INT_MAX;

	sink = most + 1;
}

static void plant_small_overflow(void) /* inside the allocator's bin of 40 bytes: only an exact allocator sees it */
{
	volatile char *volatile block = emalloc(33);
	volatile size_t beyond = 35;

	block[beyond] = 1;
	efree((void *)block);
}

static void plant_leak(void *block)
{
	sink = block != NULL;
}

void provision_plant(const char *defect)
{
	if (!defect) {
		return;
	}
	if (strcmp(defect, "malloc-leak") == 0) {
		plant_leak(malloc(100));
	} else if (strcmp(defect, "emalloc-leak") == 0) {
		plant_leak(emalloc(100));
	} else if (strcmp(defect, "heap-overflow") == 0) {
		plant_heap_overflow();
	} else if (strcmp(defect, "stack-overflow") == 0) {
		plant_stack_overflow();
	} else if (strcmp(defect, "use-after-free") == 0) {
		plant_use_after_free();
	} else if (strcmp(defect, "uninitialised") == 0) {
		plant_uninitialised();
	} else if (strcmp(defect, "signed-overflow") == 0) {
		plant_signed_overflow();
	} else if (strcmp(defect, "small-overflow") == 0) {
		plant_small_overflow();
	} else if (strcmp(defect, "race") == 0) {
		shared++;
	}
}
END
awk '
	/^(static )?PHP_RINIT_FUNCTION\(provision\)/ { print "void provision_plant(const char *defect);"; request = 1 }
	{ print }
	request && /^\{/ { print "\tprovision_plant(getenv(\"PROVISION_PLANT\"));"; request = 0; planted = 1 }
	END { exit !planted }' "$tools/../provision.c" >"$tree/provision.c" ||
	{ echo "prove-gates: provision.c has no PHP_RINIT_FUNCTION to plant into" >&2; exit 1; }
php "$tree/tools/check-sources.php" --write >/dev/null
mkdir "$tree/tests/plants"
for defect in none malloc-leak emalloc-leak heap-overflow stack-overflow use-after-free uninitialised signed-overflow \
	small-overflow; do
	printf -- '--TEST--\n%s\n--EXTENSIONS--\nprovision\n--ENV--\nPROVISION_PLANT=%s\n--FILE--\n%s\n--EXPECT--\n%s' \
		"$defect" "$defect" '<?php echo "unharmed";' unharmed >"$tree/tests/plants/$defect.phpt"
done
echo '<?php echo "";' >"$tree/tests/plants/request.php"

# --- the lanes -------------------------------------------------------------------------------------------------------
lane() { # lane NAME COMMAND...: runs a lane over the planted tests; red is what is wanted
	echo "prove-gates: lane $1 ..."
	log=$work/$1.log
	shift
	"$@" >"$log" 2>&1 || :
}
verdict() { # verdict LANE DEFECT STATUS: counts, and shows the lane's words when it was not as it must be
	if [ "$3" = 0 ]; then
		echo "prove-gates: ok: $1 $4 $2"
		passed=$((passed + 1))
	else
		echo "prove-gates: NOT PROVEN: $1 $4 $2"
		tail -n 40 "$work/$1.log" | cut -c1-200
		failed=$((failed + 1))
	fi
}
red() { # red LANE DEFECT: the lane objected to the test of that defect
	status=0
	grep -Eq "^(FAIL|LEAK|WARN|BORK|FAIL&LEAK|LEAK&FAIL) .*\[tests/plants/$2\.phpt\]" "$work/$1.log" || status=1
	verdict "$1" "$2" $status 'turns red at'
}
green() { # green LANE: the lane ran, and did not object to the test without a defect
	status=0
	if grep -Eq '\[tests/plants/none\.phpt\]' "$work/$1.log"; then status=1; fi
	grep -Eq "^$1: [1-9][0-9]* passed" "$work/$1.log" || status=1
	verdict "$1" none $status 'passes'
}

lane asan env LANE=asan "$tools/run-asan.sh" "$tree" tests/plants
lane valgrind env LANE=valgrind "$tools/run-valgrind.sh" "$tree" tests/plants
lane zts-asan env LANE=zts-asan "$tools/run-asan.sh" -p "$prefix" "$tree" tests/plants
lane zts env LANE=zts "$tools/run-plain.sh" -p "$prefix" "$tree" tests/plants
lane tsan env LANE=tsan "$tools/run-tsan.sh" -p "$prefix" "$tree" tests/plants/request.php
lane tsan-race env LANE=tsan PROVISION_PLANT=race "$tools/run-tsan.sh" -p "$prefix" "$tree" tests/plants/request.php

# --- who must see what -----------------------------------------------------------------------------------------------
for name in asan valgrind zts-asan zts; do green $name; done
for defect in malloc-leak emalloc-leak heap-overflow stack-overflow use-after-free signed-overflow; do
	red asan $defect
	red zts-asan $defect
done
red zts-asan small-overflow
for defect in malloc-leak emalloc-leak heap-overflow use-after-free uninitialised; do red valgrind $defect; done
red zts emalloc-leak
status=0
grep -q '^tsan: 1 passed, 0 failed' "$work/tsan.log" || status=1
verdict tsan none $status 'passes'
status=0
grep -q 'data race' "$work/tsan-race.log" && grep -q provision_plant "$work/tsan-race.log" || status=1
verdict tsan-race race $status 'turns red at'

echo "prove-gates: $passed passed, $failed failed"
if [ $failed = 0 ]; then exit 0; else exit 1; fi
