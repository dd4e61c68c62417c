<?php

/**
 * A service from the order to the day it is suspended and paid again: every command that WHMCS gives on its way, each
 * of them twice where that can happen.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;
use WhmcsHost\Report;

const COMET_TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DP';

return [
    'cometbackup: a service from the order on',
    ['title' => 'test connection', 'call' => 'TestConnection', 'result' => ['success' => true, 'error' => '']],
    [
        'title' => 'test connection with a wrong password', 'call' => 'TestConnection',
        'changes' => ['serverpassword' => 'not-the-password'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it fails and says why', preg_match('/password/', $report->result['error']) === 1, $report->result],
        ],
    ],
    [
        'title' => 'test connection without the CA', 'call' => 'TestConnection', 'requests' => [],
        'settings' => ['provision.ca_file='],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it names the certificate', preg_match('/certificate/i', $report->result['error']) === 1, $report->result],
        ],
    ],
    [
        'title' => 'fault 14: an administrator with a second factor', 'call' => 'TestConnection',
        'result' => ['success' => true, 'error' => ''],
        'before' => static fn (Life $life) => $life->product->merge(
            ['admins' => ['staff' => ['password' => 'Staff-Passw0rd', 'totp' => COMET_TOTP_SECRET]]]
        ),
        'changes' => [
            'serverusername' => 'staff', 'serverpassword' => 'Staff-Passw0rd', 'serveraccesshash' => COMET_TOTP_SECRET,
        ],
    ],
    [
        'title' => 'create', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => static function (Life $life): void {
            // another client, so that the name made of the address is free
            $life->notes['client'] = $life->host->addClient(['firstname' => 'Bea', 'email' => 'bea+backup@example.com']);
            $life->service = $life->host->addService($life->notes['client'], $life->productId, $life->server, '');
        },
        'requests' => [
            'POST /api/v1/admin/policies/list', 'POST /api/v1/admin/add-user', 'POST /api/v1/admin/request-storage-vault',
            'POST /api/v1/admin/set-user-profile-hash',
        ],
        'stored' => ['username' => 'bea_backup@example.com', 'password' => '/^\S{10,}$/'],
        'then' => static function (Life $life): iterable {
            $account = Comet::own($life);
            yield ['fault 11: a name that Comet takes, of an address with a plus', $account !== [], $life->stored()];
            yield [
                'fault 4: it has a vault with the product\'s quota',
                Comet::vaultLimits($account) === [50 * Comet::GB],
                $account['Destinations'],
            ];
            yield [
                'the quotas of the product',
                $account['MaximumDevices'] === 3 && $account['AllProtectedItemsQuotaEnabled']
                    && $account['AllProtectedItemsQuotaBytes'] === 100 * Comet::GB,
                $account,
            ];
            yield ['the policy group', $account['PolicyID'] === 'POLICY-1', $account['PolicyID']];
            yield [
                'our mark',
                preg_match("/^whmcs:$life->service /", $account['AccountName']) === 1,
                $account['AccountName'],
            ];
            $stored = $life->stored();
            yield [
                'the stored password is Comet\'s',
                Comet::password($life, $stored['username']) === $stored['password'],
                '',
            ];
            $log = Comet::logged('comet_create');
            yield ['fault 14: the module log has it', str_contains($log, '/api/v1/admin/add-user'), $log];
        },
    ],
    [
        'title' => 'create again', 'call' => 'CreateAccount', 'result' => 'success', 'status' => 'Active',
        'before' => Comet::remember(...), 'kept' => ['username', 'password'], 'then' => Comet::untouched(...),
    ],
    [
        'title' => 'suspend', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'requests' => ['POST /api/v1/admin/get-user-profile-and-hash', 'POST /api/v1/admin/set-user-profile-hash'],
        'then' => static fn (Life $life): iterable => [['Comet has it suspended', Comet::own($life)['IsSuspended'], '']],
    ],
    [
        'title' => 'suspend again', 'call' => 'SuspendAccount', 'result' => 'success', 'status' => 'Suspended',
        'before' => Comet::remember(...), 'then' => Comet::untouched(...),
        'requests' => ['POST /api/v1/admin/get-user-profile-and-hash'],
    ],
    [
        'title' => 'login while suspended', 'call' => 'ServiceSingleSignOn',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it is refused', $report->result['success'] === false, $report->result],
            ['staff hear why', preg_match('/suspended/', $report->result['errorMsg'] ?? '') === 1, $report->result],
            ['nothing is handed over', $report->session === [], $report->session],
        ],
    ],
    [
        'title' => 'client area while suspended', 'call' => 'ClientArea', 'area' => 'client',
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says so', str_contains($report->page, 'This service is suspended'), $report->page],
            ['no login button', !str_contains($report->page, 'dosinglesignon'), $report->page],
            ['no installers', !str_contains($report->page, 'DownloadInstaller'), $report->page],
        ],
    ],
    [
        'title' => 'fault 6: unsuspend while a backup client writes',
        'call' => 'UnsuspendAccount',
        'result' => 'success',
        'status' => 'Active',
        'before' => static fn (Life $life) => $life->product->control('POST', 'edit-profile', [
            'user' => $life->stored()['username'], 'times' => 2,
        ]),
        'then' => static function (Life $life): iterable {
            yield ['it is active', !Comet::own($life)['IsSuspended'], ''];
            yield [
                'what the client wrote is kept',
                count(Comet::own($life)['Emails']) >= 2,
                Comet::own($life)['Emails'],
            ];
            yield ['nothing was lost on the way', $life->product->state()['warnings'] === [], ''];
        },
    ],
    [
        'title' => 'change package by options', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Comet::options([
            'number_of_devices' => 7, 'protected_item_quota_tb' => '2', 'storage_vault_quota_gb' => 200,
            'microsoft_365_accounts' => 25,
        ]),
        'requests' => ['POST /api/v1/admin/get-user-profile-and-hash', 'POST /api/v1/admin/set-user-profile-hash'],
        'then' => static function (Life $life): iterable {
            $account = Comet::own($life);
            yield [
                'devices, terabytes, accounts',
                [$account['MaximumDevices'], $account['AllProtectedItemsQuotaBytes'], $account['QuotaOffice365ProtectedAccounts']]
                    === [7, 2048 * Comet::GB, 25],
                $account,
            ];
            yield ['every vault', Comet::vaultLimits($account) === [200 * Comet::GB], $account['Destinations']];
        },
    ],
    [
        'title' => 'fault 10: change package to a product without quotas',
        'call' => 'ChangePackage',
        'result' => 'success',
        'before' => Comet::options([]),
        'changes' => ['configoption5' => '', 'configoption6' => '', 'configoption7' => ''],
        'then' => static function (Life $life): iterable {
            $account = Comet::own($life);
            yield ['any number of devices', $account['MaximumDevices'] === 0, $account['MaximumDevices']];
            yield ['no quota of items', !$account['AllProtectedItemsQuotaEnabled'], $account];
            yield ['no quota of the vault', Comet::vaultLimits($account) === [0], $account['Destinations']];
            yield ['the number of accounts stays', $account['QuotaOffice365ProtectedAccounts'] === 25, $account];
        },
    ],
    [
        'title' => 'fault 16: change package brings another policy group',
        'call' => 'ChangePackage',
        'result' => 'success',
        'before' => static fn (Life $life) => $life->product->merge(['policies' => ['POLICY-2' => ['Description' => 'Plus']]]),
        'changes' => ['configoption1' => 'POLICY-2'],
        'then' => static fn (Life $life): iterable => [
            ['the account is in it', Comet::own($life)['PolicyID'] === 'POLICY-2', Comet::own($life)['PolicyID']],
        ],
    ],
    [
        'title' => 'change package by the operator\'s names', 'call' => 'ChangePackage', 'result' => 'success',
        'before' => Comet::options(['Computers' => '9', 'Disk' => '300']),
        'changes' => ['configoption14' => "devices = Computers\r\n\r\nstorage_vault_quota_gb=Disk\n"],
        'then' => static function (Life $life): iterable {
            $account = Comet::own($life);
            yield [
                'devices and vault by option, items by product',
                $account['MaximumDevices'] === 9 && Comet::vaultLimits($account) === [300 * Comet::GB]
                    && $account['AllProtectedItemsQuotaBytes'] === 100 * Comet::GB,
                $account,
            ];
        },
    ],
    [
        'title' => 'change package with a misspelt name', 'call' => 'ChangePackage', 'before' => Comet::remember(...),
        'changes' => ['configoption14' => 'device = Computers'],
        'result' => '/"Option names" holds a line that is not understood: "device = Computers"/',
        'then' => Comet::untouched(...),
    ],
    [
        'title' => 'change password by the client', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Nuova.Chiave+2026'], 'result' => 'success',
        'stored' => ['password' => 'Nuova.Chiave+2026'],
        'then' => static fn (Life $life): iterable => [
            ['Comet has it', Comet::password($life, $life->stored()['username']) === 'Nuova.Chiave+2026', ''],
        ],
    ],
    [
        'title' => 'fault 17: change password that Comet refuses', 'call' => 'ChangePassword', 'area' => 'client',
        'changes' => ['password' => 'Kurz9+a'],
        'result' => '/^[^<>]*at least 8 characters[^<>]*$/',
        'kept' => ['password'],
    ],
    [
        'title' => 'change password while Comet is down', 'call' => 'ChangePassword', 'area' => 'client',
        'before' => static fn (Life $life) => $life->product->fault('http_502'),
        'changes' => ['password' => 'Another-Passw0rd'],
        'result' => '/^This is not possible at the moment/', 'kept' => ['password'],
    ],
    [
        'title' => 'fault 7: suspend while pages come instead of answers',
        'call' => 'SuspendAccount',
        'status' => 'Active',
        'before' => static function (Life $life): void {
            $life->product->clearFaults();
            $life->product->fault('html_login');
        },
        'result' => '/^(?!success$)./',
        'then' => static function (Life $life): iterable {
            $life->product->clearFaults();
            yield ['it is not suspended', !Comet::own($life)['IsSuspended'], ''];
        },
    ],
    [
        'title' => 'fault 13: suspend while the server redirects', 'call' => 'SuspendAccount', 'status' => 'Active',
        'before' => static fn (Life $life) => $life->product->fault('redirect'),
        'result' => '/redirect/', 'requests' => ['POST /api/v1/admin/get-user-profile-and-hash'],
        'then' => static function (Life $life): iterable {
            $life->product->clearFaults();
            yield ['it is not suspended', !Comet::own($life)['IsSuspended'], ''];
        },
    ],
    [
        'title' => 'login of the client', 'call' => 'ServiceSingleSignOn', 'area' => 'client',
        'then' => static function (Life $life, Report $report): iterable {
            $page = 'https://whmcs.example/modules/servers/cometbackup/signon.php';
            $expected = ['success' => true, 'redirectTo' => "$page?service=$life->service"];
            yield ['fault 2: the URL says which service, and no more', $report->result === $expected, $report->result];
            $handed = $report->session['cometbackup_signon']["service=$life->service"] ?? [];
            yield ['fault 2: the key is in the session alone', strlen($handed['session_key'] ?? '') > 20, $handed];
            yield ['of the user, not the administrator', $handed['message'] === 'user_session_login', $handed];
            yield [
                'for the configured server',
                $handed['url'] === "https://localhost:{$life->product->port}/",
                $handed,
            ];
            yield ['for this client', $handed['client'] === $life->notes['client'] && !$handed['staff'], $handed];
        },
    ],
    [
        'title' => 'login of staff to the server', 'call' => 'AdminSingleSignOn',
        'result' => [
            'success' => true,
            'redirectTo' => 'https://whmcs.example/modules/servers/cometbackup/signon.php?server=1',
        ],
        'then' => static function (Life $life, Report $report): iterable {
            $handed = $report->session['cometbackup_signon']['server=1'] ?? [];
            yield ['a key of the administrator', $handed['message'] === 'session_login', $handed];
            yield ['for staff alone', $handed['staff'] === true, $handed];
        },
    ],
    [
        'title' => 'login to the server while it is down',
        'call' => 'AdminSingleSignOn',
        'changes' => ['serverport' => '9'],
        'then' => static fn (Life $life, Report $report): iterable => [
            ['it says why', strlen($report->result['errorMsg'] ?? '') > 20, $report->result],
        ],
    ],
    [
        'title' => 'an installer that is not offered', 'call' => 'DownloadInstaller', 'area' => 'client',
        'query' => ['platform' => '999'], 'result' => '/^There is no such installer/',
        'requests' => ['POST /api/v1/admin/branding/available-platforms'],
    ],
    [
        'title' => 'fault 15: an installer without a platform', 'call' => 'DownloadInstaller', 'area' => 'client',
        'query' => ['platform' => ['1']], 'result' => '/^There is no such installer/',
    ],
    [
        'title' => 'fault 15: an installer that the server cannot build',
        'call' => 'DownloadInstaller',
        'area' => 'client',
        'query' => ['platform' => '1'], 'result' => '/^This is not possible at the moment/',
        'before' => static fn (Life $life) => $life->product->merge(['settings' => ['installer_error' => 'no signing key']]),
        'then' => static function (Life $life): iterable {
            $life->product->merge(['settings' => ['installer_error' => null]]);
            return [];
        },
    ],
];
