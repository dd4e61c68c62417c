<?php

/**
 * What WHMCS learns of a service that is in use: usage, metrics, server sync, and what client and staff see of it, also
 * while mailcow does not answer.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\LinkSteps;
use WhmcsHost\Report;

return [
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
    LinkSteps::escaped('link to mailcow', 'mail"><script>.example'),
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
];
