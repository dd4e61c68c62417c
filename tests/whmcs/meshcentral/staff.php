<?php

/**
 * What staff see of a service: its fields, also of one that is half gone or on a server that is down, and the link to the
 * server.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\LinkSteps;
use WhmcsHost\Mesh;
use WhmcsHost\Report;

$fields = ['call' => 'AdminServicesTabFields'];
$shows = static fn (string ...$texts): \Closure => static function (Life $life, Report $report) use ($texts): iterable {
    $all = implode("\n", $report->result);
    foreach ($texts as $text) {
        yield ["it shows $text", str_contains($all, $text), $report->result];
    }
};

return [
    'meshcentral: what staff see of a service',
    [
        'title' => 'a service with devices', 'within' => 4,
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->order('');
            $life->call(['call' => 'CreateAccount']);
            Mesh::fill($life, ['Reception' => true, 'Laptop' => false]);
        },
        'then' => static function (Life $life, Report $report) use ($shows): iterable {
            $all = $report->result;
            yield ['state', str_contains(implode($all), 'active'), $all];
            yield from $shows(
                "whmcs-$life->service",
                'anna@example.com',
                $life->stored()['fields']['mesh_id'],
                (string) Mesh::FULL,
                '2 of 3',
                'Reception (Debian GNU/Linux 12 (bookworm)): online',
                'Laptop (Debian GNU/Linux 12 (bookworm)): offline, seen 1 day ago',
                'UTC',
                'Terminate deletes'
            )($life, $report);
            yield ['nothing is missing', !isset($all['Missing']), $all];
            yield ['no invitation is made for staff', !in_array('createInviteLink', Mesh::told($life), true), Mesh::told($life)];
        },
    ] + $fields,
    [
        'title' => 'a service with more devices than its package includes, and than are shown',
        'before' => static fn (Life $life) => Mesh::fill($life, array_fill_keys(
            array_map(static fn (int $n): string => "Computer $n", range(1, 28)),
            true
        )),
        'then' => static function (Life $life, Report $report) use ($shows): iterable {
            yield from $shows('30 of 3', 'more than the package includes', 'and 10 more')($life, $report);
            $shown = substr_count(implode($report->result), '(Debian');
            yield ['the first twenty', $shown === 20, $shown];
        },
    ] + $fields,
    [
        'title' => 'names that turn the direction of writing',
        'before' => static fn (Life $life) => Mesh::fill($life, ["!\u{202E}gpj.exe" => true]),
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'what stands behind them keeps its own',
                preg_match('/!(<bdi>\x{202E})?gpj\.exe/u', implode($report->result)) === 1,
                $report->result,
            ],
        ],
    ] + $fields,
    [
        'title' => 'a server that is down', 'within' => 4, 'changes' => ['serverport' => '9'],
        'then' => $shows('31 of 3', 'Computer 1 (', 'just now', 'refused the connection'),
    ] + $fields,
    [
        'title' => 'a key that is refused', 'changes' => ['serverpassword' => 'not-the-password'],
        'then' => $shows('refuses the login token', '31 of 3'),
    ] + $fields,
    [
        'title' => 'a service whose account somebody deleted',
        'before' => Mesh::deleteAccount(...),
        'then' => $shows('the account', 'Create makes what is missing'),
    ] + $fields,
    ['title' => 'create makes it', 'call' => 'CreateAccount', 'result' => 'success', 'then' => Mesh::isWhole(...)],
    [
        'title' => 'a suspended service', 'before' => static fn (Life $life) => $life->call(['call' => 'SuspendAccount']),
        'then' => $shows('suspended', 'no member of the group', '31 of 3'),
    ] + $fields,
    [
        'title' => 'a service that is not there',
        'before' => static fn (Life $life) => $life->call(['call' => 'TerminateAccount']),
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says so', str_contains(implode($report->result), 'absent'), $report->result],
            ['without figures', !str_contains(implode($report->result), 'Reception'), $report->result],
        ],
    ] + $fields,
    LinkSteps::escaped('link to MeshCentral', 'mesh"><script>.example'),
    ...LinkSteps::leading('link to a server entered as', [
        ['mesh.example.org', '', 'https://mesh.example.org/'],
        ['mesh.example.org:8443', '443', 'https://mesh.example.org:8443/'],
        ['2001:db8::1', '8443', 'https://[2001:db8::1]:8443/'],
    ]),
    [
        'title' => 'link to a server that is entered in products', 'call' => 'AdminLink',
        'before' => static fn (Life $life) => Mesh::enter($life, Mesh::PRODUCT),
        'then' => static fn (Life $life, Report $report): iterable => [
            ['nothing leads nowhere', !str_contains($report->result, 'https:///') && !str_contains($report->result, '://"'), $report->result],
        ],
    ],
];
