<?php

/**
 * The event loop: streams that become readable or writable, and timers. One process, one thread, no signals.
 * It must not know HTTP, TLS or any product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Loop
{
    private const LONGEST_WAIT_US = 60_000_000;

    /** @var array<int, resource> by stream id, as the next two */
    private array $streams = [];
    /** @var array<int, \Closure(): void> */
    private array $readers = [];
    /** @var array<int, \Closure(): void> */
    private array $writers = [];
    /** @var \SplPriorityQueue<array{int, int}, \Closure(): void> by [-time, -serial]: first due, first set */
    private \SplPriorityQueue $timers;
    private int $serial = 0;
    private bool $running = false;

    public function __construct()
    {
        $this->timers = new \SplPriorityQueue();
        $this->timers->setExtractFlags(\SplPriorityQueue::EXTR_BOTH);
    }

    /** @param resource $stream */
    public function onReadable($stream, ?\Closure $reader): void
    {
        $this->watch($stream, $this->readers, $reader);
    }

    /** @param resource $stream */
    public function onWritable($stream, ?\Closure $writer): void
    {
        $this->watch($stream, $this->writers, $writer);
    }

    /** @param resource $stream to be called before the stream is closed */
    public function forget($stream): void
    {
        $this->onReadable($stream, null);
        $this->onWritable($stream, null);
    }

    public function after(int $milliseconds, \Closure $callback): void
    {
        $due = self::now() + $milliseconds * 1000;
        $this->timers->insert($callback, [-$due, -(++$this->serial)]);
    }

    public function run(): void
    {
        $this->running = true;
        while ($this->running) {
            $this->waitForStreams($this->untilNextTimer());
            $this->runDueTimers();
        }
    }

    public function stop(): void
    {
        $this->running = false;
    }

    /**
     * @param resource                  $stream
     * @param array<int, \Closure> $watchers
     */
    private function watch($stream, array &$watchers, ?\Closure $callback): void
    {
        $id = get_resource_id($stream);
        if ($callback !== null) {
            $watchers[$id] = $callback;
            $this->streams[$id] = $stream;
            return;
        }
        unset($watchers[$id]);
        if (!isset($this->readers[$id]) && !isset($this->writers[$id])) {
            unset($this->streams[$id]);
        }
    }

    private function waitForStreams(int $microseconds): void
    {
        $read = array_intersect_key($this->streams, $this->readers);
        $write = array_intersect_key($this->streams, $this->writers);
        $except = null;
        if ($read === [] && $write === []) {
            usleep($microseconds);
            return;
        }
        // false: a signal came first
        if (@stream_select($read, $write, $except, 0, $microseconds) === false) {
            return;
        }
        // a callback may close the stream of another one: each is looked up again before it is called
        foreach (array_keys($read) as $id) {
            ($this->readers[$id] ?? null)?->__invoke();
        }
        foreach (array_keys($write) as $id) {
            ($this->writers[$id] ?? null)?->__invoke();
        }
    }

    private function untilNextTimer(): int
    {
        if ($this->timers->isEmpty()) {
            return self::LONGEST_WAIT_US;
        }
        $due = -$this->timers->top()['priority'][0];
        return max(0, min(self::LONGEST_WAIT_US, $due - self::now()));
    }

    private function runDueTimers(): void
    {
        $now = self::now();
        while (!$this->timers->isEmpty() && -$this->timers->top()['priority'][0] <= $now) {
            $this->timers->extract()['data']();
        }
    }

    /** Microseconds of a clock that never jumps. */
    private static function now(): int
    {
        return intdiv(hrtime(true), 1000);
    }
}
