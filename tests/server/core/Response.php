<?php

/**
 * A product's answer, before it is framed for the wire.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Response
{
    private const REASONS = [
        100 => 'Continue', 101 => 'Switching Protocols', 200 => 'OK', 204 => 'No Content', 301 => 'Moved Permanently',
        302 => 'Found', 304 => 'Not Modified', 400 => 'Bad Request', 401 => 'Unauthorized', 403 => 'Forbidden',
        404 => 'Not Found', 405 => 'Not Allowed', 409 => 'Conflict', 413 => 'Request Entity Too Large',
        429 => 'Too Many Requests', 431 => 'Request Header Fields Too Large', 500 => 'Internal Server Error',
        501 => 'Not Implemented', 502 => 'Bad Gateway', 503 => 'Service Temporarily Unavailable',
    ];
    private const PIECE = 65_536;

    /**
     * @param array<string, string|list<string>> $headers without Content-Length, Transfer-Encoding and Connection
     * @param string                $body    with a takeover: the first bytes of what follows, in the same segment as the head
     * @param bool                  $chunked sent in chunks to clients of HTTP/1.1, as a program behind a proxy sends it
     * @param bool                  $gzip    compressed for a client that says it can read that, where PHP has zlib
     */
    public function __construct(
        public readonly int $status,
        public readonly array $headers = [],
        public readonly string $body = '',
        public readonly bool $chunked = false,
        public readonly bool $gzip = false,
        public readonly int $delayMs = 0,
        public readonly ?Takeover $takeover = null,
    ) {
    }

    /** An error page as nginx makes it. */
    public static function page(int $status): self
    {
        $title = "$status " . (self::REASONS[$status] ?? 'Unknown');
        $body = "<html>\r\n<head><title>$title</title></head>\r\n<body>\r\n<center><h1>$title</h1></center>\r\n"
            . "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
        return new self($status, ['Server' => 'nginx', 'Content-Type' => 'text/html'], $body);
    }

    public function withBody(string $body): self
    {
        return new self($this->status, $this->headers, $body, $this->chunked, false, $this->delayMs);
    }

    public function withHeader(string $name, string $value): self
    {
        return new self(
            $this->status,
            [$name => $value] + $this->headers,
            $this->body,
            $this->chunked,
            $this->gzip,
            $this->delayMs,
            $this->takeover,
        );
    }

    /** @param array<string, string|list<string>> $more a list becomes one line for each value */
    public static function head(int $status, array $more): string
    {
        $lines = "HTTP/1.1 $status " . (self::REASONS[$status] ?? 'Unknown') . "\r\n";
        foreach ($more as $name => $values) {
            foreach ((array) $values as $value) {
                $lines .= "$name: $value\r\n";
            }
        }
        return $lines . "\r\n";
    }

    /** @return \Generator<int, string> the bytes for the wire */
    public function pieces(Request $request, bool $keepAlive): \Generator
    {
        $headers = $this->headers;
        $body = $this->body;
        if ($this->takeover !== null) {
            yield self::head($this->status, $headers) . $body;
            return;
        }
        if ($this->gzip && strlen($body) >= 256 && $request->acceptsGzip() && function_exists('gzencode')) {
            $body = gzencode($body, 6);
            $headers += ['Vary' => 'Accept-Encoding', 'Content-Encoding' => 'gzip'];
        }
        $chunked = $this->chunked && $request->version === '1.1';
        $headers += $chunked ? ['Transfer-Encoding' => 'chunked'] : ['Content-Length' => (string) strlen($body)];
        $headers += ['Connection' => $keepAlive ? 'keep-alive' : 'close'];
        yield self::head($this->status, $headers);
        if ($request->method === 'HEAD') {
            return;
        }
        for ($at = 0; $at < strlen($body); $at += self::PIECE) {
            $piece = substr($body, $at, self::PIECE);
            yield $chunked ? dechex(strlen($piece)) . "\r\n$piece\r\n" : $piece;
        }
        if ($chunked) {
            yield "0\r\n\r\n";
        }
    }
}
