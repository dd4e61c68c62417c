<?php

/**
 * The extension's connections as the other side sees them: nginx with TLS stands before the mailcow test server and
 * logs connection, protocol and time of each request. Run by run.sh.
 *
 * usage: php -d extension=provision.so extension.php DIRECTORY EXTENSION PHP-FPM
 *   DIRECTORY    an empty folder; EXTENSION: path of provision.so; PHP-FPM: its program, or '' where there is none
 * Prints a line 'ok NAME' or 'not ok NAME: why' for each check. needs: pcntl, posix, openssl.
 * exit: 1 when a check failed.
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Test\Nginx;

use Provision\TestServer\Certificates;
use Provision\TestServer\TestServer;

require __DIR__ . '/../server/server.inc';
require __DIR__ . '/../server/certificates.inc';
require __DIR__ . '/Fpm.php';
require __DIR__ . '/Nginx.php';

final class Checks
{
    private const LATENCY_MS = 60;
    /** mailcow_test_connection() asks for the version, and then whether the key may write. */
    private const TEST_REQUESTS = 2;

    private bool $failed = false;
    private readonly Nginx $nginx;
    private ?Fpm $fpm = null;
    /** @var array<string, mixed> */
    private array $params;

    public function __construct(
        private readonly string $directory,
        string $extension,
        private readonly string $fpmBinary,
    ) {
        Certificates::make($directory);
        $server = TestServer::start('mailcow', latencyMs: self::LATENCY_MS);
        if ($fpmBinary !== '') {
            $this->fpm = new Fpm($fpmBinary, $directory, $extension, 1);
        }
        $this->nginx = new Nginx(
            $directory,
            "$server->host:$server->port",
            $this->fpm->socket ?? "$directory/none",
            "$directory/params.json",
        );
        $this->params = [
            'serverhostname' => 'localhost',
            'serversecure' => true,
            'provision' => ['ca_file' => "$directory/ca.pem"],
            'serviceid' => 41,
            'userid' => 7,
            'domain' => 'kunde.example',
            'configoptions' => ['Quota Totale Dominio' => '10240', 'Max Caselle' => '10', 'Max Alias' => '20'],
        ] + $server->params();
    }

    public function run(): bool
    {
        try {
            $this->lifeOnOneConnection('HTTP/2.0', $this->nginx->http2Port, true);
            $this->lifeOnOneConnection('HTTP/1.1', $this->nginx->http1Port, false);
            $this->forkKeepsApart();
            if ($this->fpm === null) {
                echo "skipped: PHP-FPM is not installed\n";
            } else {
                $this->workerKeepsItsConnection();
            }
        } finally {
            $this->nginx->stop();
            $this->fpm?->stop();
        }
        return !$this->failed;
    }

    private function check(string $name, bool $holds, mixed $seen): void
    {
        $this->failed = $this->failed || !$holds;
        echo $holds ? "ok $name\n" : "not ok $name: " . json_encode($seen) . "\n";
    }

    /** A service's whole life; suspending reads, and then sends its two writes, together over HTTP/2 only. */
    private function lifeOnOneConnection(string $protocol, int $port, bool $together): void
    {
        $params = ['serverport' => $port] + $this->params;
        $created = mailcow_create($params);
        $params['customfields'] = ['mailcow_admin_username' => $created['mailcow_admin_username']];
        $log = $this->nginx->takeLog(2);
        $connection = $log[0]['connection'];
        mailcow_suspend($params);
        $suspend = $this->nginx->takeLog(3);
        mailcow_unsuspend($params);
        mailcow_terminate($params);
        $log = [...$log, ...$suspend, ...$this->nginx->takeLog(5)];
        $this->check(
            "$protocol: one connection serves a service's life",
            array_unique(array_column($log, 'connection')) === [$connection]
                && array_unique(array_column($log, 'protocol')) === [$protocol],
            $log,
        );
        $this->check("$protocol: suspending takes 3 requests", count($suspend) === 3, $suspend);
        usort($suspend, static fn (array $a, array $b): int => $a['number'] <=> $b['number']);
        [$read, $first, $second] = $suspend;
        $overlap = $second['begin'] < $first['end'];
        $this->check(
            "$protocol: its two writes go " . ($together ? 'together' : 'one after the other') . ' behind the read',
            $overlap === $together && $first['begin'] >= $read['end'],
            $suspend,
        );
    }

    /** Parent, child, parent again: the parent's connection lives on, the child has its own. */
    private function forkKeepsApart(): void
    {
        $params = ['serverport' => $this->nginx->http2Port] + $this->params;
        mailcow_test_connection($params);
        $before = $this->nginx->takeLog(self::TEST_REQUESTS);
        $pid = pcntl_fork();
        if ($pid === 0) {
            mailcow_test_connection($params);
            posix_kill(posix_getpid(), SIGKILL); // without the ends of this script, which belong to the parent
        }
        pcntl_waitpid($pid, $status);
        $child = $this->nginx->takeLog(self::TEST_REQUESTS);
        mailcow_test_connection($params);
        $after = $this->nginx->takeLog(self::TEST_REQUESTS);
        $own = array_unique(array_column([...$before, ...$after], 'connection'));
        $this->check(
            'fork: the parent keeps its connection, the child makes its own',
            count($own) === 1 && $child !== [] && !in_array($own[0], array_column($child, 'connection'), true),
            [$before, $child, $after],
        );
    }

    /** Requests to one worker of PHP-FPM: the second finds the connection that the first left. */
    private function workerKeepsItsConnection(): void
    {
        file_put_contents(
            "$this->directory/params.json",
            json_encode(['serverport' => $this->nginx->http2Port] + $this->params, JSON_THROW_ON_ERROR),
        );
        $pages = [];
        for ($i = 0; $i < 3; $i++) {
            $pages[] = json_decode((string) file_get_contents("http://127.0.0.1:{$this->nginx->pagePort}/"), true);
        }
        $log = $this->nginx->takeLog(3 * self::TEST_REQUESTS);
        $this->check(
            'PHP-FPM: one connection serves three requests to a worker',
            count(array_unique(array_column($pages, 'pid'))) === 1
                && count(array_filter(array_column($pages, 'version'))) === 3
                && count(array_unique(array_column($log, 'connection'))) === 1
                && end($log)['number'] === count($log),
            [$pages, $log],
        );
    }
}

exit((new Checks($argv[1], $argv[2], $argv[3]))->run() ? 0 : 1);
