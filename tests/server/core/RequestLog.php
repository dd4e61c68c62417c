<?php

/**
 * What the clients asked, for tests to look at. Control requests are not in it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class RequestLog
{
    /** @var list<array<string, mixed>> */
    private array $entries = [];

    public function add(Request $request, ?Fault $fault): void
    {
        $isText = preg_match('//u', $request->body) === 1;
        $this->entries[] = [
            'number' => count($this->entries) + 1,
            'connection' => $request->connection,
            'tls' => $request->tls,
            'method' => $request->method,
            'path' => $request->target,
            'headers' => (object) $request->headers,
            $isText ? 'body' : 'body_base64' => $isText ? $request->body : base64_encode($request->body),
            'fault' => $fault?->name->value,
            'applied' => $fault === null || $fault->applied,
        ];
    }

    public function clear(): void
    {
        $this->entries = [];
    }

    /** @return list<array<string, mixed>> */
    public function entries(): array
    {
        return $this->entries;
    }
}
