--TEST--
the MeshCentral test server: who is let in, by cookie, header and session, and with which words the others are not
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
$server->seed([
    'domains' => ['branch' => [], 'locked-up' => ['url_key' => 'K']],
    'users' => [
        'user//client' => ['pass' => 'p', 'siteadmin' => 64],
        'user//locked' => ['pass' => 'p', 'siteadmin' => 96],
        'user//toolless' => ['pass' => 'p', 'siteadmin' => 128],
        'user//twofactor' => ['pass' => 'p', 'otpsecret' => '123456'],
        'user/branch/admin' => ['pass' => 'p', 'siteadmin' => 4294967295],
        'user/locked-up/admin' => ['pass' => 'p'],
    ],
    'tokens' => [
        '~t:good' => ['tokenPass' => 't', 'userid' => 'user//twofactor'],
        '~t:over' => ['tokenPass' => 't', 'userid' => 'user//client', 'expire' => 1],
        '~t:locked' => ['tokenPass' => 't', 'userid' => 'user//locked'],
    ],
]);

function verdict(MeshClient $mesh): string
{
    $closed = $mesh->refusal === [] ? '' : "{$mesh->refusal['cause']}/{$mesh->refusal['msg']}";
    $mesh->close();
    return ($mesh->userinfo['_id'] ?? $closed) . "\n";
}

function byHeader(string $header, string $path = ''): string
{
    global $base, $tls;
    return verdict(MeshClient::open("$base$path/control.ashx", ['x-meshauth' => $header], $tls));
}

function byPassword(string $user, string $password, string $path = ''): string
{
    return byHeader(base64_encode($user) . ',' . base64_encode($password), $path);
}

/** @param array<string, mixed> $content */
function byCookie(array $content, string $path = '', bool $hex = false): string
{
    global $base, $tls, $key;
    return verdict(MeshClient::cookie("$base$path", MeshClient::loginCookie($key, $content, $hex), $tls));
}

echo "-- by header\n";
echo byPassword('Client', 'p'), byPassword('client', 'q'), byPassword('nobody', 'p'), byPassword('locked', 'p');
echo byPassword('toolless', 'p'), byPassword('twofactor', 'p');
echo byHeader(implode(',', array_map('base64_encode', ['twofactor', 'p', '123456'])));
echo byHeader('YQ=='), byHeader('YQ==,YQ==,YQ==,YQ==');

echo "-- by token\n";
echo byPassword('~t:good', 't'), byPassword('~t:good', 'u'), byPassword('~t:over', 't'), byPassword('~t:locked', 't');

echo "-- by cookie: both forms, a lock does not matter, ids as they are written\n";
$long = ['userid' => 'user//client', 'domainid' => ''];
echo byCookie($long), byCookie(['u' => 'user//client', 'a' => 3]), byCookie(['userid' => 'user//locked', 'domainid' => '']);
echo byCookie(['userid' => 'user//Client', 'domainid' => '']), byCookie(['u' => 'user//client', 'a' => 4]);
echo byCookie(['userid' => 'user//nobody', 'domainid' => '']), byCookie(['userid' => 'user//client']);

echo "-- its time\n";
$now = time();
foreach ([20 => null, 45 => null, -59 * 60 => null, -61 * 60 => null, -50 => 1, -70 => 1, -99999 => 0, 99999 => 0] as $offset => $expire) {
    $content = $long + ['time' => $now + $offset] + ($expire === null ? [] : ['expire' => $expire]);
    echo $offset, ' ', json_encode($expire), ': ', byCookie($content);
}
echo byCookie($long + ['time' => 'now']);

echo "-- once, and once more after a restart\n";
$once = $long + ['once' => 'only'];
echo byCookie($once), byCookie($once);
$server->control('POST', 'restart');
echo byCookie($once);

echo "-- the vectors, hex, padding, other alphabets, another key\n";
$server->seed(['settings' => ['clock_offset' => 1_700_000_000 - time()], 'users' => ['user//whmcs-1001' => []]]);
$vector = 'oKGio6SlpqeoqaqrfFSiadeYmTeWz$njFrcD2506CV4guWvbQF@lpnQfsvFfzT19@9lgQL5qSesewhtotlR93Y0OcUk28WHqM0u0yXcrdnhS4CpSYztzLs0C4JKOjfg=';
$second = 'oKGio6SlpqeoqaqrKcF6aKm8GubM8SowByUUfJ06CQ9$6XfMBxeo$HASrb0DgWggooZgQL5vBLxMh1d1uxsi3ZUTZA1vrDT4OUqz1WV@PjgLon9ce28nfMse5tWWhqcEAYeZ';
foreach ([$vector, rtrim($vector, '='), strtr($vector, '@$', '+/'), strtr($vector, '@$', '-_'), $second, strtolower($vector)] as $cookie) {
    echo verdict(MeshClient::cookie($base, $cookie, $tls));
}
$server->seed(['settings' => ['clock_offset' => 0, 'cookie_encoding' => 'hex']]);
echo byCookie($long, hex: true), byCookie($long);
$server->seed(['settings' => ['cookie_encoding' => 'base64', 'login_key' => str_repeat('ab', 80)]]);
echo byCookie($long);
$server->seed(['settings' => ['login_key' => $key]]);

echo "-- a bad cookie leaves the header its chance\n";
echo verdict(MeshClient::open("$base/control.ashx?auth=bad", ['x-meshauth' => base64_encode('client') . ',cA=='], $tls));

echo "-- domains, and a key in the URL\n";
echo byPassword('admin', 'p', '/branch'), byPassword('admin', 'p');
echo byCookie(['userid' => 'user/branch/admin', 'domainid' => 'branch'], '/branch');
echo byCookie(['userid' => 'user/branch/admin', 'domainid' => 'branch']);
echo byPassword('admin', 'p', '/locked-up');
$header = ['x-meshauth' => base64_encode('admin') . ',cA=='];
echo verdict(MeshClient::open("$base/locked-up/control.ashx?key=K", $header, $tls));

echo "-- an origin, an address that is not verified, every other cause\n";
echo verdict(MeshClient::open("$base/control.ashx", $header + ['Origin' => 'https://elsewhere.invalid'], $tls));
$server->seed(['settings' => ['mail' => true], 'users' => ['user//client' => ['email' => 'a@example.com']]]);
echo byPassword('client', 'p');
$server->seed(['settings' => ['close' => ['cause' => 'banned', 'msg' => 'banned-1']]]);
echo byPassword('client', 'p');
?>
--EXPECT--
-- by header
user//client
noauth/noauth-2d
noauth/noauth-2d
noauth/noauth-2d
notools/notools
noauth/tokenrequired
user//twofactor
noauth/noauth-2c
noauth/noauth-2c
-- by token
user//twofactor
noauth/noauth-2d
noauth/noauth-2d
noauth/noauth-2d
-- by cookie: both forms, a lock does not matter, ids as they are written
user//client
user//client
user//locked
noauth/noauth
noauth/noauth
noauth/noauth
noauth/noauth
-- its time
20 null: user//client
45 null: noauth/noauth
-3540 null: user//client
-3660 null: noauth/noauth
-50 1: user//client
-70 1: noauth/noauth
-99999 0: user//client
99999 0: user//client
noauth/noauth
-- once, and once more after a restart
user//client
noauth/noauth
user//client
-- the vectors, hex, padding, other alphabets, another key
user//admin
user//admin
user//admin
user//admin
user//whmcs-1001
noauth/noauth
user//client
noauth/noauth
noauth/noauth
-- a bad cookie leaves the header its chance
user//client
-- domains, and a key in the URL
user/branch/admin
noauth/noauth-2d
user/branch/admin
noauth/noauth
noauth/nokey
user/locked-up/admin
-- an origin, an address that is not verified, every other cause
invalidorigin/invalidorigin
emailvalidation/emailvalidationrequired
banned/banned-1
