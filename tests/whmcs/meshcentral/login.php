<?php

/**
 * Passwords, and login links by each of the ways that MeshCentral knows: with its login key, and without it by the
 * client's own password.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;

$notNow = 'This is not possible at the moment. Please try again in a few minutes, or contact support.';
/** A login that ends in a link. @param string $pattern of what stands behind "login=" and its value */
$link = static fn (string $title, string $place, string $pattern = '', array $more = []): array => $more + [
    'title' => $title, 'call' => 'ServiceSingleSignOn', 'area' => 'client',
    'then' => static function (Life $life, Report $report) use ($place, $pattern): iterable {
        $url = $report->result['redirectTo'] ?? '';
        $place = $place === '' ? Mesh::address($life) . '/' : $place;
        yield [
            'it leads where it must',
            preg_match('~^' . preg_quote($place, '~') . "\\?login=[A-Za-z0-9%@$]{40,}$pattern$~D", $url) === 1,
            $report->result,
        ];
        if ($place === Mesh::address($life) . '/') {
            $page = $life->product->page($url);
            $name = rawurlencode('"' . $life->stored()['username'] . '"');
            yield ['and logs the client in', str_contains($page, $name), $page];
        }
    },
];
/** A login that is refused: what staff read, while a client reads nothing of servers and settings. */
$refused = static fn (string $title, string $forStaff, array $more = []): array => [
    $more + [
        'title' => "$title, for staff", 'call' => 'ServiceSingleSignOn',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['no link', !isset($report->result['redirectTo']) && $report->result['success'] === false, $report->result],
            ['the cause', preg_match($forStaff, $report->result['errorMsg'] ?? '') === 1, $report->result],
        ],
    ],
    [
        'title' => "$title, for the client", 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'result' => ['success' => false, 'errorMsg' => $notNow],
    ] + array_intersect_key($more, ['changes' => 0]),
];
$noKey = ['changes' => ['serveraccesshash' => '']];

return [
    'meshcentral: passwords',
    [
        'title' => 'a password that the server refuses', 'call' => 'ChangePassword', 'area' => 'client',
        'before' => static function (Life $life): void {
            Mesh::enter($life, Mesh::RECORD);
            $life->order('');
            $life->call(['call' => 'CreateAccount']);
            $life->product->merge(['settings' => ['password_requirements' => ['min' => 12, 'numeric' => 1]]]);
            Mesh::remember($life);
        },
        'changes' => ['password' => 'Kurz9+ab'],
        'result' => '/^[^<>]*did not change the password[^<>]*passwordRequirements[^<>]*$/', 'kept' => ['password'],
        'then' => Mesh::untouched(...),
    ],
    [
        'title' => 'one that it takes', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Lang-genug-2026 "&<ü>'], 'result' => 'success',
        'stored' => ['password' => 'Lang-genug-2026 "&<ü>'],
        'then' => static function (Life $life): iterable {
            $life->product->merge(['settings' => ['password_requirements' => []]]);
            yield ['MeshCentral has it', Mesh::own($life)['pass'] === 'Lang-genug-2026 "&<ü>', ''];
        },
    ],
    ...array_map(static fn (string $password, string $title): array => [
        'title' => $title, 'call' => 'ChangePassword', 'area' => 'client', 'kept' => ['password'], 'requests' => [],
        'changes' => ['password' => $password, 'clientsdetails' => ['language' => 'italian']],
        'result' => 'La password deve avere da 4 a 256 caratteri.',
    ], ['abc', str_repeat('x', 257), ''], ['one that is too short', 'one that is too long', 'none']),
    [
        'title' => 'one that is too short, by staff', 'call' => 'ChangePassword', 'changes' => ['password' => 'abc'],
        'result' => '/^MeshCentral: .*password/', 'kept' => ['password'], 'requests' => [],
    ],
    [
        'title' => 'change password while MeshCentral is down', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Another-Passw0rd', 'serverport' => '9'], 'result' => $notNow, 'kept' => ['password'],
    ],
    [
        'title' => 'the same by staff', 'call' => 'ChangePassword',
        'changes' => ['password' => 'Another-Passw0rd', 'serverport' => '9'], 'result' => '/refused the connection/',
        'kept' => ['password'],
    ],

    'meshcentral: login links',
    $link('with the login key', ''),
    $link('with the address for clients', 'https://mesh.example.org:8443/', '', [
        'changes' => ['configoption12' => 'https://mesh.example.org:8443'],
    ]),
    $link('without the login key, by the client\'s own password', '', '', $noKey),
    ...$refused('where MeshCentral hands out no links by password', '/login key/', $noKey + [
        'before' => static fn (Life $life) => $life->product->merge(['settings' => ['allow_login_token' => false]]),
    ]),
    ...$refused('by a password that the client has changed himself', '/password/', $noKey + [
        'before' => static fn (Life $life) => $life->product->merge([
            'settings' => ['allow_login_token' => true],
            'users' => ["user//whmcs-$life->service" => ['pass' => 'changed-by-himself']],
        ]),
    ]),
    $link('the login key needs no password', ''),
    $link('cookies in hex', '', '', [
        'changes' => ['configoption6' => 'hex'],
        'before' => static fn (Life $life) => $life->product->merge(['settings' => ['cookie_encoding' => 'hex']]),
    ]),
    ...$refused('a server that is down', '/refused the connection/', [
        'changes' => ['serverport' => '9'],
        'before' => static fn (Life $life) => $life->product->merge(['settings' => ['cookie_encoding' => 'base64']]),
    ]),
    ...$refused('an address for clients without TLS', '/configoption12/', [
        'changes' => ['configoption12' => 'http://mesh.example.org'],
    ]),
    ...$refused('an account that somebody made a manager', '/not treated as a client/', [
        'before' => static fn (Life $life) => $life->product->merge(
            ['users' => ["user//whmcs-$life->service" => ['siteadmin' => 66]]]
        ),
    ]),
    [
        'title' => 'the end of that', 'call' => 'TerminateAccount', 'result' => '/it is not deleted/',
        'before' => Mesh::remember(...), 'then' => Mesh::untouched(...),
    ],

    'meshcentral: a domain that wants a key in its addresses',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            Mesh::branch($life);
            Mesh::place($life, [], Mesh::inBranch($life));
            $life->order('');
        },
        'stored' => ['username' => '/^whmcs-\d+$/', 'mesh_id' => '/^mesh\/branch\/./'],
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client', 'shown' => ['configoption5'],
        'then' => static function (Life $life, Report $report): iterable {
            preg_match_all('~(?:href|value)="(https://[^"]*/agentinvite\?[^"]*)"~', $report->page, $found);
            $url = html_entity_decode($found[1][0] ?? '', ENT_QUOTES);
            yield ['there is an invitation', $url !== '', $report->page];
            yield ['which works', str_contains($life->product->page($url), 'Agent Installation'), $url];
        },
    ],
    [
        'title' => 'login', 'call' => 'ServiceSingleSignOn', 'area' => 'client', 'shown' => ['configoption5'],
        'then' => static function (Life $life, Report $report): iterable {
            $url = $report->result['redirectTo'] ?? '';
            yield ['it leads to the domain', str_starts_with($url, Mesh::address($life) . '/branch/?login='), $report->result];
            yield ['and logs the client in', str_contains($life->product->page($url), "whmcs-$life->service"), $url];
        },
    ],
    ['title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated'],
];
