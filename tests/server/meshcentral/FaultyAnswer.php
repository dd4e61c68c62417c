<?php

/**
 * What a client gets when a fault strikes its message. Of what the command would have sent, the fault spoils the answer,
 * or the last message where there is no answer; what comes before and after goes out as it is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\WebSocketFrame;

final class FaultyAnswer
{
    private const ENDLESS_BYTES = 1 << 30;
    /** Up to the beginning of the last text that is no id. */
    private const LAST_TEXT = '/.*"(?!(?:tag|responseid|action)")[^"]+":"/s';

    /** @param array<string, mixed> $command */
    public function __construct(
        private readonly ControlSocket $socket,
        private readonly MessageFault $fault,
        private readonly array $command,
    ) {
    }

    /** @param list<array{string, bool}> $outgoing texts, and whether each is the answer */
    public function play(array $outgoing): void
    {
        if ($this->end()) {
            return;
        }
        if ($this->fault->name === MessageFaultName::Late) {
            $this->socket->later((int) $this->fault->option('ms'), function () use ($outgoing): void {
                array_map(fn (array $one) => $this->socket->sendText($one[0]), $outgoing);
            });
            return;
        }
        $answers = array_keys(array_column($outgoing, 1), true, true);
        $target = $answers[0] ?? array_key_last($outgoing);
        foreach (array_slice($outgoing, 0, $target ?? 0) as [$text]) {
            $this->socket->sendText($text);
        }
        $this->spoil($target === null ? $this->standIn() : $outgoing[$target][0]);
        foreach ($target === null ? [] : array_slice($outgoing, $target + 1) as [$text]) {
            $this->socket->sendText($text);
        }
    }

    /** Whether the fault is the end of the connection, or silence. */
    private function end(): bool
    {
        match ($this->fault->name) {
            MessageFaultName::Drop, MessageFaultName::DropApplied => $this->socket->drop(),
            MessageFaultName::Reset, MessageFaultName::ResetApplied => $this->socket->reset(),
            MessageFaultName::Close, MessageFaultName::CloseApplied
                => $this->socket->close($this->fault->option('code'), $this->fault->option('reason')),
            MessageFaultName::CloseMessage => $this->closeMessage(),
            MessageFaultName::Silence, MessageFaultName::SilenceApplied => null,
            default => $isNoEnd = true,
        };
        return !isset($isNoEnd);
    }

    private function closeMessage(): void
    {
        $message = ['action' => 'close', 'cause' => $this->fault->option('cause'), 'msg' => $this->fault->option('msg')];
        $this->socket->sendText(json_encode($message, JSON_THROW_ON_ERROR));
        $this->socket->close();
    }

    /** The answer of a command that was not handled, or that has none. */
    private function standIn(): string
    {
        return self::json(array_intersect_key($this->command, ['action' => 0, 'responseid' => 0, 'tag' => 0]) + ['result' => 'ok']);
    }

    private function spoil(string $text): void
    {
        $spoilt = $this->spoiltText($text);
        if ($spoilt !== null) {
            $this->socket->sendText($spoilt);
            return;
        }
        if ($this->isAroundTheAnswer($text)) {
            return;
        }
        $this->socket->log('out', $text, ['fault' => $this->fault->name->value]);
        $pieces = $this->pieces($text);
        $this->socket->sendPieces($pieces, $this->fault->name === MessageFaultName::Drip ? 1 : 0);
        if (in_array($this->fault->name, [MessageFaultName::Cut, MessageFaultName::CloseOneByte, MessageFaultName::CloseBadCode], true)) {
            $this->socket->drop();
        }
    }

    /** Faults of the text alone. */
    private function spoiltText(string $text): ?string
    {
        return match ($this->fault->name) {
            MessageFaultName::AnswerList => '[]',
            MessageFaultName::AnswerText => '"ok"',
            MessageFaultName::AnswerNumber => '7',
            MessageFaultName::AnswerNull => 'null',
            MessageFaultName::AnswerEmpty => '',
            MessageFaultName::NotJson => 'upstream is warming up',
            MessageFaultName::HalfJson => substr($text, 0, intdiv(strlen($text), 2)),
            MessageFaultName::DeepJson => substr($text, 0, -1) . ',"deep":' . str_repeat('[', 100_000) . str_repeat(']', 100_000) . '}',
            MessageFaultName::DuplicateKeys => preg_replace('/^\{("[^"]*":)/', '{$1"duplicate",$1', $text),
            MessageFaultName::NulInString => preg_replace(self::LAST_TEXT, '$0\u0000', $text, 1),
            MessageFaultName::InvalidUtf8 => preg_replace(self::LAST_TEXT, "\$0\xc3\x28\xff", $text, 1),
            MessageFaultName::ResultError, MessageFaultName::ResultNumber, MessageFaultName::ResultMissing,
            MessageFaultName::MembersWrong, MessageFaultName::MembersMissing, MessageFaultName::WithoutIds,
            MessageFaultName::TagOnly, MessageFaultName::ResponseidOnly, MessageFaultName::OtherIds
                => self::json($this->spoiltMembers((array) json_decode($text, false, 512, JSON_THROW_ON_ERROR))),
            default => null,
        };
    }

    /** @param array<string, mixed> $answer @return array<string, mixed> */
    private function spoiltMembers(array $answer): array
    {
        $ids = array_intersect_key($this->command, ['responseid' => 0, 'tag' => 0]);
        $bare = array_intersect_key($answer, ['action' => 0, 'responseid' => 0, 'tag' => 0]);
        $rest = array_diff_key($answer, $ids);
        return match ($this->fault->name) {
            MessageFaultName::ResultError => $this->fault->option('members') + $bare
                + array_filter(['result' => $this->fault->option('result')], is_string(...)),
            MessageFaultName::ResultNumber => ['result' => 1] + $answer,
            MessageFaultName::ResultMissing => array_diff_key($answer, ['result' => 0]),
            MessageFaultName::MembersWrong => $bare + array_map(static fn (mixed $v) => is_scalar($v) ? [$v] : 'text', $answer),
            MessageFaultName::MembersMissing => $bare,
            MessageFaultName::WithoutIds => $rest,
            MessageFaultName::TagOnly => $rest + array_intersect_key($ids, ['tag' => 0]),
            MessageFaultName::ResponseidOnly => $rest + array_intersect_key($ids, ['responseid' => 0]),
            MessageFaultName::OtherIds => $rest + array_map(static fn (): string => 'somebody-else', $ids),
            default => $answer,
        };
    }

    /** Faults that leave the answer as it is and send something besides. */
    private function isAroundTheAnswer(string $text): bool
    {
        $others = [
            '{"action":"event","event":{"etype":"user","userid":"user//someone","username":"someone","action":"accountchange",'
                . '"account":{"_id":"user//someone","name":"someone"},"msgid":66,"msg":"Account changed: someone","domain":""}}',
            '{"action":"event","event":{"action":"nodeconnect","meshid":"mesh//x","nodeid":"node//x","conn":1,"domain":""}}',
            '{"action":"msg","type":"notify","value":"Something happened","tag":"ServerNotify"}',
            '{"action":"serverstats","totalmem":1,"freemem":1,"cpuavg":[0,0,0]}',
        ];
        $stray = self::json(['responseid' => 'somebody-else', 'tag' => 'somebody-else', 'result' => 'Somebody else was refused']
            + array_intersect_key($this->command, ['action' => 0]));
        $texts = match ($this->fault->name) {
            MessageFaultName::Twice => [$text, $text],
            MessageFaultName::Events => [...$others, $text],
            MessageFaultName::StrayAnswer => [$stray, $text],
            MessageFaultName::JsonPing => ['{"action":"ping"}', $text],
            default => [],
        };
        array_map($this->socket->sendText(...), $texts);
        return $texts !== [];
    }

    /** Faults of frames and pieces. @return iterable<string> */
    private function pieces(string $text): iterable
    {
        $whole = new WebSocketFrame(WebSocketFrame::TEXT, $text);
        $half = intdiv(strlen($text), 2);
        $first = new WebSocketFrame(WebSocketFrame::TEXT, substr($text, 0, $half), false);
        $second = new WebSocketFrame(WebSocketFrame::CONTINUATION, substr($text, $half));
        return match ($this->fault->name) {
            MessageFaultName::Cut => [substr($whole->bytes(), 0, $half + 2)],
            MessageFaultName::Drip => str_split($whole->bytes()),
            MessageFaultName::Fragmented => $this->fragments($text),
            MessageFaultName::PingBetween => [$first->bytes(), self::frame(WebSocketFrame::PING, 'are you there'), $second->bytes()],
            MessageFaultName::PongBetween => [$first->bytes(), self::frame(WebSocketFrame::PONG, ''), $second->bytes()],
            MessageFaultName::Binary => [self::frame(WebSocketFrame::BINARY, $text)],
            MessageFaultName::Padded70k => [self::frame(WebSocketFrame::TEXT, self::padded($text, 70_000))],
            MessageFaultName::Padded5m => [self::frame(WebSocketFrame::TEXT, self::padded($text, 5_000_000))],
            MessageFaultName::LongLength => [$whole->bytes(long: true)],
            MessageFaultName::Masked => [(new WebSocketFrame(WebSocketFrame::TEXT, $text, true, "\x12\x34\x56\x78"))->bytes()],
            MessageFaultName::ReservedBit => [(new WebSocketFrame(WebSocketFrame::TEXT, $text, reserved: 4))->bytes()],
            MessageFaultName::ReservedOpcode => [self::frame(0x3, $text)],
            MessageFaultName::StrayContinuation => [self::frame(WebSocketFrame::CONTINUATION, $text)],
            MessageFaultName::NestedText => [$first->bytes(), $whole->bytes()],
            MessageFaultName::FragmentedPing => [(new WebSocketFrame(WebSocketFrame::PING, 'x', false))->bytes(), $whole->bytes()],
            MessageFaultName::LongPing => [self::frame(WebSocketFrame::PING, str_repeat('x', 126)), $whole->bytes()],
            MessageFaultName::CloseOneByte => [self::frame(WebSocketFrame::CLOSE, "\x03")],
            MessageFaultName::CloseBadCode => [WebSocketFrame::close(1005)->bytes()],
            MessageFaultName::HugeLength => [$whole->bytes(1 << 62)],
            MessageFaultName::NegativeLength => [$whole->bytes(-1)],
            MessageFaultName::Endless => $this->endless($text),
            default => throw new \LogicException("a fault that nobody plays: {$this->fault->name->value}"),
        };
    }

    /** Of seven bytes each, so that characters are cut too; one of them empty. @return list<string> */
    private function fragments(string $text): array
    {
        $parts = ['', ...str_split($text, 7)];
        $frames = [];
        foreach ($parts as $number => $part) {
            $opcode = $number === 0 ? WebSocketFrame::TEXT : WebSocketFrame::CONTINUATION;
            $frames[] = (new WebSocketFrame($opcode, $part, $number === count($parts) - 1))->bytes();
        }
        return $frames;
    }

    /** @return \Generator<int, string> */
    private function endless(string $text): \Generator
    {
        yield (new WebSocketFrame(WebSocketFrame::TEXT, substr($text, 0, -1) . ',"padding":"', false))->bytes();
        $block = (new WebSocketFrame(WebSocketFrame::CONTINUATION, str_repeat('x', 65_000), false))->bytes();
        for ($sent = 0; $sent < ($this->fault->option('bytes') ?? self::ENDLESS_BYTES); $sent += 65_000) {
            yield $block;
        }
        yield self::frame(WebSocketFrame::CONTINUATION, '"}');
    }

    private static function padded(string $text, int $bytes): string
    {
        return substr($text, 0, -1) . ',"padding":"' . str_repeat('x', $bytes) . '"}';
    }

    private static function frame(int $opcode, string $payload): string
    {
        return (new WebSocketFrame($opcode, $payload))->bytes();
    }

    /** @param array<string, mixed> $value */
    private static function json(array $value): string
    {
        return json_encode((object) $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }
}
