<?php

/**
 * One service of a billing host: its parameters as WHMCS hands them to a module, what the host has stored of it, and calls
 * of the natives with them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

final class Service
{
    /** How long the latest call took. */
    public float $milliseconds = 0.0;
    /** @var array<string, mixed> */
    private array $params;

    /** @param array<string, mixed> $access the credential, and what belongs to the product's options */
    public function __construct(RealServer $server, int $number, array $access)
    {
        $this->params = array_replace_recursive([
            'serverhostname' => $server->host(),
            'serverip' => '',
            'serverport' => (string) $server->port,
            'serversecure' => true,
            'serverusername' => '',
            'serverpassword' => '',
            'serveraccesshash' => '',
            'serviceid' => $number,
            'userid' => 7,
            'pid' => 3,
            'domain' => '',
            'username' => '',
            'password' => '',
            'configoptions' => [],
            'customfields' => [],
            'clientsdetails' => [
                'userid' => 7, 'firstname' => 'Jürgen', 'lastname' => 'Söhne', 'companyname' => 'Söhne & Töchter',
                'email' => "kunde$number@example.com",
            ],
            'provision' => ['ca_file' => $server->caFile(), 'timeout_ms' => 20_000],
        ], array_fill_keys(array_map(static fn (int $n): string => "configoption$n", range(1, 24)), ''), $access);
    }

    /** @param array<string, mixed> $changes for this call alone @return array<mixed> */
    public function call(string $operation, array $changes = []): array
    {
        $began = hrtime(true);
        try {
            return "meshcentral_$operation"(array_replace_recursive($this->params, $changes));
        } finally {
            $this->milliseconds = (hrtime(true) - $began) / 1e6;
        }
    }

    /** The class of what a call threw, without its namespace; what it returned when it threw nothing. */
    public function refusal(string $operation, array $changes = []): string
    {
        try {
            return json_encode($this->call($operation, $changes), JSON_THROW_ON_ERROR);
        } catch (\Provision\Exception $thrown) {
            return substr(strrchr($thrown::class, '\\'), 1);
        }
    }

    /** Calls, and stores what is to be stored, as a module does. @param array<string, mixed> $changes @return array<mixed> */
    public function create(array $changes = []): array
    {
        $result = $this->call('create', $changes);
        $own = array_intersect_key($result, ['username' => 0, 'password' => 0]);
        $this->params = array_replace_recursive($this->params, $changes, $own, [
            'customfields' => array_intersect_key($result, ['mesh_id' => 0]),
        ]);
        return $result;
    }

    /** What the host changes in its own record. @param array<string, mixed> $changes */
    public function set(array $changes): void
    {
        $this->params = array_replace_recursive($this->params, $changes);
    }

    public function username(): string
    {
        return $this->params['username'];
    }

    public function password(): string
    {
        return $this->params['password'];
    }
}
