<?php

/**
 * Storage in GB.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

class GigaBytes extends FloatingPoint
{
    public function __construct($name = 'GigaBytes', $single = null, $plural = null, $prefix = null, $suffix = 'GB')
    {
        parent::__construct($name, $single, $plural, $prefix, $suffix);
    }
}
