<?php

/**
 * Accounts: users, adduser, edituser, deleteuser, changeuserpass.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class UserCommands extends Commands
{
    private const REFUSALS = [
        'Permission denied' => 1, 'Invalid username' => 2, 'Invalid password' => 3, 'Invalid email' => 4,
        'Invalid site permissions' => 6, 'User already exists' => 7,
    ];

    public function users(): void
    {
        if (!$this->managesUsers()) {
            $this->result('Access denied');
            return;
        }
        $users = array_filter($this->state->users, fn (array $user): bool => $user['domain'] === $this->socket->domain);
        $this->tagged(['users' => array_values(array_map(self::safeUser(...), $users))]);
    }

    public function adduser(): void
    {
        if ($this->state->domains[$this->socket->domain]['username_is_email']) {
            $this->command['username'] = $this->given('email') ?? $this->given('username');
            $this->command['email'] = $this->command['username'];
        }
        $refused = $this->newUserRefused();
        if ($refused !== null) {
            $this->result($refused, ['msgid' => self::REFUSALS[$refused]]);
            return;
        }
        $most = $this->state->settings['max_users'];
        if ($most !== null && count($this->state->users) >= $most) {
            $this->result('maxUsersExceed');
            return;
        }
        if ($this->given('consent') === 0) {
            // the real server fails here, before the account is kept, and says nothing
            return;
        }
        $id = $this->id('user', strtolower($this->command['username']));
        $email = $this->given('email');
        $this->state->addUser(array_filter([
            '_id' => $id,
            'name' => $this->command['username'],
            'siteadmin' => $this->given('siteadmin'),
            'email' => $email === null ? null : strtolower($email),
            'emailVerified' => $email !== null && $this->given('emailVerified') === true ? true : null,
            'passchange' => $this->given('resetNextLogin') === true ? -1 : $this->state->time(),
            'realname' => Input::isText($this->given('realname'), 1, 256) ? $this->command['realname'] : null,
            'consent' => Input::isNumber($this->given('consent')) ? $this->command['consent'] : null,
            'pass' => $this->given('randomPassword') === true ? base64_encode(random_bytes(12)) : $this->command['pass'],
        ], static fn (mixed $value): bool => $value !== null));
        $how = $email === null ? 'username is ' . $this->command['username'] : 'email is ' . strtolower($email);
        $this->sockets->dispatch(['*', 'server-users'], [
            'etype' => 'user', 'userid' => $id, 'username' => $this->command['username'],
            'account' => self::safeUser($this->state->users[$id]), 'action' => 'accountcreate', 'msgid' => $email === null ? 64 : 65,
            'msgArgs' => [$email === null ? $this->command['username'] : strtolower($email)], 'msg' => "Account created, $how",
            'domain' => $this->socket->domain,
        ]);
        $this->result('ok');
    }

    public function edituser(): void
    {
        if (!$this->managesUsers() && $this->socket->user !== $this->given('id')) {
            return;
        }
        $given = $this->given('userid') ?? $this->given('username') ?? $this->given('id');
        $refused = $this->editRefused($given);
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $id = $this->id('user', $given);
        $before = $this->state->users[$id];
        $this->state->users[$id] = $this->edited($before);
        // the demand for a new password alone counts as no change
        if (array_diff_key($this->state->users[$id], ['passchange' => 0]) != array_diff_key($before, ['passchange' => 0])) {
            $this->sockets->resubscribe($id);
            $msg = ['msgid' => 66, 'msgArgs' => [$before['name']], 'msg' => "Account changed: $before[name]"];
            $this->accountChanged($id, $msg);
        }
        if (Rights::isLocked($this->state->users[$id])) {
            $this->sockets->closeAll($id);
        }
        $this->result('ok');
    }

    public function deleteuser(): void
    {
        $refused = $this->editRefused($this->given('userid'));
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $id = $this->id('user', $this->command['userid']);
        $user = $this->state->users[$id];
        foreach (array_keys($user['links'] ?? []) as $mesh) {
            if (!isset($this->state->meshes[$mesh])) {
                continue;
            }
            unset($this->state->meshes[$mesh]['links'][$id]);
            $name = $this->state->meshes[$mesh]['name'];
            $this->groupChanged($mesh, [
                'msgid' => 72, 'msgArgs' => [$user['name'], $name],
                'msg' => "Removed user $user[name] from device group $name",
            ], [$id, $this->socket->user]);
        }
        $this->state->tokens = array_filter($this->state->tokens, static fn (array $token): bool => $token['userid'] !== $id);
        unset($this->state->users[$id]);
        $this->sockets->dispatch(['*', 'server-users'], [
            'etype' => 'user', 'userid' => $id, 'username' => $user['name'], 'action' => 'accountremove', 'msgid' => 63,
            'msg' => 'Account removed', 'domain' => $this->socket->domain,
        ]);
        $this->sockets->closeAll($id);
        $this->result('ok');
    }

    /** Never answered, whatever becomes of it. */
    public function changeuserpass(): void
    {
        $id = $this->given('userid');
        $password = $this->given('pass');
        if (
            !$this->managesUsers() || !Input::isText($id, 1, 256) || !Input::isText($password, 0, 256)
            || !is_bool($this->given('removeMultiFactor')) || !isset($this->state->users[$id])
            || ($password !== '' && !Input::meetsRequirements($password, $this->state->settings['password_requirements']))
            || (Rights::isFullAdmin($this->state->users[$id]) && !Rights::isFullAdmin($this->caller()))
        ) {
            return;
        }
        $user = &$this->state->users[$id];
        $user['pass'] = $password !== '' ? $password : $user['pass'];
        $user['passchange'] = $this->given('resetNextLogin') === true ? -1 : $this->state->time();
        if ($this->command['removeMultiFactor']) {
            unset($user['otpsecret']);
        }
        $this->accountChanged($id, ['msgid' => 75, 'msg' => 'Changed account credentials']);
    }

    private function managesUsers(): bool
    {
        return Rights::has($this->caller(), Rights::SITE_MANAGE_USERS);
    }

    private function newUserRefused(): ?string
    {
        $name = $this->given('username');
        $email = $this->given('email');
        return match (true) {
            !$this->managesUsers() => 'Permission denied',
            !Input::isUsername($name) => 'Invalid username',
            $this->given('randomPassword') !== true && !$this->isGoodPassword() => 'Invalid password',
            $email !== null && !Input::isEmail($email) => 'Invalid email',
            // a name that is taken outweighs wrong permissions
            isset($this->state->users[$this->id('user', strtolower($name))]) => 'User already exists',
            !$this->mayGive($this->given('siteadmin')) => 'Invalid site permissions',
            default => null,
        };
    }

    private function isGoodPassword(): bool
    {
        $password = $this->given('pass');
        return Input::isText($password, 1, 256)
            && Input::meetsRequirements($password, $this->state->settings['password_requirements']);
    }

    private function mayGive(mixed $siteRights): bool
    {
        return $siteRights === null || (is_int($siteRights)
            && (Rights::isFullAdmin($this->caller()) || ($siteRights & Rights::ALL & ~Rights::SITE_GIVEABLE) === 0));
    }

    private function editRefused(mixed $given): ?string
    {
        if (!$this->managesUsers()) {
            return 'Permission denied';
        }
        if (!Input::isText($given, 1, 2048)) {
            return 'Invalid userid';
        }
        $user = $this->state->users[$this->id('user', $given)] ?? null;
        return match (true) {
            $user === null => 'User does not exists',
            $user['domain'] !== $this->socket->domain => 'Invalid domain',
            Rights::isFullAdmin($user) && !Rights::isFullAdmin($this->caller()) => 'Permission denied',
            default => null,
        };
    }

    /** What cannot be taken over is left out without a word. @param array<string, mixed> $user @return array<string, mixed> */
    private function edited(array $user): array
    {
        $verified = $this->given('emailVerified');
        $isName = $this->state->domains[$user['domain']]['username_is_email'];
        if (!$isName && Input::isText($this->given('email'), 0, 1024)) {
            $user['email'] = strtolower($this->command['email']);
            $verified = $user['email'] === '' ? false : $verified;
        }
        if (Input::isText($this->given('realname'), 0, 256)) {
            $user['realname'] = $this->command['realname'];
        }
        if (is_bool($verified) && $verified !== ($user['emailVerified'] ?? null)) {
            $user['emailVerified'] = $verified;
        }
        // left out means none
        if ($this->given('quota') === null || Input::isNumber($this->given('quota'), 0)) {
            $user['quota'] = $this->given('quota');
        }
        if ($this->given('resetNextLogin') === true) {
            $user['passchange'] = -1;
        }
        foreach (['consent', 'flags', 'removeRights'] as $number) {
            if (Input::isNumber($this->given($number))) {
                $user[$number] = $this->command[$number] === 0 ? null : $this->command[$number];
            }
        }
        $user['siteadmin'] = $this->editedRights($user);
        $isEmpty = static fn (mixed $value, string $column): bool => $value === null
            || ($value === '' && in_array($column, ['email', 'realname'], true));
        return array_filter($user, static fn (mixed $v, string $k): bool => !$isEmpty($v, $k), ARRAY_FILTER_USE_BOTH);
    }

    /** @param array<string, mixed> $user */
    private function editedRights(array $user): ?int
    {
        $old = $user['siteadmin'] ?? null;
        $new = $this->given('siteadmin');
        if (!is_int($new) || $user['_id'] === $this->socket->user) {
            return $old;
        }
        $isAllowed = Rights::isFullAdmin($this->caller()) || ((($old ?? 0) ^ $new) & Rights::SITE_UNCHANGEABLE) === 0;
        return $isAllowed ? $new : $old;
    }
}
