<?php

/**
 * The matrix's table of mailcow: each operation in the states of a server in which it needs different requests.
 * The figures behind the rows are the requests of an undisturbed call; they are checked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

use function Provision\Test\Mailcow\domain_rows;
use function Provision\Test\Mailcow\foreign_rows;
use function Provision\Test\Mailcow\params;
use function Provision\Test\Mailcow\stored;

use const Provision\Test\Mailcow\API_KEY;
use const Provision\Test\Mailcow\SERVER_PASSWORD;
use const Provision\Test\Mailcow\SERVICE_PASSWORD;

require_once __DIR__ . '/../mailcow/mailcow.inc';

return new class () implements Product {
    private const DOMAIN = 'kunde.example';
    private const ADMIN = 'admin-k3x9p-7';

    public function server(): string
    {
        return 'mailcow';
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
        // tokens that nobody used: a second call makes a second one
        unset($tables->da_sso);
        foreach ($tables->admin as $admin) {
            // mailcow writes this default down in the first edit
            if ($admin->attributes == (object) ['force_tfa' => '0', 'force_pw_update' => '0']) {
                $admin->attributes = null;
            }
        }
        foreach ($tables as $table => $rows) {
            if (is_array($rows)) {
                // rows that have only a number are a set, and chance had a say in their order
                usort($rows, static fn (\stdClass $a, \stdClass $b): int => self::text($a) <=> self::text($b));
                $tables->$table = $rows;
            }
        }
        // as text: two administrators of ours must not become one
        return self::text($tables);
    }

    public function believing(Cell $cell, string $state): string
    {
        return $state;
    }

    public function foreign(array $state): array
    {
        foreach ($state as $table => $rows) {
            $isForeign = fn (mixed $row, int|string $key): bool => !$this->isOurs($key, $row);
            $state[$table] = array_filter($rows, $isForeign, ARRAY_FILTER_USE_BOTH);
            $state[$table] = array_is_list($rows) ? array_values($state[$table]) : $state[$table];
        }
        return $state;
    }

    public function store(array $params, array $returned): array
    {
        return stored($params, $returned);
    }

    public function secrets(array $params, array $state, array $log): array
    {
        $sent = implode('', array_column($log, 'body'));
        preg_match_all('/"password2?":"((?:[^"\\\\]|\\\\.)*)"/', $sent, $passwords);
        $generated = [...array_map('stripslashes', $passwords[1]), ...array_keys($state['da_sso'])];
        return [API_KEY, SERVER_PASSWORD, SERVICE_PASSWORD, ...$generated];
    }

    /** Without the letters that create drew for an administrator's name. */
    private static function text(\stdClass $value): string
    {
        $json = json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        return preg_replace('/\badmin-[a-z0-9]{5}-7\b/', 'admin-xxxxx-7', $json);
    }

    private function isOurs(int|string $key, mixed $row): bool
    {
        $text = $key . ' ' . json_encode($row, JSON_THROW_ON_ERROR);
        return str_contains($text, self::DOMAIN) || preg_match('/\badmin-[a-z0-9]{5}-7\b|\bneuer-name\b/', $text) === 1;
    }

    /** @return array<string, Operation> */
    private function creations(): array
    {
        $unused = foreign_rows();
        $strict = together($unused, ['settings' => ['password_policy' => ['length' => '30', 'special_chars' => '1']]]);
        $begun = $this->serverWith(['whmcs-41'], null);
        $options = ['configoptions' => ['Rate Limit' => '100/h'], 'configoption6' => '1024', 'configoption4' => '2048'];
        return [
            'create' => $this->row('create', $options, $unused, 2),
            'create, strict password policy' => $this->row('create', [], $strict, 4),
            'create, only the domain stands' => $this->row('create', [], $begun, 3),
            'create, administrator not stored' => $this->row('create', [], $this->serverWith(), 4),
            'create, all of it stands' => $this->row('create', $this->storedAdmin(), $this->serverWith(), 2),
            'create, suspended' => $this->row('create', $this->storedAdmin(), $this->serverWith(columns: ['active' => 0]), 4),
        ];
    }

    /** @return array<string, Operation> */
    private function changes(): array
    {
        $full = ['post' => 3000, 'info' => 3000];
        $exceeded = ['mailboxes' => 1, 'quota' => 4000, 'maxquota' => 3000];
        $over = $this->serverWith(['whmcs-41'], self::ADMIN, $full, columns: $exceeded);
        $admin = $this->storedAdmin();
        $larger = $admin + ['configoptions' => ['Quota Totale Dominio' => '20480', 'Max Alias' => '0']];
        $smaller = $admin + ['configoptions' => ['Quota Totale Dominio' => '512']];
        $limited = $admin + ['configoptions' => ['Quota Totale Dominio' => '20480', 'Rate Limit' => '100/h']];
        $name = ['username' => 'Neuer-Name'] + $admin;
        return [
            'suspend' => $this->row('suspend', $admin, $this->serverWith(), 3),
            'suspend, suspended already' => $this->row('suspend', $admin, $this->serverWith(columns: ['active' => 0]), 2),
            'suspend, without marker' => $this->row('suspend', $admin, $this->serverWith([]), 4),
            'suspend, over its limits' => $this->row('suspend', $admin, $over, 5),
            'unsuspend' => $this->row('unsuspend', $admin, $this->serverWith(columns: ['active' => 0]), 3),
            'change_package' => $this->row('change_package', $larger, $this->serverWith(), 2),
            'change_package, rate limit' => $this->row('change_package', $limited, $this->serverWith(), 3),
            'change_package, default mailbox quota too large' => $this->row('change_package', $smaller, $this->serverWith(), 3),
            'change_package, without marker' => $this->row('change_package', $larger, $this->serverWith([]), 3),
            'change_password' => $this->row('change_password', ['password' => SERVICE_PASSWORD] + $admin, $this->serverWith(), 2),
            'change_password, without marker' => $this->row('change_password', ['password' => SERVICE_PASSWORD] + $admin, $this->serverWith([]), 3),
            'change_username' => $this->row('change_username', $name, $this->serverWith(), 2),
            'change_username, without marker' => $this->row('change_username', $name, $this->serverWith([]), 3),
        ];
    }

    /** @return array<string, Operation> */
    private function ends(): array
    {
        $admin = $this->storedAdmin();
        $three = ['post' => 100, 'info' => 100, 'chef' => 100];
        $many = array_fill_keys(array_map(static fn (int $n): string => "box$n", range(1, 120)), 10);
        $large = ['mailboxes' => 200];
        return [
            'terminate, empty' => $this->row('terminate', $admin, $this->serverWith(), 2),
            'terminate, mailboxes' => $this->row('terminate', $admin, $this->serverWith(mailboxes: $three), 4, 3),
            'terminate, 120 mailboxes' => $this->row('terminate', $admin, $this->serverWith(mailboxes: $many, columns: $large), 6, 120),
            'terminate, resource' => $this->row('terminate', $admin, $this->serverWith(resources: ['saal']), 5),
            'terminate, mailboxes and a resource' => $this->row(
                'terminate',
                $admin,
                $this->serverWith(mailboxes: $three, resources: ['saal']),
                7,
                3,
            ),
            'terminate, DKIM key too' => $this->row('terminate', ['configoption7' => 'on'] + $admin, $this->serverWith(), 3),
            'terminate, without marker' => $this->row('terminate', $admin, $this->serverWith([], mailboxes: $three), 5, 3),
            'terminate, gone already' => $this->row('terminate', $admin, foreign_rows(), 1),
        ];
    }

    /** @return array<string, Operation> */
    private function reads(): array
    {
        $admin = $this->storedAdmin();
        $server = $this->serverWith(mailboxes: ['post' => 100]);
        return [
            'test_connection' => $this->row('test_connection', [], $server, 2),
            'status' => $this->row('status', $admin, $server, 1),
            'usage' => $this->row('usage', [], $server, 1),
            'list_accounts' => $this->row('list_accounts', [], $server, 1),
            'sso' => $this->row('sso', $admin, $server, 2),
            'dns_records' => $this->row('dns_records', ['configoption9' => 'mail.example.test'], $server, 1),
        ];
    }

    /**
     * @param array<string, mixed> $params
     * @param array<string, mixed> $state
     */
    private function row(string $operation, array $params, array $state, int $requests, int $objects = 0): Operation
    {
        return new Operation("mailcow_$operation", $params, $state, $requests, $objects);
    }

    /**
     * @param list<string>         $tags
     * @param array<string, int>   $mailboxes
     * @param list<string>         $resources
     * @param array<string, mixed> $columns
     * @return array<string, mixed>
     */
    private function serverWith(
        array $tags = ['whmcs-41'],
        ?string $admin = self::ADMIN,
        array $mailboxes = [],
        array $resources = [],
        array $columns = [],
    ): array {
        return together(foreign_rows(), domain_rows(self::DOMAIN, $tags, $admin, $mailboxes, $resources, $columns));
    }

    /** @return array<string, mixed> */
    private function storedAdmin(): array
    {
        return ['username' => self::ADMIN, 'customfields' => ['mailcow_admin_username' => self::ADMIN]];
    }
};
