<?php

/**
 * One connection to control.ashx after its upgrade: frames in, messages to the commands, messages and frames out.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Connection;
use Provision\TestServer\Core\Loop;
use Provision\TestServer\Core\Takeover;
use Provision\TestServer\Core\WebSocketFrame;
use Provision\TestServer\Core\WebSocketParser;

final class ControlSocket implements Takeover
{
    /** Where the page of devices begins that this client looks at, and how long it is: kept from message to message. */
    public int $deviceSkip = 0;
    public int $deviceLimit = PHP_INT_MAX;
    private readonly WebSocketParser $parser;
    private ?Connection $connection = null;
    private ?Loop $loop = null;
    private bool $closing = false;
    /** @var array{int, string}|null opcode and payload of a message whose last fragment has not come */
    private ?array $unfinished = null;
    /** @var list<array{string, bool}>|null what a command that is to be struck by a fault would send; whether it is its answer */
    private ?array $collected = null;

    /**
     * @param int    $number of the connection
     * @param string $user   the account's id; empty: whoever connected is not let in
     */
    public function __construct(
        private readonly Site $site,
        public readonly int $number,
        public readonly string $user,
        public readonly string $domain,
        private readonly Opening $opening,
    ) {
        $this->parser = new WebSocketParser();
    }

    public function start(Connection $connection, Loop $loop): void
    {
        $this->connection = $connection;
        $this->loop = $loop;
        foreach ($this->opening->texts as $text) {
            $this->site->log->add($this->number, 'out', $text);
        }
        if ($this->user !== '') {
            $this->site->sockets->add($this);
        }
        $this->sendPieces($this->opening->pieces);
        match ($this->opening->ending) {
            'close' => $this->close(),
            'drop' => $this->drop(),
            default => null,
        };
    }

    public function received(string $bytes): void
    {
        $this->parser->feed($bytes);
        try {
            while (!$this->closing && ($frame = $this->parser->next()) !== null) {
                $this->frame($frame);
            }
        } catch (\UnexpectedValueException $wrong) {
            $this->refuse(1002, $wrong->getMessage());
        }
    }

    public function closed(): void
    {
        $this->closing = true;
        $this->site->sockets->remove($this);
    }

    /** The answer to the message that is being handled. @param array<string, mixed> $message */
    public function answer(array $message): void
    {
        $this->emit($message, true);
    }

    /** Anything else. @param array<string, mixed> $message */
    public function send(array $message): void
    {
        $this->emit($message, false);
    }

    public function sendText(string $text): void
    {
        $this->site->log->add($this->number, 'out', $text);
        $this->sendPieces([(new WebSocketFrame(WebSocketFrame::TEXT, $text))->bytes()]);
    }

    /** Bytes of frames, each piece by itself. @param iterable<string> $pieces */
    public function sendPieces(iterable $pieces, int $paceMs = 0, ?\Closure $sent = null): void
    {
        $pieces = is_array($pieces) ? new \ArrayIterator($pieces) : $pieces;
        $this->connection?->send($pieces, $paceMs, $sent ?? static function (): void {
        });
    }

    /** With a close frame, behind what has been sent; without a code, as the real server closes. */
    public function close(?int $code = null, string $reason = ''): void
    {
        $this->end([WebSocketFrame::close($code, $reason)->bytes()]);
    }

    /** By FIN alone, behind what has been sent. */
    public function drop(): void
    {
        $this->end([]);
    }

    /** By RST: only while a message is being handed on. */
    public function reset(): void
    {
        $this->closing = true;
        $this->connection?->reset();
    }

    public function later(int $milliseconds, \Closure $do): void
    {
        $this->loop?->after($milliseconds, $do);
    }

    public function log(string $direction, string $text, array $more): void
    {
        $this->site->log->add($this->number, $direction, $text, $more);
    }

    /** @param list<string> $pieces */
    private function end(array $pieces): void
    {
        if (!$this->closing) {
            $this->closing = true;
            $this->site->sockets->remove($this);
            $this->sendPieces($pieces, 0, fn () => $this->connection?->close());
        }
    }

    /** @param array<string, mixed> $message */
    private function emit(array $message, bool $isAnswer): void
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
        $text = json_encode($message, $flags);
        if ($this->collected !== null) {
            $this->collected[] = [$text, $isAnswer];
        } elseif (!$this->closing) {
            $this->sendText($text);
        }
    }

    private function frame(WebSocketFrame $frame): void
    {
        if ($frame->mask === null) {
            throw new \UnexpectedValueException('a frame of a client without a mask');
        }
        match ($frame->opcode) {
            WebSocketFrame::CLOSE => $this->farewell($frame->payload),
            WebSocketFrame::PING => $this->sendPieces([(new WebSocketFrame(WebSocketFrame::PONG, $frame->payload))->bytes()]),
            WebSocketFrame::PONG => $this->log('in', $frame->payload, ['frame' => 'pong']),
            default => $this->part($frame),
        };
    }

    private function farewell(string $payload): void
    {
        $this->log('in', substr($payload, 2), [
            'frame' => 'close', 'code' => strlen($payload) < 2 ? null : unpack('n', $payload)[1],
        ]);
        $this->end([(new WebSocketFrame(WebSocketFrame::CLOSE, substr($payload, 0, 2)))->bytes()]);
    }

    private function part(WebSocketFrame $frame): void
    {
        $isContinuation = $frame->opcode === WebSocketFrame::CONTINUATION;
        if ($isContinuation !== ($this->unfinished !== null)) {
            throw new \UnexpectedValueException('a fragment out of its place');
        }
        [$opcode, $text] = $this->unfinished ?? [$frame->opcode, ''];
        $this->unfinished = [$opcode, $text . $frame->payload];
        if ($frame->final) {
            $text = $this->unfinished[1];
            $this->unfinished = null;
            if ($opcode === WebSocketFrame::TEXT && preg_match('//u', $text) !== 1) {
                $this->refuse(1007, 'a text that is no UTF-8');
                return;
            }
            $this->message($text, bin2hex($frame->mask));
        }
    }

    private function refuse(int $code, string $why): void
    {
        $this->log('in', '', ['protocol_error' => $why]);
        $this->close($code);
    }

    private function message(string $text, string $mask): void
    {
        $command = json_decode($text, true);
        $action = is_array($command) && Input::isText($command['action'] ?? null, 3, 32) ? $command['action'] : '';
        $fault = $this->site->faults->next($action);
        $this->log('in', $text, ['mask' => $mask] + ($fault === null ? [] : [
            'fault' => $fault->name->value, 'applied' => $fault->applied,
        ]));
        if ($fault === null) {
            $this->run($action, $command);
            return;
        }
        $this->collected = [];
        if ($fault->applied) {
            $this->run($action, $command);
        }
        $outgoing = $this->collected;
        $this->collected = null;
        (new FaultyAnswer($this, $fault, (array) $command))->play($outgoing);
    }

    /** What is no JSON and what nobody knows is passed over in silence. */
    private function run(string $action, mixed $command): void
    {
        if ($action !== '' && isset($this->site->state->users[$this->user])) {
            $this->site->run($this, $command);
        }
    }
}
