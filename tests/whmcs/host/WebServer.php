<?php

/**
 * PHP's built-in web server on a port of the kernel's choice, ended with this object.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class WebServer
{
    private const STARTS_WITHIN_S = 10.0;
    private const PAUSE_US = 5000;

    /** http://127.0.0.1:PORT/ */
    public readonly string $address;
    /** @var resource */
    private $process;

    /**
     * @param string $root folder of the pages
     * @param string $log file for what was asked
     * @param string[] $php options of the PHP command
     * @param array<string, string> $environment further variables
     */
    public function __construct(string $root, private string $log, array $php = [], array $environment = [])
    {
        $process = proc_open(
            [PHP_BINARY, ...$php, '-S', '127.0.0.1:0', '-t', $root],
            [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', $log, 'w']],
            $pipes,
            null,
            $environment + getenv()
        );
        if ($process === false) {
            throw new \RuntimeException('PHP\'s web server does not start');
        }
        $this->process = $process;
        // a test that dies leaves nobody behind: without its end PHP would wait for the child
        register_shutdown_function(static fn () => is_resource($process) && proc_terminate($process));
        $this->address = $this->waitForAddress();
    }

    public function __destruct()
    {
        proc_terminate($this->process);
        proc_close($this->process);
    }

    /** Every URL that was asked for, with method and status, and what PHP had to say. */
    public function log(): string
    {
        return (string) file_get_contents($this->log);
    }

    private function waitForAddress(): string
    {
        $end = hrtime(true) + (int) (self::STARTS_WITHIN_S * 1e9);
        while (hrtime(true) < $end) {
            if (preg_match('~\((http://127\.0\.0\.1:\d+)\) started~', $this->log(), $match) === 1) {
                return "$match[1]/";
            }
            usleep(self::PAUSE_US);
        }
        throw new \RuntimeException('PHP\'s web server did not start: ' . $this->log());
    }
}
