<?php

/**
 * A product's test server (tests/server) as a test holds it: started over TLS on a port of the kernel's choice, told
 * and asked through its control channel, ended with this object.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class ProductServer
{
    private const CONTROL_TIMEOUT_S = 20;

    /** @var resource */
    private $process;
    /** @var resource its standard input: the server ends with it */
    private $lifeline;
    public readonly int $port;

    /** @param string $entry PHP file of the server; $certificates holds ca.pem, good.pem, good.key */
    public function __construct(string $entry, private string $certificates, string $errorFile)
    {
        $command = [PHP_BINARY, '-n', $entry, '--cert', "$certificates/good.pem", '--key', "$certificates/good.key"];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', $errorFile, 'a']], $pipes);
        if ($process === false) {
            throw new \RuntimeException("cannot start $entry");
        }
        $this->process = $process;
        $this->lifeline = $pipes[0];
        $ready = (string) fgets($pipes[1]);
        if (preg_match('/^listening \S+:(\d+)$/', trim($ready), $match) !== 1) {
            throw new \RuntimeException("$entry did not start: " . $ready . file_get_contents($errorFile));
        }
        $this->port = (int) $match[1];
    }

    public function __destruct()
    {
        fclose($this->lifeline);
        proc_close($this->process);
    }

    public function control(string $method, string $command, array $arguments = []): array
    {
        $context = stream_context_create([
            'http' => [
                'method' => $method,
                'header' => "Content-Type: application/json\r\nConnection: close\r\n",
                'content' => $arguments === [] ? '' : json_encode($arguments, JSON_THROW_ON_ERROR),
                'timeout' => self::CONTROL_TIMEOUT_S,
                'ignore_errors' => true,
            ],
            'ssl' => ['cafile' => $this->certificates . '/ca.pem'],
        ]);
        $answer = file_get_contents("https://127.0.0.1:$this->port/_control/$command", false, $context);
        $result = json_decode((string) $answer, true, 512, JSON_THROW_ON_ERROR);
        if (isset($result['error']) && count($result) === 1) {
            throw new \RuntimeException("test server: $command: " . $result['error']);
        }
        return $result;
    }

    /** Headers and body of one of the server's pages, as a visitor gets it who trusts its certificate. */
    public function page(string $url): string
    {
        $context = stream_context_create([
            'http' => ['ignore_errors' => true, 'follow_location' => 0, 'timeout' => self::CONTROL_TIMEOUT_S],
            'ssl' => ['cafile' => $this->certificates . '/ca.pem'],
        ]);
        $body = (string) file_get_contents($url, false, $context);
        return implode("\n", $http_response_header) . "\n\n$body";
    }

    public function state(bool $normalised = false): array
    {
        return $this->control('GET', $normalised ? 'state?normal=1' : 'state');
    }

    public function merge(array $state): void
    {
        $this->control('POST', 'state?merge=1', $state);
    }

    /** @param array $options what the fault is for, how often: see the server's README */
    public function fault(string $name, array $options = []): void
    {
        $this->control('POST', 'fault', ['fault' => $name] + $options);
    }

    public function clearFaults(): void
    {
        $this->control('DELETE', 'fault');
    }

    /** @return array<string, int> connections, requests and handshakes since the last call */
    public function connections(): array
    {
        $counts = $this->control('GET', 'connections');
        $this->control('DELETE', 'connections');
        return $counts;
    }

    /** @return string[] "METHOD path" of the product's requests since the last call */
    public function requests(): array
    {
        return array_map(static fn (array $entry): string => "$entry[method] $entry[path]", $this->log());
    }

    /** @return list<array> the product's requests since the last call of this or requests(), headers included */
    public function log(): array
    {
        $entries = $this->control('GET', 'log');
        $this->control('DELETE', 'log');
        return $entries;
    }
}
