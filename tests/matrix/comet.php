<?php

/**
 * The matrix's table of Comet: each operation in the states of a server in which it needs different requests.
 * The figures behind the rows are the requests of an undisturbed call; they are checked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

use function Provision\Test\Comet\account;
use function Provision\Test\Comet\device;
use function Provision\Test\Comet\foreign_rows;
use function Provision\Test\Comet\jobs;
use function Provision\Test\Comet\params;
use function Provision\Test\Comet\service_account;
use function Provision\Test\Comet\stored;
use function Provision\Test\Comet\stored_service;
use function Provision\Test\Comet\vault;

use const Provision\Test\Comet\ADMIN_PASSWORD;
use const Provision\Test\Comet\SERVICE_PASSWORD;
use const Provision\Test\Comet\TOTP_SECRET;

require_once __DIR__ . '/../comet/comet.inc';

return new class () implements Product {
    /** Members of a profile that no record may show. */
    private const SECRET_MEMBERS = '/"(?:PasswordHash|PasswordRecovery|TOTPKey|CometBucketKey|EncryptedEncryptionKey)":"([^"]{4,})"/';

    public function server(): string
    {
        return 'comet';
    }

    public function serverParams(TestServer $server): array
    {
        return params($server);
    }

    public function operations(): array
    {
        return $this->creations() + $this->changes() + $this->ends() + $this->reads();
    }

    public function normalise(string $state): string
    {
        $tables = json_decode($state, false, 512, JSON_THROW_ON_ERROR);
        // sessions that nobody used: a second call makes a second one
        unset($tables->sessions, $tables->login_failures);
        $json = json_encode($tables, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        // a vault's address is the one at which the server was asked
        return str_replace('"https://127.0.0.1:port/"', '"http://127.0.0.1:port/"', $json);
    }

    public function believing(Cell $cell, string $state): string
    {
        return $state;
    }

    public function foreign(array $state): array
    {
        foreach ($state as $table => $rows) {
            if (is_array($rows)) {
                $isForeign = fn (mixed $row, int|string $key): bool => !$this->isOurs($key, $row);
                $state[$table] = array_filter($rows, $isForeign, ARRAY_FILTER_USE_BOTH);
            }
        }
        return $state;
    }

    public function store(array $params, array $returned): array
    {
        return stored($params, $returned);
    }

    public function secrets(array $params, array $state, array $log): array
    {
        preg_match_all(self::SECRET_MEMBERS, json_encode($state['users'] ?? [], JSON_UNESCAPED_SLASHES), $members);
        $keys = array_map(strval(...), array_keys($state['sessions'] ?? []));
        return [ADMIN_PASSWORD, SERVICE_PASSWORD, TOTP_SECRET, ...array_unique($members[1]), ...$keys];
    }

    private function isOurs(int|string $key, mixed $row): bool
    {
        $text = $key . ' ' . json_encode($row, JSON_THROW_ON_ERROR);
        return preg_match('/kunde41|fremd_41|WHMCS_|bucket-41/', $text) === 1;
    }

    /** @return array<string, Operation> */
    private function creations(): array
    {
        $unused = foreign_rows();
        $plain = ['configoption1' => '', 'configoption2' => ''];
        $begun = \together($unused, account('kunde41', '', ['PasswordRecovery' => 'recovery-code']));
        $without = \together($unused, service_account(['Destinations' => []]));
        $changed = \changed($this->serverWith(), ['users' => ['kunde41' => ['password' => 'changed elsewhere']]]);
        return [
            'create' => $this->row('create', [], $unused, 4),
            'create, policy group to be made' => $this->row('create', ['configoption1' => 'WHMCS_1'], $unused, 5),
            'create, nothing but the account' => $this->row('create', $plain, $unused, 3),
            'create, only the account stands' => $this->row('create', [], $begun, 10),
            'create, no vault' => $this->row('create', [], $without, 7),
            'create, all of it stands' => $this->row('create', [], $this->serverWith(), 5),
            'create, suspended' => $this->row('create', [], $this->serverWith(['IsSuspended' => true]), 6),
            'create, password changed elsewhere' => $this->row('create', [], $changed, 5),
            'create, name taken' => $this->row('create', ['customfields' => ['Username' => 'fremd']], $unused, 6),
        ];
    }

    /** @return array<string, Operation> */
    private function changes(): array
    {
        $server = $this->serverWith();
        $stored = stored_service();
        $larger = $stored + ['configoptions' => ['number_of_devices' => '9', 'storage_vault_quota_gb' => '500']];
        $policy = $stored + ['configoption1' => 'WHMCS_2'];
        $legacy = \together(foreign_rows(), account('kunde41', 'Kunde', ['PasswordRecovery' => 'recovery-code']));
        $new = ['password' => 'a new password for it'] + $stored;
        return [
            'suspend' => $this->row('suspend', $stored, $server, 2),
            'suspend, suspended already' => $this->row('suspend', $stored, $this->serverWith(['IsSuspended' => true]), 1),
            'suspend, without marker' => $this->row('suspend', $stored, $legacy, 4),
            'unsuspend' => $this->row('unsuspend', $stored, $this->serverWith(['IsSuspended' => true]), 2),
            'change_package' => $this->row('change_package', $larger, $server, 2),
            'change_package, policy group to be made' => $this->row('change_package', $policy, $server, 4),
            'change_password' => $this->row('change_password', $new, $server, 2),
        ];
    }

    /** @return array<string, Operation> */
    private function ends(): array
    {
        $stored = stored_service();
        $erase = ['configoption13' => 'on'] + $stored;
        $two = $this->serverWith(['Destinations' => ['a' => vault('bucket-41'), 'b' => vault('bucket-41b')]]);
        $two['buckets'] += ['bucket-41b' => []];
        return [
            'terminate' => $this->row('terminate', $stored, $this->serverWith(), 2),
            'terminate, software too' => $this->row('terminate', ['configoption12' => 'on'] + $stored, $this->serverWith(), 2),
            'terminate, stored data too' => $this->row('terminate', $erase, $two, 7),
            'terminate, gone already' => $this->row('terminate', $stored, foreign_rows(), 2),
        ];
    }

    /** @return array<string, Operation> */
    private function reads(): array
    {
        $server = \together($this->serverWith(['Devices' => ['d' => device('PC')]]), jobs([
            ['GUID' => 'job-of-kunde41', 'Username' => 'kunde41', 'StartTime' => time() - 60, 'Status' => 5000, 'Classification' => 4001],
        ]));
        $stored = stored_service();
        return [
            'test_connection' => $this->row('test_connection', [], $server, 2),
            'status' => $this->row('status', $stored + ['provision' => ['job_days' => 14]], $server, 2),
            'jobs' => $this->row('jobs', $stored, $server, 2),
            'usage' => $this->row('usage', [], $server, 1),
            'list_accounts' => $this->row('list_accounts', [], $server, 1),
            'policies' => $this->row('policies', [], $server, 1),
            'storage_providers' => $this->row('storage_providers', [], $server, 1),
            'installers' => $this->row('installers', [], $server, 1),
            'sso' => $this->row('sso', $stored, $server, 2),
            'admin_sso' => $this->row('admin_sso', [], $server, 1),
        ];
    }

    /**
     * @param array<string, mixed> $params
     * @param array<string, mixed> $state
     */
    private function row(string $operation, array $params, array $state, int $requests): Operation
    {
        return new Operation("comet_$operation", $params, $state, $requests, 0);
    }

    /** @param array<string, mixed> $profile @return array<string, mixed> */
    private function serverWith(array $profile = []): array
    {
        return \together(foreign_rows(), service_account($profile));
    }
};
