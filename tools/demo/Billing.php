<?php

/**
 * WHMCS as far as the demonstration needs it: one process that calls the module's functions one after the other, as a
 * cron run or an FPM worker does. Database, parameters, service properties, logs and templates are those of the test
 * stand-in.
 *
 * It must not know any product: it presses buttons and tells what changed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use Illuminate\Database\Capsule\Manager;
use WHMCS\UsageBilling\Contracts\Metrics\ProviderInterface;
use WhmcsHost\Contract;
use WhmcsHost\ModuleLog;
use WhmcsHost\Page;
use WhmcsHost\Params;
use WhmcsHost\State;
use WhmcsHost\Vault;
use WhmcsHost\Violations;

final class Billing
{
    private const STATUS_AFTER = [
        'CreateAccount' => 'Active', 'SuspendAccount' => 'Suspended', 'UnsuspendAccount' => 'Active',
        'TerminateAccount' => 'Terminated',
    ];
    /** Columns of a service that are worth telling when a call changed them. */
    private const TOLD = [
        'domain' => 'Domain', 'username' => 'Username', 'password' => 'Password', 'domainstatus' => 'Status',
        'diskusage' => 'Disk Usage', 'disklimit' => 'Disk Limit',
    ];

    /** @var list<array{native: string, exchanges: list<array>}> of the call under way */
    private static array $natives = [];

    private string $module;
    private Page $page;

    public function __construct(string $moduleFolder, private string $workFolder)
    {
        $this->module = basename($moduleFolder);
        define('WHMCS', true);
        State::create($workFolder . '/whmcs.sqlite');
        mkdir($workFolder . '/compile');
        $prefix = 'WHMCS\\Module\\Server\\' . ucfirst($this->module) . '\\';
        spl_autoload_register(static function (string $class) use ($prefix, $moduleFolder): void {
            if (str_starts_with($class, $prefix)) {
                require $moduleFolder . '/lib/' . substr($class, strlen($prefix)) . '.php';
            }
        });
        require $moduleFolder . '/' . $this->module . '.php';
        $this->page = new Page($moduleFolder, $workFolder . '/compile');
    }

    /** For logModuleCall. */
    public static function keepExchanges(string $native, array $exchanges): void
    {
        self::$natives[] = ['native' => $native, 'exchanges' => $exchanges];
    }

    public function insert(string $table, array $row): int
    {
        if ($table === 'tblservers') {
            $row['password'] = Vault::encrypt($row['password'] ?? '');
        }
        return Manager::table($table)->insertGetId($row);
    }

    /** What staff type into the service's page and save. */
    public function edit(int $service, array $columns): void
    {
        if (isset($columns['password'])) {
            $columns['password'] = Vault::encrypt($columns['password']);
        }
        Manager::table('tblhosting')->where('id', $service)->update($columns);
    }

    public function chooseOptions(int $service, array $options): void
    {
        State::chooseOptions($service, $options);
    }

    /** A custom field of a service, as its order form fills it. */
    public function fillField(int $product, int $service, string $name, string $value): void
    {
        State::setField($product, $service, $name, $value);
    }

    public function pressOfService(string $function, int $service): Call
    {
        if ($function === 'CreateAccount') {
            Params::prepareCreation($service);
        }
        return $this->press($function, Params::ofService($service), $service);
    }

    public function pressOfServer(string $function, int $server, ?int $service = null): Call
    {
        return $this->press($function, Params::ofServer($server), $service);
    }

    /** @return array<string, string> what WHMCS holds of a service: the password in plain, custom fields by name */
    public function service(int $id): array
    {
        $row = (array) Manager::table('tblhosting')->find($id);
        $row['password'] = $row['password'] === '' ? '' : (string) Vault::decrypt($row['password']);
        $told = [];
        foreach (self::TOLD as $column => $name) {
            $told[$name] = (string) $row[$column];
        }
        return $told + State::fields($row['packageid'], $id);
    }

    /** The module's part of the client area, as HTML. */
    public function page(array $area, int $service): string
    {
        return $this->page->render($area, Params::ofService($service));
    }

    /** Everything that WHMCS's logs hold. */
    public function logs(): string
    {
        return ModuleLog::contents() . "\n" . ModuleLog::unmasked();
    }

    /** @return string[] what the module did against WHMCS's contract */
    public function violations(): array
    {
        return Violations::all();
    }

    private function press(string $function, array $params, ?int $service): Call
    {
        self::$natives = [];
        $before = $service === null ? [] : $this->service($service);
        $name = $this->module . '_' . $function;
        $result = $name($params);
        $metrics = $result instanceof ProviderInterface ? self::values($result) : [];
        Violations::addAll(Contract::check($this->module, $function, $result));
        if ($result === 'success' && $service !== null && isset(self::STATUS_AFTER[$function])) {
            $this->edit($service, ['domainstatus' => self::STATUS_AFTER[$function]]);
        }
        $after = $service === null ? [] : $this->service($service);
        $secrets = [
            $params['serveraccesshash'] ?? '', $params['serverpassword'] ?? '', $params['password'] ?? '',
            $before['Password'] ?? '', $after['Password'] ?? '',
        ];
        return new Call(
            $name,
            $result,
            self::$natives,
            self::changes($before, $after),
            array_values(array_filter($secrets, 'strlen')),
            $metrics
        );
    }

    /** WHMCS asks a metric provider after it has got it: that is where the request goes out. */
    private static function values(ProviderInterface $provider): array
    {
        $values = [];
        foreach ($provider->usage() as $tenant => $metrics) {
            foreach ($metrics as $metric) {
                $values[$tenant][$metric->systemName()] = $metric->usage()->value();
            }
        }
        return $values;
    }

    /** @return array<string, array{string, string}> */
    private static function changes(array $before, array $after): array
    {
        $changes = [];
        foreach ($after as $name => $value) {
            if ($value !== ($before[$name] ?? '')) {
                $changes[$name] = [$before[$name] ?? '', $value];
            }
        }
        return $changes;
    }
}
