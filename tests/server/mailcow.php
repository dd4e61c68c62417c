<?php

/**
 * The mailcow test server: an imitation of mailcow's API, its traps included. It needs PHP alone.
 *
 * usage: php -n mailcow.php [--cert FILE --key FILE] [--latency MS] [--state FILE]      (see http_server.php)
 * Keys at the start: RW-KEY may write, RO-KEY may read. README.md describes the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

require __DIR__ . '/http_server.php';

Provision\TestServer\serve(new Provision\TestServer\Mailcow\Mailcow(), $argv);
