<?php

/**
 * A product that speaks in messages on connections it has taken over. The core hands the control channel's commands about
 * messages on: their log, and the faults that strike them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

interface MessageProduct extends Product
{
    /** All messages since the log was cleared, both ways. @return list<array<string, mixed>> */
    public function messages(): array;

    public function clearMessages(): void;

    /** @param array<string, mixed> $order as the control channel takes it */
    public function addMessageFault(array $order): void;

    /** The faults still to strike. @return list<array<string, mixed>> */
    public function messageFaults(): array;

    public function clearMessageFaults(): void;

    /**
     * Every fault there is, whether it lets the product handle the message, and whether it strikes the opening handshake.
     *
     * @return list<array{fault: string, applied: bool, opening: bool}>
     */
    public function messageFaultCatalogue(): array;
}
