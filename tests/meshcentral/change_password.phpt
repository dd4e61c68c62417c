--TEST--
meshcentral_change_password: MeshCentral never answers; an event proves it, and silence is looked into
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\MeshClient;

$server = server_with(service_rows(['otpsecret' => '123456']));
$base = "ws://$server->host:$server->port";
$params = params($server, stored_service());
$new = 'Neu-ß"\\ 漢字.7xK';
$login = static fn (string $password): string => MeshClient::password($base, 'whmcs-41', $password)->refusal['msg'] ?? 'let in';
$server->clearLog();
call('change_password', ['password' => $new] + $params);
told($server);
// the second factor is the client's own, and stays
echo 'old: ', $login(SERVICE_PASSWORD), ', new: ', $login($new), "\n";
$server->seed(['users' => ['user//whmcs-41' => ['otpsecret' => null]]]);
$server->clearLog();
call('change_password', ['password' => $new] + $params);
told($server);

echo "-- events of others in between, and one of another account's password\n";
$server->messageFault('events_before', action: 'changeuserpass');
call('change_password', ['password' => 'Zweites-9xK'] + $params);
echo $login('Zweites-9xK'), "\n";
$server->clearFaults();
$server->clearLog();

echo "-- suspended: it is set all the same\n";
$server->seed(account('whmcs-41', ['siteadmin' => 96, 'realname' => 'whmcs:41', 'links' => []]));
call('change_password', ['password' => 'Drittes-9xK'] + $params);
told($server);
echo $server->state()['users']['user//whmcs-41']['pass'], "\n";

echo "-- a password that the server's requirements refuse\n";
$server->seed(['settings' => ['password_requirements' => ['min' => 12, 'nonalpha' => 2]]]);
$server->seed(account('whmcs-41', ['siteadmin' => 64, 'pass' => 'Drittes-9xK']));
call('change_password', \changed($params, ['password' => 'Viertes9xK', 'provision' => ['timeout_ms' => 1200]]));
told($server);
echo $server->state()['users']['user//whmcs-41']['pass'], "\n";

echo "-- passwords that cannot be\n";
foreach (['', 'drei', 'abc', str_repeat('x', 257), "a\0bcdefgh", "zeile\nzeile", "\xff\xfe\xfdabcdef"] as $wrong) {
    call('change_password', ['password' => $wrong] + $params);
}
call('change_password', ['password' => 'Fremdes-9xK', 'username' => 'fremd', 'serviceid' => 77, 'customfields' => ['mesh_id' => FOREIGN_GROUP]] + $params);
told_writes($server);
?>
--EXPECT--
