<?php

/**
 * What a domain uses of its limits, as rows that a page shows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Bars
{
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
                $bars[] = Bar::limited($language, $language->text($key), $value, $limit, $format);
            }
        }
        return $bars;
    }
}
