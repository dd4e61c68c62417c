<?php

/**
 * Orders whose domain is spelt in another way, or is none.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;
use WhmcsHost\Report;

return [
    'mailcow: internationalised names',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static fn (Life $life) => $life->order('Bücher.Example'),
        'stored' => ['domain' => 'xn--bcher-kva.example'],
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the name as people write it', str_contains($report->page, 'bücher.example'), $report->page],
        ],
    ],
    [
        'title' => 'usage of an order in the old spelling', 'call' => 'UsageUpdate',
        'before' => static fn (Life $life) => $life->host->edit($life->service, ['domain' => 'Bücher.Example']),
        'stored' => ['disklimit' => 10240],
    ],
    [
        'title' => 'terminate in the old spelling', 'call' => 'TerminateAccount', 'result' => 'success',
        'status' => 'Terminated',
        'then' => static fn (Life $life): iterable => [
            ['the domain is gone', Mailcow::domain($life, 'xn--bcher-kva.example') === null, ''],
        ],
    ],

    'mailcow: orders that cannot be',
    [
        'title' => 'an empty domain', 'call' => 'TerminateAccount', 'result' => '/domain/', 'requests' => [],
        'before' => static function (Life $life): void {
            $life->order('');
        },
    ],
    [
        'title' => 'a domain with a line break',
        'call' => 'CreateAccount',
        'changes' => ['domain' => "a.example\nb"],
        'result' => '/domain/',
        'requests' => [],
    ],
];
