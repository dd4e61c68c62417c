<?php

/**
 * Accounts, counted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

class Accounts extends WholeNumber
{
    public function __construct(
        $name = 'Accounts',
        $single = 'Account',
        $plural = 'Accounts',
        $prefix = null,
        $suffix = null
    ) {
        parent::__construct($name, $single, $plural, $prefix, $suffix);
    }
}
