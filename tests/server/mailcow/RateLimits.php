<?php

/**
 * Rate limits of domains and mailboxes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class RateLimits extends Operations
{
    private const FRAMES = ['s', 'm', 'h', 'd'];

    /** @param array<mixed> $data */
    public function edit(string $scope, array $data): bool
    {
        $log = ['ratelimit', 'edit', $scope, $data];
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        foreach (self::several($data['object'] ?? null) as $object) {
            $value = (int) ($data['rl_value'] ?? 0);
            $frame = $data['rl_frame'] ?? null;
            $allowed = $scope === 'domain' ? $this->mayTouchDomain($object) : $this->mayTouchMailbox($object);
            if (!in_array($frame, self::FRAMES, true)) {
                $this->session->danger($log, 'rl_timeframe');
            } elseif (!$allowed) {
                $this->session->danger($log, 'access_denied');
            } else {
                $this->save((string) $object, $value === 0 ? '' : "$value / 1$frame");
                $this->session->success($log, ['rl_saved', $object]);
            }
        }
        return true;
    }

    /** @return array{value: string, frame: string}|false */
    public function get(string $scope, mixed $object): array|false
    {
        $allowed = $scope === 'domain' ? $this->mayTouchDomain($object) : $this->mayTouchMailbox($object);
        $row = $allowed ? $this->tables->find('rate_limit', $object) : null;
        if ($row === null) {
            return false;
        }
        [$value, $frame] = explode(' / 1', $row['value']);
        return ['value' => $value, 'frame' => $frame];
    }

    public function drop(string $object): void
    {
        $this->tables->delete('rate_limit', $object);
    }

    private function save(string $object, string $value): void
    {
        $this->drop($object);
        if ($value !== '') {
            $this->tables->insert('rate_limit', ['object' => $object, 'value' => $value]);
        }
    }
}
