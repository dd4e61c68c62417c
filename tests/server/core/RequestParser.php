<?php

/**
 * Cuts the bytes of one connection into requests: heads, bodies by length or in chunks, pipelined ones one by one.
 * It must not read from or write to a stream.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class RequestParser
{
    private const LONGEST_HEAD = 65_536;
    private const LONGEST_BODY = 67_108_864;

    private string $buffer = '';
    /** @var array{method: string, target: string, version: string, headers: array<string, string>}|null */
    private ?array $head = null;
    /** Body bytes still to come; null: chunked. */
    private ?int $length = 0;
    private string $body = '';
    private bool $continueAsked = false;

    public function __construct(
        private readonly int $connection,
        private readonly string $peer,
        private readonly bool $tls,
    ) {
    }

    public function feed(string $bytes): void
    {
        $this->buffer .= $bytes;
    }

    /** The next complete request, or null when more bytes are needed. @throws BadRequest */
    public function next(): ?Request
    {
        if ($this->head === null && !$this->readHead()) {
            return null;
        }
        if (!($this->length === null ? $this->readChunks() : $this->readLength())) {
            return null;
        }
        $head = $this->head;
        $request = new Request(
            $head['method'],
            $head['target'],
            $head['version'],
            $head['headers'],
            $this->body,
            $this->connection,
            $this->peer,
            $this->tls,
        );
        $this->head = null;
        $this->body = '';
        return $request;
    }

    /** True once for each request whose client waits for '100 Continue' before it sends the body. */
    public function wantsContinue(): bool
    {
        $asked = $this->continueAsked;
        $this->continueAsked = false;
        return $asked;
    }

    /** What came behind the last request; for a protocol that takes over. */
    public function takeRest(): string
    {
        $rest = $this->buffer;
        $this->buffer = '';
        return $rest;
    }

    private function readHead(): bool
    {
        $this->buffer = ltrim($this->buffer, "\r\n");
        $end = strpos($this->buffer, "\r\n\r\n");
        if ($end === false) {
            if (strlen($this->buffer) > self::LONGEST_HEAD) {
                throw new BadRequest(431);
            }
            // what cannot become a request line is refused at once, else a foreign protocol would wait for ever
            if ($this->buffer !== '' && preg_match('/^[A-Z]{1,20}( [^\x00-\x1f]*)?\r?(\n|$)/', $this->buffer) !== 1) {
                throw new BadRequest(400);
            }
            return false;
        }
        $lines = explode("\r\n", substr($this->buffer, 0, $end));
        $this->buffer = substr($this->buffer, $end + 4);
        if (preg_match('~^([A-Z]+) (\S+) HTTP/(1\.[01])$~D', array_shift($lines), $first) !== 1) {
            throw new BadRequest(400);
        }
        $headers = self::parseHeaders($lines);
        $this->head = [
            'method' => $first[1],
            'target' => preg_replace('~^https?://[^/?]*~i', '', $first[2]) ?: '/',
            'version' => $first[3],
            'headers' => $headers,
        ];
        $this->length = self::bodyLength($headers);
        $this->continueAsked = strtolower($headers['expect'] ?? '') === '100-continue';
        return true;
    }

    /**
     * @param list<string> $lines
     * @return array<string, string>
     */
    private static function parseHeaders(array $lines): array
    {
        $headers = [];
        foreach ($lines as $line) {
            if (preg_match('/^([!#$%&\'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/Ds', $line, $parts) !== 1) {
                throw new BadRequest(400);
            }
            $name = strtolower($parts[1]);
            $headers[$name] = isset($headers[$name]) ? $headers[$name] . ', ' . $parts[2] : $parts[2];
        }
        return $headers;
    }

    /** @param array<string, string> $headers */
    private static function bodyLength(array $headers): ?int
    {
        if (isset($headers['transfer-encoding'])) {
            return strtolower($headers['transfer-encoding']) === 'chunked' ? null : throw new BadRequest(501);
        }
        $length = $headers['content-length'] ?? '0';
        if (preg_match('/^\d{1,15}$/D', $length) !== 1) {
            throw new BadRequest(400);
        }
        return (int) $length <= self::LONGEST_BODY ? (int) $length : throw new BadRequest(413);
    }

    private function readLength(): bool
    {
        if (strlen($this->buffer) < $this->length) {
            return false;
        }
        $this->body = substr($this->buffer, 0, $this->length);
        $this->buffer = substr($this->buffer, $this->length);
        return true;
    }

    private function readChunks(): bool
    {
        while (($end = strpos($this->buffer, "\r\n")) !== false) {
            if (preg_match('/^([0-9a-f]{1,8})[ \t]*(;.*)?$/Di', substr($this->buffer, 0, $end), $size) !== 1) {
                throw new BadRequest(400);
            }
            $length = (int) hexdec($size[1]);
            if ($length === 0) {
                return $this->readTrailer($end);
            }
            if (strlen($this->body) + $length > self::LONGEST_BODY) {
                throw new BadRequest(413);
            }
            if (strlen($this->buffer) < $end + 2 + $length + 2) {
                return false;
            }
            $this->body .= substr($this->buffer, $end + 2, $length);
            $this->buffer = substr($this->buffer, $end + 2 + $length + 2);
        }
        return false;
    }

    /** Behind the last chunk: header lines, which nobody needs, and an empty line. */
    private function readTrailer(int $lastChunk): bool
    {
        $end = strpos($this->buffer, "\r\n\r\n", $lastChunk);
        if ($end === false) {
            return false;
        }
        $this->buffer = substr($this->buffer, $end + 4);
        return true;
    }
}
