<?php

/**
 * In what a metric is counted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\UsageBilling\Metrics\Units;

use WHMCS\UsageBilling\Contracts\Metrics\UnitInterface;

abstract class AbstractUnit implements UnitInterface
{
    public function __construct(
        private $name,
        private $single = null,
        private $plural = null,
        private $prefix = null,
        private $suffix = null
    ) {
    }

    public function name()
    {
        return $this->name;
    }

    public function perUnitName($value = 0)
    {
        return ($value == 1 ? $this->single : $this->plural) ?? $this->name;
    }

    public function prefix()
    {
        return $this->prefix;
    }

    public function suffix()
    {
        return $this->suffix;
    }

    public function type()
    {
        return self::TYPE_INT;
    }
}
