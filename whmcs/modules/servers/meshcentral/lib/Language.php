<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Language.php: change that file, not this one.
 *
 * The texts of the client area, in the client's language where lang/ has it and in English otherwise, and how that
 * language writes numbers, sizes and ages.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Language
{
    private const DEFAULT = 'english';
    private const UNITS = ['TB' => 1099511627776, 'GB' => 1073741824, 'MB' => 1048576, 'KB' => 1024];
    /** Below this a size in a unit of gigabytes or more gets a decimal. */
    private const WITH_DECIMAL = 100;

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

    public static function named(string $language): self
    {
        $folder = dirname(__DIR__) . '/lang/';
        $texts = require $folder . self::DEFAULT . '.php';
        if (preg_match('/^[a-z-]+$/D', $language) === 1 && is_file($folder . $language . '.php')) {
            $texts = (require $folder . $language . '.php') + $texts;
        }
        return new self($texts);
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
        foreach (self::UNITS as $unit => $size) {
            if ($bytes >= $size || ($unit === 'KB' && $bytes > 0)) {
                $isRound = $size <= self::UNITS['MB'] || $bytes % $size === 0 || $bytes >= self::WITH_DECIMAL * $size;
                return $this->number(max(1, $bytes / $size), $isRound ? 0 : 1) . ' ' . $unit;
            }
        }
        return $this->number(0) . ' MB';
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
}
