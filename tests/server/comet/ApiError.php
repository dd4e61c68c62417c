<?php

/**
 * An API call that fails: what becomes {"Status":4xx,"Message":…}, with HTTP status 200.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class ApiError extends \RuntimeException
{
    public const UNAUTHORISED = 'Unauthorised';
    public const SECOND_FACTOR = 'ERR_TOTP_REQUIRED';
    public const UNKNOWN_DEVICE = 'ERR_UNKNOWN_DEVICE';

    /** @var list<string> */
    private readonly array $values;

    /** @param string $text English, with %s for each value */
    public function __construct(public readonly int $status, private readonly string $text, string ...$values)
    {
        $this->values = array_values($values);
        parent::__construct(sprintf($text, ...$values));
    }

    /** @param string $language as Accept-Language has it */
    public function inLanguage(string $language): string
    {
        return sprintf(Messages::translated($this->text, $language), ...$this->values);
    }
}
