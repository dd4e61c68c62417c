<?php

/**
 * Loads the stand-in's classes, WHMCS's own that modules use, Illuminate and Smarty (Debian's packages), and, as WHMCS
 * does, the classes of the module under test: WHMCS\Module\Server\Name\X is NAME/lib/X.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

require_once 'Illuminate/Database/autoload.php';

spl_autoload_register(static function (string $class): void {
    $path = str_replace('\\', '/', $class) . '.php';
    if (str_starts_with($class, 'WhmcsHost\\')) {
        $path = substr($path, strlen('WhmcsHost/'));
    }
    if (is_file(__DIR__ . '/' . $path)) {
        require __DIR__ . '/' . $path;
    }
});

class_alias(Illuminate\Database\Capsule\Manager::class, 'WHMCS\Database\Capsule');
