--TEST--
the MeshCentral test server's WebSocket: handshake, frames in every form, and what a client must not send
--EXTENSIONS--
openssl
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require __DIR__ . '/mesh_client.inc';

use Provision\TestServer\Core\WebSocketFrame;
use Provision\TestServer\MeshClient;
use Provision\TestServer\TestServer;
use Provision\TestServer\WebSocketClient;

$server = TestServer::start('meshcentral', tls: 'good');
$base = "wss://$server->host:$server->port";
$tls = ['cafile' => $server->caFile];
$admin = ['x-meshauth' => base64_encode('admin') . ',' . base64_encode('Admin-Passw0rd')];

function masked(int $opcode, string $payload, bool $final = true, int $reserved = 0): WebSocketFrame
{
    return new WebSocketFrame($opcode, $payload, $final, random_bytes(4), $reserved);
}

echo "-- one connection, one handshake, and the first messages with the 101\n";
$socket = WebSocketClient::open("$base/control.ashx", $admin, $tls);
for ($n = 1; $n <= 4; $n++) {
    echo json_decode($socket->receive(), true)['action'], ' ';
}
$counts = $server->connections();
echo "$counts[accepted] $counts[handshakes]\n";

echo "-- in fragments, as binary, with a ping between, 5 MB\n";
$socket->sendFrames(
    masked(WebSocketFrame::TEXT, '{"action":', false),
    masked(WebSocketFrame::PING, 'still there?'),
    masked(WebSocketFrame::CONTINUATION, '', false),
    masked(WebSocketFrame::CONTINUATION, '"ping"}'),
    masked(WebSocketFrame::BINARY, '{"action":"ping"}'),
);
$pong = $socket->frame();
echo $pong->opcode === WebSocketFrame::PONG ? "pong $pong->payload" : 'no pong', ' ', $socket->receive(), $socket->receive(), "\n";
$socket->send('{"action":"ping","padding":"' . str_repeat('x', 5_000_000) . '"}');
echo $socket->receive(), "\n";

echo "-- what is no JSON, no object, and no action is passed over\n";
foreach (['{', '[]', '7', '{"action":7}', '{"action":"x"}', '{"action":"nothingknown","responseid":"r"}'] as $text) {
    $socket->send($text);
}
$socket->send('{"action":"ping"}');
echo $socket->receive(), "\n";

echo "-- a close is answered, and its code returned\n";
$socket->sendFrames(WebSocketFrame::close(1000, 'enough', random_bytes(4)));
var_dump($socket->receive());
echo $socket->ending, "\n";

echo "-- breaches\n";
$breaches = [
    'unmasked' => new WebSocketFrame(WebSocketFrame::TEXT, '{"action":"ping"}'),
    'reserved bit' => masked(WebSocketFrame::TEXT, '{"action":"ping"}', reserved: 4),
    'unknown opcode' => masked(0x3, ''),
    'continuation of nothing' => masked(WebSocketFrame::CONTINUATION, 'x'),
    'fragmented ping' => masked(WebSocketFrame::PING, 'x', false),
    'long ping' => masked(WebSocketFrame::PING, str_repeat('x', 126)),
    'no UTF-8' => masked(WebSocketFrame::TEXT, "\xff"),
];
foreach ($breaches as $title => $frame) {
    $mesh = MeshClient::open("$base/control.ashx", $admin, $tls);
    $mesh->socket->sendFrames($frame);
    while ($mesh->receive() !== null) {
    }
    $log = array_column($server->messages(), 'protocol_error');
    echo "$title: {$mesh->socket->ending}, ", end($log), "\n";
}

echo "-- another path is upgraded, and closed without a message\n";
$socket = WebSocketClient::open("$base/elsewhere", $admin, $tls);
var_dump($socket->receive());
echo $socket->ending, "\n";

echo "-- written down: both ways, with masks that differ\n";
$server->clearLog();
$mesh = MeshClient::open("$base/control.ashx", $admin, $tls);
$mesh->settle();
$mesh->settle();
$mesh->socket->sendFrames(WebSocketFrame::close(1000, mask: random_bytes(4)));
$mesh->receive();
foreach ($server->messages() as $entry) {
    echo "$entry[number] $entry[direction] ", $entry['action'] ?? "$entry[frame] $entry[code]", "\n";
}
$masks = array_unique(array_column($server->messages(), 'mask'));
echo count($masks), ' masks, ', count($server->sentMessages()), ' messages sent, ', implode(' ', $server->requests()), "\n";
?>
--EXPECT--
-- one connection, one handshake, and the first messages with the 101
serverinfo userinfo traceinfo serverwarnings 1 1
-- in fragments, as binary, with a ping between, 5 MB
pong still there? {"action":"pong"}{"action":"pong"}
{"action":"pong"}
-- what is no JSON, no object, and no action is passed over
{"action":"pong"}
-- a close is answered, and its code returned
NULL
close 1000
-- breaches
unmasked: close 1002, a frame of a client without a mask
reserved bit: close 1002, reserved bits are set
unknown opcode: close 1002, opcode 3
continuation of nothing: close 1002, a fragment out of its place
fragmented ping: close 1002, a control frame that is fragmented or long
long ping: close 1002, a control frame that is fragmented or long
no UTF-8: close 1007, a text that is no UTF-8
-- another path is upgraded, and closed without a message
NULL
close 1005
-- written down: both ways, with masks that differ
1 out serverinfo
2 out userinfo
3 out traceinfo
4 out serverwarnings
5 in ping
6 out pong
7 in ping
8 out pong
9 in close 1000
2 masks, 2 messages sent, GET /control.ashx
