<?php

/**
 * What the Comet test server holds, cut into what belongs to the demonstration's service and what belongs to others.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Backup implements World
{
    public const OURS = 'acme';
    /** Another customer's account, which an order will name, and one that somebody made by hand. */
    public const FOREIGN = 'bakery';
    public const HANDMADE = 'clinic';
    public const ADMIN = 'whmcs';
    public const POLICY = 'policy-standard';
    public const TEMPLATE = 'template-standard';
    public const GB = 1073741824;
    private const DEVICE = 'device-of-acme';

    public function __construct(private ProductServer $server)
    {
    }

    /** Two foreign accounts with devices and data; the password is the one of WHMCS's server record. */
    public function populate(string $password): void
    {
        $this->server->merge([
            'admins' => [self::ADMIN => ['password' => $password]],
            'policies' => [self::POLICY => ['Description' => 'Standard']],
            'templates' => [self::TEMPLATE => ['description' => 'Standard storage']],
            'users' => [
                self::FOREIGN => self::account('whmcs:12 Bakery Ltd', 'till', 31),
                self::HANDMADE => self::account('Clinic', 'x-ray', 240),
            ],
        ]);
    }

    /** The customer at work: a laptop with two Protected Items, and what they stored. */
    public function customerBacksUp(): void
    {
        $now = time();
        $jobs = [];
        foreach (['Documents' => [12, 5000], 'Photos' => [83, 7001]] as $item => [$gigabytes, $status]) {
            $jobs[$item] = [
                'GUID' => "job-$item", 'Username' => self::OURS, 'Classification' => 4001, 'Status' => $status,
                'StartTime' => $now - 7200, 'EndTime' => $now - 5400, 'DeviceID' => self::DEVICE,
                'SourceGUID' => "item-$item", 'TotalSize' => $gigabytes * self::GB,
                'UploadSize' => intdiv($gigabytes * self::GB, 3),
            ];
        }
        $source = static fn (string $item): array => [
            'Engine' => 'engine1/file', 'Description' => $item, 'OwnerDevice' => self::DEVICE,
            'Statistics' => ['LastBackupJob' => $jobs[$item], 'LastSuccessfulBackupJob' => $jobs[$item]],
        ];
        $vault = array_key_first($this->profile()['Destinations']);
        $this->server->merge([
            'users' => [self::OURS => ['profile' => [
                'Devices' => [self::DEVICE => self::device('Laptop of Anna')],
                'Sources' => ['item-Documents' => $source('Documents'), 'item-Photos' => $source('Photos')],
                'Destinations' => [$vault => ['Statistics' => ['ClientProvidedSize' => ['Size' => 41 * self::GB]]]],
            ]]],
            'jobs' => array_column($jobs, null, 'GUID'),
        ]);
    }

    /** A backup client that writes the profile just before WHMCS does. */
    public function clientEditsProfile(): void
    {
        $this->server->command('edit-profile', ['user' => self::OURS, 'times' => 1]);
    }

    /** @return array<string, mixed> the account's profile; empty when there is none */
    public function profile(string $name = self::OURS): array
    {
        return $this->server->exactState()['users'][$name]['profile'] ?? [];
    }

    /** The test server keeps passwords readable. */
    public function password(string $name = self::OURS): string
    {
        return $this->server->exactState()['users'][$name]['password'] ?? '';
    }

    /** @return list<array> of the account */
    public function vaults(): array
    {
        return array_values($this->profile()['Destinations'] ?? []);
    }

    /** @return array<string, mixed>|null whose session a key is */
    public function session(string $key): ?array
    {
        return $this->server->exactState()['sessions'][$key] ?? null;
    }

    /** @return list<array> what written profiles would have lost */
    public function losses(): array
    {
        return $this->server->exactState()['warnings'];
    }

    public function foreign(): string
    {
        $state = $this->server->exactState();
        $names = array_flip([self::FOREIGN, self::HANDMADE]);
        return (string) json_encode([array_intersect_key($state['users'], $names), $state['policies']]);
    }

    public function everything(): string
    {
        // buckets stay behind a deleted account, sessions and counts of failures end by themselves
        $ends = ['sessions' => 0, 'login_failures' => 0, 'buckets' => 0, 'page_logins' => 0];
        return (string) json_encode(array_diff_key($this->server->state(), $ends));
    }

    /** @return array<string, mixed> */
    private static function account(string $name, string $device, int $gigabytes): array
    {
        return ['password' => 'of-somebody-else', 'profile' => [
            'AccountName' => $name,
            'Devices' => ["device-$device" => self::device($device)],
            'Destinations' => ["vault-$device" => [
                'Description' => 'Vault', 'DestinationType' => 1003, 'CometBucket' => "bucket-$device",
                'Statistics' => ['ClientProvidedSize' => ['Size' => $gigabytes * self::GB]],
            ]],
        ]];
    }

    /** @return array<string, mixed> */
    private static function device(string $name): array
    {
        return [
            'FriendlyName' => $name, 'RegistrationTime' => time() - 86400, 'ClientVersion' => '25.9.8',
            'PlatformVersion' => ['OS' => 'windows', 'Distribution' => 'Windows 11 Pro'],
        ];
    }
}
