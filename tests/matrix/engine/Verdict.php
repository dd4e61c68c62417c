<?php

/**
 * What became of one cell: how the struck call ended, and everything that is wrong with that or with what followed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Verdict
{
    /**
     * @param string       $ending   'ok', or the exception's class in short; '?' behind it: outcome unknown
     * @param list<string> $failures empty: the cell passed
     */
    public function __construct(public readonly Cell $cell, public readonly string $ending, public readonly array $failures)
    {
    }

    public static function read(string $line): self
    {
        $verdict = json_decode($line, true, 16, JSON_THROW_ON_ERROR);
        return new self(Cell::from($verdict['cell']), $verdict['ending'], $verdict['failures']);
    }

    public function line(): string
    {
        $verdict = ['cell' => $this->cell->describe(), 'ending' => $this->ending, 'failures' => $this->failures];
        return json_encode($verdict, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE) . "\n";
    }
}
