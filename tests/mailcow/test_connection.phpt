--TEST--
mailcow_test_connection: tells a key that may write from one that may not, a wrong key, a refused address, and what is no mailcow
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$before = $server->stateText();
$params = $server->params(['serveraccesshash' => API_KEY]);
$try = static function (string $what, array $changes = []) use ($server, $params): void {
    echo "$what\n";
    call('test_connection', $changes + $params);
    asked($server);
};

$try('the right key');
$try('the key in the password field', ['serveraccesshash' => '', 'serverpassword' => API_KEY]);
$try('a read-only key', ['serveraccesshash' => 'RO-KEY']);
$try('a wrong key', ['serveraccesshash' => 'falsch']);
$server->seed(['settings' => ['client_address' => '203.0.113.9']]);
$try('an address that is not allowed');
$server->seed(['settings' => ['client_address' => '2001:db8::9', 'allow_from' => ['192.0.2.0/24']]]);
$try('an IPv6 address that is not allowed');
$server->seed(['settings' => ['client_address' => null, 'allow_from' => ['127.0.0.1', '::1']]]);
untouched($server, $before);

echo "a version that is none is no failure\n";
$server->control('POST', 'script', ['path' => '*/get/status/*', 'body' => '{"version":null}']);
call('test_connection', $params);

$faults = ['http_401', 'http_403', 'http_500', 'http_503', 'redirect', 'html_login', 'empty', 'not_json', 'not_http'];
foreach ($faults as $fault) {
    echo "$fault: ";
    $server->fault($fault);
    call('test_connection', $params);
    $server->clearFaults();
}
echo "the version can be read and the write fails\n";
foreach (['http_401', 'empty', 'redirect', 'html_login'] as $fault) {
    echo "$fault: ";
    $server->fault($fault, path: 'edit/');
    call('test_connection', ['provision' => ['timeout_ms' => 1000]] + $params);
    $server->clearFaults();
}
untouched($server, $before);
?>
--EXPECT--
the right key
test_connection: {"version":"2026-08","access":"read-write"}
  1 GET /api/v1/get/status/version
  2 POST /api/v1/edit/domain {"items":[],"attr":{}}
the key in the password field
test_connection: {"version":"2026-08","access":"read-write"}
  1 GET /api/v1/get/status/version
  2 POST /api/v1/edit/domain {"items":[],"attr":{}}
a read-only key
test_connection: PermissionException: mailcow: test write access: the API key may only read: enter the key with read and write access (mailcow says: API read/write access denied)
    http: 403
  1 GET /api/v1/get/status/version
  2 POST /api/v1/edit/domain {"items":[],"attr":{}}
a wrong key
test_connection: AuthenticationException: mailcow: read version: mailcow refuses the API key: check it in the server's record. Do not try often: ten wrong keys in ten minutes ban this host
    http: 401
  1 GET /api/v1/get/status/version
an address that is not allowed
test_connection: AuthenticationException: mailcow: read version: mailcow refuses the address 203.0.113.9: allow it in the API settings ("API allow from")
    http: 401
  1 GET /api/v1/get/status/version
an IPv6 address that is not allowed
test_connection: AuthenticationException: mailcow: read version: mailcow refuses the address 2001:db8::9: allow it in the API settings ("API allow from")
    http: 401
  1 GET /api/v1/get/status/version
the server is untouched
a version that is none is no failure
test_connection: {"version":"","access":"read-write"}
http_401: test_connection: AuthenticationException: mailcow: read version: mailcow refuses the API key: check it in the server's record. Do not try often: ten wrong keys in ten minutes ban this host
    http: 401
http_403: test_connection: PermissionException: mailcow: read version: the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?
    http: 403
http_500: test_connection: RemoteException: mailcow: read version: mailcow failed (HTTP 500): its database, redis or docker agent may be down
    http: 500
    retryable
http_503: test_connection: RemoteException: mailcow: read version: the server is busy or restarting (HTTP 503): try again later
    http: 503
    retryable
redirect: test_connection: ProtocolException: mailcow: read version: the server redirects (HTTP 302), and redirects are never followed: enter mailcow's own host name and port
    http: 302
html_login: test_connection: ProtocolException: mailcow: read version: this is not usable JSON: unexpected character, at byte 0
empty: test_connection: ProtocolException: mailcow: read version: mailcow answered with nothing: it failed inside, or something before it took the X-API-Key header away
    retryable
not_json: test_connection: ProtocolException: mailcow: read version: this is not usable JSON: unexpected character, at byte 0
not_http: test_connection: ProtocolException: mailcow: read version: what answers at http://127.0.0.1:PORT does not speak HTTP: check host name and port
the version can be read and the write fails
http_401: test_connection: AuthenticationException: mailcow: test write access: mailcow refuses the API key: check it in the server's record. Do not try often: ten wrong keys in ten minutes ban this host
    http: 401
empty: test_connection: ProtocolException: mailcow: test write access: mailcow answered with nothing: it failed inside, or something before it took the X-API-Key header away; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
redirect: test_connection: ProtocolException: mailcow: test write access: the server redirects (HTTP 302), and redirects are never followed: enter mailcow's own host name and port; it is not known whether this step took effect: make the same call again, it finds out
    http: 302
    retryable
    outcome unknown
html_login: test_connection: ProtocolException: mailcow: test write access: this is not usable JSON: unexpected character, at byte 0; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
the server is untouched
