<?php

/**
 * What WHMCS asks of a whole server: usage billing and server sync, for products with different keys and domains, while
 * one of them does not work, and for many services at once.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;
use WhmcsHost\State;

/** A service of the number-th product, with so many devices online and offline. */
$service = static function (Life $life, int $product, int $online, int $offline, string $username = ''): int {
    $life->productId = $life->notes['products'][$product];
    $life->order('', ['username' => $username]);
    $created = $life->call(['call' => 'CreateAccount'])->result;
    if ($created !== 'success') {
        throw new \RuntimeException("no service could be made: $created");
    }
    $group = $life->stored()['fields']['mesh_id'];
    $domain = explode('/', $group)[1];
    foreach (range(1, $online + $offline) as $n) {
        $life->product->merge(['nodes' => ["node/$domain/$life->service-$n" => ['meshid' => $group, 'name' => "pc$n"] + (
            $n <= $online ? ['conn' => 1, 'pwr' => 1] : []
        )]]);
    }
    return $life->service;
};
$usage = static fn (Life $life, Report $report, string $which): array
    => $report->metrics['usage']["whmcs-{$life->notes[$which]}"] ?? [];
const MESH_CROWD = 600;

return [
    'meshcentral: two products of one server, each with a key and a domain of its own',
    [
        'title' => 'metrics', 'call' => 'MetricProvider',
        'before' => static function (Life $life) use ($service): void {
            Mesh::branch($life);
            Mesh::place($life, [], Mesh::inProduct($life), Mesh::inBranch($life), [10 => '9'] + Mesh::inProduct($life));
            $life->notes['first'] = $service($life, 0, 2, 1);
            $life->notes['branch'] = $service($life, 1, 1, 2);
            $life->notes['third'] = $service($life, 2, 0, 1);
            $life->product->connections();
            $life->product->requests();
        },
        'then' => static function (Life $life, Report $report) use ($usage): iterable {
            yield ['two metrics', $report->metrics['names'] === ['devices', 'online_devices'], $report->metrics['names']];
            yield [
                'of the first product',
                $usage($life, $report, 'first') == ['devices' => 3, 'online_devices' => 2],
                $report->metrics['usage'],
            ];
            yield [
                'of the other domain',
                $usage($life, $report, 'branch') == ['devices' => 3, 'online_devices' => 1],
                $report->metrics['usage'],
            ];
            yield [
                'of a product like the first',
                $usage($life, $report, 'third') == ['devices' => 1, 'online_devices' => 0],
                $report->metrics['usage'],
            ];
            yield ['of nobody else', !isset($report->metrics['usage']['foreign']), $report->metrics['usage']];
            // usage() and tenantUsage()
            $made = $life->product->connections()['accepted'];
            yield ['a connection for each key, whatever products there are', $made === 4, $made];
        },
    ],
    [
        'title' => 'server sync', 'call' => 'ListAccounts',
        'before' => static function (Life $life): void {
            $life->service = $life->notes['branch'];
            $life->call(['call' => 'SuspendAccount']);
            $life->product->connections();
        },
        'then' => static function (Life $life, Report $report): iterable {
            $rows = array_column($report->result['accounts'] ?? [], null, 'uniqueIdentifier');
            $made = $life->product->connections()['accepted'];
            yield ['two connections', $made === 2, $made];
            yield ['each account once', count($rows) === count($report->result['accounts'] ?? []), $report->result];
            foreach (['first' => 'Active', 'branch' => 'Suspended', 'third' => 'Active'] as $which => $status) {
                $row = $rows["whmcs-{$life->notes[$which]}"] ?? [];
                yield ["$which is $status", ($row['status'] ?? '') === $status, $rows];
                yield ["$which has its address", ($row['email'] ?? '') === 'anna@example.com', $row];
            }
            yield ['nobody else', !isset($rows['foreign']), array_keys($rows)];
        },
    ],
    [
        'title' => 'metrics of a name that both domains have', 'call' => 'MetricProvider',
        'before' => static function (Life $life) use ($service): void {
            $service($life, 0, 2, 0, 'both');
            $service($life, 1, 0, 1, 'both');
        },
        'then' => static function (Life $life, Report $report) use ($usage): iterable {
            yield ['nobody is billed for it', !isset($report->metrics['usage']['both']), $report->metrics['usage']];
            yield ['the others are told', $usage($life, $report, 'first') != [], $report->metrics['usage']];
            yield ['staff read why', preg_match('/leaves out .*: both\./', implode($report->activity)) === 1, $report->activity];
        },
    ],
    [
        'title' => 'metrics while one key is refused', 'call' => 'MetricProvider',
        'before' => static function (Life $life): void {
            Mesh::rename($life->notes['products'][1], 'Product of the branch');
            Mesh::setting($life->notes['products'][1], 2, '~t:AAAAbbbbCCCCdddd:of-nobody-at-all');
        },
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the others are told', $usage($life, $report, 'first') != [], $report->metrics['usage']],
            ['its own are left out', $usage($life, $report, 'branch') == [], $report->metrics['usage']],
            [
                'the module log says why',
                str_contains(Mesh::logged('meshcentral_usage'), 'refuses the login token'),
                Mesh::logged('meshcentral_usage'),
            ],
        ],
    ],
    [
        'title' => 'server sync while one key is refused', 'call' => 'ListAccounts',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is an error: half a list would mean that accounts are gone', $report->result['success'] === false, $report->result],
            ['which names the product', str_contains($report->result['error'] ?? '', 'Product of the branch'), $report->result],
            ['and hands over nothing', !isset($report->result['accounts']), $report->result],
        ],
    ],
    [
        'title' => 'metrics of two keys that lead to the same accounts', 'call' => 'MetricProvider',
        'before' => static function (Life $life): void {
            $token = Mesh::TOKEN_USER . ':' . Mesh::TOKEN_PASSWORD;
            Mesh::place($life, [], Mesh::inProduct($life), Mesh::inProduct($life, $token));
        },
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'are told once',
                $usage($life, $report, 'first') == ['devices' => 3, 'online_devices' => 2],
                $report->metrics['usage'],
            ],
        ],
    ],
    [
        'title' => 'server sync of them', 'call' => 'ListAccounts',
        'then' => static function (Life $life, Report $report): iterable {
            $names = array_column($report->result['accounts'], 'uniqueIdentifier');
            yield ['each account once', $names !== [] && $names === array_unique($names), $names];
        },
    ],
    [
        'title' => 'server sync of a blank record without any product', 'call' => 'ListAccounts', 'requests' => [],
        'before' => static fn (Life $life) => Mesh::place($life, []),
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is an error', $report->result['success'] === false, $report->result],
            ['which says where a key is entered', str_contains($report->result['error'] ?? '', 'APIKey'), $report->result],
        ],
    ],
    [
        'title' => 'metrics of a blank record without any product', 'call' => 'MetricProvider', 'requests' => [],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['nothing', $report->metrics['usage'] === [], $report->metrics],
        ],
    ],

    'meshcentral: a server of ' . MESH_CROWD . ' services, entered in its record',
    [
        'title' => 'metrics', 'call' => 'MetricProvider', 'within' => 10,
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            Mesh::crowd($life, MESH_CROWD);
            $life->product->connections();
        },
        'then' => static function (Life $life, Report $report): iterable {
            $crowd = preg_grep('/^whmcs-5\d{4}$/', array_keys($report->metrics['usage'])) ?: [];
            yield ['every one is there', count($crowd) === MESH_CROWD, count($crowd)];
            $one = $report->metrics['usage']['whmcs-50600'] ?? [];
            yield ['with its device', $one == ['devices' => 1, 'online_devices' => 1], $one];
            $made = $life->product->connections()['accepted'];
            yield ['usage() and tenantUsage(), a connection each', $made === 2, $made];
            yield [
                'three messages each',
                Mesh::told($life) === ['meshes', 'users', 'nodes', 'meshes', 'users', 'nodes'],
                Mesh::told($life),
            ];
            yield ['statements do not grow with services', $report->queries <= 12, $report->queries];
        },
    ],
    [
        'title' => 'server sync', 'call' => 'ListAccounts', 'within' => 10,
        'before' => static fn (Life $life) => $life->product->connections(),
        'then' => static function (Life $life, Report $report): iterable {
            $names = array_column($report->result['accounts'], 'uniqueIdentifier');
            yield ['each account is a row', count(preg_grep('/^whmcs-5\d{4}$/', $names) ?: []) === MESH_CROWD, count($names)];
            $made = $life->product->connections()['accepted'];
            yield ['one connection', $made === 1, $made];
        },
    ],
    [
        'title' => 'metrics while the server is down', 'call' => 'MetricProvider', 'changes' => ['serverport' => '9'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['nothing, and no exception', $report->metrics['usage'] === [], $report->metrics],
        ],
    ],
    [
        'title' => 'server sync while the server is down', 'call' => 'ListAccounts', 'changes' => ['serverport' => '9'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is an error', $report->result['success'] === false, $report->result],
        ],
    ],
];
