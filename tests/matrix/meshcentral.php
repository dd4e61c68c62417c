<?php

/**
 * The matrix's table of MeshCentral: each operation in the states of a server in which it tells different messages. The
 * figures behind the rows are the connections and the messages of an undisturbed call; they are checked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

use function Provision\Test\MeshCentral\account;
use function Provision\Test\MeshCentral\device;
use function Provision\Test\MeshCentral\foreign_rows;
use function Provision\Test\MeshCentral\group;
use function Provision\Test\MeshCentral\params;
use function Provision\Test\MeshCentral\service_rows;
use function Provision\Test\MeshCentral\stored;
use function Provision\Test\MeshCentral\stored_service;

use const Provision\Test\MeshCentral\FULL;
use const Provision\Test\MeshCentral\LOGIN_KEY;
use const Provision\Test\MeshCentral\MANAGER;
use const Provision\Test\MeshCentral\MANAGER_PASSWORD;
use const Provision\Test\MeshCentral\OUR_GROUP;
use const Provision\Test\MeshCentral\SERVICE_PASSWORD;

require_once __DIR__ . '/../meshcentral/meshcentral.inc';

return new class () implements Product {
    private const LOCKED = 96;
    private const NEW_PASSWORD = 'Qz8-vBn.5tRw_3kLx+2d:f';

    public function server(): string
    {
        return 'meshcentral';
    }

    public function serverParams(TestServer $server): array
    {
        return params($server);
    }

    public function operations(): array
    {
        return $this->creations() + $this->changes() + $this->ends() + $this->reads();
    }

    /** Without what stays of groups that are deleted, which is for ever, and no service's any more. */
    public function normalise(string $state): string
    {
        $tables = json_decode($state, false, 512, JSON_THROW_ON_ERROR);
        foreach ($tables->meshes as $id => $mesh) {
            if (isset($mesh->deleted)) {
                unset($tables->meshes->$id);
            }
        }
        $text = json_encode($tables, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
        // of several groups made for one service, one is left
        $text = preg_replace('/made for whmcs:41 #\d+/', 'made for whmcs:41', $text);
        $known = [SERVICE_PASSWORD, self::NEW_PASSWORD, MANAGER_PASSWORD, 'of-somebody-else', 'Admin-Passw0rd'];
        return preg_replace_callback('/"pass": ("(?:[^"\\\\]|\\\\.)*")/', static fn (array $pass): string => in_array(
            json_decode($pass[1], false, 2, JSON_THROW_ON_ERROR),
            $known,
            true,
        ) ? $pass[0] : '"pass": "drawn"', $text);
    }

    /** When the client's own login is refused, the stored password is not his: create draws another one. */
    public function believing(Cell $cell, string $state): string
    {
        $isRefused = [$cell->kind, $cell->fault, $cell->number] === ['opening', 'greeting_close', 2];
        return $isRefused && str_starts_with($cell->operation, 'create')
            ? str_replace(json_encode(SERVICE_PASSWORD, JSON_THROW_ON_ERROR), '"drawn"', $state)
            : $state;
    }

    public function foreign(array $state): array
    {
        $manager = 'user//' . MANAGER;
        unset($state['users'][$manager]['links']);
        foreach ($state as $table => $rows) {
            $isForeign = static fn (int|string $key): bool => preg_match('~//(whmcs-41|made for whmcs:41|OUR0)|^node//ours~', (string) $key) !== 1;
            $state[$table] = array_filter($rows, $isForeign, ARRAY_FILTER_USE_KEY);
        }
        return $state;
    }

    public function store(array $params, array $returned): array
    {
        return stored($params, $returned);
    }

    public function secrets(array $params, array $state, array $log): array
    {
        $sent = implode("\n", array_column($log, 'text'));
        preg_match_all('/"pass":"((?:[^"\\\\]|\\\\.)*)"/', $sent, $passwords);
        $urls = implode("\n", array_column($log, 'path'));
        preg_match_all('/[?&](?:auth|login|key)=([^&\s]+)/', $urls, $cookies);
        return [
            MANAGER_PASSWORD, LOGIN_KEY, SERVICE_PASSWORD, self::NEW_PASSWORD,
            ...array_map(static fn (string $text): string => json_decode("\"$text\"", false, 2, JSON_THROW_ON_ERROR), $passwords[1]),
            ...array_map(rawurldecode(...), $cookies[1]),
        ];
    }

    /** @return array<string, Operation> */
    private function creations(): array
    {
        $unused = foreign_rows();
        $name = ['username' => 'whmcs-41', 'password' => SERVICE_PASSWORD];
        $account = \together($unused, account('whmcs-41', ['realname' => 'whmcs:41 Jana Kunde', 'pass' => SERVICE_PASSWORD]));
        $group = \together($unused, group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41'));
        $strict = \together($unused, ['settings' => ['password_requirements' => ['min' => 40]]]);
        $whole = $this->serverWith();
        return [
            'create' => $this->row('create', [], $unused, 5),
            'create, by login key' => $this->row('create', $this->byKey(), $unused, 5),
            'create, strict password policy' => $this->row('create', [], $strict, 6),
            'create, only the account stands' => $this->row('create', $name, $account, 5, 2),
            'create, only the group stands' => $this->row('create', [], $group, 4),
            'create, not stored' => $this->row('create', [], $whole, 3),
            'create, all of it stands' => $this->row('create', $name + stored_service(), $whole, 3, 2),
            'create, suspended' => $this->row('create', $name + stored_service(), $this->suspended(), 6, 2),
        ];
    }

    /** @return array<string, Operation> */
    private function changes(): array
    {
        $stored = stored_service();
        $whole = $this->serverWith();
        $unmarked = $this->serverWith(['realname' => 'Jana Kunde'], 'Rechner von Jana Kunde');
        $package = ['configoption3' => 'support', 'configoption8' => '128'];
        $password = ['password' => self::NEW_PASSWORD];
        return [
            'suspend' => $this->row('suspend', $stored, $whole, 5),
            'suspend, by login key' => $this->row('suspend', $stored + $this->byKey(), $whole, 5),
            'suspend, suspended already' => $this->row('suspend', $stored, $this->suspended(), 2),
            'suspend, locked only' => $this->row('suspend', $stored, $this->serverWith(['siteadmin' => self::LOCKED]), 3),
            'suspend, a quota' => $this->row('suspend', $stored, $this->serverWith(['quota' => 5000]), 5),
            'suspend, without marker' => $this->row('suspend', $stored, $unmarked, 7),
            'unsuspend' => $this->row('unsuspend', $stored, $this->suspended(), 5),
            'change_package' => $this->row('change_package', $stored + $package, $whole, 5),
            'change_package, suspended' => $this->row('change_package', $stored + $package, $this->suspended(), 4),
            'change_password' => $this->row('change_password', $stored + $password, $whole, 3),
            'change_password, suspended' => $this->row('change_password', $stored + $password, $this->suspended(), 3),
        ];
    }

    /** @return array<string, Operation> */
    private function ends(): array
    {
        $stored = stored_service();
        $devices = \together($this->serverWith(), device('ours1', OUR_GROUP, 'pc', true), device('ours2', OUR_GROUP, 'laptop'));
        $group = \together(foreign_rows(), group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41'));
        $account = \together(foreign_rows(), account('whmcs-41', ['realname' => 'whmcs:41 Jana Kunde']));
        return [
            'terminate' => $this->row('terminate', $stored, $this->serverWith(), 5),
            'terminate, devices' => $this->row('terminate', $stored, $devices, 5),
            'terminate, agents too' => $this->row('terminate', ['configoption9' => 'on'] + $stored, $devices, 6),
            'terminate, suspended' => $this->row('terminate', $stored, $this->suspended(), 5),
            'terminate, only the group is left' => $this->row('terminate', $stored, $group, 4),
            'terminate, only the account is left' => $this->row('terminate', $stored, $account, 3),
            'terminate, gone already' => $this->row('terminate', $stored, foreign_rows(), 2),
        ];
    }

    /** @return array<string, Operation> */
    private function reads(): array
    {
        $stored = stored_service();
        $server = \together($this->serverWith(), device('ours1', OUR_GROUP, 'pc', true), device('ours2', OUR_GROUP, 'laptop'));
        return [
            'test_connection' => $this->row('test_connection', [], $server, 1),
            'test_connection, by login key' => $this->row('test_connection', $this->byKey(), $server, 1),
            'status' => $this->row('status', $stored, $server, 3),
            'usage' => $this->row('usage', [], $server, 3),
            'list_accounts' => $this->row('list_accounts', [], $server, 2),
            'devices' => $this->row('devices', $stored, $server, 4),
            'agent_links' => $this->row('agent_links', $stored, $server, 3),
            'sso, by login key' => $this->row('sso', ['serveraccesshash' => LOGIN_KEY] + $stored, $server, 2),
            'sso, by the client\'s password' => $this->row('sso', ['password' => SERVICE_PASSWORD] + $stored, $server, 4, 2),
        ];
    }

    /**
     * @param array<string, mixed> $params
     * @param array<string, mixed> $state
     */
    private function row(string $operation, array $params, array $state, int $messages, int $connections = 1): Operation
    {
        return new Operation("meshcentral_$operation", $params, $state, $connections, 0, $messages);
    }

    /** @return array<string, string> */
    private function byKey(): array
    {
        return ['serverusername' => MANAGER, 'serverpassword' => '', 'serveraccesshash' => LOGIN_KEY];
    }

    /** @param array<string, mixed> $columns of the account @return array<string, mixed> */
    private function serverWith(array $columns = [], string $desc = 'whmcs:41'): array
    {
        return \together(foreign_rows(), service_rows($columns, $desc));
    }

    /** @return array<string, mixed> */
    private function suspended(): array
    {
        return \together(foreign_rows(), service_rows(['siteadmin' => self::LOCKED]), group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41'));
    }
};
