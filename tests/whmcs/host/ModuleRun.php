<?php

/**
 * Runs one module by its table: starts the product's test server, makes WHMCS's records (client, server, product),
 * checks the module, walks it through the steps.
 *
 * A table is an array: 'server' entry file below tests/server, 'record' columns of the WHMCS server (host name and
 * port are added), 'options' configoption number => value, 'arrange' fn (Life): void, 'steps' as in Life, 'pages' fn
 * (Life, HostilePages): void, and where the module has pages or downloads of its own 'web' fn (Life, Site, Suite,
 * WebDriver|null): void.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class ModuleRun
{
    public function __construct(private Workshop $workshop, private Suite $suite, private array $table)
    {
    }

    public function run(string $name): void
    {
        $life = $this->life($name);
        $life->order('checks.example');
        $checks = new ModuleChecks(
            $life->host,
            $life->host->with($this->workshop->phpWithout()),
            $this->module($name),
            $this->suite
        );
        $checks->run($life->service, $life->server);
        $life->host->remove($life->service);
        $life->run($this->table['steps']);
        $this->showPages($name, $life);
        if (isset($this->table['web'])) {
            $this->browse($name, $life);
        }
    }

    private function browse(string $name, Life $life): void
    {
        $this->suite->section("$name: in WHMCS's web site");
        $driver = WebDriver::find($this->workshop->folder("$name.driver"));
        if ($driver === null) {
            $this->suite->skip('what a person does in a browser', 'there is no chromedriver on this machine');
        }
        $site = new Site(
            $this->workshop->folder("$name.site"),
            $this->workshop->phpWith(),
            $this->module($name),
            $life->host->state()
        );
        try {
            $this->table['web']($life, $site, $this->suite, $driver);
        } catch (\RuntimeException $failure) {
            $this->suite->check('the visit goes on', false, $failure->getMessage());
        }
        $violations = $site->violations();
        $this->suite->check('no request broke the contract', $violations === [], implode("\n", $violations));
    }

    private function showPages(string $name, Life $life): void
    {
        $this->suite->section("$name: its pages in a browser");
        $browser = Browser::find($this->workshop->folder("$name.browser"));
        if ($browser === null) {
            $this->suite->skip('hostile text and copy buttons', 'there is no chromium on this machine');
            return;
        }
        $pages = new HostilePages($browser, $this->suite);
        $pages->provesItself();
        $this->table['pages']($life, $pages);
    }

    /** A module with its product, ready for steps. */
    public function life(string $name): Life
    {
        $product = new ProductServer(
            dirname(__DIR__, 2) . '/server/' . $this->table['server'],
            $this->workshop->certificates(),
            $this->workshop->path("$name.server")
        );
        $host = new Host($this->workshop->folder($name), $this->workshop->phpWith());
        $client = $host->addClient();
        $record = ['hostname' => 'localhost', 'port' => (string) $product->port] + $this->table['record'];
        $server = $host->addServer($name, $record);
        $productId = $host->addProduct($name, $this->table['options']);
        $life = new Life($host, $product, $this->suite, $this->module($name), $client, $productId, $server);
        $this->table['arrange']($life);
        return $life;
    }

    private function module(string $name): string
    {
        return dirname(__DIR__, 3) . '/whmcs/modules/servers/' . $name;
    }
}
