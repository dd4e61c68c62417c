<?php

/**
 * A new password for the account, from the client or from staff. WHMCS stores it after success. A length that MeshCentral
 * cannot take is the client's own input: he reads it in his language.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class PasswordChange
{
    /** bytes */
    private const SHORTEST = 4;
    private const LONGEST = 256;

    /** 'success' or a text */
    public static function make(array $params): string
    {
        $outcome = Native::call('meshcentral_change_password', $params);
        $length = strlen((string) ($params['password'] ?? ''));
        $isOfLength = $length >= self::SHORTEST && $length <= self::LONGEST;
        return $outcome->succeeded() || $isOfLength || !defined('CLIENTAREA')
            ? $outcome->messageFor($params)
            : Language::ofClient($params)->text('password_length', (string) self::SHORTEST, (string) self::LONGEST);
    }
}
