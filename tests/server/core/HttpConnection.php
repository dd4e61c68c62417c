<?php

/**
 * HTTP/1.0 and 1.1 on one connection: one request at a time, the answers in order, keep-alive, taking over.
 * It must not know what an answer means; that is the service's business.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class HttpConnection implements Receiver
{
    private readonly RequestParser $parser;
    private bool $busy = false;
    private bool $lastRequest = false;

    /**
     * @param \Closure(Request, \Closure(Delivery): void): void $service answers a request, now or later
     * @param \Closure(): void                                  $gone
     */
    public function __construct(
        private readonly Connection $connection,
        private readonly Loop $loop,
        private readonly \Closure $service,
        private readonly \Closure $gone,
    ) {
        $this->parser = new RequestParser($connection->number, $connection->peer, $connection->tls);
    }

    public function received(string $bytes): void
    {
        $this->parser->feed($bytes);
        $this->advance();
    }

    public function closed(): void
    {
        ($this->gone)();
    }

    /** Ends the connection at once, or behind the answer that is being made or sent. */
    public function retire(): void
    {
        $this->lastRequest = true;
        if (!$this->busy) {
            $this->connection->close();
        }
    }

    private function advance(): void
    {
        while (!$this->busy && $this->connection->isOpen()) {
            try {
                $request = $this->parser->next();
            } catch (BadRequest $bad) {
                $this->refuse($bad->status);
                return;
            }
            if ($request === null) {
                if ($this->parser->wantsContinue()) {
                    $this->connection->write(Response::head(100, []));
                }
                return;
            }
            $this->busy = true;
            ($this->service)($request, fn (Delivery $delivery) => $this->deliver($delivery));
        }
    }

    private function refuse(int $status): void
    {
        $this->busy = true;
        $nobody = new Request('GET', '/', '1.1', [], '', $this->connection->number, $this->connection->peer, false);
        $this->connection->send(Response::page($status)->pieces($nobody, false), 0, $this->connection->close(...));
    }

    private function deliver(Delivery $delivery): void
    {
        $send = fn () => $this->connection->send($delivery->pieces, $delivery->paceMs, fn () => $this->end($delivery));
        $delivery->delayMs > 0 ? $this->loop->after($delivery->delayMs, $send) : $send();
    }

    private function end(Delivery $delivery): void
    {
        if ($delivery->takeover !== null) {
            $this->handOver($delivery->takeover);
            return;
        }
        match ($this->lastRequest && $delivery->ending === Ending::KeepAlive ? Ending::Close : $delivery->ending) {
            Ending::KeepAlive => $this->nextRequest(),
            Ending::Close => $this->closeAfter($delivery->closeAfterMs),
            Ending::Reset => $this->connection->reset(),
            Ending::Hang => null,
        };
    }

    private function nextRequest(): void
    {
        $this->busy = false;
        $this->advance();
    }

    private function closeAfter(int $milliseconds): void
    {
        $close = $this->connection->close(...);
        $milliseconds > 0 ? $this->loop->after($milliseconds, $close) : $close();
    }

    private function handOver(Takeover $takeover): void
    {
        $this->connection->hands(new class ($takeover, $this->gone) implements Receiver {
            public function __construct(private readonly Takeover $takeover, private readonly \Closure $gone)
            {
            }

            public function received(string $bytes): void
            {
                $this->takeover->received($bytes);
            }

            public function closed(): void
            {
                $this->takeover->closed();
                ($this->gone)();
            }
        });
        $takeover->start($this->connection, $this->loop);
        $rest = $this->parser->takeRest();
        if ($rest !== '') {
            $takeover->received($rest);
        }
    }
}
