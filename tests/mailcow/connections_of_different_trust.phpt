--TEST--
A connection that was verified one way does not serve a call that asks for another
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = \Provision\TestServer\TestServer::start('mailcow', 'good');
$server->seed(foreign_rows());
$server->clearLog();
$params = params($server);
call('test_connection', $params);
$others = [
    ['ca_file' => dirname($server->caFile) . '/selfsigned.pem'],
    ['pinned_public_key' => 'sha256//' . base64_encode(str_repeat('x', 32))],
];
foreach ($others as $provision) {
    call('test_connection', changed($params, ['provision' => $provision]));
}
call('test_connection', $params);
$traffic = $server->connections();
echo "$traffic[requests] requests\n";
?>
--EXPECT--
test_connection: {"version":"2026-08","access":"read-write"}
test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
test_connection: ConnectionException: mailcow: read version: the public key of https://127.0.0.1:PORT is not the pinned one: if the server got a new key on purpose, pin that one
test_connection: {"version":"2026-08","access":"read-write"}
4 requests
