<?php

/**
 * A product's server as the demonstration sees it behind the extension's back: what belongs to others, and all of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

interface World
{
    /** Every row that has to do with others, exactly as it is, times and hashes included. */
    public function foreign(): string;

    /** All tables without what differs from run to run and what ends by itself. */
    public function everything(): string;
}
