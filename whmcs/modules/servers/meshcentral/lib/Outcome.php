<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Outcome.php: change that file, not this one.
 *
 * How a call of the extension ended: 'success' or a message for people, the data, and the failure where there was one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

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

    /** The failure says what is so ("not yours", "not there"), in contrast to silence or trouble on the way. */
    public function isVerdict(): bool
    {
        return $this->failure instanceof \Provision\ConflictException
            || $this->failure instanceof \Provision\NotFoundException
            || $this->failure instanceof \Provision\ConfigurationException;
    }

    /**
     * The answer to a command that clients can give: staff hear all, a client hears only of his own input, never which
     * server failed how.
     */
    public function messageFor(array $params): string
    {
        return $this->succeeded() || $this->failure instanceof \Provision\LimitException || !defined('CLIENTAREA')
            ? $this->message
            : Language::ofClient($params)->text('not_now');
    }
}
