<?php

/**
 * What a connection tells the one who uses it: HTTP, or a product that took the connection over.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

interface Receiver
{
    /** Bytes from the client, as they came, decrypted. */
    public function received(string $bytes): void;

    /** The connection is gone, whoever ended it. Called once. */
    public function closed(): void;
}
