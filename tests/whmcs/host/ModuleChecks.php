<?php

/**
 * What every module must stand, whatever it provisions: inspection of its files, each function with nothing in its
 * hands, and each function in a PHP without the extension.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class ModuleChecks
{
    /** Functions that need no extension to answer. */
    private const DESCRIPTIVE = [
        'MetaData', 'ConfigOptions', 'AdminCustomButtonArray', 'AdminLink', 'ClientAreaAllowedFunctions',
    ];
    private const SENTENCE = '/The PHP extension "provision" is not loaded/';

    private string $name;

    public function __construct(private Host $host, private Host $bare, private string $module, private Suite $suite)
    {
        $this->name = basename($module);
    }

    public function run(int $service, int $server): void
    {
        $this->suite->section("Module $this->name: its files");
        $report = $this->host->call($this->module, ['function' => 'inspect']);
        $this->suite->kept('inspection', $report);
        $functions = $this->functions();
        $this->suite->check('it has functions that WHMCS calls', count($functions) > 5, implode(', ', $functions));

        $this->suite->section("Module $this->name: each function with an empty array");
        foreach ($functions as $function) {
            $call = ['function' => $function, 'arguments' => 'empty'];
            $this->suite->kept($function, $this->host->call($this->module, $call));
        }

        $this->suite->section("Module $this->name: without the extension");
        foreach ($functions as $function) {
            $this->withoutExtension($function, ['service' => $service, 'server' => $server]);
        }
    }

    private function withoutExtension(string $function, array $whom): void
    {
        $report = $this->bare->call($this->module, ['function' => $function] + $whom);
        $this->suite->kept($function, $report);
        if ($report->result === null || $report->metrics !== null || in_array($function, self::DESCRIPTIVE, true)) {
            return;
        }
        $said = html_entity_decode(print_r($report->result, true), ENT_QUOTES);
        $forClients = $report->page !== '';
        $this->suite->check(
            $forClients ? "$function: the page says nothing of the extension" : "$function: says what is missing",
            preg_match(self::SENTENCE, $forClients ? $report->page : $said) === ($forClients ? 0 : 1),
            $said
        );
    }

    /** @return string[] suffixes of the functions that the module declares and WHMCS calls, buttons included */
    private function functions(): array
    {
        $declared = (new Source($this->module . "/$this->name.php"))->declares();
        $suffixes = array_map(fn (string $function): string => substr($function, strlen($this->name) + 1), $declared);
        return array_values($suffixes);
    }
}
