<?php

/**
 * The Comet test server: an imitation of a Comet Server's API and of its web interface's login, traps included. It needs
 * PHP alone.
 *
 * usage: php -n comet.php [--cert FILE --key FILE] [--latency MS] [--state FILE]      (see core/CommandLine.php)
 * At the start there is one administrator, comet/Tables.php has name and password. README.md describes the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\TestServer\Comet\Comet;
use Provision\TestServer\Core\CommandLine;

require __DIR__ . '/http_server.php';

CommandLine::serve(new Comet(), $argv);
