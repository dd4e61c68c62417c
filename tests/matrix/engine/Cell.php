<?php

/**
 * One cell: an operation, which of its requests is struck, and by what. A value; it travels as JSON.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Cell
{
    public function __construct(
        public readonly string $operation,
        public readonly int $request,
        public readonly string $fault,
    ) {
    }

    /** @param array{operation: string, request: int, fault: string} $cell */
    public static function from(array $cell): self
    {
        return new self($cell['operation'], $cell['request'], $cell['fault']);
    }

    /** @return array{operation: string, request: int, fault: string} */
    public function describe(): array
    {
        return ['operation' => $this->operation, 'request' => $this->request, 'fault' => $this->fault];
    }

    public function title(): string
    {
        return "$this->operation, request $this->request, $this->fault";
    }
}
