<?php

/**
 * What came is no HTTP request; the connection ends with this status.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class BadRequest extends \RuntimeException
{
    public function __construct(public readonly int $status)
    {
        parent::__construct("bad request: $status");
    }
}
