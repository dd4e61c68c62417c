<?php

/**
 * What can be billed by use: devices of a group, and those of them that are online when WHMCS asks.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Metrics\Metric;
use WHMCS\UsageBilling\Metrics\Units\WholeNumber;

final class Metrics
{
    /** name, which is the extension's too => what people read */
    private const COUNTS = ['devices' => 'Devices', 'online_devices' => 'Devices online'];

    /** @return MetricInterface[] */
    public static function all(): array
    {
        $metrics = [];
        foreach (self::COUNTS as $name => $label) {
            $unit = new WholeNumber($label, 'Device', 'Devices');
            $metrics[] = new Metric($name, $label, MetricInterface::TYPE_SNAPSHOT, $unit);
        }
        return $metrics;
    }

    /** @return array<string, int> value of each metric */
    public static function values(array $figures): array
    {
        return array_intersect_key($figures, self::COUNTS);
    }
}
