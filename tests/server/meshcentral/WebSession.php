<?php

/**
 * The browser's session: two cookies, signed and without any state in the server, so that nobody can revoke them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Request;

final class WebSession
{
    private const ATTRIBUTES = '; path=/; samesite=lax; secure; httponly';

    public function __construct(private readonly State $state)
    {
    }

    /** The account's id; it may exist no longer, or be locked. */
    public function user(Request $request): ?string
    {
        preg_match_all('/(?:^|;\s*)(xid(?:\.sig)?)=([^;\s]+)/', $request->header('cookie') ?? '', $found);
        $cookies = array_combine($found[1], $found[2]);
        $content = $cookies['xid'] ?? '';
        if ($content === '' || !hash_equals($this->signature($content), $cookies['xid.sig'] ?? '')) {
            return null;
        }
        return json_decode((string) base64_decode(strtr($content, '-_', '+/')), true)['userid'] ?? null;
    }

    /** Values of two Set-Cookie lines. @return list<string> */
    public function cookies(string $user): array
    {
        $content = self::urlSafe(json_encode(['userid' => $user, 'x' => random_int(1, 1 << 30)], JSON_THROW_ON_ERROR));
        return ["xid=$content" . self::ATTRIBUTES, 'xid.sig=' . $this->signature($content) . self::ATTRIBUTES];
    }

    /** @return list<string> */
    public static function ended(): array
    {
        $over = '=; expires=Thu, 01 Jan 1970 00:00:00 GMT' . self::ATTRIBUTES;
        return ["xid$over", "xid.sig$over"];
    }

    private function signature(string $content): string
    {
        return self::urlSafe(hash_hmac('sha256', "xid=$content", $this->state->secret, true));
    }

    private static function urlSafe(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
