<?php

/**
 * What WHMCS can bill by use: mailboxes, aliases and stored gigabytes of each domain, as they stand when WHMCS asks.
 *
 * One question to mailcow answers for all domains of a server. metrics() works without a server.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Contracts\Metrics\ProviderInterface;
use WHMCS\UsageBilling\Metrics\Metric;
use WHMCS\UsageBilling\Metrics\Units\GigaBytes;
use WHMCS\UsageBilling\Metrics\Units\WholeNumber;
use WHMCS\UsageBilling\Metrics\Usage;

final class MetricProvider implements ProviderInterface
{
    private const BYTES_PER_GB = 1073741824;

    private array $params;

    public function __construct(array $params)
    {
        $this->params = $params;
    }

    /** @return MetricInterface[] */
    public function metrics()
    {
        $snapshot = MetricInterface::TYPE_SNAPSHOT;
        return [
            new Metric('mailboxes', 'Mailboxes', $snapshot, new WholeNumber('Mailboxes', 'Mailbox', 'Mailboxes')),
            new Metric('aliases', 'Aliases', $snapshot, new WholeNumber('Aliases', 'Alias', 'Aliases')),
            new Metric('disk', 'Mail storage', $snapshot, new GigaBytes()),
        ];
    }

    /** @return array<string, MetricInterface[]> metrics by domain; empty when the server does not answer */
    public function usage()
    {
        $outcome = Native::call('mailcow_usage', $this->params);
        return array_map([$this, 'measured'], $outcome->succeeded() ? $outcome->data : []);
    }

    /** @return MetricInterface[] */
    public function tenantUsage($tenant)
    {
        return $this->usage()[Domain::canonical((string) $tenant)] ?? [];
    }

    private function measured(array $figures): array
    {
        $values = [
            'mailboxes' => $figures['mailboxes'],
            'aliases' => $figures['aliases'],
            'disk' => round($figures['disk_bytes'] / self::BYTES_PER_GB, 4),
        ];
        return array_map(
            static fn (MetricInterface $metric) => $metric->withUsage(new Usage($values[$metric->systemName()])),
            $this->metrics()
        );
    }
}
