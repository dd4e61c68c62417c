<?php

/**
 * Prints the verdicts of one operation as grids, one for each kind of step, faults downwards and steps across, and then
 * each failing cell in full.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Grid
{
    /** @var array<string, array<string, array<int, Verdict>>> by kind of step, fault, and number of the step */
    private array $verdicts = [];

    public function __construct(private readonly string $product, private readonly string $operation)
    {
    }

    public function add(Verdict $verdict): void
    {
        $this->verdicts[$verdict->cell->kind][$verdict->cell->fault][$verdict->cell->number] = $verdict;
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
        printf("\n%s, %s: %d of %d\n", $this->product, $this->operation, $this->passed(), $this->count());
        foreach (array_intersect(Faults::KINDS, array_keys($this->verdicts)) as $kind) {
            $this->printKind($kind, $this->verdicts[$kind]);
        }
    }

    public function printFailures(): void
    {
        foreach ($this->all() as $verdict) {
            if ($verdict->failures !== []) {
                echo "  FAILED $this->product: {$verdict->cell->title()} (ended: $verdict->ending)\n";
                echo preg_replace('/^/m', '    ', implode("\n", $verdict->failures)), "\n";
            }
        }
    }

    /** @param array<string, array<int, Verdict>> $verdicts by fault and number */
    private function printKind(string $kind, array $verdicts): void
    {
        $widest = max(array_map('strlen', ['fault', ...array_keys($verdicts)]));
        $numbers = array_keys(array_replace(...array_values($verdicts)));
        sort($numbers);
        $heads = array_map(static fn (int $number): string => sprintf('%-15s', "$kind $number"), $numbers);
        echo rtrim('  ' . str_pad('', $widest) . '  ' . implode(' ', $heads)), "\n";
        foreach (array_intersect(['none', ...Faults::all($kind)], array_keys($verdicts)) as $fault) {
            $cells = array_map(static fn (int $number): string => self::cell($verdicts[$fault][$number] ?? null), $numbers);
            echo rtrim('  ' . str_pad($fault, $widest) . '  ' . implode(' ', $cells)), "\n";
        }
    }

    private static function cell(?Verdict $verdict): string
    {
        $text = $verdict === null ? '' : ($verdict->failures === [] ? '' : '!') . $verdict->ending;
        return sprintf('%-15s', $text);
    }

    /** @return list<Verdict> */
    private function all(): array
    {
        $lists = array_merge(...array_map('array_values', array_values($this->verdicts)));
        return array_merge(...array_map('array_values', $lists));
    }
}
