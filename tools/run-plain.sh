#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# run-plain.sh: phpt files on a PHP as it is, without any sanitizer: for a debug PHP, another release, another compiler.
#
# usage: run-plain.sh [-p PREFIX] [-j N] EXTENSION-FOLDER [TEST...]     tests: paths within the folder; default 'tests'
# The extension is built in the development configuration, so that a new compiler's warnings are failures here.
# needs: gcc, make, autoconf, php with phpize.     options: see lane.sh
# exit:  0 all passed, 1 a test failed, 2 usage.
set -eu
EXT_CONFIGURE="--enable-provision-dev ${EXT_CONFIGURE:-}"
# shellcheck source=tools/lane.sh
. "$(dirname "$0")/lane.sh"

lane_build '-g -O2' ''
lane_phpt -- "$@"
lane_verdict
