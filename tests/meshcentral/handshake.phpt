--TEST--
The opening of the WebSocket: each answer that is none is told for what it is, and what only looks odd is taken
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$waits = params($server, ['provision' => ['timeout_ms' => 500]] + stored_service());
$params = params($server, stored_service());
const SILENT = ['upgrade_silent', 'greeting_no_userinfo', 'hang'];
$openings = array_filter($server->messageFaults(), static fn (array $fault): bool => $fault['opening']);
foreach (array_column($openings, 'fault') as $fault) {
    $server->clearFaults();
    $server->messageFault($fault, at: 1);
    echo "$fault: ", ending('status', in_array($fault, SILENT, true) ? $waits : $params), "\n";
}
echo "-- answers of HTTP\n";
foreach (['http_401', 'http_403', 'http_429', 'http_500', 'http_502', 'http_503', 'redirect', 'html_login', 'not_http', 'close', 'reset', 'hang', 'truncated', 'empty', 'huge'] as $fault) {
    $server->clearFaults();
    $server->fault($fault, at: 1, more: $fault === 'huge' ? ['bytes' => 10_000_000] : []);
    echo "$fault: ", ending('status', in_array($fault, SILENT, true) ? $waits : $params), "\n";
}
$server->clearFaults();
$server->fault('drip', at: 1, more: ['interval_ms' => 1]);
echo 'drip: ', ending('status', $params), "\n";

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
upgrade_200: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT answers with a page instead of a WebSocket (HTTP 200): check host name, port and path, and that a proxy in front of it passes upgrades on
upgrade_301: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT redirects (HTTP 301), and redirects are never followed: enter the server's own address
    http: 301
upgrade_404: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT has no WebSocket at this address (HTTP 404): check host name, port and path
    http: 404
upgrade_wrong_accept: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: its Sec-WebSocket-Accept does not fit the key: what answers there is no WebSocket server, or a cache
upgrade_no_accept: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: its Sec-WebSocket-Accept does not fit the key: what answers there is no WebSocket server, or a cache
upgrade_no_upgrade: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: its 101 does not say "Upgrade: websocket"
upgrade_no_connection: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: its 101 does not say "Upgrade: websocket"
upgrade_protocol: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: it chose an extension or subprotocol that was not offered
upgrade_extension: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: it chose an extension or subprotocol that was not offered
upgrade_oversized: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket: the header of its answer is longer than 16 KiB
upgrade_lower_case: active
upgrade_close: ProtocolException: MeshCentral: log in: the server closed the WebSocket without a word: this address is not MeshCentral's control channel; check the address and the server domain
upgrade_drop: active
upgrade_silent: TimeoutException: MeshCentral: log in: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
greeting_no_userinfo: TimeoutException: MeshCentral: log in: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
greeting_apart: active
greeting_drip: active
greeting_reversed: active
greeting_events: active
greeting_not_json: ProtocolException: MeshCentral: log in: the server sent a message that is no JSON (unexpected character, byte 0): is it MeshCentral that answers there?
greeting_close: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
-- answers of HTTP
http_401: AuthenticationException: MeshCentral: log in: http://127.0.0.1:PORT asks for a login before it opens a WebSocket (HTTP 401): something in front of it wants a password
    http: 401
http_403: PermissionException: MeshCentral: log in: http://127.0.0.1:PORT forbids the WebSocket (HTTP 403): check that this host's address is allowed there, and what stands in front of it
    http: 403
http_429: active
http_500: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT did not open a WebSocket (HTTP 500): check that a proxy in front of it passes upgrades on
    http: 500
http_502: active
http_503: active
redirect: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT redirects (HTTP 302), and redirects are never followed: enter the server's own address
    http: 302
html_login: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT answers with a page instead of a WebSocket (HTTP 200): check host name, port and path, and that a proxy in front of it passes upgrades on
not_http: ProtocolException: MeshCentral: log in: what answers at http://127.0.0.1:PORT does not speak HTTP: check host name and port
close: active
reset: active
hang: TimeoutException: MeshCentral: log in: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
truncated: active
empty: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT answers with a page instead of a WebSocket (HTTP 200): check host name, port and path, and that a proxy in front of it passes upgrades on
huge: ProtocolException: MeshCentral: log in: http://127.0.0.1:PORT answers with a page instead of a WebSocket (HTTP 200): check host name, port and path, and that a proxy in front of it passes upgrades on
drip: active
-- what was asked for: no Origin, no protocol, no extension, a key of 16 bytes, other masks each time
{"connection":"Upgrade","sec-websocket-version":"13","upgrade":"websocket"} 16
6 messages, 6 masks, another key
[1000,1000]
