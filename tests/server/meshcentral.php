<?php

/**
 * The MeshCentral test server: an imitation of the control WebSocket and of the pages that a client meets, the real
 * server's traps included. It needs PHP alone, with openssl for TLS and for the cookies of the login key.
 *
 * usage: php -n meshcentral.php [--cert FILE --key FILE] [--latency MS] [--state FILE]   (see core/CommandLine.php)
 * At the start there is one account, admin with the password Admin-Passw0rd; the login key is the bytes 00 01 … 4f.
 * README.md describes the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\TestServer\Core\CommandLine;
use Provision\TestServer\Meshcentral\MeshCentral;

require __DIR__ . '/http_server.php';

CommandLine::serve(new MeshCentral(), $argv);
