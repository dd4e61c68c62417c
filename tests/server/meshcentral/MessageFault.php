<?php

/**
 * One fault, set for some messages or openings: which ones, and its options. What it does stands in FaultyOpening.php and
 * FaultyAnswer.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class MessageFault
{
    private const OPTIONS = [
        'code' => null, 'reason' => '', 'cause' => 'noauth', 'msg' => 'noauth-2d', 'result' => 'Something went wrong', 'bytes' => null,
        'ms' => 500,
    ];

    private int $seen = 0;

    /**
     * @param int|null             $at     of the messages that match, counted from now, only this one; null: all of them
     * @param string|null          $action only messages with this action
     * @param array<string, mixed> $options
     */
    private function __construct(
        public readonly MessageFaultName $name,
        public readonly bool $applied,
        private readonly ?int $at,
        private readonly ?string $action,
        private readonly array $options,
    ) {
    }

    /** @param array<string, mixed> $order as the control channel takes it */
    public static function from(array $order): self
    {
        $known = ['fault' => 0, 'at' => 0, 'action' => 0, 'applied' => 0] + self::OPTIONS;
        $name = MessageFaultName::tryFrom((string) ($order['fault'] ?? ''));
        $at = $order['at'] ?? null;
        if (array_diff_key($order, $known) !== [] || $name === null || ($at !== null && (!is_int($at) || $at < 1))) {
            throw new \InvalidArgumentException('no such message fault: ' . json_encode($order));
        }
        return new self(
            $name,
            (bool) ($order['applied'] ?? $name->appliesByDefault()),
            $at,
            $order['action'] ?? null,
            array_intersect_key($order, self::OPTIONS) + self::OPTIONS,
        );
    }

    public function option(string $name): mixed
    {
        return $this->options[$name];
    }

    /** @return array<string, mixed> */
    public function describe(): array
    {
        return array_filter([
            'fault' => $this->name->value,
            'applied' => $this->applied,
            'at' => $this->at === null ? null : $this->at - $this->seen,
            'action' => $this->action,
        ], static fn (mixed $value): bool => $value !== null);
    }

    /** Counts the message, or the opening (null), if it is one of those meant, and says whether it is the one. */
    public function strikes(?string $action): bool
    {
        $isMeant = $this->name->isOpening() === ($action === null) && in_array($this->action, [null, $action], true);
        if (!$isMeant) {
            return false;
        }
        $this->seen++;
        return $this->at === null || $this->at === $this->seen;
    }

    public function isSpent(): bool
    {
        return $this->at !== null && $this->seen >= $this->at;
    }
}
