--TEST--
provision.dead_server_ms 0: a server that refused a connection is asked each time
--EXTENSIONS--
provision
--INI--
provision.dead_server_ms=0
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
$server->fault('refuse');
call('suspend', $params);
$server->clearFaults();
call('suspend', $params);
?>
--EXPECT--
suspend: ConnectionException: mailcow: read domain: http://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right
    retryable
suspend: {"state":"suspended","changed":true}
