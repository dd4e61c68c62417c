<?php

/**
 * Answers that never come back while a service is made, steps that the server refuses, and a database that does not
 * store: pressing Create again makes no second account and no second group, and never a success without all of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;

/** From the message on the answer is lost, and nobody can log in any more to see what became of it. */
$silence = static fn (string $action): \Closure => static function (Life $life) use ($action): void {
    $life->order('');
    Mesh::fault($life, 'drop_applied', [
        'action' => $action, 'at' => 1, 'then' => ['settings' => ['close' => ['cause' => 'noauth', 'msg' => 'noauth-1']]],
    ]);
};
$return = static function (Life $life): void {
    $life->product->clearFaults();
    $life->product->merge(['settings' => ['close' => null]]);
};
$again = [
    'title' => 'create pressed again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
    'before' => $return, 'then' => Mesh::isWhole(...),
];
/** One answer is lost, and the call finds out by itself. */
$one = static fn (string $action): array => [
    'title' => "the answer of $action is lost", 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
    'before' => static function (Life $life) use ($action): void {
        $life->order('');
        Mesh::fault($life, 'drop_applied', ['action' => $action, 'at' => 1]);
    },
    'then' => static function (Life $life): iterable {
        $life->product->clearFaults();
        yield from Mesh::isWhole($life);
    },
];
/** A step that is refused in so many words: what this call made goes again. */
$refused = static fn (string $action, string $answer): array => [
    [
        'title' => "$action is refused", 'call' => 'CreateAccount', 'status' => 'Pending',
        'result' => '/the service account may not do this/',
        'before' => static function (Life $life) use ($action, $answer): void {
            $life->order('');
            Mesh::remember($life);
            Mesh::fault($life, 'result_error', ['action' => $action, 'result' => $answer]);
        },
        'then' => static function (Life $life): iterable {
            yield ['there is no account', Mesh::user($life, "whmcs-$life->service") === [], ''];
            yield ['and no group', Mesh::groups($life) === [], Mesh::groups($life)];
        },
    ],
    $again,
];

/** A whole service, and every command to it while somebody else's pages come instead of answers. */
$trouble = static fn (string $way): array => [
    "meshcentral: commands that fail, by $way",
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life) use ($way): void {
            Mesh::enter($life, $way);
            $life->order('');
        },
    ],
    ...array_map(static fn (string $call): array => [
        'title' => $call, 'call' => $call, 'result' => '/^(?!success$)[^<>]+$/', 'status' => 'Active',
        'changes' => ['password' => 'Another-Passw0rd'], 'kept' => ['username', 'password', 'fields'],
        'before' => static function (Life $life): void {
            Mesh::remember($life);
            $life->product->fault('html_login');
        },
        'then' => static function (Life $life): iterable {
            $life->product->clearFaults();
            return Mesh::untouched($life);
        },
    ], ['CreateAccount', 'SuspendAccount', 'UnsuspendAccount', 'ChangePackage', 'ChangePassword', 'TerminateAccount', 'AdoptGroup']),
];

return [
    'meshcentral: lost answers during create',
    ['before' => static function (Life $life): void {
        Mesh::enter($life, Mesh::RECORD);
        $life->order('');
        Mesh::fault($life, 'drop_applied', ['action' => 'adduser', 'at' => 1]);
    }] + $one('adduser'),
    $one('createmesh'),
    $one('addmeshuser'),

    [
        'title' => 'every answer is lost from adduser on', 'call' => 'CreateAccount', 'result' => '/^(?!success$)./',
        'status' => 'Pending', 'before' => $silence('adduser'),
        // both are kept at once, so that the repeat finds the account and its password is known
        'stored' => ['username' => '/^whmcs-\d+$/', 'password' => '/^\S{8,}$/'],
        'then' => static fn (Life $life): iterable => [
            ['the stored password is MeshCentral\'s', Mesh::own($life)['pass'] === $life->stored()['password'], ''],
        ],
    ],
    ['kept' => ['username', 'password']] + $again,
    [
        'title' => 'every answer is lost from createmesh on', 'call' => 'CreateAccount', 'result' => '/^(?!success$)./',
        'status' => 'Pending', 'before' => $silence('createmesh'),
        'stored' => ['username' => '/^whmcs-\d+$/', 'password' => '/^\S{8,}$/'],
    ],
    ['kept' => ['username', 'password']] + $again,
    [
        'title' => 'every answer is lost from addmeshuser on', 'call' => 'CreateAccount', 'result' => '/^(?!success$)./',
        'status' => 'Pending', 'before' => $silence('addmeshuser'),
        'stored' => ['username' => '/^whmcs-\d+$/', 'password' => '/^\S{8,}$/', 'mesh_id' => '/^mesh\/\/./'],
    ],
    ['kept' => ['username', 'password', 'fields']] + $again,
    [
        'title' => 'the message adduser is lost before it arrives', 'call' => 'CreateAccount',
        'result' => '/^(?!success$)./', 'status' => 'Pending',
        'before' => static function (Life $life): void {
            $life->order('');
            Mesh::fault($life, 'drop', [
                'action' => 'adduser', 'at' => 1, 'then' => ['settings' => ['close' => ['cause' => 'noauth', 'msg' => 'noauth-1']]],
            ]);
        },
        'then' => static fn (Life $life): iterable => [
            ['there is no account', Mesh::user($life, "whmcs-$life->service") === [], ''],
        ],
    ],
    $again,

    'meshcentral: steps that are refused during create',
    ...$refused('createmesh', 'Permission denied'),
    ...$refused('addmeshuser', 'Access denied'),

    'meshcentral: a WHMCS that cannot store',
    [
        'title' => 'create', 'call' => 'CreateAccount', 'unsaved' => true, 'status' => 'Pending',
        'before' => static fn (Life $life) => $life->order(''),
        'result' => '/^What MeshCentral answered could not be stored in WHMCS \(RuntimeException\): run the command/',
        'then' => static fn (Life $life): iterable => [
            ['the account is there', Mesh::user($life, "whmcs-$life->service") !== [], ''],
        ],
    ],
    [
        'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'stored' => ['username' => '/^whmcs-\d+$/', 'mesh_id' => '/^mesh\/\/./'], 'then' => Mesh::isWhole(...),
    ],
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client', 'unsaved' => true,
        'then' => static fn (Life $life, WhmcsHost\Report $report): iterable => [
            ['it is shown all the same', str_contains($report->page, "whmcs-$life->service"), $report->page],
        ],
    ],

    ...$trouble(Mesh::PRODUCT),
    ...$trouble(Mesh::RECORD),

    'meshcentral: lost answers of other commands',
    ...array_map(static fn (array $one): array => [
        'title' => "the answer of $one[2] is lost while the command is $one[0]", 'call' => $one[0], 'result' => 'success',
        'status' => $one[1],
        'before' => static fn (Life $life) => Mesh::fault($life, 'drop_applied', ['action' => $one[2], 'at' => 1]),
        'then' => static function (Life $life): iterable {
            $life->product->clearFaults();
            return [];
        },
    ], [
        ['SuspendAccount', 'Suspended', 'edituser'], ['UnsuspendAccount', 'Active', 'addmeshuser'],
        ['TerminateAccount', 'Terminated', 'deletemesh'],
    ]),
];
