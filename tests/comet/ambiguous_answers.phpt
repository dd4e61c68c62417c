--TEST--
comet: an answer that is not whole, not JSON, or not what was asked for is a failure that says what came
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
$faults = ['not_json', 'html_login', 'empty', 'truncated', 'deep_json', 'duplicate_keys', 'invalid_utf8', 'nul_in_string', 'not_http', 'http_500', 'http_404', 'http_401', 'http_413'];
foreach (array_intersect($faults, $server->faults()) as $fault) {
    $server->fault($fault, path: 'get-user-profile-and-hash');
    call('suspend', $params);
    $server->clearFaults();
}
shown($server, 'kunde41');
$bodies = ['[]', 'null', '"text"', '7', '{}', '{"Status":200,"Message":"OK"}', '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":[]}',
    '{"Status":200,"Message":"OK","ProfileHash":"","Profile":{"Username":"kunde41"}}', '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"another"}}',
    '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"kunde41","AccountName":"whmcs:41","IsSuspended":"no"}}'];
foreach ($bodies as $body) {
    answer($server, 'get-user-profile-and-hash', $body);
    echo "$body\n  ";
    call('suspend', $params);
}
?>
--EXPECT--
suspend: ProtocolException: Comet: read profile: this is not usable JSON: unexpected character, at byte 0
suspend: ProtocolException: Comet: read profile: this is not usable JSON: unexpected character, at byte 0
suspend: ProtocolException: Comet: read profile: the server answered with nothing
    retryable
suspend: ConnectionException: Comet: read profile: the answer of http://127.0.0.1:PORT broke off before its end
    retryable
suspend: ProtocolException: Comet: read profile: this is not usable JSON: nested too deeply, at byte 64
suspend: ProtocolException: Comet: read profile: the JSON text names a member twice in one object
suspend: ProtocolException: Comet: read profile: this is not usable JSON: invalid UTF-8 in a string, at byte 25
suspend: ProtocolException: Comet: read profile: this is not usable JSON: NUL character in a string, at byte 31
suspend: ProtocolException: Comet: read profile: what answers at http://127.0.0.1:PORT does not speak HTTP: check host name and port
suspend: RemoteException: Comet: read profile: the server failed (HTTP 500)
    http: 500
    retryable
suspend: PermissionException: Comet: read profile: the server refuses the call (HTTP 401), and not in Comet's words: is something before it?
    http: 401
suspend: RemoteException: Comet: read profile: the server failed (HTTP 413)
    http: 413
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
[]
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
null
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
"text"
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
7
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
{}
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
{"Status":200,"Message":"OK"}
  suspend: ProtocolException: Comet: read profile: the answer lacks "Profile"
{"Status":200,"Message":"OK","ProfileHash":"h","Profile":[]}
  suspend: ProtocolException: Comet: read profile: "Profile" in the answer is not an object
{"Status":200,"Message":"OK","ProfileHash":"","Profile":{"Username":"kunde41"}}
  suspend: ProtocolException: Comet: read profile: ProfileHash has 0 bytes
{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"another"}}
  suspend: ProtocolException: Comet: read profile: Comet sent the profile of another account
{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"kunde41","AccountName":"whmcs:41","IsSuspended":"no"}}
  suspend: ProtocolException: Comet: read profile: "IsSuspended" in the answer is not true or false
