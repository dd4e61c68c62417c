<?php

/**
 * The product's settings page: what the lists offer, what is shown when the server does not answer, and what becomes of
 * "[Create New Policy Group]".
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\HostilePages;
use WhmcsHost\Life;
use WhmcsHost\Report;

const COMET_CHOICES = ['' => 'None', 'POLICY-1' => 'Basic', 'WHMCS_NEW' => '[Create New Policy Group]'];

return [
    'cometbackup: the settings of a product',
    [
        'title' => 'policy groups', 'call' => 'PolicyGroups', 'requests' => ['POST /api/v1/admin/policies/list'],
        'result' => COMET_CHOICES,
    ],
    ['title' => 'fault 9: another visit offers the same', 'call' => 'PolicyGroups', 'result' => COMET_CHOICES],
    [
        'title' => 'storage templates', 'call' => 'StorageProviders',
        'requests' => ['POST /api/v1/admin/request-storage-vault-providers'],
        'result' => ['' => 'None', 'TEMPLATE-1' => 'Comet Storage'],
    ],
    [
        'title' => 'fault 8: a refused login is an exception', 'call' => 'PolicyGroups',
        'changes' => ['serverpassword' => 'not-the-password'],
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'it says why',
                preg_match('/refuses the admin account/', $report->result['exception'] ?? '') === 1,
                $report->result,
            ],
            ['and offers nothing', array_keys($report->result) === ['exception'], $report->result],
        ],
    ],
    [
        'title' => 'storage templates while the server is down', 'call' => 'StorageProviders',
        'changes' => ['serverport' => '9'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is an exception with a cause', strlen($report->result['exception'] ?? '') > 20, $report->result],
        ],
    ],
    [
        'title' => 'fault 7: a page instead of an answer', 'call' => 'PolicyGroups',
        'before' => static fn (Life $life) => $life->product->fault('html_login'),
        'then' => static function (Life $life, Report $report): iterable {
            $life->product->clearFaults();
            yield ['it is an exception with a cause', strlen($report->result['exception'] ?? '') > 20, $report->result];
        },
    ],
    [
        'title' => 'policy groups with hostile names', 'call' => 'PolicyGroups',
        'before' => static fn (Life $life) => $life->product->merge(['policies' => [
            'POLICY-EVIL' => ['Description' => HostilePages::TEXT],
            '"><b>' => ['Description' => 'its id cannot be printed'],
        ]]),
        'then' => static function (Life $life, Report $report): iterable {
            $life->product->merge(['policies' => ['POLICY-EVIL' => null, '"><b>' => null]]);
            yield [
                'the name is offered without markup',
                str_contains($report->result['POLICY-EVIL'], '›‹script›'),
                $report->result,
            ];
            yield ['an id with markup is not', count($report->result) === 4, $report->result];
        },
    ],
    [
        'title' => 'a group that an older module was to make', 'call' => 'PolicyGroups',
        'before' => static function (Life $life): void {
            $life->notes['product'] = Comet::setting($life->productId, 1);
            Comet::choose($life->productId, 1, 'WHMCS_65f1a2b3c4d5e1.12345678');
        },
        'then' => static function (Life $life, Report $report): iterable {
            Comet::choose($life->productId, 1, $life->notes['product']);
            $label = $report->result['WHMCS_65f1a2b3c4d5e1.12345678'] ?? '';
            yield ['fault 9: it stays in the list', str_contains($label, 'not made yet'), $report->result];
        },
    ],

    'cometbackup: [Create New Policy Group]',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            Comet::choose($life->productId, 1, 'WHMCS_NEW');
            $life->order('');
        },
        // one more than with a group that stands
        'requests' => [
            'POST /api/v1/admin/policies/list', 'POST /api/v1/admin/policies/set', 'POST /api/v1/admin/add-user',
            'POST /api/v1/admin/request-storage-vault', 'POST /api/v1/admin/set-user-profile-hash',
        ],
        'then' => static function (Life $life): iterable {
            $made = Comet::madeGroups($life);
            yield ['one group is made', count($made) === 1, $made];
            yield ['fault 9: the product keeps its id', $made === [Comet::setting($life->productId, 1)], $made];
            yield ['it is named after the product', str_starts_with($made[0], "WHMCS_{$life->productId}_"), $made];
            yield ['the account is in it', Comet::own($life)['PolicyID'] === $made[0], Comet::own($life)['PolicyID']];
            $policy = $life->product->state()['policies'][$made[0]]['Policy'];
            yield [
                'with the restrictions',
                $policy['PreventAddCustomStorageVault'] && $policy['PreventDeleteStorageVault']
                    && $policy['PreventEditStorageVault'] && $policy['PreventRequestStorageVault']
                    && $policy['PreventChangeAccountPassword'] && $policy['ModeAdminResetPassword'] === 3
                    && $policy['StorageVaultProviders']['AllowedProvidersWhenRestricted'] === [1003],
                $policy,
            ];
        },
    ],
    [
        'title' => 'the list afterwards', 'call' => 'PolicyGroups',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the group is in it once', count($report->result) === 4, $report->result],
            ['under its own name', isset($report->result[Comet::setting($life->productId, 1)]), $report->result],
            ['and a new one can be had', isset($report->result['WHMCS_NEW']), $report->result],
        ],
    ],
    [
        'title' => 'another order of the product', 'call' => 'CreateAccount', 'result' => 'success',
        'before' => static function (Life $life): void {
            $life->order('');
        },
        'then' => static fn (Life $life): iterable => [
            ['it is in the same group', count(Comet::madeGroups($life)) === 1, Comet::madeGroups($life)],
        ],
    ],
    [
        'title' => 'fault 9: change package to a product whose group was never made', 'call' => 'ChangePackage',
        'result' => 'success',
        'before' => static function (Life $life): void {
            $life->notes['second product'] = $life->host->addProduct('cometbackup', [1 => 'WHMCS_NEW', 2 => 'TEMPLATE-1']);
            $life->host->edit($life->service, ['packageid' => $life->notes['second product']]);
        },
        'then' => static function (Life $life): iterable {
            $made = Comet::madeGroups($life);
            yield ['a second group is made', count($made) === 2 && count(array_unique($made)) === 2, $made];
            $id = Comet::setting($life->notes['second product'], 1);
            yield ['for this product', Comet::own($life)['PolicyID'] === $id && $id !== 'WHMCS_NEW', $id];
        },
    ],
    [
        'title' => 'fault 5: a group that cannot be made', 'call' => 'CreateAccount', 'status' => 'Pending',
        'result' => '/Policy is not allowed/',
        'before' => static function (Life $life): void {
            Comet::choose($life->productId, 1, 'WHMCS_NEW');
            $life->order('');
            $life->notes['accounts'] = count($life->product->state()['users']);
            $life->product->control('POST', 'refuse', [
                'path' => 'policies/set', 'status' => 400, 'message' => 'Policy is not allowed',
            ]);
        },
        'then' => static function (Life $life): iterable {
            $life->product->control('POST', 'clear-refusals');
            $count = count($life->product->state()['users']);
            yield ['no account is made', $count === $life->notes['accounts'], $count];
            Comet::choose($life->productId, 1, 'POLICY-1');
        },
    ],
    [
        'title' => 'an addon, which has no product', 'call' => 'CreateAccount', 'requests' => [],
        'changes' => ['configoption1' => 'WHMCS_NEW', 'addonId' => 7],
        'result' => '/for a product only/',
    ],
];
