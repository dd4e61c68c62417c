<?php

/**
 * One service as Comet sees it now, or, when Comet does not answer, as it was when it last did.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Figures
{
    private const JOB_DAYS = 14;
    /** How many rows of each list are kept for later: the most that the property has room for. */
    private const KEPT_ROWS = [100, 30, 0];
    private const LISTS = ['devices', 'vaults', 'jobs'];

    /**
     * @param array $status as comet_status gives it, jobs included; empty when nothing is known
     * @param array $installers as comet_installers gives it
     * @param int $time when they were read, Unix seconds
     * @param string $failure why they are not of now; empty when they are
     */
    private function __construct(
        public readonly array $status,
        public readonly array $installers,
        public readonly int $time,
        public readonly string $failure
    ) {
    }

    /** @param bool $withInstallers the page shows them: one more question to the server */
    public static function read(array $params, bool $withInstallers): self
    {
        $page = new PageTime();
        $kept = KeptFigures::last($params);
        $installers = array_filter((array) ($kept['installers'] ?? []), 'is_array');
        $status = $page->ask('comet_status', $params, ['job_days' => self::JOB_DAYS]);
        if (!$status->succeeded()) {
            // A clear "not yours" or "not there" outdates what was kept; silence does not.
            return $status->isVerdict()
                ? new self([], [], 0, $status->message)
                : new self((array) ($kept['status'] ?? []), $installers, (int) ($kept['time'] ?? 0), $status->message);
        }
        if ($withInstallers && $status->data['state'] === 'active') {
            $offered = $page->ask('comet_installers', $params);
            $installers = $offered->succeeded() ? $offered->data : $installers;
        }
        $now = new self($status->data, $installers, time(), '');
        $now->keep($params);
        Native::attempt(static function () use ($params, $status): array {
            Account::settle($params, $status->data);
            return [];
        });
        return $now;
    }

    public function isCurrent(): bool
    {
        return $this->failure === '';
    }

    private function keep(array $params): void
    {
        $status = $this->status;
        // no page shows it
        unset($status['items']);
        foreach (self::KEPT_ROWS as $rows) {
            foreach (array_intersect(self::LISTS, array_keys($status)) as $list) {
                $status[$list] = array_slice($status[$list], 0, $rows);
            }
            $figures = ['time' => $this->time, 'status' => $status, 'installers' => $this->installers];
            if (KeptFigures::keep($params, $figures)) {
                return;
            }
        }
    }
}
