--TEST--
meshcentral: frames in every right form are understood, in a wrong one the connection is given up
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$state = $server->stateText();
$ask = static function (string $fault, ?string $action) use ($server): void {
    $action === null ? $server->messageFault($fault, at: 1) : $server->messageFault($fault, action: $action);
    try {
        $result = meshcentral_status(params($server, stored_service()));
        echo "$fault: $result[state], ", count($server->requests()), " connection\n";
    } catch (\Provision\Exception $thrown) {
        echo "$fault: ", describe($thrown), "\n";
    }
    $server->clearFaults();
    $server->clearLog();
};
$right = [
    'fragmented', 'drip', 'ping_between', 'pong_between', 'binary', 'padded_70k', 'padded_5m', 'without_ids', 'tag_only',
    'responseid_only', 'twice', 'events_before', 'stray_answer', 'json_ping',
];
$wrong = [
    'masked', 'reserved_bit', 'reserved_opcode', 'stray_continuation', 'nested_text', 'fragmented_ping', 'long_ping',
    'close_one_byte', 'close_bad_code', 'long_length', 'huge_length', 'negative_length', 'not_json', 'half_json', 'deep_json',
    'answer_list', 'answer_null', 'answer_empty', 'invalid_utf8', 'members_missing', 'members_wrong',
];
$server->clearLog();
foreach ($right as $fault) {
    $ask($fault, 'users');
}
echo "\n";
foreach ($wrong as $fault) {
    $ask($fault, 'users');
}
untouched($server, $state);
?>
--EXPECT--
fragmented: active, 1 connection
drip: active, 1 connection
ping_between: active, 1 connection
pong_between: active, 1 connection
binary: active, 1 connection
padded_70k: active, 1 connection
padded_5m: active, 1 connection
without_ids: active, 1 connection
tag_only: active, 1 connection
responseid_only: active, 1 connection
twice: active, 1 connection
events_before: active, 1 connection
stray_answer: active, 1 connection
json_ping: active, 1 connection

masked: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a masked frame
reserved_bit: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a reserved bit is set
reserved_opcode: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame of an unknown kind
stray_continuation: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a continuation without a message
nested_text: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a message inside another
fragmented_ping: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
long_ping: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
close_one_byte: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a close frame with half a code
close_bad_code: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a close frame with an invalid code or text
long_length: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
huge_length: ProtocolException: MeshCentral: list groups: a message of the server is longer than the ceiling of 67108864 bytes
negative_length: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
not_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (unexpected character, byte 0): is it MeshCentral that answers there?
half_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (the text ends inside a string, byte 771): is it MeshCentral that answers there?
deep_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (nested too deeply, byte 1613): is it MeshCentral that answers there?
answer_list: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
answer_null: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
answer_empty: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (the text ends too early, byte 0): is it MeshCentral that answers there?
invalid_utf8: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a message that is no valid UTF-8
members_missing: ProtocolException: MeshCentral: list accounts: MeshCentral's answer holds no list of users
members_wrong: ProtocolException: MeshCentral: list accounts: MeshCentral's answer holds no list of users
the server is untouched
