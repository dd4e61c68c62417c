--TEST--
meshcentral_change_password: verified; a password that the policy refuses; a second factor stays
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(['otpsecret' => 'GEZDGNBVGY3TQOJQ']));
$foreign = foreign_part($server);
$params = params($server, stored_service());
$pass = static fn (): string => $server->state()['users']['user//whmcs-41']['pass'];
call('change_password', \changed($params, ['password' => 'Neu+pass/w0rd&"<ö>']));
told($server);
echo $pass(), ', ', text($server->state()['users']['user//whmcs-41']['otpsecret']), "\n";

echo "the same while it is suspended\n";
$server->seed(['users' => ['user//whmcs-41' => ['passchange' => 1_700_000_000]]]);
call('suspend', $params);
call('change_password', \changed($params, ['password' => 'Noch-1-anderes']));
echo $pass(), "\n";
call('status', $params);

echo "the policy refuses it\n";
$server->seed(['users' => ['user//whmcs-41' => ['passchange' => 1_700_000_000]]]);
$server->seed(['settings' => ['password_requirements' => ['min' => 12, 'upper' => 1]]]);
call('change_password', \changed($params, ['password' => 'kurz-1']));
echo $pass(), "\n";

echo "too short, too long, none\n";
$server->clearLog();
foreach (['abc', str_repeat('a', 257), ''] as $password) {
    call('change_password', \changed($params, ['password' => $password]));
}
told_writes($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
change_password: {"changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
Neu+pass/w0rd&"<ö>, "GEZDGNBVGY3TQOJQ"
the same while it is suspended
suspend: {"state":"suspended","changed":true}
change_password: {"changed":true}
Noch-1-anderes
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":0,"site_rights":96,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
the policy refuses it
change_password: LimitException: MeshCentral: list accounts: MeshCentral did not change the password and does not say why: it passes over passwords that do not meet its requirements (passwordRequirements of its configuration)
Noch-1-anderes
too short, too long, none
change_password: ConfigurationException: MeshCentral: read parameters: password must have from 4 to 256 bytes
change_password: ConfigurationException: MeshCentral: read parameters: password must have from 4 to 256 bytes
change_password: ConfigurationException: MeshCentral: prepare: password is missing or empty: the account's password
nothing was written
nothing foreign is touched
