<?php

/**
 * What staff do in a browser: log in to the product of a server or of a service.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

define('ADMINAREA', true);
require __DIR__ . '/init.php';

WhmcsHost\Web::admin();
