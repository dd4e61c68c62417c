<?php

/**
 * One HTTP request, complete, as a product sees it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Request
{
    /** @param array<string, string> $headers names in lower case; a repeated header is joined by ', ' */
    public function __construct(
        public readonly string $method,
        public readonly string $target,
        public readonly string $version,
        public readonly array $headers,
        public readonly string $body,
        public readonly int $connection,
        public readonly string $peer,
        public readonly bool $tls,
    ) {
    }

    /** As it was sent: still percent-encoded. */
    public function path(): string
    {
        return explode('?', $this->target, 2)[0];
    }

    public function query(): string
    {
        return explode('?', $this->target, 2)[1] ?? '';
    }

    public function header(string $name): ?string
    {
        return $this->headers[strtolower($name)] ?? null;
    }

    public function keepsAlive(): bool
    {
        $wish = strtolower($this->header('connection') ?? '');
        return $this->version === '1.0' ? str_contains($wish, 'keep-alive') : !str_contains($wish, 'close');
    }

    public function acceptsGzip(): bool
    {
        return preg_match('/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i', $this->header('accept-encoding') ?? '') === 1;
    }
}
