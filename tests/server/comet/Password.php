<?php

/**
 * Passwords of end users, as a profile keeps them. The real server derives and hashes; here a salted hash is enough, and
 * it holds +, / and = as every key does.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Password
{
    /** A profile that comes with this format brings a readable password: the server hashes it. */
    public const PLAIN = 0;
    private const HASHED = 5;

    public static function set(\stdClass $profile, string $password): void
    {
        $salt = bin2hex(random_bytes(8));
        $profile->PasswordFormat = self::HASHED;
        $profile->PasswordHash = $salt . '$' . self::hash($salt, $password);
    }

    /** The code that lets an administrator set a new password; it fits the present one alone. */
    public static function storeRecovery(\stdClass $profile): void
    {
        $profile->PasswordRecovery = Random::key();
    }

    public static function fits(\stdClass $profile, string $password): bool
    {
        $parts = explode('$', $profile->PasswordHash, 2);
        return count($parts) === 2 && hash_equals($parts[1], self::hash($parts[0], $password));
    }

    private static function hash(string $salt, string $password): string
    {
        return Random::awkward(hash('sha512', $salt . $password, true));
    }
}
