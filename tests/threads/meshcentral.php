<?php

/**
 * One request of one thread: a service's whole life on the MeshCentral test server that the environment names, each call over
 * a WebSocket of its own, by login key. Every thread runs it again and again, each time for an account and a group of its own;
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
    // the test server's own: bytes 00 to 4f
    'serveraccesshash' => bin2hex(implode('', array_map(chr(...), range(0x00, 0x4f)))),
    'serviceid' => $service,
    'userid' => 7,
    'username' => '',
    'password' => '',
    'configoption3' => 'support',
    'customfields' => ['mesh_id' => ''],
    'clientsdetails' => ['userid' => 7, 'firstname' => 'Jane', 'lastname' => "Doe $service"],
    'provision' => ['ca_file' => (string) getenv('PROVISION_TEST_CA'), 'timeout_ms' => 30_000],
];
$expect = static function (string $what, string $state) use (&$params): void {
    $result = ("meshcentral_$what")($params);
    if ($result['state'] !== $state) {
        throw new RuntimeException("$what: $result[state], not $state");
    }
    $params = array_intersect_key($result, ['username' => 0, 'password' => 0]) + $params;
    $params['customfields'] = array_intersect_key($result, ['mesh_id' => 0]) + $params['customfields'];
};

$expect('create', 'created');
$expect('create', 'unchanged'); // logs in as the client too
$expect('suspend', 'suspended');
$expect('unsuspend', 'active');
$expect('status', 'active');
if (!isset(meshcentral_usage($params)[$params['username']])) {
    throw new RuntimeException('usage does not know the account');
}
if (!str_starts_with(meshcentral_sso($params)['url'], "https://$host:$port/?login=")) {
    throw new RuntimeException('the login link goes elsewhere');
}
$expect('terminate', 'terminated');
