--TEST--
meshcentral_sso: by the login key, by the server, never while the service is suspended
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
$with_key = params_with_key($server, stored_service());
$page = static function (string $url): string {
    return str_contains((string) file_get_contents($url), 'whmcs-41') ? 'logged in as whmcs-41' : 'not logged in';
};
$show = static function (array $login): void {
    $login['url'] = preg_replace('/login=[^&]{40,}/', 'login=TOKEN', $login['url']);
    echo 'sso: ', text($login), "\n";
};
$server->clearLog();
$show($login = meshcentral_sso($with_key));
told($server);
echo $page($login['url']), ", and again ", $page($login['url']), "\n";
$token = urldecode(substr(strrchr($login['url'], '='), 1));
var_dump(str_contains(json_encode(provision_last_exchanges(), JSON_UNESCAPED_SLASHES), $token));
$show(meshcentral_sso(\changed($with_key, ['configoption12' => 'https://fern.example/kunden'])));
$show(meshcentral_sso(\changed($params, ['configoption2' => LOGIN_KEY, 'serverpassword' => ''])));

echo "without a login key\n";
call('sso', $params);
$server->clearLog();
$server->seed(['settings' => ['allow_login_token' => true]]);
$show($login = meshcentral_sso(\changed($params, ['password' => SERVICE_PASSWORD])));
told($server);
echo $page($login['url']), "\n";
call('sso', \changed($params, ['password' => 'of-nobody']));

echo "suspended, an administrator, absent\n";
call('suspend', $params);
call('sso', $with_key);
call('sso', \changed($params, ['password' => SERVICE_PASSWORD]));
call('sso', params_with_key($server, ['serviceid' => 77]));
call('unsuspend', $params);
$server->seed(['users' => ['user//whmcs-41' => ['siteadmin' => 2]]]);
call('sso', $with_key);
?>
--EXPECT--
sso: {"url":"http://127.0.0.1:PORT/?login=TOKEN","expires_in":60,"username":"whmcs-41"}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
logged in as whmcs-41, and again not logged in
bool(false)
sso: {"url":"https://fern.example/kunden/?login=TOKEN","expires_in":60,"username":"whmcs-41"}
sso: {"url":"http://127.0.0.1:PORT/?login=TOKEN","expires_in":60,"username":"whmcs-41"}
without a login key
sso: UnsupportedException: MeshCentral: make login link: no login link can be made: there is no login key, and the client's password is not known. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
sso: {"url":"http://127.0.0.1:PORT/?login=TOKEN","expires_in":3600,"username":"whmcs-41"}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"logincookie","responseid":"ID","tag":"ID"}
logged in as whmcs-41
sso: UnsupportedException: MeshCentral: ask for login link: no login link can be made: there is no login key, and the client has another password by now, or a second factor. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
suspended, an administrator, absent
suspend: {"state":"suspended","changed":true}
sso: PermissionException: MeshCentral: make login link: the service is suspended: there is no login until it is unsuspended
sso: PermissionException: MeshCentral: make login link: the service is suspended: there is no login until it is unsuspended
sso: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
unsuspend: {"state":"active","changed":true}
sso: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
