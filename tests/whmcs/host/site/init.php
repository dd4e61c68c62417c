<?php

/**
 * WHMCS's init.php of the stand-in's web site: everything that a page finds when it has required this. Web.php says
 * what it is told by the environment.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

// libraries of the distribution may be older than its PHP; the module's own files are watched
error_reporting(E_ALL & ~E_DEPRECATED);
require getenv('WHMCS_HOST') . '/autoload.php';
require getenv('WHMCS_HOST') . '/functions.php';

WhmcsHost\Web::begin();
