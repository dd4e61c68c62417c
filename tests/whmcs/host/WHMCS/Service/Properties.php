<?php

/**
 * Service properties: names that WHMCS knows go to the service's columns, others become custom fields of the product,
 * made when they are first saved. The password is given in plain and stored encrypted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Service;

use Illuminate\Database\Capsule\Manager;
use WhmcsHost\State;
use WhmcsHost\Vault;
use WhmcsHost\Violations;

final class Properties
{
    private const COLUMNS = [
        'Username' => 'username', 'Password' => 'password', 'Domain' => 'domain', 'Dedicated IP' => 'dedicatedip',
        'Disk Usage' => 'diskusage', 'Disk Limit' => 'disklimit', 'Bandwidth Usage' => 'bwusage',
        'Bandwidth Limit' => 'bwlimit', 'Last Update' => 'lastupdate',
    ];

    /** The database refuses to save, and its exception quotes the statement with its values, as a driver's does. */
    public static bool $refused = false;

    public function __construct(private int $service, private int $product)
    {
    }

    public function save(array $properties)
    {
        if (self::$refused) {
            throw new \RuntimeException(
                'deadlock found (SQL: update tblhosting set ' . implode(', ', $properties) . ')'
            );
        }
        foreach ($properties as $name => $value) {
            if (!is_string($name) || $name === '' || !is_scalar($value)) {
                Violations::add(
                    'serviceProperties->save: wants name => value, got ' . $name . ' => ' . get_debug_type($value)
                );
                continue;
            }
            if (isset(self::COLUMNS[$name])) {
                $stored = $name === 'Password' && $value !== '' ? Vault::encrypt((string) $value) : $value;
                Manager::table('tblhosting')->where('id', $this->service)->update([self::COLUMNS[$name] => $stored]);
            } else {
                State::setField($this->product, $this->service, $name, (string) $value);
            }
        }
    }

    public function get($name)
    {
        if (!isset(self::COLUMNS[$name])) {
            return State::fields($this->product, $this->service)[$name] ?? '';
        }
        $value = (string) Manager::table('tblhosting')->where('id', $this->service)->value(self::COLUMNS[$name]);
        return $name === 'Password' ? Vault::decrypt($value) ?? '' : $value;
    }
}
