<?php

/**
 * The model that stands in $params: a service as an Eloquent object.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Service;

use Illuminate\Database\Eloquent\Model;

/**
 * @property-read Properties $serviceProperties
 */
class Service extends Model
{
    public $timestamps = false;
    protected $table = 'tblhosting';

    public function getServicePropertiesAttribute(): Properties
    {
        return new Properties($this->getKey(), (int) $this->getAttribute('packageid'));
    }
}
