<?php

/**
 * One press of a button in WHMCS, and what came of it. A value; nothing happens here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Call
{
    /**
     * @param list<array{native: string, exchanges: list<array>}> $natives the extension's functions, in order
     * @param array<string, array{string, string}> $stored field of the service => value before, value after
     * @param list<string> $secrets what must be seen nowhere
     * @param array<string, array<string, int|float>> $metrics of a metric provider: tenant => name => value
     */
    public function __construct(
        public readonly string $function,
        public readonly mixed $result,
        public readonly array $natives,
        public readonly array $stored,
        public readonly array $secrets,
        public readonly array $metrics
    ) {
    }

    /** @return list<array> all exchanges, in order */
    public function exchanges(): array
    {
        return array_merge(...array_column($this->natives, 'exchanges'));
    }
}
