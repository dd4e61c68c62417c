<?php

/**
 * Accounts and groups that are somebody else's: nothing is done to them and nothing of them is shown, whatever an order
 * says; and what an operator may take over by "Adopt Group".
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;
use WhmcsHost\State;

const MESH_OLD_GROUP = 'mesh//OLD0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m';

$command = static fn (string $call, string $title): array => [
    'title' => $title, 'call' => $call, 'result' => '/not this service\'s|neither a device group nor an account/',
    'status' => 'Active', 'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
];
/** A service in which stands what belongs to another one. */
$order = static function (Life $life, string $name, string $group): void {
    Mesh::enter($life, Mesh::RECORD);
    $life->order('', ['username' => $name, 'password' => 'Mine-Passw0rd', 'domainstatus' => 'Active']);
    State::setField($life->productId, $life->service, 'mesh_id', $group);
    Mesh::remember($life);
};

return [
    'meshcentral: an order with another customer\'s name',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->order('', ['username' => 'foreign']);
            $life->notes['foreign'] = Mesh::foreign($life);
        },
        'stored' => ['username' => '/^whmcs-\d+$/'],
        'then' => static function (Life $life): iterable {
            yield from Mesh::isWhole($life);
            yield ['nothing foreign was touched', Mesh::foreign($life) == $life->notes['foreign'], ''];
        },
    ],
    [
        'title' => 'change password', 'call' => 'ChangePassword', 'changes' => ['password' => 'Wanted-Passw0rd'],
        'result' => 'success',
        // what a customer may write into a custom field of that name later changes nothing
        'before' => static fn (Life $life) => $life->notes['foreign'] = Mesh::foreign($life),
        'then' => static fn (Life $life): iterable => [
            ['the other password is what it was', Mesh::foreign($life) == $life->notes['foreign'], ''],
        ],
    ],
    ['title' => 'the end', 'call' => 'TerminateAccount', 'result' => 'success', 'then' => static fn (Life $life): iterable => [
        ['nothing foreign was touched', Mesh::foreign($life) == $life->notes['foreign'], ''],
    ]],

    'meshcentral: orders with a domain, of which WHMCS makes a name',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static fn (Life $life) => $life->order('workshop.example'),
        'stored' => ['username' => 'workshop', 'domain' => 'workshop.example'],
        'then' => static function (Life $life): iterable {
            $life->notes['first'] = Mesh::own($life);
            yield from Mesh::isWhole($life);
        },
    ],
    [
        'title' => 'create of another service with the same domain', 'call' => 'CreateAccount', 'result' => 'success',
        'before' => static fn (Life $life) => $life->order('workshop.example'), 'stored' => ['username' => '/^whmcs-\d+$/'],
        'then' => static function (Life $life): iterable {
            yield from Mesh::isWhole($life);
            $first = Mesh::user($life, 'workshop');
            yield ['the first one has its password', $first['pass'] === $life->notes['first']['pass'], ''];
            yield ['and its group', $first['links'] == $life->notes['first']['links'], $first];
        },
    ],
    [
        'title' => 'another name prefix', 'call' => 'CreateAccount', 'result' => 'success',
        'changes' => ['configoption11' => 'desk.'], 'before' => static fn (Life $life) => $life->order(''),
        'stored' => ['username' => '/^desk\.\d+$/'], 'then' => Mesh::isWhole(...),
    ],

    'meshcentral: a service that WHMCS put on no server',
    [
        'title' => 'create, where the product names server and key', 'call' => 'CreateAccount', 'result' => 'success',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::PRODUCT);
            $life->service = $life->host->addService($life->client, $life->productId, 0, '');
        },
        'then' => Mesh::isWhole(...),
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is shown', str_contains($report->page, 'agentinvite') && str_contains($report->page, '0 of 3'), $report->page],
        ],
    ],
    ['title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated'],
    [
        'title' => 'create, where nobody names one', 'call' => 'CreateAccount', 'requests' => [],
        'result' => '/No credential for MeshCentral is entered/', 'status' => 'Pending',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->service = $life->host->addService($life->client, $life->productId, 0, '');
        },
    ],
    [
        'title' => 'client area of it', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['a client reads nothing of credentials', stripos($report->page, 'credential') === false, $report->page],
            ['but that it does not work now', str_contains($report->page, 'alert-warning'), $report->page],
        ],
    ],

    'meshcentral: a service with another service\'s group in it',
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => '/not this service\'s: it carries the marker whmcs:70001/',
        'status' => 'Active',
        'before' => static function (Life $life) use ($order): void {
            $life->product->merge(['users' => ['user//whmcs-70001' => ['siteadmin' => 64, 'realname' => 'whmcs:70001 Other']]]);
            Mesh::addGroup($life, MESH_OLD_GROUP, 'Secret workshop', 'whmcs:70001', ['whmcs-70001']);
            Mesh::addDevice($life, 'others', MESH_OLD_GROUP, 'secret-computer', true);
            $order($life, 'whmcs-70001', MESH_OLD_GROUP);
        },
        'then' => Mesh::untouched(...),
    ],
    $command('UnsuspendAccount', 'unsuspend'),
    $command('ChangePackage', 'change package'),
    $command('TerminateAccount', 'terminate'),
    ['changes' => ['password' => 'Wanted-Passw0rd'], 'kept' => ['password']] + $command('ChangePassword', 'change password'),
    [
        'title' => 'login', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'then' => static function (Life $life, Report $report): iterable {
            yield ['it is refused', ($report->result['success'] ?? null) === false, $report->result];
            $said = $report->result['errorMsg'] ?? '';
            yield ['and says nothing of the other one', !str_contains($said, '70001') && !str_contains($said, 'mesh//'), $said];
        },
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'nothing of it is shown',
                !str_contains($report->page, 'secret-computer') && !str_contains($report->page, 'Secret workshop')
                    && !str_contains($report->page, 'agentinvite'),
                $report->page,
            ],
            ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page],
        ],
    ],
    [
        'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it tells the conflict', str_contains(implode($report->result), '70001'), $report->result],
            ['and not the devices', !str_contains(implode($report->result), 'secret-computer'), $report->result],
        ],
    ],
    [
        'title' => 'the name alone', 'call' => 'SuspendAccount', 'result' => '/neither a device group nor an account/',
        'before' => static fn (Life $life) => $order($life, 'foreign', ''), 'then' => Mesh::untouched(...),
    ],

    'meshcentral: adopting what stands on the server for another service',
    [
        'title' => 'create without adopting', 'call' => 'CreateAccount', 'status' => 'Pending',
        'before' => static function (Life $life): void {
            $life->product->merge(['users' => [
                'user//old-client' => ['siteadmin' => 64, 'pass' => 'Mine-Passw0rd', 'realname' => 'whmcs:70002 Old client'],
            ]]);
            Mesh::addGroup($life, MESH_OLD_GROUP, 'Old workshop', 'whmcs:70002 Computers of long ago', ['old-client']);
            Mesh::addDevice($life, 'others', MESH_OLD_GROUP, 'old-computer', true);
            $life->order('', ['username' => 'old-client', 'password' => 'Mine-Passw0rd']);
            State::setField($life->productId, $life->service, 'mesh_id', MESH_OLD_GROUP);
            Mesh::remember($life);
        },
        'result' => '/not this service\'s: it carries the marker whmcs:70002/', 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'adopt group', 'call' => 'AdoptGroup', 'result' => 'success',
        'before' => static fn (Life $life) => $life->notes['adopted'] = $life->service,
        'stored' => ['username' => 'old-client', 'mesh_id' => MESH_OLD_GROUP, 'password' => 'Mine-Passw0rd'],
        'then' => static function (Life $life): iterable {
            $group = Mesh::groups($life)[MESH_OLD_GROUP] ?? [];
            yield [
                'the group bears our mark, and its description behind it',
                ($group['desc'] ?? '') === "whmcs:$life->service Computers of long ago",
                $group,
            ];
            yield [
                'the account too',
                Mesh::own($life)['realname'] === "whmcs:$life->service Old client",
                Mesh::own($life)['realname'],
            ];
        },
    ],
    [
        'title' => 'adopt group again', 'call' => 'AdoptGroup', 'result' => 'success',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    ['title' => 'create after adopting', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active'],
    [
        'title' => 'client area after adopting', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['its devices are shown', str_contains($report->page, 'old-computer'), $report->page],
        ],
    ],
    ['title' => 'suspend after adopting', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended'],
    [
        'title' => 'adopting a group that another service has', 'call' => 'AdoptGroup', 'result' => 'success',
        'before' => static function (Life $life): void {
            $life->order('', ['username' => 'old-client', 'password' => 'Other-Passw0rd', 'domainstatus' => 'Active']);
            State::setField($life->productId, $life->service, 'mesh_id', MESH_OLD_GROUP);
        },
        // the stored password does not open the account: it gets a new one
        'stored' => ['username' => 'old-client', 'password' => '/^\S{12,}$/'], 'then' => Mesh::isWhole(...),
    ],

    [
        'title' => 'client area of the service that has lost it', 'call' => 'ClientArea', 'area' => 'client',
        'before' => static function (Life $life): void {
            $life->service = $life->notes['adopted'];
        },
        'then' => static fn (Life $life, Report $report): iterable => [
            ['there are kept figures', str_contains($life->stored()['fields'][Mesh::FIGURES], 'old-computer'), $life->stored()],
            ['and they are shown no more', !str_contains($report->page, 'old-computer'), $report->page],
            ['nor the ways to add a device', !str_contains($report->page, 'agentinvite'), $report->page],
        ],
    ],

    'meshcentral: orders that cannot be',
    [
        'title' => 'suspend of what was never made', 'call' => 'SuspendAccount',
        'result' => '/neither a device group nor an account/',
        'before' => static function (Life $life): void {
            $life->order('');
            Mesh::remember($life);
        },
        'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'terminate of what was never made', 'call' => 'TerminateAccount', 'result' => 'success',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'a name with a line break', 'call' => 'SuspendAccount', 'changes' => ['username' => "foreign\nx"],
        'result' => '/username must/', 'requests' => [],
    ],
];
