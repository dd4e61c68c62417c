<?php

/**
 * The texts of the client area, in the client's language where lang/ has it and in English otherwise, and how that
 * language writes numbers, sizes and ages.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Language
{
    private const DEFAULT = 'english';
    private const GB = 1073741824;
    private const MB = 1048576;

    /** @param array<string, string> $texts */
    private function __construct(public readonly array $texts)
    {
    }

    public static function ofClient(array $params): self
    {
        return self::named((string) ($params['clientsdetails']['language'] ?? ''));
    }

    public static function ofStaff(): self
    {
        return self::named(self::DEFAULT);
    }

    /** The text of a key; a key without a text stands for itself. */
    public function text(string $key, string ...$values): string
    {
        $text = $this->texts[$key] ?? $key;
        return $values === [] ? $text : vsprintf($text, $values);
    }

    public function number(float $number, int $decimals = 0): string
    {
        return number_format($number, $decimals, $this->texts['decimal_point'], $this->texts['thousands_separator']);
    }

    public function size(int $bytes): string
    {
        if ($bytes < self::GB) {
            return $this->number($bytes / self::MB) . ' MB';
        }
        $gigabytes = $bytes / self::GB;
        return $this->number($gigabytes, $bytes % self::GB === 0 || $gigabytes >= 100 ? 0 : 1) . ' GB';
    }

    public function age(int $seconds): string
    {
        foreach (['day' => 86400, 'hour' => 3600, 'minute' => 60] as $unit => $length) {
            $count = intdiv($seconds, $length);
            if ($count > 0) {
                return $this->text($count === 1 ? $unit . '_ago' : $unit . 's_ago', $this->number($count));
            }
        }
        return $this->text('just_now');
    }

    private static function named(string $language): self
    {
        $folder = dirname(__DIR__) . '/lang/';
        $texts = require $folder . self::DEFAULT . '.php';
        if (preg_match('/^[a-z-]+$/D', $language) === 1 && is_file($folder . $language . '.php')) {
            $texts = (require $folder . $language . '.php') + $texts;
        }
        return new self($texts);
    }
}
