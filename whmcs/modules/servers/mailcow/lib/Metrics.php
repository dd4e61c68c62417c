<?php

/**
 * What can be billed by use: mailboxes, aliases and stored gigabytes of a domain.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Metrics\Metric;
use WHMCS\UsageBilling\Metrics\Units\GigaBytes;
use WHMCS\UsageBilling\Metrics\Units\WholeNumber;

final class Metrics
{
    private const BYTES_PER_GB = 1073741824;

    /** @return MetricInterface[] */
    public static function all(): array
    {
        $snapshot = MetricInterface::TYPE_SNAPSHOT;
        return [
            new Metric('mailboxes', 'Mailboxes', $snapshot, new WholeNumber('Mailboxes', 'Mailbox', 'Mailboxes')),
            new Metric('aliases', 'Aliases', $snapshot, new WholeNumber('Aliases', 'Alias', 'Aliases')),
            new Metric('disk', 'Mail storage', $snapshot, new GigaBytes()),
        ];
    }

    /** @return array<string, int|float> value of each metric */
    public static function values(array $figures): array
    {
        return [
            'mailboxes' => $figures['mailboxes'],
            'aliases' => $figures['aliases'],
            'disk' => round($figures['disk_bytes'] / self::BYTES_PER_GB, 4),
        ];
    }
}
