<?php

/**
 * The client area's page of a product: what the module shows, its single sign-on, its custom functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

define('CLIENTAREA', true);
require __DIR__ . '/init.php';

WhmcsHost\Web::clientArea();
