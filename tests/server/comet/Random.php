<?php

/**
 * Ids and keys that the server makes up. Keys hold +, / and =, so that a client that does not encode its form fails.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Random
{
    public const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    /** In base64 this is '+/+/'. */
    private const AWKWARD = "\xfb\xff\xbf";

    public static function guid(): string
    {
        $hex = bin2hex(random_bytes(16));
        $hex[12] = '4';
        $hex[16] = '89ab'[hexdec($hex[16]) & 3];
        return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split($hex, 4));
    }

    public static function key(): string
    {
        return self::awkward(random_bytes(32));
    }

    /** @param string $bytes their number is a multiple of 32 */
    public static function awkward(string $bytes): string
    {
        return base64_encode(self::AWKWARD . $bytes);
    }
}
