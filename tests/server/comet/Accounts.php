<?php

/**
 * Calls about one user: making and deleting, passwords, devices, the profile read and written.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Accounts
{
    private const LONGEST_NAME = 255;

    private readonly Profiles $profiles;
    private readonly Sessions $sessions;

    public function __construct(private readonly Tables $tables, private readonly Identity $admin)
    {
        $this->profiles = new Profiles($tables);
        $this->sessions = new Sessions($tables);
    }

    /** The user that a call is about: one of another tenant does not exist. */
    public function target(Form $form): string
    {
        $username = $form->text('TargetUser');
        $exists = $this->tables->has('users', $username)
            && $this->admin->sees($this->tables->organizationOf($username));
        return $exists
            ? $username
            : throw new ApiError((int) $this->tables->settings['unknown_user_status'], 'User not found');
    }

    public function add(Form $form): string
    {
        $username = $form->text('TargetUser');
        $password = $form->text('TargetPassword');
        [$recovery, $change] = [$form->flag('StoreRecoveryCode'), $form->flag('RequirePasswordChange')];
        $organization = $this->organization($form);
        $this->checkName($username);
        $this->checkPassword($password);
        if ($this->tables->has('users', $username)) {
            throw new ApiError(400, 'The user already exists');
        }
        $profile = $this->profiles->fresh($username, $organization);
        if ($recovery) {
            Password::storeRecovery($profile);
        }
        $profile->RequirePasswordChange = $change;
        $profile->PolicyID = (new Policies($this->tables, $this->admin))->defaultOf($organization);
        $this->profiles->copyPolicy($profile);
        Password::set($profile, $password);
        $this->tables->putProfile($profile, $password);
        return Api::OK;
    }

    /** The account and all its jobs go; the buckets stay. */
    public function delete(Form $form): string
    {
        $username = $this->target($form);
        if ($form->optional('UninstallConfig') !== '') {
            (new Decoder($this->tables->schema))
                ->decode('UninstallConfig', $form->text('UninstallConfig'), 'UninstallConfig');
        }
        foreach ($this->tables->jobsOf($username) as $job) {
            $this->tables->delete('jobs', $job);
        }
        $this->sessions->endAllOf($username);
        $this->tables->delete('users', $username);
        return Api::OK;
    }

    public function profile(Form $form): string
    {
        return $this->tables->profileText($this->target($form));
    }

    public function profileAndHash(Form $form): string
    {
        return Encoder::object($this->profiles->withHash($this->target($form)));
    }

    public function profileHash(Form $form): string
    {
        $members = $this->profiles->withHash($this->target($form));
        unset($members['Profile']);
        return Encoder::object($members);
    }

    public function setProfile(Form $form): string
    {
        $this->write($this->target($form), $form);
        return Api::OK;
    }

    public function setProfileHash(Form $form): string
    {
        $username = $this->target($form);
        $hash = $form->text('RequireHash');
        $this->profiles->needHash($username, $hash);
        $this->write($username, $form);
        return Encoder::object($this->profiles->withHash($username));
    }

    public function resetPassword(Form $form): string
    {
        $username = $this->target($form);
        $password = $form->text('NewPassword');
        $old = $form->optional('OldPassword');
        $this->checkPassword($password);
        $profile = $this->tables->profile($username);
        if ($old !== '' ? !Password::fits($profile, $old) : $profile->PasswordRecovery === '') {
            throw new ApiError(400, 'There is no recovery code, and the old password does not fit');
        }
        Password::set($profile, $password);
        Password::storeRecovery($profile);
        $this->tables->putProfile($profile, $password);
        $this->sessions->endAllOf($username);
        return Api::OK;
    }

    /** The device goes, its Protected Items and their rules with it. */
    public function revokeDevice(Form $form): string
    {
        $username = $this->target($form);
        $device = $form->text('TargetDevice');
        $profile = $this->tables->profile($username);
        if (!isset($profile->Devices->{$device})) {
            throw new ApiError(400, ApiError::UNKNOWN_DEVICE);
        }
        unset($profile->Devices->{$device});
        foreach (get_object_vars($profile->Sources) as $id => $source) {
            if ($source->OwnerDevice !== $device) {
                continue;
            }
            unset($profile->Sources->{$id});
            foreach (get_object_vars($profile->BackupRules) as $rule => $config) {
                if ($config->Source === (string) $id) {
                    unset($profile->BackupRules->{$rule});
                }
            }
        }
        $this->tables->putProfile($profile);
        $this->sessions->endConnections($username, $device);
        return Api::OK;
    }

    public function disableTotp(Form $form): string
    {
        $username = $this->target($form);
        $profile = $this->tables->profile($username);
        $profile->AllowPasswordLogin = true;
        $profile->AllowPasswordAndTOTPLogin = false;
        $profile->TOTPKeyEncryptionFormat = 0;
        $profile->TOTPKey = '';
        $this->tables->putProfile($profile);
        return Api::OK;
    }

    public function names(): string
    {
        return Encoder::json($this->visible());
    }

    public function all(): string
    {
        $texts = [];
        foreach ($this->visible() as $username) {
            $texts[$username] = $this->tables->profileText($username);
        }
        return Encoder::map($texts);
    }

    /** The tenant that a call is for: '' at the top level; only its administrators may name one. */
    public function organization(Form $form): string
    {
        $organization = $form->optional('TargetOrganization');
        if ($organization === '') {
            return $this->admin->organization;
        }
        if (!$this->admin->isTopLevel()) {
            throw new ApiError(403, ApiError::UNAUTHORISED);
        }
        return $this->tables->has('organizations', $organization)
            ? $organization
            : throw new ApiError(400, 'Unknown organization');
    }

    /** @return list<string> */
    private function visible(): array
    {
        $names = array_map(strval(...), array_keys($this->tables->all('users')));
        $sees = fn (string $name): bool => $this->admin->sees($this->tables->organizationOf($name));
        return array_values(array_filter($names, $sees));
    }

    private function write(string $username, Form $form): void
    {
        $json = $form->text('ProfileData');
        $decoder = new Decoder($this->tables->schema);
        $profile = $decoder->decode('ProfileData', $json, 'UserProfileConfig');
        $options = $form->optional('AdminOptions');
        $deleted = $options === '' ? [] : (new Decoder($this->tables->schema))
            ->decode('AdminOptions', $options, 'AdminOptions')->Policy->DeleteSources;
        $old = $this->tables->profile($username);
        $this->profiles->write($username, $profile, $this->admin, $deleted);
        (new Losses($this->tables))->note($old, json_decode($json), $decoder->unknown);
    }

    private function checkName(string $username): void
    {
        $length = strlen($username);
        if (
            $length < $this->tables->settings['username_min'] || $length > self::LONGEST_NAME
            || preg_match('/^[A-Za-z0-9_.@-]+$/D', $username) !== 1
        ) {
            throw new ApiError(400, 'Invalid user name');
        }
    }

    private function checkPassword(string $password): void
    {
        $length = preg_match_all('/./su', $password);
        if ($length < $this->tables->settings['password_min'] || preg_match('/[\r\n]/', $password) === 1) {
            throw new ApiError(400, 'The password is too short or has line breaks');
        }
    }
}
