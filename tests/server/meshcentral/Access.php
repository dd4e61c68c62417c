<?php

/**
 * Which device groups an account sees, and what it may do in them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Access
{
    public function __construct(private readonly State $state)
    {
    }

    /** Deleted groups are left out. @return array<string, array<string, mixed>> by id */
    public function groups(string $user): array
    {
        $row = $this->state->users[$user];
        $isOurs = fn (array $mesh): bool => !isset($mesh['deleted'])
            && ($this->seesAll($row, $mesh['_id']) || isset($row['links'][$mesh['_id']]));
        return array_filter($this->state->meshes, $isOurs);
    }

    /** By the account's link alone: whether the group is deleted is not asked. */
    public function sees(string $user, string $mesh): bool
    {
        $row = $this->state->users[$user];
        return $this->seesAll($row, $mesh) || isset($row['links'][$mesh]);
    }

    public function groupRights(string $user, string $mesh): int
    {
        $row = $this->state->users[$user];
        return $this->seesAll($row, $mesh) ? Rights::ALL : (int) ($row['links'][$mesh]['rights'] ?? 0);
    }

    /** @return array<string, mixed>|null the device, when the account sees it */
    public function node(string $user, mixed $id): ?array
    {
        $node = is_string($id) ? $this->state->nodes[$id] ?? null : null;
        return $node !== null && $this->sees($user, $node['meshid']) ? $node : null;
    }

    /** @param array<string, mixed> $user */
    private function seesAll(array $user, string $mesh): bool
    {
        return Rights::isFullAdmin($user) && in_array($user['_id'], $this->state->settings['manage_all_groups'], true)
            && str_starts_with($mesh, "mesh/$user[domain]/");
    }
}
