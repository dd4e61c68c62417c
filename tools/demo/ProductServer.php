<?php

/**
 * A bundled test server as a child process over TLS, and a look into its state, which does not go through the
 * extension: what the checks compare with is what the server itself holds.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

class ProductServer
{
    /** @var resource */
    private $process;
    /** @var resource the server lives as long as this is open */
    private $lifeline;
    private string $address;

    public function __construct(string $script, private string $certificates)
    {
        $command = [PHP_BINARY, '-n', $script, '--cert', "$certificates/good.pem", '--key', "$certificates/good.key"];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
        if ($process === false) {
            throw new \RuntimeException('the test server cannot be started');
        }
        [$this->process, $this->lifeline] = [$process, $pipes[0]];
        if (preg_match('/^listening (\S+:\d+)$/', rtrim((string) fgets($pipes[1])), $match) !== 1) {
            throw new \RuntimeException('the test server did not begin to listen');
        }
        $this->address = $match[1];
    }

    public function stop(): void
    {
        fclose($this->lifeline);
        proc_close($this->process);
    }

    /** HOST:PORT */
    public function address(): string
    {
        return $this->address;
    }

    public function port(): int
    {
        return (int) substr((string) strrchr($this->address, ':'), 1);
    }

    /** @return array<string, string> options of a stream that verifies the server */
    public function tls(): array
    {
        return ['cafile' => "$this->certificates/ca.pem"];
    }

    /** Rows into the server's tables, by its control channel. */
    public function merge(array $state): void
    {
        $this->control('POST', 'state?merge', $state);
    }

    /** All tables, without what differs from run to run (times, keys, hashes). */
    public function state(): array
    {
        return $this->control('GET', 'state?normal');
    }

    /** All tables as they are. */
    public function exactState(): array
    {
        return $this->control('GET', 'state');
    }

    /** A command of the product's own test server. */
    public function command(string $name, array $arguments): array
    {
        return $this->control('POST', $name, $arguments);
    }

    /** @return array<string, int> by what is counted: first what was asked, then 'connection', 'TLS handshake' */
    public function traffic(): array
    {
        $counts = $this->control('GET', 'connections');
        return [
            'request' => $counts['requests'],
            'connection' => $counts['accepted'],
            'TLS handshake' => $counts['handshakes'],
        ];
    }

    /** @return list<array> every request as it came in */
    public function log(): array
    {
        return $this->control('GET', 'log');
    }

    protected function control(string $method, string $command, ?array $arguments = null): array
    {
        $context = stream_context_create([
            'http' => [
                'method' => $method, 'ignore_errors' => true, 'header' => 'Content-Type: application/json',
                'content' => $arguments === null ? '' : json_encode($arguments, JSON_THROW_ON_ERROR),
            ],
            'ssl' => $this->tls(),
        ]);
        $answer = (string) file_get_contents("https://$this->address/_control/$command", false, $context);
        $result = json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
        if (isset($result['error'])) {
            throw new \RuntimeException("the test server refuses $command: " . $result['error']);
        }
        return $result;
    }
}
