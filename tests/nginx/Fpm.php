<?php

/**
 * One PHP-FPM with the extension loaded and nothing else, for the checks of extension.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Test\Nginx;

use RuntimeException;

final class Fpm
{
    private const SECONDS = 20;

    public readonly string $socket;
    /** @var resource */
    private $process;

    public function __construct(string $binary, string $directory, string $extension, int $workers)
    {
        $this->socket = "$directory/fpm-$workers.sock";
        $configuration = "$directory/fpm-$workers.conf";
        file_put_contents($configuration, <<<END
            [global]
            error_log = $directory/fpm.log
            daemonize = no
            [www]
            listen = $this->socket
            pm = static
            pm.max_children = $workers
            END . (posix_geteuid() === 0 ? "\nuser = root\n" : "\n"));
        $options = ['-n', '-F', '-y', $configuration, '-d', "extension=$extension"];
        $process = proc_open(
            [$binary, ...$options, ...(posix_geteuid() === 0 ? ['-R'] : [])],
            [1 => ['file', "$directory/fpm.log", 'a'], 2 => ['file', "$directory/fpm.log", 'a']],
            $pipes,
        );
        if ($process === false) {
            throw new RuntimeException('PHP-FPM does not start');
        }
        $this->process = $process;
        $this->awaitSocket("$directory/fpm.log");
    }

    public function stop(): void
    {
        proc_terminate($this->process);
        proc_close($this->process);
    }

    private function awaitSocket(string $log): void
    {
        $until = microtime(true) + self::SECONDS;
        while (!@stream_socket_client("unix://$this->socket")) {
            if (microtime(true) > $until || !proc_get_status($this->process)['running']) {
                throw new RuntimeException('PHP-FPM does not listen: ' . file_get_contents($log));
            }
            usleep(5000);
        }
    }
}
