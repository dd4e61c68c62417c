<?php

/**
 * A child process that is waited for and, when its time is over, killed by its handle. Its output goes to a file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Process
{
    private const PAUSE_US = 2000;
    private const KILL = 9;

    /** @var resource */
    private $handle;
    private int $status = -1;

    /** @param string|null $errorFile where standard error goes; null: to the output */
    public function __construct(array $command, string $outputFile, ?string $errorFile = null)
    {
        $streams = [['file', '/dev/null', 'r'], ['file', $outputFile, 'w'], ['file', $errorFile ?? $outputFile, 'a']];
        $handle = proc_open($command, $streams, $pipes);
        if ($handle === false) {
            throw new \RuntimeException('cannot start ' . $command[0]);
        }
        $this->handle = $handle;
    }

    /** True when it ended by itself. */
    public function wait(float $limit): bool
    {
        $end = hrtime(true) + (int) ($limit * 1e9);
        do {
            $state = proc_get_status($this->handle);
            if (!$state['running']) {
                $this->status = $state['signaled'] ? 128 + $state['termsig'] : $state['exitcode'];
                proc_close($this->handle);
                return true;
            }
            usleep(self::PAUSE_US);
        } while (hrtime(true) < $end);
        proc_terminate($this->handle, self::KILL);
        proc_close($this->handle);
        return false;
    }

    public function status(): int
    {
        return $this->status;
    }
}
