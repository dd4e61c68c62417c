<?php

/**
 * What the MeshCentral test server holds, cut into what belongs to the demonstration's service and what belongs to
 * others.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Remote implements World
{
    public const OURS = 'whmcs-41';
    /** Another customer's account, and one that somebody made by hand; each has a device group. */
    public const FOREIGN = 'bakery';
    public const HANDMADE = 'clinic';
    /** The account that WHMCS acts as: it may manage users, and nothing else. */
    public const MANAGER = 'whmcs';
    public const RIGHTS = ['full' => 2015484, 'support' => 1327320];
    public const ACTIVE = 64;
    public const LOCKED = 96;
    private const MANAGES_USERS = 2;
    private const OWNER = 4294967295;

    public function __construct(private ProductServer $server)
    {
    }

    /** Two foreign groups with a device each; the login token and the login key are those of WHMCS's server record. */
    public function populate(string $token, string $password, string $loginKey): void
    {
        $this->server->merge([
            'settings' => ['login_key' => $loginKey],
            'users' => [
                self::id(self::MANAGER) => ['siteadmin' => self::MANAGES_USERS],
                self::id(self::FOREIGN) => ['siteadmin' => self::ACTIVE, 'realname' => 'whmcs:12 Bakery Ltd'],
                self::id(self::HANDMADE) => ['siteadmin' => self::ACTIVE],
            ],
            'tokens' => [$token => ['tokenPass' => $password, 'userid' => self::id(self::MANAGER)]],
            'meshes' => [
                self::groupOf(self::FOREIGN) => self::group('Bakery Ltd', 'whmcs:12', self::FOREIGN),
                self::groupOf(self::HANDMADE) => self::group('Clinic', 'Machines of the clinic', self::HANDMADE),
            ],
            'nodes' => [
                'node//till' => ['name' => 'till', 'meshid' => self::groupOf(self::FOREIGN), 'conn' => 1, 'pwr' => 1],
                'node//x-ray' => ['name' => 'x-ray', 'meshid' => self::groupOf(self::HANDMADE)],
            ],
        ]);
    }

    /** The id of the group of another customer. */
    public static function groupOf(string $name): string
    {
        return 'mesh//' . str_pad($name, 64, '0');
    }

    /** From now on: the answer to the next such message is lost with its connection, and the next three openings fail. */
    public function loseAnswer(string $action): void
    {
        $this->server->command('message-fault', ['fault' => 'drop_applied', 'action' => $action, 'at' => 1]);
        foreach ([2, 3, 4] as $opening) {
            $this->server->command('message-fault', ['fault' => 'upgrade_drop', 'at' => $opening]);
        }
    }

    /** @return int faults that have not struck */
    public function faultsLeft(): int
    {
        return count($this->server->command('message-fault', []));
    }

    /** The customer installs the agent on two machines, and switches one of them off. */
    public function devicesArrive(): void
    {
        foreach (['laptop' => 'Laptop of Anna', 'office' => 'Office'] as $id => $name) {
            $this->server->command('agent-arrives', [
                '_id' => "node//$id", 'meshid' => $this->groupId(), 'name' => $name, 'osdesc' => 'Windows 11 Pro',
            ]);
        }
        $this->server->command('agent-leaves', ['_id' => 'node//office']);
    }

    /** @return array<string, mixed> empty when there is none */
    public function account(string $name = self::OURS): array
    {
        return $this->server->exactState()['users'][self::id($name)] ?? [];
    }

    /** @return list<string> names of all accounts */
    public function accounts(): array
    {
        return array_column($this->server->exactState()['users'], 'name');
    }

    /** @return list<array> the groups of the service that are not deleted, with the key id */
    public function groups(string $marker = 'whmcs:41'): array
    {
        $groups = [];
        foreach (self::standing($this->server->exactState()['meshes']) as $id => $group) {
            if ($group['desc'] === $marker) {
                $groups[] = ['id' => $id] + $group;
            }
        }
        return $groups;
    }

    public function groupId(): string
    {
        return $this->groups()[0]['id'] ?? '';
    }

    /** @return int of the account in its group; 0: no member */
    public function rights(): int
    {
        return $this->groups()[0]['links'][self::id(self::OURS)]['rights'] ?? 0;
    }

    /** @return array<string, bool> devices of the group: whether the agent is connected, by name */
    public function devices(): array
    {
        $devices = [];
        foreach ($this->server->exactState()['nodes'] as $device) {
            if ($device['meshid'] === $this->groupId()) {
                $devices[$device['name']] = isset($device['conn']);
            }
        }
        ksort($devices);
        return $devices;
    }

    public function foreign(): string
    {
        $state = $this->server->exactState();
        $names = [self::FOREIGN, self::HANDMADE];
        return (string) json_encode([
            array_intersect_key($state['users'], array_flip([...array_map(self::id(...), $names), 'user//admin'])),
            array_intersect_key($state['meshes'], array_flip(array_map(self::groupOf(...), $names))),
            array_intersect_key($state['nodes'], ['node//till' => 0, 'node//x-ray' => 0]),
        ]);
    }

    /** MeshCentral keeps the rows of deleted groups. */
    public function everything(): string
    {
        $state = $this->server->state();
        return (string) json_encode(['meshes' => self::standing($state['meshes'])] + $state);
    }

    private static function standing(array $groups): array
    {
        return array_filter($groups, static fn (array $group): bool => !isset($group['deleted']));
    }

    private static function id(string $name): string
    {
        return "user//$name";
    }

    /** @return array<string, mixed> */
    private static function group(string $name, string $description, string $member): array
    {
        return [
            'name' => $name, 'desc' => $description, 'creatorid' => self::id(self::MANAGER),
            'links' => [
                self::id(self::MANAGER) => ['rights' => self::OWNER],
                self::id($member) => ['rights' => self::RIGHTS['full']],
            ],
        ];
    }
}
