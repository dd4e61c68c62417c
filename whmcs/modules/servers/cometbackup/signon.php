<?php

/**
 * The page behind "Log in to Comet Backup": a browser reaches it by the redirect with which WHMCS answers the single
 * sign-on command, and only with what that command put into its WHMCS session. See lib/SignOn.php, lib/SignOnPage.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

// phpcs:disable PSR1.Files.SideEffects -- this is a page

declare(strict_types=1);

use WHMCS\Module\Server\Cometbackup\SignOn;
use WHMCS\Module\Server\Cometbackup\SignOnPage;

define('CLIENTAREA', true);
require __DIR__ . '/../../../init.php';

foreach (['Html', 'Language', 'SignOn', 'SignOnPage'] as $class) {
    require_once __DIR__ . "/lib/$class.php";
}
foreach (SignOnPage::headers() as $line) {
    header($line);
}
echo SignOnPage::html(SignOn::take((string) ($_SERVER['QUERY_STRING'] ?? '')));
