<?php

/**
 * MeshCentral itself on loopback: a fresh data folder, an administrator, the login key, a login token, and its process.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use Provision\TestServer\MeshClient;

require_once dirname(__DIR__, 2) . '/server/mesh_client.inc';

final class RealServer
{
    public const ADMIN = 'betreiber';
    /** A second domain of the server, by its path; its administrator has the same name and password. */
    public const DOMAIN = 'filiale';
    private const HOST = '127.0.0.1';
    private const START_SECONDS = 60;
    private const ATTEMPTS = 3;

    public readonly string $version;
    public readonly int $port;
    public readonly string $adminPassword;
    /** 160 hex digits. */
    public readonly string $loginKey;
    /** @var array{string, string} user name and password of a token of the administrator */
    public readonly array $loginToken;
    private readonly Program $program;

    /**
     * @param string $installed the folder that install.sh filled
     * @param string $folder    an empty one, for all that the server writes
     */
    public function __construct(private readonly string $installed, public readonly string $folder)
    {
        $package = (string) file_get_contents("$installed/node_modules/meshcentral/package.json");
        $this->version = json_decode($package, true, 16, JSON_THROW_ON_ERROR)['version'];
        mkdir("$folder/data");
        mkdir("$folder/files");
        $this->adminPassword = self::password();
        $this->configure(0);
        foreach (['', self::DOMAIN] as $domain) {
            $this->command('--createaccount', self::ADMIN, '--pass', $this->adminPassword, '--domain', $domain);
            $this->command('--adminaccount', self::ADMIN, '--domain', $domain);
        }
        if (preg_match('/^[0-9a-f]{160}$/m', $this->command('--logintokenkey'), $key) !== 1) {
            throw new \RuntimeException('the server printed no login key');
        }
        $this->loginKey = $key[0];
        [$this->port, $this->program] = $this->start();
        $this->loginToken = $this->makeToken();
    }

    public function stop(): void
    {
        $this->program->stop();
    }

    /** With https:// and without a slash at the end. */
    public function url(string $domain = ''): string
    {
        return 'https://' . self::HOST . ":$this->port" . ($domain === '' ? '' : "/$domain");
    }

    public function host(): string
    {
        return self::HOST;
    }

    /** The root certificate that the server made; it signed the one that it shows. */
    public function caFile(): string
    {
        return "$this->folder/data/root-cert-public.crt";
    }

    public function admin(string $domain = ''): MeshClient
    {
        return $this->as(self::ADMIN, $this->adminPassword, $domain);
    }

    /** Opens the control socket with a name and a password; it may let nobody in. */
    public function as(string $user, #[\SensitiveParameter] string $password, string $domain = ''): MeshClient
    {
        return MeshClient::password($this->socketUrl($domain), $user, $password, $this->tls());
    }

    /** Opens it with a cookie made with the login key. @param array<string, mixed> $content */
    public function withCookie(array $content, string $domain = ''): MeshClient
    {
        return MeshClient::cookie($this->socketUrl($domain), MeshClient::loginCookie($this->loginKey, $content), $this->tls());
    }

    /** Opens it with a browser's cookies. */
    public function withSession(#[\SensitiveParameter] string $cookies, string $domain = ''): MeshClient
    {
        return MeshClient::open($this->socketUrl($domain) . '/control.ashx', ['Cookie' => $cookies], $this->tls());
    }

    /**
     * A page of the server: status, headers by lower-case name (lists), body.
     *
     * @param array<string, string> $headers
     * @return array{status: int, headers: array<string, list<string>>, body: string}
     */
    public function get(string $url, array $headers = []): array
    {
        $lines = array_map(static fn (string $name): string => "$name: $headers[$name]", array_keys($headers));
        $context = stream_context_create(['ssl' => $this->tls(), 'http' => [
            'header' => [...$lines, 'Connection: close'],
            'ignore_errors' => true,
            'follow_location' => 0,
            'protocol_version' => 1.1,
            'timeout' => 60,
        ]]);
        $body = file_get_contents($url, false, $context);
        $found = [];
        foreach (array_slice($http_response_header, 1) as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $found[strtolower($name)][] = trim($value);
        }
        return ['status' => (int) explode(' ', $http_response_header[0])[1], 'headers' => $found, 'body' => (string) $body];
    }

    public function output(): string
    {
        return $this->program->output();
    }

    /** @return array<string, mixed> */
    private function tls(): array
    {
        return ['cafile' => $this->caFile(), 'peer_name' => self::HOST];
    }

    private function socketUrl(string $domain = ''): string
    {
        return 'wss' . substr($this->url($domain), strlen('https'));
    }

    private function configure(int $port): void
    {
        $settings = [
            'cert' => self::HOST, 'port' => $port, 'portBind' => self::HOST, 'exactPorts' => true, 'redirPort' => 0, 'mpsPort' => 0,
            'AllowLoginToken' => true, 'WANonly' => true, 'plugins' => ['enabled' => false], 'selfUpdate' => false,
            'agentUpdateSystem' => 0, 'maxInvalidLogin' => false, 'autoBackup' => false, 'agentTimeStampServer' => false,
        ];
        $domain = ['title' => 'Live', 'newAccounts' => false, 'maxInvalidLogin' => false];
        $config = ['settings' => $settings, 'domains' => ['' => $domain, self::DOMAIN => $domain]];
        file_put_contents("$this->folder/data/config.json", json_encode($config, JSON_THROW_ON_ERROR));
    }

    /** A command of the server that stands still: it works on the data folder, and ends. */
    private function command(string ...$arguments): string
    {
        return Program::run([...$this->node(), '--launch', '1', ...$arguments], $this->folder);
    }

    /** @return list<string> */
    private function node(): array
    {
        return [
            'node', '--disable-proto=delete', "$this->installed/node_modules/meshcentral", '--datapath', "$this->folder/data",
            '--filespath', "$this->folder/files",
        ];
    }

    /**
     * Another process may take the port between our look and the server's: then the server ends, because its ports are to
     * be exact, and the next one is tried.
     *
     * @return array{int, Program}
     */
    private function start(): array
    {
        for ($attempt = 1; $attempt <= self::ATTEMPTS; $attempt++) {
            $port = self::freePort();
            $this->configure($port);
            // '--launch' runs the server in the process itself; it ends when its standard input does
            $program = new Program([...$this->node(), '--launch', (string) getmypid()], $this->folder, "$this->folder/server.log");
            if ($this->answers($program, $port)) {
                return [$port, $program];
            }
            $program->stop();
        }
        throw new \RuntimeException('the server does not start: ' . substr($program->output(), -2000));
    }

    private function answers(Program $program, int $port): bool
    {
        $until = microtime(true) + self::START_SECONDS;
        $context = stream_context_create(['http' => ['timeout' => 5], 'ssl' => $this->tls()]);
        while ($program->isRunning() && microtime(true) < $until) {
            if (@file_get_contents('https://' . self::HOST . ":$port/health.ashx", false, $context) !== false) {
                return true;
            }
            usleep(50_000);
        }
        return false;
    }

    private static function freePort(): int
    {
        $socket = stream_socket_server('tcp://' . self::HOST . ':0');
        $port = (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);
        return $port;
    }

    /** @return array{string, string} */
    private function makeToken(): array
    {
        $admin = $this->admin();
        $token = $admin->ask(['action' => 'createLoginToken', 'name' => 'whmcs', 'expire' => 0]);
        $admin->close();
        return [$token['tokenUser'], $token['tokenPass']];
    }

    private static function password(): string
    {
        return 'Aa1-' . bin2hex(random_bytes(12));
    }
}
