<?php

/**
 * One row of a product's table: a call, the server that it finds, and how many steps it takes when nobody disturbs it:
 * requests, and messages on the connections that they open.
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
     * @param int                  $objects  of a list that has to be worked off; each extends the deadline by a thirtieth
     * @param int                  $messages 0: the product knows requests alone
     */
    public function __construct(
        public readonly string $function,
        public readonly array $params,
        public readonly array $state,
        public readonly int $requests,
        private readonly int $objects = 0,
        public readonly int $messages = 0,
    ) {
    }

    /** How many steps of a kind there are to be struck. */
    public function steps(string $kind): int
    {
        return match ($kind) {
            'request' => $this->requests,
            'opening' => $this->messages > 0 ? $this->requests : 0,
            'message' => $this->messages,
        };
    }

    public function deadlineMs(int $timeoutMs): int
    {
        return $timeoutMs + $this->objects * (intdiv($timeoutMs, 30) + 1);
    }
}
