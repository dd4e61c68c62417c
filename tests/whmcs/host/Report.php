<?php

/**
 * What one call of WHMCS into a module came to, as the process that started it sees it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Report
{
    /**
     * @param mixed $result what the function returned; a class name where it returned an object
     * @param string[] $violations of WHMCS's contract
     * @param array|null $metrics of a metric provider: names, usage
     * @param string[] $activity what came into the activity log
     * @param array $session what the module left in the visitor's session
     */
    public function __construct(
        public readonly mixed $result,
        public readonly array $violations,
        public readonly string $page = '',
        public readonly float $seconds = 0.0,
        public readonly int $queries = 0,
        public readonly ?array $metrics = null,
        public readonly array $activity = [],
        public readonly array $session = []
    ) {
    }
}
