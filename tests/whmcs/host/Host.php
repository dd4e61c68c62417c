<?php

/**
 * The WHMCS stand-in as a test holds it: one database, and calls into modules, each in a PHP process of its own, so
 * that a module that exits, crashes or hangs is seen and the test goes on.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class Host
{
    private static int $jobs = 0;

    /**
     * @param string $folder an empty folder for database, jobs and compiled templates
     * @param string[] $php options of the PHP command that runs the modules
     */
    public function __construct(private string $folder, private array $php)
    {
        mkdir($folder . '/compile');
        State::create($this->state());
    }

    /** The same database, another PHP: for instance one without the extension. */
    public function with(array $php): self
    {
        $other = clone $this;
        $other->php = $php;
        return $other;
    }

    /** The same database, and a PHP with further lines of php.ini. */
    public function withSettings(array $lines): self
    {
        return $this->with(array_merge($this->php, ...array_map(static fn ($line) => ['-d', $line], $lines)));
    }

    /**
     * @param string $module folder of the module
     * @param array $job function (suffix), and what Action wants besides: service, server, arguments, changes, area …
     */
    public function call(string $module, array $job, float $limit = 60.0): Report
    {
        $base = $this->folder . '/job' . ++self::$jobs;
        $job += ['area' => 'admin', 'changes' => [], 'secrets' => []] + [
            'state' => $this->state(),
            'folder' => $module,
            'compile' => $this->folder . '/compile',
            'report' => $base . '.report',
        ];
        file_put_contents($base . '.json', json_encode($job, JSON_THROW_ON_ERROR));
        $process = new Process(
            [PHP_BINARY, ...$this->php, __DIR__ . '/call.php', $base . '.json'],
            $base . '.output'
        );
        $ended = $process->wait($limit);
        return $this->report($base, $ended, $process->status(), $limit);
    }

    private function report(string $base, bool $ended, int $status, float $limit): Report
    {
        $output = trim((string) file_get_contents($base . '.output'));
        $violations = $output === '' ? [] : ['output of the process: ' . substr($output, 0, 300)];
        if (!is_file($base . '.report')) {
            $what = $ended ? "the process ended inside the module (status $status)" : "no end within $limit s";
            return new Report(null, [$what, ...$violations]);
        }
        $report = json_decode((string) file_get_contents($base . '.report'), true, 512, JSON_THROW_ON_ERROR);
        return new Report(
            $report['result'],
            array_merge($report['violations'], $violations),
            $report['page'] ?? '',
            $report['seconds'] ?? 0.0,
            $report['queries'] ?? 0,
            $report['metrics'] ?? null,
            $report['activity'] ?? [],
            $report['session'] ?? []
        );
    }

    public function addClient(array $columns = []): int
    {
        return Manager::table('tblclients')->insertGetId($columns + [
            'firstname' => 'Anna', 'lastname' => 'Rossi', 'companyname' => 'Example Company',
            'email' => 'anna@example.com', 'address1' => '1 Example Street', 'city' => 'Example City',
            'postcode' => '00100', 'country' => 'IT', 'phonenumber' => '+39.000000', 'language' => 'english',
        ]);
    }

    public function addServer(string $type, array $columns): int
    {
        $columns['password'] = Vault::encrypt($columns['password'] ?? '');
        return Manager::table('tblservers')->insertGetId(
            $columns + ['type' => $type, 'name' => $type, 'secure' => 'on']
        );
    }

    /** A group of servers, of which WHMCS takes one for each order of a product that names the group. */
    public function addServerGroup(int ...$servers): int
    {
        $group = Manager::table('tblservergroups')->insertGetId(['name' => 'Group of servers']);
        foreach ($servers as $server) {
            Manager::table('tblservergroupsrel')->insert(['groupid' => $group, 'serverid' => $server]);
        }
        return $group;
    }

    /** @param array<int, string> $options configoption number => value; $group of servers, 0: none */
    public function addProduct(string $module, array $options, int $group = 0): int
    {
        $columns = [
            'name' => 'Product of ' . $module, 'type' => 'hostingaccount', 'servertype' => $module, 'servergroup' => $group,
        ];
        foreach ($options as $number => $value) {
            $columns['configoption' . $number] = $value;
        }
        return Manager::table('tblproducts')->insertGetId($columns);
    }

    public function addService(int $client, int $product, int $server, string $domain, array $columns = []): int
    {
        if (isset($columns['password'])) {
            $columns['password'] = Vault::encrypt($columns['password']);
        }
        return Manager::table('tblhosting')->insertGetId($columns + [
            'userid' => $client, 'packageid' => $product, 'server' => $server, 'domain' => $domain,
            'domainstatus' => 'Pending',
        ]);
    }

    public function remove(int $service): void
    {
        Manager::table('tblhosting')->where('id', $service)->delete();
        Manager::table('tblcustomfieldsvalues')->where('relid', $service)->delete();
        ModuleLog::clear();
    }

    /** A service as WHMCS stores it; the password in plain. Empty when there is none. */
    public function service(int $id): array
    {
        $row = (array) Manager::table('tblhosting')->find($id);
        if ($row === []) {
            return [];
        }
        $row['password'] = $row['password'] === '' ? '' : Vault::decrypt($row['password']);
        return $row + ['fields' => State::fields($row['packageid'], $id)];
    }

    /** What staff type into the service's page. */
    public function edit(int $service, array $columns): void
    {
        Manager::table('tblhosting')->where('id', $service)->update($columns);
    }

    /** The database's file. */
    public function state(): string
    {
        return $this->folder . '/whmcs.sqlite';
    }
}
