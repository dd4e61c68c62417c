<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Bar.php: change that file, not this one.
 *
 * One figure of a service against its limit, as a page shows it: a label, "3 of 10", a share in percent, and how near
 * the limit that is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Bar
{
    private const NEAR = 80;
    private const FULL = 95;

    /**
     * @param callable(int): string $format writes a value: a number or a size
     * @return array{label: string, text: string, percent: int, level: string}
     */
    public static function limited(Language $language, string $label, int $value, int $limit, callable $format): array
    {
        $percent = self::percent($value, $limit);
        return [
            'label' => $label,
            'text' => $language->text('of', $format($value), $format($limit)),
            'percent' => $percent,
            'level' => $percent >= self::FULL ? 'full' : ($percent >= self::NEAR ? 'near' : 'fine'),
        ];
    }

    private static function percent(int $value, int $limit): int
    {
        if ($limit <= 0) {
            return $value > 0 ? 100 : 0;
        }
        return (int) min(100, round(100 * $value / $limit));
    }
}
