<?php

/**
 * A PHP session of mailcow's web code: who is logged in, and the entries of the answer being made. Entries outlive a
 * request only when an uncaught error ended it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Session
{
    /** 'admin' after a right API key, 'domainadmin' after single sign-on. */
    public ?string $role = null;
    /** 'rw' or 'ro' with an API key. */
    public ?string $access = null;
    public ?string $username = null;
    /** @var list<array{type: string, log?: array<mixed>, msg: mixed}> */
    public array $entries = [];

    public function __construct(public readonly string $id)
    {
    }

    public function isAdmin(): bool
    {
        return $this->role === 'admin';
    }

    /** @param array<mixed> $log */
    public function success(array $log, mixed $msg): void
    {
        $this->add('success', $log, $msg);
    }

    /** @param array<mixed> $log */
    public function warning(array $log, mixed $msg): void
    {
        $this->add('warning', $log, $msg);
    }

    /** @param array<mixed> $log @return false so that an operation can end with it */
    public function danger(array $log, mixed $msg): bool
    {
        $this->add('danger', $log, $msg);
        return false;
    }

    /** @param array<mixed> $log */
    private function add(string $type, array $log, mixed $msg): void
    {
        $this->entries[] = ['type' => $type, 'log' => $log, 'msg' => $msg];
    }
}
