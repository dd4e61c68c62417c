<?php

/**
 * A product that has its own words for success: faults that do not let it handle a request, and need an answer to spoil,
 * spoil this one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

interface StandIn
{
    /** The body of an answer, as JSON. */
    public function standIn(): string;
}
