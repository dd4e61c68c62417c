<?php

/**
 * What an account uses of its limits, as rows that a page shows. A limit of 0 is none: the row has no bar then.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Bars
{
    /** Shown where they are used or limited: most accounts have none of them. */
    private const RARE = ['microsoft_365_accounts', 'hyperv_guests', 'vmware_guests'];

    /**
     * @param array $status as comet_status gives it
     * @return list<array{label: string, name: string, text: string, percent: int, level: string}> name: the vault's, as
     *         people chose it; empty for the rest
     */
    public static function of(array $status, Language $language): array
    {
        $used = $status['usage'] ?? [];
        $limits = $status['limits'] ?? [];
        $size = static fn (int $bytes): string => $language->size($bytes);
        $count = static fn (int $count): string => $language->number($count);
        $rows = [];
        if ($used !== []) {
            $rows[] = self::row($language, 'devices', '', $used['devices'], $limits['devices'], $count);
            [$bytes, $quota] = [$used['protected_bytes'], $limits['protected_bytes']];
            $rows[] = self::row($language, 'protected', '', $bytes, $quota, $size);
        }
        foreach ($status['vaults'] ?? [] as $vault) {
            $rows[] = self::row($language, 'vault', $vault['name'], $vault['used_bytes'], $vault['limit_bytes'], $size);
        }
        foreach (self::RARE as $key) {
            if (($used[$key] ?? 0) > 0 || ($limits[$key] ?? 0) > 0) {
                $rows[] = self::row($language, $key, '', $used[$key], $limits[$key], $count);
            }
        }
        return $rows;
    }

    /** @return array{label: string, name: string, text: string, percent: int, level: string} */
    private static function row(
        Language $language,
        string $key,
        string $name,
        int $value,
        int $limit,
        callable $format
    ): array {
        $label = $language->text($key);
        return ['name' => $name] + ($limit > 0 ? Bar::limited($language, $label, $value, $limit, $format) : [
            'label' => $label, 'text' => $format($value), 'percent' => 0, 'level' => 'unlimited',
        ]);
    }
}
