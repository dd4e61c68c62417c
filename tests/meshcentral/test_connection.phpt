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
