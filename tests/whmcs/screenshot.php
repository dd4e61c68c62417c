<?php

/**
 * Takes pictures of the modules' pages, as they come from the module and the product's test server.
 *
 * usage: [PROVISION_EXTENSION=/path/provision.so] php tests/whmcs/screenshot.php [MODULE [FOLDER]]
 * MODULE is one of pictures/, all of them unless given; FOLDER is docs/images unless given.
 * needs: what run.php needs; chromium, libjs-bootstrap4, libjs-bootstrap, fonts-lato.      exit: 0, 1, 2 usage.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

// libraries of the distribution may be older than its PHP
error_reporting(E_ALL & ~E_DEPRECATED);
require __DIR__ . '/host/autoload.php';

$modules = array_map(static fn (string $file): string => basename($file, '.php'), glob(__DIR__ . '/pictures/*.php') ?: []);
$wanted = isset($argv[1]) ? [$argv[1]] : $modules;
if (array_diff($wanted, $modules) !== []) {
    fwrite(STDERR, 'usage: php tests/whmcs/screenshot.php [' . implode('|', $modules) . " [FOLDER]]\n");
    exit(2);
}
$target = $argv[2] ?? dirname(__DIR__, 2) . '/docs/images';
$workshop = new Workshop();
$browser = Browser::find($workshop->folder('browser'));
if ($browser === null || !(is_dir($target) || mkdir($target, 0777, true))) {
    fwrite(STDERR, "screenshot: needs chromium and a folder to write into\n");
    exit(1);
}
foreach ($wanted as $module) {
    $life = (new ModuleRun($workshop, new Suite(), require __DIR__ . "/$module.php"))->life($module);
    (require __DIR__ . "/pictures/$module.php")($life, $browser, $target);
}
