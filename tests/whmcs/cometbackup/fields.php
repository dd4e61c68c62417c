<?php

/**
 * Products with custom fields "Username" and "Password", in which customers choose theirs, and services that the
 * published module made with and without them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;
use WhmcsHost\Report;

/** A service and its account as the published module leaves them. */
$published = static function (Life $life, string $name, array $columns, array $fields, array $account = []): void {
    $password = ($fields['Password|Your password'] ?? '') ?: $columns['password'];
    $life->product->merge(['users' => [
        $name => ['password' => $password, 'profile' => $account + ['PolicyID' => 'POLICY-1']],
    ]]);
    $life->order('', $columns + ['domainstatus' => 'Active']);
    Comet::fields($life, $fields);
};

return [
    'cometbackup: a name and a password that the customer chose',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            $life->order('');
            Comet::fields($life, [
                'Username|Your user name' => 'annas-backup', 'Password|Your password' => 'Chosen-By-Anna.1',
            ]);
        },
        'stored' => ['username' => 'annas-backup', 'password' => 'Chosen-By-Anna.1', 'Username' => 'annas-backup'],
        'then' => static function (Life $life): iterable {
            yield ['Comet has both', Comet::password($life, 'annas-backup') === 'Chosen-By-Anna.1', ''];
            $fields = $life->stored()['fields'];
            yield ['fault 17: the password stands in clear nowhere', $fields['Password'] === '', $fields];
        },
    ],
    [
        'title' => 'create again', 'call' => 'CreateAccount', 'result' => 'success', 'before' => Comet::remember(...),
        'kept' => ['username', 'password'], 'then' => Comet::untouched(...),
    ],
    [
        'title' => 'change password', 'call' => 'ChangePassword', 'area' => 'client', 'result' => 'success',
        'changes' => ['password' => 'Another-Passw0rd'],
        'stored' => ['password' => 'Another-Passw0rd', 'Password' => ''],
        'then' => static fn (Life $life): iterable => [
            ['Comet has it', Comet::password($life, 'annas-backup') === 'Another-Passw0rd', ''],
        ],
    ],
    [
        'title' => 'create with a name that Comet does not take', 'call' => 'CreateAccount', 'status' => 'Pending',
        'result' => '/letters .*digits/',
        'before' => static function (Life $life): void {
            $life->order('');
            Comet::fields($life, ['Username|Your user name' => 'Anna Müller']);
        },
    ],
    [
        'title' => 'create that WHMCS cannot store',
        'call' => 'CreateAccount',
        'unsaved' => true,
        'status' => 'Pending',
        'result' => '/^What Comet Backup answered could not be stored in WHMCS \(RuntimeException\): run the command/',
        'before' => static function (Life $life): void {
            $life->order('');
            Comet::fields($life, ['Username|Your user name' => 'unsaved', 'Password|Your password' => 'Chosen-By-Anna.2']);
        },
        // what the customer typed is needed again
        'stored' => ['Password' => 'Chosen-By-Anna.2'],
    ],
    [
        'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'stored' => ['username' => 'unsaved', 'password' => 'Chosen-By-Anna.2', 'Password' => ''],
    ],

    'cometbackup: a service of the published module, name and password in custom fields',
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'before' => static fn (Life $life) => $published(
            $life,
            'legacy',
            ['username' => '[Using custom field]', 'password' => 'notUsed123'],
            ['Username|Your user name' => 'legacy', 'Password|Your password' => 'Legacy-Passw0rd']
        ),
        'stored' => ['username' => 'legacy'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the account is shown', str_contains($report->page, '>legacy<'), $report->page],
            ['and not marked by looking', Comet::profile($life, 'legacy')['AccountName'] === '', ''],
        ],
    ],
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'before' => static fn (Life $life) => $life->host->edit($life->service, ['username' => '[Using custom field]']),
        'stored' => ['username' => 'legacy', 'Username' => 'legacy'],
        'then' => static fn (Life $life): iterable => [
            [
                'it is suspended and bears our mark',
                Comet::profile($life, 'legacy')['IsSuspended']
                    && str_starts_with(Comet::profile($life, 'legacy')['AccountName'], "whmcs:$life->service"),
                Comet::profile($life, 'legacy'),
            ],
        ],
    ],
    ['title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active'],
    ['title' => 'change package', 'call' => 'ChangePackage', 'result' => 'success'],
    [
        'title' => 'change password', 'call' => 'ChangePassword', 'result' => 'success', 'area' => 'client',
        'changes' => ['password' => 'Brand-New.Passw0rd'],
        'stored' => ['password' => 'Brand-New.Passw0rd', 'Password' => ''],
        'then' => static fn (Life $life): iterable => [
            ['Comet has it', Comet::password($life, 'legacy') === 'Brand-New.Passw0rd', ''],
        ],
    ],
    ['title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated'],

    'cometbackup: a service of the published module, name and password in the service',
    [
        'title' => 'change password as the first command', 'call' => 'ChangePassword', 'area' => 'client',
        'before' => static fn (Life $life) => $published(
            $life,
            'legacy2',
            ['username' => 'legacy2', 'password' => 'Legacy-Passw0rd'],
            ['Username|Your user name' => '', 'Password|Your password' => '']
        ),
        'changes' => ['password' => 'Brand-New.Passw0rd'], 'result' => 'success',
        'stored' => ['password' => 'Brand-New.Passw0rd', 'username' => 'legacy2', 'Username' => 'legacy2'],
        'then' => static fn (Life $life): iterable => [
            ['Comet has it', Comet::password($life, 'legacy2') === 'Brand-New.Passw0rd', ''],
        ],
    ],
    ['title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended'],
    [
        'title' => 'suspend of an account with another password', 'call' => 'SuspendAccount', 'status' => 'Active',
        'result' => '/password does not open it/',
        'before' => static function (Life $life) use ($published): void {
            $published($life, 'legacy3', ['username' => 'legacy3', 'password' => 'Legacy-Passw0rd'], []);
            $life->product->merge(['users' => ['legacy3' => ['password' => 'Changed-Elsewhere']]]);
            Comet::remember($life);
        },
        'then' => Comet::untouched(...),
    ],
    [
        'title' => 'a suspended account of the published module', 'call' => 'UnsuspendAccount', 'status' => 'Suspended',
        'result' => '/suspended, so no password does/',
        'before' => static fn (Life $life) => $published(
            $life,
            'legacy4',
            ['username' => 'legacy4', 'password' => 'Legacy-Passw0rd', 'domainstatus' => 'Suspended'],
            [],
            ['IsSuspended' => true]
        ),
    ],
    [
        'title' => 'adopting it', 'call' => 'AdoptAccount', 'result' => 'success',
        'then' => static fn (Life $life): iterable => [
            [
                'it bears our mark',
                str_starts_with(Comet::profile($life, 'legacy4')['AccountName'], "whmcs:$life->service"),
                Comet::profile($life, 'legacy4')['AccountName'],
            ],
        ],
    ],
    [
        'title' => 'unsuspend after that', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active',
        'then' => static fn (Life $life): iterable => [
            ['it is active', !Comet::profile($life, 'legacy4')['IsSuspended'], ''],
        ],
    ],
];
