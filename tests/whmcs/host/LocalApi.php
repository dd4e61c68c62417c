<?php

/**
 * localAPI(): a table of documented commands with their documented arguments. A command or argument that is not
 * documented is a violation. A command is played where a module needs its effect; another one answers with an error
 * and says so.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class LocalApi
{
    /** command => [needed arguments, optional arguments, method that plays it or null] */
    private const COMMANDS = [
        'DecryptPassword' => [['password2'], [], 'decryptPassword'],
        'EncryptPassword' => [['password2'], [], 'encryptPassword'],
        'GetClientsProducts' => [
            [],
            ['limitstart', 'limitnum', 'clientid', 'serviceid', 'pid', 'domain', 'username2'],
            'getClientsProducts',
        ],
        'LogActivity' => [['description'], ['userid', 'clientid'], 'logActivity'],
        'UpdateClientProduct' => [
            ['serviceid'],
            ['pid', 'serverid', 'nextduedate', 'domain', 'status', 'serviceusername', 'servicepassword',
                'subscriptionid',
                'diskusage', 'disklimit', 'bwusage', 'bwlimit', 'dedicatedip', 'notes', 'customfields', 'configoptions',
                'unset', 'autorecalc'],
            'updateClientProduct',
        ],
        'AddBillableItem' => [
            ['clientid', 'description', 'amount', 'unit'],
            ['hours', 'quantity', 'invoiceaction', 'recur', 'recurcycle', 'recurfor', 'duedate'],
            null,
        ],
        'GetConfigurationValue' => [['setting'], [], 'getConfigurationValue'],
        'GetClientsDetails' => [[], ['clientid', 'email', 'stats'], null],
        'GetModuleQueue' => [[], ['relatedId', 'serviceType', 'moduleName', 'moduleAction', 'since'], null],
        'GetProducts' => [[], ['pid', 'gid', 'module'], null],
        'GetServers' => [[], ['serviceId', 'addonId', 'fetchStatus'], null],
        'ModuleCreate' => [['serviceid'], [], null],
        'ModuleSuspend' => [['serviceid'], ['suspendreason'], null],
        'ModuleTerminate' => [['serviceid'], [], null],
        'ModuleUnsuspend' => [['serviceid'], [], null],
    ];
    /** Arguments that carry a credential by design. */
    private const SECRET_ARGUMENTS = ['password2', 'servicepassword'];
    private const COLUMNS = [
        'domain' => 'domain', 'status' => 'domainstatus', 'serviceusername' => 'username', 'serverid' => 'server',
        'diskusage' => 'diskusage', 'disklimit' => 'disklimit', 'bwusage' => 'bwusage', 'bwlimit' => 'bwlimit',
        'dedicatedip' => 'dedicatedip',
    ];

    private static string $seen = '';

    public static function call(mixed $command, mixed $values): array
    {
        if (!is_string($command) || !is_array($values) || !isset(self::COMMANDS[$command])) {
            Violations::add(
                'localAPI: no documented command ' . (is_string($command) ? $command : get_debug_type($command))
            );
            return ['result' => 'error', 'message' => 'Command Not Found'];
        }
        [$needed, $optional, $player] = self::COMMANDS[$command];
        foreach (array_diff($needed, array_keys($values)) as $missing) {
            Violations::add("localAPI $command: argument $missing is missing");
        }
        foreach (array_diff(array_keys($values), $needed, $optional) as $unknown) {
            Violations::add("localAPI $command: no documented argument $unknown");
        }
        self::$seen .= print_r(array_diff_key($values, array_flip(self::SECRET_ARGUMENTS)), true);
        if ($player === null) {
            Violations::add("localAPI $command is documented, but this stand-in does not play it");
            return ['result' => 'error', 'message' => 'not played'];
        }
        return self::$player($values);
    }

    /** All values that went through, but for those that are credentials by design. */
    public static function seen(): string
    {
        return self::$seen;
    }

    private static function encryptPassword(array $values): array
    {
        return ['result' => 'success', 'password' => Vault::encrypt((string) $values['password2'])];
    }

    private static function decryptPassword(array $values): array
    {
        return ['result' => 'success', 'password' => Vault::decrypt((string) $values['password2']) ?? ''];
    }

    private static function logActivity(array $values): array
    {
        ModuleLog::addActivity($values['description'], (int) ($values['clientid'] ?? 0));
        return ['result' => 'success'];
    }

    private static function getClientsProducts(array $values): array
    {
        $query = Manager::table('tblhosting');
        foreach (
            ['clientid' => 'userid', 'serviceid' => 'id', 'pid' => 'packageid', 'domain' => 'domain'] as $key => $column
        ) {
            if (isset($values[$key])) {
                $query->where($column, $values[$key]);
            }
        }
        $total = $query->count();
        $rows = $query->orderBy('id')->offset((int) ($values['limitstart'] ?? 0))->limit(
            (int) ($values['limitnum'] ?? 25)
        );
        $products = $rows->get()->map(static fn ($row) => [
            'id' => $row->id, 'clientid' => $row->userid, 'pid' => $row->packageid, 'domain' => $row->domain,
            'serverid' => $row->server, 'username' => $row->username, 'status' => $row->domainstatus,
            'password' => Vault::decrypt($row->password) ?? '',
        ]);
        return [
            'result' => 'success', 'totalresults' => $total, 'numreturned' => count($products),
            'products' => ['product' => $products->all()],
        ];
    }

    private static function getConfigurationValue(array $values): array
    {
        $value = Manager::table('tblconfiguration')->where('setting', $values['setting'])->value('value');
        return $value === null
            ? ['result' => 'error', 'message' => 'Invalid name for parameter setting']
            : ['result' => 'success', 'setting' => $values['setting'], 'value' => $value];
    }

    private static function updateClientProduct(array $values): array
    {
        $columns = [];
        foreach (array_intersect_key(self::COLUMNS, $values) as $argument => $column) {
            $columns[$column] = $values[$argument];
        }
        if (isset($values['servicepassword'])) {
            $columns['password'] = Vault::encrypt((string) $values['servicepassword']);
        }
        if ($columns !== []) {
            Manager::table('tblhosting')->where('id', $values['serviceid'])->update($columns);
        }
        $fields = isset($values['customfields'])
            ? unserialize(base64_decode((string) $values['customfields']), ['allowed_classes' => false])
            : [];
        foreach ($fields as $field => $value) {
            if (!is_int($field)) {
                Violations::add("localAPI UpdateClientProduct: customfields wants the field's number, not $field");
                continue;
            }
            $place = ['fieldid' => $field, 'relid' => $values['serviceid']];
            Manager::table('tblcustomfieldsvalues')->updateOrInsert($place, ['value' => $value]);
        }
        return ['result' => 'success', 'serviceid' => $values['serviceid']];
    }
}
