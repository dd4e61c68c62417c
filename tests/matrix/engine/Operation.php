<?php

/**
 * One row of a product's table: a call, the server that it finds, and how many requests it needs when nobody disturbs it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Operation
{
    /**
     * @param callable-string      $function
     * @param array<string, mixed> $params besides the product's serverParams()
     * @param array<string, mixed> $state  what stands on the server before, merged into an empty one
     * @param int                  $objects of a list that has to be worked off; each extends the deadline by a thirtieth
     */
    public function __construct(
        public readonly string $function,
        public readonly array $params,
        public readonly array $state,
        public readonly int $requests,
        private readonly int $objects = 0,
    ) {
    }

    public function deadlineMs(int $timeoutMs): int
    {
        return $timeoutMs + $this->objects * (intdiv($timeoutMs, 30) + 1);
    }
}
