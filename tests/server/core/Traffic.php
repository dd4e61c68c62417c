<?php

/**
 * Counts connections, TLS handshakes and requests. What carried control requests alone is not counted as traffic.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Traffic
{
    private const FRESH = ['handshake' => false, 'requests' => 0, 'control' => 0, 'open' => true, 'accepted' => true];

    /** @var array<int, array<string, int|bool>> by number; 'accepted' means: since the last clear() */
    private array $connections = [];

    public function opened(int $number, bool $tls): void
    {
        $this->connections[$number] = ['number' => $number, 'tls' => $tls] + self::FRESH;
    }

    public function handshaken(int $number, bool $done): void
    {
        $this->connections[$number]['handshake'] = $done;
    }

    public function requested(int $number, bool $control): void
    {
        $this->connections[$number][$control ? 'control' : 'requests']++;
    }

    public function closed(int $number): void
    {
        $this->connections[$number]['open'] = false;
    }

    /** Begins anew: a connection that is still open goes on being counted for its requests alone. */
    public function clear(): void
    {
        $this->connections = array_filter($this->connections, static fn (array $one): bool => $one['open']);
        foreach ($this->connections as &$one) {
            $one = ['requests' => 0, 'accepted' => false] + $one;
        }
    }

    /** @return array<string, mixed> */
    public function report(): array
    {
        $isTraffic = static fn (array $c): bool => $c['requests'] > 0 || ($c['accepted'] && $c['control'] === 0);
        $traffic = array_values(array_filter($this->connections, $isTraffic));
        $new = array_filter($traffic, static fn (array $c): bool => $c['accepted']);
        return [
            'accepted' => count($new),
            'handshakes' => count(array_filter($new, static fn (array $c): bool => $c['handshake'])),
            'failed_handshakes' => count(array_filter($new, static fn (array $c) => $c['tls'] && !$c['handshake'])),
            'requests' => array_sum(array_column($traffic, 'requests')),
            'connections' => $traffic,
        ];
    }
}
