--TEST--
The opening of the WebSocket: each answer that is none is told for what it is, and what only looks odd is taken
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$params = params($server, ['provision' => ['timeout_ms' => 1000]] + stored_service());
$openings = array_filter($server->messageFaults(), static fn (array $fault): bool => $fault['opening']);
foreach (array_column($openings, 'fault') as $fault) {
    $server->clearFaults();
    $server->messageFault($fault, at: 1);
    echo "$fault: ", ending('status', $params), "\n";
}
echo "-- answers of HTTP\n";
foreach (['http_401', 'http_403', 'http_429', 'http_500', 'http_502', 'http_503', 'redirect', 'html_login', 'not_http', 'close', 'reset', 'hang', 'truncated', 'empty', 'huge'] as $fault) {
    $server->clearFaults();
    $server->fault($fault, at: 1, more: $fault === 'huge' ? ['bytes' => 10_000_000] : []);
    echo "$fault: ", ending('status', $params), "\n";
}
$server->clearFaults();
$server->fault('drip', at: 1, more: ['interval_ms' => 1]);
echo 'drip: ', ending('status', \changed($params, ['provision' => ['timeout_ms' => 10_000]])), "\n";

echo "-- what was asked for: no Origin, no protocol, no extension, a key of 16 bytes, other masks each time\n";
$server->clearFaults();
$server->clearLog();
meshcentral_status($params);
$headers = $server->log()[0]['headers'];
ksort($headers);
$key = $headers['sec-websocket-key'];
unset($headers['sec-websocket-key'], $headers['x-meshauth'], $headers['host'], $headers['user-agent']);
echo json_encode($headers, JSON_UNESCAPED_SLASHES), ' ', strlen(base64_decode($key, true)), "\n";
meshcentral_status($params);
$masks = array_column($server->messages(), 'mask');
echo count($masks), ' messages, ', count(array_unique($masks)), ' masks, ', $server->log()[1]['headers']['sec-websocket-key'] === $key ? 'the same key' : 'another key', "\n";
$closes = array_filter($server->messages(), static fn (array $m): bool => ($m['frame'] ?? '') === 'close');
echo json_encode(array_column($closes, 'code')), "\n";
?>
--EXPECT--
