<?php

/**
 * A service whose domain stands on mailcow already: somebody else's until staff say otherwise, or this service's because
 * the published module made it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;
use WhmcsHost\Report;
use WhmcsHost\State;

return [
    'mailcow: a domain that is somebody else\'s',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => '/foreign\.example/', 'status' => 'Pending',
        'before' => static function (Life $life): void {
            $life->order('foreign.example');
            Mailcow::remember($life);
        },
        'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'suspend',
        'call' => 'SuspendAccount',
        'result' => '/foreign\.example/',
        'status' => 'Pending',
        'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'terminate',
        'call' => 'TerminateAccount',
        'result' => '/foreign\.example/',
        'status' => 'Pending',
        'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'nothing of it is shown',
                !str_contains($report->page, 'v=spf1') && !str_contains($report->page, 'foreign-admin'),
                $report->page,
            ],
        ],
    ],
    [
        'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it tells the conflict', str_contains($report->result['mailcow'], 'foreign.example'), $report->result],
            ['and not the figures', !isset($report->result['Storage used']), $report->result],
        ],
    ],
    [
        'title' => 'adopt domain', 'call' => 'AdoptDomain', 'result' => 'success',
        'stored' => ['username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/'],
        'then' => static fn (Life $life): iterable => [
            [
                'it bears our mark',
                Mailcow::tags($life, 'foreign.example') === ["whmcs-$life->service"],
                Mailcow::tags($life, 'foreign.example'),
            ],
            ['its mailbox stands', isset($life->product->state()['mailbox']['info@foreign.example']), ''],
        ],
    ],
    [
        'title' => 'create after adopting',
        'call' => 'CreateAccount',
        'result' => 'success',
        'status' => 'Active',
        'kept' => ['username', 'password'],
    ],

    'mailcow: a service of the published module (no mark, the administrator stored)',
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'before' => static function (Life $life): void {
            $life->product->merge([
                'domain' => [
                    'legacy.example' => [
                        'quota' => 5120,
                        'mailboxes' => 10,
                        'aliases' => 5,
                        'defquota' => 1024,
                        'maxquota' => 5120,
                    ],
                ],
                'admin' => ['admin-4kd7x-1' => ['password' => 'Old.Passw0rd-of-22-abc']],
                'domain_admins' => [['username' => 'admin-4kd7x-1', 'domain' => 'legacy.example']],
                'da_acl' => ['admin-4kd7x-1' => []],
            ]);
            $life->order('legacy.example', [
                'username' => 'admin-4kd7x-1', 'password' => 'Old.Passw0rd-of-22-abc', 'domainstatus' => 'Active',
            ]);
            State::setField($life->productId, $life->service, 'mailcow_admin_username', 'admin-4kd7x-1');
            State::chooseOptions(
                $life->service,
                ['Quota Totale Dominio' => 5120, 'Max Caselle' => 10, 'Max Alias' => 5]
            );
        },
        'then' => static fn (Life $life): iterable => [
            ['it is suspended', Mailcow::domain($life, 'legacy.example')['active'] == 0, ''],
            [
                'it is marked now',
                Mailcow::tags($life, 'legacy.example') === ["whmcs-$life->service"],
                Mailcow::tags($life, 'legacy.example'),
            ],
        ],
    ],
    ['title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active'],
    [
        'title' => 'change package',
        'call' => 'ChangePackage',
        'result' => 'success',
        'before' => Mailcow::options(['Quota Totale Dominio' => 6144, 'Max Caselle' => 12, 'Max Alias' => 5]),
    ],
    [
        'title' => 'change password',
        'call' => 'ChangePassword',
        'result' => 'success',
        'changes' => ['password' => 'Brand-New.Passw0rd'],
    ],
    [
        'title' => 'change username', 'call' => 'ChangeUsername', 'result' => 'success',
        'before' => static fn (Life $life) => $life->host->edit($life->service, ['username' => 'anna']),
        'stored' => ['username' => 'anna', 'mailcow_admin_username' => 'anna'],
    ],
    [
        'title' => 'create pressed by mistake',
        'call' => 'CreateAccount',
        'result' => 'success',
        'kept' => ['username', 'password'],
    ],
    [
        'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'stored' => ['username' => '', 'password' => '', 'mailcow_admin_username' => ''],
    ],
];
