<?php

/**
 * The state as the control channel takes and gives it. Normalised, times are words, and ids that the server drew are
 * made from what they belong to: equal histories are equal bytes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Canonical;

final class StateFormat
{
    private const TABLES = ['domains', 'users', 'meshes', 'nodes', 'tokens'];
    /** The column that a row is found by. */
    private const KEYS = ['users' => '_id', 'meshes' => '_id', 'nodes' => '_id', 'tokens' => 'tokenUser'];
    private const TIMES = [
        'creation', 'passchange', 'login', 'access', 'deleted', 'created', 'firstconnect', 'lastconnect', 'agct',
    ];

    /** @return array<string, mixed> */
    public static function export(State $state): array
    {
        $tables = ['settings' => $state->settings, 'secret' => bin2hex($state->secret)];
        foreach (self::TABLES as $table) {
            $tables[$table] = (object) array_map(self::withObjects(...), $state->$table);
        }
        return $tables + ['events' => $state->events, 'once' => (object) $state->once];
    }

    /** Without events, used cookies and secrets. @return array<string, mixed> */
    public static function exportNormalised(State $state): array
    {
        $tables = ['settings' => $state->settings];
        foreach (self::TABLES as $table) {
            $tables[$table] = (object) array_map(self::normalised(...), $state->$table);
        }
        $tables['tokens'] = array_map(
            static fn (array $row): array => ['tokenUser' => 'user', 'tokenPass' => 'password'] + $row,
            array_values((array) $tables['tokens']),
        );
        sort($tables['tokens']);
        $text = strtr(Canonical::encode($tables), self::aliases($state));
        return (array) json_decode($text, false, 512, JSON_THROW_ON_ERROR);
    }

    /** @param array<string, mixed> $tables as export() gives it, whole */
    public static function load(State $state, array $tables): void
    {
        $state->clear();
        $state->settings = $tables['settings'] + State::SETTINGS;
        $state->secret = hex2bin($tables['secret'] ?? '') ?: $state->secret;
        foreach ([...self::TABLES, 'events', 'once'] as $table) {
            $state->$table = $tables[$table] ?? [];
        }
        $state->domains = array_map(static fn (array $row): array => $row + State::DOMAIN, $state->domains);
    }

    /**
     * Settings and rows into the present state. A row may be given by its key ('users' => ['user//a' => [...]]) or in a
     * list; a row that exists is changed. Columns left out get their defaults.
     *
     * @param array<string, mixed> $tables
     */
    public static function merge(State $state, array $tables): void
    {
        $unknown = [
            ...array_keys(array_diff_key($tables, array_flip(self::TABLES), ['settings' => 0])),
            ...array_keys(array_diff_key($tables['settings'] ?? [], State::SETTINGS)),
        ];
        if ($unknown !== []) {
            throw new \InvalidArgumentException('no such tables or settings: ' . implode(', ', $unknown));
        }
        $state->settings = ($tables['settings'] ?? []) + $state->settings;
        foreach ($tables['domains'] ?? [] as $id => $row) {
            $state->domains[$id] = $row + ($state->domains[$id] ?? State::DOMAIN);
        }
        foreach (self::KEYS as $table => $column) {
            foreach ($tables[$table] ?? [] as $key => $row) {
                self::mergeRow($state, $table, (is_string($key) ? [$column => $key] : []) + $row);
            }
        }
    }

    /** @param array<string, mixed> $row */
    private static function mergeRow(State $state, string $table, array $row): void
    {
        $old = $state->$table[$row[self::KEYS[$table]] ?? ''] ?? [];
        match ($table) {
            'users' => $state->addUser($row + $old),
            'meshes' => $state->addMesh($row + $old),
            'nodes' => $state->addNode($row + $old),
            'tokens' => $state->addToken($row + $old),
        };
    }

    /** An empty map is not an empty list. @param array<string, mixed> $row @return array<string, mixed> */
    private static function withObjects(array $row): array
    {
        return isset($row['links']) ? ['links' => (object) $row['links']] + $row : $row;
    }

    /** @param array<string, mixed> $row @return array<string, mixed> */
    private static function normalised(array $row): array
    {
        foreach (self::TIMES as $column) {
            if (isset($row[$column])) {
                $row[$column] = 'time';
            }
        }
        unset($row['serial']);
        return self::withObjects($row);
    }

    /** For the ids of groups that were created by a message: from their descriptions. @return array<string, string> */
    private static function aliases(State $state): array
    {
        $made = array_filter($state->meshes, static fn (array $mesh): bool => isset($mesh['serial']));
        uasort($made, static fn (array $a, array $b): int => self::rank($a) <=> self::rank($b));
        $aliases = $seen = [];
        foreach ($made as $id => $mesh) {
            $name = "mesh/$mesh[domain]/made for " . ($mesh['desc'] ?? 'nothing');
            $seen[$name] = ($seen[$name] ?? 0) + 1;
            $aliases[$id] = addcslashes($name, '"\\') . ($seen[$name] > 1 ? " #$seen[$name]" : '');
        }
        return $aliases;
    }

    /** @param array<string, mixed> $mesh @return list<mixed> */
    private static function rank(array $mesh): array
    {
        return [$mesh['desc'] ?? '', isset($mesh['deleted']), $mesh['name'], $mesh['serial']];
    }
}
