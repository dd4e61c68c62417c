<?php

/**
 * Plays one script of messages against a server, the real one or the imitation, and writes down what every socket hears,
 * without what differs from run to run. Equal servers write equal transcripts.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use Provision\TestServer\MeshClient;

final class Transcript
{
    /** @var list<string> */
    public array $lines = [];
    /** @var array<string, MeshClient> open sockets by the script's name for them */
    private array $sockets = [];
    /** @var array<string, string> what the script calls a value that the server drew */
    private array $names = [];

    /** @param \Closure(string, array<string, mixed>): MeshClient $open opens a socket as an account, or by other means */
    public function __construct(private readonly \Closure $open)
    {
    }

    /** @param list<array<mixed>> $script */
    public function play(array $script): void
    {
        foreach ($script as $step) {
            $this->lines[] = '> ' . $this->text($step);
            match ($step[0]) {
                'open' => $this->open($step[1], $step[2] ?? []),
                'tell' => $this->sockets[$step[1]]->tell($this->filled($step[2])),
                'ask' => $this->tell($step[1], $step[2], static fn (array $m): bool => $m['action'] === $step[2]['action']),
                'event' => $this->tell($step[1], $step[2], static fn (array $m): bool => ($m['event']['action'] ?? '') === $step[3]),
                default => throw new \LogicException("what is $step[0]?"),
            };
            $this->settle();
        }
        array_map(static fn (MeshClient $socket) => $socket->close(), $this->sockets);
    }

    /** @param array<string, mixed> $how */
    private function open(string $name, array $how): void
    {
        $socket = ($this->open)($name, $this->filled($how));
        if ($socket->userinfo === null) {
            $this->hear($name, $socket->refusal);
            return;
        }
        $this->hear($name, ['userinfo' => $socket->userinfo]);
        $this->sockets[$name] = $socket;
    }

    /**
     * @param array<string, mixed>                  $message
     * @param \Closure(array<string, mixed>): bool $isAwaited what has to come before the script goes on
     */
    private function tell(string $name, array $message, \Closure $isAwaited): void
    {
        $socket = $this->sockets[$name];
        $socket->tell($this->filled($message));
        $answer = $socket->await($isAwaited);
        $this->learn($answer);
        $socket->others[] = $answer;
    }

    /** Everybody has heard all there is to hear, or is gone. */
    private function settle(): void
    {
        foreach ($this->sockets as $name => $socket) {
            try {
                $socket->settle();
            } catch (\RuntimeException $gone) {
                unset($this->sockets[$name]);
            }
            foreach ($socket->others as $message) {
                $this->hear($name, $message);
            }
            $socket->others = [];
            if (isset($gone)) {
                $this->lines[] = "  $name: {$socket->socket->ending}";
                unset($gone);
            }
        }
    }

    /** @param array<string, mixed> $message */
    private function hear(string $name, array $message): void
    {
        // how many are connected differs, and so do the first messages
        $isNoise = in_array($message['event']['action'] ?? '', ['wssessioncount'], true)
            || in_array($message['action'] ?? '', ['traceinfo', 'serverwarnings', 'serverinfo', 'pong'], true);
        if (!$isNoise) {
            $this->lines[] = "  $name: " . $this->text($message);
        }
    }

    /** @param array<string, mixed> $answer */
    private function learn(array $answer): void
    {
        foreach (['meshid' => 'GROUP', 'tokenUser' => 'TOKENUSER', 'tokenPass' => 'TOKENPASS', 'cookie' => 'COOKIE'] as $member => $name) {
            if (isset($answer[$member]) && !isset($this->names[$answer[$member]])) {
                $count = count(array_filter($this->names, static fn (string $known): bool => str_starts_with($known, $name))) + 1;
                $this->names[$answer[$member]] = "$name$count";
            }
        }
    }

    /** A script's message with the values that the server drew. @param array<string, mixed> $message @return array<string, mixed> */
    private function filled(array $message): array
    {
        $known = array_flip($this->names);
        array_walk_recursive($message, static function (mixed &$value) use ($known): void {
            $value = is_string($value) ? $known[$value] ?? $value : $value;
        });
        return $message;
    }

    /** @param array<mixed> $value */
    private function text(array $value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
        // sorted by the names given, not by what the server drew
        $named = json_decode(strtr(json_encode($value, $flags), $this->names), true, 512, JSON_THROW_ON_ERROR);
        $text = json_encode(self::sorted($named), $flags);
        return preg_replace([
            '/\b1[6-9]\d{8}(?:\d{3})?\b/', '/"\d{4}-\d\d-\d\dT[\d:.]+Z"/', '~https://[^/"]+~', '~"id":0\.\d+~',
        ], ['TIME', '"TIME"', 'https://SERVER', '"id":NUMBER'], $text);
    }

    private static function sorted(mixed $value): mixed
    {
        if (is_array($value) && !array_is_list($value)) {
            ksort($value, SORT_STRING);
        }
        return is_array($value) ? array_map(self::sorted(...), $value) : $value;
    }
}
