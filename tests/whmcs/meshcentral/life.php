<?php

/**
 * A service from the order to its end: every command that WHMCS gives on its way, each of them twice, for a server that
 * is entered one way or the other.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;

$before = static fn (string $way): array => [
    "meshcentral: a service from the order on, by $way",
    [
        'title' => 'test connection', 'call' => 'TestConnection', 'result' => ['success' => true, 'error' => ''],
        'before' => static fn (Life $life) => Mesh::enter($life, $way),
    ],
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            $life->order('');
            $life->notes['foreign'] = Mesh::foreign($life);
        },
        'stored' => [
            'username' => '/^whmcs-\d+$/', 'password' => '/^\S{10,}$/', 'mesh_id' => '/^mesh\/\/[A-Za-z0-9@$]{64}$/D',
        ],
        'then' => static function (Life $life): iterable {
            yield from Mesh::isWhole($life);
            yield [
                'five messages',
                Mesh::told($life) === ['meshes', 'users', 'adduser', 'createmesh', 'addmeshuser'],
                Mesh::told($life),
            ];
            $own = Mesh::own($life);
            yield ['it may make no groups, and no more', $own['siteadmin'] === 64, $own['siteadmin']];
            yield ['with the client\'s address', $own['email'] === 'anna@example.com', $own['email']];
            yield ['the name is the service\'s', $own['name'] === "whmcs-$life->service", $own['name']];
            $log = Mesh::logged('meshcentral_create');
            yield ['the module log has it', str_contains($log, 'createmesh') && str_contains($log, 'adduser'), $log];
        },
    ],
    [
        'title' => 'create again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => Mesh::remember(...), 'kept' => ['username', 'password', 'fields'], 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'then' => static function (Life $life): iterable {
            yield ['the account is locked', Mesh::isLocked($life), Mesh::own($life)];
            yield ['and no member any more', Mesh::rights($life) === 0, Mesh::rights($life)];
            yield ['the group stays', count(Mesh::groups($life)) === 1, ''];
        },
    ],
    [
        'title' => 'suspend again', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'change package while suspended', 'call' => 'ChangePackage', 'result' => 'success',
        'changes' => ['configoption3' => 'support'], 'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'login while suspended', 'call' => 'ServiceSingleSignOn',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is refused', $report->result['success'] === false, $report->result],
            ['staff hear why', preg_match('/suspended/', $report->result['errorMsg'] ?? '') === 1, $report->result],
            ['there is no link', !isset($report->result['redirectTo']), $report->result],
        ],
    ],
    [
        'title' => 'login of the client while suspended', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is refused', ($report->result['success'] ?? null) === false, $report->result],
            ['there is no link', !isset($report->result['redirectTo']), $report->result],
        ],
    ],
    ['title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active',
        'then' => static function (Life $life): iterable {
            yield ['the account is open', !Mesh::isLocked($life), Mesh::own($life)];
            yield from Mesh::isWhole($life);
        },
    ],
    [
        'title' => 'unsuspend again', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
];

$changes = [
    [
        'title' => 'change package', 'call' => 'ChangePackage', 'result' => 'success',
        'changes' => ['configoption3' => 'support', 'configoption8' => '128'],
        'then' => static fn (Life $life): iterable => [
            ['the rights of the product', Mesh::rights($life) === Mesh::SUPPORT, Mesh::rights($life)],
            ['and its site rights', Mesh::own($life)['siteadmin'] === 192, Mesh::own($life)['siteadmin']],
        ],
    ],
    [
        'title' => 'change package again', 'call' => 'ChangePackage', 'result' => 'success',
        'changes' => ['configoption3' => 'support', 'configoption8' => '128'],
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'change package back', 'call' => 'ChangePackage', 'result' => 'success',
        'then' => static fn (Life $life): iterable => [...Mesh::isWhole($life),
            ['site rights', Mesh::own($life)['siteadmin'] === 64, Mesh::own($life)['siteadmin']],
        ],
    ],
    [
        'title' => 'change password by the client', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Nuova.Chiave+2026'], 'result' => 'success',
        'stored' => ['password' => 'Nuova.Chiave+2026'],
        'then' => static fn (Life $life): iterable => [
            ['MeshCentral has it', Mesh::own($life)['pass'] === 'Nuova.Chiave+2026', ''],
        ],
    ],
    [
        'title' => 'change password to the same', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Nuova.Chiave+2026'], 'result' => 'success',
        'stored' => ['password' => 'Nuova.Chiave+2026'],
        'then' => static fn (Life $life): iterable => [
            ['MeshCentral has it', Mesh::own($life)['pass'] === 'Nuova.Chiave+2026', ''],
        ],
    ],
    [
        'title' => 'create after that', 'call' => 'CreateAccount', 'result' => 'success',
        'before' => Mesh::remember(...), 'kept' => ['username', 'password', 'fields'], 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'login of the client', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'then' => static function (Life $life, Report $report): iterable {
            $url = $report->result['redirectTo'] ?? '';
            $place = preg_quote(Mesh::address($life), '~');
            yield ['it leads to MeshCentral', preg_match("~^$place/\?login=[^&]{40,}$~D", $url) === 1, $report->result];
            yield ['and nothing else is said', array_keys($report->result) === ['success', 'redirectTo'], $report->result];
            yield ['the session keeps nothing', $report->session === [], $report->session];
            $second = $life->call(['call' => 'ServiceSingleSignOn', 'area' => 'client'])->result['redirectTo'] ?? '';
            yield ['another click has another link', $second !== $url && $second !== '', ''];
        },
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
        'before' => static fn (Life $life) => Mesh::fill($life, ['Reception' => true, 'Laptop' => false]),
        'stored' => [Mesh::FIGURES => '/Reception/'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it shows the devices', str_contains($report->page, 'Reception'), $report->page],
            ['and the login button', str_contains($report->page, 'dosinglesignon=1'), $report->page],
        ],
    ],
];

$end = [
    [
        'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'before' => static function (Life $life): void {
            $life->notes['own'] = [$life->stored()['username'], $life->stored()['fields']['mesh_id']];
        },
        // the name stays: staff look for it in MeshCentral's records
        'stored' => ['username' => '/^whmcs-\d+$/', 'password' => '', 'mesh_id' => '', Mesh::FIGURES => ''],
        'then' => static function (Life $life): iterable {
            [$name, $group] = $life->notes['own'];
            yield ['the account is gone', Mesh::user($life, $name) === [], ''];
            yield ['the group too', isset($life->product->state()['meshes'][$group]['deleted']), ''];
            yield ['nothing foreign was touched', Mesh::foreign($life) == $life->notes['foreign'], Mesh::foreign($life)];
        },
    ],
    [
        'title' => 'terminate again', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'client area after the end', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['no device of before', !str_contains($report->page, 'Reception'), $report->page],
            ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page],
        ],
    ],
    [
        'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'stored' => ['username' => '/^whmcs-\d+$/', 'password' => '/^\S{8,}$/', 'mesh_id' => '/^mesh\/\/./'],
        'then' => static fn (Life $life): iterable => [
            ...Mesh::isWhole($life),
            ['in a new group', $life->stored()['fields']['mesh_id'] !== $life->notes['own'][1], $life->notes['own']],
        ],
    ],
    [
        'title' => 'terminate with removing the agents', 'call' => 'TerminateAccount', 'result' => 'success',
        'status' => 'Terminated', 'changes' => ['configoption9' => 'on'],
        'before' => static fn (Life $life) => Mesh::fill($life, ['Reception' => true, 'Laptop' => false]),
        'then' => static fn (Life $life): iterable => [
            ['those online are asked to go', in_array('uninstallagent', Mesh::told($life), true), Mesh::told($life)],
        ],
    ],
];

return static fn (string $way): array => [...$before($way), ...$changes, ...$end];
