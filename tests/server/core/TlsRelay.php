<?php

/**
 * Stands in front of a TLS connection, inside this process, and copies ciphertext between the client and the stream
 * that decrypts it. PHP ends a TLS stream in TLS's own polite way only; with a plain socket towards the client it can
 * be reset too (see Connection: bytes are taken from the kernel only when they have been dealt with).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class TlsRelay
{
    private const BLOCK = 65_536;

    private bool $open = true;
    private int $unread = 0;
    private string $toClient = '';

    /**
     * @param resource $client
     * @param resource $near    our end of the pair whose far end decrypts
     */
    private function __construct(private readonly Loop $loop, private $client, private $near)
    {
        foreach ([$client, $near] as $stream) {
            stream_set_blocking($stream, false);
            stream_set_read_buffer($stream, 0);
        }
        $loop->onReadable($client, $this->fromClient(...));
        $loop->onReadable($near, $this->fromServer(...));
    }

    /**
     * @param resource $client  an accepted connection
     * @param resource $context with the certificate
     * @return array{self, resource} and the stream that decrypts
     */
    public static function before(Loop $loop, $client, $context): array
    {
        $listener = stream_socket_server('tcp://127.0.0.1:0', context: $context);
        $near = stream_socket_client('tcp://' . stream_socket_get_name($listener, false), context: $context);
        $far = stream_socket_accept($listener, null, $peer);
        if ($peer !== stream_socket_get_name($near, false)) {
            throw new \RuntimeException('somebody else connected');
        }
        return [new self($loop, $client, $near), $far];
    }

    /** What came from the client has been decrypted and dealt with. */
    public function release(): void
    {
        while ($this->open && $this->unread > 0) {
            $bytes = @stream_socket_recvfrom($this->client, $this->unread);
            if ($bytes === '' || $bytes === false) {
                break;
            }
            $this->unread -= strlen($bytes);
        }
        if ($this->open) {
            $this->loop->onReadable($this->client, $this->fromClient(...));
        }
    }

    /** RST to the client, provided that what it sent last has not been released. */
    public function reset(): void
    {
        if ($this->open) {
            $this->open = false;
            foreach ([$this->client, $this->near] as $stream) {
                $this->loop->forget($stream);
                fclose($stream);
            }
        }
    }

    private function fromClient(): void
    {
        $bytes = @stream_socket_recvfrom($this->client, self::BLOCK, STREAM_PEEK);
        $written = $bytes === '' || $bytes === false ? false : @fwrite($this->near, $bytes);
        if ($written === false) {
            $this->reset();
            return;
        }
        $this->unread = $written;
        $this->loop->onReadable($this->client, null);
    }

    private function fromServer(): void
    {
        $bytes = @fread($this->near, self::BLOCK);
        if ($bytes === '' || $bytes === false) {
            $this->finish();
            return;
        }
        $this->toClient .= $bytes;
        $this->flush();
    }

    private function flush(): void
    {
        $written = @fwrite($this->client, $this->toClient);
        if ($written === false) {
            $this->reset();
            return;
        }
        $this->toClient = substr($this->toClient, $written);
        // one direction at a time: as long as the client does not read, nothing more is taken from the server
        $waits = $this->toClient !== '';
        $this->loop->onWritable($this->client, $waits ? $this->flush(...) : null);
        $this->loop->onReadable($this->near, $waits ? null : $this->fromServer(...));
    }

    /** The server has closed: FIN to the client. Anything of it still unread would make that RST. */
    private function finish(): void
    {
        while (($rest = @fread($this->client, self::BLOCK)) !== '' && $rest !== false) {
        }
        $this->reset();
    }
}
