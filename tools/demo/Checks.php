<?php

/**
 * What must be true, and whether it is. A check that differs keeps both values, cut to what a line holds.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Checks
{
    private const SHOWN = 600;

    /** @var list<array{step: string, text: string, good: bool, difference: string}> */
    private array $done = [];
    private string $step = '';

    public function begin(string $step): void
    {
        $this->step = $step;
    }

    public function equal(string $text, mixed $wanted, mixed $found): void
    {
        $good = $wanted === $found;
        $this->done[] = [
            'step' => $this->step,
            'text' => $text,
            'good' => $good,
            'difference' => $good ? '' : 'wanted ' . self::shown($wanted) . ', found ' . self::shown($found),
        ];
    }

    public function true(string $text, bool $found): void
    {
        $this->equal($text, true, $found);
    }

    public function contains(string $text, string $part, mixed $found): void
    {
        $good = is_string($found) && str_contains($found, $part);
        $this->equal($text, $good ? $found : "…{$part}…", $found);
    }

    /** @return list<array{step: string, text: string, good: bool, difference: string}> */
    public function all(): array
    {
        return $this->done;
    }

    public function failures(): int
    {
        return count(array_filter($this->done, static fn (array $check): bool => !$check['good']));
    }

    private static function shown(mixed $value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
        $text = (string) json_encode($value, $flags);
        return strlen($text) > self::SHOWN ? mb_strcut($text, 0, self::SHOWN) . '…' : $text;
    }
}
