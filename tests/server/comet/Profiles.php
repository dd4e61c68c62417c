<?php

/**
 * Profiles of users: how they begin, how they are read with their hash, and all that a write of a whole profile does.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Profiles
{
    private const QUOTAS = [
        'AllProtectedItemsQuotaBytes', 'MaximumDevices', 'QuotaOffice365ProtectedAccounts', 'QuotaHyperVGuests',
        'QuotaVMwareGuests',
    ];

    public function __construct(private readonly Tables $tables)
    {
    }

    /** A user as add-user makes it, before the password is set. */
    public function fresh(string $username, string $organization): \stdClass
    {
        $profile = $this->tables->schema->blank('UserProfileConfig');
        $profile->Username = $username;
        $profile->OrganizationID = $organization;
        $profile->LocalTimezone = 'UTC';
        $profile->LanguageCode = 'en_US';
        $profile->SupportsDeviceAssociations = true;
        $profile->AllowPasswordLogin = true;
        $profile->CreateTime = $this->tables->time();
        $profile->CreationGUID = Random::guid();
        return $profile;
    }

    public function hash(string $username): string
    {
        return Random::awkward(hash('sha256', $this->tables->profileText($username), true));
    }

    /** @return array<string, string> members of an answer, as JSON */
    public function withHash(string $username): array
    {
        return [
            'Status' => '200',
            'Message' => '"OK"',
            'ProfileHash' => Encoder::json($this->hash($username)),
            'Profile' => $this->tables->profileText($username),
        ];
    }

    /** @param string $hash '' where the caller does not care */
    public function needHash(string $username, string $hash): void
    {
        if ($hash !== '' && $hash !== $this->hash($username)) {
            $status = (int) $this->tables->settings['conflict_status'];
            throw new ApiError($status, 'The profile was changed by somebody else');
        }
    }

    /**
     * What a client sent becomes the profile.
     *
     * @param \stdClass    $new            whole: what the client left out is zero
     * @param list<string> $deletedSources ids of the policy's sources that shall go
     */
    public function write(string $username, \stdClass $new, Identity $admin, array $deletedSources = []): void
    {
        $old = $this->tables->profile($username);
        if ($new->Username !== $username) {
            throw new ApiError(400, 'The user name cannot be changed');
        }
        $this->refuseNegative($new);
        $this->keepUnchangeable($old, $new);
        if ($new->PolicyID !== $old->PolicyID) {
            $this->needPolicy($new->PolicyID, $new->OrganizationID, $admin);
        }
        $this->copyPolicy($new);
        foreach (get_object_vars($new->Sources) as $id => $source) {
            if (in_array($source->PolicySourceID, $deletedSources, true)) {
                unset($new->Sources->{$id});
            }
        }
        $password = null;
        if ($new->PasswordFormat === Password::PLAIN && $new->PasswordHash !== '') {
            $password = $new->PasswordHash;
            Password::set($new, $password);
        }
        $this->markSuspension($old, $new);
        $this->tables->putProfile($new, $password);
        if ($new->IsSuspended || $password !== null) {
            (new Sessions($this->tables))->endAllOf($username);
        }
    }

    /** A group's policy is copied into those who have it. */
    public function copyPolicy(\stdClass $profile): void
    {
        $group = $this->tables->structure('policies', $profile->PolicyID);
        if ($profile->PolicyID !== '' && $group !== null) {
            $profile->Policy = $group->Policy;
        }
    }

    private function needPolicy(string $id, string $organization, Identity $admin): void
    {
        $group = $this->tables->structure('policies', $id);
        if ($id === '') {
            return;
        }
        if (!$admin->mayUsePolicy($id)) {
            throw new ApiError(403, ApiError::UNAUTHORISED);
        }
        if ($this->tables->settings['check_policy'] && ($group === null || $group->OrganizationID !== $organization)) {
            throw new ApiError(400, 'Unknown policy');
        }
    }

    private function refuseNegative(\stdClass $profile): void
    {
        $figures = [];
        foreach (self::QUOTAS as $quota) {
            $figures[$quota] = $profile->$quota;
        }
        foreach (get_object_vars($profile->Destinations) as $id => $vault) {
            $figures["Destinations.$id.StorageLimitBytes"] = $vault->StorageLimitBytes;
        }
        foreach ($figures as $name => $figure) {
            if ($figure < 0) {
                throw new ApiError(400, 'A quota must not be negative: %s', $name);
            }
        }
    }

    private function keepUnchangeable(\stdClass $old, \stdClass $new): void
    {
        foreach (['CreationGUID', 'OrganizationID'] as $member) {
            if ($new->$member !== $old->$member) {
                $row = ['user' => $old->Username, 'kind' => 'unchangeable', 'what' => $member];
                $this->tables->append('warnings', $row);
                $new->$member = $old->$member;
            }
        }
    }

    private function markSuspension(\stdClass $old, \stdClass $new): void
    {
        $new->LastSuspended = match (true) {
            !$new->IsSuspended => 0,
            $old->IsSuspended => $old->LastSuspended,
            default => $this->tables->time(),
        };
    }
}
