<?php

/**
 * WHMCS's stand-in (tests/whmcs/host) beside the real server: its database, and the PHP in which the module runs. The
 * module itself never runs in the suite's own process.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\Host;
use WhmcsHost\WebDriver;
use WhmcsHost\Workshop;

final class StandIn
{
    public const NAME = 'meshcentral';
    private const EXTENSIONS = ['curl', 'intl', 'mbstring', 'openssl', 'pdo_sqlite', 'tokenizer'];
    /** Debian's package => what it must have brought */
    private const LIBRARIES = [
        'php-illuminate-database' => 'Illuminate/Database/autoload.php', 'smarty4' => 'smarty4/Smarty.class.php',
    ];

    public readonly Host $host;
    public readonly int $client;
    private readonly Workshop $workshop;
    private int $visitors = 0;

    public function __construct(RealServer $server)
    {
        // libraries of the distribution may be older than its PHP
        error_reporting(E_ALL & ~E_DEPRECATED);
        require_once dirname(__DIR__, 2) . '/whmcs/host/autoload.php';
        $this->workshop = new Workshop();
        $php = $this->workshop->phpWith('provision.ca_file=' . $server->caFile());
        $this->host = new Host($this->workshop->folder('host'), $php);
        $this->client = $this->host->addClient();
    }

    /** What the stand-in needs and does not find here. @return list<string> */
    public static function lacks(): array
    {
        $lacking = array_filter(self::EXTENSIONS, static fn (string $name): bool => !extension_loaded($name));
        foreach (self::LIBRARIES as $package => $file) {
            if (stream_resolve_include_path($file) === false) {
                $lacking[] = $package;
            }
        }
        if ((string) getenv('PROVISION_EXTENSION') === '') {
            $lacking[] = 'PROVISION_EXTENSION, which names the extension\'s file';
        }
        return array_values($lacking);
    }

    /** The module's folder. */
    public function module(): string
    {
        return dirname(__DIR__, 3) . '/whmcs/modules/servers/' . self::NAME;
    }

    /** Somebody with a browser that has seen nothing yet; null where there is no Chromium or no chromedriver. */
    public function visitor(): ?WebDriver
    {
        $driver = WebDriver::find($this->workshop->folder('visitor' . ++$this->visitors));
        $driver?->begin();
        return $driver;
    }
}
