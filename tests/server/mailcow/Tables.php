<?php

/**
 * As much of mailcow's database as its API needs: tables of rows by key, keys and look-ups without regard to case (as
 * MariaDB compares them), unique keys, serial numbers, and how all this is exported, normalised, loaded and seeded.
 * It must not know what mailcow allows: that is for the operations.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Tables
{
    /** Tables and the columns of a row with their defaults; 'now' in a time column means the time of insertion. */
    private const COLUMNS = [
        'domain' => [
            'domain' => '', 'description' => '', 'aliases' => 400, 'mailboxes' => 10, 'defquota' => 3072,
            'maxquota' => 10240, 'quota' => 10240, 'relayhost' => '0', 'backupmx' => 0, 'gal' => 1,
            'relay_all_recipients' => 0, 'relay_unknown_only' => 0, 'active' => 1, 'created' => 'now',
            'modified' => null,
        ],
        'tags_domain' => ['domain' => '', 'tag_name' => ''],
        'alias_domain' => [
            'alias_domain' => '', 'target_domain' => '', 'active' => 1, 'created' => 'now', 'modified' => null,
        ],
        'mailbox' => [
            'username' => '', 'password' => '', 'verbatim' => false, 'name' => '', 'quota' => 0, 'local_part' => '',
            'domain' => '', 'attributes' => [], 'kind' => '', 'multiple_bookings' => -1, 'authsource' => 'mailcow',
            'active' => 1, 'created' => 'now', 'modified' => null,
        ],
        'tags_mailbox' => ['username' => '', 'tag_name' => ''],
        'quota2' => ['username' => '', 'bytes' => 0, 'messages' => 0],
        'alias' => [
            'address' => '', 'goto' => '', 'domain' => '', 'private_comment' => null, 'public_comment' => null,
            'sogo_visible' => 1, 'internal' => 0, 'sender_allowed' => 1, 'active' => 1, 'created' => 'now',
            'modified' => null,
        ],
        'admin' => [
            'username' => '', 'password' => '', 'verbatim' => false, 'superadmin' => 0, 'active' => 1,
            'attributes' => null, 'created' => 'now', 'modified' => null,
        ],
        'domain_admins' => ['username' => '', 'domain' => '', 'active' => 1, 'created' => 'now'],
        'da_acl' => [
            'username' => '', 'syncjobs' => 1, 'quarantine' => 1, 'login_as' => 1, 'sogo_access' => 1,
            'app_passwds' => 1, 'bcc_maps' => 1, 'pushover' => 0, 'filters' => 1, 'ratelimit' => 1, 'spam_policy' => 1,
            'extend_sender_acl' => 0, 'unlimited_quota' => 0, 'protocol_access' => 1, 'smtp_ip_access' => 1,
            'alias_domains' => 0, 'mailbox_relayhost' => 1, 'domain_relayhost' => 1, 'domain_desc' => 0,
        ],
        'tfa' => ['username' => '', 'active' => 1],
        'rate_limit' => ['object' => '', 'value' => ''],
        'dkim' => ['domain' => '', 'selector' => 'dkim', 'pubkey' => ''],
        'templates' => [
            'type' => 'domain', 'template' => '', 'attributes' => [], 'created' => 'now', 'modified' => null,
        ],
        'da_sso' => ['token' => '', 'username' => '', 'created' => 0],
    ];
    /** The column that a row is found by; the other tables number their rows. */
    private const KEYS = [
        'domain' => 'domain', 'alias_domain' => 'alias_domain', 'mailbox' => 'username', 'quota2' => 'username',
        'admin' => 'username', 'da_acl' => 'username', 'tfa' => 'username', 'rate_limit' => 'object',
        'dkim' => 'domain', 'da_sso' => 'token',
    ];
    /** Kept in redis, which compares names byte for byte. */
    private const EXACT = ['rate_limit' => true, 'dkim' => true];
    private const SETTINGS = [
        'hostname' => 'mail.example.test',
        'version' => '2026-08',
        'rw_key' => 'RW-KEY',
        'ro_key' => 'RO-KEY',
        'allow_from' => ['127.0.0.1', '::1'],
        'skip_ip_check' => false,
        'client_address' => null,
        'clock_offset' => 0,
        'maildir_cleanup_error' => null,
        'sogo_restart_error' => null,
        'backend_down' => null,
        'password_policy' => [
            'length' => '6', 'chars' => '0', 'special_chars' => '0', 'lowerupper' => '0', 'numbers' => '0',
        ],
    ];

    /** @var array<string, mixed> README.md says what each does */
    public array $settings = [];
    /** @var array<string, array<int|string, array<string, mixed>>> rows by table and key (lower case, or number) */
    private array $rows = [];
    /** @var array<string, int> the last number given, by table */
    private array $serials = [];
    /** @var array<string, array<string, array<string, list<int|string>>>> keys by table, column, lower-case value */
    private array $indexes = [];

    public function __construct()
    {
        $this->clear();
    }

    public function clear(): void
    {
        $this->settings = self::SETTINGS;
        $this->rows = array_map(static fn (): array => [], self::COLUMNS);
        $this->serials = array_map(static fn (): int => 0, array_diff_key(self::COLUMNS, self::KEYS));
        $this->indexes = [];
        $this->insert('admin', ['username' => 'admin', 'password' => 'moohoo', 'superadmin' => 1]);
        $this->insert('templates', ['type' => 'domain', 'template' => 'Default', 'attributes' => Templates::DOMAIN]);
        $this->insert('templates', ['type' => 'mailbox', 'template' => 'Default', 'attributes' => Templates::MAILBOX]);
    }

    public function time(): int
    {
        return time() + (int) $this->settings['clock_offset'];
    }

    public function now(): string
    {
        return date('Y-m-d H:i:s', $this->time());
    }

    /** @return array<string, mixed>|null with the row's number as 'id' where rows are numbered */
    public function find(string $table, int|string|null $key): ?array
    {
        $row = $this->rows[$table][self::key($table, $key)] ?? null;
        return $row === null || isset(self::KEYS[$table]) ? $row : ['id' => (int) $key] + $row;
    }

    /** @return list<array<string, mixed>> in the order of their keys */
    public function all(string $table): array
    {
        ksort($this->rows[$table], isset(self::KEYS[$table]) ? SORT_STRING : SORT_NUMERIC);
        return array_map(fn (int|string $key): array => $this->find($table, $key), array_keys($this->rows[$table]));
    }

    /** @return list<array<string, mixed>> those whose column has this value, in the order of their keys */
    public function where(string $table, string $column, string $value): array
    {
        $this->indexes[$table][$column] ??= $this->index($table, $column);
        $keys = $this->indexes[$table][$column][strtolower($value)] ?? [];
        return array_map(fn (int|string $key): array => $this->find($table, $key), $keys);
    }

    /**
     * @param array<string, mixed> $row
     * @return int the new row's number, or 0 where rows are not numbered
     */
    public function insert(string $table, array $row): int
    {
        $row = $this->complete($table, $row);
        $key = isset(self::KEYS[$table]) ? self::key($table, $row[self::KEYS[$table]]) : ++$this->serials[$table];
        if (isset($this->rows[$table][$key])) {
            throw Input::duplicate((string) $key);
        }
        $this->rows[$table][$key] = $row;
        $this->indexes[$table] = [];
        return (int) ($this->serials[$table] ?? 0);
    }

    /** Changes columns of a row, its key included; 'modified' only when something is different from before. */
    public function update(string $table, int|string $key, array $columns): void
    {
        $key = self::key($table, $key);
        $old = $this->rows[$table][$key] ?? null;
        if ($old === null) {
            return;
        }
        $new = array_intersect_key($columns, $old) + $old;
        if (array_key_exists('modified', $old) && $new != $old) {
            $new['modified'] = $this->now();
        }
        $newKey = isset(self::KEYS[$table]) ? self::key($table, $new[self::KEYS[$table]]) : $key;
        if ($newKey !== $key && isset($this->rows[$table][$newKey])) {
            throw Input::duplicate($newKey);
        }
        unset($this->rows[$table][$key]);
        $this->rows[$table][$newKey] = $new;
        $this->indexes[$table] = [];
    }

    public function delete(string $table, int|string $key): void
    {
        unset($this->rows[$table][self::key($table, $key)]);
        $this->indexes[$table] = [];
    }

    public function deleteWhere(string $table, string $column, string $value): void
    {
        foreach ($this->where($table, $column, $value) as $row) {
            $this->delete($table, $row['id'] ?? $row[self::KEYS[$table]]);
        }
    }

    /** @return array<string, mixed> */
    public function export(): array
    {
        $tables = array_map(static fn (array $rows): object => (object) $rows, $this->rows);
        return ['settings' => $this->settings, 'serials' => (object) $this->serials] + $tables;
    }

    /** Without what differs from run to run: see Product. @return array<string, mixed> */
    public function exportNormalised(): array
    {
        $state = ['settings' => $this->settings];
        foreach ($this->rows as $table => $rows) {
            $rows = array_map(self::normalise(...), $rows);
            $isList = !isset(self::KEYS[$table]) || $table === 'da_sso';
            if ($isList) {
                sort($rows);
            }
            $state[$table] = $isList ? $rows : (object) $rows;
        }
        return $state;
    }

    /** @param array<string, mixed> $state as export() gives it, whole */
    public function load(array $state): void
    {
        $this->clear();
        $this->settings = $state['settings'] + self::SETTINGS;
        $this->serials = $state['serials'] + $this->serials;
        foreach (array_keys(self::COLUMNS) as $table) {
            $this->rows[$table] = $state[$table] ?? [];
        }
        $this->indexes = [];
    }

    /**
     * Settings and rows into the present state. A row may be given by its key ('domain' => ['a.test' => [...]]) or in a
     * list; a row that exists is changed. Columns left out get their defaults.
     *
     * @param array<string, mixed> $state
     */
    public function merge(array $state): void
    {
        foreach ($state['settings'] ?? [] as $name => $value) {
            $this->set($name, $value);
        }
        foreach (array_intersect_key($state, self::COLUMNS) as $table => $rows) {
            foreach ($rows as $key => $row) {
                $row = (isset(self::KEYS[$table]) && is_string($key) ? [self::KEYS[$table] => $key] : []) + $row;
                $this->mergeRow($table, $row);
            }
        }
        $unknown = array_diff_key($state, self::COLUMNS, ['settings' => 0]);
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such tables: ' . implode(', ', array_keys($unknown)));
        }
    }

    private function set(string $name, mixed $value): void
    {
        if (!array_key_exists($name, self::SETTINGS)) {
            throw new \InvalidArgumentException("no such setting: $name");
        }
        $this->settings[$name] = $name === 'password_policy' ? $value + $this->settings[$name] : $value;
    }

    /** @param array<string, mixed> $row */
    private function mergeRow(string $table, array $row): void
    {
        $key = isset(self::KEYS[$table]) ? (string) $row[self::KEYS[$table]] : null;
        if ($key !== null && $this->find($table, $key) !== null) {
            $this->update($table, $key, $row);
            return;
        }
        if ($table === 'mailbox') {
            $this->mergeMailbox($row);
            return;
        }
        $this->insert($table, $row);
    }

    /** A mailbox never stands alone: it has a row of usage, and an alias to itself. @param array<string, mixed> $row */
    private function mergeMailbox(array $row): void
    {
        [$local, $domain] = explode('@', $row['username'], 2);
        $attributes = ($row['attributes'] ?? []) + Templates::mailboxAttributes(Templates::MAILBOX, [], $this->now());
        $this->insert('mailbox', ['attributes' => $attributes] + $row + [
            'local_part' => $local, 'domain' => $domain, 'name' => $local,
        ]);
        if (($row['kind'] ?? '') === '') {
            $this->insert('quota2', ['username' => $row['username']]);
            $this->insert('alias', ['address' => $row['username'], 'goto' => $row['username'], 'domain' => $domain]);
        }
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private function complete(string $table, array $row): array
    {
        $unknown = array_diff_key($row, self::COLUMNS[$table]);
        if ($unknown !== []) {
            throw new \InvalidArgumentException("no such columns in $table: " . implode(', ', array_keys($unknown)));
        }
        $row = array_replace(self::COLUMNS[$table], $row);
        if (($row['created'] ?? null) === 'now') {
            $row['created'] = $this->now();
        }
        return $row;
    }

    private static function key(string $table, int|string|null $key): string
    {
        return isset(self::EXACT[$table]) ? (string) $key : strtolower((string) $key);
    }

    /** @return array<string, list<int|string>> */
    private function index(string $table, string $column): array
    {
        ksort($this->rows[$table], isset(self::KEYS[$table]) ? SORT_STRING : SORT_NUMERIC);
        $index = [];
        foreach ($this->rows[$table] as $key => $row) {
            $index[strtolower((string) $row[$column])][] = $key;
        }
        return $index;
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private static function normalise(array $row): array
    {
        foreach (array_intersect(['created', 'modified'], array_keys($row)) as $column) {
            $row[$column] = 'time';
        }
        foreach (['password' => 'set', 'pubkey' => 'key', 'token' => 'token'] as $column => $word) {
            if (($row[$column] ?? '') !== '') {
                $row[$column] = $word;
            }
        }
        // rows are compared to be sorted, and that goes by the order of their columns
        ksort($row);
        if (isset($row['attributes']['passwd_update'])) {
            $row['attributes']['passwd_update'] = 'time';
        }
        return $row;
    }
}
