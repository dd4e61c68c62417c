<?php

/**
 * Logs the visitor in as a client (?client=1) or as staff (?admin=1), or out (neither), without asking for a password:
 * a test does not test WHMCS's login. It can also make a session older (Web::login).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

require __DIR__ . '/init.php';

WhmcsHost\Web::login();
