<?php

/**
 * One accepted connection: TLS handshake, bytes in and out without ever blocking, and the ways to end it.
 * It must not know HTTP.
 *
 * A reset needs care, because PHP cannot set SO_LINGER: closing a socket sends RST only while the kernel still holds
 * bytes that nobody has read. So plain bytes are looked at first, handed on, and taken from the kernel afterwards;
 * whoever calls reset() while they are being handed on gets his RST.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Connection
{
    private const BLOCK = 65_536;
    /** Pieces written in one go before other connections have their turn. */
    private const TURN = 16;

    private bool $open = true;
    private int $unread = 0;
    private string $outgoing = '';
    /** @var \SplQueue<array{\Iterator<string>, int, \Closure(): void}> pieces, pace in ms, what follows the last */
    private \SplQueue $jobs;
    private bool $paused = false;
    private ?Receiver $receiver = null;

    public readonly bool $tls;

    /**
     * @param resource      $stream
     * @param TlsRelay|null $relay  what stands before the stream when it is to speak TLS
     */
    public function __construct(
        private readonly Loop $loop,
        private $stream,
        public readonly int $number,
        public readonly string $peer,
        private readonly ?TlsRelay $relay,
    ) {
        $this->tls = $relay !== null;
        $this->jobs = new \SplQueue();
        stream_set_blocking($stream, false);
        stream_set_read_buffer($stream, 0);
    }

    /** @param \Closure(bool): void $handshaken told once, over TLS, how the handshake ended */
    public function start(Receiver $receiver, \Closure $handshaken): void
    {
        $this->receiver = $receiver;
        $this->onReadable($this->tls ? fn () => $this->handshake($handshaken) : $this->receivePlain(...));
    }

    public function hands(Receiver $receiver): void
    {
        $this->receiver = $receiver;
    }

    public function isOpen(): bool
    {
        return $this->open;
    }

    public function write(string $bytes): void
    {
        $this->send(new \ArrayIterator([$bytes]), 0, static function (): void {
        });
    }

    /** @param \Iterator<string> $pieces taken as the client reads them: they may be endless */
    public function send(\Iterator $pieces, int $paceMs, \Closure $sent): void
    {
        if (!$this->open) {
            return;
        }
        $pieces->rewind();
        $this->jobs->enqueue([$pieces, $paceMs, $sent]);
        if (count($this->jobs) === 1) {
            $this->flush();
        }
    }

    public function close(): void
    {
        if ($this->open) {
            $this->drain();
            $this->discard();
        }
    }

    public function reset(): void
    {
        if ($this->open) {
            $this->relay?->reset();
            $this->discard();
        }
    }

    private function onReadable(\Closure $reader): void
    {
        $this->loop->onReadable($this->stream, function () use ($reader): void {
            $reader();
            $this->relay?->release();
        });
    }

    private function discard(): void
    {
        $this->open = false;
        $this->loop->forget($this->stream);
        @fclose($this->stream);
        $this->receiver?->closed();
    }

    private function handshake(\Closure $handshaken): void
    {
        $methods = STREAM_CRYPTO_METHOD_TLSv1_2_SERVER | STREAM_CRYPTO_METHOD_TLSv1_3_SERVER;
        $done = @stream_socket_enable_crypto($this->stream, true, $methods);
        if ($done === 0) {
            return;
        }
        $handshaken($done);
        if (!$done) {
            $this->discard();
            return;
        }
        $this->onReadable($this->receiveDecrypted(...));
        $this->receiveDecrypted();
    }

    private function receivePlain(): void
    {
        $bytes = @stream_socket_recvfrom($this->stream, self::BLOCK, STREAM_PEEK);
        if ($bytes === '' || $bytes === false) {
            $this->discard();
            return;
        }
        $this->unread = strlen($bytes);
        $this->receiver->received($bytes);
        if ($this->open) {
            $this->takeUnread();
        }
    }

    private function receiveDecrypted(): void
    {
        // all that OpenSSL holds: the loop waits for the socket, not for OpenSSL's buffer
        $bytes = '';
        while (($block = @fread($this->stream, self::BLOCK)) !== '' && $block !== false) {
            $bytes .= $block;
        }
        if ($bytes !== '') {
            $this->receiver->received($bytes);
        } elseif (feof($this->stream)) {
            $this->discard();
        }
    }

    private function takeUnread(): void
    {
        while ($this->unread > 0) {
            $bytes = @stream_socket_recvfrom($this->stream, $this->unread);
            if ($bytes === '' || $bytes === false) {
                return;
            }
            $this->unread -= strlen($bytes);
        }
    }

    /** What is still unread would turn the FIN of a graceful close into RST. */
    private function drain(): void
    {
        $this->takeUnread();
        while (($bytes = @fread($this->stream, self::BLOCK)) !== '' && $bytes !== false) {
        }
    }

    private function flush(): void
    {
        for ($turn = 0; $this->open && !$this->paused && !$this->jobs->isEmpty(); $turn++) {
            [$pieces, $paceMs, $sent] = $this->jobs->bottom();
            if ($this->outgoing === '' && !$pieces->valid()) {
                $this->jobs->dequeue();
                $sent();
                continue;
            }
            if ($this->outgoing === '') {
                $this->outgoing = $pieces->current();
                $pieces->next();
            }
            if ($turn >= self::TURN || !$this->writeOutgoing()) {
                break;
            }
            if ($paceMs > 0 && $pieces->valid()) {
                $this->pause($paceMs);
            }
        }
        if ($this->open) {
            $waits = !$this->paused && !$this->jobs->isEmpty();
            $this->loop->onWritable($this->stream, $waits ? $this->flush(...) : null);
        }
    }

    /** False: the client must read first, or is gone. */
    private function writeOutgoing(): bool
    {
        $written = @fwrite($this->stream, $this->outgoing);
        if ($written === false) {
            $this->discard();
            return false;
        }
        $this->outgoing = substr($this->outgoing, $written);
        return $this->outgoing === '';
    }

    private function pause(int $milliseconds): void
    {
        $this->paused = true;
        $this->loop->after($milliseconds, function (): void {
            $this->paused = false;
            $this->flush();
        });
    }
}
