--TEST--
A server that does not even take the connection costs one connect time-out, not one a call
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

// a port that is bound and has a full queue: connections are neither taken nor refused
$context = stream_context_create(['socket' => ['backlog' => 0]]);
$full = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
$address = stream_socket_get_name($full, false);
$waiting = [];
while (($socket = @stream_socket_client("tcp://$address", $errno, $error, 0.2)) !== false) {
    $waiting[] = $socket;
}
$server = server_with();
$params = params($server, ['serverport' => (int) substr(strrchr($address, ':'), 1), 'provision' => ['connect_timeout_ms' => 150]]);
call('suspend', $params);
$remembered = 0;
for ($i = 1; $i <= 20; $i++) {
    try {
        mailcow_suspend($params);
    } catch (\Provision\ConnectionException $thrown) {
        $remembered += str_contains($thrown->getMessage(), 'remembered') ? 1 : 0;
    }
}
echo "$remembered of 20 calls did not wait\n";
echo describe($thrown), "\n";
?>
--EXPECT--
suspend: TimeoutException: mailcow: read domain: http://127.0.0.1:PORT did not take the connection within N ms: check the server, its port and the firewalls between
    retryable
20 of 20 calls did not wait
ConnectionException: mailcow: read domain: http://127.0.0.1:PORT did not take the connection within N ms: check the server, its port and the firewalls between (remembered; not asked again for N s)
    retryable
