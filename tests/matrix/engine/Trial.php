<?php

/**
 * Plays cells against one test server. A cell passes when
 *   - the struck call ends inside its time-out, in a success or a Provision\Exception, and shows no secret anywhere;
 *   - what belongs to others is untouched then;
 *   - a success has left the state of an undisturbed run;
 *   - the same call without the fault succeeds and leaves that state too: once after the module has stored what the first
 *     call returned or left behind, and once when it has stored nothing.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

final class Trial
{
    private const UNDISTURBED_MS = 20_000;
    /** For a busy machine. */
    private const SLACK_MS = 1000;
    private const LINES_SHOWN = 8;

    /** @var array<string, Operation>|null */
    private ?array $operations = null;
    /** @var array<string, string> normalised states after an undisturbed run, by operation */
    private array $wanted = [];

    public function __construct(private readonly Product $product, private readonly Servers $servers)
    {
    }

    public function play(Cell $cell): Verdict
    {
        $this->operations ??= $this->product->operations();
        $operation = $this->operations[$cell->operation];
        $server = $this->servers->for($cell->fault);
        if ($cell->fault === 'none') {
            return new Verdict($cell, 'ok', $this->judgeUndisturbed($cell, $operation, $server));
        }
        $this->wanted[$cell->operation] ??= $this->undisturbedState($operation, $server);
        $wanted = $this->product->believing($cell, $this->wanted[$cell->operation]);
        $this->prepare($server, $operation);
        Faults::set($server, $cell);
        $timeout = Faults::timeoutMs($cell);
        $params = $this->params($server, $operation);
        $call = new Call($operation->function, $this->servers->spoil(self::within($params, $timeout), $cell->fault));
        $after = $server->state();
        $failures = [
            ...$this->judgeEnding($call, $operation->deadlineMs($timeout)),
            ...$this->judgeSecrets($call, $operation, $params, $after, $server),
            ...$this->judgeForeign($server, $wanted),
            ...($call->thrown === null ? $this->judgeState('it succeeded', $cell, $server, $wanted) : []),
        ];
        $server->clearFaults();
        $failures = [...$failures, ...$this->judgeRepeats($cell, $operation, $server, $call, $after, $wanted)];
        return new Verdict($cell, $call->ending(), $failures);
    }

    /** @return list<string> */
    private function judgeUndisturbed(Cell $cell, Operation $operation, TestServer $server): array
    {
        $missing = Faults::missing($server, $operation->messages > 0);
        $this->prepare($server, $operation);
        $params = $this->params($server, $operation);
        $call = new Call($operation->function, $params);
        $requests = $server->requests();
        $messages = $operation->messages > 0 ? $server->sentMessages() : [];
        if ($call->thrown !== null) {
            return ['undisturbed: ' . $call->describe()];
        }
        $after = $server->state();
        $wanted = $this->normal($server);
        return [
            ...array_map(static fn (string $fault): string => "the matrix does not know the fault $fault", $missing),
            ...self::judgeCount('requests', $operation->requests, $requests),
            ...self::judgeCount('messages', $operation->messages, $messages),
            ...$this->judgeSecrets($call, $operation, $params, $after, $server),
            ...$this->judgeRepeats($cell, $operation, $server, $call, $after, $wanted),
        ];
    }

    /** @param list<string> $seen @return list<string> */
    private static function judgeCount(string $what, int $wanted, array $seen): array
    {
        $text = sprintf("undisturbed: %d %s, the table says %d:\n  ", count($seen), $what, $wanted) . implode("\n  ", $seen);
        return count($seen) === $wanted ? [] : [$text];
    }

    private function undisturbedState(Operation $operation, TestServer $server): string
    {
        $this->prepare($server, $operation);
        new Call($operation->function, $this->params($server, $operation));
        return $this->normal($server);
    }

    private function prepare(TestServer $server, Operation $operation): void
    {
        $server->reset();
        $server->seed($operation->state);
    }

    /** @return array<string, mixed> */
    private function params(TestServer $server, Operation $operation): array
    {
        $params = array_replace_recursive($this->product->serverParams($server), $operation->params);
        return self::within($params, self::UNDISTURBED_MS);
    }

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    private static function within(array $params, int $timeoutMs): array
    {
        $params['provision']['timeout_ms'] = $timeoutMs;
        return $params;
    }

    private function normal(TestServer $server): string
    {
        return $this->product->normalise($server->stateText());
    }

    /** @return list<string> */
    private function judgeEnding(Call $call, int $deadlineMs): array
    {
        $isTyped = $call->thrown === null || $call->thrown instanceof \Provision\Exception;
        return [
            ...($isTyped ? [] : ['neither a success nor a Provision\Exception: ' . $call->describe()]),
            ...($call->milliseconds <= $deadlineMs + self::SLACK_MS ? [] : ["it took $call->milliseconds ms of $deadlineMs"]),
        ];
    }

    /**
     * @param array<string, mixed> $params
     * @param array<string, mixed> $state
     * @return list<string>
     */
    private function judgeSecrets(Call $call, Operation $operation, array $params, array $state, TestServer $server): array
    {
        $log = [...$server->log(), ...($operation->messages > 0 ? $server->messages() : [])];
        $secrets = $this->product->secrets($params, $state, $log);
        return array_map(static fn (string $form): string => "it shows a secret ($form)", Secrets::find($secrets, $call->shown));
    }

    /** @return list<string> */
    private function judgeForeign(TestServer $server, string $wanted): array
    {
        $now = $this->product->foreign(json_decode($this->normal($server), true, 512, JSON_THROW_ON_ERROR));
        $before = $this->product->foreign(json_decode($wanted, true, 512, JSON_THROW_ON_ERROR));
        return $now == $before ? [] : ['something foreign was touched: ' . self::difference(
            json_encode($before, JSON_PRETTY_PRINT | JSON_THROW_ON_ERROR),
            json_encode($now, JSON_PRETTY_PRINT | JSON_THROW_ON_ERROR),
        )];
    }

    /** @return list<string> */
    private function judgeState(string $when, Cell $cell, TestServer $server, string $wanted): array
    {
        $now = $this->product->believing($cell, $this->normal($server));
        return $now === $wanted ? [] : ["$when, and the state is another: " . self::difference($wanted, $now)];
    }

    /**
     * @param array<string, mixed> $after the server's state behind the first call
     * @return list<string>
     */
    private function judgeRepeats(
        Cell $cell,
        Operation $operation,
        TestServer $server,
        Call $first,
        array $after,
        string $wanted,
    ): array {
        $params = $this->params($server, $operation);
        $stored = $this->product->store($params, $first->returned());
        $failures = $this->judgeRepeat('repeated, having stored', $cell, $server, $stored, $first, $wanted);
        if ($stored != $params) {
            $server->load($after);
            $failures = [
                ...$failures,
                ...$this->judgeRepeat('repeated, having stored nothing', $cell, $server, $params, $first, $wanted),
            ];
        }
        return $failures;
    }

    /**
     * @param array<string, mixed> $params
     * @return list<string>
     */
    private function judgeRepeat(
        string $how,
        Cell $cell,
        TestServer $server,
        array $params,
        Call $first,
        string $wanted,
    ): array {
        $call = new Call($first->function, $params);
        if ($call->thrown !== null) {
            return ["$how: {$call->describe()}\n  (at first: {$first->describe()})"];
        }
        $failures = $this->judgeState($how, $cell, $server, $wanted);
        return array_map(static fn (string $failure): string => "$failure\n  (at first: {$first->describe()})", $failures);
    }

    private static function difference(string $wanted, string $now): string
    {
        [$wanted, $now] = [explode("\n", $wanted), explode("\n", $now)];
        $lines = [
            ...array_map(static fn (string $line): string => "  - $line", array_diff($wanted, $now)),
            ...array_map(static fn (string $line): string => "  + $line", array_diff($now, $wanted)),
        ];
        if ($lines === []) {
            $lines = ['  the same lines, in another number'];
        }
        $more = count($lines) - self::LINES_SHOWN;
        return "\n" . implode("\n", array_slice($lines, 0, self::LINES_SHOWN)) . ($more > 0 ? "\n  ($more more lines)" : '');
    }
}
