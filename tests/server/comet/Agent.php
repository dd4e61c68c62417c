<?php

/**
 * The control command 'agent': what a backup client brings about on the server. It registers a device with its Protected
 * Items, fills the user's vaults, leaves jobs behind, and may stay connected.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Agent
{
    private const DEFAULTS = [
        'user' => '', 'device' => 'DEVICE-1', 'name' => 'Reception <PC> & Till', 'os' => 'windows', 'sources' => null,
        'stored' => null, 'jobs' => [], 'online' => false,
    ];
    private const SOURCES = ['SOURCE-1' => []];
    private const SOURCE = ['engine' => 'engine1/file', 'description' => 'Documents', 'size' => 5_368_709_123];

    private readonly Seed $seed;

    public function __construct(private readonly Tables $tables)
    {
        $this->seed = new Seed($tables->schema);
    }

    /**
     * @param array<string, mixed> $order user; device: its id; name, os; sources: by id engine, description and size;
     *     stored: bytes in each vault; jobs: members of BackupJobDetail each; online: whether it stays connected
     * @return array<string, mixed>
     */
    public function add(array $order): array
    {
        $unknown = array_diff_key($order, self::DEFAULTS);
        $order += self::DEFAULTS;
        if ($unknown !== [] || !$this->tables->has('users', (string) $order['user'])) {
            throw new \InvalidArgumentException('agent knows: ' . implode(', ', array_keys(self::DEFAULTS)));
        }
        $profile = $this->tables->profile($order['user']);
        $this->seed->structure('UserProfileConfig', [
            'Devices' => [$order['device'] => $this->device($order)],
            'Sources' => $this->sources($order),
            'Destinations' => $this->sizes($profile, $order['stored']),
        ], $profile);
        $this->tables->putProfile($profile);
        $jobs = array_map(fn (array $job): string => $this->job($order, $profile, $job), $order['jobs']);
        return ['device' => $order['device'], 'jobs' => $jobs] + $this->connection($order);
    }

    /** @param array<string, mixed> $order @return array<string, mixed> */
    private function device(array $order): array
    {
        return [
            'FriendlyName' => $order['name'],
            'RegistrationTime' => $this->tables->time(),
            'PlatformVersion' => ['OS' => $order['os'], 'Arch' => 'amd64', 'Version' => '10', 'Distribution' => 'Test OS'],
            'DeviceTimezone' => 'Europe/Berlin',
            'ClientVersion' => $this->tables->settings['version'],
        ];
    }

    /** @param array<string, mixed> $order @return array<array<string, mixed>> by id */
    private function sources(array $order): array
    {
        $sources = [];
        foreach ($order['sources'] ?? self::SOURCES as $id => $source) {
            $source += self::SOURCE;
            $lastJob = [
                'GUID' => Random::guid(), 'Username' => $order['user'], 'Classification' => 4001, 'Status' => 5000,
                'StartTime' => $this->tables->time() - 3600, 'EndTime' => $this->tables->time() - 3000,
                'SourceGUID' => (string) $id, 'DeviceID' => $order['device'], 'TotalSize' => $source['size'],
            ];
            $sources[$id] = [
                'Engine' => $source['engine'],
                'Description' => $source['description'],
                'OwnerDevice' => $order['device'],
                'CreateTime' => $this->tables->time(),
                'ModifyTime' => $this->tables->time(),
                'Statistics' => [
                    'LastStartTime' => $lastJob['StartTime'],
                    'LastBackupJob' => $lastJob,
                    'LastSuccessfulBackupJob' => $lastJob,
                ],
            ];
        }
        return $sources;
    }

    /** @return array<array<string, mixed>> by vault */
    private function sizes(\stdClass $profile, ?int $bytes): array
    {
        $vaults = [];
        foreach ($bytes === null ? [] : get_object_vars($profile->Destinations) as $id => $vault) {
            $now = $this->tables->time();
            $size = ['Size' => $bytes, 'MeasureStarted' => $now, 'MeasureCompleted' => $now];
            $vaults[$id] = ['Statistics' => ['ClientProvidedSize' => $size]];
            if ($this->tables->has('buckets', $vault->CometBucket)) {
                $this->tables->update('buckets', $vault->CometBucket, ['size' => $bytes]);
            }
        }
        return $vaults;
    }

    /** @param array<string, mixed> $order @param array<string, mixed> $members */
    private function job(array $order, \stdClass $profile, array $members): string
    {
        $members += [
            'GUID' => Random::guid(),
            'Username' => $order['user'],
            'Classification' => 4001,
            'Status' => 5000,
            'StartTime' => $this->tables->time() - 3600,
            'EndTime' => $this->tables->time() - 3000,
            'SourceGUID' => (string) array_key_first(get_object_vars($profile->Sources)),
            'DestinationGUID' => (string) array_key_first(get_object_vars($profile->Destinations)),
            'DeviceID' => $order['device'],
            'ClientVersion' => $this->tables->settings['version'],
            'TotalSize' => 5_368_709_123,
            'UploadSize' => 4_294_967_297,
        ];
        $this->tables->put('jobs', $members['GUID'], $this->seed->structure('BackupJobDetail', $members));
        return $members['GUID'];
    }

    /** @param array<string, mixed> $order @return array<string, string> */
    private function connection(array $order): array
    {
        if (!$order['online']) {
            return [];
        }
        $id = Random::guid();
        $this->tables->put('connections', $id, $this->seed->structure('LiveUserConnection', [
            'Username' => $order['user'],
            'DeviceID' => $order['device'],
            'ReportedVersion' => $this->tables->settings['version'],
            'ReportedPlatform' => $order['os'],
            'IPAddress' => '192.0.2.17',
            'ConnectionTime' => $this->tables->time(),
        ]));
        return ['connection' => $id];
    }
}
