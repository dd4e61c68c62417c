<?php

/**
 * Hands cells to a few worker processes, each the next one as soon as it is free. A worker that dies or hangs is a failed
 * cell and is replaced.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Pool
{
    private const LONGEST_CELL_S = 90.0;

    /** @var array<int, Worker> */
    private array $workers = [];

    /** @param list<string> $command of a worker */
    public function __construct(private readonly array $command, private readonly int $size)
    {
    }

    /**
     * @param list<Cell>              $cells
     * @param \Closure(Verdict): void $report
     */
    public function play(array $cells, \Closure $report): void
    {
        $left = array_reverse($cells);
        while ($left !== [] || $this->owing() !== []) {
            while ($left !== [] && ($worker = $this->idle()) !== null) {
                $worker->give(array_pop($left));
            }
            $this->collect($report);
        }
        foreach ($this->workers as $worker) {
            $worker->end('');
        }
        $this->workers = [];
    }

    /** @return array<int, Worker> */
    private function owing(): array
    {
        return array_filter($this->workers, static fn (Worker $worker): bool => !$worker->isIdle());
    }

    private function idle(): ?Worker
    {
        foreach ($this->workers as $worker) {
            if ($worker->isIdle()) {
                return $worker;
            }
        }
        return count($this->workers) < $this->size ? $this->workers[] = new Worker($this->command) : null;
    }

    /** @param \Closure(Verdict): void $report */
    private function collect(\Closure $report): void
    {
        $owing = $this->owing();
        $ready = array_map(static fn (Worker $worker) => $worker->output, $owing);
        $write = $except = null;
        stream_select($ready, $write, $except, 1);
        foreach ($owing as $number => $worker) {
            if (isset($ready[$number])) {
                $verdict = $worker->take() ?? $this->replace($number, 'the process died');
            } elseif ($worker->hangsSince(self::LONGEST_CELL_S)) {
                $verdict = $this->replace($number, 'the cell did not end in ' . self::LONGEST_CELL_S . ' s');
            } else {
                continue;
            }
            $report($verdict);
        }
    }

    private function replace(int $number, string $why): Verdict
    {
        $worker = $this->workers[$number];
        unset($this->workers[$number]);
        return $worker->end($why) ?? throw new \LogicException('a worker that owes nothing');
    }
}
