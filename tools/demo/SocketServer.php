<?php

/**
 * A bundled test server that is asked by messages on WebSockets. What counts are the extension's connections and
 * messages: those of the customer's own browser, which the demonstration plays, are left out.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class SocketServer extends ProductServer
{
    /** As which the customer's browser calls itself. */
    public const BROWSER = 'a customer\'s browser';

    public function traffic(): array
    {
        $browser = array_column(array_filter(parent::log(), self::isBrowser(...)), 'connection');
        $ours = array_filter(
            $this->control('GET', 'connections')['connections'],
            static fn (array $one): bool => !in_array($one['number'], $browser, true)
        );
        return [
            'message' => count(array_filter($this->log(), static fn (array $row): bool => $row['path'][0] !== '/')),
            'connection' => count($ours),
            'TLS handshake' => count(array_filter($ours, static fn (array $one): bool => $one['handshake'])),
        ];
    }

    /** @return list<array> each opening of a WebSocket, and behind it what came over it */
    public function log(): array
    {
        $messages = [];
        foreach ($this->control('POST', 'messages', []) as $message) {
            if ($message['direction'] === 'in' && $message['action'] !== null) {
                $messages[$message['connection']][] = [
                    'method' => Exchange::SOCKET, 'path' => $message['action'], 'headers' => [],
                ];
            }
        }
        $rows = [];
        foreach (parent::log() as $row) {
            if (!self::isBrowser($row)) {
                $path = preg_replace('/(auth=)[^&]+/', '$1********', $row['path']);
                array_push(
                    $rows,
                    ['method' => Exchange::SOCKET, 'path' => $path] + $row,
                    ...$messages[$row['connection']] ?? []
                );
            }
        }
        return $rows;
    }

    /** @param array<string, mixed> $row of the log */
    private static function isBrowser(array $row): bool
    {
        return ($row['headers']['user-agent'] ?? '') === self::BROWSER;
    }
}
