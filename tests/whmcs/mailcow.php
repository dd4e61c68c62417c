<?php

/**
 * The module mailcow through a service's life: the table that ModuleRun walks.
 *
 * The server also holds domains that are no business of the service; after every life they must be as they were.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Frame;
use WhmcsHost\HostilePages;
use WhmcsHost\Life;
use WhmcsHost\Report;
use WhmcsHost\State;

const MAILCOW_KEY = '5A1C0E-77B2D9-4F60AA-93E81B-C2D4F7';

/** A domain with its rows as mailcow has it, or null. */
$domain = static fn (Life $life, string $name): ?array => $life->product->state()['domain'][$name] ?? null;
/** What mailcow has of others than the named domains: must never change. */
$others = static function (Life $life, string ...$own): array {
    $state = $life->product->state(true);
    $isOwn = static function (array $row) use ($own): bool {
        foreach ($own as $name) {
            if (
                in_array($name, $row, true) || str_ends_with(
                    (string) ($row['address'] ?? $row['username'] ?? ''),
                    "@$name"
                )
            ) {
                return true;
            }
        }
        return false;
    };
    $kept = [];
    foreach (['domain', 'tags_domain', 'mailbox', 'alias', 'domain_admins'] as $table) {
        $kept[$table] = array_values(array_filter($state[$table], static fn (array $row): bool => !$isOwn($row)));
    }
    return $kept;
};
$tags = static fn (Life $life, string $name): array => array_column(
    array_filter($life->product->state()['tags_domain'], static fn (array $row): bool => $row['domain'] === $name),
    'tag_name'
);
$administrators = static fn (Life $life, string $name): array => array_column(
    array_filter($life->product->state()['domain_admins'], static fn (array $row): bool => $row['domain'] === $name),
    'username'
);
$password = static fn (Life $life, string $admin): string => $life->product->state()['admin'][$admin]['password'] ?? '';
$remember = static function (Life $life): void {
    $life->notes['before'] = $life->product->state(true);
};
$untouched = static function (Life $life): iterable {
    yield ['mailcow is as it was', $life->notes['before'] == $life->product->state(true), ''];
};
$options = static fn (array $options): Closure => static function (Life $life) use ($options): void {
    State::chooseOptions($life->service, $options);
};

return [
    'server' => 'mailcow.php',
    'record' => ['accesshash' => MAILCOW_KEY, 'password' => 'not-used-by-mailcow'],
    'options' => [1 => '10240', '10', '50', '', '', '1024', '', '', 'mail.example.org', ''],
    'arrange' => static function (Life $life): void {
        $life->product->merge([
            'settings' => ['rw_key' => MAILCOW_KEY],
            'domain' => ['foreign.example' => ['description' => 'somebody else\'s']],
            'mailbox' => ['info@foreign.example' => ['quota' => 1073741824]],
            'admin' => ['foreign-admin' => ['password' => 'Foreign-Passw0rd']],
            'domain_admins' => [['username' => 'foreign-admin', 'domain' => 'foreign.example']],
            'da_acl' => ['foreign-admin' => []],
        ]);
    },
    'steps' => [
        'mailcow: a service from the order to its end',
        ['title' => 'test connection', 'call' => 'TestConnection', 'result' => ['success' => true, 'error' => '']],
        [
            'title' => 'test connection with a wrong key', 'call' => 'TestConnection',
            'changes' => ['serveraccesshash' => 'WRONG-KEY-00000'],
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it fails and says why', preg_match('/key/i', $report->result['error']) === 1, $report->result],
            ],
        ],
        [
            'title' => 'test connection without the CA', 'call' => 'TestConnection', 'requests' => [],
            'settings' => ['provision.ca_file='],
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'it fails and names the certificate',
                    preg_match('/certificate/i', $report->result['error']) === 1,
                    $report->result,
                ],
            ],
        ],
        [
            'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
            'before' => static fn (Life $life) => $life->order('shop.example'),
            'stored' => [
                'username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/', 'domain' => 'shop.example',
                'mailcow_admin_username' => '/^admin-[a-z0-9]{5}-\d+$/',
            ],
            'then' => static function (Life $life) use ($domain, $tags, $password): iterable {
                $stored = $life->stored();
                $made = $domain($life, 'shop.example');
                yield [
                    'the internal field holds the name',
                    $stored['fields']['mailcow_admin_username'] === $stored['username'],
                    $stored,
                ];
                yield [
                    'limits of the product',
                    [$made['quota'], $made['mailboxes'], $made['aliases']] == [10240, 10, 50],
                    $made,
                ];
                yield ['default mailbox of 1024 MB', $made['defquota'] == 1024, $made];
                yield [
                    'it bears our mark',
                    $tags($life, 'shop.example') === ["whmcs-$life->service"],
                    $tags($life, 'shop.example'),
                ];
                yield [
                    'the stored password is mailcow\'s',
                    $password($life, $stored['username']) === $stored['password'],
                    '',
                ];
            },
        ],
        [
            'title' => 'create again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
            'before' => $remember, 'kept' => ['username', 'password', 'domain'], 'then' => $untouched,
        ],
        [
            'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
            'then' => static function (Life $life) use ($domain): iterable {
                $admin = $life->product->state()['admin'][$life->stored()['username']];
                yield ['the domain is inactive', $domain($life, 'shop.example')['active'] == 0, ''];
                yield ['the administrator is inactive', $admin['active'] == 0, $admin];
            },
        ],
        [
            'title' => 'suspend again', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
            'before' => $remember, 'then' => $untouched,
        ],
        [
            'title' => 'login while suspended', 'call' => 'ServiceSingleSignOn',
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it is refused', $report->result['success'] === false, $report->result],
                ['staff hear why', preg_match('/suspended/', $report->result['errorMsg'] ?? '') === 1, $report->result],
            ],
        ],
        [
            'title' => 'client area while suspended', 'call' => 'ClientArea', 'area' => 'client',
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it says so', str_contains($report->page, 'This service is suspended'), $report->page],
                ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page],
            ],
        ],
        [
            'title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active',
            'then' => static function (Life $life) use ($domain): iterable {
                $admin = $life->product->state()['admin'][$life->stored()['username']];
                yield [
                    'domain and administrator are active',
                    $domain($life, 'shop.example')['active'] == 1 && $admin['active'] == 1,
                    $admin,
                ];
            },
        ],
        [
            'title' => 'change package by Italian options', 'call' => 'ChangePackage', 'result' => 'success',
            'before' => $options(['Quota Totale Dominio' => 20480, 'Max Caselle' => 25, 'Max Alias' => 0]),
            'then' => static function (Life $life) use ($domain): iterable {
                $now = $domain($life, 'shop.example');
                yield [
                    'quota, mailboxes, and no aliases',
                    [$now['quota'], $now['mailboxes'], $now['aliases']] == [20480, 25, 0],
                    $now,
                ];
                yield ['the default mailbox stays', $now['defquota'] == 1024, $now];
            },
        ],
        [
            'title' => 'change package by English options', 'call' => 'ChangePackage', 'result' => 'success',
            'before' => $options(
                ['Total Quota' => '4096', 'Max Mailboxes' => '5', 'Max Aliases' => '6', 'Rate Limit' => '100/h']
            ),
            'then' => static function (Life $life) use ($domain): iterable {
                $now = $domain($life, 'shop.example');
                yield [
                    'quota, mailboxes, aliases',
                    [$now['quota'], $now['mailboxes'], $now['aliases']] == [4096, 5, 6],
                    $now,
                ];
                $limit = $life->product->state()['rate_limit']['shop.example']['value'] ?? '';
                yield ['rate limit', $limit === '100 / 1h', $limit];
            },
        ],
        [
            'title' => 'change package by the operator\'s names', 'call' => 'ChangePackage', 'result' => 'success',
            'before' => $options(['Disk space' => '8192', 'Boxes' => '7']),
            'changes' => ['configoption10' => "quota = Disk space\r\n\r\nmax_mailboxes=Boxes\n"],
            'then' => static function (Life $life) use ($domain): iterable {
                $now = $domain($life, 'shop.example');
                yield [
                    'quota and mailboxes by option, aliases by product',
                    [$now['quota'], $now['mailboxes'], $now['aliases']] == [8192, 7, 50],
                    $now,
                ];
            },
        ],
        [
            'title' => 'change package with a misspelt name', 'call' => 'ChangePackage', 'before' => $remember,
            'changes' => ['configoption10' => 'quotas = Disk space'],
            'result' => '/"Option names" holds a line that is not understood: "quotas = Disk space"/',
            'then' => $untouched,
        ],
        [
            'title' => 'change password by the client', 'call' => 'ChangePassword', 'area' => 'client',
            'changes' => ['password' => 'Nuova.Chiave+2026'], 'result' => 'success', 'stored' => [
                'password' => 'Nuova.Chiave+2026',
            ],
            'then' => static fn (Life $life): iterable => [
                ['mailcow has it', $password($life, $life->stored()['username']) === 'Nuova.Chiave+2026', ''],
            ],
        ],
        [
            'title' => 'change password that the policy refuses', 'call' => 'ChangePassword', 'area' => 'client',
            'before' => static fn (Life $life) => $life->product->merge(
                ['settings' => ['password_policy' => ['length' => '12']]]
            ),
            'changes' => ['password' => 'Kurz9+ab'], 'result' => '/at least 12 characters/', 'kept' => ['password'],
        ],
        [
            'title' => 'change password while mailcow is down', 'call' => 'ChangePassword', 'area' => 'client',
            'before' => static fn (Life $life) => $life->product->fault('http_502'),
            'changes' => ['password' => 'Another-Passw0rd'],
            'result' => '/^This is not possible at the moment/', 'kept' => ['password'],
        ],
        [
            'title' => 'change username', 'call' => 'ChangeUsername', 'result' => 'success',
            'before' => static function (Life $life): void {
                $life->product->clearFaults();
                $life->host->edit($life->service, ['username' => 'Mario.Rossi']);
            },
            'stored' => ['username' => 'mario.rossi', 'mailcow_admin_username' => 'mario.rossi'],
            'then' => static fn (Life $life): iterable => [
                [
                    'mailcow knows him by it',
                    $administrators($life, 'shop.example') === ['mario.rossi'],
                    $administrators($life, 'shop.example'),
                ],
            ],
        ],
        [
            'title' => 'change username again', 'call' => 'ChangeUsername', 'result' => 'success',
            'before' => $remember,
            'stored' => ['username' => 'mario.rossi', 'mailcow_admin_username' => 'mario.rossi'], 'then' => $untouched,
        ],
        [
            'title' => 'login', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
            'then' => static function (Life $life, Report $report): iterable {
                $url = '~^https://localhost:' . $life->product->port . '/domainadmin/\?sso_token=[0-9A-F-]{30,}$~';
                yield [
                    'a URL with a token',
                    preg_match($url, $report->result['redirectTo'] ?? '') === 1,
                    $report->result,
                ];
            },
        ],

        'mailcow: figures',
        [
            'title' => 'usage of the server', 'call' => 'UsageUpdate', 'requests' => ['GET /api/v1/get/domain/all'],
            'before' => static function (Life $life): void {
                $life->product->merge([
                    'mailbox' => [
                        'a@shop.example' => ['quota' => 2147483648],
                        'b@shop.example' => ['quota' => 1073741824],
                    ],
                    'quota2' => ['a@shop.example' => ['bytes' => 1572864000, 'messages' => 1200]],
                ]);
                $elsewhere = $life->host->addServer('mailcow', ['hostname' => 'elsewhere.example']);
                $life->notes['elsewhere'] = $life->host->addService(
                    $life->client,
                    $life->productId,
                    $elsewhere,
                    'shop.example',
                    ['domainstatus' => 'Active']
                );
            },
            'stored' => [
                'diskusage' => 1500,
                'disklimit' => 8192,
                'lastupdate' => '/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/',
            ],
            'then' => static function (Life $life, Report $report): iterable {
                $elsewhere = $life->host->service($life->notes['elsewhere']);
                yield ['a service of another server is left alone', $elsewhere['diskusage'] === 0, $elsewhere];
                yield ['one reading and one writing statement', $report->queries <= 3, $report->queries];
            },
        ],
        [
            'title' => 'usage of 1201 services', 'call' => 'UsageUpdate',
            'requests' => ['GET /api/v1/get/domain/all'], 'within' => 5,
            'before' => static function (Life $life): void {
                $life->product->control('POST', 'populate', ['domains' => 1200, 'mailboxes' => 1]);
                $life->notes['many'] = [];
                for ($n = 1; $n <= 1200; $n++) {
                    $life->notes['many'][$n] = $life->host->addService(
                        $life->client,
                        $life->productId,
                        $life->server,
                        sprintf('D%05d.Populated.TEST', $n),
                        [
                            'domainstatus' => 'Active',
                        ]
                    );
                }
            },
            'then' => static function (Life $life, Report $report): iterable {
                $last = $life->host->service($life->notes['many'][1200]);
                yield [
                    'every one is written, in any spelling',
                    [$last['diskusage'], $last['disklimit']] == [2, 10240],
                    $last,
                ];
                yield ['five statements and the log', $report->queries <= 6, $report->queries];
                array_map($life->host->remove(...), $life->notes['many']);
            },
        ],
        [
            'title' => 'usage while mailcow is down', 'call' => 'UsageUpdate', 'kept' => [
                'diskusage',
                'disklimit',
                'lastupdate',
            ],
            'before' => static fn (Life $life) => $life->product->fault('http_502'),
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'staff read why',
                    preg_match('/disk usage of server \d+ was not updated: .*502/', implode($report->activity)) === 1,
                    $report->activity,
                ],
            ],
        ],
        [
            'title' => 'metrics', 'call' => 'MetricProvider',
            'before' => static fn (Life $life) => $life->product->clearFaults(),
            'then' => static function (Life $life, Report $report): iterable {
                $expected = ['mailboxes' => 2, 'aliases' => 0, 'disk' => 1.4648];
                yield [
                    'three metrics',
                    $report->metrics['names'] === ['mailboxes', 'aliases', 'disk'],
                    $report->metrics['names'],
                ];
                yield ['of every domain', count($report->metrics['usage']) === 1202, count($report->metrics['usage'])];
                yield [
                    'as mailcow counts',
                    $report->metrics['usage']['shop.example'] === $expected,
                    $report->metrics['usage']['shop.example'],
                ];
            },
        ],
        [
            'title' => 'server sync', 'call' => 'ListAccounts', 'requests' => ['GET /api/v1/get/domain/all'],
            'then' => static function (Life $life, Report $report): iterable {
                $rows = array_column($report->result['accounts'], null, 'uniqueIdentifier');
                yield ['each domain is a row', count($rows) === 1202, count($rows)];
                $row = $rows['shop.example'] ?? [];
                yield [
                    'with name and status',
                    [$row['username'] ?? '', $row['status'] ?? ''] === ['mario.rossi', 'Active'],
                    $row,
                ];
            },
        ],
        [
            'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
            'then' => static function (Life $life, Report $report): iterable {
                yield ['state', $report->result['mailcow'] === 'shop.example: active', $report->result];
                yield ['storage', $report->result['Storage used'] === '1.5 GB of 8 GB (18 %)', $report->result];
                yield [
                    'what adopting does',
                    str_contains($report->result['Adopt Domain'], 'Terminate deletes the domain'),
                    $report->result,
                ];
            },
        ],
        [
            'title' => 'link to mailcow', 'call' => 'AdminLink',
            'changes' => ['serverhostname' => 'mail"><script>.example'],
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'it is escaped',
                    !str_contains($report->result, '<script') && str_contains($report->result, 'rel="noopener'),
                    $report->result,
                ],
            ],
        ],
        [
            'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
            'then' => static function (Life $life, Report $report): iterable {
                $texts = ['shop.example', 'Active', '1.5 GB of 8 GB', '2 of 7', 'v=spf1', 'v=DKIM1'];
                foreach ([...$texts, 'mail.example.org', 'dosinglesignon=1'] as $text) {
                    yield ["it shows $text", str_contains($report->page, $text), $report->page];
                }
                yield ['no warning', !str_contains($report->page, 'alert-warning'), $report->page];
            },
        ],
        [
            'title' => 'client area in Italian', 'call' => 'ClientArea', 'area' => 'client',
            'changes' => ['clientsdetails' => ['language' => 'italian']],
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'texts and numbers',
                    str_contains($report->page, '1,5 GB di 8 GB') && str_contains($report->page, 'Attivo'),
                    $report->page,
                ],
            ],
        ],
        [
            'title' => 'client area in a language that is another file', 'call' => 'ClientArea', 'area' => 'client',
            'changes' => ['clientsdetails' => ['language' => '../lib/Outcome']],
            'then' => static fn (Life $life, Report $report): iterable => [
                ['English', str_contains($report->page, 'Storage used'), $report->page],
            ],
        ],
        [
            'title' => 'client area that WHMCS cannot store', 'call' => 'ClientArea', 'area' => 'client', 'unsaved' => true,
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it is shown all the same', str_contains($report->page, '1.5 GB of 8 GB'), $report->page],
            ],
        ],
        [
            'title' => 'client area while mailcow hangs', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
            'before' => static fn (Life $life) => $life->product->fault('hang'),
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'last figures with their age',
                    preg_match('/last known figures, from .*1\.5 GB of 8 GB/s', $report->page) === 1,
                    $report->page,
                ],
                ['DNS records too', str_contains($report->page, 'v=DKIM1'), $report->page],
            ],
        ],
        [
            'title' => 'client area while mailcow is slow', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
            'before' => static function (Life $life): void {
                $life->product->clearFaults();
                $life->product->fault('hang', ['path' => 'get/dkim']);
            },
            'then' => static fn (Life $life, Report $report): iterable => [
                ['figures of now', !str_contains($report->page, 'last known figures'), $report->page],
                ['DNS records of before', str_contains($report->page, 'v=DKIM1'), $report->page],
            ],
        ],
        [
            'title' => 'client area while nobody listens', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
            'before' => static fn (Life $life) => $life->product->clearFaults(),
            'changes' => ['serverport' => '9'],
            'then' => static fn (Life $life, Report $report): iterable => [
                ['last figures', str_contains($report->page, 'last known figures'), $report->page],
                ['nothing of the server\'s trouble', !str_contains($report->page, 'refused'), $report->page],
            ],
        ],

        'mailcow: the end, twice',
        [
            'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
            'before' => static function (Life $life) use ($others): void {
                $life->notes['others'] = $others($life, 'shop.example');
            },
            'stored' => [
                'username' => '',
                'password' => '',
                'mailcow_admin_username' => '',
                'mailcow_last_figures' => '',
            ],
            'then' => static function (Life $life) use ($domain, $others): iterable {
                yield ['the domain is gone', $domain($life, 'shop.example') === null, ''];
                yield ['its administrator too', !isset($life->product->state()['admin']['mario.rossi']), ''];
                yield ['nothing foreign was touched', $others($life, 'shop.example') == $life->notes['others'], ''];
                yield [
                    'the foreign mailbox stands',
                    isset($life->product->state()['mailbox']['info@foreign.example']),
                    '',
                ];
            },
        ],
        [
            'title' => 'terminate again', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
            'before' => $remember, 'then' => $untouched,
        ],
        [
            'title' => 'client area after the end', 'call' => 'ClientArea', 'area' => 'client',
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it says so', str_contains($report->page, 'not set up'), $report->page],
            ],
        ],

        'mailcow: a domain that is somebody else\'s',
        [
            'title' => 'create', 'call' => 'CreateAccount', 'result' => '/foreign\.example/', 'status' => 'Pending',
            'before' => static function (Life $life) use ($remember): void {
                $life->order('foreign.example');
                $remember($life);
            },
            'then' => $untouched,
        ],
        [
            'title' => 'suspend',
            'call' => 'SuspendAccount',
            'result' => '/foreign\.example/',
            'status' => 'Pending',
            'then' => $untouched,
        ],
        [
            'title' => 'terminate',
            'call' => 'TerminateAccount',
            'result' => '/foreign\.example/',
            'status' => 'Pending',
            'then' => $untouched,
        ],
        [
            'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client',
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'nothing of it is shown',
                    !str_contains($report->page, 'v=spf1') && !str_contains($report->page, 'foreign-admin'),
                    $report->page,
                ],
            ],
        ],
        [
            'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
            'then' => static fn (Life $life, Report $report): iterable => [
                ['it tells the conflict', str_contains($report->result['mailcow'], 'foreign.example'), $report->result],
                ['and not the figures', !isset($report->result['Storage used']), $report->result],
            ],
        ],
        [
            'title' => 'adopt domain', 'call' => 'AdoptDomain', 'result' => 'success',
            'stored' => ['username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/'],
            'then' => static fn (Life $life): iterable => [
                [
                    'it bears our mark',
                    $tags($life, 'foreign.example') === ["whmcs-$life->service"],
                    $tags($life, 'foreign.example'),
                ],
                ['its mailbox stands', isset($life->product->state()['mailbox']['info@foreign.example']), ''],
            ],
        ],
        [
            'title' => 'create after adopting',
            'call' => 'CreateAccount',
            'result' => 'success',
            'status' => 'Active',
            'kept' => ['username', 'password'],
        ],

        'mailcow: a service of the published module (no mark, the administrator stored)',
        [
            'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
            'before' => static function (Life $life): void {
                $life->product->merge([
                    'domain' => [
                        'legacy.example' => [
                            'quota' => 5120,
                            'mailboxes' => 10,
                            'aliases' => 5,
                            'defquota' => 1024,
                            'maxquota' => 5120,
                        ],
                    ],
                    'admin' => ['admin-4kd7x-1' => ['password' => 'Old.Passw0rd-of-22-abc']],
                    'domain_admins' => [['username' => 'admin-4kd7x-1', 'domain' => 'legacy.example']],
                    'da_acl' => ['admin-4kd7x-1' => []],
                ]);
                $life->order('legacy.example', [
                    'username' => 'admin-4kd7x-1', 'password' => 'Old.Passw0rd-of-22-abc', 'domainstatus' => 'Active',
                ]);
                State::setField($life->productId, $life->service, 'mailcow_admin_username', 'admin-4kd7x-1');
                State::chooseOptions(
                    $life->service,
                    ['Quota Totale Dominio' => 5120, 'Max Caselle' => 10, 'Max Alias' => 5]
                );
            },
            'then' => static fn (Life $life): iterable => [
                ['it is suspended', $domain($life, 'legacy.example')['active'] == 0, ''],
                [
                    'it is marked now',
                    $tags($life, 'legacy.example') === ["whmcs-$life->service"],
                    $tags($life, 'legacy.example'),
                ],
            ],
        ],
        ['title' => 'unsuspend', 'call' => 'UnsuspendAccount', 'result' => 'success', 'status' => 'Active'],
        [
            'title' => 'change package',
            'call' => 'ChangePackage',
            'result' => 'success',
            'before' => $options(['Quota Totale Dominio' => 6144, 'Max Caselle' => 12, 'Max Alias' => 5]),
        ],
        [
            'title' => 'change password',
            'call' => 'ChangePassword',
            'result' => 'success',
            'changes' => ['password' => 'Brand-New.Passw0rd'],
        ],
        [
            'title' => 'change username', 'call' => 'ChangeUsername', 'result' => 'success',
            'before' => static fn (Life $life) => $life->host->edit($life->service, ['username' => 'anna']),
            'stored' => ['username' => 'anna', 'mailcow_admin_username' => 'anna'],
        ],
        [
            'title' => 'create pressed by mistake',
            'call' => 'CreateAccount',
            'result' => 'success',
            'kept' => ['username', 'password'],
        ],
        [
            'title' => 'terminate', 'call' => 'TerminateAccount', 'result' => 'success', 'status' => 'Terminated',
            'stored' => ['username' => '', 'password' => '', 'mailcow_admin_username' => ''],
        ],

        'mailcow: lost answers during create',
        [
            'title' => 'answer lost after the domain was made', 'call' => 'CreateAccount',
            'result' => 'success', 'status' => 'Active',
            'before' => static function (Life $life): void {
                $life->order('lost.example');
                $life->product->fault('close_applied', ['path' => 'add/domain', 'at' => 1]);
            },
            'then' => static fn (Life $life): iterable => [
                [
                    'one administrator',
                    count($administrators($life, 'lost.example')) === 1,
                    $administrators($life, 'lost.example'),
                ],
            ],
        ],
        [
            'title' => 'every answer lost from the administrator on', 'call' => 'CreateAccount',
            'result' => '/^(?!success$)/', 'status' => 'Pending',
            'before' => static function (Life $life): void {
                $life->order('lost2.example');
                $life->product->fault('close_applied', ['path' => 'add/domain-admin']);
                $life->product->fault('close', ['method' => 'GET']);
            },
            'stored' => ['username' => '/^admin-[a-z0-9]{5}-\d+$/', 'password' => '/^\S{22}$/'],
        ],
        [
            'title' => 'create pressed again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
            'before' => static fn (Life $life) => $life->product->clearFaults(), 'kept' => ['username', 'password'],
            'then' => static function (Life $life) use ($administrators, $password): iterable {
                $stored = $life->stored();
                yield [
                    'one administrator',
                    $administrators($life, 'lost2.example') === [$stored['username']],
                    $administrators($life, 'lost2.example'),
                ];
                yield [
                    'the stored password is mailcow\'s',
                    $password($life, $stored['username']) === $stored['password'],
                    $stored,
                ];
            },
        ],

        [
            'title' => 'create that WHMCS cannot store', 'call' => 'CreateAccount', 'unsaved' => true,
            'status' => 'Pending',
            'before' => static fn (Life $life) => $life->order('unsaved.example'),
            'result' => '/^What mailcow answered could not be stored in WHMCS \(RuntimeException\): run the command/',
        ],
        [
            'title' => 'create once more', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
            'then' => static function (Life $life) use ($administrators, $password): iterable {
                $stored = $life->stored();
                $known = $administrators($life, 'unsaved.example');
                yield ['one administrator', $known === [$stored['username']], $known];
                yield [
                    'the stored password is mailcow\'s',
                    $password($life, $stored['username']) === $stored['password'],
                    '',
                ];
            },
        ],

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
                ['the domain is gone', $domain($life, 'xn--bcher-kva.example') === null, ''],
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
    ],
    'pages' => static function (Life $life, HostilePages $pages): void {
        $life->order('pages.example');
        $life->call(['call' => 'CreateAccount']);
        $area = ['call' => 'ClientArea', 'area' => 'client'];
        $page = $life->call($area)->page;
        $records = json_decode($life->stored()['fields']['mailcow_last_figures'], true)['dns'];
        $shown = array_merge(
            ...array_map(static fn (array $record): array => [$record['name'], $record['value']], $records)
        );
        $pages->copies('mailcow', $page, $shown);

        $life->product->merge([
            'dkim' => ['pages.example' => ['pubkey' => HostilePages::TEXT]],
            'domain_admins' => [['username' => HostilePages::TEXT, 'domain' => 'pages.example']],
        ]);
        $page = $life->call($area)->page;
        $pages->isHarmless('client area with a hostile DKIM key', Frame::client($page));
        $fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
        $pages->isHarmless('service page of staff with a hostile administrator', Frame::staff($fields, []));

        $figures = json_decode($life->stored()['fields']['mailcow_last_figures'], true);
        array_walk_recursive($figures, static function (mixed &$leaf): void {
            $leaf = is_string($leaf) ? HostilePages::TEXT : $leaf;
        });
        State::setField($life->productId, $life->service, 'mailcow_last_figures', json_encode($figures));
        $dead = ['changes' => ['serverport' => '9', 'username' => HostilePages::TEXT]];
        $pages->isHarmless('client area with hostile last figures', Frame::client($life->call($area + $dead)->page));
        $fields = $life->call(['call' => 'AdminServicesTabFields'] + $dead)->result;
        $pages->isHarmless('service page of staff with hostile last figures', Frame::staff($fields, []));
    },
];
