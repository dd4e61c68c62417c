<?php

/**
 * Made by tools/module-files.php from whmcs/shared/PageTime.php: change that file, not this one.
 *
 * The time that a page may wait for the product, all its questions together: a client area that hangs is worse than one
 * that shows the last known figures.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class PageTime
{
    private const PAGE_WAITS_MS = 3600;
    private const WORTH_ASKING_MS = 200;

    private int $deadline;

    public function __construct()
    {
        $this->deadline = self::nowMs() + self::PAGE_WAITS_MS;
    }

    /** @param array $settings further settings for the extension */
    public function ask(string $native, array $params, array $settings = []): Outcome
    {
        $left = max(self::WORTH_ASKING_MS, $this->deadline - self::nowMs());
        $settings += ['timeout_ms' => $left, 'connect_timeout_ms' => $left];
        return Native::call($native, Native::with($params, $settings));
    }

    private static function nowMs(): int
    {
        return intdiv(hrtime(true), 1000000);
    }
}
