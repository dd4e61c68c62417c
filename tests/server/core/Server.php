<?php

/**
 * A single-process HTTP/1.1 server for tests: it accepts connections, asks the product, plays the faults that are set,
 * and records. It must not know what a product is about.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Server
{
    private readonly Loop $loop;
    private readonly Listener $listener;
    private readonly FaultPlan $faults;
    private readonly RequestLog $log;
    private readonly Traffic $traffic;
    private readonly ControlChannel $control;
    /** @var array<int, HttpConnection> open ones, by number */
    private array $connections = [];
    /** @var array<int, true> those that carried a control request: they survive a refusal */
    private array $controlling = [];
    private int $accepted = 0;

    public function __construct(
        private readonly Product $product,
        ?string $certificate,
        ?string $key,
        private int $latencyMs,
    ) {
        $this->loop = new Loop();
        $this->listener = new Listener($this->loop, $this->accept(...), $certificate, $key);
        $this->faults = new FaultPlan();
        $this->log = new RequestLog();
        $this->traffic = new Traffic();
        $this->control = new ControlChannel($product, $this->faults, $this->log, $this->traffic, $this);
    }

    /**
     * Serves until the given stream ends: a server whose parent is gone must not stay.
     *
     * @param resource $lifeline
     */
    public function run($lifeline): void
    {
        $this->listen();
        stream_set_blocking($lifeline, false);
        $this->loop->onReadable($lifeline, function () use ($lifeline): void {
            if ((string) fread($lifeline, 8192) === '' && feof($lifeline)) {
                $this->loop->stop();
            }
        });
        echo 'listening ' . $this->listener->address() . "\n";
        flush();
        $this->loop->run();
    }

    public function setLatency(int $milliseconds): void
    {
        $this->latencyMs = max(0, $milliseconds);
    }

    public function listen(): void
    {
        $this->listener->listen();
    }

    /** From here on nobody can connect, and connections that exist end with the answer they are waiting for. */
    public function refuseIfDue(): void
    {
        if (!$this->faults->refusesNext()) {
            return;
        }
        $this->listener->refuse();
        foreach (array_diff_key($this->connections, $this->controlling) as $connection) {
            $connection->retire();
        }
    }

    /** @param resource $stream */
    private function accept($stream, string $peer, ?TlsRelay $relay): void
    {
        $number = ++$this->accepted;
        $connection = new Connection($this->loop, $stream, $number, $peer, $relay);
        $this->traffic->opened($number, $connection->tls);
        $this->connections[$number] = new HttpConnection(
            $connection,
            $this->loop,
            $this->serve(...),
            fn () => $this->forget($number),
        );
        $handshaken = fn (bool $done) => $this->traffic->handshaken($number, $done);
        $connection->start($this->connections[$number], $handshaken);
    }

    private function forget(int $number): void
    {
        unset($this->connections[$number], $this->controlling[$number]);
        $this->traffic->closed($number);
    }

    /** @param \Closure(Delivery): void $reply */
    private function serve(Request $request, \Closure $reply): void
    {
        $isControl = ControlChannel::owns($request);
        $this->traffic->requested($request->connection, $isControl);
        if ($isControl) {
            $this->controlling[$request->connection] = true;
            $reply(Delivery::of($this->control->handle($request), $request));
            return;
        }
        $fault = $this->faults->next($request);
        $this->log->add($request, $fault);
        // the last one before a refusal is told to close, so that its client must connect anew, and cannot
        $mayKeepAlive = !$this->faults->refusesNext();
        $this->refuseIfDue();
        $answer = fn () => $reply($this->delivery($request, $fault, $mayKeepAlive));
        // a reset must strike while the request's bytes are unread (see Connection)
        $delay = $fault?->isReset() ? 0 : $this->latencyMs;
        $delay > 0 ? $this->loop->after($delay, $answer) : $answer();
    }

    private function delivery(Request $request, ?Fault $fault, bool $mayKeepAlive): Delivery
    {
        $handle = fn (): Response => $this->ask($request);
        return $fault?->deliver($request, $handle) ?? Delivery::of($handle(), $request, $mayKeepAlive);
    }

    /** A product that throws has a defect: it is told loudly, and the other connections live on. */
    private function ask(Request $request): Response
    {
        try {
            return $this->product->handle($request);
        } catch (\Throwable $defect) {
            fwrite(STDERR, "test server: $request->method $request->target: $defect\n");
            return Response::page(500);
        }
    }
}
