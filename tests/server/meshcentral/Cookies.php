<?php

/**
 * MeshCentral's encrypted cookies: AES-256-GCM over JSON, its text form, and when one is too old, too new or used up.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Cookies
{
    private const CIPHER = 'aes-256-gcm';
    private const MOST_AHEAD_S = 30;

    public function __construct(private readonly State $state)
    {
    }

    /** @param array<string, mixed> $content */
    public function encode(array $content, string $key): string
    {
        $iv = random_bytes(12);
        $json = json_encode($content + ['time' => $this->state->time()], JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        $text = openssl_encrypt($json, self::CIPHER, substr($key, 0, 32), OPENSSL_RAW_DATA, $iv, $tag);
        $bytes = $iv . $tag . $text;
        return $this->isHex() ? bin2hex($bytes) : strtr(base64_encode($bytes), '+/', '@$');
    }

    /**
     * What a cookie holds; null when it cannot be read, is out of its time or used up. Reading one that may be used once
     * uses it.
     *
     * @param int $minutes how long it holds when it does not say so itself
     * @return array<string, mixed>|null
     */
    public function decode(string $cookie, string $key, int $minutes = 60): ?array
    {
        $bytes = $this->bytes($cookie);
        if (strlen($bytes) <= 28) {
            return null;
        }
        [$iv, $tag, $text] = [substr($bytes, 0, 12), substr($bytes, 12, 16), substr($bytes, 28)];
        $json = openssl_decrypt($text, self::CIPHER, substr($key, 0, 32), OPENSSL_RAW_DATA, $iv, $tag);
        $content = $json === false ? null : json_decode($json, true);
        if (!is_array($content) || !$this->isInTime($content, $minutes)) {
            return null;
        }
        $once = $content['once'] ?? '';
        if (is_string($once) && $once !== '') {
            if (isset($this->state->once[$once])) {
                return null;
            }
            $this->state->once[$once] = true;
        }
        return $content;
    }

    public function loginKey(): string
    {
        return (string) hex2bin($this->state->settings['login_key']);
    }

    private function isHex(): bool
    {
        return $this->state->settings['cookie_encoding'] === 'hex';
    }

    /** Standard and URL-safe base64 are read as well, padded or not. */
    private function bytes(string $cookie): string
    {
        if ($this->isHex()) {
            return preg_match('/^(?:[0-9a-f]{2})+$/Di', $cookie) === 1 ? (string) hex2bin($cookie) : '';
        }
        return (string) base64_decode(strtr($cookie, '@$-_', '+/+/'));
    }

    /** @param array<string, mixed> $content */
    private function isInTime(array $content, int $minutes): bool
    {
        $time = $content['time'] ?? null;
        if (!is_int($time) && !is_float($time)) {
            return false;
        }
        $expire = $content['expire'] ?? null;
        if ($expire === 0) {
            return true;
        }
        $longest = 60 * (is_int($expire) || is_float($expire) ? $expire : $minutes);
        $age = $this->state->milliseconds() / 1000 - $time;
        return $age <= $longest && $age >= -self::MOST_AHEAD_S;
    }
}
