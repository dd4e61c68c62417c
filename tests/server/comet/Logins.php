<?php

/**
 * Who is let in: administrators and end users by the credentials in the form, with second factor, address list and the
 * lock-out after failed logins. Failures are counted by address, whoever it was that tried.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Logins
{
    private readonly Sessions $sessions;

    /** @param string $address the client's */
    public function __construct(private readonly Tables $tables, private readonly string $address)
    {
        $this->sessions = new Sessions($tables);
    }

    public function admin(Form $form): Identity
    {
        return $this->counted(fn (): Identity => $this->checkAdmin($form));
    }

    /** An end user with his own password. */
    public function user(Form $form): Identity
    {
        return $this->counted(fn (): Identity => $this->checkUser($form));
    }

    public function refuseSuspended(\stdClass $profile): void
    {
        if ($profile->IsSuspended || $this->isSuspended($profile->OrganizationID)) {
            throw new ApiError(403, 'The account is suspended');
        }
    }

    private function checkAdmin(Form $form): Identity
    {
        $username = $form->optional('Username');
        $row = $this->tables->find('admins', $username);
        if ($row === null || !$this->mayComeIn($row)) {
            throw self::refusal();
        }
        $key = $form->optional('AuthType') === 'SessionKey' ? $form->optional('SessionKey') : '';
        $isSession = $key !== '' && $this->sessions->isOf($key, Sessions::ADMIN, $username);
        if (!$isSession) {
            $isRight = hash_equals($row['password'], $form->optional('Password'));
            $this->needPassword($form, $isRight, $row['totp'], $row['totp'] === '');
        }
        return new Identity($username, $row['organization'], $row['permissions'], $isSession ? $key : '');
    }

    private function checkUser(Form $form): Identity
    {
        $username = $form->optional('Username');
        if (!$this->tables->has('users', $username)) {
            throw self::refusal();
        }
        $profile = $this->tables->profile($username);
        $key = $form->optional('AuthType') === 'SessionKey' ? $form->optional('SessionKey') : '';
        $isSession = $key !== '' && $this->sessions->isOf($key, Sessions::USER, $username);
        if (!$isSession) {
            $isRight = Password::fits($profile, $form->optional('Password'));
            $this->needPassword($form, $isRight, $profile->TOTPKey, $profile->AllowPasswordLogin);
        }
        $this->refuseSuspended($profile);
        if ($profile->Policy->PreventOpenWebUI) {
            throw self::refusal();
        }
        return new Identity($username, $profile->OrganizationID, [], $isSession ? $key : '');
    }

    /** @param string $totp base32, '' where there is no second factor */
    private function needPassword(Form $form, bool $isRight, string $totp, bool $isEnough): void
    {
        $type = $form->optional('AuthType');
        if (!$isRight || !in_array($type, ['Password', 'PasswordTOTP'], true)) {
            throw self::refusal();
        }
        if ($type === 'PasswordTOTP') {
            if ($totp === '' || !Totp::fits($totp, $form->optional('TOTP'), $this->tables->time())) {
                throw self::refusal();
            }
        } elseif (!$isEnough) {
            throw new ApiError(403, ApiError::SECOND_FACTOR);
        }
    }

    /** @param array<string, mixed> $row an administrator's */
    private function mayComeIn(array $row): bool
    {
        $pattern = $row['ip_whitelist'];
        return !$this->isSuspended($row['organization'])
            && ($pattern === '' || preg_match('~' . str_replace('~', '\~', $pattern) . '~', $this->address) === 1);
    }

    private function isSuspended(string $organization): bool
    {
        return $this->tables->find('organizations', $organization)['is_suspended'] ?? false;
    }

    /** @param \Closure(): Identity $check */
    private function counted(\Closure $check): Identity
    {
        $limit = (int) $this->tables->settings['lockout_failures'];
        $row = $this->tables->find('login_failures', $this->address) ?? ['count' => 0, 'last' => 0];
        $isFresh = $row['last'] + $this->tables->settings['lockout_seconds'] > $this->tables->time();
        if ($limit > 0 && $isFresh && $row['count'] >= $limit) {
            throw new ApiError((int) $this->tables->settings['lockout_status'], 'Too many failed logins');
        }
        try {
            $identity = $check();
        } catch (ApiError $refused) {
            // a suspended account, or a second factor that is still missing, is no guess that failed
            if ($refused->getMessage() === ApiError::UNAUTHORISED) {
                $count = ($isFresh ? $row['count'] : 0) + 1;
                $columns = ['count' => $count, 'last' => $this->tables->time()];
                $this->tables->insert('login_failures', $this->address, $columns);
            }
            throw $refused;
        }
        $this->tables->delete('login_failures', $this->address);
        return $identity;
    }

    private static function refusal(): ApiError
    {
        return new ApiError(403, ApiError::UNAUTHORISED);
    }
}
