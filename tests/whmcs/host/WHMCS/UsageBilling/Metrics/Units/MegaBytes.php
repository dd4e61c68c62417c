<?php

/**
 * Storage in MB.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

class MegaBytes extends FloatingPoint
{
    public function __construct($name = 'MegaBytes', $single = null, $plural = null, $prefix = null, $suffix = 'MB')
    {
        parent::__construct($name, $single, $plural, $prefix, $suffix);
    }
}
