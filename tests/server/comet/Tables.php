<?php

/**
 * The server's state: tables of rows by key, settings, and how all this is exported, loaded and seeded. A row of a
 * STRUCTURED table, and the profile of a user, is kept as the JSON text that the server answers with, so that ten
 * thousand of them fit in memory and a list of all costs no encoding. It must not know what the server allows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Tables
{
    public const ADMIN = 'admin';
    /** With everything in it that a form can spoil. */
    public const ADMIN_PASSWORD = 'C0met+admin/pass=w&rd%41 ü';

    /** Columns with their defaults. */
    private const COLUMNS = [
        'admins' => ['password' => '', 'organization' => '', 'totp' => '', 'ip_whitelist' => '', 'permissions' => []],
        'organizations' => ['name' => '', 'is_suspended' => false],
        'templates' => [
            'description' => '', 'organization' => '', 'type' => 'comet', 'server' => '', 'default' => false,
            'storage_limit_enabled' => false, 'storage_limit_bytes' => 0, 'failure' => null,
        ],
        'users' => ['password' => '', 'profile' => ''],
        'buckets' => ['organization' => '', 'key' => '', 'create_time' => 0, 'size' => 0, 'made_for' => ''],
        'sessions' => ['type' => '', 'username' => '', 'used' => 0],
        'login_failures' => ['count' => 0, 'last' => 0],
    ];
    private const STRUCTURED = [
        'policies' => 'GroupPolicy', 'jobs' => 'BackupJobDetail', 'connections' => 'LiveUserConnection',
    ];
    private const LISTS = ['page_logins' => ['type', 'username', 'session_key'], 'warnings' => ['user', 'kind', 'what']];
    private const SETTINGS = [
        'version' => '25.9.8',
        'auth_role' => true,
        'storage_role' => true,
        'build_role' => true,
        'language' => 'en',
        'client_address' => null,
        'clock_offset' => 0,
        'session_idle_seconds' => 1800,
        'lockout_failures' => 0,
        'lockout_seconds' => 300,
        'lockout_status' => 403,
        'username_min' => 1,
        'password_min' => 8,
        'unknown_user_status' => 400,
        'conflict_status' => 409,
        'check_policy' => true,
        'vault_reply_profile' => true,
        'empty_as_null' => false,
        'more_members' => [],
        'gzip' => true,
        'installer_bytes' => 200_000,
        'installer_error' => null,
        'installer_delay_ms' => 0,
    ];

    /** @var array<string, mixed> README.md says what each does */
    public array $settings = [];
    public Schema $schema;
    public Encoder $encoder;
    /** @var array<string, array<array<string, mixed>|string>> by table and key */
    private array $rows = [];
    /** @var array<array<string, true>> ids of jobs by user */
    private array $jobsOf = [];
    /** @var array<string> organizations by user */
    private array $organizationOf = [];

    public function __construct()
    {
        $this->clear();
    }

    public function clear(): void
    {
        $this->settings = self::SETTINGS;
        $this->readSchema();
        $this->rows = array_fill_keys(self::names(), []);
        $this->jobsOf = $this->organizationOf = [];
        $this->insert('admins', self::ADMIN, ['password' => self::ADMIN_PASSWORD]);
        $this->insert('templates', 'TEMPLATE-1', ['description' => 'Comet Storage', 'default' => true]);
        $basic = (new Seed($this->schema))->structure('GroupPolicy', ['Description' => 'Basic']);
        $this->put('policies', 'POLICY-1', $basic);
    }

    public function time(): int
    {
        return time() + (int) $this->settings['clock_offset'];
    }

    public function has(string $table, string $key): bool
    {
        return isset($this->rows[$table][$key]);
    }

    /** @return array<string, mixed>|null */
    public function find(string $table, string $key): ?array
    {
        return $this->rows[$table][$key] ?? null;
    }

    /** @return array<array<string, mixed>> by key, in the order of the keys */
    public function all(string $table): array
    {
        ksort($this->rows[$table], SORT_STRING);
        return $this->rows[$table];
    }

    /** @param array<string, mixed> $row columns left out get their defaults */
    public function insert(string $table, string $key, array $row): void
    {
        $unknown = array_diff_key($row, self::COLUMNS[$table]);
        if ($unknown !== []) {
            throw new \InvalidArgumentException("no such columns in $table: " . implode(', ', array_keys($unknown)));
        }
        $this->rows[$table][$key] = array_replace(self::COLUMNS[$table], $row);
    }

    /** @param array<string, mixed> $columns */
    public function update(string $table, string $key, array $columns): void
    {
        $this->insert($table, $key, $columns + $this->rows[$table][$key]);
    }

    public function delete(string $table, string $key): void
    {
        if ($table === 'jobs' && isset($this->rows['jobs'][$key])) {
            unset($this->jobsOf[$this->structure('jobs', $key)->Username][$key]);
        }
        unset($this->rows[$table][$key]);
        if ($table === 'users') {
            unset($this->organizationOf[$key]);
        }
    }

    /** A row of a structured table. */
    public function structure(string $table, string $key): ?\stdClass
    {
        $text = $this->rows[$table][$key] ?? null;
        return $text === null ? null : $this->parse(self::STRUCTURED[$table], $text);
    }

    /** The same, as the server answers it. @return array<string> by key */
    public function texts(string $table): array
    {
        return $this->all($table);
    }

    public function put(string $table, string $key, \stdClass $structure): void
    {
        $this->rows[$table][$key] = $this->encoder->text(self::STRUCTURED[$table], $structure);
        if ($table === 'jobs') {
            $this->jobsOf[$structure->Username][$key] = true;
        }
    }

    /** @return list<string> */
    public function jobsOf(string $username): array
    {
        return array_map(strval(...), array_keys($this->jobsOf[$username] ?? []));
    }

    public function profile(string $username): \stdClass
    {
        return $this->parse('UserProfileConfig', $this->rows['users'][$username]['profile']);
    }

    public function profileText(string $username): string
    {
        return $this->rows['users'][$username]['profile'];
    }

    public function organizationOf(string $username): string
    {
        return $this->organizationOf[$username];
    }

    /** @param string|null $password readable, for tests; null: it stays */
    public function putProfile(\stdClass $profile, ?string $password = null): void
    {
        $text = $this->encoder->text('UserProfileConfig', $profile);
        $this->putProfileText($profile->Username, $text, $profile->OrganizationID, $password);
    }

    public function putProfileText(string $username, string $text, string $organization, ?string $password): void
    {
        $old = $this->rows['users'][$username]['password'] ?? '';
        $this->rows['users'][$username] = ['password' => $password ?? $old, 'profile' => $text];
        $this->organizationOf[$username] = $organization;
    }

    /** @param array<string, mixed> $row of a table that is a list */
    public function append(string $table, array $row): void
    {
        $this->rows[$table][] = array_replace(array_fill_keys(self::LISTS[$table], ''), $row);
    }

    /** @return array<string, mixed> */
    public function export(): array
    {
        $state = ['settings' => $this->settings];
        foreach ($this->rows as $table => $rows) {
            if (isset(self::STRUCTURED[$table])) {
                $rows = array_map(fn (string $text): \stdClass => $this->parse(self::STRUCTURED[$table], $text), $rows);
            } elseif ($table === 'users') {
                $rows = array_map(fn (array $row): array => [
                    'password' => $row['password'],
                    'profile' => $this->parse('UserProfileConfig', $row['profile']),
                ], $rows);
            }
            $state[$table] = isset(self::LISTS[$table]) ? $rows : (object) $rows;
        }
        $state['settings']['more_members'] = (object) $state['settings']['more_members'];
        return $state;
    }

    /** @param array<string, mixed> $state as export() gives it, whole */
    public function load(array $state): void
    {
        $this->clear();
        $this->rows = array_fill_keys(self::names(), []);
        (new Merge($this, true))->merge($state);
    }

    public function set(string $name, mixed $value): void
    {
        if (!array_key_exists($name, self::SETTINGS)) {
            throw new \InvalidArgumentException("no such setting: $name");
        }
        $this->settings[$name] = $value;
        if ($name === 'more_members' || $name === 'empty_as_null') {
            $this->readSchema();
            $this->encodeAnew();
        }
    }

    /** @return list<string> */
    public static function names(): array
    {
        return array_merge(array_keys(self::COLUMNS), array_keys(self::STRUCTURED), array_keys(self::LISTS));
    }

    /** The structure of a table's rows; null: they have columns. */
    public static function structureOf(string $table): ?string
    {
        return self::STRUCTURED[$table] ?? null;
    }

    public static function isList(string $table): bool
    {
        return isset(self::LISTS[$table]);
    }

    private function readSchema(): void
    {
        $this->schema = new Schema($this->settings['more_members']);
        $this->encoder = new Encoder($this->schema, $this->settings['empty_as_null']);
    }

    private function encodeAnew(): void
    {
        foreach (array_keys(self::STRUCTURED) as $table) {
            foreach (array_keys($this->rows[$table]) as $key) {
                $this->put($table, (string) $key, $this->structure($table, (string) $key));
            }
        }
        foreach (array_keys($this->rows['users']) as $username) {
            $this->putProfile($this->profile((string) $username));
        }
    }

    /** What was left out because it is zero comes back. */
    private function parse(string $structure, string $text): \stdClass
    {
        return (new Decoder($this->schema))->decode($structure, $text, $structure);
    }
}
