<?php

/**
 * Accounts that are somebody else's: nothing is done to them and nothing of them is shown, whatever an order says.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;
use WhmcsHost\Report;

$command = static fn (string $call, string $title): array => [
    'title' => $title, 'call' => $call, 'result' => '/foreign.*(not this service\'s|marker)/s', 'status' => 'Active',
    'before' => Comet::remember(...), 'then' => Comet::untouched(...),
];

return [
    'cometbackup: an order with another customer\'s name',
    [
        'title' => 'fault 1: create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            $life->order('');
            Comet::fields($life, ['Username|Your user name' => 'foreign', 'Password|Your password' => 'Chosen-By-Anna.1']);
            $life->notes['foreign'] = Comet::profile($life, 'foreign');
        },
        'stored' => ['username' => '/^foreign_\d+$/', 'Username' => '/^foreign_\d+$/', 'Password' => ''],
        'then' => static function (Life $life): iterable {
            yield ['the other account is untouched', Comet::profile($life, 'foreign') == $life->notes['foreign'], ''];
            $own = Comet::own($life);
            yield [
                'policy and quotas are the new one\'s',
                $own['PolicyID'] === 'POLICY-1' && $own['MaximumDevices'] === 3
                    && Comet::vaultLimits($own) === [50 * Comet::GB],
                $own,
            ];
        },
    ],
    [
        'title' => 'fault 1: change package', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => static function (Life $life): void {
            // what a customer may write into his field later changes nothing
            Comet::fields($life, ['Username|Your user name' => 'foreign']);
            Comet::options(['number_of_devices' => 8])($life);
        },
        'stored' => ['Username' => '/^foreign_\d+$/'],
        'then' => static function (Life $life): iterable {
            yield ['the other account is untouched', Comet::profile($life, 'foreign') == $life->notes['foreign'], ''];
            yield ['the own one has the package', Comet::own($life)['MaximumDevices'] === 8, Comet::own($life)];
        },
    ],

    'cometbackup: a service with another customer\'s name in it',
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => '/foreign/', 'status' => 'Active',
        'before' => static function (Life $life): void {
            $columns = ['username' => 'foreign', 'password' => 'Mine-Passw0rd', 'domainstatus' => 'Active'];
            $life->order('', $columns);
            Comet::remember($life);
        },
        'then' => Comet::untouched(...),
    ],
    $command('UnsuspendAccount', 'unsuspend'),
    $command('ChangePackage', 'change package'),
    $command('TerminateAccount', 'terminate'),
    ['changes' => ['password' => 'Wanted-Passw0rd']] + $command('ChangePassword', 'change password'),
    [
        'title' => 'login', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'result' => ['success' => false, 'errorMsg' => 'This is not possible at the moment. Please try again in a few minutes,'
            . ' or contact support.'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['nothing is handed over', $report->session === [], $report->session],
        ],
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'nothing of it is shown',
                !str_contains($report->page, 'somebody else') && !str_contains($report->page, 'progressbar'),
                $report->page,
            ],
        ],
    ],
    [
        'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it tells the conflict', str_contains($report->result['Comet Backup'], 'foreign'), $report->result],
            ['and not the figures', !isset($report->result['Devices']), $report->result],
        ],
    ],
    [
        'title' => 'adopt account', 'call' => 'AdoptAccount', 'result' => 'success',
        'stored' => ['username' => 'foreign'],
        'then' => static function (Life $life): iterable {
            $name = Comet::own($life)['AccountName'];
            yield [
                'it bears our mark, and its name behind it',
                $name === "whmcs:$life->service somebody else's",
                $name,
            ];
        },
    ],
    ['title' => 'create after adopting', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active'],

    'cometbackup: orders that cannot be',
    [
        'title' => 'terminate without a name', 'call' => 'TerminateAccount', 'result' => '/username .* missing/',
        'requests' => [],
        'before' => static function (Life $life): void {
            $life->order('');
        },
    ],
    [
        'title' => 'a name with a line break', 'call' => 'SuspendAccount', 'changes' => ['username' => "foreign\nx"],
        'result' => '/username must/', 'requests' => [],
    ],
];
