<?php

/**
 * Storage in B.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

class Bytes extends WholeNumber
{
    public function __construct($name = 'Bytes', $single = null, $plural = null, $prefix = null, $suffix = 'B')
    {
        parent::__construct($name, $single, $plural, $prefix, $suffix);
    }
}
