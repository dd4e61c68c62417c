--TEST--
provision.keep_connections off: each exchange has a connection of its own
--EXTENSIONS--
provision
--INI--
provision.keep_connections=0
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
mailcow_suspend(params($server, stored_service()));
$traffic = $server->connections();
echo "$traffic[requests] requests, $traffic[accepted] connections\n";
?>
--EXPECT--
3 requests, 3 connections
