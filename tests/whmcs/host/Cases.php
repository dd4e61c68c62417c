<?php

/**
 * Writes the modules of broken/cases.php into a folder, calls each in the stand-in, and tells whether it was refused
 * for the reason that the case names.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Cases
{
    /** Long enough for a process to start; one case never ends. */
    private const LIMIT_S = 5.0;
    private const HEAD = "<?php\n\nif (!defined('WHMCS')) { die('no'); }\n"
        . "function NAME_ConfigOptions() { return []; }\n";
    private const DESCRIPTION = [
        'schema' => '1.0', 'type' => 'whmcs-servers', 'license' => 'BSD-3-Clause', 'category' => 'provisioning',
        'description' => ['name' => '', 'tagline' => '', 'long' => '', 'features' => []],
        'logo' => ['filename' => 'logo.png'], 'support' => [], 'authors' => [],
    ];

    public function __construct(private Host $host, private string $folder, private string $logo)
    {
        mkdir($folder);
    }

    /** @param array<string, array> $cases */
    public function run(array $cases, Suite $suite): void
    {
        $client = $this->host->addClient();
        foreach ($cases as $name => $case) {
            [$functions, $suffix, $expected] = $case;
            $this->write($name, $functions, $case[3] ?? []);
            $server = $this->host->addServer($name, ['hostname' => 'localhost', 'password' => 'Server-Secret-99']);
            $product = $this->host->addProduct($name, [1 => Vault::encrypt('Product-Secret-77')]);
            $service = $this->host->addService(
                $client,
                $product,
                $server,
                "$name.example",
                ['password' => 'P&ss/w0rd+x']
            );
            $report = $this->host->call(
                $this->folder . '/' . $name,
                ['function' => $suffix, 'service' => $service, 'server' => $server],
                self::LIMIT_S
            );
            $said = implode('; ', $report->violations);
            $suite->check(
                $expected === null ? "module $name is accepted" : "module $name is refused",
                $expected === null ? $said === '' : preg_match($expected, $said) === 1,
                $said
            );
            $this->host->remove($service);
        }
    }

    private function write(string $name, string $functions, array $files): void
    {
        $files += [
            'NAME.php' => self::HEAD . $functions,
            'logo.png' => (string) file_get_contents($this->logo),
            'whmcs.json' => (string) json_encode(['name' => $name] + self::DESCRIPTION),
        ];
        foreach ($files as $path => $text) {
            $file = $this->folder . '/' . $name . '/' . str_replace('NAME', $name, $path);
            if (!is_dir(dirname($file))) {
                mkdir(dirname($file), 0777, true);
            }
            file_put_contents($file, str_ends_with($path, '.php') ? str_replace('NAME', $name, $text) : $text);
        }
    }
}
