<?php

/**
 * The end of a service, twice, and what is left of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;
use WhmcsHost\Report;

return [
    'mailcow: the end, twice',
    [
        'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'before' => static function (Life $life): void {
            $life->notes['others'] = Mailcow::others($life, 'shop.example');
        },
        'stored' => [
            'username' => '',
            'password' => '',
            'mailcow_admin_username' => '',
            'mailcow_last_figures' => '',
        ],
        'then' => static function (Life $life): iterable {
            yield ['the domain is gone', Mailcow::domain($life, 'shop.example') === null, ''];
            yield ['its administrator too', !isset($life->product->state()['admin']['mario.rossi']), ''];
            yield ['nothing foreign was touched', Mailcow::others($life, 'shop.example') == $life->notes['others'], ''];
            yield [
                'the foreign mailbox stands',
                isset($life->product->state()['mailbox']['info@foreign.example']),
                '',
            ];
        },
    ],
    [
        'title' => 'terminate again', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'before' => Mailcow::remember(...), 'then' => Mailcow::untouched(...),
    ],
    [
        'title' => 'client area after the end', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says so', str_contains($report->page, 'not set up'), $report->page],
        ],
    ],
];
