--TEST--
the MeshCentral test server's pages: single sign-on once, sessions nobody can revoke, invitations, installers
--EXTENSIONS--
openssl
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require __DIR__ . '/mesh_client.inc';

use Provision\TestServer\MeshClient;
use Provision\TestServer\TestServer;

$server = TestServer::start('meshcentral', tls: 'good');
$base = "wss://$server->host:$server->port";
$tls = ['cafile' => $server->caFile];
$key = $server->state()['settings']['login_key'];
$group = 'mesh//' . str_repeat('aB3@', 15) . 'xy$z';
$server->seed([
    'domains' => ['branch' => ['url_key' => 'K']],
    'users' => ['user//kunde' => ['siteadmin' => 64], 'user/branch/kunde' => ['siteadmin' => 64]],
    'meshes' => [$group => ['name' => 'Kunde & Söhne', 'links' => ['user//kunde' => ['rights' => 8], 'user//admin' => ['rights' => 4294967295]]]],
]);

/** Status, place to go, who the page is for, and the file's name. @param-out string $cookies */
function get(string $path, string &$cookies = ''): string
{
    global $server, $tls;
    $context = stream_context_create(['ssl' => $tls, 'http' => [
        'header' => $cookies === '' ? [] : ["Cookie: $cookies"], 'ignore_errors' => true, 'follow_location' => 0,
    ]]);
    $body = file_get_contents($server->url() . $path, false, $context);
    $head = implode("\n", $http_response_header);
    preg_match_all('/^Set-Cookie: ([^;]+); (\S+)/m', $head, $set);
    $cookies = $set[1] === [] ? $cookies : implode('; ', $set[1]);
    preg_match('/^Location: (\S+)/m', $head, $location);
    preg_match('/filename="([^"]+)"/', $head, $file);
    $text = trim(preg_replace('/\s+/', ' ', strip_tags($body)));
    $text = preg_replace_callback("/var logoutControls.*?'(.*?)'.*/", static fn (array $m) => json_decode(rawurldecode($m[1]), true)['name'], $text);
    return implode(' ', array_filter([explode(' ', $head)[1], isset($location[1]) ? 'to ' . preg_replace('/=.*/', '=…', $location[1]) : '', $file[1] ?? '', $text])) . "\n";
}

/** @param array<string, mixed> $content */
function login(array $content, string $more = ''): string
{
    global $key;
    return '/?login=' . rawurlencode(MeshClient::loginCookie($key, $content)) . $more;
}

echo "-- the link works once; the other form of the cookie does not at all\n";
$cookies = '';
$link = login(['u' => 'user//kunde', 'a' => 3, 'expire' => 1, 'once' => 'x']);
echo get($link, $cookies), get($link), get(login(['userid' => 'user//kunde', 'domainid' => ''])), get(login(['u' => 'user//nobody', 'a' => 3]));
echo get('/', $cookies);

echo "-- the session opens the socket, and a second link replaces it\n";
$mesh = MeshClient::open("$base/control.ashx", ['Cookie' => $cookies], $tls);
echo $mesh->userinfo['_id'], ' ', count($mesh->ask(['action' => 'meshes'])['meshes']), "\n";
$other = $cookies;
echo get(login(['u' => 'user//admin', 'a' => 3]), $other);

echo "-- a lock: the link leads to itself for ever, the page takes the session, a copy of it still opens the socket\n";
$server->seed(['users' => ['user//kunde' => ['siteadmin' => 96]]]);
$copy = $cookies;
echo get(login(['u' => 'user//kunde', 'a' => 3])), get('/', $cookies), get('/', $cookies);
echo MeshClient::open("$base/control.ashx", ['Cookie' => $copy], $tls)->userinfo['_id'], "\n";
$forged = preg_replace('/xid=\w/', 'xid=Z', $copy);
echo MeshClient::open("$base/control.ashx", ['Cookie' => $forged], $tls)->refusal['msg'], ' ', get('/logout', $copy);

echo "-- logincookie, where it is allowed\n";
$admin = MeshClient::password($base, 'admin', 'Admin-Passw0rd', $tls);
echo get('/?login=' . rawurlencode($admin->ask(['action' => 'logincookie'])['cookie']));
$server->seed(['settings' => ['allow_login_token' => false]]);
$admin->tell(['action' => 'logincookie']);
$admin->settle();
echo count(array_filter($admin->others, static fn (array $m): bool => $m['action'] === 'logincookie')), "\n";

echo "-- a domain with a key in its URL\n";
$branch = ['u' => 'user/branch/kunde', 'a' => 3];
echo get('/branch' . login($branch)), get('/branch' . login($branch, '&key=K')), get(login($branch));

echo "-- an invitation: its page, and its downloads, which hold for two minutes\n";
$answer = $admin->ask(['action' => 'createInviteLink', 'meshid' => $group, 'expire' => 168, 'flags' => 0]);
echo preg_replace('/=.*/', '=…', $answer['url']), ' ', $answer['expire'], "\n";
$page = strstr($answer['url'], '/agentinvite');
echo get($page), get('/agentinvite?c=bad');
$body = file_get_contents($server->url() . $page, false, stream_context_create(['ssl' => $tls]));
preg_match('/href="([^"]+)"/', $body, $match);
$download = htmlspecialchars_decode($match[1]);
$server->seed(['settings' => ['lock_agent_download' => true]]);
echo get($download), get('/meshagents?id=4');
$server->seed(['settings' => ['clock_offset' => 150]]);
echo get($download), get($page);
$server->seed(['settings' => ['clock_offset' => 169 * 3600]]);
echo get($page);
$server->seed(['settings' => ['clock_offset' => 0, 'lock_agent_download' => false]]);

echo "-- installers\n";
$id = rawurlencode(substr($group, 6));
foreach (["id=4&meshid=$id", "id=43&meshid=$id", "meshinstall=6&id=$id", 'meshinstall=6&id=wrong', 'id=6', 'id=999', '', 'script=1', 'id=3&meshid=wrong'] as $query) {
    echo $query === '' ? '(none)' : strtr($query, [$id => 'ID']), ': ', get("/meshagents?$query");
}
echo get("/meshosxagent?id=16&meshid=$id"), get('/meshosxagent?id=16&meshid=wrong'), get("/meshsettings?id=$id"), get('/meshsettings?id=x'), get('/health.ashx'), get('/nothing');
?>
--EXPECT--
-- the link works once; the other form of the cookie does not at all
200 MeshCentral kunde
200 MeshCentral - Login
200 MeshCentral - Login
200 MeshCentral - Login
200 MeshCentral kunde
-- the session opens the socket, and a second link replaces it
user//kunde 1
200 MeshCentral admin
-- a lock: the link leads to itself for ever, the page takes the session, a copy of it still opens the socket
302 to /?login=…
302 to /
200 MeshCentral - Login
user//kunde
noauth 302 to /login
-- logincookie, where it is allowed
200 MeshCentral admin
0
-- a domain with a key in its URL
404 Not Found
200 MeshCentral kunde
200 MeshCentral - Login
-- an invitation: its page, and its downloads, which hold for two minutes
https://mesh.example.test:443/agentinvite?c=… 168
200 Agent Installation Kunde &amp; Söhne Windows
404 Not Found
200 meshagent64.exe agent 4
401 Unauthorized
401 Unauthorized
200 Agent Installation Kunde &amp; Söhne Windows
404 Not Found
-- installers
id=4&meshid=ID: 200 meshagent64-Kunde%26S%C3%B6hne.exe agent 4 for mesh//aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@xy$z
id=43&meshid=ID: 200 meshagentarm64-Kunde%26S%C3%B6hne.exe agent 43 for mesh//aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@xy$z
meshinstall=6&id=ID: 200 meshagent installer for mesh//aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@xy$z
meshinstall=6&id=wrong: 401 Unauthorized
id=6: 200 meshagent agent 6
id=999: 404 Not Found
(none): 404 Not Found
script=1: 200 meshinstall.sh #!/bin/sh # installs the agent of a test server
id=3&meshid=wrong: 401 Unauthorized
200 MeshAgent-Kunde%20%26%20S%C3%B6hne.zip PK installer for mesh//aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@aB3@xy$z
401 Unauthorized
200 meshagent.msh MeshName=Kunde & Söhne MeshType=2 MeshID=0x681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFE681DFEC72FF3 MeshServer=wss://mesh.example.test:443/agent.ashx
401 Unauthorized
200 ok
404 Not Found
