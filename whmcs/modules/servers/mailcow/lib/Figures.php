<?php

/**
 * One service as mailcow sees it now, or, when mailcow does not answer, as it was when it last did.
 *
 * A page waits for this: all of it is capped. What was read is kept in a service property with its time.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Figures
{
    private const PAGE_WAITS_MS = 3600;
    private const WORTH_ASKING_MS = 200;

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
        $deadline = self::nowMs() + self::PAGE_WAITS_MS;
        $kept = Account::lastFigures($params);
        $status = self::ask('mailcow_status', $params, $deadline);
        if (!$status->succeeded()) {
            // A clear "not yours" or "not there" outdates what was kept; silence does not.
            return self::isVerdict($status->failure)
                ? new self([], [], 0, $status->message)
                : new self($kept['status'], $kept['dns'], $kept['time'], $status->message);
        }
        $dns = self::ask('mailcow_dns_records', $params, $deadline);
        $now = [
            'time' => time(),
            'status' => $status->data,
            'dns' => $dns->succeeded() ? $dns->data : $kept['dns'],
        ];
        Account::keepFigures($params, $now);
        return new self($now['status'], $now['dns'], $now['time'], '');
    }

    public function isCurrent(): bool
    {
        return $this->failure === '';
    }

    private static function ask(string $native, array $params, int $deadline): Outcome
    {
        $left = max(self::WORTH_ASKING_MS, $deadline - self::nowMs());
        return Native::call($native, Native::with($params, ['timeout_ms' => $left, 'connect_timeout_ms' => $left]));
    }

    private static function isVerdict(?\Throwable $failure): bool
    {
        return $failure instanceof \Provision\ConflictException
            || $failure instanceof \Provision\NotFoundException
            || $failure instanceof \Provision\ConfigurationException;
    }

    private static function nowMs(): int
    {
        return intdiv(hrtime(true), 1000000);
    }
}
