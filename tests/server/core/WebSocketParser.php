<?php

/**
 * Cuts a stream of bytes into the frames of RFC 6455, whichever side sent them, and judges each of them alone: what may
 * follow what (continuations), and whether a frame has to be masked, is for who reads them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class WebSocketParser
{
    private const LONGEST = 1 << 30;

    private string $bytes = '';

    public function feed(string $bytes): void
    {
        $this->bytes .= $bytes;
    }

    /** What has been fed and is no whole frame yet. */
    public function rest(): string
    {
        return $this->bytes;
    }

    /**
     * The next frame, unmasked; null: its end has not come yet.
     *
     * @throws \UnexpectedValueException for bytes that are no frame
     */
    public function next(): ?WebSocketFrame
    {
        if (strlen($this->bytes) < 2) {
            return null;
        }
        [$first, $second] = [ord($this->bytes[0]), ord($this->bytes[1])];
        $short = $second & 0x7f;
        $at = match ($short) {
            126 => 4,
            127 => 10,
            default => 2,
        };
        $maskBytes = ($second & 0x80) !== 0 ? 4 : 0;
        if (strlen($this->bytes) < $at + $maskBytes) {
            return null;
        }
        $length = $this->length($short);
        $this->judge($first, $length, $short);
        $mask = $maskBytes > 0 ? substr($this->bytes, $at, $maskBytes) : null;
        $at += $maskBytes;
        if (strlen($this->bytes) < $at + $length) {
            return null;
        }
        $payload = WebSocketFrame::masked(substr($this->bytes, $at, $length), $mask);
        $this->bytes = substr($this->bytes, $at + $length);
        return new WebSocketFrame($first & 0x0f, $payload, ($first & 0x80) !== 0, $mask, $first >> 4 & 7);
    }

    private function length(int $short): int
    {
        return match ($short) {
            126 => unpack('n', $this->bytes, 2)[1],
            127 => unpack('J', $this->bytes, 2)[1],
            default => $short,
        };
    }

    private function judge(int $first, int $length, int $short): void
    {
        $opcode = $first & 0x0f;
        $isShortest = match ($short) {
            126 => $length > 125,
            127 => $length > 65_535,
            default => true,
        };
        $wrong = match (true) {
            ($first & 0x70) !== 0 => 'reserved bits are set',
            !in_array($opcode, [0, 1, 2, 8, 9, 10], true) => "opcode $opcode",
            $opcode >= 8 && (($first & 0x80) === 0 || $length > 125) => 'a control frame that is fragmented or long',
            $length < 0 || $length > self::LONGEST => "a length of $length",
            !$isShortest => 'a length that is not written in the fewest bytes',
            default => null,
        };
        if ($wrong !== null) {
            throw new \UnexpectedValueException($wrong);
        }
    }
}
