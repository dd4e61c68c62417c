--TEST--
meshcentral_sso: a link for one use within a minute, for this client alone; without the login key by his own password
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\TestServer;

$server = TestServer::start('meshcentral', tls: 'good');
$server->seed(\together(foreign_rows(), service_rows()));
$with = params_with_key($server, stored_service());

/** What a cookie of the login key holds, read with nothing but PHP. @return array<string, mixed> */
function content(string $url, string $key = LOGIN_KEY, bool $hex = false): array
{
    preg_match('/[?&]login=([^&]+)/', $url, $match);
    $text = rawurldecode($match[1]);
    $bytes = $hex ? hex2bin($text) : base64_decode(strtr($text, '@$', '+/'), true);
    [$iv, $tag, $rest] = [substr($bytes, 0, 12), substr($bytes, 12, 16), substr($bytes, 28)];
    $json = openssl_decrypt($rest, 'aes-256-gcm', substr(hex2bin($key), 0, 32), OPENSSL_RAW_DATA, $iv, $tag);
    return json_decode($json, true, 4, JSON_THROW_ON_ERROR);
}

function page(TestServer $server, string $url): string
{
    $context = stream_context_create(['ssl' => ['cafile' => $server->caFile], 'http' => ['ignore_errors' => true, 'follow_location' => 0]]);
    $body = file_get_contents($url, false, $context);
    $user = preg_match("/logoutControls.*?'([^']+)'/", $body, $match) === 1 ? json_decode(rawurldecode($match[1]), true)['name'] : 'the login page';
    return explode(' ', $http_response_header[0])[1] . " $user\n";
}

$server->clearLog();
$first = call('sso', $with);
told($server);
$content = content($first['url']);
echo json_encode(array_keys($content)), " $content[u] $content[a] $content[expire] ", abs(time() - $content['time']) < 5 ? 'now' : 'another time', "\n";
$second = meshcentral_sso($with);
echo 'two links: ', $first['url'] !== $second['url'] ? 'different' : 'equal', ', once: ', content($second['url'])['once'] !== $content['once'] ? 'different' : 'equal', "\n";
echo page($server, $first['url']), page($server, $first['url']), page($server, $second['url']);

echo "-- clocks: the link holds the server's time, whatever ours is\n";
foreach ([-3600, 3600] as $offset) {
    $server->seed(['settings' => ['clock_offset' => $offset]]);
    echo page($server, meshcentral_sso($with)['url']);
}
$server->seed(['settings' => ['clock_offset' => 0]]);

echo "-- hex, the address for clients, a server domain with a key in its URL\n";
$server->seed(['settings' => ['cookie_encoding' => 'hex'], 'domains' => ['filiale' => ['url_key' => 'Schluessel-5']], 'users' => ['user/filiale/dienst' => ['pass' => MANAGER_PASSWORD, 'siteadmin' => 2]]]);
$hex = call('sso', ['configoption6' => 'hex', 'configoption12' => 'https://fern.example.com:8443'] + $with);
echo content($hex['url'], hex: true)['u'], "\n";
$server->seed(['settings' => ['cookie_encoding' => 'base64']]);
$domain = \changed(params_with_key($server), ['configoption4' => 'filiale', 'configoption5' => 'Schluessel-5']);
$domain = stored($domain, meshcentral_create($domain));
$link = call('sso', $domain);
echo page($server, $link['url']);

echo "-- suspended, absent, another's, an account that manages users\n";
$server->seed(account('whmcs-41', ['siteadmin' => 96, 'realname' => 'whmcs:41']));
call('sso', $with);
$server->seed(account('whmcs-41', ['siteadmin' => 64, 'links' => [], 'realname' => 'whmcs:41']));
call('sso', $with);
call('sso', params_with_key($server, ['serviceid' => 99]));
call('sso', params_with_key($server, ['username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]]));
$server->seed(service_rows(['siteadmin' => 4_294_967_295]));
call('sso', $with);

echo "-- without the login key: by the client's own password\n";
$server->seed(service_rows(['siteadmin' => 64]));
$server->clearLog();
$own = params($server, ['password' => SERVICE_PASSWORD] + stored_service());
$link = call('sso', $own);
told($server);
echo page($server, $link['url']);
call('sso', ['password' => 'an old one'] + $own);
call('sso', ['password' => ''] + $own);
$server->seed(account('whmcs-41', ['otpsecret' => '123456', 'pass' => SERVICE_PASSWORD, 'realname' => 'whmcs:41']));
call('sso', $own);
$server->seed(account('whmcs-41', ['otpsecret' => null, 'pass' => SERVICE_PASSWORD, 'realname' => 'whmcs:41']));
$server->seed(['settings' => ['allow_login_token' => false]]);
call('sso', $own);

echo "-- a login key that is not this server's\n";
call('sso', ['serveraccesshash' => str_repeat('ab', 80)] + $with);
?>
--EXPECT--
sso: {"url":"https://127.0.0.1:PORT/?login=COOKIE","expires_in":60,"username":"whmcs-41"}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
["u","a","time","expire","once"] user//whmcs-41 3 1 now
two links: different, once: different
200 whmcs-41
200 the login page
200 whmcs-41
-- clocks: the link holds the server's time, whatever ours is
200 whmcs-41
200 whmcs-41
-- hex, the address for clients, a server domain with a key in its URL
sso: {"url":"https://fern.example.com:8443/?login=COOKIE","expires_in":60,"username":"whmcs-41"}
user//whmcs-41
sso: {"url":"https://127.0.0.1:PORT/filiale/?login=COOKIE&key=Schluessel-5","expires_in":60,"username":"whmcs-41"}
200 whmcs-41
-- suspended, absent, another's, an account that manages users
sso: PermissionException: MeshCentral: make login link: the service is suspended: there is no login until it is unsuspended
sso: PermissionException: MeshCentral: make login link: the service is suspended: there is no login until it is unsuspended
sso: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
sso: PermissionException: MeshCentral: make login link: the service is suspended: there is no login until it is unsuspended
sso: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
-- without the login key: by the client's own password
sso: {"url":"https://127.0.0.1:PORT/?login=COOKIE","expires_in":3600,"username":"whmcs-41"}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"logincookie","responseid":"ID","tag":"ID"}
  4 {"action":"ping","responseid":"ID","tag":"ID"}
200 whmcs-41
sso: UnsupportedException: MeshCentral: ask for login link: no login link can be made: there is no login key, and the client has another password by now, or a second factor. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
sso: UnsupportedException: MeshCentral: make login link: no login link can be made: there is no login key, and the client's password is not known. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
sso: UnsupportedException: MeshCentral: ask for login link: no login link can be made: there is no login key, and the client has another password by now, or a second factor. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
sso: UnsupportedException: MeshCentral: ask for login link: no login link can be made: there is no login key, and the server's AllowLoginToken is not set. Enter MeshCentral's login key (node meshcentral --logintokenkey) as access hash of the server, or as APIKey of the product
-- a login key that is not this server's
sso: {"url":"https://127.0.0.1:PORT/?login=COOKIE","expires_in":60,"username":"whmcs-41"}
