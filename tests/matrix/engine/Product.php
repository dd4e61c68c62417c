<?php

/**
 * What the matrix has to know of a product: all of it stands in one file beside run.php (mailcow.php, for one).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

interface Product
{
    /** The name of its test server, as TestServer::start() takes it. */
    public function server(): string;

    /** @return array<string, Operation> by title */
    public function operations(): array;

    /**
     * What every call sends, however it goes on: where the server is, and the credential.
     *
     * @return array<string, mixed>
     */
    public function serverParams(TestServer $server): array;

    /** A server's exported state without what chance made: two runs of one operation give the same text. */
    public function normalise(string $state): string;

    /**
     * A normalised state without what a cell decides otherwise because its fault is no fault to a client, but a word of the
     * server's that it has to believe; mostly the state as it is.
     */
    public function believing(Cell $cell, string $state): string;

    /**
     * Of an exported state, what belongs to others, and that no call may ever change.
     *
     * @param array<string, mixed> $state
     * @return array<string, mixed>
     */
    public function foreign(array $state): array;

    /**
     * The parameters of the next call, after the module has stored what a call returned, or left as partial.
     *
     * @param array<string, mixed> $params
     * @param array<string, mixed> $returned
     * @return array<string, mixed>
     */
    public function store(array $params, array $returned): array;

    /**
     * Every value that must not be seen: of the parameters, of what was sent, of what the server made.
     *
     * @param array<string, mixed>       $params
     * @param array<string, mixed>       $state raw
     * @param list<array<string, mixed>> $log   of requests, and of messages behind them
     * @return list<string>
     */
    public function secrets(array $params, array $state, array $log): array;
}
