<?php

/**
 * What can be billed by use: devices, protected items and gigabytes, gigabytes in storage vaults, and the accounts and
 * guests that Comet licenses by number.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Metrics\Metric;
use WHMCS\UsageBilling\Metrics\Units\GigaBytes;
use WHMCS\UsageBilling\Metrics\Units\WholeNumber;

final class Metrics
{
    private const BYTES_PER_GB = 1073741824;
    /** name, which is the extension's too => [what people read, one of them, several] */
    private const COUNTS = [
        'devices' => ['Devices', 'Device', 'Devices'],
        'protected_items' => ['Protected items', 'Protected item', 'Protected items'],
        'microsoft_365_accounts' => ['Microsoft 365 accounts', 'Account', 'Accounts'],
        'hyperv_guests' => ['Hyper-V guests', 'Guest', 'Guests'],
        'vmware_guests' => ['VMware guests', 'Guest', 'Guests'],
    ];
    /** name => [the extension's name, what people read] */
    private const SIZES = [
        'protected' => ['protected_bytes', 'Protected data'],
        'vault' => ['vault_bytes', 'Storage vault data'],
    ];

    /** @return MetricInterface[] */
    public static function all(): array
    {
        $snapshot = MetricInterface::TYPE_SNAPSHOT;
        $metrics = [];
        foreach (self::COUNTS as $name => [$label, $one, $several]) {
            $metrics[] = new Metric($name, $label, $snapshot, new WholeNumber($label, $one, $several));
        }
        foreach (self::SIZES as $name => [, $label]) {
            $metrics[] = new Metric($name, $label, $snapshot, new GigaBytes());
        }
        return $metrics;
    }

    /** @return array<string, int|float> value of each metric */
    public static function values(array $figures): array
    {
        $values = array_intersect_key($figures, self::COUNTS);
        foreach (self::SIZES as $name => [$key]) {
            $values[$name] = round($figures[$key] / self::BYTES_PER_GB, 4);
        }
        return $values;
    }
}
