<?php

/**
 * Loads the classes of the test servers: Provision\TestServer\Core\Loop stands in core/Loop.php, and so on.
 * It must not do anything else: a file that includes it may be a test, a server or a tool.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (preg_match('/^Provision\\\\TestServer\\\\(\w+)\\\\(\w+)$/D', $class, $name) === 1) {
        $file = __DIR__ . '/' . strtolower($name[1]) . '/' . $name[2] . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
