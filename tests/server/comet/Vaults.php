<?php

/**
 * Storage: the templates that vaults are made from, the vaults' buckets on this server, and their removal.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Vaults
{
    /** DestinationType of a vault on a Comet Server. */
    public const COMET = 1003;
    private const KEEP_EVERYTHING = 801;
    private const KEY_ENCRYPTED = 1;

    private readonly Profiles $profiles;

    public function __construct(private readonly Tables $tables, private readonly Identity $admin)
    {
        $this->profiles = new Profiles($tables);
    }

    public function templates(string $organization): string
    {
        $meant = array_filter(
            $this->tables->all('templates'),
            static fn (array $row): bool => $row['organization'] === $organization,
        );
        return Encoder::map(array_map(static fn (array $row) => Encoder::json($row['description']), $meant));
    }

    /** @param string $own this server's address as the client wrote it */
    public function request(string $username, Form $form, string $own): string
    {
        $id = $form->text('StorageProvider');
        $address = $form->address('SelfAddress');
        $this->admin->refuseIf('PreventRequestStorageVault');
        $allowed = $this->admin->permissions['AllowedProvidersWhenRestricted'] ?? [];
        if (($this->admin->permissions['ShouldRestrictProviderList'] ?? false) && !in_array(self::COMET, $allowed, true)) {
            throw new ApiError(403, ApiError::UNAUTHORISED);
        }
        $profile = $this->tables->profile($username);
        $template = $this->tables->find('templates', $id);
        if ($template === null || $template['organization'] !== $profile->OrganizationID) {
            throw new ApiError(400, 'Unknown storage template');
        }
        $device = $form->optional('DeviceID');
        if ($device !== '' && !isset($profile->Devices->{$device})) {
            throw new ApiError(400, ApiError::UNKNOWN_DEVICE);
        }
        $this->profiles->needHash($username, $form->optional('ProfileHash'));
        if ($template['failure'] !== null) {
            throw new ApiError(500, '%s', $template['failure']);
        }
        $vault = $this->add($username, $template, $template['server'] ?: ($address ?: $own), $device);
        $answer = $this->profiles->withHash($username);
        return $this->tables->settings['vault_reply_profile']
            ? Encoder::object(array_slice($answer, 0, 2) + ['DestinationID' => Encoder::json($vault)] + $answer)
            : Api::OK;
    }

    public function buckets(): string
    {
        $texts = [];
        foreach ($this->tables->all('buckets') as $id => $row) {
            if (!$this->admin->sees($row['organization'])) {
                continue;
            }
            $bucket = $this->tables->schema->blank('BucketProperties');
            $bucket->OrganizationID = $row['organization'];
            $bucket->CreateTime = $row['create_time'];
            $bucket->ReadWriteKeyFormat = 1;
            $bucket->ReadWriteKey = Random::awkward(hash('sha256', $row['key'], true));
            $bucket->Size->Size = $row['size'];
            $bucket->Size->MeasureStarted = $bucket->Size->MeasureCompleted = $row['create_time'];
            $texts[$id] = $this->tables->encoder->text('BucketProperties', $bucket);
        }
        return Encoder::map($texts);
    }

    public function deleteBucket(Form $form): string
    {
        $id = $form->text('BucketID');
        $row = $this->tables->find('buckets', $id);
        if ($row === null || !$this->admin->sees($row['organization'])) {
            throw new ApiError(400, 'Unknown bucket');
        }
        $this->tables->delete('buckets', $id);
        return Api::OK;
    }

    /** @param array<string, mixed> $template @return string the new vault's id */
    private function add(string $username, array $template, string $server, string $device): string
    {
        $profile = $this->tables->profile($username);
        $now = $this->tables->time();
        [$id, $bucket] = [Random::guid(), Random::guid()];
        $vault = $this->tables->schema->blank('DestinationConfig');
        $vault->Description = $template['description'];
        $vault->CreateTime = $vault->ModifyTime = $now;
        $vault->DestinationType = self::COMET;
        $vault->CometServer = $server;
        $vault->CometBucket = $bucket;
        $vault->CometBucketKey = Random::key();
        $vault->EncryptionKeyEncryptionMethod = self::KEY_ENCRYPTED;
        $vault->EncryptedEncryptionKey = Random::key();
        $vault->RepoInitTimestamp = $now;
        $vault->StorageLimitEnabled = $template['storage_limit_enabled'];
        $vault->StorageLimitBytes = $template['storage_limit_bytes'];
        $vault->DefaultRetention->Mode = self::KEEP_EVERYTHING;
        $vault->AssociatedDevices = $device === '' ? [] : [$device];
        $profile->Destinations->{$id} = $vault;
        $this->tables->insert('buckets', $bucket, [
            'organization' => $profile->OrganizationID,
            'key' => $vault->CometBucketKey,
            'create_time' => $now,
            'made_for' => $username,
        ]);
        $this->tables->putProfile($profile);
        return $id;
    }
}
