<?php

/**
 * Sessions of administrators and users, and the live connections of users' devices.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Sessions
{
    public const ADMIN = 'admin';
    public const USER = 'user';

    public function __construct(private readonly Tables $tables)
    {
    }

    /** @return array<string, string> members of an answer, as JSON */
    public function start(string $type, string $username): array
    {
        $key = Random::key();
        $row = ['type' => $type, 'username' => $username, 'used' => $this->tables->time()];
        $this->tables->insert('sessions', $key, $row);
        return [
            'Status' => '200',
            'Message' => '"OK"',
            'SessionKey' => Encoder::json($key),
            'SessionType' => Encoder::json($type),
        ];
    }

    /** Whether this key is this one's; using it keeps it alive. */
    public function isOf(string $key, string $type, string $username): bool
    {
        $row = $this->tables->find('sessions', $key);
        $now = $this->tables->time();
        if ($row === null || $row['used'] + $this->tables->settings['session_idle_seconds'] < $now) {
            $this->tables->delete('sessions', $key);
            return false;
        }
        $isOf = $row['type'] === $type && $row['username'] === $username;
        if ($isOf) {
            $this->tables->update('sessions', $key, ['used' => $now]);
        }
        return $isOf;
    }

    public function revoke(string $key): void
    {
        if (!$this->tables->has('sessions', $key)) {
            throw new ApiError(400, 'There is no session');
        }
        $this->tables->delete('sessions', $key);
    }

    /** All sessions of a user, and the connections of the user's devices. */
    public function endAllOf(string $username): void
    {
        foreach ($this->tables->all('sessions') as $key => $row) {
            if ($row['type'] === self::USER && $row['username'] === $username) {
                $this->tables->delete('sessions', (string) $key);
            }
        }
        $this->endConnections($username);
    }

    /** @param string|null $device only this one's */
    public function endConnections(string $username, ?string $device = null): void
    {
        foreach (array_keys($this->tables->texts('connections')) as $id) {
            $connection = $this->tables->structure('connections', (string) $id);
            if ($connection->Username === $username && in_array($device, [null, $connection->DeviceID], true)) {
                $this->tables->delete('connections', (string) $id);
            }
        }
    }
}
