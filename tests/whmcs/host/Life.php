<?php

/**
 * Walks one module through a table of steps (mailcow.php and its like): each step prepares, makes one call of WHMCS,
 * and compares what came back, what WHMCS stored and what the product has.
 *
 * A step is an array: 'title', 'call' (suffix), and where wanted
 *   'before' fn (Life): void   'changes' (of $params)   'arguments', 'area', 'unsaved', 'query' (of the request)
 *   'settings' (lines of php.ini)   'shown' (settings of Type password that may be seen: Action)
 *   'result' exact value, or a regular expression that begins with /      'status' of the service afterwards
 *   'stored' column or custom field => exact value or regular expression   'kept' columns that stay as they were
 *   'requests' list of "METHOD path" that the product got                  'within' seconds of the call
 *   'then' fn (Life, Report): iterable of [what, good, seen]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Life
{
    /** The service that the steps are about. */
    public int $service = 0;
    /** What steps hand each other. */
    public array $notes = [];
    /** @var array<string, string> what => value that no call may let out, besides what Action knows by itself */
    public array $secrets = [];

    public function __construct(
        public readonly Host $host,
        public readonly ProductServer $product,
        private Suite $suite,
        private string $module,
        public readonly int $client,
        public int $productId,
        public int $server
    ) {
    }

    /** A further order of the product; the steps that follow are about it. */
    public function order(string $domain, array $columns = []): int
    {
        $this->service = $this->host->addService($this->client, $this->productId, $this->server, $domain, $columns);
        return $this->service;
    }

    /** The service as WHMCS stores it. */
    public function stored(): array
    {
        return $this->host->service($this->service);
    }

    public function run(array $steps): void
    {
        foreach ($steps as $step) {
            if (is_string($step)) {
                $this->suite->section($step);
                continue;
            }
            $this->step($step);
        }
    }

    private function step(array $step): void
    {
        $title = $step['title'];
        if (isset($step['before'])) {
            $step['before']($this);
        }
        $before = $this->stored();
        $this->product->requests();
        $report = $this->call($step);
        $this->suite->kept($title, $report);
        if (array_key_exists('result', $step)) {
            $this->compare("$title: result", $step['result'], $report->result);
        }
        if (isset($step['status'])) {
            $this->compare("$title: service is $step[status]", $step['status'], $this->stored()['domainstatus']);
        }
        $this->compareStored($step, $before);
        if (isset($step['requests'])) {
            $this->compare("$title: requests", $step['requests'], $this->product->requests());
        }
        if (isset($step['within'])) {
            $this->suite->check(
                "$title: within $step[within] s",
                $report->seconds <= $step['within'],
                "$report->seconds s"
            );
        }
        foreach (isset($step['then']) ? $step['then']($this, $report) : [] as [$what, $good, $seen]) {
            $this->suite->check("$title: $what", $good, is_string($seen) ? $seen : var_export($seen, true));
        }
    }

    /** Makes a step's call and nothing else of it. */
    public function call(array $step): Report
    {
        $job = array_intersect_key($step, array_flip(['changes', 'arguments', 'area', 'unsaved', 'query', 'shown']));
        return $this->host->withSettings($step['settings'] ?? [])->call($this->module, $job + [
            'function' => $step['call'],
            'service' => $this->service,
            'server' => $this->server,
            'secrets' => $this->secrets,
        ]);
    }

    private function compareStored(array $step, array $before): void
    {
        $after = $this->stored();
        foreach ($step['stored'] ?? [] as $name => $expected) {
            $this->compare("$step[title]: stored $name", $expected, $after[$name] ?? $after['fields'][$name] ?? '');
        }
        foreach ($step['kept'] ?? [] as $name) {
            $this->suite->check("$step[title]: $name kept", $before[$name] === $after[$name], (string) $after[$name]);
        }
    }

    private function compare(string $what, mixed $expected, mixed $seen): void
    {
        if (is_string($expected) && str_starts_with($expected, '/')) {
            $this->suite->matches($what, $expected, $seen);
        } else {
            $this->suite->equal($what, $expected, $seen);
        }
    }
}
