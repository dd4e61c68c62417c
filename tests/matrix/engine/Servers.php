<?php

/**
 * The test servers of one worker: a plain one for most faults, because only there a reset is a reset, and one with TLS for
 * the faults of certificates. Each starts when it is needed first and ends with the worker.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

require_once __DIR__ . '/../../server/server.inc';

final class Servers
{
    private ?TestServer $plain = null;
    private ?TestServer $secure = null;
    private ?TestServer $stranger = null;

    public function __construct(private readonly Product $product)
    {
    }

    public function for(string $fault): TestServer
    {
        return $fault === Faults::UNKNOWN_CERTIFICATE
            ? $this->secure ??= TestServer::start($this->product->server(), 'good')
            : $this->plain ??= TestServer::start($this->product->server());
    }

    /**
     * The parameters of the struck call: what a fault of the server cannot do is done here.
     *
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function spoil(array $params, string $fault): array
    {
        if ($fault === Faults::UNKNOWN_CERTIFICATE) {
            // a CA of the same name that signed other certificates
            $this->stranger ??= TestServer::start($this->product->server(), 'good');
            $params['provision']['ca_file'] = $this->stranger->caFile;
        }
        return $params;
    }
}
