<?php

/**
 * One call of WHMCS into a module: loads the module, builds its parameters, calls, checks the result against the
 * contract, looks for leaks, does what WHMCS does after success, renders the page, reports.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;
use WHMCS\Service\Properties;
use WHMCS\UsageBilling\Contracts\Metrics\ProviderInterface;

final class Action
{
    private const STATUS_AFTER = [
        'CreateAccount' => 'Active', 'SuspendAccount' => 'Suspended', 'UnsuspendAccount' => 'Active',
        'TerminateAccount' => 'Terminated',
    ];

    private string $module;
    private string $suffix;
    private string $folder;
    private Secrets $secrets;
    /** @var string[] values of settings that stand in addresses which the module hands out */
    private array $shown = [];

    /**
     * @param array $job state, folder (of the module), function (suffix), service, server, arguments (service, server,
     *        none, empty), changes (of $params), area (client, admin, cron), query (of the request), compile (folder),
     *        report (file), unsaved (bool: the database refuses what the module saves),
     *        shown (settings of Type password, configoptionN, that stand in addresses which the module hands out)
     */
    public function __construct(private array $job)
    {
        $this->folder = rtrim($job['folder'], '/');
        $this->module = basename($this->folder);
        $this->suffix = $job['function'];
        $this->secrets = new Secrets();
    }

    /** The call in a process of its own: opens what WHMCS has open, and writes the report. */
    public function run(): void
    {
        State::open($this->job['state']);
        define('WHMCS', true);
        if ($this->job['area'] === 'client') {
            define('CLIENTAREA', true);
        }
        $_GET = $this->job['query'] ?? [];
        $report = $this->answer();
        file_put_contents($this->job['report'], json_encode(
            $report + ['violations' => Violations::all()],
            JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR
        ));
    }

    /** The call in a process that is WHMCS already. */
    public function answer(): array
    {
        $this->watchErrors();
        Properties::$refused = $this->job['unsaved'] ?? false;
        $this->loadClassesOfModule();
        ob_start();
        $loaded = Loading::module($this->folder);
        if ($this->suffix === 'inspect') {
            Violations::addAll((new Inspection($this->folder))->faults());
        }
        $report = $this->suffix === 'inspect' || !$loaded ? ['result' => null] : $this->call();
        $this->reportOutput((string) ob_get_clean());
        return $report;
    }

    private function call(): array
    {
        $function = $this->module . '_' . $this->suffix;
        if (!function_exists($function)) {
            Violations::add("function $function does not exist");
            return ['result' => null];
        }
        $params = $this->params();
        $this->rememberSecrets($params);
        Manager::connection()->enableQueryLog();
        $started = hrtime(true);
        $measured = null;
        try {
            $result = $params === null ? $function() : $function($params);
            $measured = $result instanceof ProviderInterface ? $this->measure($result) : null;
        } catch (\Throwable $failure) {
            if (!$this->isLoader($function)) {
                Violations::add('uncaught ' . get_class($failure) . ': ' . $failure->getMessage());
                return ['result' => null];
            }
            // WHMCS shows its text in the field's place
            $result = ['exception' => $failure->getMessage()];
        }
        $seconds = (hrtime(true) - $started) / 1e9;
        $queries = count(Manager::getQueryLog());
        $checked = $this->isLoader($function) ? Contract::LOADER : $this->suffix;
        Violations::addAll(Contract::check($this->module, $checked, $result));
        $page = $this->page($result, $params ?? []);
        $this->rememberSecretsAfter($result);
        $this->lookForLeaks($result, $page);
        $this->checkStoredPasswords();
        $this->takeEffect($result, $params ?? []);
        return [
            'result' => is_object($result) ? get_class($result) : $result,
            'seconds' => $seconds,
            'queries' => $queries,
            'page' => $page,
            'metrics' => $measured,
            'activity' => ModuleLog::activity(),
            'session' => $_SESSION ?? [],
        ];
    }

    private function params(): ?array
    {
        $custom = $this->isLoader($this->module . '_' . $this->suffix) ? 'server' : 'service';
        $arguments = $this->job['arguments'] ?? Contract::FUNCTIONS[$this->suffix][0] ?? $custom;
        if ($arguments === 'service' && $this->suffix === 'CreateAccount') {
            Params::prepareCreation($this->job['service']);
        }
        return match ($arguments) {
            'none' => null,
            'empty' => [],
            'server' => array_replace(Params::ofServer($this->job['server']), $this->job['changes']),
            'service' => array_replace(Params::ofService($this->job['service']), $this->job['changes']),
        };
    }

    /** Whether a field of the product's settings names this function for its list. */
    private function isLoader(string $function): bool
    {
        $options = $this->module . '_ConfigOptions';
        $fields = function_exists($options) ? $options() : [];
        return in_array($function, array_column(array_filter((array) $fields, 'is_array'), 'Loader'), true);
    }

    /** Errors that PHP tells of the module's files and compiled templates; libraries are not on trial. */
    private function watchErrors(): void
    {
        error_reporting(E_ALL);
        set_error_handler(function (int $kind, string $text, string $file, int $line): bool {
            $own = str_starts_with($file, $this->folder) || str_starts_with($file, $this->job['compile']);
            if ($own && (error_reporting() & $kind) !== 0) {
                $this->lookIn('a PHP error', $text);
                Violations::add('PHP error: ' . $text . ' at ' . basename($file) . ':' . $line);
            }
            return true;
        });
    }

    private function loadClassesOfModule(): void
    {
        $prefix = 'WHMCS\\Module\\Server\\' . ucfirst($this->module) . '\\';
        spl_autoload_register(function (string $class) use ($prefix): void {
            $file = $this->folder . '/lib/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (strncasecmp($class, $prefix, strlen($prefix)) === 0 && is_file($file)) {
                require $file;
            }
        });
    }

    private function rememberSecrets(?array $params): void
    {
        $this->secrets->add('the service\'s password', $params['password'] ?? null);
        $this->secrets->add('the server\'s password', $params['serverpassword'] ?? null);
        $this->secrets->add('the server\'s access hash', $params['serveraccesshash'] ?? null);
        $hidden = $this->hiddenSettings();
        foreach ($hidden as $what => $value) {
            $this->secrets->add($what, $value);
        }
        ModuleLog::expectCredentials(
            [$params['serverpassword'] ?? null, $params['serveraccesshash'] ?? null, ...array_values($hidden)]
        );
        foreach ($this->job['secrets'] ?? [] as $what => $value) {
            $this->secrets->add($what, $value);
        }
    }

    /** @return array<string, string> of the module's products, every setting of Type password that must not be seen */
    private function hiddenSettings(): array
    {
        $options = $this->module . '_ConfigOptions';
        $hidden = [];
        foreach (function_exists($options) ? array_values((array) $options()) : [] as $index => $field) {
            if (!is_array($field) || ($field['Type'] ?? '') !== 'password') {
                continue;
            }
            $column = 'configoption' . ($index + 1);
            $values = Manager::table('tblproducts')->where('servertype', $this->module)->pluck($column, 'id')
                ->map(static fn (string $value): string => Vault::decrypt($value) ?? $value)->all();
            if (in_array($column, $this->job['shown'] ?? [], true)) {
                $this->shown = array_merge($this->shown, array_values($values));
                continue;
            }
            foreach ($values as $product => $value) {
                $hidden["product $product's $column"] = $value;
            }
        }
        return $hidden;
    }

    private function rememberSecretsAfter(mixed $result): void
    {
        foreach (Manager::table('tblhosting')->where('password', '<>', '')->limit(50)->pluck('password') as $stored) {
            $this->secrets->add('a stored password', Vault::decrypt($stored));
        }
        if (is_array($result) && is_string($result['redirectTo'] ?? null)) {
            parse_str((string) parse_url($result['redirectTo'], PHP_URL_QUERY), $query);
            foreach (array_diff($query, $this->shown) as $name => $value) {
                $this->secrets->add("the login token $name", $value);
            }
        }
        // what a module leaves in the visitor's session for its own page
        $session = $_SESSION ?? [];
        array_walk_recursive($session, function (mixed $value, int|string $name): void {
            if (preg_match('/key|token|password/i', (string) $name) === 1) {
                $this->secrets->add("the session's $name", $value);
            }
        });
    }

    private function lookForLeaks(mixed $result, string $page): void
    {
        $told = is_array($result) ? array_diff_key($result, ['redirectTo' => 0]) : $result;
        $this->lookIn('the result', (string) json_encode($told, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_UNESCAPED_SLASHES)
            . print_r(is_object($told) ? '' : $told, true));
        $this->lookIn('the page', $page);
        $this->lookIn('the logs', ModuleLog::contents());
        $this->lookIn('the extension\'s records before WHMCS masks them', ModuleLog::unmasked());
        $this->lookIn('values for localAPI', LocalApi::seen());
        $this->lookIn('custom fields', Manager::table('tblcustomfieldsvalues')->pluck('value')->implode("\n"));
    }

    private function lookIn(string $where, string $text): void
    {
        Violations::addAll($this->secrets->found($where, $text));
    }

    private function checkStoredPasswords(): void
    {
        foreach (Manager::table('tblhosting')->where('password', '<>', '')->pluck('password', 'id') as $id => $stored) {
            if (Vault::decrypt($stored) === null) {
                Violations::add("tblhosting.password of service $id is not encrypted");
            }
        }
    }

    private function takeEffect(mixed $result, array $params): void
    {
        if ($result !== 'success' || !isset($params['serviceid'])) {
            return;
        }
        $status = self::STATUS_AFTER[$this->suffix] ?? null;
        $changes = $status === null ? [] : ['domainstatus' => $status];
        if ($this->suffix === 'ChangePassword') {
            $changes['password'] = Vault::encrypt($params['password']);
        }
        if ($changes !== []) {
            Manager::table('tblhosting')->where('id', $params['serviceid'])->update($changes);
        }
    }

    private function page(mixed $result, array $params): string
    {
        if ($this->suffix !== 'ClientArea') {
            return '';
        }
        if (is_string($result)) {
            return $result;
        }
        $area = $result ?? ['templatefile' => 'clientarea'];
        return (new Page($this->folder, $this->job['compile']))->render($area, $params);
    }

    private function measure(ProviderInterface $provider): array
    {
        $usage = [];
        foreach ($provider->usage() as $tenant => $metrics) {
            foreach ($metrics as $metric) {
                $usage[$tenant][$metric->systemName()] = $metric->usage()->value();
            }
        }
        $tenant = array_key_first($usage);
        if ($tenant !== null && count($provider->tenantUsage($tenant)) !== count($usage[$tenant])) {
            Violations::add("tenantUsage($tenant) differs from usage()");
        }
        return [
            'names' => array_map(static fn ($metric) => $metric->systemName(), $provider->metrics()),
            'usage' => $usage,
        ];
    }

    private function reportOutput(string $output): void
    {
        if ($output !== '') {
            $this->lookIn('output', $output);
            Violations::add('output: ' . substr(trim($output), 0, 200));
        }
    }
}
