<?php

/**
 * How a call of the extension ended: 'success' or a message for people, the data, and the failure where there was one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Outcome
{
    /**
     * @param string $message 'success', or a text without secrets
     * @param array $data the result; of a failed call the part that was done
     */
    public function __construct(
        public readonly string $message,
        public readonly array $data,
        public readonly ?\Throwable $failure
    ) {
    }

    public function succeeded(): bool
    {
        return $this->failure === null;
    }
}
