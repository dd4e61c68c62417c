<?php

/**
 * The rows of the matrix. A fault of the test server strikes one request; with the suffix "..." it strikes that request
 * and all that follow, so that nothing can be settled within the call; unknown_certificate is the client's own doing.
 * A time-out is short where the fault uses all of it up: it costs the run so much, and proves no more when it is longer.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Faults
{
    public const UNKNOWN_CERTIFICATE = 'unknown_certificate';

    private const TIMEOUT_MS = 1500;
    private const SHORT_TIMEOUT_MS = 250;
    private const LASTING = '...';
    /** More requests than any operation sends. */
    private const LASTING_REQUESTS = 40;

    private const ONCE = [
        'refuse', 'http_401', 'http_403', 'http_413', 'http_429', 'http_500', 'http_502', 'http_503', 'hang', 'hang_applied',
        'close', 'close_applied', 'reset', 'reset_applied', 'truncated', 'not_json', 'html_login', 'empty', 'empty_applied',
        'drip', 'huge', 'gzip_bomb', 'redirect', 'deep_json', 'duplicate_keys', 'invalid_utf8', 'nul_in_string', 'not_http',
        'broken_chunk', 'negative_length', 'close_keepalive',
    ];
    private const FOR_GOOD = ['http_503', 'hang', 'hang_applied', 'close', 'close_applied', 'empty_applied', 'truncated'];
    private const SLOW = ['hang_applied', 'drip'];

    /** @return list<string> */
    public static function all(): array
    {
        $lasting = array_map(static fn (string $name): string => $name . self::LASTING, self::FOR_GOOD);
        return [...self::ONCE, ...$lasting, self::UNKNOWN_CERTIFICATE];
    }

    /** A certificate is looked at when a connection begins: later requests of a call use the one that stands. */
    public static function canStrike(string $fault, int $request): bool
    {
        return $fault !== self::UNKNOWN_CERTIFICATE || $request === 1;
    }

    /**
     * As the test server takes them.
     *
     * @return list<array{fault: string, at: int}>
     */
    public static function orders(string $fault, int $request): array
    {
        if ($fault === self::UNKNOWN_CERTIFICATE) {
            return [];
        }
        $name = self::name($fault);
        $last = $name === $fault ? $request : $request + self::LASTING_REQUESTS;
        return array_map(static fn (int $at): array => ['fault' => $name, 'at' => $at], range($request, $last));
    }

    public static function timeoutMs(string $fault): int
    {
        return self::name($fault) !== $fault || in_array($fault, self::SLOW, true) ? self::SHORT_TIMEOUT_MS : self::TIMEOUT_MS;
    }

    /**
     * What the test server can do and the matrix does not: a new fault must not be forgotten here.
     *
     * @param list<array{fault: string}> $catalogue
     * @return list<string>
     */
    public static function missing(array $catalogue): array
    {
        return array_values(array_diff(array_column($catalogue, 'fault'), self::ONCE));
    }

    private static function name(string $fault): string
    {
        return str_ends_with($fault, self::LASTING) ? substr($fault, 0, -strlen(self::LASTING)) : $fault;
    }
}
