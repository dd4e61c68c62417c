<?php

/**
 * A program that runs beside the suite, with a folder of its own and its output in a file. It is ended by its handle, and
 * by nothing else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

final class Program
{
    private const SECONDS = 20;
    private const SIGINT = 2;
    private const SIGKILL = 9;

    /** @var resource|null */
    private $process;
    /** @var resource */
    private $input;

    /** @param list<string> $command */
    public function __construct(array $command, string $folder, private readonly string $log)
    {
        $streams = [['pipe', 'r'], ['file', $log, 'a'], ['file', $log, 'a']];
        $process = proc_open($command, $streams, $pipes, $folder, self::environment());
        if ($process === false) {
            throw new \RuntimeException('cannot start ' . implode(' ', $command));
        }
        $this->process = $process;
        $this->input = $pipes[0];
    }

    /** Runs a program to its end; its standard input stays open for so long. @param list<string> $command @return string what it printed */
    public static function run(array $command, string $folder): string
    {
        $streams = [['pipe', 'r'], ['pipe', 'w'], ['redirect', 1]];
        $process = proc_open($command, $streams, $pipes, $folder, self::environment());
        $text = $process === false ? '' : stream_get_contents($pipes[1]);
        if ($process === false || proc_close($process) !== 0) {
            throw new \RuntimeException("$command[0] failed: " . substr($text, -1000));
        }
        return $text;
    }

    public function isRunning(): bool
    {
        return $this->process !== null && proc_get_status($this->process)['running'];
    }

    /** As an operator ends it; by force when it does not listen. */
    public function stop(): void
    {
        if ($this->process === null) {
            return;
        }
        proc_terminate($this->process, self::SIGINT);
        $until = microtime(true) + self::SECONDS;
        while ($this->isRunning() && microtime(true) < $until) {
            usleep(20_000);
        }
        if ($this->isRunning()) {
            proc_terminate($this->process, self::SIGKILL);
        }
        fclose($this->input);
        proc_close($this->process);
        $this->process = null;
    }

    public function output(): string
    {
        return (string) @file_get_contents($this->log);
    }

    /** Nothing of what surrounds the suite decides how the program behaves. @return array<string, string> */
    private static function environment(): array
    {
        return ['PATH' => getenv('PATH') ?: '/usr/bin:/bin', 'TMPDIR' => sys_get_temp_dir(), 'LANG' => 'C.UTF-8'];
    }
}
