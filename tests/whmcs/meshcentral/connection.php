<?php

/**
 * "Test Connection" on servers of every kind: where the credential stands, which product is asked with, and what staff
 * read when it does not work.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\Report;
use WhmcsHost\Vault;

$good = ['success' => true, 'error' => ''];
/** A test that fails, with a text that holds each of these. */
$fails = static fn (string $title, array $patterns, array $more = []): array => $more + [
    'title' => $title, 'call' => 'TestConnection',
    'then' => static function (Life $life, Report $report) use ($patterns): iterable {
        yield ['it fails', $report->result['success'] === false, $report->result];
        foreach ($patterns as $pattern) {
            yield ["the text has $pattern", preg_match($pattern, $report->result['error']) === 1, $report->result];
        }
    },
];
/** Where staff can enter a key. */
$where = ['/access hash/i', '/APIKey/', '/product/i'];

return [
    'meshcentral: test connection',
    [
        'title' => 'a token in the record and the login key beside it', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::enter($life, Mesh::RECORD),
    ],
    $fails('a wrong password', ['/login token/'], ['changes' => ['serverpassword' => 'not-the-password']]),
    $fails('without the CA', ['/certificate/i'], ['settings' => ['provision.ca_file=']]),
    $fails('a port where nobody listens', ['/./'], ['changes' => ['serverport' => '9'], 'within' => 10]),
    $fails('a login key that is another server\'s', ['/login key/'], ['changes' => ['serveraccesshash' => str_repeat('ab', 80)]]),
    $fails('an account that manages nobody', ['/Manage Users/'], [
        'changes' => ['serverusername' => 'foreign', 'serverpassword' => 'Foreign-Passw0rd'],
    ]),
    $fails('no answer that is MeshCentral\'s', ['/./'], [
        'before' => static fn (Life $life) => $life->product->fault('html_login'),
    ]),
    [
        'title' => 'a blank record and a product with address and key', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            $life->product->connections();
            Mesh::enter($life, Mesh::PRODUCT);
        },
        'then' => static function (Life $life): iterable {
            $made = $life->product->connections()['accepted'];
            yield ['over one connection', $made === 1, $made];
        },
    ],
    [
        'title' => 'a key that WHMCS keeps encrypted', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::setting($life->productId, 2, Vault::encrypt(Mesh::LOGIN_KEY)),
    ],
    [
        'title' => 'a token that WHMCS keeps encrypted', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::setting(
            $life->productId,
            2,
            Vault::encrypt(Mesh::TOKEN_USER . ':' . Mesh::TOKEN_PASSWORD)
        ),
    ],
    [
        'title' => 'address and key alone: the key acts as admin', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            Mesh::setting($life->productId, 2, Mesh::LOGIN_KEY);
            Mesh::setting($life->productId, 13, '');
        },
    ],
    $fails('a key that acts as an account which is not there', ['/Product of meshcentral/', '/no account nobody/'], [
        'before' => static fn (Life $life) => Mesh::setting($life->productId, 13, 'nobody'),
    ]),
    [
        'title' => 'the account again', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::setting($life->productId, 13, Mesh::MANAGER),
    ],
    $fails('a key of nobody', ['/Product of meshcentral/', '/login key/'], [
        'before' => static fn (Life $life) => Mesh::setting($life->productId, 2, str_repeat('cd', 80)),
    ]),
    [
        'title' => 'the key again', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::setting($life->productId, 2, Mesh::LOGIN_KEY),
    ],
    [
        'title' => 'a record with a login key and nothing else', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::place($life, Mesh::record($life, Mesh::MANAGER, '', Mesh::LOGIN_KEY)),
    ],
    $fails('a blank record without any product', $where, [
        'before' => static fn (Life $life) => Mesh::place($life, []), 'requests' => [],
    ]),
    $fails('a blank record and a product without a key', $where, [
        'before' => static fn (Life $life) => Mesh::place($life, [], [1 => Mesh::address($life)]), 'requests' => [],
    ]),
    $fails('products that are not this server\'s, or not this module\'s', $where, [
        'before' => static function (Life $life): void {
            $elsewhere = $life->host->addServerGroup($life->host->addServer('meshcentral', []));
            $life->host->addProduct('meshcentral', Mesh::inProduct($life), $elsewhere);
            Mesh::place($life, []);
            $life->host->addProduct('cometbackup', Mesh::inProduct($life), $life->host->addServerGroup($life->server));
        },
        'requests' => [],
    ]),
    [
        'title' => 'a product in no group, of which a service is on the server', 'call' => 'TestConnection',
        'result' => $good,
        'before' => static function (Life $life): void {
            $product = $life->host->addProduct('meshcentral', Mesh::inProduct($life));
            $life->service = $life->host->addService($life->client, $product, $life->server, '');
        },
    ],
    $fails('a product in no group, of which every service on the server has ended', $where, [
        'before' => static fn (Life $life) => $life->host->edit($life->service, ['domainstatus' => 'Terminated']),
        'requests' => [],
    ]),
    [
        'title' => 'two products, each with a key and a domain of its own', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            $life->host->remove($life->service);
            Mesh::branch($life);
            Mesh::place($life, [], Mesh::inProduct($life), Mesh::inBranch($life), Mesh::inProduct($life) + [3 => 'view']);
            $life->product->connections();
        },
        'then' => static function (Life $life): iterable {
            $made = $life->product->connections()['accepted'];
            yield ['a connection for each, and none for a third that is like the first', $made === 2, $made];
        },
    ],
    [
        'title' => 'a domain\'s key that WHMCS keeps encrypted', 'call' => 'TestConnection', 'result' => $good,
        'before' => static fn (Life $life) => Mesh::setting($life->notes['products'][1], 5, Vault::encrypt(Mesh::BRANCH_URL_KEY)),
    ],
    [
        'title' => 'a domain\'s key of another script that WHMCS keeps encrypted', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            Mesh::setting($life->notes['products'][1], 5, Vault::encrypt('Ключ от двери'));
            $life->product->merge(['domains' => ['branch' => ['url_key' => 'Ключ от двери']]]);
        },
    ],
    [
        'title' => 'a domain\'s key that looks like an encrypted one', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            $key = 'QmVhdXRpZnVsIGJ1dCBwbGFpbiBrZXk=';
            Mesh::setting($life->notes['products'][1], 5, $key);
            $life->product->merge(['domains' => ['branch' => ['url_key' => $key]]]);
        },
    ],
    $fails('two products, of which one has a wrong key', ['/Product of the branch/', '/login token/'], [
        'before' => static function (Life $life): void {
            Mesh::rename($life->notes['products'][1], 'Product of the branch');
            Mesh::setting($life->notes['products'][1], 2, '~t:AAAAbbbbCCCCdddd:of-nobody-at-all');
        },
    ]),
    [
        'title' => 'products whose names are markup', 'call' => 'TestConnection',
        'before' => static fn (Life $life) => Mesh::rename($life->notes['products'][1], '<script>alert(1)</script>'),
        'then' => static fn (Life $life, Report $report): iterable => [
            ['the text has none', strpbrk($report->result['error'], '<>') === false, $report->result],
            ['and says which it is', str_contains($report->result['error'], 'alert(1)'), $report->result],
        ],
    ],
    [
        'title' => 'a server that is not saved yet, with a host name', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            $record = ['hostname' => 'localhost', 'port' => (string) $life->product->port];
            Mesh::place($life, $record, [2 => Mesh::LOGIN_KEY, 13 => Mesh::MANAGER]);
            Mesh::setting($life->notes['ways'][Mesh::RECORD][0], 2, '');
        },
        'changes' => ['serverid' => 0],
    ],
    [
        'title' => 'a full record and products that say nothing of a server', 'call' => 'TestConnection', 'result' => $good,
        'before' => static function (Life $life): void {
            $record = Mesh::record($life, Mesh::MANAGER, Mesh::MANAGER_PASSWORD);
            Mesh::place($life, $record, [3 => 'full'], [3 => 'view', 10 => '5']);
            $life->product->connections();
        },
        'then' => static function (Life $life): iterable {
            $made = $life->product->connections()['accepted'];
            yield ['it is asked once', $made === 1, $made];
        },
    ],
];
