<?php

/**
 * Answers that never come back while an account is made, and steps that the server refuses: pressing Create again makes
 * no second account and no second vault, and never a success without all of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;

/** The account is whole and the only one of the service. */
$whole = static function (Life $life): iterable {
    $stored = $life->stored();
    $own = Comet::own($life);
    yield ['the account is there', $own !== [], $stored];
    yield ['one vault, with its quota', Comet::vaultLimits($own) === [50 * Comet::GB], $own['Destinations']];
    yield ['the stored password is Comet\'s', Comet::password($life, $stored['username']) === $stored['password'], ''];
    $marked = array_filter(
        $life->product->state()['users'],
        static fn (array $user): bool => preg_match("/^whmcs:$life->service\b/", $user['profile']['AccountName']) === 1
    );
    yield ['no second one', count($marked) === 1, array_keys($marked)];
};
/** Of a client of his own, whose name is free. */
$order = static function (Life $life): void {
    $client = $life->host->addClient(['email' => "client$life->service@example.com"]);
    $life->service = $life->host->addService($client, $life->productId, $life->server, '');
    Comet::fields($life, ['Username|Your user name' => '', 'Password|Your password' => '']);
};

return [
    'cometbackup: lost answers during create',
    [
        'title' => 'fault 3: the answer of add-user is lost', 'call' => 'CreateAccount', 'result' => 'success',
        'status' => 'Active',
        'before' => static function (Life $life) use ($order): void {
            $order($life);
            $life->product->fault('close_applied', ['path' => 'admin/add-user', 'at' => 1]);
        },
        'then' => $whole,
    ],
    [
        'title' => 'the answer of request-storage-vault is lost', 'call' => 'CreateAccount', 'result' => 'success',
        'status' => 'Active',
        'before' => static function (Life $life) use ($order): void {
            $order($life);
            $life->product->fault('close_applied', ['path' => 'request-storage-vault', 'at' => 1]);
        },
        'then' => $whole,
    ],
    [
        'title' => 'every answer is lost from add-user on', 'call' => 'CreateAccount', 'result' => '/^(?!success$)./',
        'status' => 'Pending',
        'before' => static function (Life $life) use ($order): void {
            $order($life);
            $life->product->fault('close_applied', ['path' => 'admin/add-user']);
            foreach (['get-user-profile', 'user/web/session', 'list-users'] as $path) {
                $life->product->fault('close', ['path' => $path]);
            }
        },
        // both are kept, so that the repeat finds the account
        'stored' => ['username' => '/^.{6,}$/', 'password' => '/^\S{8,}$/'],
    ],
    [
        'title' => 'fault 3: create pressed again',
        'call' => 'CreateAccount',
        'result' => 'success',
        'status' => 'Active',
        'before' => static fn (Life $life) => $life->product->clearFaults(), 'kept' => ['username', 'password'],
        'then' => $whole,
    ],
    [
        'title' => 'fault 4: a vault that the server refuses', 'call' => 'CreateAccount', 'status' => 'Pending',
        'result' => '/no more space/',
        'before' => static function (Life $life) use ($order): void {
            $order($life);
            $life->product->merge(['templates' => ['TEMPLATE-1' => ['failure' => 'no more space']]]);
        },
    ],
    [
        'title' => 'fault 4: create when it can be had',
        'call' => 'CreateAccount',
        'result' => 'success',
        'status' => 'Active',
        'before' => static fn (Life $life) => $life->product->merge(['templates' => ['TEMPLATE-1' => ['failure' => null]]]),
        'then' => $whole,
    ],
];
