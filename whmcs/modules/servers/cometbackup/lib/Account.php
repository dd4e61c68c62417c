<?php

/**
 * What WHMCS keeps of a service: the account's name and password in its standard fields, where the password is
 * encrypted.
 *
 * Products of Comet's own module may have custom fields "Username" and "Password", in which customers choose theirs.
 * The first is kept equal to the account's real name; the second holds clear text, so it is emptied as soon as the
 * service's own field holds the password. A service property of either name would be the standard field: the custom
 * fields are written by CustomFields.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Account
{
    private const NAME = 'Username';
    private const PASSWORD = 'Password';
    /** What Comet's own module wrote into the service's Username where the custom field holds it. */
    private const ELSEWHERE = '[Using custom field]';

    /**
     * Keeps what a create made, also when it failed half-way: a repeat then goes on and makes no second account. A
     * create that found all in order says no password: the one that it was given opens the account.
     */
    public static function store(array $params, array $data): void
    {
        $typed = (string) ($params['customfields'][self::PASSWORD] ?? '');
        $given = isset($data['state']) && $typed !== '' ? $typed : null;
        self::save($params, $data['username'] ?? null, $data['password'] ?? $given);
    }

    /** After a command that proved the account to be this service's: its name, and a password that the proof found. */
    public static function settle(array $params, array $data): void
    {
        if (isset($data['state']) || isset($data['changed'])) {
            self::save($params, $data['username'] ?? self::name($params), $data['password'] ?? null);
        }
    }

    /** WHMCS stores the new password itself, but a custom field would go on holding the old one and be believed. */
    public static function changePassword(array $params, array $data): void
    {
        if (isset($data['changed'])) {
            self::save($params, self::name($params), (string) ($params['password'] ?? ''));
        }
    }

    /** After a termination nothing is left that a password could open; the name stays, so that a repeat knows it. */
    public static function clear(array $params, array $data): void
    {
        if (($data['state'] ?? '') === 'terminated') {
            Properties::save($params, ['Password' => '', Module::FIGURES => '']);
            CustomFields::set($params, [self::PASSWORD => '']);
        }
    }

    /** The name under which the extension looks for the account. Empty before the first create. */
    public static function name(array $params): string
    {
        $name = (string) ($params['username'] ?? '');
        return $name !== '' && $name !== self::ELSEWHERE ? $name : (string) ($params['customfields'][self::NAME] ?? '');
    }

    /**
     * The parameters of a change of password with the password that WHMCS holds until now: it proves an account without
     * this service's mark, and WHMCS hands over the new one alone.
     */
    public static function withPresentPassword(array $params): array
    {
        $fields = (array) ($params['customfields'] ?? []);
        $present = isset($params['model']) ? (string) $params['model']->serviceProperties->get(self::PASSWORD) : '';
        return (string) ($fields[self::PASSWORD] ?? '') === '' && $present !== ''
            ? ['customfields' => [self::PASSWORD => $present] + $fields] + $params
            : $params;
    }

    private static function save(array $params, ?string $name, ?string $password): void
    {
        $kept = [
            'Username' => (string) ($params['username'] ?? ''),
            'Password' => (string) ($params['password'] ?? ''),
        ];
        $known = array_filter(
            array_map(strval(...), ['Username' => $name, 'Password' => $password]),
            static fn (string $value): bool => $value !== ''
        );
        Properties::save($params, array_diff_assoc($known, $kept));
        $now = $known + $kept;
        $typed = (string) ($params['customfields'][self::PASSWORD] ?? '');
        $fields = isset($known['Username']) ? [self::NAME => $known['Username']] : [];
        if ($password !== null || $typed === $now['Password']) {
            $fields[self::PASSWORD] = '';
        }
        CustomFields::set($params, $fields);
    }
}
