<?php

/**
 * The report on the terminal: 100 columns, plain text, colours on a terminal alone. Secrets never come here in plain:
 * what was asked and answered is the extension's own redacted record, and generated values are described, not printed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Report
{
    private const WIDTH = 100;
    private const LABEL = 11;
    private const BODY_LINES = 4;

    /** Everything that was printed, to be searched for secrets at the end. */
    private string $printed = '';
    private bool $colours;

    public function __construct(private Wording $wording)
    {
        $this->colours = stream_isatty(STDOUT) && getenv('NO_COLOR') === false;
    }

    public function printed(): string
    {
        return $this->printed;
    }

    public function title(string $text): void
    {
        $this->line($this->colour('1', $text));
        $this->line(str_repeat('=', min(self::WIDTH, mb_strwidth($text))));
    }

    public function paragraph(string $text): void
    {
        $this->line();
        foreach (self::wrap($text, self::WIDTH) as $line) {
            $this->line($line);
        }
    }

    public function step(int $number, string $what, string $where): void
    {
        $head = sprintf('%2d. %s', $number, $what);
        $this->line();
        $gap = str_repeat(' ', max(2, self::WIDTH - mb_strwidth($head . $where)));
        $this->line($this->colour('1', $head) . $gap . $where);
    }

    public function call(Call $call): void
    {
        foreach ($call->natives as $native) {
            $this->labelled('called', $native['native'] . '($params)');
            foreach ($native['exchanges'] as $exchange) {
                $this->exchange($exchange);
            }
        }
    }

    public function labelled(string $label, string $text, string $colour = ''): void
    {
        foreach (self::wrap($text, self::WIDTH - self::LABEL - 4) as $i => $line) {
            $this->line('    ' . str_pad($i === 0 ? $label : '', self::LABEL) . $this->colour($colour, $line));
        }
    }

    /** What the client area shows as bars. */
    public function bars(array $bars): void
    {
        foreach ($bars as $bar) {
            $full = str_repeat('#', intdiv($bar['percent'] + 2, 5));
            $this->labelled('shown', sprintf(
                '%-28s %-20s [%s] %3d %%',
                $bar['label'],
                $bar['text'],
                str_pad($full, 20, '.'),
                $bar['percent']
            ));
        }
    }

    /** One more line of what the client area shows, cut to the width. */
    public function shown(string $line): void
    {
        $this->labelled('shown', self::cut($line, self::WIDTH - self::LABEL - 4));
    }

    /** @param list<array{step: string, text: string, good: bool, difference: string}> $checks */
    public function checks(array $checks): void
    {
        $step = null;
        foreach ($checks as $check) {
            if ($check['step'] !== $step) {
                $step = $check['step'];
                $this->line();
                $this->line($step);
            }
            $word = $check['good'] ? $this->colour('32', 'ok     ') : $this->colour('31', 'DIFFERS');
            $this->line("  $word " . $check['text']);
            foreach ($check['good'] ? [] : self::wrap($check['difference'], self::WIDTH - 12) as $line) {
                $this->line('            ' . $line);
            }
        }
    }

    public static function counted(int $number, string $what): string
    {
        return "$number $what" . ($number === 1 ? '' : 's');
    }

    public function line(string $text = ''): void
    {
        $this->printed .= $text . "\n";
        echo $text, "\n";
    }

    public function colour(string $code, string $text): string
    {
        return $this->colours && $code !== '' ? "\033[{$code}m$text\033[0m" : $text;
    }

    private function exchange(array $exchange): void
    {
        [$method, $target] = Exchange::name($exchange);
        $isMessage = $method === Exchange::SOCKET && $exchange['status'] === 0;
        $head = sprintf('%-4s %s', $method, $target);
        $tail = sprintf('%3s  %4d ms', $isMessage ? '' : $exchange['status'], $exchange['ms']);
        $room = self::WIDTH - self::LABEL - 4 - mb_strwidth($tail) - 2;
        $head = str_pad(self::cut($head, $room), $room);
        $this->line('    ' . str_pad('asked', self::LABEL) . "$head  $tail");
        $carried = $this->wording->asked($exchange);
        if ($carried !== '') {
            $this->body($carried);
        }
        $answer = $exchange['failure'] !== '' ? $exchange['failure'] : $this->wording->answered($exchange);
        $this->labelled('answered', $answer, '36');
    }

    private function body(string $body): void
    {
        $lines = self::wrap($body, self::WIDTH - self::LABEL - 4);
        foreach (array_slice($lines, 0, self::BODY_LINES) as $line) {
            $this->line(str_repeat(' ', self::LABEL + 4) . $line);
        }
        if (count($lines) > self::BODY_LINES) {
            $this->line(str_repeat(' ', self::LABEL + 4) . '…');
        }
    }

    private static function cut(string $text, int $width): string
    {
        return mb_strimwidth($text, 0, $width, '…');
    }

    /** @return list<string> lines of at most $width columns, broken at blanks and after commas where that is possible */
    private static function wrap(string $text, int $width): array
    {
        $lines = [''];
        foreach (preg_split('/(?<=[ ,])/', $text, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $word) {
            while (mb_strwidth($word) > $width) {
                $lines[] = mb_strimwidth($word, 0, $width);
                $word = mb_substr($word, mb_strlen(end($lines)));
            }
            $last = array_key_last($lines);
            if (mb_strwidth(rtrim($lines[$last] . $word)) > $width) {
                $lines[] = '';
                $last++;
            }
            $lines[$last] .= $word;
        }
        return array_values(array_map('rtrim', array_filter($lines, static fn (string $line): bool => $line !== '')));
    }
}
