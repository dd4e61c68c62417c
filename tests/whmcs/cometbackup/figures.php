<?php

/**
 * What a service uses: the daily update, usage billing, server sync, and the pages of client and staff, also while
 * Comet is slow, silent or gone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;
use WhmcsHost\LinkSteps;
use WhmcsHost\Report;

$jobs = static function (Life $life): void {
    $now = time();
    $username = $life->stored()['username'];
    $life->product->control('POST', 'agent', [
        'user' => $username, 'device' => 'DEVICE-1', 'name' => 'Reception', 'stored' => 12 * Comet::GB,
        'sources' => ['SOURCE-1' => ['description' => 'Documents', 'size' => 80 * Comet::GB]],
        'jobs' => [
            ['StartTime' => $now - 7200, 'EndTime' => $now - 3287, 'UploadSize' => 1572864000],
            ['StartTime' => $now - 90000, 'EndTime' => $now - 89958, 'Status' => 7002, 'TotalSize' => 0],
            ['StartTime' => $now - 600, 'EndTime' => 0, 'Status' => 6001, 'Classification' => 4002],
            ['StartTime' => $now - 20 * 86400, 'EndTime' => $now - 20 * 86400 + 5, 'Classification' => 4007],
        ],
    ]);
    $life->product->control('POST', 'agent', [
        'user' => $username, 'device' => 'DEVICE-2', 'name' => 'Server room', 'os' => 'linux',
        'sources' => ['SOURCE-2' => [
            'description' => 'Virtual machines', 'engine' => 'engine1/hyperv', 'size' => 5 * Comet::GB,
        ]],
    ]);
};

return [
    'cometbackup: figures',
    [
        'title' => 'fault 14: usage of the server',
        'call' => 'UsageUpdate',
        'requests' => ['POST /api/v1/admin/list-users-full'],
        'before' => static function (Life $life) use ($jobs): void {
            Comet::options([])($life);
            $life->call(['call' => 'ChangePackage']);
            $jobs($life);
            $elsewhere = $life->host->addServer('cometbackup', ['hostname' => 'elsewhere.example']);
            $life->notes['elsewhere'] = $life->host->addService($life->client, $life->productId, $elsewhere, '', [
                'domainstatus' => 'Active', 'username' => $life->stored()['username'],
            ]);
        },
        'stored' => [
            'diskusage' => 12288, 'disklimit' => 51200, 'lastupdate' => '/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/',
        ],
        'then' => static function (Life $life, Report $report): iterable {
            $elsewhere = $life->host->service($life->notes['elsewhere']);
            yield ['a service of another server is left alone', $elsewhere['diskusage'] === 0, $elsewhere];
            yield ['one reading and one writing statement', $report->queries <= 3, $report->queries];
            $life->host->remove($life->notes['elsewhere']);
        },
    ],
    [
        'title' => 'usage of 1201 services', 'call' => 'UsageUpdate', 'within' => 10,
        'requests' => ['POST /api/v1/admin/list-users-full'],
        'before' => static function (Life $life): void {
            $life->product->control('POST', 'populate', ['users' => 1200]);
            $life->notes['many'] = [];
            for ($n = 1; $n <= 1200; $n++) {
                $life->notes['many'][$n] = $life->host->addService($life->client, $life->productId, $life->server, '', [
                    'domainstatus' => 'Active', 'username' => sprintf('u%05d', $n),
                ]);
            }
        },
        'then' => static function (Life $life, Report $report): iterable {
            $last = $life->host->service($life->notes['many'][1200]);
            // 4 GiB and 1200 times 1,000,003 bytes, in MB; no quota
            yield ['every one is written', [$last['diskusage'], $last['disklimit']] === [5241, 0], $last];
            yield ['five statements and the log', $report->queries <= 6, $report->queries];
            array_map($life->host->remove(...), $life->notes['many']);
        },
    ],
    [
        'title' => 'usage while Comet is down',
        'call' => 'UsageUpdate',
        'kept' => ['diskusage', 'disklimit', 'lastupdate'],
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
            $names = [
                'devices', 'protected_items', 'microsoft_365_accounts', 'hyperv_guests', 'vmware_guests', 'protected', 'vault',
            ];
            yield ['seven metrics', $report->metrics['names'] === $names, $report->metrics['names']];
            yield ['of every account', count($report->metrics['usage']) >= 1202, count($report->metrics['usage'])];
            $own = $report->metrics['usage'][$life->stored()['username']];
            yield [
                'as Comet counts',
                [$own['devices'], $own['protected_items'], $own['protected'], $own['vault']] == [2, 2, 85, 12],
                $own,
            ];
        },
    ],
    [
        'title' => 'server sync', 'call' => 'ListAccounts', 'requests' => ['POST /api/v1/admin/list-users-full'],
        'then' => static function (Life $life, Report $report): iterable {
            $rows = array_column($report->result['accounts'], null, 'uniqueIdentifier');
            yield ['each account is a row', count($rows) >= 1202, count($rows)];
            $row = $rows[$life->stored()['username']] ?? [];
            yield ['with its status', ($row['status'] ?? '') === 'Active', $row];
            // two steps have looked at all of them; the rest need not carry them along
            $populated = array_map(static fn (int $n): string => sprintf('u%05d', $n), range(1, 1200));
            $life->product->merge(['users' => array_fill_keys($populated, null)]);
        },
    ],
    [
        'title' => 'service page of staff', 'call' => 'AdminServicesTabFields',
        'requests' => ['POST /api/v1/admin/get-user-profile-and-hash', 'POST /api/v1/admin/get-jobs-for-custom-search'],
        'then' => static function (Life $life, Report $report): iterable {
            $all = $report->result;
            yield [
                'state',
                preg_match('/^bea_backup@example\.com \(whmcs:\d+ .*\): active$/', $all['Comet Backup']) === 1,
                $all,
            ];
            yield ['devices', $all['Devices'] === '2 of 3 (67 %)', $all];
            yield ['protected data', $all['Protected data'] === '85 GB of 100 GB (85 %)', $all];
            yield ['fault 14: the vault', $all['Storage vault'] === 'Comet Storage: 12 GB of 50 GB (24 %)', $all];
            yield ['last backups', str_contains($all['Last backups'], 'Reception (Test OS): 20'), $all];
            yield ['jobs', $all['Jobs of 14 days'] === '3, of them without success 1', $all];
            yield ['what adopting does', str_contains($all['Adopt Account'], 'Terminate deletes the account'), $all];
        },
    ],
    LinkSteps::escaped('link to Comet', 'comet"><script>.example'),
    ...LinkSteps::leading('fault 16: link to a server entered as', [
        ['backup.example.org', '', 'https://backup.example.org/'],
        ['backup.example.org:8060', '443', 'https://backup.example.org:8060/'],
        ['https://backup.example.org/', '8060', 'https://backup.example.org:8060/'],
        ['2001:db8::1', '8060', 'https://[2001:db8::1]:8060/'],
        ['[2001:db8::1]:8060', '443', 'https://[2001:db8::1]:8060/'],
    ]),
    [
        'title' => 'client area', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
        'requests' => [
            'POST /api/v1/admin/get-user-profile-and-hash', 'POST /api/v1/admin/get-jobs-for-custom-search',
            'POST /api/v1/admin/branding/available-platforms',
        ],
        'then' => static function (Life $life, Report $report): iterable {
            $texts = [
                'bea_backup@example.com', 'Active', '2 of 3', '85 GB of 100 GB', '12 GB of 50 GB', 'Reception', 'Server room',
                'Documents', 'Error', 'Running', 'Restore', '1.5 GB', '1:05:13', '0:42', 'dosinglesignon=1',
                'a=DownloadInstaller&amp;platform=21', 'Debian &amp; Ubuntu (.deb)', 'Apple silicon', 'DSM 7',
            ];
            foreach ($texts as $text) {
                yield ["it shows $text", str_contains($report->page, $text), $report->page];
            }
            yield [
                'fault 14: times of 24 hours',
                preg_match('/>20\d\d-\d\d-\d\d \d\d:\d\d</', $report->page) === 1,
                $report->page,
            ];
            yield ['fault 14: no job of earlier days', !str_contains($report->page, 'Software update'), $report->page];
            yield ['no warning', !str_contains($report->page, 'alert-warning'), $report->page];
        },
    ],
    [
        'title' => 'client area in Italian', 'call' => 'ClientArea', 'area' => 'client',
        'changes' => ['clientsdetails' => ['language' => 'italian']],
        'then' => static fn (Life $life, Report $report): iterable => [
            [
                'texts, numbers and times',
                str_contains($report->page, '1,5 GB') && str_contains($report->page, 'Attivo')
                    && preg_match('~>\d\d/\d\d/20\d\d \d\d:\d\d<~', $report->page) === 1,
                $report->page,
            ],
        ],
    ],
    [
        'title' => 'client area in a language that is another file', 'call' => 'ClientArea', 'area' => 'client',
        'changes' => ['clientsdetails' => ['language' => '../lib/Outcome']],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['English', str_contains($report->page, 'Protected data'), $report->page],
        ],
    ],
    [
        'title' => 'client area that WHMCS cannot store', 'call' => 'ClientArea', 'area' => 'client', 'unsaved' => true,
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is shown all the same', str_contains($report->page, '12 GB of 50 GB'), $report->page],
        ],
    ],
    [
        'title' => 'fault 16: client area while Comet hangs', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
        'before' => static fn (Life $life) => $life->product->fault('hang'),
        'then' => static function (Life $life, Report $report): iterable {
            yield [
                'last figures with their age',
                preg_match('/last known figures, from .*85 GB of 100 GB/s', $report->page) === 1,
                $report->page,
            ];
            foreach (['Reception', 'Documents', 'Apple silicon'] as $text) {
                yield ["$text too", str_contains($report->page, $text), $report->page];
            }
            yield ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page];
        },
    ],
    [
        'title' => 'client area while Comet is slow', 'call' => 'ClientArea', 'area' => 'client', 'within' => 4,
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            $life->product->fault('hang', ['path' => 'available-platforms']);
        },
        'then' => static fn (Life $life, Report $report): iterable => [
            ['figures of now', !str_contains($report->page, 'last known figures'), $report->page],
            ['installers of before', str_contains($report->page, 'Apple silicon'), $report->page],
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
    [
        'title' => 'client area of an account with very many jobs and long names',
        'call' => 'ClientArea',
        'area' => 'client',
        'within' => 4,
        'before' => static function (Life $life): void {
            $job = static fn (int $n): array => ['StartTime' => time() - 60 * $n, 'EndTime' => time() - 60 * $n + 30];
            $life->product->control('POST', 'agent', [
                'user' => $life->stored()['username'],
                'device' => 'DEVICE-1',
                'name' => 'Reception' . str_repeat('x', 240),
                'sources' => ['SOURCE-1' => ['description' => str_repeat('y', 240), 'size' => 80 * Comet::GB]],
                'jobs' => array_map($job, range(1, 700)),
            ]);
        },
        'then' => static function (Life $life, Report $report): iterable {
            yield [
                'fault 14: the list has an end',
                substr_count($report->page, '<tr>') === 501,
                substr_count($report->page, '<tr>'),
            ];
            $kept = $life->stored()['fields']['comet_last_figures'];
            yield ['what is kept for later fits WHMCS\'s column', strlen($kept) < 60001 && $kept !== '', strlen($kept)];
            yield [
                'and is whole',
                count(json_decode($kept, true)['status']['jobs'] ?? []) === 30,
                substr($kept, 0, 300),
            ];
        },
    ],
];
