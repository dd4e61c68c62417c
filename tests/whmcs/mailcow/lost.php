<?php

/**
 * Answers that get lost while a service is made: a repeat goes on where the first try ended.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;

return [
    'mailcow: lost answers during create',
    [
        'title' => 'answer lost after the domain was made', 'call' => 'CreateAccount',
        'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            $life->order('lost.example');
            $life->product->fault('close_applied', ['path' => 'add/domain', 'at' => 1]);
        },
        'then' => static fn (Life $life): iterable => [
            [
                'one administrator',
                count(Mailcow::administrators($life, 'lost.example')) === 1,
                Mailcow::administrators($life, 'lost.example'),
            ],
        ],
    ],
    [
        'title' => 'every answer lost from the administrator on', 'call' => 'CreateAccount',
        'result' => '/^(?!success$)/', 'status' => 'Pending',
        'before' => static function (Life $life): void {
            $life->order('lost2.example');
            $life->product->fault('close_applied', ['path' => 'add/domain-admin']);
            $life->product->fault('close', ['method' => 'GET']);
        },
        'stored' => ['username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/'],
    ],
    [
        'title' => 'create pressed again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static fn (Life $life) => $life->product->clearFaults(), 'kept' => ['username', 'password'],
        'then' => static function (Life $life): iterable {
            $stored = $life->stored();
            yield [
                'one administrator',
                Mailcow::administrators($life, 'lost2.example') === [$stored['username']],
                Mailcow::administrators($life, 'lost2.example'),
            ];
            yield [
                'the stored password is mailcow\'s',
                Mailcow::password($life, $stored['username']) === $stored['password'],
                $stored,
            ];
        },
    ],

    [
        'title' => 'create that WHMCS cannot store', 'call' => 'CreateAccount', 'unsaved' => true,
        'status' => 'Pending',
        'before' => static fn (Life $life) => $life->order('unsaved.example'),
        'result' => '/^What mailcow answered could not be stored in WHMCS \(RuntimeException\): run the command/',
    ],
    [
        'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'then' => static function (Life $life): iterable {
            $stored = $life->stored();
            $known = Mailcow::administrators($life, 'unsaved.example');
            yield ['one administrator', $known === [$stored['username']], $known];
            yield [
                'the stored password is mailcow\'s',
                Mailcow::password($life, $stored['username']) === $stored['password'],
                '',
            ];
        },
    ],
];
