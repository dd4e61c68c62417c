--TEST--
A server that refused a connection is not asked again for a while; test_connection asks anyway, and ends that
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
$server->fault('refuse');
call('suspend', $params);
$server->clearFaults();
$server->clearLog();

echo "it is back, and within the time nobody asks it\n";
for ($i = 1; $i <= 3; $i++) {
    call('suspend', $params);
}
$connections = $server->connections();
echo "$connections[accepted] connections, $connections[requests] requests\n";

echo "another port of the same machine is another server\n";
$other = server_with(service_rows());
call('suspend', params($other, stored_service()));

echo "who tests the connection wants to know\n";
call('test_connection', $params);
call('suspend', $params);
$connections = $server->connections();
echo "$connections[accepted] connections, $connections[requests] requests\n";
?>
--EXPECT--
suspend: ConnectionException: mailcow: read domain: http://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right
    retryable
it is back, and within the time nobody asks it
suspend: ConnectionException: mailcow: read domain: http://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right (remembered; not asked again for N s)
    retryable
suspend: ConnectionException: mailcow: read domain: http://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right (remembered; not asked again for N s)
    retryable
suspend: ConnectionException: mailcow: read domain: http://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right (remembered; not asked again for N s)
    retryable
0 connections, 0 requests
another port of the same machine is another server
suspend: {"state":"suspended","changed":true}
who tests the connection wants to know
test_connection: {"version":"2026-08","access":"read-write"}
suspend: {"state":"suspended","changed":true}
1 connections, 5 requests
