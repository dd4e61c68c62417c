--TEST--
test server core: certificates good and bad, faults over TLS, handshakes counted
--SKIPIF--
<?php
if (!extension_loaded('openssl')) {
    die('skip openssl speaks TLS');
}
?>
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require_once __DIR__ . '/certificates.inc';
require __DIR__ . '/core_faults.inc';

use Provision\TestServer\Certificates;
use Provision\TestServer\TestServer;

use function Provision\TestServer\ask;
use function Provision\TestServer\connect;
use function Provision\TestServer\inShort;

foreach (Certificates::NAMES as $name) {
    $server = TestServer::start('echo', tls: $name);
    $socket = connect($server);
    echo str_pad($name, 11), $socket === false ? 'refused' : 'accepted', "\n";
    $server->stop();
}

$server = TestServer::start('echo', tls: 'good');
foreach (['close', 'reset', 'reset_applied', 'truncated', 'hang', 'not_http', 'refuse'] as $name) {
    $server->reset();
    $server->fault($name, at: 1);
    $answer = ask($server, $name === 'hang' ? 50 : 30_000);
    printf("%-13s handled %d  %s\n", $name, $server->state()['handled'], inShort($answer));
}

echo "-- large in both directions, over one connection\n";
$server->reset();
$socket = connect($server);
$body = str_repeat('0123456789', 300_000);
for ($i = 1; $i <= 2; $i++) {
    fwrite($socket, "POST /$i HTTP/1.1\r\nContent-Length: " . strlen($body) . "\r\n\r\n$body");
    do {
        $line = fgets($socket);
        sscanf($line, 'Content-Length: %d', $length);
    } while ($line !== "\r\n");
    echo json_decode(stream_get_contents($socket, $length), true)['body'] === $body ? 'same' : 'other', "\n";
}
$counts = $server->connections();
echo "$counts[accepted] connection, $counts[requests] requests, $counts[handshakes] handshake\n";
?>
--EXPECT--
good       accepted
expired    refused
wronghost  refused
selfsigned refused
close         handled 0  
reset         handled 0  (reset)
reset_applied handled 1  (reset)
truncated     handled 1  HTTP/1.1 200 OK, Content-Length: 108 | {"name":"POST \/x","le
hang          handled 0  (silence)
not_http      handled 0  SSH-2.0-OpenSSH_9.2p1
refuse        handled 0  refused
-- large in both directions, over one connection
same
same
1 connection, 2 requests, 1 handshake
