<?php

/**
 * What the steps of the module meshcentral ask of the MeshCentral test server, and what several of them do.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class Mesh
{
    /** An account that may manage users and nothing else, and its login token. */
    public const MANAGER = 'billing';
    public const MANAGER_PASSWORD = 'M4nager+pass/w=rd&%41 "ü"';
    public const TOKEN_USER = '~t:AAAAbbbbCCCCdddd';
    public const TOKEN_PASSWORD = 'EEEEffffGGGGhhhhIIII';
    public const LOGIN_KEY = '7ac41f0be95d3826c1f470a8be2d95637ac41f0be95d3826c1f470a8be2d95639bd05e8137f2a64cd9180e5b7af3c264'
        . '9bd05e8137f2a64cd9180e5b7af3c264e2716cf5084dba935dd2086b4fc7913e';
    /** The login token of a second domain's manager, and what its addresses want. */
    public const BRANCH_TOKEN = '~t:BBBBrrrrNNNNcccc';
    public const BRANCH_PASSWORD = 'OOOOffffIIIIccccEEEE';
    public const BRANCH_URL_KEY = 'Branch-Key+7&';
    /** Somebody else's, who uses the server without a billing system. */
    public const FOREIGN_GROUP = 'mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m';
    /** What the client may do unless the package says otherwise: docs/meshcentral.md. */
    public const FULL = 2015484;
    public const SUPPORT = 1327320;
    public const VIEW = 1052424;
    public const FIGURES = 'meshcentral_last_figures';

    /** The two ways of entering a server. */
    public const RECORD = 'a login token in the server\'s record';
    public const PRODUCT = 'address and login key in the product';

    private const LOCKED = 32;

    public static function arrange(Life $life): void
    {
        $manager = 'user//' . self::MANAGER;
        $life->product->merge([
            // so that its links lead to it
            'settings' => ['login_key' => self::LOGIN_KEY, 'name' => 'localhost', 'port' => $life->product->port],
            'users' => [
                $manager => ['siteadmin' => 2, 'pass' => self::MANAGER_PASSWORD],
                'user//foreign' => ['siteadmin' => 64, 'pass' => 'Foreign-Passw0rd', 'realname' => 'Somebody else'],
            ],
            'tokens' => [self::TOKEN_USER => ['tokenPass' => self::TOKEN_PASSWORD, 'userid' => $manager]],
        ]);
        self::addGroup($life, self::FOREIGN_GROUP, 'Foreign workshop', 'Computers', ['foreign']);
        self::addDevice($life, 'foreign', self::FOREIGN_GROUP, 'foreign-computer', true);
        $life->secrets = [
            'the login token\'s password' => self::TOKEN_PASSWORD,
            'the manager\'s password' => self::MANAGER_PASSWORD,
            'the login key' => self::LOGIN_KEY,
        ];
        $blank = $life->host->addServer('meshcentral', []);
        $life->notes['ways'] = [self::RECORD => [$life->productId, $life->server], self::PRODUCT => [
            $life->host->addProduct('meshcentral', self::inProduct($life) + [3 => 'full', 10 => '3'], $life->host->addServerGroup($blank)),
            $blank,
        ]];
    }

    /** Settings of a product that name server and login key. @return array<int, string> */
    public static function inProduct(Life $life, string $key = self::LOGIN_KEY): array
    {
        return [1 => self::address($life), 2 => $key, 13 => self::MANAGER];
    }

    public static function address(Life $life): string
    {
        return "https://localhost:{$life->product->port}";
    }

    /** The steps that follow are about a service that is entered this way. */
    public static function enter(Life $life, string $way): void
    {
        [$life->productId, $life->server] = $life->notes['ways'][$way];
    }

    /**
     * A server of its own with products in its group; the steps that follow are about it and the first of them.
     *
     * @param array<string, string> $record columns of the server; empty: a blank record
     * @param array<int, string> ...$products settings by position
     */
    public static function place(Life $life, array $record, array ...$products): void
    {
        $life->server = $life->host->addServer('meshcentral', $record);
        $group = $life->host->addServerGroup($life->server);
        $life->notes['products'] = array_map(
            static fn (array $settings): int => $life->host->addProduct('meshcentral', $settings, $group),
            $products
        );
        $life->productId = $life->notes['products'][0] ?? $life->productId;
    }

    /** A domain of the same server, with an account, a login token and a key in its addresses. */
    public static function branch(Life $life): void
    {
        $life->product->merge([
            'domains' => ['branch' => ['url_key' => self::BRANCH_URL_KEY]],
            'users' => ['user/branch/office' => ['siteadmin' => 2, 'pass' => self::MANAGER_PASSWORD]],
            'tokens' => [self::BRANCH_TOKEN => ['tokenPass' => self::BRANCH_PASSWORD, 'userid' => 'user/branch/office']],
        ]);
        $life->secrets['the branch\'s password'] = self::BRANCH_PASSWORD;
    }

    /** Settings of a product that sells on it. @return array<int, string> */
    public static function inBranch(Life $life): array
    {
        return [
            1 => self::address($life), 2 => self::BRANCH_TOKEN . ':' . self::BRANCH_PASSWORD, 4 => 'branch',
            5 => self::BRANCH_URL_KEY,
        ];
    }

    /** Columns of a server's record that lead to the test server. @return array<string, string> */
    public static function record(Life $life, string $username, string $password, string $key = ''): array
    {
        return [
            'hostname' => 'localhost', 'port' => (string) $life->product->port, 'username' => $username,
            'password' => $password, 'accesshash' => $key,
        ];
    }

    /** Somebody deletes the service's account on MeshCentral. */
    public static function deleteAccount(Life $life): void
    {
        $state = $life->product->state();
        unset($state['users']["user//whmcs-$life->service"]);
        $life->product->control('POST', 'state', $state);
    }

    // --- what WHMCS and the server have ---

    /** What the module keeps of the service for a day on which the server is silent. */
    public static function kept(Life $life): array
    {
        return json_decode(html_entity_decode($life->stored()['fields'][self::FIGURES], ENT_QUOTES), true);
    }

    public static function user(Life $life, string $name): array
    {
        return $life->product->state()['users']["user//$name"] ?? [];
    }

    /** The account of the service that the steps are about. */
    public static function own(Life $life): array
    {
        return self::user($life, $life->stored()['username']);
    }

    /** @return array<string, array> the groups with the service's mark that are not deleted, by id */
    public static function groups(Life $life): array
    {
        return array_filter($life->product->state()['meshes'], static fn (array $group): bool
            => !isset($group['deleted']) && preg_match("/^whmcs:$life->service\b/", $group['desc']) === 1);
    }

    /** What the service's account may do in the service's group; 0 when it is no member. */
    public static function rights(Life $life): int
    {
        $group = self::groups($life)[$life->stored()['fields']['mesh_id'] ?? ''] ?? [];
        $name = $life->stored()['username'];
        $of = $group['links']["user//$name"]['rights'] ?? 0;
        return $of === (self::own($life)['links'][$group['_id'] ?? '']['rights'] ?? 0) ? $of : -1;
    }

    public static function isLocked(Life $life): bool
    {
        return (self::own($life)['siteadmin'] & self::LOCKED) !== 0;
    }

    /** Account, group and membership are there, once, and WHMCS has what opens them. */
    public static function isWhole(Life $life): iterable
    {
        $stored = $life->stored();
        $marked = array_filter($life->product->state()['users'], static fn (array $user): bool
            => preg_match("/^whmcs:$life->service\b/", $user['realname'] ?? '') === 1);
        yield ['one account, of the stored name', array_column($marked, 'name') === [$stored['username']], array_keys($marked)];
        $groups = self::groups($life);
        yield ['one group, of the stored number', array_keys($groups) === [$stored['fields']['mesh_id'] ?? ''], array_keys($groups)];
        yield ['the account is a member', self::rights($life) === self::FULL, self::rights($life)];
        yield ['the stored password is MeshCentral\'s', self::own($life)['pass'] === $stored['password'], ''];
    }

    /** Steps that hold the server's state before a call against the one after it. */
    public static function remember(Life $life): void
    {
        $life->notes['before'] = $life->product->state(true);
    }

    public static function untouched(Life $life): iterable
    {
        yield ['MeshCentral is as it was', $life->notes['before'] == $life->product->state(true), ''];
    }

    /** Somebody else's account, group and device, without when they were seen last. */
    public static function foreign(Life $life): array
    {
        $state = $life->product->state(true);
        return [
            $state['users']['user//foreign'], $state['meshes'][self::FOREIGN_GROUP], $state['nodes']['node//foreign'],
        ];
    }

    /** @return string[] the messages that the server was told since the step began, by their action */
    public static function told(Life $life): array
    {
        $messages = $life->product->control('POST', 'messages');
        $in = array_filter($messages, static fn (array $message): bool
            => $message['direction'] === 'in' && !isset($message['frame']));
        return array_values(array_map(static fn (array $message): string => (string) $message['action'], $in));
    }

    // --- what somebody does on the server ---

    public static function fault(Life $life, string $name, array $options = []): void
    {
        $life->product->control('POST', 'message-fault', ['fault' => $name] + $options);
    }

    /** @param string[] $members names of accounts */
    public static function addGroup(Life $life, string $id, string $name, string $desc, array $members): void
    {
        $links = ['user//' . self::MANAGER => ['rights' => 4_294_967_295]];
        foreach ($members as $member) {
            $links["user//$member"] = ['rights' => self::FULL];
        }
        $life->product->merge(['meshes' => [$id => [
            'name' => $name, 'desc' => $desc, 'links' => $links, 'creatorid' => 'user//' . self::MANAGER,
            'creatorname' => self::MANAGER,
        ]]]);
    }

    /** A device; online: its agent is connected. */
    public static function addDevice(
        Life $life,
        string $id,
        string $group,
        string $name,
        bool $online,
        array $columns = []
    ): void {
        $life->product->merge(['nodes' => self::device($id, $group, $name, $online, $columns)]);
    }

    /** Devices of the service that the steps are about. @param array<string, bool> $online by name */
    public static function fill(Life $life, array $online): void
    {
        $group = $life->stored()['fields']['mesh_id'];
        $rows = [];
        foreach ($online as $name => $isOnline) {
            $rows += self::device("$life->service-$name", $group, (string) $name, $isOnline, []);
        }
        $life->product->merge(['nodes' => $rows]);
    }

    /** @return array<string, array> the device's row by its id */
    private static function device(string $id, string $group, string $name, bool $online, array $columns): array
    {
        $times = $online
            ? ['conn' => 1, 'pwr' => 1, 'agct' => (time() - 3600) * 1000]
            : ['lastconnect' => (time() - 90000) * 1000];
        return ["node//$id" => $columns + ['meshid' => $group, 'name' => $name] + $times];
    }

    /** Services of this WHMCS, each with a device that is online: numbers 50001 and on. */
    public static function crowd(Life $life, int $services): void
    {
        $rows = ['users' => [], 'meshes' => [], 'nodes' => []];
        foreach (range(1, $services) as $n) {
            $number = 50000 + $n;
            $group = 'mesh//' . str_pad("CROWD$number", 64, 'x');
            $rows['users']["user//whmcs-$number"] = [
                'siteadmin' => 64, 'realname' => "whmcs:$number Client $n", 'email' => "client$n@example.com",
            ];
            $rows['meshes'][$group] = [
                'name' => "Group $n", 'desc' => "whmcs:$number", 'creatorid' => 'user//' . self::MANAGER,
                'creatorname' => self::MANAGER,
                'links' => [
                    'user//' . self::MANAGER => ['rights' => 4_294_967_295], "user//whmcs-$number" => ['rights' => self::FULL],
                ],
            ];
            $rows['nodes']["node//crowd$n"] = ['meshid' => $group, 'name' => "pc$n", 'conn' => 1, 'pwr' => 1];
        }
        $life->product->merge($rows);
    }

    // --- what staff and customers do in WHMCS ---

    public static function options(array $options): \Closure
    {
        return static function (Life $life) use ($options): void {
            State::chooseOptions($life->service, $options);
        };
    }

    public static function setting(int $product, int $position, string $value): void
    {
        Manager::table('tblproducts')->where('id', $product)->update(["configoption$position" => $value]);
    }

    public static function rename(int $product, string $name): void
    {
        Manager::table('tblproducts')->where('id', $product)->update(['name' => $name]);
    }

    /** What WHMCS's module log has of the last call of this function. */
    public static function logged(string $action): string
    {
        $row = Manager::table('tblmodulelog')->where('action', $action)->orderByDesc('id')->first();
        return implode("\n", (array) $row);
    }
}
