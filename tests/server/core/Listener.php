<?php

/**
 * The listening socket on 127.0.0.1: a port of the kernel's choice, which stays ours while connections are refused.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Listener
{
    private const BACKLOG = 511;

    /** @var resource|null */
    private $listening = null;
    /** @var resource|null bound, not listening: connections are refused, and nobody else can be given the port */
    private $reserving = null;
    private string $address = '127.0.0.1:0';
    /** @var resource */
    private $context;

    /** @param \Closure(resource, string, ?TlsRelay): void $accepted is told the stream and the peer's address */
    public function __construct(
        private readonly Loop $loop,
        private readonly \Closure $accepted,
        private readonly ?string $certificate,
        ?string $key,
    ) {
        $tls = $certificate === null ? [] : [
            'local_cert' => $certificate,
            'local_pk' => $key,
            'alpn_protocols' => 'http/1.1',
            'disable_compression' => true,
        ];
        $socket = ['backlog' => self::BACKLOG, 'tcp_nodelay' => true];
        $this->context = stream_context_create(['ssl' => $tls, 'socket' => $socket]);
    }

    public function address(): string
    {
        return $this->address;
    }

    public function listen(): void
    {
        if ($this->listening !== null) {
            return;
        }
        $this->listening = $this->bind(STREAM_SERVER_BIND | STREAM_SERVER_LISTEN);
        $this->reserving = null;
        stream_set_blocking($this->listening, false);
        $this->loop->onReadable($this->listening, $this->accept(...));
    }

    public function refuse(): void
    {
        if ($this->listening === null) {
            return;
        }
        $this->loop->forget($this->listening);
        fclose($this->listening);
        $this->listening = null;
        $this->reserving = $this->bind(STREAM_SERVER_BIND);
    }

    /** @return resource */
    private function bind(int $flags)
    {
        $socket = stream_socket_server("tcp://$this->address", $errno, $error, $flags, $this->context);
        if ($socket === false) {
            throw new \RuntimeException("cannot bind $this->address: $error");
        }
        $this->address = stream_socket_get_name($socket, false) ?: throw new \RuntimeException('no address');
        return $socket;
    }

    private function accept(): void
    {
        $stream = @stream_socket_accept($this->listening, 0, $peer);
        if ($stream === false) {
            return;
        }
        $relay = null;
        if ($this->certificate !== null) {
            [$relay, $stream] = TlsRelay::before($this->loop, $stream, $this->context);
        }
        ($this->accepted)($stream, preg_replace('/:\d+$/', '', (string) $peer), $relay);
    }
}
