<?php

/**
 * Time-based one-time passwords (RFC 6238: SHA1, 30 seconds, 6 digits), with one step of tolerance on each side.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Totp
{
    private const STEP = 30;
    private const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

    /** @param string $secret base32 */
    public static function fits(string $secret, string $code, int $time): bool
    {
        $fits = false;
        foreach ([-1, 0, 1] as $step) {
            $fits = hash_equals(self::code($secret, $time + $step * self::STEP), $code) || $fits;
        }
        return $fits;
    }

    public static function code(string $secret, int $time): string
    {
        $mac = hash_hmac('sha1', pack('J', intdiv($time, self::STEP)), self::decoded($secret), true);
        $number = unpack('N', $mac, ord($mac[19]) & 15)[1] & 0x7fffffff;
        return sprintf('%06d', $number % 1_000_000);
    }

    /** RFC 4648; blanks, case and padding do not matter. */
    private static function decoded(string $secret): string
    {
        $bits = '';
        foreach (str_split(preg_replace('/[\s=]+/', '', strtoupper($secret))) as $character) {
            $value = $character === '' ? false : strpos(self::ALPHABET, $character);
            if ($value === false) {
                throw new \InvalidArgumentException('no base32');
            }
            $bits .= sprintf('%05b', $value);
        }
        $bytes = array_filter(str_split($bits, 8), static fn (string $byte): bool => strlen($byte) === 8);
        return implode('', array_map(static fn (string $byte): string => chr((int) bindec($byte)), $bytes));
    }
}
