<?php

/**
 * What an order chooses by configurable options, under the names of the module and under the operator's own, and what
 * cannot be chosen.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;

/** The limit and the count that the client's page shows are the option's. */
$limit = static fn (string $title, int $devices, array $options, array $changes = []): array => [
    'title' => $title, 'call' => 'ClientArea', 'area' => 'client', 'changes' => $changes,
    'before' => Mesh::options($options),
    'then' => static fn (Life $life, Report $report): iterable => [
        ["1 of $devices", preg_match("/\b1 of $devices\b/", strip_tags($report->page)) === 1, $report->page],
    ],
];
$names = "rights = Permissions\r\n\r\ndevice_limit=Computers\n";

return [
    'meshcentral: configurable options',
    [
        'title' => 'create with options', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->order('');
            Mesh::options(['Rights' => 'View', 'Devices' => '7'])($life);
        },
        'then' => static fn (Life $life): iterable => [
            ['the option goes before the product', Mesh::rights($life) === Mesh::VIEW, Mesh::rights($life)],
        ],
    ],
    [
        'title' => 'change package by options', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mesh::options(['Rights' => 'support', 'Devices' => 9]),
        'then' => static fn (Life $life): iterable => [
            ['the rights', Mesh::rights($life) === Mesh::SUPPORT, Mesh::rights($life)],
        ],
    ],
    [
        'title' => 'change package by a number', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mesh::options(['Rights' => '8']),
        'then' => static fn (Life $life): iterable => [['the rights', Mesh::rights($life) === 8, Mesh::rights($life)]],
    ],
    [
        'title' => 'a number that lets the client manage the group', 'call' => 'ChangePackage',
        'before' => static function (Life $life): void {
            Mesh::options(['Rights' => '3'])($life);
            Mesh::remember($life);
        },
        'result' => '/the rights must/', 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'a name that means nothing', 'call' => 'ChangePackage',
        'before' => static function (Life $life): void {
            Mesh::options(['Rights' => 'everything'])($life);
            Mesh::remember($life);
        },
        'result' => '/the rights must/', 'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'change package by the operator\'s names', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Mesh::options(['Permissions' => 'view', 'Computers' => '12']),
        'changes' => ['configoption14' => $names],
        'then' => static fn (Life $life): iterable => [
            ['the rights', Mesh::rights($life) === Mesh::VIEW, Mesh::rights($life)],
        ],
    ],
    [
        'title' => 'change package with a misspelt name', 'call' => 'ChangePackage', 'before' => Mesh::remember(...),
        'changes' => ['configoption14' => 'devices = Computers'],
        'result' => '/"Option names" holds a line that is not understood: "devices = Computers"/',
        'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'client area with a misspelt name', 'call' => 'ClientArea', 'area' => 'client',
        'changes' => ['configoption14' => 'devices = Computers'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['a client reads nothing of it', !str_contains($report->page, 'Option names'), $report->page],
        ],
    ],
    [
        'title' => 'a device', 'call' => 'AdminServicesTabFields',
        'before' => static fn (Life $life) => Mesh::fill($life, ['Reception' => true]),
    ],
    $limit('the product\'s limit', 3, []),
    $limit('the option Devices', 9, ['Devices' => '9']),
    $limit('the option Device Limit', 11, ['Device Limit' => '11']),
    $limit('the operator\'s name of it', 12, ['Computers' => '12'], ['configoption14' => $names]),
    [
        'title' => 'client area without a limit', 'call' => 'ClientArea', 'area' => 'client',
        'changes' => ['configoption10' => ''], 'before' => Mesh::options([]),
        'then' => static fn (Life $life, Report $report): iterable => [
            ['none is shown', preg_match('/\b1 of \d/', strip_tags($report->page)) === 0, $report->page],
            ['and nobody is over it', !str_contains($report->page, 'alert-warning'), $report->page],
        ],
    ],
    ['title' => 'the end', 'call' => 'TerminateAccount', 'result' => 'success'],
];
