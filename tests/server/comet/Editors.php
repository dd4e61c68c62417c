<?php

/**
 * What backup clients do to a profile while somebody else is about to write it: the control command edit-profile orders
 * it, and it happens just before the write is handled, when its hash is known already.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Editors
{
    private const DEFAULTS = ['user' => '', 'times' => 1, 'path' => 'admin/set-user-profile-hash', 'set' => null];

    /** @var array<array<string, mixed>> by user */
    private array $orders = [];
    private int $edits = 0;

    public function __construct(private readonly Tables $tables)
    {
    }

    public function clear(): void
    {
        $this->orders = [];
        $this->edits = 0;
    }

    /**
     * @param array<string, mixed> $order user; times: before so many calls; path: which call; set: members of the
     *                                    profile, or else a report address is added each time
     * @return array<string, mixed> the order as it stands
     */
    public function order(array $order): array
    {
        $unknown = array_diff_key($order, self::DEFAULTS);
        $order += self::DEFAULTS;
        if ($unknown !== [] || !is_int($order['times']) || !$this->tables->has('users', (string) $order['user'])) {
            throw new \InvalidArgumentException('edit-profile knows user (one that is there), times, path and set');
        }
        return $this->orders[$order['user']] = $order;
    }

    /** A call about this user is about to be handled. */
    public function strike(string $path, string $username): void
    {
        $order = $this->orders[$username] ?? null;
        if ($order === null || $order['path'] !== $path || $order['times'] < 1 || !$this->tables->has('users', $username)) {
            return;
        }
        $this->orders[$username]['times']--;
        $profile = $this->tables->profile($username);
        $set = $order['set'];
        if ($set === null) {
            $profile->Emails[] = 'edit-' . ++$this->edits . '@client.test';
        } else {
            $profile = (new Seed($this->tables->schema))->structure('UserProfileConfig', $set, $profile);
        }
        $this->tables->putProfile($profile);
    }
}
