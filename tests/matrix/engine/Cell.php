<?php

/**
 * One cell: an operation, which of its steps is struck, and by what. A value; it travels as JSON.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Cell
{
    /**
     * @param string $kind   of the step: request, opening or message
     * @param int    $number of the step among those of its kind; 0: nothing is struck
     */
    public function __construct(
        public readonly string $operation,
        public readonly string $kind,
        public readonly int $number,
        public readonly string $fault,
    ) {
    }

    /** @param array{operation: string, kind: string, number: int, fault: string} $cell */
    public static function from(array $cell): self
    {
        return new self($cell['operation'], $cell['kind'], $cell['number'], $cell['fault']);
    }

    /** @return array{operation: string, kind: string, number: int, fault: string} */
    public function describe(): array
    {
        return ['operation' => $this->operation, 'kind' => $this->kind, 'number' => $this->number, 'fault' => $this->fault];
    }

    public function title(): string
    {
        return "$this->operation, $this->kind $this->number, $this->fault";
    }
}
