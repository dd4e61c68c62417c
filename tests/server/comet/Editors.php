<?php

/**
 * What backup clients do to a profile while somebody else is about to write it: the control command edit-profile orders
 * it, and just before a write that carries a hash it happens.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Editors
{
    /** @var array<array{times: int, set: array<string, mixed>|null}> by user */
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
     * @param array<string, mixed> $order user; times: before so many writes; set: members of the profile, or else a
     *                                    report address is added each time
     */
    public function order(array $order): void
    {
        $times = $order['times'] ?? 1;
        $user = $order['user'] ?? '';
        if (!is_int($times) || !$this->tables->has('users', (string) $user)) {
            throw new \InvalidArgumentException('edit-profile needs a user and how many times');
        }
        $this->orders[$user] = ['times' => $times, 'set' => $order['set'] ?? null];
    }

    /** A write to this user's profile is about to be applied. */
    public function strike(string $username): void
    {
        if (($this->orders[$username]['times'] ?? 0) < 1) {
            return;
        }
        $this->orders[$username]['times']--;
        $profile = $this->tables->profile($username);
        $set = $this->orders[$username]['set'];
        if ($set === null) {
            $profile->Emails[] = 'edit-' . ++$this->edits . '@client.test';
        } else {
            $profile = (new Seed($this->tables->schema))->structure('UserProfileConfig', $set, $profile);
        }
        $this->tables->putProfile($profile);
    }
}
