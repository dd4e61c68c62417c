<?php

/**
 * What WHMCS keeps of a service: the account's name and password in its standard fields, where the password is
 * encrypted, and the device group's id in a service property of its own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Account
{
    private const GROUP = 'mesh_id';

    /** Keeps what a create made, also when it failed half-way: a repeat then goes on and makes nothing twice. */
    public static function store(array $params, array $data): void
    {
        Properties::save($params, array_filter([
            'Username' => $data['username'] ?? null,
            'Password' => $data['password'] ?? null,
            self::GROUP => $data['mesh_id'] ?? null,
        ], 'is_string'));
    }

    /** After a termination nothing is left that these open; the name stays, so that a repeat knows the account. */
    public static function clear(array $params, array $data): void
    {
        if (($data['state'] ?? '') === 'terminated') {
            Properties::save($params, ['Password' => '', self::GROUP => '', Module::FIGURES => '']);
        }
    }
}
