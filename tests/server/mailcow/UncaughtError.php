<?php

/**
 * An error that mailcow's code does not catch (SQL, wrong type): the answer is an empty body, and the cause is kept in
 * the session, where the next answer of the same session begins with it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class UncaughtError extends \RuntimeException
{
    /** @param list<string|int> $errorInfo SQLSTATE, the database's number, its text; empty: no database was involved */
    private function __construct(string $message, private readonly array $errorInfo)
    {
        parent::__construct($message);
    }

    public static function type(string $message): self
    {
        return new self("TypeError: $message", []);
    }

    public static function sql(string $state, int $number, string $text): self
    {
        return new self($text, [$state, $number, $text]);
    }

    /** As the session keeps it. */
    public function entry(): array
    {
        $msg = $this->errorInfo === []
            ? 'An unknown error occured: ' . $this->getMessage()
            : ['mysql_error', ['errorInfo' => $this->errorInfo]];
        return ['type' => 'danger', 'log' => ['exception_handler'], 'msg' => $msg];
    }
}
