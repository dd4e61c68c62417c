<?php

/**
 * The module in WHMCS's web site: installers as a browser gets them, the client area used by a person, and single
 * sign-on clicked through, also by people who want somebody else's.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\CometVisits;
use WhmcsHost\Life;
use WhmcsHost\Site;
use WhmcsHost\Suite;
use WhmcsHost\WebDriver;
use WhmcsHost\WebServer;

require_once __DIR__ . '/CometVisits.php';

return static function (Life $life, Site $site, Suite $suite, ?WebDriver $driver): void {
    $stranger = new WebServer(__DIR__ . '/stranger', $site->folder . '/stranger.log');
    $visits = new CometVisits($life, $site, $suite);
    $visits->installers();
    $visits->handOver();
    if ($driver !== null) {
        $visits->clientArea($driver);
        $visits->clientLogsIn($driver);
        $visits->staffLogIn($driver);
        $visits->windowIsClosed($driver);
        $visits->strangers($driver, $stranger);
    }
};
