<?php

/**
 * A product with answers put into its mouth: for what the real one says in moments that no state of a server brings
 * about. Every test server is one; control command 'script' with
 *   path    the answer is for the next request whose target matches this shell pattern
 *   always  and for all that follow; false unless given
 *   body    the answer's body; left out: the true one. body_base64 for one that is no text
 *   status  200 unless given
 *   apply   whether the request takes effect all the same; false unless given
 *   then    state to merge when the request has been answered: what somebody else does meanwhile
 *   drop    [table, key] of a row that somebody else deletes meanwhile
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Scripted implements Product
{
    /** @var list<array<string, mixed>> */
    private array $script = [];

    public function __construct(private readonly Product $product)
    {
    }

    public function handle(Request $request): Response
    {
        foreach ($this->script as $number => $line) {
            if (fnmatch($line['path'], $request->target)) {
                array_splice($this->script, $number, ($line['always'] ?? false) ? 0 : 1);
                return $this->play($line, $request);
            }
        }
        return $this->product->handle($request);
    }

    public function reset(): void
    {
        $this->script = [];
        $this->product->reset();
    }

    public function exportState(bool $normalised): array
    {
        return $this->product->exportState($normalised);
    }

    public function importState(array $state, bool $merge): void
    {
        $this->product->importState($state, $merge);
    }

    public function control(string $command, array $arguments): ?array
    {
        if ($command !== 'script') {
            return $this->product->control($command, $arguments);
        }
        if (isset($arguments['body_base64'])) {
            $arguments['body'] = base64_decode($arguments['body_base64']);
        }
        $this->script[] = $arguments;
        return [];
    }

    /** @param array<string, mixed> $line */
    private function play(array $line, Request $request): Response
    {
        $isApplied = ($line['apply'] ?? false) || !isset($line['body']);
        $true = $isApplied ? $this->product->handle($request) : null;
        $this->importState($line['then'] ?? [], true);
        if (isset($line['drop'])) {
            $state = json_decode(json_encode($this->exportState(false), JSON_THROW_ON_ERROR), true);
            unset($state[$line['drop'][0]][$line['drop'][1]]);
            $this->importState($state, false);
        }
        return isset($line['body'])
            ? new Response($line['status'] ?? 200, ['Content-Type' => 'application/json'], $line['body'])
            : $true;
    }
}
