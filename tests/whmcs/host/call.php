<?php

/**
 * One call of WHMCS into a module, in a process of its own: argument 1 is the file of the job (JSON). The report is
 * written to the file that the job names; when the module ends the process, there is none.
 *
 * Nothing may be printed here: what comes out is the module's fault.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

// libraries of the distribution may be older than its PHP; Action watches the module's own files
error_reporting(E_ALL & ~E_DEPRECATED);
require __DIR__ . '/autoload.php';
require __DIR__ . '/functions.php';

$job = json_decode((string) file_get_contents($argv[1]), true, 64, JSON_THROW_ON_ERROR);
(new Action($job))->run();
