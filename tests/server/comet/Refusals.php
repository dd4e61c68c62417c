<?php

/**
 * Errors in the product's own words that a test orders for calls to come: the control command 'refuse'.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Refusals
{
    private const DEFAULTS = [
        'path' => '', 'user' => null, 'status' => 500, 'message' => 'Refused by order', 'at' => null, 'applied' => false,
    ];

    /** @var array<int, array<string, mixed>> */
    private array $orders = [];

    /** @return list<array<string, mixed>> those that are left: none */
    public function clear(): array
    {
        return $this->orders = [];
    }

    /**
     * @param array<string, mixed> $order path: part of the target; user: TargetUser; status, message: the answer's; at:
     *                                    only the n-th such call from now on, once; applied: whether it takes effect
     * @return list<array<string, mixed>> the orders that stand
     */
    public function order(array $order): array
    {
        $unknown = array_diff_key($order, self::DEFAULTS);
        if ($unknown !== [] || (isset($order['at']) && (!is_int($order['at']) || $order['at'] < 1))) {
            throw new \InvalidArgumentException('refuse knows path, user, status, message, at (from 1) and applied');
        }
        $this->orders[] = $order + self::DEFAULTS;
        return array_values($this->orders);
    }

    /** The order that this call is meant by, if any. @return array<string, mixed>|null */
    public function strike(string $path, Form $form): ?array
    {
        $striking = null;
        foreach ($this->orders as $number => $order) {
            $isMeant = str_contains($path, $order['path'])
                && in_array($order['user'], [null, $form->optional('TargetUser')], true);
            if (!$isMeant) {
                continue;
            }
            if ($order['at'] !== null && --$this->orders[$number]['at'] > 0) {
                continue;
            }
            if ($order['at'] !== null) {
                unset($this->orders[$number]);
            }
            $striking ??= $order;
        }
        return $striking;
    }
}
