--TEST--
Comet test server: the page of single sign-on asks the server about the key that it was given
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\call;
use function Provision\TestServer\say;
use function Provision\TestServer\user;

$server = TestServer::start('comet');
$server->seed(['users' => ['anna' => ['password' => 'of anna: +/=']]]);
$page = call($server, '/', '', method: 'GET');
foreach (["window.opener.postMessage({ msg: 'app_loaded' }, '*')", "addEventListener('message'", '/_page/login'] as $part) {
    var_dump(str_contains($page, $part));
}
$login = static fn (string $msg, string $name, string $key): string
    => call($server, '/_page/login', http_build_query(['msg' => $msg, 'username' => $name, 'sessionkey' => $key]));
$key = json_decode(user($server, 'anna', 'of anna: +/='))->SessionKey;
$admin = json_decode(call($server, 'admin/account/session-start'))->SessionKey;
say('user', $login('user_session_login', 'anna', $key));
say('user as admin', $login('session_login', 'anna', $key));
say('another name', $login('user_session_login', 'bert', $key));
say('spoilt', $login('user_session_login', 'anna', str_replace('+', ' ', $key)));
say('unknown message', $login('login', 'anna', $key));
say('no key', $login('user_session_login', 'anna', ''));
say('admin', $login('session_login', 'admin', $admin));
foreach ($server->state()['page_logins'] as $row) {
    echo "$row[type] $row[username] ", $row['session_key'] === $key ? 'user key' : ($row['session_key'] === $admin ? 'admin key' : '?'), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
user: OK
user as admin: 403 Unauthorised
another name: 403 Unauthorised
spoilt: 403 Unauthorised
unknown message: 403 Unauthorised
no key: 403 Unauthorised
admin: OK
user anna user key
admin admin admin key
