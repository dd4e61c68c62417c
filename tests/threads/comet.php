<?php

/**
 * One request of one thread: a service's whole life on the Comet test server that the environment names, downloads and
 * lists of the server among it. Every thread runs it again and again, each time for an account of its own;
 * ThreadSanitizer watches (tools/threads.sh). An uncaught exception or a failed check ends the request with a failure.
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
    'serverusername' => 'admin',
    'serverpassword' => 'C0met+admin/pass=w&rd%41 ü',
    'serviceid' => $service,
    'userid' => 7,
    'username' => "s$service",
    'password' => 'a password of the service',
    'configoption2' => 'TEMPLATE-1',
    'configoptions' => ['number_of_devices' => '2', 'storage_vault_quota_gb' => '5'],
    'provision' => ['ca_file' => (string) getenv('PROVISION_TEST_CA'), 'timeout_ms' => 30_000, 'platform' => 1],
];
$expect = static function (string $what, string $state) use ($params): void {
    $result = ("comet_$what")($params);
    if ($result['state'] !== $state) {
        throw new RuntimeException("$what: $result[state], not $state");
    }
};

$expect('create', 'created');
$expect('suspend', 'suspended');
$expect('unsuspend', 'active');
$expect('status', 'active');
if (!isset(comet_usage($params)["s$service"])) {
    throw new RuntimeException('usage does not know the account');
}
$made = comet_download_installer($params);
if (strlen((string) stream_get_contents($made['stream'])) !== $made['bytes']) {
    throw new RuntimeException('the installer is not whole');
}
$expect('terminate', 'terminated');
