<?php

/**
 * One request of one thread: a service's whole life on the mailcow test server that the environment names. Every thread runs
 * it again and again, each time for a domain of its own; ThreadSanitizer watches (tools/threads.sh). An uncaught exception or
 * a failed check ends the request with a failure.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

[$host, $port] = explode(':', (string) getenv('PROVISION_TEST_SERVER'));
$service = random_int(1, PHP_INT_MAX);
$params = [
    'serverhostname' => $host,
    'serverport' => $port,
    'serversecure' => true,
    'serverhttpprefix' => 'https',
    'serveraccesshash' => 'RW-KEY',
    'serviceid' => $service,
    'userid' => 7,
    'domain' => "s$service.example",
    'username' => '',
    'password' => '',
    'configoptions' => ['Quota Totale Dominio' => '2048', 'Max Caselle' => '5', 'Max Alias' => '5'],
    'customfields' => ['mailcow_admin_username' => ''],
    'clientsdetails' => ['userid' => 7],
    'provision' => ['ca_file' => (string) getenv('PROVISION_TEST_CA'), 'timeout_ms' => 30_000],
];
$expect = static function (string $what, string $state) use (&$params): void {
    $result = ("mailcow_$what")($params);
    if ($result['state'] !== $state) {
        throw new RuntimeException("$what: $result[state], not $state");
    }
    $params = array_intersect_key($result, ['username' => 0, 'password' => 0]) + $params;
};

$expect('create', 'created');
$expect('suspend', 'suspended');
$expect('unsuspend', 'active');
$expect('status', 'active');
if (provision_last_exchanges() === []) {
    throw new RuntimeException('status left no record');
}
try {
    mailcow_status(['serverport' => '1', 'serverhostname' => '127.0.0.1'] + $params);
    throw new RuntimeException('a closed port answered');
} catch (Provision\ConnectionException) {
    // as it must be: the memory of dead servers is a matter of threads too
}
$expect('terminate', 'terminated');
