<?php

/**
 * Every message on every control socket, both ways, in the order in which they came and went.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class MessageLog
{
    /** @var list<array<string, mixed>> */
    private array $entries = [];

    /** @param array<string, mixed> $more what else there is to say of it */
    public function add(int $connection, string $direction, string $text, array $more = []): void
    {
        $isText = preg_match('//u', $text) === 1;
        $command = json_decode($text, true);
        $this->entries[] = [
            'number' => count($this->entries) + 1,
            'connection' => $connection,
            'direction' => $direction,
            'action' => is_array($command) && is_string($command['action'] ?? null) ? $command['action'] : null,
            $isText ? 'text' : 'text_base64' => $isText ? $text : base64_encode($text),
        ] + $more;
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
