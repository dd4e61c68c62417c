<?php

/**
 * Loads the matrix's classes: Provision\Matrix\Trial stands in engine/Trial.php. It must not do anything else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (preg_match('/^Provision\\\\Matrix\\\\(\w+)$/D', $class, $name) === 1) {
        $file = __DIR__ . '/engine/' . $name[1] . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
