<?php

/**
 * Loads the live suite's classes: Provision\Live\RealServer stands in RealServer.php. It must not do anything else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (preg_match('/^Provision\\\\Live\\\\(\w+)$/D', $class, $name) === 1 && is_file(__DIR__ . "/$name[1].php")) {
        require __DIR__ . "/$name[1].php";
    }
});
