--TEST--
Every odd frame and answer: what RFC 6455 and MeshCentral allow is taken, everything else is an error that says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(), device('ours1', OUR_GROUP, 'pc', true));
$isSuspended = static function () use ($server): string {
    $user = $server->state()['users']['user//whmcs-41'];
    return ($user['siteadmin'] & 32 ? 'locked' : 'open') . (($user['links'] ?? []) === [] ? '' : ', a member');
};
$faults = array_filter($server->messageFaults(), static fn (array $fault): bool => !$fault['opening']);
foreach (array_column($faults, 'fault') as $fault) {
    // where nothing comes that would answer, the time is waited for, and has to do for reading back as well
    $isSilent = in_array($fault, ['silence', 'silence_applied', 'other_ids', 'duplicate_keys'], true);
    $params = params($server, ['provision' => ['timeout_ms' => $isSilent ? 1800 : 20_000]] + stored_service());
    $more = $fault === 'endless' ? ['bytes' => 80_000_000] : [];
    $server->seed(service_rows(['siteadmin' => 64]));
    $server->messageFault($fault, at: 1, action: 'users', more: $more);
    echo "$fault: ", ending('status', $params), "\n";
    $server->clearFaults();
    $server->messageFault($fault, at: 1, action: 'addmeshuser', more: $more);
    echo '    ', ending('suspend', $params), ' (', $isSuspended(), ")\n";
    $server->clearFaults();
}
?>
--EXPECT--
drop: active
    suspended, changed (locked)
drop_applied: active
    suspended, changed (locked)
reset: active
    suspended, changed (locked)
reset_applied: active
    suspended, changed (locked)
close: active
    suspended, changed (locked)
close_applied: active
    suspended, changed (locked)
close_message: AuthenticationException: MeshCentral: list groups: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
    suspended, changed (locked)
cut: active
    suspended, changed (locked)
silence: TimeoutException: MeshCentral: list groups: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
    TimeoutException: MeshCentral: edit membership: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang; it is not known whether this step took effect: make the same call again, it finds out; "edit account" was done
    retryable
    outcome unknown (locked, a member)
silence_applied: TimeoutException: MeshCentral: list groups: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
    suspended, changed (locked)
late: active
    suspended, changed (locked)
answer_list: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
    suspended, changed (locked)
answer_text: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
    suspended, changed (locked)
answer_number: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
    suspended, changed (locked)
answer_null: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON object
    suspended, changed (locked)
answer_empty: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (the text ends too early, byte 0): is it MeshCentral that answers there?
    suspended, changed (locked)
not_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (unexpected character, byte 0): is it MeshCentral that answers there?
    suspended, changed (locked)
half_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (the text ends inside a string, byte 771): is it MeshCentral that answers there?
    suspended, changed (locked)
deep_json: ProtocolException: MeshCentral: list groups: the server sent a message that is no JSON (nested too deeply, byte 1613): is it MeshCentral that answers there?
    suspended, changed (locked)
duplicate_keys: TimeoutException: MeshCentral: list groups: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
    suspended, changed (locked)
nul_in_string: active
    suspended, changed (locked)
invalid_utf8: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a message that is no valid UTF-8
    suspended, changed (locked)
result_error: RemoteException: MeshCentral: list accounts: MeshCentral failed: Something went wrong
    code: Something went wrong
    suspended, changed (locked)
result_number: active
    suspended, changed (locked)
result_missing: active
    suspended, changed (locked)
members_wrong: ProtocolException: MeshCentral: list accounts: MeshCentral's answer holds no list of users
    suspended, changed (locked)
members_missing: ProtocolException: MeshCentral: list accounts: MeshCentral's answer holds no list of users
    suspended, changed (locked)
without_ids: active
    suspended, changed (locked)
tag_only: active
    suspended, changed (locked)
responseid_only: active
    suspended, changed (locked)
other_ids: TimeoutException: MeshCentral: list groups: http://127.0.0.1:PORT did not answer within N ms: it may be overloaded or hang
    retryable
    suspended, changed (locked)
twice: active
    suspended, changed (locked)
events_before: active
    suspended, changed (locked)
stray_answer: active
    suspended, changed (locked)
json_ping: active
    suspended, changed (locked)
fragmented: active
    suspended, changed (locked)
drip: active
    suspended, changed (locked)
ping_between: active
    suspended, changed (locked)
pong_between: active
    suspended, changed (locked)
binary: active
    suspended, changed (locked)
padded_70k: active
    suspended, changed (locked)
padded_5m: active
    suspended, changed (locked)
long_length: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
    suspended, changed (locked)
masked: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a masked frame
    suspended, changed (locked)
reserved_bit: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a reserved bit is set
    suspended, changed (locked)
reserved_opcode: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame of an unknown kind
    suspended, changed (locked)
stray_continuation: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a continuation without a message
    suspended, changed (locked)
nested_text: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a message inside another
    suspended, changed (locked)
fragmented_ping: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
    suspended, changed (locked)
long_ping: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
    suspended, changed (locked)
close_one_byte: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a close frame with half a code
    suspended, changed (locked)
close_bad_code: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a close frame with an invalid code or text
    suspended, changed (locked)
huge_length: ProtocolException: MeshCentral: list groups: a message of the server is longer than the ceiling of 67108864 bytes
    suspended, changed (locked)
negative_length: ProtocolException: MeshCentral: list groups: the server broke the WebSocket protocol: a frame that cannot be read
    suspended, changed (locked)
endless: ProtocolException: MeshCentral: list groups: a message of the server is longer than the ceiling of 67108864 bytes
    suspended, changed (locked)
