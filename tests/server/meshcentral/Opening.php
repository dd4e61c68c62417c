<?php

/**
 * What a control socket begins with: the messages, the pieces in which they go out apart from the 101, and how it ends
 * when it ends at once.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Opening
{
    /**
     * @param list<string>     $texts
     * @param iterable<string> $pieces empty: the frames went out with the 101
     * @param string           $ending 'close', 'drop' or nothing
     */
    public function __construct(
        public readonly array $texts,
        public readonly iterable $pieces = [],
        public readonly string $ending = '',
    ) {
    }
}
