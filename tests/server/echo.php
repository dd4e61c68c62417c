<?php

/**
 * The smallest product: it counts what it handles, answers what it was asked, and hands a connection over on demand
 * ('Upgrade: shout': from then on what comes goes back in capitals). For the tests of the core, and as a pattern.
 *
 * usage: php -n echo.php [--cert FILE --key FILE] [--latency MS] [--state FILE]      (see core/CommandLine.php)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\TestServer\Core\CommandLine;
use Provision\TestServer\Core\Connection;
use Provision\TestServer\Core\Loop;
use Provision\TestServer\Core\Product;
use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;
use Provision\TestServer\Core\Takeover;

require __DIR__ . '/http_server.php';

$product = new class implements Product {
    private int $handled = 0;

    public function handle(Request $request): Response
    {
        if ($request->header('upgrade') === 'shout') {
            return new Response(101, ['Connection' => 'Upgrade', 'Upgrade' => 'shout'], takeover: $this->shout());
        }
        $this->handled++;
        return new Response(200, ['Content-Type' => 'application/json'], json_encode([
            'name' => "$request->method $request->target",
            'length' => strlen($request->body),
            'body' => $request->body,
        ]));
    }

    public function reset(): void
    {
        $this->handled = 0;
    }

    public function exportState(bool $normalised): array
    {
        return ['handled' => $this->handled];
    }

    public function importState(array $state, bool $merge): void
    {
        $this->handled = $state['handled'];
    }

    public function control(string $command, array $arguments): ?array
    {
        return null;
    }

    private function shout(): Takeover
    {
        return new class implements Takeover {
            private Connection $connection;

            public function start(Connection $connection, Loop $loop): void
            {
                $this->connection = $connection;
            }

            public function received(string $bytes): void
            {
                $this->connection->write(strtoupper($bytes));
                if (str_contains($bytes, 'bye')) {
                    $this->connection->close();
                }
            }

            public function closed(): void
            {
                unset($this->connection);
            }
        };
    }
};

CommandLine::serve($product, $argv);
