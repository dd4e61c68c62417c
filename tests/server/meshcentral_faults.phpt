--TEST--
the MeshCentral test server plays every message fault, to the message it is set for, before or after the product's work
--EXTENSIONS--
openssl
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require __DIR__ . '/mesh_client.inc';

use Provision\TestServer\MeshClient;
use Provision\TestServer\TestServer;
use Provision\TestServer\WebSocketClient;

$server = TestServer::start('meshcentral', tls: 'good');
$base = "wss://$server->host:$server->port";
$tls = ['cafile' => $server->caFile];
$admin = ['x-meshauth' => base64_encode('admin') . ',' . base64_encode('Admin-Passw0rd')];

/** All that a socket says before it ends, or is silent for a moment after a ping. */
function heard(WebSocketClient $socket): string
{
    $texts = [];
    try {
        $socket->send('{"action":"ping"}');
    } catch (RuntimeException) {
    }
    try {
        while (($text = $socket->receive()) !== null && $text !== '{"action":"pong"}') {
            $texts[] = $text === '' ? '(empty)' : (strlen($text) > 130 ? substr($text, 0, 60) . '… ' . strlen($text) . ' bytes' : $text);
        }
    } catch (UnexpectedValueException $wrong) {
        $texts[] = '(' . $wrong->getMessage() . ')';
    } catch (RuntimeException) {
        $texts[] = '(silence)';
    }
    $shown = ($texts === [] ? 'nothing' : implode(' | ', $texts)) . ($socket->ending === 'open' ? '' : " [$socket->ending]");
    return preg_replace_callback('/[^\x20-\x7e…]/', static fn (array $m) => '\x' . bin2hex($m[0]), $shown);
}

foreach ($server->messageFaults() as ['fault' => $fault, 'applied' => $applied, 'opening' => $isOpening]) {
    $server->reset();
    $server->messageFault($fault, at: 1, action: $isOpening ? null : 'adduser', more: $fault === 'endless' ? ['bytes' => 200_000] : []);
    echo $fault, ': ';
    try {
        $socket = WebSocketClient::open("$base/control.ashx", $admin, $tls);
    } catch (RuntimeException $refused) {
        echo $refused->getMessage(), "\n";
        continue;
    }
    $socket->patience($fault === 'late' ? 5000 : 400);
    if ($isOpening) {
        echo preg_replace('/("\w+info":)\{[^|]*/', '$1…', heard($socket)), "\n";
        continue;
    }
    while (($text = $socket->receive()) !== null && !str_contains($text, 'serverwarnings')) {
    }
    $socket->send('{"action":"adduser","username":"kunde","pass":"x","responseid":"r","tag":"t"}');
    if ($fault === 'late') {
        // the event is late as well
        [$first, $second] = [$socket->receive(), $socket->receive()];
        echo json_decode($first, true)['event']['action'], ' | ', $second;
    } else {
        echo preg_replace('/^\{"action":"event".*?(… \d+ bytes)? \| /', 'accountcreate | ', heard($socket));
    }
    $isThere = isset($server->state()['users']['user//kunde']);
    echo $isThere === $applied ? '' : ' BUT ' . ($isThere ? 'APPLIED' : 'NOT APPLIED'), "\n";
}

echo "-- the second message alone; the other way round than usual; of a command without an answer, its event\n";
$server->reset();
$server->messageFault('silence', at: 2);
$server->messageFault('result_error', action: 'adduser', more: ['applied' => true, 'result' => 'No']);
echo json_encode(json_decode($server->control('POST', 'message-fault'), true)), "\n";
$mesh = MeshClient::open("$base/control.ashx", $admin, $tls);
echo count($mesh->ask(['action' => 'users'])['users']), ' ';
$mesh->tell(['action' => 'users']);
echo count($mesh->ask(['action' => 'users'])['users']), ' ', $mesh->ask(['action' => 'adduser', 'username' => 'a', 'pass' => 'x'])['result'], ' ';
echo count($mesh->ask(['action' => 'users'])['users']), "\n";
$server->clearFaults();
$server->messageFault('twice', action: 'changeuserpass');
$mesh->tell(['action' => 'changeuserpass', 'userid' => 'user//a', 'pass' => 'y', 'removeMultiFactor' => false]);
echo $mesh->event('accountchange')['msgid'], $mesh->event('accountchange')['msgid'], "\n";
$server->clearFaults();

echo "-- codes and causes\n";
foreach ([['close', ['code' => 1011, 'reason' => 'sorry']], ['close_message', ['cause' => 'expired', 'msg' => 'expired-1']]] as [$fault, $more]) {
    $server->messageFault($fault, at: 1, more: $more);
    $mesh = MeshClient::open("$base/control.ashx", $admin, $tls);
    $mesh->tell(['action' => 'users']);
    echo heard($mesh->socket), "\n";
}
$server->messageFault('greeting_close', at: 1, more: ['cause' => 'notools', 'msg' => 'notools']);
echo json_encode(MeshClient::open("$base/control.ashx", $admin, $tls)->refusal), "\n";

echo "-- what is no fault\n";
try {
    $server->messageFault('explode');
} catch (RuntimeException $wrong) {
    echo $wrong->getMessage(), "\n";
}
echo "-- a fault of the request strikes the upgrade\n";
$server->fault('http_502', at: 1);
try {
    WebSocketClient::open("$base/control.ashx", $admin, $tls);
} catch (RuntimeException $refused) {
    echo $refused->getMessage(), "\n";
}
$server->fault('drip', at: 1, more: ['interval_ms' => 1]);
echo MeshClient::open("$base/control.ashx", $admin, $tls)->userinfo['_id'], "\n";
?>
--EXPECT--
upgrade_200: not upgraded: HTTP/1.1 200 OK
upgrade_301: not upgraded: HTTP/1.1 301 Moved Permanently
upgrade_404: not upgraded: HTTP/1.1 404 Not Found
upgrade_wrong_accept: not upgraded: HTTP/1.1 101 Switching Protocols
upgrade_no_accept: not upgraded: HTTP/1.1 101 Switching Protocols
upgrade_no_upgrade: not upgraded: HTTP/1.1 101 Switching Protocols
upgrade_no_connection: not upgraded: HTTP/1.1 101 Switching Protocols
upgrade_protocol: upgraded to something else than was asked for
upgrade_extension: upgraded to something else than was asked for
upgrade_oversized: {"action":"serverinfo","serverinfo":…| {"action":"userinfo","userinfo":…| {"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]}
upgrade_lower_case: {"action":"serverinfo","serverinfo":…| {"action":"userinfo","userinfo":…| {"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]}
upgrade_close: nothing [close 1005]
upgrade_drop: nothing [gone]
upgrade_silent: nothing
greeting_no_userinfo: {"action":"serverinfo","serverinfo":…
greeting_apart: {"action":"serverinfo","serverinfo":…| {"action":"userinfo","userinfo":…| {"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]}
greeting_drip: {"action":"serverinfo","serverinfo":…| {"action":"userinfo","userinfo":…| {"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]}
greeting_reversed: {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]} | {"action":"traceinfo","traceSources":null} | {"action":"userinfo","userinfo":…| {"action":"serverinfo","serverinfo":…
greeting_events: {"action":"event","event":{"action":"wssessioncount","userid… 132 bytes | {"action":"ping"} | {"action":"serverinfo","serverinfo":…| {"action":"userinfo","userinfo":…| {"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]}
greeting_not_json: upstream is warming up
greeting_close: {"action":"close","cause":"noauth","msg":"noauth-2d"} [close 1005]
drop: nothing [gone]
drop_applied: nothing [gone]
reset: nothing [gone]
reset_applied: nothing [gone]
close: nothing [close 1005]
close_applied: nothing [close 1005]
close_message: {"action":"close","cause":"noauth","msg":"noauth-2d"} [close 1005]
cut: {"action":"event","event":{"etype":"user","userid":"user//ku… 323 bytes [gone]
silence: nothing
silence_applied: nothing
late: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
answer_list: []
answer_text: "ok"
answer_number: 7
answer_null: null
answer_empty: (empty)
not_json: upstream is warming up
half_json: accountcreate | {"action":"adduser","resp
deep_json: accountcreate | {"action":"adduser","responseid":"r","result":"ok","deep":[[… 200059 bytes
duplicate_keys: accountcreate | {"action":"duplicate","action":"adduser","responseid":"r","result":"ok"}
nul_in_string: accountcreate | {"action":"adduser","responseid":"r","result":"\u0000ok"}
invalid_utf8: accountcreate | {"action":"adduser","responseid":"r","result":"\xc3(\xffok"}
result_error: {"action":"adduser","responseid":"r","tag":"t","result":"Something went wrong"}
result_number: accountcreate | {"result":1,"action":"adduser","responseid":"r"}
result_missing: accountcreate | {"action":"adduser","responseid":"r"}
members_wrong: accountcreate | {"action":"adduser","responseid":"r","result":["ok"]}
members_missing: accountcreate | {"action":"adduser","responseid":"r"}
without_ids: accountcreate | {"action":"adduser","result":"ok"}
tag_only: accountcreate | {"action":"adduser","result":"ok","tag":"t"}
responseid_only: accountcreate | {"action":"adduser","result":"ok","responseid":"r"}
other_ids: accountcreate | {"action":"adduser","result":"ok","responseid":"somebody-else","tag":"somebody-else"}
twice: accountcreate | {"action":"adduser","responseid":"r","result":"ok"} | {"action":"adduser","responseid":"r","result":"ok"}
events_before: accountcreate | {"action":"event","event":{"etype":"user","userid":"user//so… 221 bytes | {"action":"event","event":{"action":"nodeconnect","meshid":"mesh//x","nodeid":"node//x","conn":1,"domain":""}} | {"action":"msg","type":"notify","value":"Something happened","tag":"ServerNotify"} | {"action":"serverstats","totalmem":1,"freemem":1,"cpuavg":[0,0,0]} | {"action":"adduser","responseid":"r","result":"ok"}
stray_answer: accountcreate | {"responseid":"somebody-else","tag":"somebody-else","result":"Somebody else was refused","action":"adduser"} | {"action":"adduser","responseid":"r","result":"ok"}
json_ping: accountcreate | {"action":"ping"} | {"action":"adduser","responseid":"r","result":"ok"}
fragmented: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
drip: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
ping_between: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
pong_between: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
binary: accountcreate | {"action":"adduser","responseid":"r","result":"ok"}
padded_70k: accountcreate | {"action":"adduser","responseid":"r","result":"ok","padding"… 70064 bytes
padded_5m: accountcreate | {"action":"adduser","responseid":"r","result":"ok","padding"… 5000064 bytes
long_length: accountcreate | (a length that is not written in the fewest bytes)
masked: accountcreate | (a frame of a server with a mask)
reserved_bit: accountcreate | (reserved bits are set)
reserved_opcode: accountcreate | (opcode 3)
stray_continuation: accountcreate | (a fragment out of its place)
nested_text: accountcreate | (a fragment out of its place)
fragmented_ping: accountcreate | (a control frame that is fragmented or long)
long_ping: accountcreate | (a control frame that is fragmented or long)
close_one_byte: accountcreate | (a close frame with a code that must not be sent)
close_bad_code: accountcreate | (a close frame with a code that must not be sent)
huge_length: accountcreate | (a length of 4611686018427387904)
negative_length: accountcreate | (a length of -1)
endless: accountcreate | {"action":"adduser","responseid":"r","result":"ok","padding"… 260064 bytes
-- the second message alone; the other way round than usual; of a command without an answer, its event
[{"applied":false,"at":2,"fault":"silence"},{"action":"adduser","applied":true,"fault":"result_error"}]
1 1 No 2
7575
-- codes and causes
{"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]} [close 1011 sorry]
{"action":"traceinfo","traceSources":null} | {"action":"serverwarnings","warnings":[{"msg":"Test server","id":22,"args":["x"]}]} | {"action":"close","cause":"expired","msg":"expired-1"} [close 1005]
{"action":"close","cause":"notools","msg":"notools"}
-- what is no fault
POST /_control/message-fault: {
    "error": "no such message fault: {\"fault\":\"explode\"}"
}

-- a fault of the request strikes the upgrade
not upgraded: HTTP/1.1 502 Bad Gateway
user//admin
