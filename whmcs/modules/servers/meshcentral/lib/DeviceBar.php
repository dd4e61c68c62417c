<?php

/**
 * The number of devices against the package's, as pages show it. A limit of 0 is none: there is no bar then.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class DeviceBar
{
    /**
     * @param array $status as meshcentral_status gives it
     * @return array{}|array{label: string, text: string, percent: int, level: string, online: string} empty: it is not
     *         known
     */
    public static function of(array $status, Language $language): array
    {
        $usage = $status['usage'] ?? [];
        if ($usage === []) {
            return [];
        }
        $count = static fn (int $count): string => $language->number($count);
        $label = $language->text('devices');
        $limit = $status['device_limit'];
        $bar = $limit > 0
            ? Bar::limited($language, $label, $usage['devices'], $limit, $count)
            : ['label' => $label, 'text' => $count($usage['devices']), 'percent' => 0, 'level' => 'unlimited'];
        return $bar + ['online' => $language->text('of_them_online', $count($usage['online_devices']))];
    }
}
