<?php

/**
 * The message faults that are set. Each counts the messages, or the openings, it is meant for; of those that strike one,
 * the first wins.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class MessageFaultPlan
{
    /** @var list<MessageFault> */
    private array $faults = [];

    public function add(MessageFault $fault): void
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
        return array_map(static fn (MessageFault $fault): array => $fault->describe(), $this->faults);
    }

    /** Called once for each message of a client, and with null for each opening. */
    public function next(?string $action): ?MessageFault
    {
        $striking = array_filter($this->faults, static fn (MessageFault $fault): bool => $fault->strikes($action));
        $this->faults = array_values(array_filter($this->faults, static fn (MessageFault $fault): bool => !$fault->isSpent()));
        return $striking === [] ? null : reset($striking);
    }
}
