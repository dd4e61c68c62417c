<?php

/**
 * What WHMCS keeps of a service: user name, password and domain in its standard fields, and two fields of our own.
 * All of it goes through WHMCS's service properties, which make a missing field and encrypt the password.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Account
{
    /** Which administrator mailcow has; Username may already hold the name that he is to get. Also in older modules. */
    private const ADMINISTRATOR = 'mailcow_admin_username';
    private const FIGURES = 'mailcow_last_figures';

    /** Keeps what a call made, also when it failed half-way: a repeat then goes on and makes no second account. */
    public static function store(array $params, array $data): void
    {
        $username = $data['username'] ?? null;
        $domain = $data['domain'] ?? null;
        self::save($params, array_filter([
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
            self::save($params, ['Username' => '', 'Password' => '', self::ADMINISTRATOR => '', self::FIGURES => '']);
        }
    }

    public static function keepFigures(array $params, array $figures): void
    {
        self::save($params, [self::FIGURES => json_encode($figures, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE)]);
    }

    /** @return array{time: int, status: array, dns: list<array>} what was kept last; empty when nothing was */
    public static function lastFigures(array $params): array
    {
        $text = (string) ($params['customfields'][self::FIGURES] ?? '');
        $kept = json_decode($text, true) ?? json_decode(html_entity_decode($text, ENT_QUOTES), true);
        return [
            'time' => (int) ($kept['time'] ?? 0),
            'status' => (array) ($kept['status'] ?? []),
            'dns' => array_filter((array) ($kept['dns'] ?? []), 'is_array'),
        ];
    }

    private static function save(array $params, array $properties): void
    {
        if (isset($params['model']) && $properties !== []) {
            $params['model']->serviceProperties->save($properties);
        }
    }
}
