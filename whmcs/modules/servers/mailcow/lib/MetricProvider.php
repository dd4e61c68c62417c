<?php

/**
 * Made by tools/module-files.php from whmcs/shared/MetricProvider.php: change that file, not this one.
 *
 * What WHMCS can bill by use: the metrics of the module's Metrics class, as they stand when WHMCS asks.
 *
 * One question to the product answers for all tenants of a server. metrics() works without a server.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Contracts\Metrics\ProviderInterface;
use WHMCS\UsageBilling\Metrics\Usage;

final class MetricProvider implements ProviderInterface
{
    private array $params;

    public function __construct(array $params)
    {
        $this->params = $params;
    }

    /** @return MetricInterface[] */
    public function metrics()
    {
        return Metrics::all();
    }

    /** @return array<string, MetricInterface[]> metrics by tenant; empty when the server does not answer */
    public function usage()
    {
        return array_map(self::measured(...), Module::usage($this->params));
    }

    /**
     * @param string $tenant as usage() names it
     * @return MetricInterface[]
     */
    public function tenantUsage($tenant)
    {
        return $this->usage()[Module::tenant((string) $tenant)] ?? [];
    }

    /** @return MetricInterface[] */
    private static function measured(array $figures): array
    {
        $values = Metrics::values($figures);
        return array_map(
            static fn (MetricInterface $metric) => $metric->withUsage(new Usage($values[$metric->systemName()])),
            Metrics::all()
        );
    }
}
