<?php

/**
 * Counts what was checked and prints a line for each; a check that failed says what it saw.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Suite
{
    private int $passed = 0;
    private int $failed = 0;
    private int $skipped = 0;

    public function section(string $title): void
    {
        echo "\n", $title, "\n";
    }

    public function check(string $what, bool $good, string $seen = ''): void
    {
        $good ? $this->passed++ : $this->failed++;
        $detail = $good || $seen === '' ? '' : "\n          seen: $seen";
        echo $good ? '  ok      ' : '  FAILED  ', $what, $detail, "\n";
    }

    public function equal(string $what, mixed $expected, mixed $seen): void
    {
        $this->check(
            $what,
            $expected === $seen,
            var_export($seen, true) . ' instead of ' . var_export($expected, true)
        );
    }

    public function matches(string $what, string $pattern, mixed $seen): void
    {
        $this->check($what, is_string($seen) && preg_match($pattern, $seen) === 1, var_export($seen, true));
    }

    /** The call kept WHMCS's contract. */
    public function kept(string $what, Report $report): void
    {
        $this->check(
            "$what: contract kept",
            $report->violations === [],
            implode("\n                ", $report->violations)
        );
    }

    /** What this machine cannot do is told, and counted by itself. */
    public function skip(string $what, string $why): void
    {
        $this->skipped++;
        echo '  skipped ', $what, ': ', $why, "\n";
    }

    /** Prints the last line; 0 when all passed. */
    public function end(): int
    {
        $skipped = $this->skipped === 0 ? '' : ", $this->skipped skipped";
        printf("\n%d passed, %d failed%s\n", $this->passed, $this->failed, $skipped);
        return $this->failed === 0 && $this->passed > 0 ? 0 : 1;
    }
}
