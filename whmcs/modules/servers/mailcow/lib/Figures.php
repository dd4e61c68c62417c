<?php

/**
 * One service as mailcow sees it now, or, when mailcow does not answer, as it was when it last did.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Figures
{
    /**
     * @param array $status as mailcow_status gives it; empty when nothing is known
     * @param array $dns as mailcow_dns_records gives it
     * @param int $time when they were read, Unix seconds
     * @param string $failure why they are not of now; empty when they are
     */
    private function __construct(
        public readonly array $status,
        public readonly array $dns,
        public readonly int $time,
        public readonly string $failure
    ) {
    }

    public static function read(array $params): self
    {
        $page = new PageTime();
        $kept = KeptFigures::last($params);
        $oldDns = array_filter((array) ($kept['dns'] ?? []), 'is_array');
        $status = $page->ask('mailcow_status', $params);
        if (!$status->succeeded()) {
            // A clear "not yours" or "not there" outdates what was kept; silence does not.
            return $status->isVerdict()
                ? new self([], [], 0, $status->message)
                : new self((array) ($kept['status'] ?? []), $oldDns, (int) ($kept['time'] ?? 0), $status->message);
        }
        $dns = $page->ask('mailcow_dns_records', $params);
        $now = new self($status->data, $dns->succeeded() ? $dns->data : $oldDns, time(), '');
        KeptFigures::keep($params, ['time' => $now->time, 'status' => $now->status, 'dns' => $now->dns]);
        return $now;
    }

    public function isCurrent(): bool
    {
        return $this->failure === '';
    }
}
