<?php

/**
 * Domain names between Unicode and ASCII (RFC 3492; UTS 46 with transitional processing, as mailcow asks for it: ß is
 * ss, final sigma is sigma). Mapped are upper-case Latin, Greek and Cyrillic letters, full-width forms and the other
 * full stops; other characters pass as they are. Names are expected composed (NFC).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Idn
{
    private const BASE = 36;
    private const T_MIN = 1;
    private const T_MAX = 26;

    /** False where mailcow's library says false. */
    public static function toAscii(string $name): string|false
    {
        $mapped = self::map($name);
        if ($mapped === false || $mapped === '') {
            return false;
        }
        $labels = explode('.', $mapped);
        $root = end($labels) === '' ? array_pop($labels) : null;
        $labels = array_map(self::labelToAscii(...), $labels);
        $ascii = implode('.', $labels) . ($root === null ? '' : '.');
        return $labels === [] || in_array(false, $labels, true) || strlen(rtrim($ascii, '.')) > 253 ? false : $ascii;
    }

    public static function toUnicode(string $name): string
    {
        $labels = array_map(static function (string $label): string {
            $code = str_starts_with($label, 'xn--') ? self::decode(substr($label, 4)) : null;
            return $code === null ? $label : self::toUtf8($code);
        }, explode('.', $name));
        return implode('.', $labels);
    }

    private static function labelToAscii(string $label): string|false
    {
        if ($label === '' || $label[0] === '-' || str_ends_with($label, '-')) {
            return false;
        }
        if (str_starts_with($label, 'xn--')) {
            $code = self::decode(substr($label, 4));
            $valid = $code !== null && max($code) >= 0xa0 && 'xn--' . self::encode($code) === $label;
            return $valid && strlen($label) <= 63 ? $label : false;
        }
        if (substr($label, 2, 2) === '--') {
            return false;
        }
        if (preg_match('/[\x80-\xff]/', $label) === 1) {
            $label = 'xn--' . self::encode(self::codePoints($label));
        }
        return strlen($label) <= 63 ? $label : false;
    }

    private static function map(string $name): string|false
    {
        if (preg_match('/[\x80-\xff]/', $name) !== 1) {
            return strtolower($name);
        }
        if (preg_match('//u', $name) !== 1) {
            return false;
        }
        return self::toUtf8(array_merge(...array_map(self::mapCodePoint(...), self::codePoints($name))));
    }

    /** @return list<int> */
    private static function mapCodePoint(int $c): array
    {
        return match (true) {
            $c >= 0x41 && $c <= 0x5a => [$c + 32],
            $c === 0xad, $c === 0x200b, $c === 0x200c, $c === 0x200d, $c >= 0xfe00 && $c <= 0xfe0f => [],
            $c === 0xdf, $c === 0x1e9e => [0x73, 0x73],
            $c === 0x3c2 => [0x3c3],
            $c === 0x130 => [0x69, 0x307],
            $c === 0x178 => [0xff],
            $c === 0x17f => [0x73],
            $c === 0x3002, $c === 0xff0e, $c === 0xff61 => [0x2e],
            $c >= 0xff01 && $c <= 0xff5e => self::mapCodePoint($c - 0xfee0),
            default => [self::lower($c)],
        };
    }

    private static function lower(int $c): int
    {
        return match (true) {
            $c >= 0xc0 && $c <= 0xde && $c !== 0xd7, $c >= 0x391 && $c <= 0x3ab && $c !== 0x3a2 => $c + 32,
            $c >= 0x410 && $c <= 0x42f => $c + 32,
            $c >= 0x400 && $c <= 0x40f => $c + 80,
            $c === 0x386 => 0x3ac,
            $c >= 0x388 && $c <= 0x38a => $c + 37,
            $c === 0x38c => 0x3cc,
            $c === 0x1a0, $c === 0x1af => $c + 1,
            $c === 0x38e || $c === 0x38f => $c + 63,
            $c >= 0x139 && $c <= 0x148, $c >= 0x179 && $c <= 0x17e => $c + $c % 2,
            $c >= 0x100 && $c <= 0x177 && $c !== 0x138, $c >= 0x1f8 && $c <= 0x21f, $c >= 0x1e00 && $c <= 0x1e95,
            $c >= 0x1ea0 && $c <= 0x1eff, $c >= 0x460 && $c <= 0x481, $c >= 0x48a && $c <= 0x4bf,
            $c >= 0x4d0 && $c <= 0x52f => $c | 1,
            default => $c,
        };
    }

    /** @return list<int> */
    private static function codePoints(string $utf8): array
    {
        preg_match_all('/./su', $utf8, $characters);
        return array_map(static function (string $character): int {
            $bytes = array_values(unpack('C*', $character));
            $code = count($bytes) === 1 ? $bytes[0] : $bytes[0] & (0xff >> (count($bytes) + 1));
            foreach (array_slice($bytes, 1) as $byte) {
                $code = $code << 6 | ($byte & 0x3f);
            }
            return $code;
        }, $characters[0]);
    }

    /** @param list<int> $codePoints */
    private static function toUtf8(array $codePoints): string
    {
        return implode('', array_map(static fn (int $c): string => match (true) {
            $c < 0x80 => chr($c),
            $c < 0x800 => chr(0xc0 | $c >> 6) . chr(0x80 | $c & 0x3f),
            $c < 0x10000 => chr(0xe0 | $c >> 12) . chr(0x80 | $c >> 6 & 0x3f) . chr(0x80 | $c & 0x3f),
            default => chr(0xf0 | $c >> 18) . chr(0x80 | $c >> 12 & 0x3f) . chr(0x80 | $c >> 6 & 0x3f)
                . chr(0x80 | $c & 0x3f),
        }, $codePoints));
    }

    /** @param list<int> $input */
    private static function encode(array $input): string
    {
        $basic = array_filter($input, static fn (int $c): bool => $c < 0x80);
        $output = implode('', array_map('chr', $basic));
        $handled = count($basic);
        $output .= $handled > 0 ? '-' : '';
        [$n, $delta, $bias] = [0x80, 0, 72];
        $basicCount = $handled;
        while ($handled < count($input)) {
            $next = min(array_filter($input, static fn (int $c): bool => $c >= $n));
            $delta += ($next - $n) * ($handled + 1);
            $n = $next;
            foreach ($input as $c) {
                if ($c < $n) {
                    $delta++;
                } elseif ($c === $n) {
                    $output .= self::encodeDelta($delta, $bias);
                    $bias = self::adapt($delta, $handled + 1, $handled === $basicCount);
                    $delta = 0;
                    $handled++;
                }
            }
            $delta++;
            $n++;
        }
        return $output;
    }

    private static function encodeDelta(int $delta, int $bias): string
    {
        $output = '';
        for ($k = self::BASE;; $k += self::BASE) {
            $t = self::threshold($k, $bias);
            if ($delta < $t) {
                return $output . self::digit($delta);
            }
            $output .= self::digit($t + ($delta - $t) % (self::BASE - $t));
            $delta = intdiv($delta - $t, self::BASE - $t);
        }
    }

    /** @return list<int>|null null: no Punycode */
    private static function decode(string $input): ?array
    {
        $split = strrpos($input, '-');
        $output = $split > 0 ? self::codePoints(substr($input, 0, $split)) : [];
        $digits = str_split(substr($input, $split > 0 ? $split + 1 : 0));
        [$n, $i, $bias] = [0x80, 0, 72];
        while ($digits !== [] && $digits !== ['']) {
            $before = $i;
            for ($k = self::BASE, $weight = 1;; $k += self::BASE) {
                $value = $digits === [] ? false : strpos('abcdefghijklmnopqrstuvwxyz0123456789', array_shift($digits));
                if ($value === false || $i > 0x7fffffff) {
                    return null;
                }
                $i += $value * $weight;
                $t = self::threshold($k, $bias);
                if ($value < $t) {
                    break;
                }
                $weight *= self::BASE - $t;
            }
            $bias = self::adapt($i - $before, count($output) + 1, $before === 0);
            $n += intdiv($i, count($output) + 1);
            $i %= count($output) + 1;
            if ($n > 0x10ffff) {
                return null;
            }
            array_splice($output, $i++, 0, [$n]);
        }
        return $output === [] ? null : $output;
    }

    private static function threshold(int $k, int $bias): int
    {
        return max(self::T_MIN, min(self::T_MAX, $k - $bias));
    }

    private static function adapt(int $delta, int $points, bool $first): int
    {
        $delta = intdiv($delta, $first ? 700 : 2);
        $delta += intdiv($delta, $points);
        for ($k = 0; $delta > intdiv((self::BASE - self::T_MIN) * self::T_MAX, 2); $k += self::BASE) {
            $delta = intdiv($delta, self::BASE - self::T_MIN);
        }
        return $k + intdiv((self::BASE - self::T_MIN + 1) * $delta, $delta + 38);
    }

    private static function digit(int $value): string
    {
        return chr($value < 26 ? 0x61 + $value : 0x30 + $value - 26);
    }
}
