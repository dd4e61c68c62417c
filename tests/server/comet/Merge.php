<?php

/**
 * Settings and rows that a test gives, into the present state. What a row lacks it has from the row that stands there,
 * or from a new one as the server would make it; null takes a row away.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Merge
{
    private Seed $seed;

    /** @param bool $exact rows are whole, and nothing is done to them: a state as it was exported */
    public function __construct(private readonly Tables $tables, private readonly bool $exact = false)
    {
        $this->seed = new Seed($tables->schema);
    }

    /** @param array<string, mixed> $state */
    public function merge(array $state): void
    {
        foreach ($state['settings'] ?? [] as $name => $value) {
            $this->tables->set($name, $value);
        }
        $this->seed = new Seed($this->tables->schema);
        unset($state['settings']);
        $unknown = array_diff(array_keys($state), Tables::names());
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such tables: ' . implode(', ', $unknown));
        }
        // users last: their policies and buckets stand by then
        $users = $state['users'] ?? [];
        unset($state['users']);
        foreach ($state + ['users' => $users] as $table => $rows) {
            foreach ($rows as $key => $row) {
                $this->row($table, (string) $key, $row);
            }
        }
    }

    /** @param array<string, mixed>|null $row */
    private function row(string $table, string $key, ?array $row): void
    {
        $structure = Tables::structureOf($table);
        if (Tables::isList($table)) {
            $this->tables->append($table, $row ?? []);
        } elseif ($row === null) {
            $this->tables->delete($table, $key);
        } elseif ($table === 'users') {
            $this->user($key, $row);
        } elseif ($structure !== null) {
            $old = $this->tables->structure($table, $key);
            $row += $old === null && $structure === 'BackupJobDetail' ? ['GUID' => $key] : [];
            $this->tables->put($table, $key, $this->seed->structure($structure, $row, $old));
        } else {
            $this->tables->insert($table, $key, $row + ($this->tables->find($table, $key) ?? []));
        }
    }

    /** @param array<string, mixed> $row password, profile (only what matters) */
    private function user(string $username, array $row): void
    {
        $unknown = array_diff_key($row, ['password' => 0, 'profile' => 0]);
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such columns in users: ' . implode(', ', array_keys($unknown)));
        }
        $password = $row['password'] ?? null;
        if ($this->exact) {
            $this->tables->putProfile($this->seed->structure('UserProfileConfig', $row['profile']), $password);
            return;
        }
        $profiles = new Profiles($this->tables);
        if ($this->tables->has('users', $username)) {
            $profile = $this->tables->profile($username);
        } else {
            $profile = $profiles->fresh($username, $row['profile']['OrganizationID'] ?? '');
            Password::storeRecovery($profile);
        }
        if ($password !== null && !isset($row['profile']['PasswordHash'])) {
            Password::set($profile, $password);
        }
        $profile = $this->seed->structure('UserProfileConfig', $row['profile'] ?? [], $profile);
        if ($profile->IsSuspended && $profile->LastSuspended === 0) {
            $profile->LastSuspended = $this->tables->time();
        }
        $profiles->copyPolicy($profile);
        $this->tables->putProfile($profile, $password);
        $this->buckets($profile);
    }

    /** Vaults on this server have their bucket. */
    private function buckets(\stdClass $profile): void
    {
        foreach (get_object_vars($profile->Destinations) as $vault) {
            $id = $vault->CometBucket;
            if ($vault->DestinationType === Vaults::COMET && $id !== '' && !$this->tables->has('buckets', $id)) {
                $this->tables->insert('buckets', $id, [
                    'organization' => $profile->OrganizationID,
                    'key' => $vault->CometBucketKey,
                    'create_time' => $this->tables->time(),
                    'size' => $vault->Statistics->ClientProvidedSize->Size,
                    'made_for' => $profile->Username,
                ]);
            }
        }
    }
}
