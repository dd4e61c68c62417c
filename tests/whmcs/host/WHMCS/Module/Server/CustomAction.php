<?php

/**
 * An entry of the client's Actions sidebar.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server;

final class CustomAction
{
    private function __construct(
        public readonly string $identifier,
        public readonly string $display,
        public readonly \Closure $callable,
        public readonly array $params,
        public readonly array $permissions,
        public readonly bool $active
    ) {
    }

    public static function factory(
        string $identifier,
        string $display,
        callable $callable,
        array $params = [],
        array $permissions = [],
        bool $active = true,
        bool $allowSamePage = false,
        bool $preferIsolation = false
    ): self {
        return new self($identifier, $display, $callable(...), $params, $permissions, $active);
    }
}
