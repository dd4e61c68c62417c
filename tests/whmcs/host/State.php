<?php

/**
 * The database of the WHMCS stand-in: one SQLite file that lives as long as a test run and is opened by each process.
 *
 * It has WHMCS's table and column names as far as provisioning modules meet them. Nothing here knows a module.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;
use Illuminate\Database\Schema\Blueprint;

final class State
{
    private const OPTIONS = 24;

    public static function open(string $file): void
    {
        $manager = new Manager();
        $manager->addConnection(['driver' => 'sqlite', 'database' => $file, 'prefix' => '']);
        $manager->setAsGlobal();
        $manager->bootEloquent();
        // nothing of this outlives the run: no need to wait for the disk
        Manager::connection()->getPdo()->exec('PRAGMA synchronous = OFF');
    }

    public static function create(string $file): void
    {
        touch($file);
        self::open($file);
        $schema = Manager::schema();
        $schema->create('tblclients', static function (Blueprint $table): void {
            $table->increments('id');
            self::texts(
                $table,
                ['firstname', 'lastname', 'companyname', 'email', 'address1', 'address2', 'city', 'state']
            );
            self::texts($table, ['postcode', 'country', 'phonenumber', 'language']);
        });
        $schema->create('tblservers', static function (Blueprint $table): void {
            $table->increments('id');
            self::texts($table, ['name', 'type', 'ipaddress', 'hostname', 'port', 'secure', 'username', 'password']);
            self::texts($table, ['accesshash']);
        });
        $schema->create('tblservergroups', static function (Blueprint $table): void {
            $table->increments('id');
            self::texts($table, ['name']);
        });
        $schema->create('tblservergroupsrel', static function (Blueprint $table): void {
            $table->increments('id');
            $table->integer('groupid');
            $table->integer('serverid');
        });
        $schema->create('tblproducts', static function (Blueprint $table): void {
            $table->increments('id');
            $table->integer('servergroup')->default(0);
            self::texts($table, ['name', 'type', 'servertype']);
            self::texts($table, array_map(static fn (int $n) => 'configoption' . $n, range(1, self::OPTIONS)));
        });
        $schema->create('tblhosting', static function (Blueprint $table): void {
            $table->increments('id');
            foreach (['userid', 'packageid', 'server', 'diskusage', 'disklimit', 'bwusage', 'bwlimit'] as $column) {
                $table->integer($column)->default(0);
            }
            self::texts($table, ['domain', 'username', 'password', 'domainstatus', 'dedicatedip', 'lastupdate']);
        });
        self::createFieldsAndLogs();
        self::configure('SystemURL', 'https://whmcs.example/');
    }

    public static function configure(string $setting, string $value): void
    {
        Manager::table('tblconfiguration')->updateOrInsert(['setting' => $setting], ['value' => $value]);
    }

    /** Configurable options chosen in a service's order, by name. */
    public static function chooseOptions(int $service, array $options): void
    {
        Manager::table('hostoptions')->where('serviceid', $service)->delete();
        foreach ($options as $name => $value) {
            Manager::table('hostoptions')->insert(
                ['serviceid' => $service, 'name' => $name, 'value' => (string) $value]
            );
        }
    }

    public static function setField(int $product, int $service, string $name, string $value): void
    {
        $field = Manager::table('tblcustomfields')->where(['relid' => $product, 'fieldname' => $name])->value('id')
            ?? Manager::table('tblcustomfields')->insertGetId(
                ['type' => 'product', 'relid' => $product, 'fieldname' => $name, 'adminonly' => 'on']
            );
        Manager::table('tblcustomfieldsvalues')->updateOrInsert(
            ['fieldid' => $field, 'relid' => $service],
            ['value' => $value]
        );
    }

    /** @return array<string, string> values of a service's custom fields by name */
    public static function fields(int $product, int $service): array
    {
        $fields = Manager::table('tblcustomfields')->where('relid', $product)->pluck('fieldname', 'id');
        $values = Manager::table('tblcustomfieldsvalues')->where('relid', $service)->pluck('value', 'fieldid');
        $byName = [];
        foreach ($fields as $id => $name) {
            $byName[explode('|', $name, 2)[0]] = (string) ($values[$id] ?? '');
        }
        return $byName;
    }

    private static function createFieldsAndLogs(): void
    {
        $schema = Manager::schema();
        $schema->create('tblcustomfields', static function (Blueprint $table): void {
            $table->increments('id');
            $table->integer('relid');
            self::texts($table, ['type', 'fieldname', 'adminonly']);
        });
        $schema->create('tblcustomfieldsvalues', static function (Blueprint $table): void {
            $table->increments('id');
            $table->integer('fieldid');
            $table->integer('relid');
            self::texts($table, ['value']);
        });
        $schema->create('hostoptions', static function (Blueprint $table): void {
            $table->integer('serviceid');
            self::texts($table, ['name', 'value']);
        });
        $schema->create('tblconfiguration', static function (Blueprint $table): void {
            self::texts($table, ['setting', 'value']);
        });
        $schema->create('tblmodulelog', static function (Blueprint $table): void {
            $table->increments('id');
            self::texts($table, ['module', 'action', 'request', 'response', 'arrdata']);
        });
        $schema->create('tblactivitylog', static function (Blueprint $table): void {
            $table->increments('id');
            $table->integer('userid');
            self::texts($table, ['description']);
        });
    }

    private static function texts(Blueprint $table, array $names): void
    {
        foreach ($names as $name) {
            $table->text($name)->default('');
        }
    }
}
