<?php

/**
 * What a module did against WHMCS's contract in this process, in the order in which it was seen.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Violations
{
    private static array $found = [];

    public static function add(string $violation): void
    {
        self::$found[] = $violation;
    }

    /** @param string[] $violations */
    public static function addAll(array $violations): void
    {
        self::$found = array_merge(self::$found, $violations);
    }

    /** @return string[] */
    public static function all(): array
    {
        return array_values(array_unique(self::$found));
    }
}
