<?php

/**
 * One thing that can be billed by use.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Contracts\Metrics;

interface MetricInterface
{
    public const TYPE_SNAPSHOT = 'snapshot';
    public const TYPE_PERIOD_DAY = 'day';
    public const TYPE_PERIOD_MONTH = 'month';

    public function usage();

    public function withUsage(?UsageInterface $usage = null);

    public function units();

    public function systemName();

    public function displayName();

    public function type();
}
