<?php

/**
 * One order in WHMCS's stand-in: a server's record, a product and a service of its own, and the calls of WHMCS into the
 * module for them. That a call kept WHMCS's contract, and let no secret out, is a check of each.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\Report;
use WhmcsHost\State;
use WhmcsHost\Suite;

final class Order
{
    private readonly int $server;
    private readonly int $service;

    /**
     * @param array<string, string> $record  columns of the server's record
     * @param array<int, string>    $options the product's settings by position
     * @param array<string, string> $secrets what => value that no call may let out, besides what the stand-in knows
     */
    public function __construct(
        private readonly Suite $suite,
        private readonly StandIn $standIn,
        array $record,
        array $options,
        public readonly array $secrets,
    ) {
        $host = $standIn->host;
        $this->server = $host->addServer(StandIn::NAME, $record);
        $product = $host->addProduct(StandIn::NAME, $options, $host->addServerGroup($this->server));
        $this->service = $host->addService($standIn->client, $product, $this->server, '');
    }

    /** @param array<string, mixed> $more of the call: area, changes (of the parameters) */
    public function call(string $function, array $more = []): Report
    {
        $report = $this->standIn->host->call($this->standIn->module(), $more + [
            'function' => $function, 'service' => $this->service, 'server' => $this->server, 'secrets' => $this->secrets,
        ]);
        $this->suite->kept($function, $report);
        return $report;
    }

    /** A command that is to succeed, and what WHMCS has the service for afterwards. */
    public function command(string $function, string $status, array $more = []): void
    {
        $result = $this->call($function, $more)->result;
        $this->suite->equal("$function: success, the service is $status", ['success', $status], [$result, $this->stored()['domainstatus']]);
    }

    /** The service as WHMCS stores it. @return array<string, mixed> */
    public function stored(): array
    {
        return $this->standIn->host->service($this->service);
    }

    public function username(): string
    {
        return $this->stored()['username'];
    }

    /** The device group's id, whole. */
    public function group(): string
    {
        return $this->stored()['fields']['mesh_id'] ?? '';
    }

    /** Configurable options, as the client chooses them. @param array<string, string> $options */
    public function choose(array $options): void
    {
        State::chooseOptions($this->service, $options);
    }

    /** The client's page. */
    public function page(): string
    {
        return $this->call('ClientArea', ['area' => 'client'])->page;
    }

    /** What the metrics say of the service's account. @return array<string, int>|null */
    public function metrics(): ?array
    {
        return $this->call('MetricProvider')->metrics['usage'][$this->username()] ?? null;
    }

    /** The account's row of the server's list. @return array<string, mixed>|null */
    public function listed(): ?array
    {
        $list = $this->call('ListAccounts')->result;
        $this->suite->equal('ListAccounts: success', true, $list['success'] ?? null);
        return array_column($list['accounts'] ?? [], null, 'username')[$this->username()] ?? null;
    }
}
