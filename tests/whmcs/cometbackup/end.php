<?php

/**
 * The end of a service, twice, and what stays of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;
use WhmcsHost\Report;

return [
    'cometbackup: the end, twice',
    [
        'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
        'before' => static function (Life $life): void {
            $life->notes['buckets'] = count($life->product->state()['buckets']);
            $life->notes['foreign'] = Comet::profile($life, 'foreign');
        },
        // the name stays: a repeat must know which account it was
        'stored' => ['username' => 'bea_backup@example.com', 'password' => '', 'comet_last_figures' => ''],
        'requests' => ['POST /api/v1/admin/get-user-profile-and-hash', 'POST /api/v1/admin/delete-user'],
        'then' => static function (Life $life): iterable {
            yield ['the account is gone', Comet::own($life) === [], ''];
            yield ['nothing foreign was touched', Comet::profile($life, 'foreign') == $life->notes['foreign'], ''];
            yield ['what it stored is kept', count($life->product->state()['buckets']) === $life->notes['buckets'], ''];
        },
    ],
    [
        'title' => 'fault 12: terminate again',
        'call' => 'TerminateAccount',
        'result' => 'success',
        'status' => 'Terminated',
        'before' => Comet::remember(...), 'then' => Comet::untouched(...),
    ],
    [
        'title' => 'fault 15: client area after the end', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says so', str_contains($report->page, 'not set up'), $report->page],
        ],
    ],
    [
        'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'stored' => ['username' => 'bea_backup@example.com', 'password' => '/^\S{8,}$/'],
    ],
    [
        'title' => 'fault 12: terminate with erasing and uninstalling',
        'call' => 'TerminateAccount',
        'result' => 'success',
        'changes' => ['configoption12' => 'on', 'configoption13' => 'on'], 'status' => 'Terminated',
        'before' => static function (Life $life): void {
            $life->notes['buckets'] = array_keys($life->product->state()['buckets']);
            $vaults = array_values(Comet::own($life)['Destinations']);
            $life->notes['own'] = array_column($vaults, 'CometBucket');
        },
        'then' => static function (Life $life): iterable {
            $gone = array_values(array_diff($life->notes['buckets'], array_keys($life->product->state()['buckets'])));
            yield ['its bucket is erased, and no other', $gone === $life->notes['own'] && count($gone) === 1, $gone];
        },
    ],
];
