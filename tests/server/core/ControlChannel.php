<?php

/**
 * The control channel: requests below /_control/ on the server's own port. They need no key, are never faulted, delayed
 * or logged, and do not count as traffic. README.md lists them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class ControlChannel
{
    private const PREFIX = '/_control/';

    public function __construct(
        private readonly Product $product,
        private readonly FaultPlan $faults,
        private readonly RequestLog $log,
        private readonly Traffic $traffic,
        private readonly Server $server,
    ) {
    }

    public static function owns(Request $request): bool
    {
        return str_starts_with($request->path(), self::PREFIX);
    }

    public function handle(Request $request): Response
    {
        try {
            $arguments = $request->body === '' ? [] : json_decode($request->body, true, 512, JSON_THROW_ON_ERROR);
            parse_str($request->query(), $query);
            $command = substr($request->path(), strlen(self::PREFIX));
            $result = $this->run($request->method, $command, (array) $arguments, $query);
        } catch (\JsonException | \InvalidArgumentException $wrong) {
            return self::json(400, ['error' => $wrong->getMessage()]);
        }
        return $result === null ? self::json(404, ['error' => 'no such command']) : self::json(200, $result);
    }

    /**
     * @param array<string, mixed> $arguments
     * @param array<string, mixed> $query
     * @return array<mixed>|null
     */
    private function run(string $method, string $command, array $arguments, array $query): ?array
    {
        return match ("$method $command") {
            'GET fault' => $this->faults->describe(),
            'POST fault' => $this->setFault($arguments),
            'DELETE fault' => $this->clearFaults(),
            'GET faults' => $this->catalogue(),
            'POST reset' => $this->reset(),
            'GET state' => $this->product->exportState(isset($query['normal'])),
            'POST state' => $this->loadState($arguments, isset($query['merge'])),
            'GET log' => $this->log->entries(),
            'DELETE log' => $this->clearLogs(),
            'GET connections' => $this->traffic->report(),
            'DELETE connections' => $this->done($this->traffic->clear(...)),
            'POST latency' => $this->done(fn () => $this->server->setLatency((int) ($arguments['ms'] ?? 0))),
            default => $method === 'POST' ? $this->product->control($command, $arguments) : null,
        };
    }

    /** @param array<string, mixed> $order */
    private function setFault(array $order): array
    {
        $this->faults->add(Fault::from($order));
        $this->server->refuseIfDue();
        return $this->faults->describe();
    }

    private function clearFaults(): array
    {
        $this->faults->clear();
        $this->product->control('clear-message-faults', []);
        $this->server->listen();
        return [];
    }

    private function clearLogs(): array
    {
        $this->log->clear();
        $this->product->control('clear-messages', []);
        return [];
    }

    /** @return list<array{fault: string, applied: bool}> */
    private function catalogue(): array
    {
        return array_map(
            static fn (FaultName $name): array => ['fault' => $name->value, 'applied' => $name->appliesByDefault()],
            FaultName::cases(),
        );
    }

    private function reset(): array
    {
        $this->product->reset();
        $this->clearLogs();
        $this->traffic->clear();
        return $this->clearFaults();
    }

    /** @param array<string, mixed> $state */
    private function loadState(array $state, bool $merge): array
    {
        $this->product->importState($state, $merge);
        return [];
    }

    private function done(\Closure $do): array
    {
        $do();
        return [];
    }

    /** @param array<mixed> $value */
    private static function json(int $status, array $value): Response
    {
        return new Response($status, ['Content-Type' => 'application/json'], Canonical::encode($value));
    }
}
