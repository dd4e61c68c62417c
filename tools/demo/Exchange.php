<?php

/**
 * What an exchange is called, in the report and where it is compared with what the server got: method and path, or,
 * of a message on an open WebSocket, its action in place of the path.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Exchange
{
    public const SOCKET = 'WS';

    /** @param array<string, mixed> $exchange as provision_last_exchanges() gives it @return array{string, string} */
    public static function name(array $exchange): array
    {
        $isMessage = $exchange['method'] === self::SOCKET
            && preg_match('/"action":"(\w+)"/', $exchange['request'], $match) === 1;
        $path = (string) preg_replace('#^https?://[^/]+#', '', $exchange['url']);
        return [$exchange['method'], $isMessage ? $match[1] : $path];
    }
}
