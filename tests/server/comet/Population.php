<?php

/**
 * Fills the server with many users at once, for tests of whole-server calls. User n has 1 + n mod 3 Protected Items of
 * changing kinds and one vault; the figures differ from user to user, so that a mix-up shows. Every third user has jobs.
 * Profiles are made from three patterns, because to build ten thousand would take too long.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Population
{
    private const MOST = 100_000;
    private const DEFAULTS = ['users' => 0, 'prefix' => 'u', 'account_name' => '', 'organization' => '', 'jobs' => 2];
    private const ENGINES = ['engine1/file', 'engine1/mssql', 'engine1/winmsofficemail', 'engine1/hyperv', 'engine1/vmware'];
    /** Stand in a pattern where user n has his own: a name that no user has, sizes that nothing has. */
    private const NAME = '@NAME@';
    private const ACCOUNT = '@ACCOUNT@';
    private const SUFFIX = '@N@';
    private const STORED = 7_000_000_000_001;
    private const PROTECTED = 7_000_000_000_002;
    private const PATTERNS = 15;

    /** Bytes of user n: stored in his vault, and protected by each of his items. */
    public static function stored(int $n): int
    {
        return 4_294_967_296 + $n * 1_000_003;
    }

    public static function protected(int $n): int
    {
        return 8_589_934_592 + $n * 1_000_033;
    }

    public function __construct(private readonly Tables $tables)
    {
    }

    /**
     * @param array<string, mixed> $order users: how many; prefix of their names; account_name: text whose %d becomes n;
     *                                    organization; jobs: how many each third user has
     * @return array<string, int>
     */
    public function add(array $order): array
    {
        $unknown = array_diff_key($order, self::DEFAULTS);
        if ($unknown !== []) {
            throw new \InvalidArgumentException('populate knows: ' . implode(', ', array_keys(self::DEFAULTS)));
        }
        $order += self::DEFAULTS;
        $patterns = array_map(fn (int $n): string => $this->pattern($n, $order['organization']), range(0, self::PATTERNS - 1));
        $count = min(self::MOST, $order['users']);
        $jobs = 0;
        for ($n = 1; $n <= $count; $n++) {
            $name = sprintf('%s%05d', $order['prefix'], $n);
            $text = strtr($patterns[$n % self::PATTERNS], [
                self::NAME => $name,
                self::ACCOUNT => str_replace('%d', (string) $n, $order['account_name']),
                self::SUFFIX => sprintf('%012x', $n),
                (string) self::STORED => (string) self::stored($n),
                (string) self::PROTECTED => (string) self::protected($n),
            ]);
            $this->tables->putProfileText($name, $text, $order['organization'], 'Passw0rd-populated');
            $jobs += $n % 3 === 0 ? $this->addJobs($name, $n, $order['jobs']) : 0;
        }
        return ['users' => $count, 'jobs' => $jobs];
    }

    private function pattern(int $n, string $organization): string
    {
        $profile = (new Profiles($this->tables))->fresh(self::NAME, $organization);
        Password::set($profile, 'Passw0rd-populated');
        Password::storeRecovery($profile);
        $device = 'device-' . self::SUFFIX;
        $sources = [];
        for ($i = 0; $i <= $n % 3; $i++) {
            $job = ['Classification' => 4001, 'Status' => 5000, 'TotalSize' => self::PROTECTED, 'DeviceID' => $device];
            $sources["source-$i-" . self::SUFFIX] = [
                'Engine' => self::ENGINES[($n + $i) % count(self::ENGINES)],
                'Description' => "Item $i",
                'OwnerDevice' => $device,
                'Statistics' => ['LastBackupJob' => $job, 'LastSuccessfulBackupJob' => $job],
            ];
        }
        $seed = new Seed($this->tables->schema);
        return $this->tables->encoder->text('UserProfileConfig', $seed->structure('UserProfileConfig', [
            'AccountName' => self::ACCOUNT,
            'CreationGUID' => '00000000-0000-4000-8000-' . self::SUFFIX,
            'Devices' => [$device => ['FriendlyName' => 'PC', 'PlatformVersion' => ['OS' => 'windows', 'Arch' => 'amd64']]],
            'Sources' => $sources,
            'Destinations' => ['vault-' . self::SUFFIX => [
                'Description' => 'Comet Storage',
                'DestinationType' => Vaults::COMET,
                'CometServer' => 'https://storage.example.test/',
                'CometBucket' => 'bucket-' . self::SUFFIX,
                'CometBucketKey' => 'key+/=',
                'EncryptedEncryptionKey' => 'key+/=',
                'Statistics' => ['ClientProvidedSize' => ['Size' => self::STORED]],
            ]],
        ], $profile));
    }

    private function addJobs(string $name, int $n, int $count): int
    {
        $seed = new Seed($this->tables->schema);
        for ($i = 1; $i <= $count; $i++) {
            $id = sprintf('job-%d-%012x', $i, $n);
            $this->tables->put('jobs', $id, $seed->structure('BackupJobDetail', [
                'GUID' => $id,
                'Username' => $name,
                'Classification' => 4001,
                'Status' => $i % 2 === 1 ? 5000 : 7002,
                'StartTime' => $this->tables->time() - $i * 86_400,
                'EndTime' => $this->tables->time() - $i * 86_400 + 600,
                'DeviceID' => sprintf('device-%012x', $n),
                'SourceGUID' => sprintf('source-0-%012x', $n),
                'DestinationGUID' => sprintf('vault-%012x', $n),
                'TotalSize' => self::protected($n),
                'UploadSize' => self::stored($n),
            ]));
        }
        return $count;
    }
}
