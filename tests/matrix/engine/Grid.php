<?php

/**
 * Prints the verdicts of one operation as a grid, faults downwards and requests across, and each failing cell in full.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Grid
{
    /** @var array<string, array<int, Verdict>> by fault and request */
    private array $verdicts = [];

    public function __construct(private readonly string $operation)
    {
    }

    public function add(Verdict $verdict): void
    {
        $this->verdicts[$verdict->cell->fault][$verdict->cell->request] = $verdict;
    }

    public function passed(): int
    {
        return count(array_filter($this->all(), static fn (Verdict $verdict): bool => $verdict->failures === []));
    }

    public function count(): int
    {
        return count($this->all());
    }

    public function print(): void
    {
        $widest = max(array_map('strlen', ['fault', ...array_keys($this->verdicts)]));
        $requests = array_unique(array_map(static fn (Verdict $verdict): int => $verdict->cell->request, $this->all()));
        sort($requests);
        printf("\n%s: %d of %d\n", $this->operation, $this->passed(), $this->count());
        $heads = array_map(static fn (int $number): string => sprintf('%-15s', "request $number"), $requests);
        echo rtrim('  ' . str_pad('', $widest) . '  ' . implode(' ', $heads)), "\n";
        foreach (array_intersect(['none', ...Faults::all()], array_keys($this->verdicts)) as $fault) {
            $cells = array_map(fn (int $number): string => $this->cell($fault, $number), $requests);
            echo rtrim('  ' . str_pad($fault, $widest) . '  ' . implode(' ', $cells)), "\n";
        }
        foreach ($this->all() as $verdict) {
            if ($verdict->failures !== []) {
                echo "  FAILED {$verdict->cell->title()} (ended: $verdict->ending)\n";
                echo preg_replace('/^/m', '    ', implode("\n", $verdict->failures)), "\n";
            }
        }
    }

    private function cell(string $fault, int $request): string
    {
        $verdict = $this->verdicts[$fault][$request] ?? null;
        $text = $verdict === null ? '' : ($verdict->failures === [] ? '' : '!') . $verdict->ending;
        return sprintf('%-15s', $text);
    }

    /** @return list<Verdict> */
    private function all(): array
    {
        return array_merge(...array_map('array_values', array_values($this->verdicts)));
    }
}
