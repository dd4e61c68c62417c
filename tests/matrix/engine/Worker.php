<?php

/**
 * A worker process as run.php sees it: given a cell, it owes a verdict. It is ended by its handle, and by nothing else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Worker
{
    /** @var resource */
    private $process;
    /** @var resource */
    private $input;
    /** @var resource */
    public readonly mixed $output;
    private ?Cell $cell = null;
    private float $given = 0.0;

    /** @param list<string> $command */
    public function __construct(array $command)
    {
        // standard error is inherited: naming it here would set a log file that holds both outputs back to its beginning
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new \RuntimeException('cannot start ' . implode(' ', $command));
        }
        $this->process = $process;
        [$this->input, $this->output] = $pipes;
    }

    public function give(Cell $cell): void
    {
        $this->cell = $cell;
        $this->given = microtime(true);
        fwrite($this->input, json_encode($cell->describe(), JSON_THROW_ON_ERROR) . "\n");
    }

    public function isIdle(): bool
    {
        return $this->cell === null;
    }

    public function hangsSince(float $seconds): bool
    {
        return $this->cell !== null && microtime(true) - $this->given > $seconds;
    }

    /** The verdict on the cell that was given; null when the process died instead. */
    public function take(): ?Verdict
    {
        $line = fgets($this->output);
        if ($line === false) {
            return null;
        }
        $this->cell = null;
        return Verdict::read($line);
    }

    /** Ends the process, and says what that means for the cell that it owes. */
    public function end(string $why): ?Verdict
    {
        fclose($this->input);
        if ($this->cell !== null) {
            proc_terminate($this->process, 9);
        }
        fclose($this->output);
        proc_close($this->process);
        return $this->cell === null ? null : new Verdict($this->cell, 'died', [$why]);
    }
}
