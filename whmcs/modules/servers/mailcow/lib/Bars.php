<?php

/**
 * What a service uses of its limits, as rows that a page shows: a label, "3 of 10", a share in percent, and how near
 * the limit that is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Bars
{
    private const NEAR = 80;
    private const FULL = 95;

    /**
     * @param array $status as mailcow_status gives it
     * @return list<array{label: string, text: string, percent: int, level: string}>
     */
    public static function of(array $status, Language $language): array
    {
        $used = $status['usage'] ?? [];
        $limits = $status['limits'] ?? [];
        $size = static fn (int $bytes): string => $language->size($bytes);
        $count = static fn (int $count): string => $language->number($count);
        $rows = [
            ['storage', $used['disk_bytes'] ?? null, $limits['quota_bytes'] ?? null, $size],
            ['assigned', $used['assigned_quota_bytes'] ?? null, $limits['quota_bytes'] ?? null, $size],
            ['mailboxes', $used['mailboxes'] ?? null, $limits['max_mailboxes'] ?? null, $count],
            ['aliases', $used['aliases'] ?? null, $limits['max_aliases'] ?? null, $count],
        ];
        $bars = [];
        foreach ($rows as [$key, $value, $limit, $format]) {
            if (is_int($value) && is_int($limit)) {
                $percent = self::percent($value, $limit);
                $bars[] = [
                    'label' => $language->text($key),
                    'text' => $language->text('of', $format($value), $format($limit)),
                    'percent' => $percent,
                    'level' => $percent >= self::FULL ? 'full' : ($percent >= self::NEAR ? 'near' : 'fine'),
                ];
            }
        }
        return $bars;
    }

    private static function percent(int $value, int $limit): int
    {
        if ($limit <= 0) {
            return $value > 0 ? 100 : 0;
        }
        return (int) min(100, round(100 * $value / $limit));
    }
}
