<?php

/**
 * The faults that are set, in the order in which they were set. Each counts the requests it is meant for; of those that
 * strike one request, the first wins.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class FaultPlan
{
    /** @var list<Fault> */
    private array $faults = [];

    public function add(Fault $fault): void
    {
        $this->faults[] = $fault;
    }

    public function clear(): void
    {
        $this->faults = [];
    }

    /** @return list<array<string, mixed>> */
    public function describe(): array
    {
        return array_map(static fn (Fault $fault): array => $fault->describe(), $this->faults);
    }

    /** Called once for each request of a product. */
    public function next(Request $request): ?Fault
    {
        $striking = array_filter($this->faults, static fn (Fault $fault): bool => $fault->strikes($request));
        $this->faults = array_values(array_filter($this->faults, static fn (Fault $fault): bool => !$fault->isSpent()));
        return $striking === [] ? null : reset($striking);
    }

    public function refusesNext(): bool
    {
        foreach ($this->faults as $fault) {
            if ($fault->refusesNext()) {
                return true;
            }
        }
        return false;
    }
}
