--TEST--
meshcentral: an opening that is not a right one is told as what it is
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$state = $server->stateText();
$faults = [
    'upgrade_lower_case', 'greeting_apart', 'greeting_drip', 'greeting_reversed', 'greeting_events',
    'upgrade_200', 'upgrade_301', 'upgrade_404', 'upgrade_wrong_accept', 'upgrade_no_accept', 'upgrade_no_upgrade',
    'upgrade_no_connection', 'upgrade_protocol', 'upgrade_extension', 'upgrade_oversized', 'upgrade_close', 'upgrade_drop',
    'greeting_not_json', 'greeting_close',
];
foreach ($faults as $fault) {
    $server->messageFault($fault);
    try {
        $ending = meshcentral_status(params($server, stored_service()))['state'];
    } catch (\Provision\Exception $thrown) {
        $ending = describe($thrown);
    }
    echo "$fault: $ending\n";
    $server->clearFaults();
}
untouched($server, $state);
?>
--EXPECT--
upgrade_lower_case: active
greeting_apart: active
greeting_drip: active
greeting_reversed: active
greeting_events: active
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
upgrade_close: ProtocolException: MeshCentral: log in: the server closed the WebSocket without a word: this address is not MeshCentral's control channel; check the address and the server domain
upgrade_drop: ConnectionException: MeshCentral: log in: http://127.0.0.1:PORT closed the connection without an answer
    retryable
greeting_not_json: ProtocolException: MeshCentral: log in: the server sent a message that is no JSON (unexpected character, byte 0): is it MeshCentral that answers there?
greeting_close: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
the server is untouched
