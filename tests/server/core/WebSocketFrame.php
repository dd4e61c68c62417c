<?php

/**
 * One frame of RFC 6455, whole or deliberately wrong: a test server has to be able to send what must not be sent.
 * It must not know messages, fragments or connections.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class WebSocketFrame
{
    public const CONTINUATION = 0x0;
    public const TEXT = 0x1;
    public const BINARY = 0x2;
    public const CLOSE = 0x8;
    public const PING = 0x9;
    public const PONG = 0xa;

    private const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
    private const SHORT = 125;
    private const MEDIUM = 65_535;

    /**
     * @param int         $reserved the bits RSV1 to RSV3 as 4, 2, 1
     * @param string|null $mask     four bytes, as every frame of a client has them; null: unmasked
     */
    public function __construct(
        public readonly int $opcode,
        public readonly string $payload = '',
        public readonly bool $final = true,
        public readonly ?string $mask = null,
        public readonly int $reserved = 0,
    ) {
    }

    /** The value of Sec-WebSocket-Accept that belongs to a client's Sec-WebSocket-Key. */
    public static function accept(string $key): string
    {
        return base64_encode(sha1($key . self::GUID, true));
    }

    /** @param int|null $code null: an empty one, which a receiver reports as 1005 */
    public static function close(?int $code, string $reason = '', ?string $mask = null): self
    {
        return new self(self::CLOSE, $code === null ? '' : pack('n', $code) . $reason, true, $mask);
    }

    public function isControl(): bool
    {
        return $this->opcode >= self::CLOSE;
    }

    /**
     * @param int|null $length the length to claim in place of the true one
     * @param bool     $long   in eight bytes, even where fewer would do
     */
    public function bytes(?int $length = null, bool $long = false): string
    {
        $length ??= strlen($this->payload);
        $masked = $this->mask === null ? 0 : 0x80;
        $head = chr(($this->final ? 0x80 : 0) | $this->reserved << 4 | $this->opcode);
        $head .= match (true) {
            $long || $length > self::MEDIUM || $length < 0 => chr($masked | 127) . pack('J', $length),
            $length > self::SHORT => chr($masked | 126) . pack('n', $length),
            default => chr($masked | $length),
        };
        return $head . ($this->mask ?? '') . self::masked($this->payload, $this->mask);
    }

    /** Masks, and takes a mask away again. */
    public static function masked(string $payload, ?string $mask): string
    {
        return $mask === null ? $payload : $payload ^ substr(str_repeat($mask, intdiv(strlen($payload), 4) + 1), 0, strlen($payload));
    }
}
