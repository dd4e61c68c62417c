<?php

/**
 * How one request is answered on the wire: which bytes, how fast, and what becomes of the connection.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Delivery
{
    /**
     * @param \Iterator<string> $pieces
     * @param int               $paceMs       pause between two pieces
     * @param int               $closeAfterMs with Ending::Close: how long after the last byte
     */
    public function __construct(
        public readonly \Iterator $pieces,
        public readonly Ending $ending,
        public readonly int $paceMs = 0,
        public readonly int $closeAfterMs = 0,
        public readonly ?Takeover $takeover = null,
        public readonly int $delayMs = 0,
    ) {
    }

    /** An honest answer. */
    public static function of(Response $response, Request $request, bool $mayKeepAlive = true): self
    {
        $keepAlive = $mayKeepAlive && $request->keepsAlive();
        return new self(
            $response->pieces($request, $keepAlive),
            $keepAlive ? Ending::KeepAlive : Ending::Close,
            takeover: $response->takeover,
            delayMs: $response->delayMs,
        );
    }

    public static function bytes(string $bytes, Ending $ending, int $paceMs = 0): self
    {
        return new self(new \ArrayIterator($bytes === '' ? [] : [$bytes]), $ending, $paceMs);
    }
}
