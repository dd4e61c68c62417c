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
    /** @var array<int, array{number: int, tls: bool, handshake: bool, requests: int, control: int, open: bool}> */
    private array $connections = [];

    public function opened(int $number, bool $tls): void
    {
        $this->connections[$number] = [
            'number' => $number, 'tls' => $tls, 'handshake' => false, 'requests' => 0, 'control' => 0, 'open' => true,
        ];
    }

    public function handshaken(int $number, bool $done): void
    {
        $this->change($number, 'handshake', $done);
    }

    public function requested(int $number, bool $control): void
    {
        $column = $control ? 'control' : 'requests';
        $this->change($number, $column, ($this->connections[$number][$column] ?? 0) + 1);
    }

    public function closed(int $number): void
    {
        $this->change($number, 'open', false);
    }

    /** Forgets what is over; what is still open counts from nought. */
    public function clear(): void
    {
        $this->connections = array_filter($this->connections, static fn (array $one): bool => $one['control'] > 0);
    }

    /** @return array<string, mixed> */
    public function report(): array
    {
        $counts = static fn (array $c): bool => $c['requests'] > 0 || $c['control'] === 0;
        $product = array_filter($this->connections, $counts);
        $handshakes = array_filter($product, static fn (array $c): bool => $c['handshake']);
        return [
            'accepted' => count($product),
            'handshakes' => count($handshakes),
            'failed_handshakes' => count(array_filter($product, static fn (array $c) => $c['tls'] && !$c['handshake'])),
            'requests' => array_sum(array_column($product, 'requests')),
            'connections' => array_map(
                static fn (array $c): array => array_diff_key($c, ['control' => 0]),
                array_values($product),
            ),
        ];
    }

    private function change(int $number, string $column, bool|int $value): void
    {
        if (isset($this->connections[$number])) {
            $this->connections[$number][$column] = $value;
        }
    }
}
