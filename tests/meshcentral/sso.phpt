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
