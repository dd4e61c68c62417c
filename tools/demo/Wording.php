<?php

/**
 * How a product's exchanges are told to people: one line each, without what they repeat.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

interface Wording
{
    /** What a request carried, '' when nothing is worth telling. @param array<string, mixed> $exchange */
    public function asked(array $exchange): string;

    /** What its answer says. @param array<string, mixed> $exchange */
    public function answered(array $exchange): string;
}
