<?php

/**
 * The mailcow test server: an imitation of mailcow's API, its traps included. It needs PHP alone.
 *
 * usage: php -n mailcow.php [--cert FILE --key FILE] [--latency MS] [--state FILE]      (see core/CommandLine.php)
 * Keys at the start: RW-KEY may write, RO-KEY may read. README.md describes the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\TestServer\Core\CommandLine;
use Provision\TestServer\Mailcow\Mailcow;

require __DIR__ . '/http_server.php';

CommandLine::serve(new Mailcow(), $argv);
