<?php

/**
 * encrypt() and decrypt() of the stand-in: text that is not encrypted can be told apart, and no two ciphertexts are
 * equal.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Vault
{
    private const CIPHER = 'aes-256-gcm';
    private const KEY = 'stand-in, not a secret: 32 bytes';
    private const IV = 12;
    private const TAG = 16;

    public static function encrypt(string $text): string
    {
        $iv = random_bytes(self::IV);
        $tag = '';
        $sealed = openssl_encrypt($text, self::CIPHER, self::KEY, OPENSSL_RAW_DATA, $iv, $tag, '', self::TAG);
        return base64_encode($iv . $tag . $sealed);
    }

    /** Null for what encrypt() did not make. */
    public static function decrypt(string $text): ?string
    {
        $raw = base64_decode($text, true);
        if ($raw === false || strlen($raw) < self::IV + self::TAG) {
            return null;
        }
        $plain = openssl_decrypt(
            substr($raw, self::IV + self::TAG),
            self::CIPHER,
            self::KEY,
            OPENSSL_RAW_DATA,
            substr($raw, 0, self::IV),
            substr($raw, self::IV, self::TAG)
        );
        return $plain === false ? null : $plain;
    }
}
