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
call('change_password', \changed($params, ['password' => 'Viertes9xK', 'provision' => ['timeout_ms' => 3000]]));
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
change_password: {"changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
old: noauth-2d, new: tokenrequired
change_password: {"changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
-- events of others in between, and one of another account's password
change_password: {"changed":true}
let in
-- suspended: it is set all the same
change_password: {"changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
Drittes-9xK
-- a password that the server's requirements refuse
change_password: LimitException: MeshCentral: list accounts: MeshCentral did not change the password and does not say why: it passes over passwords that do not meet its requirements (passwordRequirements of its configuration)
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
  4 {"action":"users","responseid":"ID","tag":"ID"}
Drittes-9xK
-- passwords that cannot be
change_password: ConfigurationException: MeshCentral: prepare: password is missing or empty: the account's password
change_password: LimitException: MeshCentral: list accounts: MeshCentral did not change the password and does not say why: it passes over passwords that do not meet its requirements (passwordRequirements of its configuration)
change_password: ConfigurationException: MeshCentral: read parameters: password must have from 4 to 256 bytes
change_password: ConfigurationException: MeshCentral: read parameters: password must have from 4 to 256 bytes
change_password: ConfigurationException: MeshCentral: read parameters: password must be valid UTF-8 without control characters
change_password: ConfigurationException: MeshCentral: read parameters: password must be valid UTF-8 without control characters
change_password: ConfigurationException: MeshCentral: read parameters: password must be valid UTF-8 without control characters
change_password: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
WRITTEN:
  {"action":"changeuserpass","userid":"user//whmcs-41","pass":"drei","removeMultiFactor":false,"responseid":"p3","tag":"p3"}
