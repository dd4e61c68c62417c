<?php

/**
 * What WHMCS keeps of a service: user name, password and domain in its standard fields, and two fields of our own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Account
{
    /** Which administrator mailcow has; Username may already hold the name that he is to get. Also in older modules. */
    private const ADMINISTRATOR = 'mailcow_admin_username';

    /** Keeps what a call made, also when it failed half-way: a repeat then goes on and makes no second account. */
    public static function store(array $params, array $data): void
    {
        $username = $data['username'] ?? null;
        $domain = $data['domain'] ?? null;
        Properties::save($params, array_filter([
            'Username' => $username,
            'Password' => $data['password'] ?? null,
            self::ADMINISTRATOR => $data['mailcow_admin_username'] ?? $username,
            // mailcow's spelling (lower case, ASCII), by which usage and server sync find the service
            'Domain' => $domain === ($params['domain'] ?? null) ? null : $domain,
        ], 'is_string'));
    }

    /** After a termination nothing is left that the credentials could open. A failed one keeps them. */
    public static function clear(array $params, array $data): void
    {
        if (($data['state'] ?? '') === 'terminated') {
            $emptied = ['Username', 'Password', self::ADMINISTRATOR, Module::FIGURES];
            Properties::save($params, array_fill_keys($emptied, ''));
        }
    }
}
