<?php

/**
 * The module in WHMCS's web site: what a client's browser can call, the client area used by a person, and single sign-on
 * clicked through to MeshCentral.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\MeshVisits;
use WhmcsHost\Site;
use WhmcsHost\Suite;
use WhmcsHost\WebDriver;

require_once __DIR__ . '/MeshVisits.php';

return static function (Life $life, Site $site, Suite $suite, ?WebDriver $driver): void {
    $visits = new MeshVisits($life, $site, $suite);
    $visits->functions();
    $visits->redirect();
    $visits->links();
    if ($driver !== null) {
        $visits->clientLogsIn($driver);
        $visits->staffLogIn($driver);
        $visits->invitation($driver);
        $visits->manyDevices($driver);
        $visits->hostileNames($driver);
    }
};
