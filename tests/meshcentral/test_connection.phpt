--TEST--
meshcentral_test_connection: each credential, and what each refusal says
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(account('schwach', ['siteadmin' => 64, 'pass' => 'of-the-weak']));
$ask = static function (string $name, array $params) use ($server): void {
    echo "$name\n";
    try {
        $result = meshcentral_test_connection($params);
        echo '  ', text(['clock_skew' => abs($result['clock_skew']) <= 2] + $result), "\n";
    } catch (\Provision\Exception $thrown) {
        echo '  ', describe($thrown), "\n";
    }
    told($server);
};
$key = ['serverusername' => MANAGER, 'serverpassword' => '', 'serveraccesshash' => LOGIN_KEY];
$ask('account', params($server));
$ask('account, and the login key for links', params_with_key($server));
$ask('login key', params($server, $key));
$ask('login key in the product', params($server, ['configoption2' => LOGIN_KEY, 'serverpassword' => '']));
$ask('login token', params($server, ['serverusername' => TOKEN_USER, 'serverpassword' => TOKEN_PASSWORD]));
$ask('login token as access hash', params($server, [
    'serverusername' => '', 'serverpassword' => '', 'serveraccesshash' => TOKEN_USER . ':' . TOKEN_PASSWORD,
]));
$ask('full administrator by login key', params($server, ['serverusername' => 'betreiber2'] + $key));
$ask('the URL of the product alone', params($server, [
    'configoption1' => $server->url(), 'serverhostname' => '', 'serverip' => '', 'serverport' => '',
]));

$ask('wrong password', params($server, ['serverpassword' => 'of-nobody']));
$ask('wrong login key', params($server, ['serveraccesshash' => str_repeat('0123456789abcdef', 10)] + $key));
$ask('wrong token', params($server, ['serverusername' => TOKEN_USER, 'serverpassword' => 'of-nobody']));
$ask('no credential', params($server, ['serverpassword' => '']));
$ask('no login key', params($server, ['serverpassword' => '', 'serveraccesshash' => 'abc']));
$ask('an account without rights', params($server, ['serverusername' => 'schwach', 'serverpassword' => 'of-the-weak']));
?>
--EXPECT--
account
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":false,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
account, and the login key for links
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":true,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  GET /control.ashx?auth=…
  1 {"action":"ping","responseid":"ID","tag":"ID"}
  2 {"action":"ping","responseid":"ID","tag":"ID"}
login key
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login key","sso":true,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx?auth=…
  1 {"action":"ping","responseid":"ID","tag":"ID"}
login key in the product
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login key","sso":true,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx?auth=…
  1 {"action":"ping","responseid":"ID","tag":"ID"}
login token
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login token","sso":false,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
login token as access hash
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"login token","sso":false,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
full administrator by login key
  {"clock_skew":true,"version":"1.1.55","server_name":"mesh.example.test","domain":"","account":"betreiber2","credential":"login key","sso":true,"rights":{"full_admin":true,"manage_users":true,"create_groups":true}}
  GET /control.ashx?auth=…
  1 {"action":"ping","responseid":"ID","tag":"ID"}
  2 {"action":"serverconsole","value":"info","responseid":"ID","tag":"ID"}
the URL of the product alone
  {"clock_skew":true,"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":false,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
wrong password
  AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
  GET /control.ashx x-meshauth
wrong login key
  AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no account dienst for it to act as, or the server's CookieEncoding is another one
    code: noauth
  GET /control.ashx?auth=…
  GET /health.ashx
wrong token
  AuthenticationException: MeshCentral: log in: MeshCentral refuses the login token: wrong, expired or removed, or the account is locked
    code: noauth-2d
  GET /control.ashx x-meshauth
no credential
  ConfigurationException: MeshCentral: prepare: no credential is given: enter a login token or account as the server's user name and password, or the login key as its access hash, or as APIKey of the product
no login key
  ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
an account without rights
  PermissionException: MeshCentral: test connection: the account may not manage users: give it the site right "Manage Users", or use another one
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
