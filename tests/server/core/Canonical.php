<?php

/**
 * JSON in one spelling: members of objects sorted, and indented. Equal states are equal bytes, and a diff is readable.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Canonical
{
    public static function encode(mixed $value): string
    {
        $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
        return json_encode(self::sorted($value), $flags) . "\n";
    }

    private static function sorted(mixed $value): mixed
    {
        if ($value instanceof \stdClass || (is_array($value) && !array_is_list($value))) {
            $members = (array) $value;
            ksort($members, SORT_STRING);
            return (object) array_map(self::sorted(...), $members);
        }
        return is_array($value) ? array_map(self::sorted(...), $value) : $value;
    }
}
