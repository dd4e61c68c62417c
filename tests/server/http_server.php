<?php

/**
 * The reusable part of every test server: a single-process HTTP/1.1 server on PHP streams, with faults on demand, a
 * control channel, TLS and latency. A product's entry point includes this file, which loads its classes (those named
 * Provision\TestServer\Core\Loop from core/Loop.php, and so on), and calls CommandLine::serve() with its Product.
 * It needs no extension beyond the ones that PHP always has; openssl for TLS alone.
 * It must not know any product, nor do anything when it is included.
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
