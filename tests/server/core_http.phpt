--TEST--
test server core: requests in every framing, pipelined, 50 at once, refused ones, a connection taken over
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';

use Provision\TestServer\TestServer;

/** @return resource */
function connect(TestServer $server)
{
    return stream_socket_client("tcp://$server->host:$server->port");
}

/** The whole of what the server says until it closes. */
function conversation(TestServer $server, string $bytes): string
{
    $socket = connect($server);
    fwrite($socket, $bytes);
    return (string) stream_get_contents($socket);
}

function bodies(string $answers): string
{
    preg_match_all('~HTTP/1.1 (\d+) .*?\r\n\r\n(\{[^}]*\})?~s', $answers, $found, PREG_SET_ORDER);
    return implode(' ', array_map(static fn (array $one): string => $one[1] . ($one[2] ?? ''), $found)) . "\n";
}

$server = TestServer::start('echo');
$close = "Connection: close\r\n";

echo "-- three pipelined, then close\n";
echo bodies(conversation(
    $server,
    "GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcPUT /3?q=1 HTTP/1.1\r\n$close\r\n",
));

echo "-- chunks, with an extension and a trailer; bytes one at a time\n";
$socket = connect($server);
$chunked = "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n$close\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
foreach (str_split($chunked) as $byte) {
    fwrite($socket, $byte);
}
echo bodies(stream_get_contents($socket));

echo "-- 100-continue\n";
$socket = connect($server);
fwrite($socket, "POST /e HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n$close\r\n");
echo fgets($socket);
fwrite($socket, 'ok');
echo bodies(stream_get_contents($socket));

echo "-- HTTP/1.0 closes, HEAD has no body, an absolute target loses its host\n";
echo bodies(conversation($server, "GET /0 HTTP/1.0\r\n\r\n"));
echo strlen(explode("\r\n\r\n", conversation($server, "HEAD /h HTTP/1.1\r\n$close\r\n"))[1]), "\n";
echo bodies(conversation($server, "GET http://x.test/abs HTTP/1.1\r\n$close\r\n"));

echo "-- no HTTP, two lengths that differ, a body too large, a broken chunk, a head that does not end\n";
echo bodies(conversation($server, "\x16\x03\x01\x02\x00\x01"));
echo bodies(conversation($server, "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"));
echo bodies(conversation($server, "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"));
echo bodies(conversation($server, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
echo bodies(conversation($server, 'GET /' . str_repeat('a', 70_000)));

echo "-- a body of 10 MB\n";
$body = str_repeat('0123456789', 1_048_576);
$answer = conversation($server, "POST /big HTTP/1.1\r\nContent-Length: " . strlen($body) . "\r\n$close\r\n$body");
echo preg_match('/"length":(\d+),"body":"(\d+)"/', $answer, $match), " $match[1] ", $match[2] === $body ? 'same' : 'other', "\n";

echo "-- 50 connections at once, each answered 200 ms after it asked, and none after another\n";
$server->clearLog();
$server->latency(200);
$sockets = array_map(static fn (): mixed => connect($server), range(1, 50));
$begin = hrtime(true);
foreach ($sockets as $n => $socket) {
    fwrite($socket, "GET /$n HTTP/1.1\r\n$close\r\n");
}
$right = 0;
foreach ($sockets as $n => $socket) {
    $right += (int) str_contains(stream_get_contents($socket), "\"GET \\/$n\"");
}
$ms = (hrtime(true) - $begin) / 1e6;
echo "$right right, ", $ms >= 200 ? 'late' : 'early', ', ', $ms < 50 * 200 ? 'together' : 'one by one', "\n";
$server->latency(0);

echo "-- counted and recorded\n";
$counts = $server->connections();
echo "$counts[accepted] connections, $counts[requests] requests, $counts[handshakes] handshakes\n";
$entry = $server->log()[0];
echo "$entry[method] ", count($server->requests()), ' ', json_encode($entry['headers']), "\n";

$socket = connect($server);
fwrite($socket, "GET /before HTTP/1.1\r\n\r\n");
fgets($socket);
$server->clearLog();
fwrite($socket, "GET /after HTTP/1.1\r\n$close\r\n");
stream_get_contents($socket);
$counts = $server->connections();
echo "$counts[accepted] connections, $counts[requests] request, ", implode(' ', $server->requests()), "\n";

echo "-- taken over\n";
$socket = connect($server);
fwrite($socket, "GET / HTTP/1.1\r\nUpgrade: shout\r\n\r\nearly ");
echo fgets($socket);
fwrite($socket, 'late bye');
echo preg_replace('/.*\r\n\r\n/s', '', stream_get_contents($socket)), "\n";

echo "-- a server whose parent lets go of it ends\n";
$server->stop();
var_dump(@stream_socket_client("tcp://$server->host:$server->port"));
?>
--EXPECT--
-- three pipelined, then close
200{"name":"GET \/1","length":0,"body":""} 200{"name":"POST \/2","length":3,"body":"abc"} 200{"name":"PUT \/3?q=1","length":0,"body":""}
-- chunks, with an extension and a trailer; bytes one at a time
200{"name":"POST \/c","length":5,"body":"abcde"}
-- 100-continue
HTTP/1.1 100 Continue
200{"name":"POST \/e","length":2,"body":"ok"}
-- HTTP/1.0 closes, HEAD has no body, an absolute target loses its host
200{"name":"GET \/0","length":0,"body":""}
0
200{"name":"GET \/abs","length":0,"body":""}
-- no HTTP, two lengths that differ, a body too large, a broken chunk, a head that does not end
400
400
413
400
431
-- a body of 10 MB
1 10485760 same
-- 50 connections at once, each answered 200 ms after it asked, and none after another
50 right, late, together
-- counted and recorded
50 connections, 50 requests, 0 handshakes
GET 50 {"connection":"close"}
0 connections, 1 request, GET /after
-- taken over
HTTP/1.1 101 Switching Protocols
EARLY LATE BYE
-- a server whose parent lets go of it ends
bool(false)
