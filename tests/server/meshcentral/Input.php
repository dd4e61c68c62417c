<?php

/**
 * MeshCentral's checks of what a message holds, with JavaScript's idea of lengths and types.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Input
{
    public static function isText(mixed $value, int $least, int $most): bool
    {
        return is_string($value) && self::length($value) >= $least && self::length($value) <= $most;
    }

    public static function isNumber(mixed $value, int|float|null $least = null, int|float|null $most = null): bool
    {
        return (is_int($value) || is_float($value)) && ($least === null || $value >= $least) && ($most === null || $value <= $most);
    }

    public static function isTextList(mixed $value, int $least, int $most): bool
    {
        return is_array($value) && array_is_list($value)
            && array_filter($value, static fn (mixed $one): bool => !self::isText($one, $least, $most)) === [];
    }

    public static function isUsername(mixed $value): bool
    {
        return self::isText($value, 1, 256) && strpbrk($value, ' ",/') === false && $value[0] !== '~';
    }

    public static function isEmail(mixed $value): bool
    {
        return self::isText($value, 1, 1024)
            && preg_match('/^[^<>()\[\]\\\\,;:\s@"]+(?<!\.)@(?:[a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}$/D', $value) === 1;
    }

    /** @param array<string, int> $wanted */
    public static function meetsRequirements(#[\SensitiveParameter] string $password, array $wanted): bool
    {
        $counts = [
            'numeric' => '/\d/', 'lower' => '/[a-z]/', 'upper' => '/[A-Z]/', 'nonalpha' => '/\W/',
        ];
        foreach ($counts as $name => $pattern) {
            if (preg_match_all($pattern, $password) < ($wanted[$name] ?? 0)) {
                return false;
            }
        }
        $length = self::length($password);
        return $length >= ($wanted['min'] ?? 0) && $length <= ($wanted['max'] ?? PHP_INT_MAX);
    }

    /** In UTF-16 units. */
    private static function length(string $text): int
    {
        return (int) preg_match_all('/./us', $text) + (int) preg_match_all('/[\x{10000}-\x{10ffff}]/u', $text);
    }
}
