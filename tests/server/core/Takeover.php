<?php

/**
 * A product's own protocol on a connection that began as HTTP (WebSocket, for one). A Response that carries one is sent
 * first, usually as 101; from then on all bytes belong to the product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

interface Takeover extends Receiver
{
    /** The response has been sent: write(), close(), reset() and the loop's timers are now the product's. */
    public function start(Connection $connection, Loop $loop): void;
}
