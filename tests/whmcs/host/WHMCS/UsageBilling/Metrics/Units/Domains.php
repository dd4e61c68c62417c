<?php

/**
 * Domains, counted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

class Domains extends WholeNumber
{
    public function __construct(
        $name = 'Domains',
        $single = 'Domain',
        $plural = 'Domains',
        $prefix = null,
        $suffix = null
    ) {
        parent::__construct($name, $single, $plural, $prefix, $suffix);
    }
}
