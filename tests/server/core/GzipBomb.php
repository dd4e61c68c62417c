<?php

/**
 * A gzip stream of about 850 kB that decodes to one JSON string of 128 MiB. Made by hand (RFC 1951, 1952), so that it
 * needs no zlib: one block of fixed codes, a quote, one 'a', then 'repeat the last byte 258 times' again and again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class GzipBomb
{
    /** Of 258 bytes each: 128 MiB. A multiple of 8, because 8 runs of 13 bits fill 13 bytes. */
    private const RUNS = 520_192;
    private const HEADER = "\x1f\x8b\x08\0\0\0\0\0\0\xff";
    /** Literals of the fixed code are 8 bits: 0x30 + byte (for bytes below 144). */
    private const LITERAL = 0x30;
    /** Length 258 (symbol 285: 0xc0 + 285 - 280), then distance 1 (symbol 0): 8 + 5 bits. */
    private const RUN = '1100010100000';

    public static function bytes(): string
    {
        // block header (last block, fixed codes), quote, 'a' and one run are 3 + 8 + 8 + 13 bits: whole bytes
        $lead = '1' . '10' . self::literal('"') . self::literal('a') . self::RUN;
        $end = self::literal('"') . '0000000';
        return self::HEADER
            . self::toBytes($lead)
            . str_repeat(self::toBytes(str_repeat(self::RUN, 8)), self::RUNS / 8)
            . self::toBytes($end)
            . self::trailer();
    }

    private static function literal(string $character): string
    {
        return sprintf('%08b', self::LITERAL + ord($character));
    }

    /** Deflate fills each byte from its lowest bit on. */
    private static function toBytes(string $bits): string
    {
        $bytes = '';
        foreach (str_split(str_pad($bits, (int) ceil(strlen($bits) / 8) * 8, '0'), 8) as $byte) {
            $bytes .= chr((int) bindec(strrev($byte)));
        }
        return $bytes;
    }

    /** Check sum and length of what comes out. */
    private static function trailer(): string
    {
        $length = 1 + (self::RUNS + 1) * 258;
        $sum = hash_init('crc32b');
        hash_update($sum, '"');
        for ($left = $length; $left > 0; $left -= 1_048_576) {
            hash_update($sum, str_repeat('a', min($left, 1_048_576)));
        }
        hash_update($sum, '"');
        return strrev(hash_final($sum, true)) . pack('V', $length + 2);
    }
}
