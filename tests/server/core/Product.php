<?php

/**
 * The seam between the server core and a product. The core knows no more of a product than this.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

interface Product
{
    public function handle(Request $request): Response;

    /** Back to a fresh server. */
    public function reset(): void;

    /**
     * The whole state; maps as objects, lists as lists. Normalised, it has no value that differs from run to run
     * (times, keys, tokens, serial numbers), so that two servers can be compared byte for byte.
     *
     * @return array<string, mixed>
     */
    public function exportState(bool $normalised): array;

    /**
     * Takes a state as exportState(false) gave it. With $merge the rows given are put into the present state, and
     * columns that they lack get their defaults.
     *
     * @param array<string, mixed> $state
     */
    public function importState(array $state, bool $merge): void;

    /**
     * A product's own control command: POST /_control/NAME. Null: there is no such command.
     * A product that goes on to speak in messages on a connection it took over has 'messages' (their log) and
     * 'message-fault' (sets a fault that strikes them), and is told 'clear-messages' and 'clear-message-faults' when the
     * requests' log and faults are cleared.
     *
     * @param array<string, mixed> $arguments
     * @return array<string, mixed>|null
     */
    public function control(string $command, array $arguments): ?array;
}
