<?php

/**
 * The life of one service as an operator sees it: each button of WHMCS, what must be true after it, and the presses that
 * must change nothing. What is common to all products stands here; the scenes are each product's own. Every check
 * compares with the product server's own tables or with WHMCS's database.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use WHMCS\Service\Status;

abstract class Life
{
    protected const SERVICE = 41;
    protected const OTHER_SERVICE = 42;
    protected const PRODUCT = 3;
    private const CLIENTS = [self::SERVICE => 7, self::OTHER_SERVICE => 9];
    private const BUTTONS = [
        'SuspendAccount', 'UnsuspendAccount', 'ChangePackage', 'ChangePassword', 'TerminateAccount',
        'ServiceSingleSignOn',
    ];

    protected readonly Stage $stage;

    final public function __construct(
        protected readonly Billing $billing,
        protected readonly ProductServer $server,
        protected readonly Report $report,
        protected readonly Checks $checks,
        private readonly string $serversFile
    ) {
        $this->stage = new Stage($billing, $server, $this->world(), $report, $checks);
        foreach ($this->secrets() as $name => $secret) {
            $this->stage->secrets->add($name, $secret);
        }
    }

    /** Fills the server with other customers. */
    abstract protected function world(): World;

    /** @return array<string, string> credentials of the server, by what they are */
    abstract protected function secrets(): array;

    /** From the order in WHMCS to the end of the service. */
    abstract protected function scenes(): void;

    /** @param array<string, mixed> $exchange */
    abstract protected function changesSomething(array $exchange): bool;

    /** @return string what the whole life cost, for the last line */
    final public function live(): string
    {
        $this->scenes();
        $summary = $this->transport();
        $this->verification();
        $this->silence();
        return $summary;
    }

    /**
     * What stands in WHMCS before the first press: a server's record, a product, and two orders of it.
     *
     * @param array<string, string> $server columns besides name of the module and address
     * @param array<string, string> $product columns besides the name of the module
     * @param array<int, array<string, string>> $orders columns of the service, by its number
     * @param array<string, int> $options configurable options of both orders
     */
    protected function sell(
        string $module,
        #[\SensitiveParameter] array $server,
        array $product,
        array $orders,
        array $options
    ): void {
        $this->billing->insert('tblservers', $server + [
            'id' => 1, 'type' => $module, 'hostname' => 'localhost', 'secure' => 'on',
            'port' => (string) $this->server->port(),
        ]);
        $this->billing->insert('tblproducts', $product + [
            'id' => self::PRODUCT, 'type' => 'other', 'servertype' => $module,
        ]);
        foreach ($orders as $id => $columns) {
            $client = self::CLIENTS[$id];
            $this->billing->insert('tblclients', [
                'id' => $client, 'email' => "client$client@example.com", 'companyname' => "Company $client",
            ]);
            $this->billing->insert('tblhosting', $columns + [
                'id' => $id, 'userid' => $client, 'packageid' => self::PRODUCT, 'server' => 1,
                'domainstatus' => 'Pending',
            ]);
            $this->billing->chooseOptions($id, $options);
        }
    }

    protected function succeeds(string $what, string $function): Call
    {
        $call = $this->stage->ofService($what, $function, self::SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
        return $call;
    }

    /** @return list<string> requests of a call that may change something */
    protected function writes(Call $call): array
    {
        $writes = array_values(array_filter($call->exchanges(), $this->changesSomething(...)));
        return array_map(static fn (array $exchange): string => implode(' ', Exchange::name($exchange)), $writes);
    }

    /** One more press of what is done already. */
    protected function succeedsWithoutWriting(string $what, string $function): void
    {
        $again = $this->succeeds($what, $function);
        $this->checks->equal('nothing was written', [], $this->writes($again));
    }

    /** Every button but Create, for the other service, whose fields name what is another customer's. */
    protected function everyButtonIsRefused(string $what, string $words): void
    {
        $this->stage->begin($what, 'service ' . self::OTHER_SERVICE);
        foreach (self::BUTTONS as $function) {
            $call = $this->stage->press($function, self::OTHER_SERVICE);
            $refusal = is_array($call->result) ? $call->result['errorMsg'] ?? '' : $call->result;
            $this->checks->contains("$function is refused", $words, $refusal);
            $this->checks->equal("$function wrote nothing", [], $this->writes($call));
        }
    }

    /** @param array<string, mixed> $area what the module gave for the service's page */
    protected function pageRenders(array $area, string $word): void
    {
        $page = $this->billing->page($area, self::SERVICE);
        $this->checks->contains('the template renders', $word, $page);
        $this->noSecretIn('the page', $page);
    }

    /** @param list<string> $tenants what Server Sync is to find, by the column that names them */
    protected function syncFinds(string $what, string $column, array $tenants): void
    {
        $call = $this->stage->ofServer('Server Sync: accounts of the server', 'ListAccounts');
        $listed = array_column($call->result['accounts'] ?? [], 'status', $column);
        ksort($listed);
        $this->checks->equal("$what is listed as active", array_fill_keys($tenants, Status::ACTIVE), $listed);
    }

    /** @return array{string, int} how many connections, and TLS handshakes, the whole life may cost; in words first */
    protected function connections(): array
    {
        return ['one TLS handshake, one connection', 1];
    }

    protected function noSecretIn(string $where, string $text): void
    {
        $this->checks->equal("no secret in $where", [], $this->stage->secrets->found($where, $text));
    }

    private function transport(): string
    {
        $traffic = $this->server->traffic();
        $log = $this->server->log();
        $this->checks->begin('On the whole way');
        $this->checks->equal('what belongs to others was never touched, not by one byte', [], $this->stage->touching());
        [$words, $connections] = $this->connections();
        $this->checks->equal(
            $words,
            [$connections, $connections],
            [$traffic['TLS handshake'], $traffic['connection']]
        );
        $this->checks->equal(
            'the server got exactly the requests that the extension recorded, in this order',
            $this->stage->asked(),
            array_map(static fn (array $row): string => $row['method'] . ' ' . $row['path'], $log)
        );
        $cookies = array_filter($log, static fn (array $row): bool => isset($row['headers']['cookie']));
        $this->checks->equal('no cookie was sent', [], $cookies);
        return sprintf(
            'Asked %s over %s',
            Report::counted(reset($traffic), (string) key($traffic)),
            Report::counted($traffic['TLS handshake'], 'TLS handshake')
        );
    }

    /** Last, because it costs a connection: without the operator's CA file nobody can vouch for the test server. */
    private function verification(): void
    {
        file_put_contents($this->serversFile, '');
        $call = $this->stage->ofServer('Test Connection without the CA file', 'TestConnection');
        $this->checks->equal('the connection is refused', false, $call->result['success'] ?? null);
        $this->checks->contains('the certificate is named as the cause', 'certificate', $call->result['error'] ?? '');
    }

    private function silence(): void
    {
        $this->checks->begin('Afterwards');
        $this->noSecretIn('WHMCS\'s logs, nor in them before WHMCS masks', $this->billing->logs());
        $this->noSecretIn('this report', $this->report->printed());
        $this->checks->equal('the module kept WHMCS\'s contract in every call', [], $this->billing->violations());
    }
}
