<?php

/**
 * A service from the order to the day it is suspended and paid again: every command that WHMCS gives on its way,
 * those that may come twice given twice.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;
use WhmcsHost\Report;

return [
    'mailcow: a service from the order to its end',
    ['title' => 'test connection', 'call' => 'TestConnection', 'result' => ['success' => true, 'error' => '']],
    [
        'title' => 'test connection with a wrong key', 'call' => 'TestConnection',
        'changes' => ['serveraccesshash' => 'WRONG-KEY-00000'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it fails and says why', preg_match('/key/i', $report->result['error']) === 1, $report->result],
        ],
    ],
    [
        'title' => 'test connection without the CA', 'call' => 'TestConnection', 'requests' => [],
        'settings' => ['provision.ca_file='],
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'it fails and names the certificate',
                preg_match('/certificate/i', $report->result['error']) === 1,
                $report->result,
            ],
        ],
    ],
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static fn (Life $life) => $life->order('shop.example'),
        'stored' => [
            'username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/', 'domain' => 'shop.example',
            'mailcow_admin_username' => '/^admin-[a-z0-9]{5}-\d+$/',
        ],
        'then' => static function (Life $life): iterable {
            $stored = $life->stored();
            $made = Mailcow::domain($life, 'shop.example');
            yield [
                'the internal field holds the name',
                $stored['fields']['mailcow_admin_username'] === $stored['username'],
                $stored,
            ];
            yield [
                'limits of the product',
                [$made['quota'], $made['mailboxes'], $made['aliases']] == [10240, 10, 50],
                $made,
            ];
            yield ['default mailbox of 1024 MB', $made['defquota'] == 1024, $made];
            yield [
                'it bears our mark',
                Mailcow::tags($life, 'shop.example') === ["whmcs-$life->service"],
                Mailcow::tags($life, 'shop.example'),
            ];
            yield [
                'the stored password is mailcow\'s',
                Mailcow::password($life, $stored['username']) === $stored['password'],
                '',
            ];
        },
    ],
    [
        'title' => 'create again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => Mailcow::remember(...), 'kept' => ['username', 'password', 'domain'], 'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'then' => static function (Life $life): iterable {
            $admin = $life->product->state()['admin'][$life->stored()['username']];
            yield ['the domain is inactive', Mailcow::domain($life, 'shop.example')['active'] == 0, ''];
            yield ['the administrator is inactive', $admin['active'] == 0, $admin];
        },
    ],
    [
        'title' => 'suspend again', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'before' => Mailcow::remember(...), 'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'login while suspended', 'call' => 'ServiceSingleSignOn',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is refused', $report->result['success'] === false, $report->result],
            ['staff hear why', preg_match('/suspended/', $report->result['errorMsg'] ?? '') === 1, $report->result],
        ],
    ],
    [
        'title' => 'client area while suspended', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says so', str_contains($report->page, 'This service is suspended'), $report->page],
            ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page],
        ],
    ],
    [
        'title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active',
        'then' => static function (Life $life): iterable {
            $admin = $life->product->state()['admin'][$life->stored()['username']];
            yield [
                'domain and administrator are active',
                Mailcow::domain($life, 'shop.example')['active'] == 1 && $admin['active'] == 1,
                $admin,
            ];
        },
    ],
    [
        'title' => 'change package by Italian options', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mailcow::options(['Quota Totale Dominio' => 20480, 'Max Caselle' => 25, 'Max Alias' => 0]),
        'then' => static function (Life $life): iterable {
            $now = Mailcow::domain($life, 'shop.example');
            yield [
                'quota, mailboxes, and no aliases',
                [$now['quota'], $now['mailboxes'], $now['aliases']] == [20480, 25, 0],
                $now,
            ];
            yield ['the default mailbox stays', $now['defquota'] == 1024, $now];
        },
    ],
    [
        'title' => 'change package by English options', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mailcow::options(
            ['Total Quota' => '4096', 'Max Mailboxes' => '5', 'Max Aliases' => '6', 'Rate Limit' => '100/h']
        ),
        'then' => static function (Life $life): iterable {
            $now = Mailcow::domain($life, 'shop.example');
            yield [
                'quota, mailboxes, aliases',
                [$now['quota'], $now['mailboxes'], $now['aliases']] == [4096, 5, 6],
                $now,
            ];
            $limit = $life->product->state()['rate_limit']['shop.example']['value'] ?? '';
            yield ['rate limit', $limit === '100 / 1h', $limit];
        },
    ],
    [
        'title' => 'change package by the operator\'s names', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mailcow::options(['Disk space' => '8192', 'Boxes' => '7']),
        'changes' => ['configoption10' => "quota = Disk space\r\n\r\nmax_mailboxes=Boxes\n"],
        'then' => static function (Life $life): iterable {
            $now = Mailcow::domain($life, 'shop.example');
            yield [
                'quota and mailboxes by option, aliases by product',
                [$now['quota'], $now['mailboxes'], $now['aliases']] == [8192, 7, 50],
                $now,
            ];
        },
    ],
    [
        'title' => 'change package with a misspelt name', 'call' => 'ChangePackage', 'before' => Mailcow::remember(...),
        'changes' => ['configoption10' => 'quotas = Disk space'],
        'result' => '/"Option names" holds a line that is not understood: "quotas = Disk space"/',
        'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'change password by the client', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Nuova.Chiave+2026'], 'result' => 'success', 'stored' => [
            'password' => 'Nuova.Chiave+2026',
        ],
        'then' => static fn (Life $life): iterable => [
            ['mailcow has it', Mailcow::password($life, $life->stored()['username']) === 'Nuova.Chiave+2026', ''],
        ],
    ],
    [
        'title' => 'change password that the policy refuses', 'call' => 'ChangePassword', 'area' => 'client',
        'before' => static fn (Life $life) => $life->product->merge(
            ['settings' => ['password_policy' => ['length' => '12']]]
        ),
        'changes' => ['password' => 'Kurz9+ab'], 'result' => '/at least 12 characters/', 'kept' => ['password'],
    ],
    [
        'title' => 'change password while mailcow is down', 'call' => 'ChangePassword', 'area' => 'client',
        'before' => static fn (Life $life) => $life->product->fault('http_502'),
        'changes' => ['password' => 'Another-Passw0rd'],
        'result' => '/^This is not possible at the moment/', 'kept' => ['password'],
    ],
    [
        'title' => 'change username', 'call' => 'ChangeUsername', 'result' => 'success',
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            $life->host->edit($life->service, ['username' => 'Mario.Rossi']);
        },
        'stored' => ['username' => 'mario.rossi', 'mailcow_admin_username' => 'mario.rossi'],
        'then' => static fn (Life $life): iterable => [
            [
                'mailcow knows him by it',
                Mailcow::administrators($life, 'shop.example') === ['mario.rossi'],
                Mailcow::administrators($life, 'shop.example'),
            ],
        ],
    ],
    [
        'title' => 'change username again', 'call' => 'ChangeUsername', 'result' => 'success',
        'before' => Mailcow::remember(...),
        'stored' => ['username' => 'mario.rossi', 'mailcow_admin_username' => 'mario.rossi'], 'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'login', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'then' => static function (Life $life, Report $report): iterable {
            $url = '~^https://localhost:' . $life->product->port . '/domainadmin/\?sso_token=[0-9A-F-]{30,}$~';
            yield [
                'a URL with a token',
                preg_match($url, $report->result['redirectTo'] ?? '') === 1,
                $report->result,
            ];
        },
    ],
];
