<?php

/**
 * Runs each way of suspend.php against the product's bundled test server over TLS. Run by run.sh, inside a network namespace
 * whose loopback is as slow as a long line, or as fast as a loopback is.
 *
 *   php run.php EXTENSION COUNT
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\TestServer\TestServer;

require __DIR__ . '/../tests/server/server.inc';

/** Gives the mailcow server the one domain that is suspended over and over. */
function prepare(TestServer $server): void
{
    $server->reset();
    $calls = [
        'add/domain' => ['domain' => 'a.test', 'tags' => ['whmcs-41']],
        'add/domain-admin' => [
            'domains' => 'a.test', 'username' => 'admin-bench-7', 'password' => 'Bench-1234', 'password2' => 'Bench-1234', 'active' => 1,
        ],
    ];
    foreach ($calls as $path => $body) {
        $context = stream_context_create([
            'http' => [
                'method' => 'POST',
                'header' => "X-API-Key: RW-KEY\r\nContent-Type: application/json\r\n",
                'content' => json_encode($body),
            ],
            'ssl' => ['cafile' => $server->caFile],
        ]);
        file_get_contents($server->url() . "/api/v1/$path", false, $context);
    }
}

[, $extension, $count] = $argv;
foreach (['mailcow-fresh', 'mailcow-reused', 'mailcow', 'meshcentral'] as $way) {
    $product = strtok($way, '-');
    $server = TestServer::start($product, tls: 'good');
    if ($product === 'mailcow') {
        prepare($server);
    }
    $before = $server->connections();
    $command = [PHP_BINARY, '-d', "extension=$extension", __DIR__ . '/suspend.php', $way, $count, $server->caFile, (string) $server->port];
    $child = proc_open($command, [1 => ['pipe', 'w']], $pipes);
    $line = json_decode((string) stream_get_contents($pipes[1]), true);
    if (proc_close($child) !== 0 || !is_array($line)) {
        fwrite(STDERR, "bench: '$way' failed\n");
        exit(1);
    }
    $after = $server->connections();
    printf(
        "%-14s %8.2f ms, %6.2f ms of it CPU of the client, a suspend; %4d TLS handshakes for %4d requests\n",
        $way,
        $line['ms'],
        $line['cpu_ms'],
        $after['handshakes'] - $before['handshakes'],
        $after['requests'] - $before['requests'],
    );
}
