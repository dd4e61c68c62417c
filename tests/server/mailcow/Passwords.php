<?php

/**
 * The server's password policy, and what becomes of a password that passes it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Passwords extends Operations
{
    private const LOG = ['password_check', null, null];
    private const SCHEMES = 'ARGON2I|ARGON2ID|BLF-CRYPT|CLEAR|CLEARTEXT|CRYPT|DES-CRYPT|LDAP-MD5|MD5|MD5-CRYPT'
        . '|PBKDF2|PLAIN|PLAIN-MD4|PLAIN-MD5|PLAIN-TRUNC|SHA|SHA1|SHA256|SHA256-CRYPT|SHA512|SHA512-CRYPT|SMD5'
        . '|SSHA|SSHA256|SSHA512';

    public function check(mixed $password, mixed $repeated): bool
    {
        if (empty($password) || empty($repeated)) {
            return $this->session->danger(self::LOG, 'password_complexity');
        }
        if ($password != $repeated) {
            return $this->session->danger(self::LOG, 'password_mismatch');
        }
        $text = Input::text($password);
        $policy = $this->tables->settings['password_policy'];
        $has = static fn (string $pattern): bool => preg_match($pattern, $text) === 1;
        $passes = strlen($text) >= (int) $policy['length']
            && ($policy['special_chars'] != 1 || $has('/[^a-zA-Z\d]/'))
            && ($policy['chars'] != 1 || $has('/[a-zA-Z]/'))
            && ($policy['numbers'] != 1 || $has('/\d/'))
            && ($policy['lowerupper'] != 1 || ($has('/[a-z]/') && $has('/[A-Z]/')));
        return $passes ?: $this->session->danger(self::LOG, 'password_complexity');
    }

    /**
     * The columns to store. The test server keeps passwords readable; 'verbatim' says that mailcow would have taken
     * this one for a hash, because it begins with {SCHEME}, and stored it as it is.
     *
     * @return array{password: string, verbatim: bool}
     */
    public function columns(mixed $password): array
    {
        $text = Input::text($password);
        $verbatim = preg_match('/^{(' . self::SCHEMES . ')}/i', $text) === 1;
        if (!$verbatim && str_contains($text, "\0")) {
            throw UncaughtError::type('Bcrypt password must not contain null character');
        }
        return ['password' => $text, 'verbatim' => $verbatim];
    }

    /** @return array<string, string> */
    public function policy(): array
    {
        return $this->tables->settings['password_policy'];
    }

    /** @param array<mixed> $data */
    public function editPolicy(array $data): bool
    {
        $log = ['password_complexity', 'edit', $data];
        $policy = &$this->tables->settings['password_policy'];
        if ((int) ($data['length'] ?? 0) >= 3) {
            $policy['length'] = (string) (int) $data['length'];
        }
        foreach (['chars', 'special_chars', 'lowerupper', 'numbers'] as $rule) {
            $policy[$rule] = isset($data[$rule]) ? (string) (int) $data[$rule] : $policy[$rule];
        }
        $this->session->success($log, 'password_policy_saved');
        return true;
    }
}
