--TEST--
meshcentral_test_connection: who it is, what he may do, and what is missing; every kind of credential
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(['users' => ['user//admin' => ['pass' => 'Admin-Passw0rd', 'siteadmin' => 4_294_967_295]]]);
$keys = ['serverhostname' => 0, 'serverport' => 0, 'serversecure' => 0, 'serverhttpprefix' => 0, 'provision' => 0];
$bare = array_intersect_key(params($server), $keys);
$url = "http://$server->host:$server->port";
$cases = [
    'an account that manages users' => ['serverusername' => MANAGER, 'serverpassword' => MANAGER_PASSWORD],
    'a full administrator' => ['serverusername' => 'Admin', 'serverpassword' => 'Admin-Passw0rd'],
    'a login token' => ['serverusername' => TOKEN_USER, 'serverpassword' => TOKEN_PASSWORD],
    'a login token in one field' => ['serveraccesshash' => TOKEN_USER . ':' . TOKEN_PASSWORD],
    'a login key' => ['serveraccesshash' => LOGIN_KEY, 'serverusername' => MANAGER],
    'a login key in capitals, as admin' => ['serveraccesshash' => strtoupper(LOGIN_KEY)],
    'a login key besides a login token' => ['serveraccesshash' => LOGIN_KEY, 'serverusername' => TOKEN_USER, 'serverpassword' => TOKEN_PASSWORD],
    'ServerURL and APIKey' => ['serverhostname' => '', 'serverport' => '', 'configoption1' => $url, 'configoption2' => LOGIN_KEY, 'configoption13' => MANAGER],
    'APIKey before the server\'s record' => ['serverusername' => 'nobody', 'serverpassword' => 'nothing', 'configoption2' => LOGIN_KEY, 'configoption13' => MANAGER],
    'an account that manages nobody' => ['serverusername' => 'fremd', 'serverpassword' => 'of-somebody-else'],
    'a wrong password' => ['serverusername' => MANAGER, 'serverpassword' => 'falsches-Wort'],
    'a token that was removed' => ['serverusername' => '~t:ZZZZ', 'serverpassword' => TOKEN_PASSWORD],
    'a key of another server' => ['serveraccesshash' => str_repeat('0f', 80), 'serverusername' => MANAGER],
    'a key for an account that is not there' => ['serveraccesshash' => LOGIN_KEY, 'serverusername' => 'niemand'],
    'a key that is too short' => ['serveraccesshash' => substr(LOGIN_KEY, 1)],
    'a key with other letters' => ['serveraccesshash' => 'g' . substr(LOGIN_KEY, 1)],
    'half a token' => ['serveraccesshash' => '~t:abc'],
    'a name without a password' => ['serverusername' => MANAGER],
    'nothing' => [],
];
foreach ($cases as $title => $credential) {
    echo "-- $title\n";
    $server->clearLog();
    call('test_connection', $credential + $bare);
    $requests = $server->log();
    $how = isset($requests[0]['headers']['x-meshauth']) ? 'header' : (str_contains($requests[0]['path'] ?? '', 'auth=') ? 'cookie' : 'nothing');
    echo '  ', count($requests), " connection, $how, ", implode(' ', array_map(static fn (string $m): string => json_decode($m, true)['action'], $server->sentMessages())), "\n";
}

echo "-- the lock, the second factor, no tools, an address, a ban, a full house\n";
$manager = ['serverusername' => MANAGER, 'serverpassword' => MANAGER_PASSWORD] + $bare;
foreach ([['siteadmin' => 34], ['siteadmin' => 2, 'otpsecret' => '1'], ['siteadmin' => 130, 'otpsecret' => null]] as $columns) {
    $server->seed(account(MANAGER, $columns + ['pass' => MANAGER_PASSWORD]));
    call('test_connection', $manager);
}
$server->seed(account(MANAGER, ['siteadmin' => 66, 'pass' => MANAGER_PASSWORD]));
call('test_connection', $manager);
$server->seed(account(MANAGER, ['siteadmin' => 2, 'pass' => MANAGER_PASSWORD]));
$closes = [['banned', 'banned-1'], ['emailvalidation', 'emailvalidationrequired'], ['expired', 'expired-1'], ['noauth', 'noauth-1'], ['invalidorigin', 'invalidorigin'], ["strange\u{202e}", str_repeat('x', 500)]];
foreach ($closes as [$cause, $msg]) {
    $server->seed(['settings' => ['close' => ['cause' => $cause, 'msg' => $msg]]]);
    call('test_connection', $manager);
}
$server->seed(['settings' => ['close' => null]]);

echo "-- domains: by path, as an option, in ServerURL, one that is not there, a key in the URL\n";
$server->seed(['domains' => ['filiale' => [], 'streng' => ['url_key' => 'Schluessel-5']], 'users' => [
    'user/filiale/dienst' => ['pass' => 'filialpass', 'siteadmin' => 2], 'user/streng/dienst' => ['pass' => 'strengpass', 'siteadmin' => 2],
]]);
$branch = ['serverusername' => MANAGER, 'serverpassword' => 'filialpass'] + $bare;
$strict = ['serverusername' => MANAGER, 'serverpassword' => 'strengpass', 'configoption4' => 'streng'] + $bare;
call('test_connection', ['configoption4' => 'filiale'] + $branch);
call('test_connection', ['configoption1' => "$url/filiale"] + $branch);
call('test_connection', ['configoption1' => "$url/filiale", 'configoption4' => 'streng'] + $branch);
call('test_connection', ['configoption4' => 'gibtesnicht'] + $branch);
call('test_connection', ['configoption4' => 'a/b'] + $branch);
call('test_connection', $strict);
call('test_connection', ['configoption5' => 'Schluessel-5'] + $strict);
call('test_connection', ['configoption4' => 'filiale', 'serveraccesshash' => LOGIN_KEY, 'serverusername' => MANAGER] + $bare);
?>
--EXPECT--
-- an account that manages users
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, header, ping
-- a full administrator
test_connection: {"version":"1.1.55","server_name":"mesh.example.test","domain":"","account":"admin","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":true,"manage_users":true,"create_groups":true}}
  1 connection, header, ping serverconsole
-- a login token
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login token","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, header, ping
-- a login token in one field
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login token","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, header, ping
-- a login key
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login key","sso":true,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, cookie, ping
-- a login key in capitals, as admin
test_connection: {"version":"1.1.55","server_name":"mesh.example.test","domain":"","account":"admin","credential":"login key","sso":true,"clock_skew":0,"rights":{"full_admin":true,"manage_users":true,"create_groups":true}}
  1 connection, cookie, ping serverconsole
-- a login key besides a login token
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login token","sso":true,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  2 connection, header, ping ping
-- ServerURL and APIKey
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login key","sso":true,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, cookie, ping
-- APIKey before the server's record
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login key","sso":true,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  1 connection, cookie, ping
-- an account that manages nobody
test_connection: PermissionException: MeshCentral: test connection: the account may not manage users: give it the site right "Manage Users", or use another one
  1 connection, header, ping
-- a wrong password
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
  1 connection, header, 
-- a token that was removed
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login token: wrong, expired or removed, or the account is locked
    code: noauth-2d
  1 connection, header, 
-- a key of another server
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no account dienst for it to act as, or the server's CookieEncoding is another one
    code: noauth
  2 connection, cookie, 
-- a key for an account that is not there
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no account niemand for it to act as, or the server's CookieEncoding is another one
    code: noauth
  2 connection, cookie, 
-- a key that is too short
test_connection: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  0 connection, nothing, 
-- a key with other letters
test_connection: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  0 connection, nothing, 
-- half a token
test_connection: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  0 connection, nothing, 
-- a name without a password
test_connection: ConfigurationException: MeshCentral: prepare: no credential is given: enter a login token or account as the server's user name and password, or the login key as its access hash, or as APIKey of the product
  0 connection, nothing, 
-- nothing
test_connection: ConfigurationException: MeshCentral: prepare: no credential is given: enter a login token or account as the server's user name and password, or the login key as its access hash, or as APIKey of the product
  0 connection, nothing, 
-- the lock, the second factor, no tools, an address, a ban, a full house
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
test_connection: AuthenticationException: MeshCentral: log in: the account has a second factor: make a login token (My Account, Login Tokens), which needs none
    code: tokenrequired
test_connection: ConfigurationException: MeshCentral: log in: the account has the site right "no tools" (128), which shuts out programs: take it away
    code: notools
test_connection: PermissionException: MeshCentral: test connection: the account may not make device groups: take the site right "No New Groups" away from it
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral has banned this host's address after wrong logins: try again later
    code: banned-1
    retryable
test_connection: ConfigurationException: MeshCentral: log in: the account's e-mail address must be verified first
    code: emailvalidationrequired
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral ended the session: expired-1
    code: expired-1
test_connection: ConfigurationException: MeshCentral: log in: MeshCentral knows no such server domain, or does not allow this host's address
    code: noauth-1
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral ended the session: invalidorigin
    code: invalidorigin
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral ended the session: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    code: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
-- domains: by path, as an option, in ServerURL, one that is not there, a key in the URL
test_connection: {"version":"","server_name":"mesh.example.test","domain":"filiale","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
test_connection: {"version":"","server_name":"mesh.example.test","domain":"filiale","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
test_connection: ConfigurationException: MeshCentral: prepare: the server's address and its domain setting name different MeshCentral domains: give one of them
test_connection: ProtocolException: MeshCentral: log in: the server closed the WebSocket without a word: this address is not MeshCentral's control channel; check the address and the server domain
test_connection: ConfigurationException: MeshCentral: prepare: the server domain must be a MeshCentral domain's id
test_connection: ConfigurationException: MeshCentral: log in: this MeshCentral domain wants a key in every address (its setting LoginKey): enter it as URL key
    code: nokey
test_connection: {"version":"","server_name":"mesh.example.test","domain":"streng","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
test_connection: {"version":"","server_name":"mesh.example.test","domain":"filiale","account":"dienst","credential":"login key","sso":true,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
