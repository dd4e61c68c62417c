<?php

/**
 * The client area: devices, ways to add one, the invitation that is asked for as seldom as can be, and what is shown while
 * MeshCentral is slow, silent, gone, or has names that nobody expects.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;
use WhmcsHost\State;

$area = ['call' => 'ClientArea', 'area' => 'client', 'within' => 4];
$shows = static fn (string ...$texts): \Closure => static function (Life $life, Report $report) use ($texts): iterable {
    foreach ($texts as $text) {
        yield ["it shows $text", str_contains($report->page, $text), $report->page];
    }
};
$hides = static fn (string ...$texts): \Closure => static function (Life $life, Report $report) use ($texts): iterable {
    foreach ($texts as $text) {
        yield ["it does not show $text", !str_contains($report->page, $text), $report->page];
    }
};
$both = static fn (\Closure ...$checks): \Closure => static function (Life $life, Report $report) use ($checks): iterable {
    foreach ($checks as $check) {
        yield from $check($life, $report);
    }
};
/** Whether this look asked for an invitation. */
$invited = static fn (bool $wanted): \Closure => static fn (Life $life): iterable => [
    [
        $wanted ? 'an invitation is asked for' : 'no invitation is asked for',
        in_array('createInviteLink', Mesh::told($life), true) === $wanted,
        Mesh::told($life),
    ],
];
/** Sets back what is kept of the links by so many seconds. */
$older = static fn (int $seconds, string ...$names): \Closure => static function (Life $life) use ($seconds, $names): void {
    $kept = Mesh::kept($life);
    foreach ($names as $name) {
        $kept['links'][$name] -= $seconds;
    }
    State::setField($life->productId, $life->service, Mesh::FIGURES, json_encode($kept));
};
$forget = static function (Life $life): void {
    $state = $life->product->state();
    $group = $life->stored()['fields']['mesh_id'];
    $state['nodes'] = array_filter($state['nodes'], static fn (array $node): bool => $node['meshid'] !== $group);
    $life->product->control('POST', 'state', $state);
};
const MESH_LOGIN = 'dosinglesignon=1';
const MESH_ADDS = ['agentinvite', 'meshagents?', 'meshosxagent?', 'meshinstall.sh'];

return [
    'meshcentral: the client area',
    [
        'title' => 'without devices',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->order('');
            $life->call(['call' => 'CreateAccount']);
        },
        'then' => $both($shows('Active', MESH_LOGIN, 'No device yet', ...MESH_ADDS), $invited(true)),
    ] + $area,
    [
        'title' => 'a second look', 'before' => static fn (Life $life) => Mesh::fill($life, ['Reception' => true, 'Laptop' => false]),
        'then' => $both(
            $shows('Reception', 'Laptop', 'Online', 'Offline', 'last seen 1 day ago', '2 of 3', 'Debian GNU/Linux 12', ...MESH_ADDS),
            $hides('alert-warning', 'No device yet'),
            $invited(false)
        ),
    ] + $area,
    [
        'title' => 'half a day later', 'before' => $older(43000, 'asked_at', 'invite_expires'), 'then' => $invited(false),
    ] + $area,
    ['title' => 'a day later', 'before' => $older(43500, 'asked_at', 'invite_expires'), 'then' => $invited(true)] + $area,
    [
        'title' => 'a product whose invitations hold two hours', 'changes' => ['configoption7' => '2'],
        'then' => $invited(true),
    ] + $area,
    [
        'title' => 'of them not yet half are over', 'changes' => ['configoption7' => '2'], 'before' => $older(3500, 'asked_at', 'invite_expires'),
        'then' => $invited(false),
    ] + $area,
    [
        'title' => 'of them half are over', 'changes' => ['configoption7' => '2'], 'before' => $older(200, 'asked_at', 'invite_expires'),
        'then' => $invited(true),
    ] + $area,
    [
        'title' => 'an address for clients', 'changes' => ['configoption12' => 'https://mesh.example.org'],
        'then' => $both($shows('https://mesh.example.org/agentinvite?', 'https://mesh.example.org/meshagents?'), $invited(true)),
    ] + $area,
    [
        'title' => 'more devices than the package includes',
        'before' => static fn (Life $life) => Mesh::fill($life, ['Till' => true, 'Workshop' => false]),
        'then' => $shows('4 of 3', 'alert-warning', MESH_LOGIN),
    ] + $area,
    [
        'title' => 'a certificate that nobody trusts',
        'before' => static function (Life $life) use ($older): void {
            $life->product->merge(['settings' => ['trusted_certificate' => false]]);
            $older(90000, 'asked_at')($life);
        },
        'then' => $shows('certificate'),
    ] + $area,
    [
        'title' => 'a certificate that browsers trust',
        'before' => static function (Life $life) use ($older): void {
            $life->product->merge(['settings' => ['trusted_certificate' => true]]);
            $older(90000, 'asked_at')($life);
        },
        'then' => $hides('certificate'),
    ] + $area,
    [
        'title' => 'in Italian', 'changes' => ['clientsdetails' => ['language' => 'italian']],
        'then' => $both($shows('Attivo', '4 di 3', '1 giorno fa'), $hides('Active', 'ago<')),
    ] + $area,
    [
        'title' => 'in German', 'changes' => ['clientsdetails' => ['language' => 'german']],
        'then' => $both($shows('Aktiv', '4 von 3', 'vor 1 Tag'), $hides('>Active<')),
    ] + $area,
    [
        'title' => 'in a language that is another file', 'changes' => ['clientsdetails' => ['language' => '../lib/Outcome']],
        'then' => $shows('Active', '4 of 3'),
    ] + $area,

    'meshcentral: the client area with names that nobody expects',
    [
        'title' => 'markup, quotes, another direction of writing, length, signs that are none',
        'before' => static function (Life $life): void {
            $group = $life->stored()['fields']['mesh_id'];
            foreach (
                [
                    '<script>alert(1)</script>', '"\'><img src=x onerror=alert(1)>', "\u{202E}gpj.exe", str_repeat('W', 500),
                    "nul\0l\u{7}", " \u{200B} ", str_repeat("\u{1F4BB}", 10000), '{$smarty.now}{literal}',
                ] as $n => $name
            ) {
                Mesh::addDevice($life, "$life->service-odd-$n", $group, $name, true, ['osdesc' => $name]);
            }
        },
        'then' => $both(
            $shows('&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;img src=x onerror=alert(1)&gt;', '{$smarty.now}', '12 of 3'),
            $hides('<script>alert', '<img src=x', str_repeat('W', 200)),
            static fn (Life $life, Report $report): iterable => [
                ['it is UTF-8', mb_check_encoding($report->page, 'UTF-8'), ''],
                ['no sign that steers', preg_match('/[\x00-\x08\x0b\x0e-\x1f\x7f]/', $report->page) === 0, ''],
                ['a name of nothing has another', str_contains($report->page, 'Device without a name'), $report->page],
                [
                    'another direction ends with the name',
                    preg_match_all('/<bdi>\x{202E}?gpj\.exe<\/bdi>/u', $report->page) === substr_count($report->page, 'gpj.exe'),
                    $report->page,
                ],
                ['the page stays small', strlen($report->page) < 60000, strlen($report->page)],
            ]
        ),
    ] + $area,
    ...array_map(static fn (string $fault, string $title): array => [
        'title' => $title,
        'before' => static fn (Life $life) => Mesh::fault($life, $fault, ['action' => 'nodes']),
        'then' => static function (Life $life, Report $report) use ($shows): iterable {
            $life->product->clearFaults();
            yield ['it is UTF-8', mb_check_encoding($report->page, 'UTF-8'), ''];
            yield from $shows('Reception', "whmcs-$life->service")($life, $report);
        },
    ] + $area, ['invalid_utf8', 'nul_in_string', 'not_json'], ['bytes that are no text', 'a NUL', 'no JSON']),
    [
        'title' => '250 devices',
        'before' => static function (Life $life) use ($forget): void {
            $forget($life);
            Mesh::fill($life, array_fill_keys(array_map(static fn (int $n): string => "Computer $n", range(1, 250)), true));
        },
        'then' => static function (Life $life, Report $report): iterable {
            $shown = substr_count($report->page, '>Computer ');
            yield ['two hundred are shown', $shown === 200, $shown];
            yield ['and how many more there are', str_contains($report->page, '50 more are not listed here'), $report->page];
            yield ['all are counted', str_contains($report->page, '250 of 3'), $report->page];
            yield ['in their order', strpos($report->page, '>Computer 9<') < strpos($report->page, '>Computer 10<'), ''];
        },
    ] + $area,
    [
        'title' => '200 devices with the longest names', 'before' => static function (Life $life) use ($forget): void {
            $forget($life);
            $name = static fn (int $n): string => sprintf('%03d', $n) . str_repeat('漢', 500);
            Mesh::fill($life, array_fill_keys(array_map($name, range(1, 200)), false));
        },
        'then' => static function (Life $life, Report $report): iterable {
            $kept = $life->stored()['fields'][Mesh::FIGURES];
            yield ['what is kept for later fits WHMCS\'s column', strlen($kept) < 60001 && $kept !== '', strlen($kept)];
            $figures = json_decode($kept, true);
            yield ['and is whole', ($figures['status']['usage']['devices'] ?? 0) === 200, substr($kept, 0, 300)];
            yield ['with the links', ($figures['links']['invite_url'] ?? '') !== '', substr($kept, -300)];
        },
    ] + $area,

    'meshcentral: the client area while MeshCentral does not answer',
    [
        'title' => 'figures to be kept',
        'before' => static function (Life $life) use ($forget): void {
            $forget($life);
            Mesh::fill($life, ['Reception' => true, 'Laptop' => false]);
        },
        'then' => $shows('2 of 3'),
    ] + $area,
    [
        'title' => 'it hangs', 'before' => static fn (Life $life) => $life->product->fault('hang'),
        'then' => $both($shows('Reception', 'Laptop', '2 of 3', 'just now', 'last known', ...MESH_ADDS), $hides(MESH_LOGIN)),
    ] + $area,
    [
        'title' => 'it lets in and says nothing more',
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            Mesh::fault($life, 'silence');
        },
        'then' => $both($shows('Reception', 'last known'), $hides(MESH_LOGIN)),
    ] + $area,
    [
        'title' => 'it makes no invitation',
        'before' => static function (Life $life) use ($older): void {
            $life->product->clearFaults();
            $older(90000, 'asked_at')($life);
            Mesh::fault($life, 'silence', ['action' => 'createInviteLink']);
        },
        'then' => $both($shows('Reception', MESH_LOGIN, ...MESH_ADDS), $hides('last known')),
    ] + $area,
    [
        'title' => 'it does not tell the devices',
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            Mesh::fault($life, 'not_json', ['action' => 'lastconnects']);
        },
        'then' => $both($shows('2 of 3', 'The list of devices cannot be shown', MESH_LOGIN), $hides('Reception', 'not listed here')),
    ] + $area,
    [
        'title' => 'it tells them again', 'before' => static fn (Life $life) => $life->product->clearFaults(),
        'then' => $shows('Reception'),
    ] + $area,
    [
        'title' => 'three hours later nobody listens', 'changes' => ['serverport' => '9'],
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            $kept = Mesh::kept($life);
            $kept['time'] -= 3 * 3600 + 60;
            State::setField($life->productId, $life->service, Mesh::FIGURES, json_encode($kept));
        },
        'then' => $both($shows('3 hours ago', 'Reception'), $hides(MESH_LOGIN, 'refused', 'localhost:9')),
    ] + $area,
    [
        'title' => 'what is kept comes back with entities in it', 'changes' => ['serverport' => '9'],
        'before' => static function (Life $life): void {
            $kept = $life->stored()['fields'][Mesh::FIGURES];
            State::setField($life->productId, $life->service, Mesh::FIGURES, htmlspecialchars($kept, ENT_QUOTES));
        },
        'then' => $shows('Reception', '2 of 3', 'meshagents?'),
    ] + $area,
    [
        'title' => 'an invitation that is over is not shown', 'changes' => ['serverport' => '9'],
        'before' => $older(9 * 86400, 'invite_expires'),
        'then' => $both($shows('Reception', 'meshagents?'), $hides('agentinvite')),
    ] + $area,
    [
        'title' => 'a wrong key is no business of a client', 'changes' => ['serverpassword' => 'not-the-password'],
        'then' => $both($shows('Reception'), $hides('login token', 'password', MESH_LOGIN)),
    ] + $area,
    [
        'title' => 'what is kept is damaged', 'changes' => ['serverport' => '9'],
        'before' => static fn (Life $life) => State::setField($life->productId, $life->service, Mesh::FIGURES, '{"time":"x","status":'),
        'then' => static fn (Life $life, Report $report): iterable => $both($shows("whmcs-$life->service"), $hides(MESH_LOGIN, 'agentinvite'))($life, $report),
    ] + $area,

    [
        'title' => 'what is kept is of another version of the module', 'changes' => ['serverport' => '9'],
        'before' => static fn (Life $life) => State::setField($life->productId, $life->service, Mesh::FIGURES, (string) json_encode([
            'time' => time(), 'status' => ['state' => 'active', 'usage' => ['devices' => 1]], 'devices' => [['name' => 'Reception']],
            'links' => ['installers' => [['url' => 'https://mesh.example.org/agent']]],
        ])),
        'then' => static fn (Life $life, Report $report): iterable => $shows("whmcs-$life->service")($life, $report),
    ] + $area,
    [
        'title' => 'the same for staff', 'call' => 'AdminServicesTabFields', 'changes' => ['serverport' => '9'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the cause', str_contains(implode((array) $report->result), 'refused the connection'), $report->result],
        ],
    ],

    'meshcentral: the client area of a service that is suspended, half gone or gone',
    ['title' => 'another look at it', 'then' => $shows(MESH_LOGIN, ...MESH_ADDS)] + $area,
    [
        'title' => 'suspended while nobody listens, and never looked at since', 'changes' => ['serverport' => '9'],
        'before' => static function (Life $life): void {
            $life->call(['call' => 'SuspendAccount']);
        },
        'then' => $both($shows('Suspended', 'Reception'), $hides(MESH_LOGIN, ...MESH_ADDS)),
    ] + $area,
    [
        'title' => 'suspended', 'then' => $both($shows('suspended', 'Reception'), $hides(MESH_LOGIN, ...MESH_ADDS), $invited(false)),
    ] + $area,
    [
        'title' => 'suspended, while nobody listens', 'changes' => ['serverport' => '9'],
        'then' => $both($shows('Suspended'), $hides(MESH_LOGIN, ...MESH_ADDS)),
    ] + $area,
    [
        'title' => 'unsuspended', 'before' => static fn (Life $life) => $life->call(['call' => 'UnsuspendAccount']),
        'then' => $both($shows(MESH_LOGIN, ...MESH_ADDS), $hides('alert-warning')),
    ] + $area,
    [
        'title' => 'without its account',
        'before' => Mesh::deleteAccount(...),
        'then' => $both($shows('A part of this service is missing', 'Reception'), $hides(MESH_LOGIN, ...MESH_ADDS), $invited(false)),
    ] + $area,
    [
        'title' => 'without its group',
        'before' => static function (Life $life): void {
            $life->call(['call' => 'CreateAccount']);
            $state = $life->product->state();
            unset($state['meshes'][$life->stored()['fields']['mesh_id']]);
            $life->product->control('POST', 'state', $state);
        },
        'then' => $both($shows('A part of this service is missing'), $hides('Reception', MESH_LOGIN, ...MESH_ADDS), $invited(false)),
    ] + $area,
    [
        'title' => 'gone', 'before' => static fn (Life $life) => $life->call(['call' => 'TerminateAccount']),
        'then' => $both($shows('Not set up'), $hides('Reception', MESH_LOGIN, ...MESH_ADDS)),
    ] + $area,
];
